// The gradient of release as @huggingface/hub, git and git-lfs meet it: through every level and back.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as hf from "@huggingface/hub";
import { ada, admin, ask, bob, bytesOf, done, fresh, holds, hubUrl, noise, play, refused, same } from "./lib.mjs";

const as = (accessToken) => ({ hubUrl, accessToken });
const WEIGHTS = noise(3 * 1024 * 1024);
const CARD = "---\nlicense: mit\n---\n# A model\n";

async function published(card = CARD) {
  const repo = { type: "model", name: `ada/${fresh("gradient")}` };
  await hf.createRepo({ repo, ...as(ada) });
  const files = { "README.md": card, "model.safetensors": WEIGHTS, "small.bin": "1 2 3", "run.py": "print()" };
  await hf.uploadFiles({
    repo,
    files: Object.entries(files).map(([path, content]) => ({ path, content: new Blob([content]) })),
    useXet: false,
    useWebWorkers: false,
    ...as(ada),
  });
  return repo;
}

const plan = (repo, components, rest = {}) =>
  done("PUT", `/api/models/${repo.name}/release`, { token: ada, json: { components, ...rest } });

async function download(repo, path, token) {
  const blob = await hf.downloadFile({ repo, path, xet: false, ...as(token) });
  return blob && bytesOf(blob);
}

