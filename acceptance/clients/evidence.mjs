// The hub's evidence, checked with tools that are not ours: JSON schemas (ajv, CycloneDX's own), Sigstore's verifier,
// and ML-DSA of @noble/post-quantum. One scenario for each test of EvidenceAcceptance.
import { readFileSync, writeFileSync } from "node:fs";
import { createPublicKey, verify as verifyBytes } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bundleFromJSON } from "@sigstore/bundle";
import { Verifier, toSignedEntity } from "@sigstore/verify";
import { commit, createRepo } from "@huggingface/hub";
import { ml_dsa44 } from "@noble/post-quantum/ml-dsa.js";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { ada, ask, done, fresh, holds, hubUrl, noise, play, same, sha256 } from "./lib.mjs";

const require = createRequire(import.meta.url);

const text = async (path) => {
  const answer = await ask("GET", path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
};

/** The checkpoint over at least so many entries: it follows deeds within seconds. */
async function checkpoint(entries = 1) {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await ask("GET", "/log/checkpoint");
    const note = await answer.text();
    if (answer.ok && Number(note.split("\n")[1]) >= entries) return note;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no checkpoint over ${entries} entries`);
}

/** A model with files of every sort, and the id of its head. */
async function model() {
  const repo = `ada/${fresh("signed")}`;
  await createRepo({ repo, accessToken: ada, hubUrl });
  await upload(repo, {
    "README.md":
      "---\nlicense: apache-2.0\nbase_model: lab/parent\ndatasets: [lab/corpus]\npipeline_tag: text-generation\n---\n# Tide\n",
    "a-b": "beside the folder",
    "a/b": "in the folder",
    "empty.txt": "",
    "ü/näme.txt": "unicode",
    "weights.bin": noise(2_000_000),
  });
  return { repo, head: await head(repo) };
}

async function upload(repo, files) {
  const operations = Object.entries(files).map(([path, content]) => ({
    operation: "addOrUpdate",
    path,
    content: new Blob([content]),
  }));
  await commit({ repo, title: "Add files", operations, accessToken: ada, hubUrl });
}

const head = async (repo) => (await done("GET", `/api/models/${repo}`)).sha;

/** The signatures under a note that somebody of this name made. */
const signatures = (note, name) =>
  note
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([dash, who]) => dash === "\u2014" && who === name)
    .map(([, , blob]) => Buffer.from(blob, "base64"));

function verifier(pem) {
  const hint = sha256(pem);
  const material = {
    certificateAuthorities: [],
    timestampAuthorities: [],
    tlogs: [],
    ctlogs: [],
    publicKey: (asked) => {
      if (asked !== hint) throw new Error(`the bundle names the key ${asked}, not ${hint}`);
      return { publicKey: createPublicKey(pem), validFor: () => true };
    },
  };
  const none = { tlogThreshold: 0, ctlogThreshold: 0, tsaThreshold: 0, timestampThreshold: 0 };
  return (json) => new Verifier(material, none).verify(toSignedEntity(bundleFromJSON(json)));
}

function fails(claim, deed) {
  try {
    deed();
  } catch (error) {
    console.log(`ok  ${claim} (${error.code ?? error.message})`);
    return;
  }
  throw new Error(`${claim}: it was accepted`);
}

await play({
  /** Makes at least so many entries, so that the log has more than one tile. */
  async grow(count) {
    const repo = `ada/${fresh("grown")}`;
    await createRepo({ repo, accessToken: ada, hubUrl });
    await upload(repo, { "README.md": "# Grown" });
    const branches = Array.from({ length: Number(count) }, (_, i) => `b${i}`);
    while (branches.length > 0) {
      await Promise.all(
        branches.splice(0, 16).map((name) => done("POST", `/api/models/${repo}/branch/${name}`, { token: ada, json: {} })),
      );
    }
    await checkpoint(Number(count));
  },

  /** Every entry fits the schema that the hub publishes for its type. */
  async schema() {
    await model();
    const size = Number((await checkpoint(4)).split("\n")[1]);
    const fits = new Ajv2020({ strict: false }).compile(JSON.parse(await text("/log/entry.schema.json")));
    const types = new Set();
    for (let i = 0; i < Math.min(size, 600); i++) {
      const raw = await text(`/log/entry/${i}`);
      const entry = JSON.parse(raw);
      if (!fits(entry)) throw new Error(`entry ${i}: ${JSON.stringify(fits.errors).slice(0, 400)} ${raw}`);
      if (/\bada\b/.test(raw)) throw new Error(`entry ${i} names a person: ${raw}`);
      types.add(entry.type);
    }
    holds(`${size} entries fit their schemas: ${[...types].join(", ")}`, types.size >= 3);
    holds("a made-up entry does not", !fits({ type: "nonsense/v1", t: 1, open: {}, sealed: {} }));
  },

  /** Sigstore's verifier accepts the signature of a model, and nothing that was changed. */
  async signature(folder) {
    const { repo, head } = await model();
    const bundle = await done("GET", `/api/models/${repo}/signature/${head}`);
    const pem = (await done("GET", "/.well-known/plimsoll/keys")).attestation.at(-1);
    const verify = verifier(pem);
    verify(bundle);
    holds("@sigstore/verify accepts the bundle", true);
    const statement = JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, "base64").toString());
    same(
      "files are in the order of their paths' parts",
      statement.predicate.resources.map((file) => file.name),
      ["README.md", "a/b", "a-b", "empty.txt", "weights.bin", "ü/näme.txt"],
    );
    const raw = Buffer.concat(statement.predicate.resources.map((file) => Buffer.from(file.digest, "hex")));
    same("the subject is the hash of their hashes", statement.subject[0].digest.sha256, sha256(raw));
    for (const { name, digest } of statement.predicate.resources) {
      const served = await ask("GET", `/${repo}/resolve/${head}/${encodeURI(name)}`);
      same(`${name} is served as it was signed`, sha256(Buffer.from(await served.arrayBuffer())), digest);
    }
    const changed = structuredClone(bundle);
    statement.predicate.resources[0].digest = sha256("another");
    changed.dsseEnvelope.payload = Buffer.from(JSON.stringify(statement)).toString("base64");
    fails("a changed file list is refused", () => verify(changed));
    const other = structuredClone(bundle);
    other.verificationMaterial.publicKey.hint = sha256("another key");
    fails("a wrong key hint is refused", () => verify(other));
    same("whoever asks again gets the same", await done("GET", `/api/models/${repo}/signature/main`), bundle);
    // For openssl, which signs and checks bytes and knows nothing of envelopes.
    const payload = Buffer.from(bundle.dsseEnvelope.payload, "base64");
    const pae = Buffer.concat([Buffer.from(`DSSEv1 28 application/vnd.in-toto+json ${payload.length} `), payload]);
    writeFileSync(`${folder}/key.pub`, pem);
    writeFileSync(`${folder}/sig.der`, Buffer.from(bundle.dsseEnvelope.signatures[0].sig, "base64"));
    writeFileSync(`${folder}/pae`, pae);
    pae[pae.length - 3] ^= 1;
    writeFileSync(`${folder}/pae.changed`, pae);
    await checkUploads(repo, bundle, pem);
  },

  /** Sigstore's verifier accepts the statement of a decision about a release, and the log has its hash. */
  async decision() {
    const { repo } = await model();
    const statements = `/api/models/${repo}/release/statements`;
    await done("PUT", `/api/models/${repo}/release`, { token: ada, json: { components: { weights: { access: "hosted" } } } });
    const [newest] = await done("GET", statements);
    const envelope = await text(`${statements}/${newest.sha256}`);
    same("a statement is called by its hash", sha256(envelope), newest.sha256);
    const pem = (await done("GET", "/.well-known/plimsoll/keys")).attestation.at(-1);
    const verify = verifier(pem);
    const bundle = {
      mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
      verificationMaterial: { publicKey: { hint: sha256(pem) }, tlogEntries: [] },
      dsseEnvelope: JSON.parse(envelope),
    };
    verify(bundle);
    const statement = JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, "base64").toString());
    same("it says what was decided", statement.predicate.components.weights, "hosted");
    statement.predicate.components.weights = "fully-open";
    bundle.dsseEnvelope.payload = Buffer.from(JSON.stringify(statement)).toString("base64");
    fails("a changed decision is refused", () => verify(bundle));
    await checkpoint(newest.entry + 1);
    same("the log has its hash", JSON.parse(await text(`/log/entry/${newest.entry}`)).open.statement, newest.sha256);
    holds("with a proof", (await text(newest.proof)).startsWith("c2sp.org/tlog-proof@v1"));
  },

  /** Sigstore's verifier accepts what a publisher declares, and the documents filled from it fit their schema. */
  async declaration() {
    const { repo, head } = await model();
    const declarations = `/api/plimsoll/models/${repo}/declarations`;
    const facts = { training_flop: ["3e22", "4e22"], provider: "Tidemark Ltd", released_on: "2026-01-31" };
    const kept = await done("PUT", declarations, { token: ada, json: { facts, unknown: ["energy_kwh"] } });
    const envelope = await text(`${declarations}/${kept.sha256}`);
    same("a statement is called by its hash", sha256(envelope), kept.sha256);
    const pem = (await done("GET", "/.well-known/plimsoll/keys")).attestation.at(-1);
    const verify = verifier(pem);
    const bundle = {
      mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
      verificationMaterial: { publicKey: { hint: sha256(pem) }, tlogEntries: [] },
      dsseEnvelope: JSON.parse(envelope),
    };
    verify(bundle);
    const statement = JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, "base64").toString());
    same("it is about the revision", statement.subject, [{ digest: { gitCommit: head }, name: repo }]);
    same("it says what was declared", statement.predicate.facts.provider, "Tidemark Ltd");
    statement.predicate.facts.provider = "Somebody else";
    bundle.dsseEnvelope.payload = Buffer.from(JSON.stringify(statement)).toString("base64");
    fails("a changed declaration is refused", () => verify(bundle));
    await checkpoint(kept.entry + 1);
    same("the log has its hash", JSON.parse(await text(`/log/entry/${kept.entry}`)).open.statement, kept.sha256);
    const ajv = new Ajv2020({ allErrors: true });
    addFormats(ajv);
    const fits = ajv.compile(await done("GET", "/api/plimsoll/schemas/document.json"));
    for (const form of ["eu", "sb53", "raise"]) {
      const document = await done("GET", `/api/plimsoll/models/${repo}/documents/${form}`);
      holds(`the document ${form} fits its schema`, fits(document), JSON.stringify(fits.errors)?.slice(0, 600));
      holds("nonsense does not", !fits({ ...document, sections: [{ title: 7 }] }));
    }
  },

  /** The bill of materials fits CycloneDX's own schema of version 1.7, and says where the model comes from. */
  async bom() {
    const { repo, head } = await model();
    const bom = await done("GET", `/api/models/${repo}/bom/${head}`);
    const library = require.resolve("@cyclonedx/cyclonedx-library/package.json");
    const schema = (name) => JSON.parse(readFileSync(join(dirname(library), `res/schema/${name}.SNAPSHOT.schema.json`)));
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    for (const format of ["iri-reference", "idn-email"]) ajv.addFormat(format, true);
    for (const part of ["spdx", "jsf-0.82", "cryptography-defs"]) ajv.addSchema(schema(part), `http://cyclonedx.org/schema/${part}.SNAPSHOT.schema.json`);
    const fits = ajv.compile(schema("bom-1.7"));
    holds("the bill fits the schema of CycloneDX 1.7", fits(bom), JSON.stringify(fits.errors)?.slice(0, 600));
    holds("a bill of nonsense does not", !fits({ ...bom, components: [{ type: "nonsense", name: 7 }] }));
    const subject = bom.metadata.component;
    same("it is a model", subject.type, "machine-learning-model");
    same("its parent is its pedigree", subject.pedigree.ancestors.map((one) => one.name), ["lab/parent"]);
    same("its data is named", subject.modelCard.modelParameters.datasets, [{ ref: "dataset:lab/corpus" }]);
    same("its licence has its SPDX id", subject.licenses, [{ license: { id: "Apache-2.0" } }]);
    const files = bom.components.filter((one) => one.type === "file");
    same("every file is there", files.length, 6);
    same("twice asked is twice the same", await done("GET", `/api/models/${repo}/bom/${head}`), bom);
  },

  /** A witness's Ed25519 cosignature holds by another's Ed25519, over the bytes that the format says. */
  async cosignature(vkey) {
    const [, name, id, key] = /^([^+]+)\+([^+]+)\+(.*)$/.exec(vkey);
    const note = await (await ask("GET", "/log/checkpoint")).text();
    const [body] = note.split("\n\n");
    const blob = signatures(note, name).find((one) => one.subarray(0, 4).toString("hex") === id);
    const raw = Buffer.from(key, "base64").subarray(1);
    const publicKey = createPublicKey({
      key: Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw]),
      format: "der",
      type: "spki",
    });
    const message = (time) => Buffer.from(`cosignature/v1\ntime ${time}\n${body}\n`);
    const time = blob.readBigUInt64BE(4);
    holds(`the cosignature by ${name} holds`, verifyBytes(null, message(time), publicKey, blob.subarray(12)));
    holds("and for no other time", !verifyBytes(null, message(time + 1n), publicKey, blob.subarray(12)));
  },

  /** The log's post-quantum cosignature holds by another's ML-DSA, over the bytes that the format says. */
  async quantum() {
    await model();
    const note = await checkpoint(1);
    const keys = (await done("GET", "/.well-known/plimsoll/keys")).log;
    const [, name, id, key] = /^([^+]+)\+([^+]+)\+(.*)$/.exec(keys.find((one) => one.algorithm === "ML-DSA-44").vkey);
    const [body] = note.split("\n\n");
    const [origin, size, root] = body.split("\n");
    const blob = signatures(note, name).find((one) => one.subarray(0, 4).toString("hex") === id);
    const opaque = (word) => Buffer.concat([Buffer.from([Buffer.byteLength(word)]), Buffer.from(word)]);
    const u64 = (value) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64BE(BigInt(value));
      return bytes;
    };
    const message = Buffer.concat([
      Buffer.from("subtree/v1\n\0"), opaque(name), blob.subarray(4, 12), opaque(origin), u64(0), u64(size),
      Buffer.from(root, "base64"),
    ]);
    const publicKey = Buffer.from(key, "base64").subarray(1);
    const verify = (bytes) => ml_dsa44.verify(blob.subarray(12), bytes, publicKey);
    holds("the ML-DSA-44 cosignature holds", verify(message));
    message[20] ^= 1;
    holds("and not for anything else", !verify(message));
  },
});

/** A publisher's own model.sig: verified while nothing changes, broken once something does. */
async function checkUploads(repo, bundle, pem) {
  const page = async () => text(`/${repo}/evidence`);
  holds("without model.sig the page says so", (await page()).includes("has put no signature"));
  await upload(repo, { "model.sig": JSON.stringify(bundle) });
  holds("the hub's own signature is verified", (await page()).includes("Verified: model.sig is this hub"));
  await upload(repo, { "a/b": "changed" });
  holds("a changed file breaks it", (await page()).includes("a/b is not as it was signed"));
  await upload(repo, { "a/b": "in the folder", "extra.txt": "added" });
  holds("an added file breaks it", (await page()).includes("extra.txt was added and is not signed"));
  const foreign = structuredClone(bundle);
  foreign.verificationMaterial.publicKey.hint = sha256("nobody");
  await upload(repo, { "model.sig": JSON.stringify(foreign) });
  holds("an unknown key is said to be unknown", (await page()).includes("No key that is known here made it"));
}
