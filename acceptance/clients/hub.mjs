// @huggingface/hub against the hub, over LFS.
import * as hf from "@huggingface/hub";
import { ada, admin, ask, bob, bytesOf, done, fresh, holds, hubUrl, noise, play, refused, same, sha256 } from "./lib.mjs";

const as = (accessToken) => ({ hubUrl, accessToken });
const write = { useXet: false, useWebWorkers: false };
const text = (content) => new Blob([content]);

async function collect(items) {
  const found = [];
  for await (const item of items) found.push(item);
  return found;
}

async function created(type = "model", token = ada, owner = "ada", rest = {}) {
  const repo = { type, name: `${owner}/${fresh("js")}` };
  await hf.createRepo({ repo, ...as(token), ...rest });
  return repo;
}

function upload(repo, files, token = ada, rest = {}) {
  const contents = Object.entries(files).map(([path, content]) => ({ path, content: new Blob([content]) }));
  return hf.uploadFiles({ repo, files: contents, ...as(token), ...write, ...rest });
}

async function downloaded(repo, path, token = ada, rest = {}) {
  const blob = await hf.downloadFile({ repo, path, ...as(token), xet: false, ...rest });
  if (!blob) throw new Error(`${path} is not there`);
  return bytesOf(blob);
}

const MEGABYTE = 1024 * 1024;