/** Clones as somebody, large files included; gives what git said when it could not. */
function clone(repo, name, token) {
  const folder = mkdtempSync(join(tmpdir(), "clone-"));
  const address = hubUrl.replace("://", `://${name}:${token}@`) + `/${repo.name}`;
  const env = { ...process.env, GIT_TERMINAL_PROMPT: "0", GIT_CONFIG_NOSYSTEM: "1", HOME: folder };
  try {
    execFileSync("git", ["lfs", "install", "--skip-repo"], { env, stdio: "pipe" });
    execFileSync("git", ["clone", "-q", address, join(folder, "c")], { env, stdio: "pipe" });
    return { weights: readFileSync(join(folder, "c", "model.safetensors")) };
  } catch (error) {
    holds("a refused clone leaves no weights", !existsSync(join(folder, "c", "model.safetensors"))
      || readFileSync(join(folder, "c", "model.safetensors")).length < 1000);
    return { said: String(error.stderr) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function has(repo, level) {
  holds(`${level}: bob downloads the large file`, (await download(repo, "model.safetensors", bob)).equals(WEIGHTS));
  holds(`${level}: and clones it`, clone(repo, "bob", bob).weights?.equals(WEIGHTS));
  same(`${level}: as he is told`, (await ask("GET", `/api/models/${repo.name}/auth-check`, { token: bob })).status, 200);
}

async function hasNot(repo, level, words, cloneSays = words) {
  const large = await refused(`${level}: bob gets no large file`, 403,
    () => hf.downloadFile({ repo, path: "model.safetensors", ...as(bob) }));
  holds(`${level}: and is told the step`, words.test(large.message), large.message);
  await refused(`${level}: no small one`, 403, () => hf.downloadFile({ repo, path: "small.bin", ...as(bob) }));
  same(`${level}: as he is told`, (await ask("GET", `/api/models/${repo.name}/auth-check`, { token: bob })).status, 403);
  await hf.checkRepoAccess({ repo, ...as(bob) });
  const head = await ask("HEAD", `/${repo.name}/resolve/main/model.safetensors`, { token: bob, redirect: "manual" });
  same(`${level}: in the code that Python switches on`, head.headers.get("x-error-code"), "GatedRepo");
  same(`${level}: the card is read`, String(await download(repo, "README.md", bob)).length > 5, true);
  const names = [];
  for await (const file of hf.listFiles({ repo, ...as(bob) })) names.push(file.path);
  holds(`${level}: the files are named`, names.includes("model.safetensors"), names.join());
  const { said } = clone(repo, "bob", bob);
  holds(`${level}: git says why`, cloneSays.test(said), said);
}

await play({
  /** Through every level and back, for one member and both clients. */
  async levels() {
    const repo = await published();
    await has(repo, "downloadable");
    await plan(repo, { papers: { access: "withheld" } });
    await refused("closed: it is not there", 404, () => hf.downloadFile({ repo, path: "README.md", ...as(bob) }));
    await refused("closed: for strangers either", 401, () => hf.downloadFile({ repo, path: "README.md", hubUrl }));
    holds("closed: nor for git", /not found/i.test(clone(repo, "bob", bob).said));
    await plan(repo, { papers: { access: "open" } });
    const pact = await done("POST", "/api/plimsoll/agreements/ada", {
      token: ada,
      json: {
        title: "Pact", document: "0".repeat(64), parties: ["admin"], signatories: "A.",
        from: "2020-01-01T00:00:00Z", until: "2999-01-01T00:00:00Z",
      },
    });
    await plan(repo, { weights: { access: "partners", agreement: pact.id } });
    await hasNot(repo, "staged", /agreement/);
    const with_bob = await done("POST", "/api/plimsoll/agreements/ada", {
      token: ada,
      json: {
        title: "With bob", document: "0".repeat(64), parties: ["bob"], signatories: "A., B.",
        from: "2020-01-01T00:00:00Z", until: "2999-01-01T00:00:00Z",
      },
    });
    await plan(repo, { weights: { access: "partners", agreement: with_bob.id } });
    await has(repo, "partner");
    await done("PUT", `/api/plimsoll/agreements/ada/${with_bob.id}`, { token: ada, json: { until: "2021-01-01T00:00:00Z" } });
    await hasNot(repo, "lapsed", /renew/);
    await plan(repo, { weights: { access: "hosted" } });
    await hasNot(repo, "hosted", /hosted/);
    await plan(repo, { weights: { access: "api" } });
    await hasNot(repo, "api", /api/);
    await plan(repo, { weights: { access: "downloadable" } });
    await has(repo, "back again");
    same("the level is told", (await done("GET", `/api/models/${repo.name}/release`)).level, "open-download");
  },

  /** On terms: the two switches of the protocol, asking, and every list and decision of the publisher. */
  async asking() {
    const prompt = "license: mit\nextra_gated_prompt: Be kind.\nextra_gated_fields:\n  Lab: text\n  Country: country\n"
      + "  I agree: checkbox\nextra_gated_eu_disallowed: true\n";
    const repo = await published(CARD.replace("license: mit\n", prompt));
    const api = `/api/models/${repo.name}`;
    await done("PUT", `${api}/settings`, { token: ada, json: { gated: "manual" } });
    same("it says that it is gated", (await done("GET", api)).gated, "manual");
    await hasNot(repo, "manual", /accept/i);
    const stranger = await refused("a stranger is sent to sign in", 401,
      () => hf.downloadFile({ repo, path: "model.safetensors", hubUrl }));
    holds("with the way", /access/.test(stranger.message), stranger.message);
    const form = await done("GET", `${api}/user-access-request/ask`, { token: bob });
    same("the text is the card's", form.terms, "Be kind.");
    same("and so are the questions", form.fields.map((field) => field.type), ["text", "country", "checkbox"]);
    const answer = (fields, termsSha256 = form.termsSha256) =>
      ask("POST", `${api}/user-access-request/ask`, { token: bob, json: { fields, termsSha256 } });
    same("nothing is asked without answers", (await answer({})).status, 403);
    same("nor from where it may not be had",
      (await answer({ Lab: "x", Country: "FR", "I agree": "true" })).status, 403);
    same("nor of another text", (await answer({}, "0".repeat(64))).status, 409);
    same("it is asked", (await answer({ Lab: "Bob's", Country: "CH", "I agree": "true" })).status, 200);
    await hasNot(repo, "pending", /await/);
    const list = (status) => done("GET", `${api}/user-access-request/${status}`, { token: ada });
    const pending = await list("pending");
    same("the publisher reads who asks", pending.map((one) => [one.user.user, one.status, one.fields.Lab]),
      [["bob", "pending", "Bob's"]]);
    same("bob does not", (await ask("GET", `${api}/user-access-request/pending`, { token: bob })).status, 403);
    const handle = (json) => ask("POST", `${api}/user-access-request/handle`, { token: ada, json });
    same("it is accepted", (await handle({ user: "bob", status: "accepted" })).status, 200);
    same("not twice", (await handle({ user: "bob", status: "accepted" })).status, 400);
    same("nobody else asked", (await handle({ user: "admin", status: "accepted" })).status, 404);
    await has(repo, "accepted");
    const copies = await done("GET", `${api}/release/copies`, { token: ada });
    holds("who took a copy is known", copies.some((copy) => copy.user === "bob"), JSON.stringify(copies));
    same("it is withdrawn", (await handle({ user: "bob", status: "pending" })).status, 200);
    await hasNot(repo, "withdrawn", /await/);
    same("it is rejected", (await handle({ user: "bob", status: "rejected", rejectionReason: "no" })).status, 200);
    same("the list says so", (await list("rejected"))[0].rejectionReason, "no");
    same("and bob may not ask again", (await answer({ Lab: "x", Country: "CH", "I agree": "true" })).status, 403);
    const grant = await done("POST", `${api}/user-access-request/grant`, { token: ada, json: { user: "bob" } });
    same("it is granted unasked", grant.status, "accepted");
    await has(repo, "granted");
    await done("PUT", `${api}/settings`, { token: ada, json: { gated: false } });
    same("and ungated again", (await done("GET", api)).gated, false);
  },

  /** A recall closes every door, tells what derives from it, and can be lifted by an admin only. */
  async recall() {
    const repo = await published();
    const child = await published(CARD.replace("license: mit", `license: mit\nbase_model: ${repo.name}`));
    const signed = (await ask("GET", `/${repo.name}/resolve/main/model.safetensors`, { redirect: "manual" })).headers.get("location");
    const notice = await done("POST", `/api/models/${repo.name}/recall`, { token: ada, json: { reason: "It leaks names" } });
    for (const [who, token] of [["bob", bob], ["its publisher", ada]]) {
      const error = await refused(`${who} gets no file`, 403, () => hf.downloadFile({ repo, path: "model.safetensors", ...as(token) }));
      holds("and is told why", /leaks names/.test(error.message), error.message);
    }
    same("a signed address is dead", (await fetch(signed)).status, 403);
    const tree = await ask("GET", `/api/models/${repo.name}/tree/main`);
    same("the API says it in the words that clients know", tree.headers.get("x-error-message"), "Access to this resource is disabled.");
    const info = await done("GET", `/api/models/${repo.name}`);
    same("what it was is told", [info.disabled, info.recall.id], [true, notice.id]);
    holds("git says why", /recalled/.test(clone(repo, "bob", bob).said));
    const derived = await ask("HEAD", `/${child.name}/resolve/main/model.safetensors`, { redirect: "manual" });
    holds("what derives from it warns", derived.headers.get("x-hf-warning")?.startsWith(`${notice.id}; base model ${repo.name}`),
      derived.headers.get("x-hf-warning"));
    const feed = await done("GET", "/api/recalls");
    holds("the feed has it", feed.some((one) => one.repository === repo.name));
    holds("as Atom too", (await (await ask("GET", "/api/recalls.atom")).text()).includes("leaks names"));
    const number = notice.id.replace("recall-", "");
    same("its publisher does not lift it", (await ask("DELETE", `/api/models/${repo.name}/recall/${number}`, { token: ada })).status, 403);
    same("an admin does", (await ask("DELETE", `/api/models/${repo.name}/recall/${number}`, { token: admin })).status, 204);
    await has(repo, "lifted");
  },

  /** A new commit is seen by others when its publisher has released it. */
  async released() {
    const repo = await published();
    const api = `/api/models/${repo.name}`;
    const first = (await done("GET", api)).sha;
    await plan(repo, {}, { commits: "by-hand" });
    same("nothing is released yet", (await ask("GET", `/${repo.name}/resolve/main/README.md`)).status, 404);
    await done("POST", `${api}/release/commits`, { token: ada, json: { ref: "main" } });
    await hf.uploadFiles({ repo, files: [{ path: "new.txt", content: new Blob(["new"]) }], useXet: false, ...as(ada) });
    const head = (await done("GET", api, { token: ada })).sha;
    same("others see the released commit", (await done("GET", api, { token: bob })).sha, first);
    holds("its publisher their own", head !== first);
    same("the new one is not there by its id", (await ask("GET", `/${repo.name}/resolve/${head}/new.txt`, { token: bob })).status, 404);
    holds("git sees the same", clone(repo, "bob", bob).weights?.equals(WEIGHTS));
    const states = await done("GET", `${api}/release/commits`, { token: ada });
    same("and it is told to wait", states.map((state) => [state.ref, state.status]), [["refs/heads/main", "pending"]]);
    await done("POST", `${api}/release/commits`, { token: ada, json: { ref: "main" } });
    same("until it is released", (await done("GET", api, { token: bob })).sha, head);
  },

  /** A derivative is held to its parents, with the chain of reasons. */
  async lineage() {
    const parent = await published(CARD.replace("mit", "cc-by-nc-4.0"));
    const child = await published(CARD.replace("mit", `mit\nbase_model: ${parent.name}`));
    const open = await ask("PUT", `/api/models/${child.name}/release`, {
      token: ada, json: { components: { weights: { access: "open" } } },
    });
    const said = await open.json();
    same("it is refused", open.status, 403);
    holds("with the chain", String(said.error).includes(`${child.name} derives from ${parent.name}`), JSON.stringify(said));
    await plan(parent, { papers: { access: "withheld" } });
    await plan(child, { papers: { access: "withheld" } });
    const show = await ask("PUT", `/api/models/${child.name}/settings`, { token: ada, json: { private: false } });
    same("nor shown while its parent is closed", show.status, 403);
    const circle = await published(CARD);
    await hf.uploadFiles({
      repo: circle,
      files: [{ path: "README.md", content: new Blob([CARD.replace("mit", `mit\nbase_model: ${circle.name}`)]) }],
      useXet: false, ...as(ada),
    });
    await plan(circle, { weights: { access: "open" } });
    holds("a circle ends", (await ask("GET", `/${circle.name}/release`)).status === 200);
  },

  /** What cannot be is refused in words. */
  async nonsense() {
    const repo = await published();
    const put = async (json) => {
      const answer = await ask("PUT", `/api/models/${repo.name}/release`, { token: ada, json });
      return [answer.status, (await answer.text()).slice(0, 300)];
    };
    for (const [claim, json, word] of [
      ["an unknown level", { components: { weights: { access: "ajar" } } }, "ajar"],
      ["an unknown component", { components: { soul: { access: "open" } } }, "soul"],
      ["partners without an agreement", { components: { weights: { access: "partners" } } }, "agreement"],
      ["papers on terms", { components: { papers: { access: "on-terms" } } }, "papers"],
      ["a stage without a time", { stages: [{ component: "weights", then: { access: "open" }, from: "soon" }] }, "from"],
      ["a rule with a space", { files: [{ pattern: "a b", component: "weights" }] }, "pattern"],
    ]) {
      const [status, said] = await put(json);
      same(`${claim} is refused`, status, 400);
      holds("with the reason", said.includes(word), said);
    }
    const [status, said] = await put({ components: { weights: { access: "partners", agreement: "f".repeat(24) } } });
    same("an agreement that is nobody's is refused", status, 403);
    holds("by its id", said.includes("f".repeat(24)), said);
    const lonely = await ask("POST", "/api/plimsoll/agreements/ada", {
      token: ada,
      json: { title: "x", document: "0".repeat(64), parties: [], from: "2020-01-01T00:00:00Z", until: "2021-01-01T00:00:00Z" },
    });
    same("an agreement without parties is none", lonely.status, 400);
    const recall = await ask("POST", `/api/models/${repo.name}/recall`, { token: ada, json: { reason: "" } });
    same("a recall has a reason", recall.status, 400);
    const evil = await done("POST", `/api/models/${repo.name}/recall`, {
      token: ada, json: { reason: "a\r\nX-Evil: 1", revision: "main" },
    });
    const answer = await ask("GET", `/${repo.name}/resolve/main/README.md`, { token: bob });
    same(`nor does ${evil.id} become a header`, answer.headers.get("x-evil"), null);
  },
});
