// @huggingface/hub against the hub, over Xet.
import * as hf from "@huggingface/hub";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { openAsBlob } from "node:fs";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ada, admin, ask, bob, bytesOf, done, fresh, holds, hubUrl, noise, play, same } from "./lib.mjs";

const as = (accessToken) => ({ hubUrl, accessToken });
const KB = 1024;
const MB = 1024 * 1024;

/** Counts the bytes that go up to the chunk store. */
function counting() {
  const count = { xorbs: 0, bytes: 0, offers: 0 };
  const counted = async (url, options = {}) => {
    const answer = await fetch(url, options);
    if (/\/v1\/xorbs\//.test(String(url))) {
      count.xorbs++;
      count.bytes += options.body.byteLength;
    }
    if (/\/v1\/chunks\//.test(String(url)) && answer.ok) count.offers++;
    return answer;
  };
  return { count, fetch: counted };
}

async function created(type = "model", token = ada, owner = "ada", rest = {}) {
  const repo = { type, name: `${owner}/${fresh("xet")}` };
  await hf.createRepo({ repo, ...as(token), ...rest });
  return repo;
}

async function upload(repo, files, { token = ada, useXet = true, counted = counting(), ...rest } = {}) {
  const contents = Object.entries(files).map(([path, content]) => ({
    path,
    content: content instanceof Blob ? content : new Blob([content]),
  }));
  await hf.uploadFiles({ repo, files: contents, ...as(token), useXet, fetch: counted.fetch, ...rest });
  return counted.count;
}

async function byXet(repo, path, token = ada) {
  const blob = await hf.downloadFile({ repo, path, ...as(token) });
  holds(`${path} is offered by its chunks`, blob.constructor.name.includes("XetBlob"), blob.constructor.name);
  return blob;
}

const address = (repo, path) => `/${repo.type === "model" ? "" : repo.type + "s/"}${repo.name}/resolve/main/${path}`;

async function plainly(repo, path, headers = {}, token = ada) {
  const answer = await ask("GET", address(repo, path), { token, headers });
  return Buffer.from(await answer.arrayBuffer());
}

/** Waits until a file that came whole can be had by its chunks. */
async function cut(repo, path) {
  for (let i = 0; i < 300; i++) {
    const answer = await ask("HEAD", address(repo, path), { token: ada, redirect: "manual" });
    if (answer.headers.get("x-xet-hash")) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${path} was not cut`);
}

/** How a file is made, its id, and what asks the store with a token to read it. */
async function reconstruction(repo, path) {
  const id = (await hf.pathsInfo({ repo, paths: [path], ...as(ada) }))[0].xetHash;
  const access = await done("GET", `/api/${repo.type}s/${repo.name}/xet-read-token/main`, { token: ada });
  const cas = (method, at, { base = access.casUrl, headers = {}, body } = {}) =>
    fetch(base + at, { method, headers: { authorization: `Bearer ${access.accessToken}`, ...headers }, body });
  return { id, cas, plan: await (await cas("GET", `/v2/reconstructions/${id}`)).json() };
}

/** The parts of a multipart answer, taken apart by its boundary. */
function partsOf(body, boundary) {
  const parts = [];
  for (let at = body.indexOf(`--${boundary}\r\n`); at >= 0; at = body.indexOf(`--${boundary}\r\n`, at + 1)) {
    const start = body.indexOf("\r\n\r\n", at) + 4;
    const range = /content-range: bytes ([0-9]+-[0-9]+)\//i.exec(body.subarray(at, start).toString("latin1"))[1];
    const [first, last] = range.split("-").map(Number);
    parts.push({ range, bytes: body.subarray(start, start + last - first + 1) });
  }
  return parts;
}

const text = (length) => Buffer.from("The quick brown fox jumps over the lazy dog. ".repeat(length / 45 + 1)).subarray(0, length);
const floats = (count) => Buffer.from(Float32Array.from({ length: count }, (_, i) => Math.sin(i) * 0.02).buffer);

await play({
  /** What goes up by chunks comes down by chunks, and plainly. */
  async bytes() {
    const repo = await created();
    const files = {
      "empty.bin": Buffer.alloc(0),
      "one.bin": noise(1),
      "below.bin": noise(8 * KB - 1),
      "least.bin": noise(8 * KB),
      "most.bin": noise(128 * KB + 1),
      "text.safetensors": text(3 * MB),
      "floats.safetensors": floats(500_000),
      "zeros.bin": Buffer.alloc(5 * MB),
      "large.safetensors": noise(64 * MB),
    };
    const count = await upload(repo, files);
    holds("xorbs went up", count.xorbs > 0 && count.bytes < 75 * MB, JSON.stringify(count));
    for (const [path, content] of Object.entries(files)) {
      if (content.length > 0) {
        const back = await bytesOf(await byXet(repo, path));
        holds(`${path} comes back by its chunks`, back.equals(content), `${back.length} of ${content.length}`);
      }
      holds(`${path} comes back plainly`, (await plainly(repo, path)).equals(content));
    }
    const listed = [];
    for await (const file of hf.listFiles({ repo, ...as(ada) })) listed.push(file);
    holds("the tree names its chunks", /^[0-9a-f]{64}$/.test(listed.find((f) => f.path === "large.safetensors").xetHash));
  },

  /** Stretches of a file, by its chunks and plainly. */
  async slices() {
    const repo = await created();
    const content = Buffer.concat([noise(3 * MB), Buffer.alloc(2 * MB), text(MB), noise(MB)]);
    await upload(repo, { "a.safetensors": content });
    const blob = await byXet(repo, "a.safetensors");
    const size = content.length;
    const stretches = [[0, 1], [100, 200], [0, size], [size - 1, size], [131071, 131073], [3 * MB - 5, 5 * MB + 5]];
    for (let i = 0; i < 40; i++) {
      const from = Math.floor(Math.random() * size);
      stretches.push([from, Math.min(size, from + 1 + Math.floor(Math.random() * 400_000))]);
    }
    for (const [from, to] of stretches) {
      const slice = await bytesOf(blob.slice(from, to));
      holds(`slice ${from}-${to}`, slice.equals(content.subarray(from, to)), `${slice.length}`);
      const range = await plainly(repo, "a.safetensors", { range: `bytes=${from}-${to - 1}` });
      holds(`range ${from}-${to}`, range.equals(content.subarray(from, to)), `${range.length}`);
    }
  },

  /** A second version sends what changed, here and in a copy of the repository's; strangers' repositories offer nothing. */
  async versions() {
    const repo = await created();
    const first = noise(40 * MB);
    const all = await upload(repo, { "model.safetensors": first });
    holds("the first version goes up whole", all.bytes > 39 * MB, JSON.stringify(all));
    const second = Buffer.from(first);
    noise(MB).copy(second, 20 * MB);
    const changed = await upload(repo, { "model.safetensors": second });
    holds("the second sends what changed", changed.bytes < 5 * MB && changed.offers > 0, JSON.stringify(changed));
    holds("and comes back", (await bytesOf(await byXet(repo, "model.safetensors"))).equals(second));
    holds("plainly too", (await plainly(repo, "model.safetensors")).equals(second));
    const storage = await done("GET", `/api/models/${repo.name}/storage`, { token: ada });
    same("both versions count in full", storage.logicalBytes, 80 * MB);
    holds("and take their common part once", storage.storedBytes < 46 * MB && storage.savedBytes > 34 * MB, JSON.stringify(storage));
    const page = await (await ask("GET", `/${repo.name}/tree/main`)).text();
    holds("which its page tells no stranger", page.includes("model.safetensors") && !page.includes("Large files of all"));

    const hidden = await created("model", bob, "bob", { private: true });
    const secret = noise(12 * MB);
    await upload(hidden, { "secret.safetensors": secret }, { token: bob });
    const other = await created();
    const guess = Buffer.concat([secret, noise(1)]);
    const sent = await upload(other, { "guess.safetensors": guess });
    holds("a hidden repository's chunks are offered to nobody", sent.offers === 0 && sent.bytes > 11 * MB, JSON.stringify(sent));
  },

  /** An upload that broke off goes on where it was, and only where it was. */
  async resumed() {
    const repo = await created();
    const content = noise(200 * MB);
    const folder = await mkdtemp(join(tmpdir(), "plimsoll-"));
    const file = join(folder, "model.safetensors");
    await writeFile(file, content);
    const died = spawnSync(process.execPath, [process.argv[1], "dying", repo.name, file], { encoding: "utf8" });
    await rm(folder, { recursive: true });
    const broken = JSON.parse(died.stdout);
    holds("the first upload died", died.status === 3 && broken.xorbs === 2, died.stdout + died.stderr);
    const elsewhere = await upload(await created(), { "model.safetensors": content.subarray(0, 80 * MB) });
    holds("what it sent is offered nowhere else", elsewhere.offers === 0 && elsewhere.bytes > 79 * MB, JSON.stringify(elsewhere));
    const again = await upload(repo, { "model.safetensors": content });
    const sent = broken.bytes + again.bytes;
    holds("nothing is sent twice", again.offers > 0 && sent < content.length * 1.01, `${JSON.stringify(again)}, ${sent} in all`);
    holds("and the file is whole", (await bytesOf(await byXet(repo, "model.safetensors"))).equals(content));
  },

  /** Uploads a file, and dies when it is to send the third xorb. */
  async dying(name, path) {
    const counted = counting();
    const dying = (url, options) => {
      if (/\/v1\/xorbs\//.test(String(url)) && counted.count.xorbs === 2) {
        console.log(JSON.stringify(counted.count));
        process.exit(3);
      }
      return counted.fetch(url, options);
    };
    const repo = { type: "model", name };
    await upload(repo, { "model.safetensors": await openAsBlob(path) }, { counted: { ...counted, fetch: dying } });
  },

  /** One gibibyte, most of it holes. */
  async sparse() {
    const repo = await created();
    const folder = await mkdtemp(join(tmpdir(), "plimsoll-"));
    try {
      const path = join(folder, "sparse.bin");
      const file = await open(path, "w");
      await file.truncate(1024 * MB);
      for (const at of [0, 300 * MB + 77, 1023 * MB]) await file.write(noise(MB), 0, MB, at);
      await file.close();
      const content = await openAsBlob(path);
      const count = await upload(repo, { "sparse.bin": content });
      holds("its holes are sent once", count.bytes < 12 * MB, JSON.stringify(count));
      const sum = async (stream) => {
        const hash = createHash("sha256");
        for await (const part of stream) hash.update(part);
        return hash.digest("hex");
      };
      const expected = await sum(content.stream());
      same("it comes back by its chunks", await sum((await byXet(repo, "sparse.bin")).stream()), expected);
      const plain = await ask("GET", address(repo, "sparse.bin"), { token: ada });
      same("and plainly", await sum(plain.body), expected);
      const storage = await done("GET", `/api/models/${repo.name}/storage`, { token: ada });
      holds("it takes little", storage.logicalBytes === 1024 * MB && storage.storedBytes < 12 * MB, JSON.stringify(storage));
    } finally {
      await rm(folder, { recursive: true });
    }
  },

  /** Readers that want a file by plain ranges: those of GGUF headers, and downloads that go on. */
  async readers() {
    const repo = await created();
    const content = Buffer.concat([text(300 * KB), noise(20 * MB)]);
    await upload(repo, { "m.gguf": content });
    const head = await ask("HEAD", address(repo, "m.gguf"), { token: ada });
    same("the head says that ranges are served", head.headers.get("accept-ranges"), "bytes");
    same("and how many bytes there are", head.headers.get("content-length"), String(content.length));
    const ranged = (range, rest = {}) => ask("GET", address(repo, "m.gguf"), { token: ada, headers: { range, ...rest } });
    for (let at = 0, size = 64 * KB; at + size < content.length; at += size, size *= 2) {
      const answer = await ranged(`bytes=${at}-${at + size - 1}`);
      same(`from ${at} on`, [answer.status, answer.headers.get("content-range")], [206, `bytes ${at}-${at + size - 1}/${content.length}`]);
      holds(`the ${size} bytes from ${at}`, Buffer.from(await answer.arrayBuffer()).equals(content.subarray(at, at + size)));
    }
    const last = await ranged("bytes=-1000");
    holds("the last bytes", Buffer.from(await last.arrayBuffer()).equals(content.subarray(-1000)));
    same("none beyond the end", (await ranged(`bytes=${content.length}-`)).status, 416);

    const begun = await ask("GET", address(repo, "m.gguf"), { token: ada });
    const etag = begun.headers.get("etag");
    const reader = begun.body.getReader();
    const parts = [];
    for (let read = 0; read < 5 * MB; read += parts.at(-1).length) parts.push(Buffer.from((await reader.read()).value));
    await reader.cancel();
    const got = Buffer.concat(parts);
    const rest = await ranged(`bytes=${got.length}-`, { "if-range": etag });
    same("a download goes on", rest.status, 206);
    holds("and is the file", Buffer.concat([got, Buffer.from(await rest.arrayBuffer())]).equals(content));
    same("but not as another file", (await ranged(`bytes=${got.length}-`, { "if-range": '"another"' })).status, 200);
  },

  /** Publishes one file after the other until the hub is gone; says which it said yes to. */
  async publishing(name, word) {
    const repo = { type: "model", name };
    for (let i = 0; ; i++) {
      const common = Buffer.alloc(256 * KB, word);
      const content = Buffer.concat([common, noise(Math.floor(Math.random() * 600 * KB))]);
      try {
        await upload(repo, { [`${word}-${i}.bin`]: content }, { token: admin });
      } catch (error) {
        holds("only the end of the hub stops it", error.statusCode === undefined, `${error.statusCode} ${error.message}`);
        return;
      }
      console.log(`kept ${word}-${i}.bin ${createHash("sha256").update(content).digest("hex")}`);
    }
  },

  /** However a file came, it can be had in every way, and is there once. */
  async ways() {
    const repo = await created("dataset");
    // The client asks about the first chunk alone, and about one in ten cuts of noise it is of another mind than the rule
    // (it lacks the smallest size). Zeros are cut alike by both.
    const content = Buffer.concat([Buffer.alloc(256 * KB), noise(10 * MB)]);
    await upload(repo, { "lfs.bin": content }, { useXet: false });
    await cut(repo, "lfs.bin");
    holds("what came whole comes by its chunks", (await bytesOf(await byXet(repo, "lfs.bin"))).equals(content));
    const more = Buffer.concat([content, noise(MB)]);
    const sent = await upload(repo, { "more.bin": more });
    holds("and most of it is found by them", sent.bytes < 6 * MB && sent.offers > 0, JSON.stringify(sent));
    holds("what was sent in part is whole", (await plainly(repo, "more.bin")).equals(more));
    const again = await created("dataset");
    await upload(again, { "again.bin": more }, { useXet: false });
    holds("and comes whole elsewhere", (await plainly(again, "again.bin")).equals(more));

    const copy = await created("dataset");
    const file = (await hf.pathsInfo({ repo, paths: ["more.bin"], ...as(ada) }))[0];
    const answer = await done("POST", `/api/datasets/${repo.name}/lfs-files/duplicate`, {
      token: ada,
      json: {
        target: { type: "dataset", name: copy.name },
        files: [{ xetHash: file.xetHash, sha256: file.lfs.oid, filename: "more.bin" }],
      },
    });
    same("a copy needs no bytes", answer.failed, []);
  },

  /** Versions that come by git-lfs are made of each other's chunks. */
  async shared() {
    const repo = await created();
    const first = noise(12 * MB);
    const second = Buffer.from(first);
    noise(MB).copy(second, 5 * MB);
    const xorbs = {};
    for (const [path, content] of Object.entries({ "first.bin": first, "second.bin": second })) {
      await upload(repo, { [path]: content }, { useXet: false });
      await cut(repo, path);
      const { plan } = await reconstruction(repo, path);
      xorbs[path] = Object.keys(plan.xorbs);
    }
    holds("the second is made of the first's xorb", xorbs["second.bin"].includes(xorbs["first.bin"][0]), JSON.stringify(xorbs));
    holds("and of one of its own", xorbs["second.bin"].length > 1, JSON.stringify(xorbs));
    for (const [path, content] of Object.entries({ "first.bin": first, "second.bin": second })) {
      holds(`${path} comes by its chunks`, (await bytesOf(await byXet(repo, path))).equals(content));
      holds(`${path} comes plainly`, (await plainly(repo, path)).equals(content));
    }
    const third = Buffer.from(second);
    noise(100 * KB).copy(third, 9 * MB);
    const sent = await upload(repo, { "third.bin": third });
    holds("a third by Xet sends what is new", sent.bytes < 3 * MB && sent.offers > 0, JSON.stringify(sent));
    holds("and comes back", (await plainly(repo, "third.bin")).equals(third));
  },

  /** What clients ask of the store beside files: many at once, heads, several ranges, and what they tell it. */
  async asked() {
    const repo = await created();
    const [x, y, z] = [noise(MB), noise(MB), noise(MB)];
    const files = { "a.bin": Buffer.concat([x, y, z]), "b.bin": Buffer.concat([x, z]) };
    // One after the other: the client looks for what is here already, not for what it is about to send.
    for (const [path, content] of Object.entries(files)) await upload(repo, { [path]: content });
    const plans = { "a.bin": await reconstruction(repo, "a.bin"), "b.bin": await reconstruction(repo, "b.bin") };
    const { cas } = plans["a.bin"];
    const ids = Object.values(plans).map(({ id }) => id);
    const json = { "content-type": "application/json" };
    const keys = JSON.stringify(ids.map((hash) => ({ prefix: "default", hash })));
    const many = await (await cas("POST", "/v1/reconstructions", { body: keys, headers: json })).json();
    same("several files are told at once", Object.keys(many.files).sort(), [...ids].sort());
    const asked = await (await cas("GET", `/v1/reconstructions?file_id=${ids[0]}&file_id=${ids[1]}`)).json();
    same("by either way of asking", asked.files, many.files);
    holds("with where to fetch them", many.files[ids[1]].every(({ hash }) => many.fetch_info[hash].length > 0));
    same("but no file that is not there", (await cas("GET", `/v1/reconstructions?file_id=${ids[0]}&file_id=${"1".repeat(64)}`)).status, 404);
    const [xorb] = Object.keys(plans["a.bin"].plan.xorbs);
    holds("a xorb's head says its size", Number((await cas("HEAD", `/v1/xorbs/default/${xorb}`)).headers.get("content-length")) > 3 * MB);
    same("of one that is here", (await cas("HEAD", `/v1/xorbs/default/${"1".repeat(64)}`)).status, 404);

    const [entry] = Object.values(plans["b.bin"].plan.xorbs).flat().filter(({ ranges }) => ranges.length > 1);
    holds("a file that leaves chunks out has several ranges of a xorb", entry !== undefined, JSON.stringify(plans["b.bin"].plan.xorbs));
    const ranges = entry.ranges.map(({ bytes }) => `${bytes.start}-${bytes.end}`);
    const whole = await fetch(entry.url, { headers: { range: `bytes=${ranges.join(",")}` } });
    same("they come together", [whole.status, whole.headers.get("content-type").split(";")[0]], [206, "multipart/byteranges"]);
    const boundary = /boundary=(.+)$/.exec(whole.headers.get("content-type"))[1];
    const parts = partsOf(Buffer.from(await whole.arrayBuffer()), boundary);
    same("a part for each", parts.map(({ range }) => range), ranges);
    for (const [i, range] of ranges.entries()) {
      const alone = await fetch(entry.url, { headers: { range: `bytes=${range}` } });
      holds(`part ${i} is what comes alone`, Buffer.from(await alone.arrayBuffer()).equals(parts[i].bytes), parts[i].bytes.length);
    }
    const plain = await ask("GET", address(repo, "a.bin"), { token: ada, headers: { range: "bytes=0-9,1048570-1048585,-5" } });
    const type = plain.headers.get("content-type");
    const stretches = partsOf(Buffer.from(await plain.arrayBuffer()), /boundary=(.+)$/.exec(type)[1]).map(({ bytes }) => bytes);
    const a = files["a.bin"];
    holds("several ranges of a file, plainly", Buffer.concat(stretches).equals(
      Buffer.concat([a.subarray(0, 10), a.subarray(1048570, 1048586), a.subarray(-5)])), type);

    const told = (base, length = 10) =>
      cas("POST", "/v1/telemetry", { base, headers: json, body: JSON.stringify({ event: "e", metrics: "x".repeat(length) }) });
    same("what clients tell is taken", (await told(undefined)).status, 200);
    same("at the root, where they send it", (await told(hubUrl)).status, 200);
    same("up to a mebibyte", (await told(undefined, 2 * MB)).status, 413);
  },

  /** Two hundred files in one commit. */
  async many() {
    const repo = await created();
    const files = {};
    for (let i = 0; i < 200; i++) files[`part-${i}.bin`] = noise(20 * KB + i);
    await upload(repo, files);
    for (const i of [0, 77, 199]) {
      const back = await bytesOf(await byXet(repo, `part-${i}.bin`));
      holds(`file ${i} comes back`, back.equals(files[`part-${i}.bin`]));
    }
  },

  /** Tokens do one thing in one repository, and what is wrong is refused in words. */
  async refusals() {
    const repo = await created("model", ada, "ada", { private: true });
    const content = noise(300 * KB);
    await upload(repo, { "a.bin": content });
    const id = (await hf.pathsInfo({ repo, paths: ["a.bin"], ...as(ada) }))[0].xetHash;
    const token = (name, scope, bearer = ada) => ask("GET", `/api/models/${name}/xet-${scope}-token/main`, { token: bearer });
    same("a hidden repository gives strangers no token", (await token(repo.name, "read", bob)).status, 404);
    const read = await (await token(repo.name, "read")).json();
    const cas = (method, path, rest = {}) =>
      fetch(read.casUrl + path, { method, headers: { authorization: `Bearer ${read.accessToken}`, ...rest.headers }, body: rest.body });
    same("a token opens the file", (await cas("GET", `/v2/reconstructions/${id}`)).status, 200);
    same("in the older dialect as well", (await cas("GET", `/v1/reconstructions/${id}`)).status, 200);
    same("its head says its size", (await cas("HEAD", `/v1/files/${id}`)).headers.get("content-length"), String(content.length));
    same("a read token writes nothing", (await cas("POST", `/v1/xorbs/default/${id}`, { body: content })).status, 403);
    same("a range beyond the end", (await cas("GET", `/v2/reconstructions/${id}`, { headers: { range: `bytes=${content.length}-` } })).status, 416);
    same("half a hash", (await cas("GET", `/v2/reconstructions/${id.slice(1)}`)).status, 400);
    const other = await created("model", bob, "bob");
    await upload(other, { "b.bin": noise(20 * KB) }, { token: bob });
    const theirs = await (await token(other.name, "write", bob)).json();
    const with_ = (method, path, body) =>
      fetch(theirs.casUrl + path, { method, headers: { authorization: `Bearer ${theirs.accessToken}` }, body });
    same("another repository's token finds no such file", (await with_("GET", `/v2/reconstructions/${id}`)).status, 404);
    same("a token of the hub is none of the store", (await fetch(`${read.casUrl}/v2/reconstructions/${id}`, { headers: { authorization: `Bearer ${ada}` } })).status, 401);
    same("nor the other way", (await ask("GET", "/api/whoami-v2", { token: read.accessToken })).status, 401);
    same("bytes that are no xorb", (await with_("POST", `/v1/xorbs/default/${"0".repeat(64)}`, noise(500))).status, 400);
    same("bytes that are no shard", (await with_("POST", "/v1/shards", noise(500))).status, 400);
    const plan = await (await cas("GET", `/v2/reconstructions/${id}`)).json();
    const [[, [entry]]] = Object.entries(plan.xorbs);
    const { start, end } = entry.ranges[0].bytes;
    same("signed bytes are served", (await fetch(entry.url, { headers: { range: `bytes=${start}-${end}` } })).status, 206);
    same("others are not", (await fetch(entry.url, { headers: { range: `bytes=${start}-${end + 1}` } })).status, 403);
    same("nor all of them", (await fetch(entry.url)).status, 403);
    await hf.deleteRepo({ repo, ...as(ada) });
    same("what is gone is refused at once", (await cas("GET", `/v2/reconstructions/${id}`)).status, 403);
    same("at its signed addresses too", (await fetch(entry.url, { headers: { range: `bytes=${start}-${end}` } })).status, 403);
  },

  /** Xorbs that are not what they should be. */
  async hostile() {
    const repo = await created();
    const access = await done("GET", `/api/models/${repo.name}/xet-write-token/main`, { token: ada });
    const sent = async (claim, bytes, reason) => {
      const answer = await fetch(`${access.casUrl}/v1/xorbs/default/${"0".repeat(64)}`, {
        method: "POST",
        headers: { authorization: `Bearer ${access.accessToken}` },
        body: bytes,
      });
      const said = (await answer.json()).error;
      holds(claim, answer.status === 400 && reason.test(said), `${answer.status} ${said}`);
    };
    const number = (value) => [value & 255, (value >> 8) & 255, value >> 16];
    const chunk = (scheme, stored, rawBytes) =>
      Buffer.concat([Buffer.from([0, ...number(stored.length), scheme, ...number(rawBytes)]), stored]);
    const frame = Buffer.from("04224d186040821000000000ffffff", "hex");
    await sent("a chunk of more than 128 KiB", chunk(0, noise(128 * KB + 1), 128 * KB + 1), /131073/);
    await sent("8,193 chunks", Buffer.concat(Array(8193).fill(chunk(0, Buffer.from("x"), 1))), /more than 8192 chunks/);
    await sent("noise for LZ4", chunk(1, noise(500), 1000), /LZ4 frame/);
    await sent("an LZ4 frame that is cut", chunk(1, frame, 1000), /LZ4 frame/);
    await sent("bytes of another name", chunk(0, noise(500), 500), /not of 0{64}/);
    await sent("a chunk that is cut", chunk(0, noise(500), 500).subarray(0, 400), /ends in the middle/);
  },

  /** A recall ends a download by chunks while it runs. */
  async recalled() {
    const repo = await created();
    await upload(repo, { "a.bin": noise(60 * MB) });
    const id = (await hf.pathsInfo({ repo, paths: ["a.bin"], ...as(ada) }))[0].xetHash;
    const access = await done("GET", `/api/models/${repo.name}/xet-read-token/main`, { token: bob });
    const headers = { authorization: `Bearer ${access.accessToken}` };
    const plan = await (await fetch(`${access.casUrl}/v2/reconstructions/${id}`, { headers })).json();
    const [[, [entry]]] = Object.entries(plan.xorbs);
    const { start, end } = entry.ranges[0].bytes;
    const range = { range: `bytes=${start}-${end}` };
    const body = (await fetch(entry.url, { headers: range })).body.getReader();
    let read = (await body.read()).value.length;
    await done("POST", `/api/models/${repo.name}/recall`, { token: ada, json: { reason: "It leaks names" } });
    same("its address is closed", (await fetch(entry.url, { headers: range })).status, 403);
    same("the token as well", (await fetch(`${access.casUrl}/v2/reconstructions/${id}`, { headers })).status, 403);
    await new Promise((resolve) => setTimeout(resolve, 2500)); // a transfer asks every two seconds
    let cut = "";
    try {
      for (let next = await body.read(); !next.done; next = await body.read()) read += next.value.length;
    } catch (error) {
      cut = String(error);
    }
    holds("the transfer is cut", cut !== "" && read < end - start + 1, `${read} of ${end - start + 1}, ${cut}`);
  },

  async unsafe() {
    const repo = await created();
    await upload(repo, { "README.md": Buffer.from("# Calm"), "calm.bin": text(12 * MB) });
    same("what is harmless is there at once", (await plainly(repo, "calm.bin", {}, bob)).length, 12 * MB);
    const bomb = Buffer.from(`cos\nsystem\n(S'echo ${"harm ".repeat(3 * MB)}'\ntR.`);
    await upload(repo, { "model.bin": bomb });
    const [file] = await hf.pathsInfo({ repo, paths: ["model.bin"], expand: true, ...as(ada) });
    same("its publisher is told", file.securityFileStatus.status, "unsafe");
    holds("and has it", bomb.equals(await bytesOf(await byXet(repo, "model.bin"))));
    same("nobody else sees it", (await hf.pathsInfo({ repo, paths: ["model.bin"], ...as(bob) })).length, 0);
    same("nor has it", await hf.fileExists({ repo, path: "model.bin", ...as(bob) }), false);
    const access = await done("GET", `/api/models/${repo.name}/xet-read-token/main`, { token: bob });
    const headers = { authorization: `Bearer ${access.accessToken}` };
    const plan = await fetch(`${access.casUrl}/v2/reconstructions/${file.xetHash}`, { headers });
    holds("nor its chunks by its hash", plan.status === 403 || plan.status === 404, plan.status);
    const mine = await done("GET", `/api/models/${repo.name}/xet-read-token/main`, { token: ada });
    const asAda = { authorization: `Bearer ${mine.accessToken}` };
    same("as its publisher does", (await fetch(`${mine.casUrl}/v2/reconstructions/${file.xetHash}`, { headers: asAda })).status, 200);
    same("the rest is there", String(await plainly(repo, "README.md", {}, bob)), "# Calm");
  },
});