await play({
  /** What goes up comes down, for every shape of file. */
  async bytes() {
    const repo = await created();
    const files = {
      "one.txt": "1",
      "empty.txt": "",
      "empty.bin": "",
      "one.bin": Buffer.from([0]),
      "large.safetensors": noise(64 * MEGABYTE),
      "with space.txt": "space",
      "käse/日本語/смайл 😀.txt": "unicode",
      "odd/d&e+f=g.txt": "odd",
      "odd/[brackets] 'quotes' (round).bin": noise(2000),
    };
    const commit = await upload(repo, files);
    holds("the commit has an oid", /^[0-9a-f]{40}$/.test(commit.commit.oid));
    for (const [path, content] of Object.entries(files)) {
      const back = await downloaded(repo, path);
      holds(`${path} comes back as it was`, back.equals(Buffer.from(content)), `${back.length} bytes`);
    }
    // The client does not escape these in a download's address, so the download is one of ours.
    const odd = "odd/a#b?c%20d.txt";
    await upload(repo, { [odd]: "odd" });
    const answer = await ask("GET", `/${repo.name}/resolve/main/${odd.split("/").map(encodeURIComponent).join("/")}`);
    same(`${odd} comes back as it was`, await answer.text(), "odd");
    const listed = await collect(hf.listFiles({ repo, recursive: true, ...as(ada) }));
    const paths = listed.filter((file) => file.type === "file").map((file) => file.path);
    for (const path of Object.keys(files)) holds(`${path} is listed`, paths.includes(path), paths.join());
    const large = listed.find((file) => file.path === "large.safetensors");
    same("the large file is listed with its size", large.size, 64 * MEGABYTE);
    same("and with its SHA-256", large.lfs.oid, sha256(files["large.safetensors"]));
  },

  /** A thousand files in one commit. */
  async many() {
    const repo = await created("dataset");
    const files = {};
    for (let i = 0; i < 1000; i++) files[`part-${i % 10}/file ${i}.txt`] = `number ${i}`;
    await upload(repo, files);
    const listed = await collect(hf.listFiles({ repo, recursive: true, ...as(ada) }));
    const found = listed.filter((file) => file.path.startsWith("part-") && file.type === "file");
    same("all of them are listed, once", new Set(found.map((file) => file.path)).size, 1000);
    same("and nothing twice", found.length, 1000);
    const one = await collect(hf.listFiles({ repo, path: "part-7", ...as(ada) }));
    same("a folder lists its own", one.length, 100);
    same("and each has its content", String(await downloaded(repo, "part-9/file 999.txt")), "number 999");
    same("one commit did it, after the first", await hf.countCommits({ repo, ...as(ada) }), 2);
  },

  /** Part of a file, small and large. */
  async ranges() {
    const repo = await created();
    const large = noise(MEGABYTE);
    await upload(repo, { "small.txt": "0123456789", "large.bin": large });
    const small = await hf.downloadFile({ repo, path: "small.txt", ...as(ada) });
    same("a slice of a small file", await small.slice(2, 5).text(), "234");
    const blob = await hf.downloadFile({ repo, path: "large.bin", ...as(ada) });
    const slice = await bytesOf(blob.slice(1000, 70000));
    holds("a slice of a large file", slice.equals(large.subarray(1000, 70000)));
    const info = await hf.fileDownloadInfo({ repo, path: "large.bin", ...as(ada) });
    same("the download says its size", info.size, large.length);
    holds("and an ETag", info.etag.includes(sha256(large)), info.etag);
    holds("a small one too", (await hf.fileDownloadInfo({ repo, path: "small.txt", ...as(ada) })).size === 10);
    const raw = await hf.downloadFile({ repo, path: "large.bin", raw: true, ...as(ada) });
    holds("raw is the pointer", (await raw.text()).startsWith("version https://git-lfs.github.com/spec/v1"));
    same("an absent file is null", await hf.fileDownloadInfo({ repo, path: "absent", ...as(ada) }), null);
    same("to both", await hf.downloadFile({ repo, path: "absent", ...as(ada) }), null);
  },

  /** Deleting files, and what the history says of it. */
  async history() {
    const repo = await created();
    await upload(repo, { "a.txt": "a", "b/c.txt": "c", "b/d.bin": noise(5000) }, ada, {
      commitTitle: "Add three",
      commitDescription: "of them",
    });
    const oid = (await hf.modelInfo({ name: repo.name, additionalFields: ["sha"], ...as(ada) })).sha;
    await hf.deleteFile({ repo, path: "a.txt", commitTitle: "Drop one", ...as(ada) });
    await hf.deleteFiles({ repo, paths: ["b/c.txt", "b/d.bin"], ...as(ada) });
    same("a deleted file is gone", await hf.fileExists({ repo, path: "a.txt", ...as(ada) }), false);
    same("and its folder too", (await collect(hf.listFiles({ repo, recursive: true, ...as(ada) })))
      .filter((file) => file.path.startsWith("b")).length, 0);
    same("but not in the past", String(await downloaded(repo, "a.txt", ada, { revision: oid })), "a");
    const commits = await collect(hf.listCommits({ repo, batchSize: 2, ...as(ada) }));
    same("every commit is listed", commits.length, 4);
    same("newest first", commits.slice(1).map((commit) => commit.title), ["Drop one", "Add three", "Begin the repository"]);
    same("with its description", commits[2].message, "of them");
    same("and who did it", commits[1].authors[0].username, "ada");
    same("and counted", await hf.countCommits({ repo, ...as(ada) }), 4);
    const [past] = await hf.pathsInfo({ repo, paths: ["b/d.bin"], revision: oid, expand: true, ...as(ada) });
    same("the last commit of a path", past.lastCommit.title, "Add three");
    same("a path's size", past.size, 5000);
    same("absent paths are left out", await hf.pathsInfo({ repo, paths: ["nope"], ...as(ada) }), []);
    await refused("deleting what is not there", 404, () => hf.deleteFile({ repo, path: "nope", ...as(ada) }));
  },

  /** Finding repositories, and what is said of them. */
  async discovery() {
    const repo = await created();
    const card = "---\nlicense: mit\nlibrary_name: transformers\npipeline_tag: text-generation\ntags: [tiny]\n---\n# Hi\n";
    await upload(repo, { "README.md": card, "config.json": '{"model_type":"llama","architectures":["LlamaForCausalLM"]}' });
    const search = { query: repo.name.split("/")[1] };
    const found = await collect(hf.listModels({ search, additionalFields: ["config", "transformersInfo"], ...as(bob) }));
    same("a listing has its classes", found[0].config.architectures, ["LlamaForCausalLM"]);
    same("and what loads it", found[0].transformersInfo.auto_model, "AutoModelForCausalLM");
    same("a public model is found by name", found.map((model) => model.name), [repo.name]);
    same("with its task", found[0].task, "text-generation");
    const owned = await collect(hf.listModels({ search: { owner: "ada", task: "text-generation" }, limit: 50, ...as(bob) }));
    holds("and by owner and task", owned.some((model) => model.name === repo.name));
    const info = await hf.modelInfo({
      name: repo.name,
      additionalFields: ["author", "cardData", "config", "library_name", "tags", "sha", "createdAt", "transformersInfo"],
      ...as(bob),
    });
    same("its author", info.author, "ada");
    same("its card", info.cardData.license, "mit");
    same("its configuration", info.config, { architectures: ["LlamaForCausalLM"], model_type: "llama" });
    same("its class in transformers", info.transformersInfo.auto_model, "AutoModelForCausalLM");
    same("its library", info.library_name, "transformers");
    for (const tag of ["tiny", "license:mit"]) holds(`its tag ${tag}`, info.tags.includes(tag), info.tags.join());
    same("it exists", await hf.repoExists({ repo, ...as(bob) }), true);
    same("another does not", await hf.repoExists({ repo: { type: "model", name: "ada/no-such" }, ...as(bob) }), false);
    await hf.checkRepoAccess({ repo, ...as(bob) });
    const me = await hf.whoAmI(as(ada));
    same("who ada is", [me.type, me.name, me.auth.accessToken.role], ["user", "ada", "write"]);
    const space = await created("space", ada, "ada", { sdk: "static" });
    await upload(space, { "README.md": "---\nsdk: static\n---\n# Demo\n", "index.html": "<p>Hi</p>" });
    same("a Space knows its SDK", (await hf.spaceInfo({ name: space.name, ...as(bob) })).sdk, "static");
    const data = await created("dataset");
    const sets = await collect(hf.listDatasets({ search: { query: data.name.split("/")[1] }, ...as(bob) }));
    same("a dataset is found", sets.map((set) => set.name), [data.name]);
    const again = await refused("creating it again", 409, () => hf.createRepo({ repo, ...as(ada) }));
    holds("says where it is", JSON.stringify(again.data ?? again.message).length > 2);
    await hf.deleteRepo({ repo: data, ...as(ada) });
    same("a deleted repository is gone", await hf.repoExists({ repo: data, ...as(ada) }), false);
  },

  /** A private repository is invisible at every door. */
  async privacy() {
    const repo = await created("model", ada, "ada", { private: true });
    const secret = noise(3000);
    await upload(repo, { "secret.txt": "secret", "secret.bin": secret });
    holds("its owner reads it", (await downloaded(repo, "secret.bin")).equals(secret));
    const word = repo.name.split("/")[1];
    same("its owner finds it", (await collect(hf.listModels({ search: { query: word }, ...as(ada) }))).length, 1);
    const oid = sha256(secret);
    const nowhere = { type: "model", name: "ada/no-such-model" };
    for (const [who, token, status] of [["a stranger", undefined, 401], ["bob", bob, 404]]) {
      same(`${who} does not find it`, (await collect(hf.listModels({ search: { query: word }, ...as(token) }))).length, 0);
      same(`${who} does not list it`,
        (await collect(hf.listModels({ search: { owner: "ada" }, limit: 500, ...as(token) })))
          .filter((model) => model.name === repo.name).length, 0);
      same(`${who} sees no repository`, await hf.repoExists({ repo, ...as(token) }), false);
      await refused(`${who} has no access`, status, () => hf.checkRepoAccess({ repo, ...as(token) }));
      await refused(`${who} lists no files`, status, () => collect(hf.listFiles({ repo, ...as(token) })));
      await refused(`${who} downloads nothing`, status, () => hf.downloadFile({ repo, path: "secret.txt", ...as(token) }));
      await refused(`${who} writes nothing`, [401, 403, 404], () => upload(repo, { "x.txt": "x" }, token ?? "hf_none"));
      for (const path of doors(repo.name)) {
        const [hidden, absent] = await Promise.all(
          [path, path.replaceAll(repo.name, nowhere.name)].map((door) => ask("GET", door, { token, redirect: "manual" })));
        same(`${who}, ${path.replace(word, "X")}: as if it were not there`,
          [hidden.status, hidden.headers.get("x-error-code")], [absent.status, absent.headers.get("x-error-code")]);
        same("and not let in", hidden.status, status);
        const [one, other] = [await hidden.text(), await absent.text()];
        same("and in the same words", one.replaceAll(word, "no-such-model").replace(/[0-9a-f]{16,}|req_\S+/g, ""),
          other.replace(/[0-9a-f]{16,}|req_\S+/g, ""));
      }
    }
    const mine = await created("model", bob, "bob");
    const claim = await ask("POST", `/api/models/${mine.name}/commit/main`, {
      token: bob,
      headers: { "content-type": "application/x-ndjson" },
      body: `{"key":"header","value":{"summary":"Take it"}}\n{"key":"lfsFile","value":{"path":"x.bin","algo":"sha256","oid":"${oid}","size":3000}}`,
    });
    holds(`knowing a hash gives nothing (${claim.status})`, claim.status >= 400 && claim.status < 500);
    const batch = await done("POST", `/${mine.name}.git/info/lfs/objects/batch`, {
      token: bob,
      headers: { "content-type": "application/vnd.git-lfs+json", accept: "application/vnd.git-lfs+json" },
      body: JSON.stringify({ operation: "upload", transfers: ["basic"], objects: [{ oid, size: 3000 }] }),
    });
    holds("and it has to be uploaded by who claims it", batch.objects[0].actions?.upload, JSON.stringify(batch));
    const pull = await done("POST", `/${mine.name}.git/info/lfs/objects/batch`, {
      token: bob,
      headers: { "content-type": "application/vnd.git-lfs+json", accept: "application/vnd.git-lfs+json" },
      body: JSON.stringify({ operation: "download", transfers: ["basic"], objects: [{ oid, size: 3000 }] }),
    });
    holds("nor downloaded by its hash", pull.objects[0].error && !pull.objects[0].actions, JSON.stringify(pull));
  },

  /** Wrong, read-only and revoked tokens. */
  async tokens() {
    const repo = await created();
    await upload(repo, { "a.txt": "a" });
    const wrong = await refused("a wrong token", 401, () => hf.whoAmI(as("hf_doesnotexist")));
    holds("is told why", wrong.message.includes("Invalid credentials in Authorization header"), wrong.message);
    await refused("a wrong token reads nothing, not even what is public", 401,
      () => hf.modelInfo({ name: repo.name, ...as("hf_doesnotexist") }));
    const token = (scope) =>
      done("POST", "/api/plimsoll/accounts/ada/tokens", { token: ada, json: { displayName: fresh(scope), scope } });
    const read = await token("read");
    same("a read token reads", String(await downloaded(repo, "a.txt", read.secret)), "a");
    same("and says what it is", (await hf.whoAmI(as(read.secret))).auth.accessToken.role, "read");
    await refused("a read token writes nothing", 403, () => upload(repo, { "b.txt": "b" }, read.secret));
    await refused("nor makes a repository", 403, () => created("model", read.secret));
    await refused("nor deletes one", 403, () => hf.deleteRepo({ repo, ...as(read.secret) }));
    same("nothing has come of it", await hf.countCommits({ repo, ...as(ada) }), 2);
    const write = await token("write");
    await upload(repo, { "c.txt": "c" }, write.secret);
    await done("DELETE", `/api/plimsoll/accounts/ada/tokens/${write.token.id}`, { token: ada });
    await refused("a revoked token writes nothing", 401, () => upload(repo, { "d.txt": "d" }, write.secret));
    await refused("nor reads", 401, () => hf.downloadFile({ repo, path: "a.txt", ...as(write.secret) }));
    await refused("bob does not write to ada's", 403, () => upload(repo, { "e.txt": "e" }, bob));
  },

  /** Two writers on one branch. */
  async writers() {
    const repo = await created();
    const first = await upload(repo, { "a.txt": "a" });
    const parentCommit = first.commit.oid;
    await upload(repo, { "b.txt": "b" }, ada, { parentCommit });
    await refused("the one who comes later is told", 412,
      () => upload(repo, { "b.txt": "mine", "c.txt": "c" }, ada, { parentCommit }));
    same("and has changed nothing", String(await downloaded(repo, "b.txt")), "b");
    same("nor added", await hf.fileExists({ repo, path: "c.txt", ...as(ada) }), false);
    const before = await hf.countCommits({ repo, ...as(ada) });
    await Promise.all(Array.from({ length: 12 }, (_, i) => upload(repo, { [`writer-${i}.txt`]: `${i}` })));
    const files = await collect(hf.listFiles({ repo, ...as(ada) }));
    same("twelve at once lose nothing", files.filter((file) => file.path.startsWith("writer-")).length, 12);
    same("and make twelve commits", (await hf.countCommits({ repo, ...as(ada) })) - before, 12);
  },

  /** Branches, tags and a move. */
  async refs() {
    const repo = await created();
    const { commit } = await upload(repo, { "a.txt": "main" });
    await hf.createBranch({ repo, branch: "next/one", ...as(ada) });
    await upload(repo, { "a.txt": "next" }, ada, { branch: "next/one" });
    same("a branch has its own", String(await downloaded(repo, "a.txt", ada, { revision: "next/one" })), "next");
    same("main keeps its", String(await downloaded(repo, "a.txt")), "main");
    await done("POST", `/api/models/${repo.name}/tag/${commit.oid}`, { token: ada, json: { tag: "v1.0", message: "One" } });
    await upload(repo, { "a.txt": "later" });
    same("a tag stays", String(await downloaded(repo, "a.txt", ada, { revision: "v1.0" })), "main");
    const refs = await done("GET", `/api/models/${repo.name}/refs`, { token: ada });
    same("branches", refs.branches.map((ref) => ref.name).sort(), ["main", "next/one"]);
    same("tags", refs.tags.map((ref) => ref.name), ["v1.0"]);
    await hf.deleteBranch({ repo, branch: "next/one", ...as(ada) });
    await refused("a deleted branch", 404,
      () => hf.downloadFile({ repo, path: "a.txt", revision: "next/one", ...as(ada) }).then((blob) => blob ?? missing()));
    await done("DELETE", `/api/models/${repo.name}/tag/v1.0`, { token: ada });
    same("no tags", (await done("GET", `/api/models/${repo.name}/refs`, { token: ada })).tags, []);

    const moved = { type: "model", name: `ada/${fresh("moved")}` };
    const move = (token, toRepo = moved.name) => ask("POST", "/api/repos/move", {
      token, json: { fromRepo: repo.name, toRepo, type: "model" } });
    holds("bob does not move it", (await move(bob)).status === 403);
    const taken = await created();
    same("nor ada onto another", (await move(ada, taken.name)).status, 409);
    same("ada moves it", (await move(ada)).status, 200);
    same("it is at its new name", String(await downloaded(moved, "a.txt")), "later");
    same("its old name leads there", String(await downloaded(repo, "a.txt")), "later");
    const info = await hf.modelInfo({ name: repo.name, ...as(ada) });
    same("to the API too", info.name, moved.name);
    const page = await ask("GET", `/${repo.name}`, { redirect: "manual" });
    holds("and in the browser", page.status > 300 && page.headers.get("location")?.endsWith(`/${moved.name}`),
      `${page.status} ${page.headers.get("location")}`);
    await refused("nobody takes the old name while it leads there", 409, () => hf.createRepo({ repo, ...as(ada) }));
  },

  /** What is said of a repository when it is made, and of a branch. */
  async beginnings() {
    const model = await created("model", ada, "ada", {
      license: "apache-2.0",
      files: [{ path: "config.json", content: text('{"a":1}') }],
    });
    const info = await hf.modelInfo({ name: model.name, additionalFields: ["cardData", "spaces"], ...as(ada) });
    same("its licence", info.cardData.license, "apache-2.0");
    same("its first file", (await downloaded(model, "config.json")).toString(), '{"a":1}');
    const space = await created("space", ada, "ada", { sdk: "gradio" });
    same("a Space's SDK", (await hf.spaceInfo({ name: space.name, ...as(ada) })).sdk, "gradio");
    await upload(space, { "app.py": "print()" });
    await hf.createBranch({ repo: model, branch: "bare", empty: true, ...as(ada) });
    same("an empty branch", await collect(hf.listFiles({ repo: model, revision: "bare", ...as(ada) })), []);
    await hf.createBranch({ repo: model, branch: "bare", overwrite: true, ...as(ada) });
    same("overwritten with nothing said", await collect(hf.listFiles({ repo: model, revision: "bare", ...as(ada) })), []);
    await hf.createBranch({ repo: model, branch: "bare", revision: "main", overwrite: true, ...as(ada) });
    holds("moved to main", (await collect(hf.listFiles({ repo: model, revision: "bare", ...as(ada) }))).length > 0);
  },

  /** A web app signs somebody in: OAuth with PKCE, the person's part played with a session cookie. */
  async signIn() {
    const app = { clientId: "an app", redirectUrl: "http://localhost:5173/back", hubUrl, localStorage: {} };
    const address = await hf.oauthLoginUrl({ ...app, scopes: "openid profile write-repos", state: "here" });
    const { url } = await done("POST", "/api/plimsoll/accounts/ada/sign-in-links", { token: admin });
    const form = (fields) => ({ method: "POST", redirect: "manual", body: new URLSearchParams(fields) });
    const signed = await fetch(`${hubUrl}/login/link`, form({ code: new URL(url).searchParams.get("secret") }));
    const cookie = signed.headers.get("set-cookie").split(";")[0];
    const page = await (await fetch(address, { headers: { cookie, accept: "text/html" } })).text();
    holds("the page names the app's address", page.includes("http://localhost:5173"));
    const csrf = page.match(/name="csrf" value="([^"]*)"/)[1];
    const answer = await fetch(address, { ...form({ answer: "allow", csrf }), headers: { cookie } });
    const redirectedUrl = answer.headers.get("refresh").replace("0; url=", "");
    const { nonce, codeVerifier } = app.localStorage;
    const result = await hf.oauthHandleRedirect({ hubUrl, redirectedUrl, nonce, codeVerifier });
    same("who signed in", result.userInfo.preferred_username, "ada");
    same("the state comes back", result.state, "here");
    same("the token acts", (await hf.whoAmI(as(result.accessToken))).name, "ada");
    await refused("a code is good once", 400, () =>
      hf.oauthHandleRedirect({ hubUrl, redirectedUrl, nonce, codeVerifier }),
    );
    await refused("and its second use ends the token", 401, () => hf.whoAmI(as(result.accessToken)));
  },
});

function missing() {
  throw Object.assign(new Error("null"), { statusCode: 404 });
}

function doors(name) {
  return [
    `/api/models/${name}`, `/api/models/${name}/revision/main`, `/api/models/${name}/tree/main`,
    `/api/models/${name}/refs`, `/api/models/${name}/commits/main`, `/api/models/${name}/auth-check`,
    `/${name}/resolve/main/secret.txt`, `/${name}/raw/main/secret.txt`, `/${name}`, `/${name}/tree/main`,
    `/${name}/blob/main/secret.txt`, `/${name}/commits/main`, `/${name}/settings`,
    `/${name}/info/refs?service=git-upload-pack`, `/${name}.git/info/refs?service=git-upload-pack`,
    `/v2/${name}/manifests/latest`,
  ];
}
