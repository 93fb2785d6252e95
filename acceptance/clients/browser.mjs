// Chromium against the pages, as a reader and as a member, with JavaScript and without, on a desk and on a phone.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as hf from "@huggingface/hub";
import { browsing } from "./chromium.mjs";
import { ada, ask, bytesOf, done, fresh, holds, hubUrl, noise, play, same, sha256 } from "./lib.mjs";

/** Larger than what goes into git itself. */
const LARGE_BYTES = 11_000_000;
/** What a page may weigh on the wire at a first visit, files of the repository aside. */
const PAGE_BYTES = 65_000;
const CARD = `---
license: apache-2.0
library_name: transformers
pipeline_tag: text-generation
language: en
tags: [stories, tiny]
---
# Story teller

A model small enough to **read**. <script>document.title = "taken over"</script>

<img src=x onerror="document.title = 'taken over'"> <a href="javascript:document.title='taken over'">do</a>

\`\`\`python
print("once upon a time, in a line that is long enough to need room of its own on a phone, there was a model")
\`\`\`

| File | Holds |
|---|---|
| \`config.json\` | its shape |
`;

/** A safetensors file of one tensor. */
function safetensors() {
  const head = Buffer.from(JSON.stringify({ "layer.weight": { dtype: "F32", shape: [2, 2], data_offsets: [0, 16] } }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(head.length));
  return Buffer.concat([length, head, Buffer.alloc(16)]);
}

/** Signs in by a one-time link, sets a password, signs out, and signs in by that. */
async function signIn(reader) {
  const { page } = reader;
  await reader.enter("ada");
  await reader.look("password");
  const password = `the tide ${fresh("turns")}`;
  const present = page.getByLabel("Present password");
  if (await present.count()) return; // another scenario has set one
  await reader.send("Save password", { "New password": password });
  await reader.look("sessions");
  await page.context().clearCookies();
  await page.goto(`${hubUrl}/settings/tokens`);
  await reader.look("sign-in");
  await reader.send("Sign in", { Account: "ada", Password: "not that" });
  holds("a wrong password is told", (await page.locator("[role=alert]").count()) === 1);
  await reader.send("Sign in", { Account: "ada", Password: password });
  holds("and the right one leads on", page.url().endsWith("/settings/tokens"));
}

async function sample() {
  const repo = { type: "model", name: `ada/${fresh("story-teller")}` };
  await hf.createRepo({ repo, hubUrl, accessToken: ada });
  const files = {
    "README.md": CARD,
    "config.json": '{"model_type":"llama","hidden_size":64}',
    "stories/Märchen.txt": "Es war einmal.\n",
    "weights.bin": noise(4096),
    "model.safetensors": safetensors(),
  };
  const upload = (some, title) => hf.uploadFiles({
    repo, hubUrl, accessToken: ada, useXet: false, commitTitle: title,
    files: Object.entries(some).map(([path, content]) => ({ path, content: new Blob([content]) })),
  });
  await upload(files, "Begin");
  const { commit } = await upload({ "stories/Märchen.txt": "Es war einmal ein Fuchs.\n" }, "Tell of the fox");
  return { name: repo.name, commit: commit.oid };
}

/** What anybody sees. */
async function reading(javaScript, size) {
  const { name: repo, commit } = await sample();
  await browsing(javaScript, size, async (reader) => {
    const { page } = reader;
    await reader.visit("/", "home");
    await reader.visit(`/${repo}`, "repository");
    holds("the card is rendered", await page.locator("strong", { hasText: "read" }).count() > 0);
    holds("and its script is not", !(await page.title()).includes("taken over"));
    same("nor its link", await page.locator('a[href^="javascript"]').count(), 0);
    if (javaScript) for (const path of ["/", `/${repo}`]) await weigh(page, path);
    await reader.visit(`/${repo}/use`, "use");
    if (javaScript) await followTheSnippets(page);
    await reader.visit(`/${repo}/tree/main`, "files");
    holds("the files are listed", await page.getByText("config.json").count() > 0);
    await reader.visit(`/${repo}/blob/main/config.json`, "file");
    holds("a file is shown", (await page.content()).includes("hidden_size"));
    await reader.visit(`/${repo}/blob/main/model.safetensors`, "weights");
    holds("weights are read", await page.getByText("layer.weight").count() > 0);
    await reader.visit(`/${repo}/blob/main/weights.bin`, "binary");
    await reader.visit(`/${repo}/commits/main`, "history");
    await reader.visit(`/${repo}/commit/${commit}`, "commit");
    holds("a difference names the file", await page.getByText("stories/Märchen.txt").count() > 0);
    await reader.visit(`/${repo}/refs`, "refs");
    await reader.visit("/ada", "profile");
    await reader.visit("/login", "login");
    await reader.visit("/style", "style");
    await reader.visit("/ada/no-such-model", "absent", 401);
    await search(reader, repo);
    await darken(reader, `/${repo}`);
  });
}

/** Searches from the first page, and filters what was found. */
async function search(reader, repo) {
  const { page } = reader;
  await page.goto(hubUrl);
  const field = page.locator("main input[type=search]");
  await field.fill(repo.split("/")[1]);
  await field.press("Enter");
  const found = page.locator(`a[href="/${repo}"]`);
  await found.first().waitFor();
  await reader.look("search");
  await page.goto(`${hubUrl}/models`);
  if (await page.locator(".facets-sheet > summary").isVisible()) await page.locator(".facets-sheet > summary").click();
  await page.locator(".facets a", { hasText: "text-generation" }).first().click();
  await page.waitForURL("**/models?*pipeline_tag=text-generation*");
  await page.locator(".chosen a", { hasText: "text-generation" }).waitFor();
  holds("the filter finds it, too", (await found.count()) > 0 || (await page.getByText("Next page").count()) > 0);
  await reader.look("filtered");
}

async function darken(reader, path) {
  const { page } = reader;
  await page.goto(hubUrl + path);
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const day = await ground();
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Dark", exact: true }).click()]);
  holds("night is darker", (await ground()) !== day);
  await reader.look("dark");
}

/** What it takes to show a page to somebody who comes for the first time. */
async function weigh(page, path) {
  const context = await page.context().browser().newContext();
  const first = await context.newPage();
  const sizes = [];
  first.on("response", (response) => {
    if (!response.url().includes("/resolve/")) sizes.push(response.request().sizes());
  });
  await first.goto(hubUrl + path, { waitUntil: "networkidle" });
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size.responseBodySize, 0);
  await context.close();
  holds(`${path} takes ${bytes} bytes`, bytes > 10_000 && bytes < PAGE_BYTES);
}

/** Types what the page says to type. */
async function followTheSnippets(page) {
  const folder = await mkdtemp(join(tmpdir(), "plimsoll-snippets-"));
  try {
    for (const client of ["git", "curl"]) {
      const snippet = page.locator("figure.snippet").filter({ has: page.locator("figcaption", { hasText: client }) });
      const text = await snippet.locator("code").textContent();
      await promisify(execFile)("bash", ["-euc", text], { cwd: folder, env: { ...process.env, HOME: folder } });
      holds(`what the page says about ${client} works`, true);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a member does. */
async function writing(javaScript, size) {
  await browsing(javaScript, size, async (reader) => {
    const { page } = reader;
    await signIn(reader);
    const name = fresh("by-hand");
    await reader.visit("/new", "new");
    await reader.send("Create repository", { Name: name });
    same("the new repository is shown", new URL(page.url()).pathname, `/ada/${name}`);
    await reader.look("created");
    await write(reader, name);
    await upload(reader, name);
    await branches(reader, name);
    const named = await settings(reader, name);
    await tokens(reader);
    await reader.visit("/ada", "own-profile");
    await reader.visit("/device", "device");
    await reader.visit("/organizations/new", "new-organisation");
    await reader.send("Create organisation", { Name: fresh("lab") });
    await reader.look("organisation");
    await page.getByRole("link", { name: "Members" }).click();
    await reader.send("Add", { Account: "bob" });
    await reader.look("members");
    await remove(reader, named);
  });
}

/** Writes a card, changes it, and throws it away again. */
async function write(reader, name) {
  const { page } = reader;
  const path = `/ada/${name}/blob/main/README.md`;
  await page.getByRole("link", { name: "write one" }).click();
  await reader.look("write");
  const begun = await page.getByLabel("Text").inputValue();
  holds("a card is begun", begun.includes(`# ${name}`), begun);
  const text = "\n---\nlicense: mit\n---\n# <i>By</i> hand & heart\n";
  await reader.send("Commit", { Text: text });
  await reader.says("Saved.");
  same("it is shown", new URL(page.url()).pathname, path);
  same("as it was written", await (await ask("GET", `/ada/${name}/resolve/main/README.md`)).text(), text);
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  same("and comes back so", await page.getByLabel("Text").inputValue(), text);
  await page.goto(hubUrl + path);
  await page.locator("summary", { hasText: "Remove" }).click();
  await reader.look("remove");
  await reader.send("Remove “README.md”");
  await reader.says("Removed.");
  same("it is gone from the branch", (await ask("GET", `/ada/${name}/resolve/main/README.md`)).status, 404);
}

async function upload(reader, name) {
  const { page, scripts } = reader;
  const folder = await mkdtemp(join(tmpdir(), "plimsoll-browser-"));
  const files = { "hello wörld.txt": Buffer.from("hello"), "large.bin": noise(LARGE_BYTES) };
  await mkdir(join(folder, "notes"));
  for (const [file, bytes] of Object.entries(files)) await writeFile(join(folder, file), bytes);
  await writeFile(join(folder, "notes", "deep.txt"), "deep");
  try {
    await reader.visit(`/ada/${name}/upload/main`, "upload");
    const paths = Object.keys(files).map((file) => join(folder, file));
    if (scripts) {
      await dropFiles(page, [...paths, join(folder, "notes")]);
      await page.locator("progress").nth(2).waitFor();
      await reader.look("chosen");
    } else {
      await page.locator("input[type=file]").setInputFiles(paths);
    }
    await page.locator("main").getByRole("button", { name: "Commit" }).click();
    await page.waitForURL("**/tree/main?done=uploaded");
    await reader.look("uploaded");
    holds("what its large files take is said", /Large files of all revisions: \d/.test(await page.locator("main").innerText()));
    for (const [path, bytes] of Object.entries(files)) {
      const blob = await hf.downloadFile({ repo: `ada/${name}`, path, hubUrl, accessToken: ada });
      same(`${path} is there as it was`, sha256(await bytesOf(blob)), sha256(bytes));
    }
    if (scripts) holds("and the folder", (await ask("GET", `/ada/${name}/resolve/main/notes/deep.txt`)).ok);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Drops files and folders of this machine on the page, as a desktop does. */
async function dropFiles(page, files) {
  const { x, y, width, height } = await page.locator(".drop").boundingBox();
  const at = { x: x + width / 2, y: y + height / 2, data: { items: [], files, dragOperationsMask: 1 } };
  const session = await page.context().newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"]) await session.send("Input.dispatchDragEvent", { type, ...at });
}

async function branches(reader, name) {
  const { page } = reader;
  await reader.visit(`/ada/${name}/refs`, "own-refs");
  await reader.send("Make", { Name: "deeper/water" });
  await reader.says("Made.");
  await reader.send("Make", { Tag: true, Name: "v1", "Message of a tag": "The first" });
  await reader.send("Make", { Name: "deeper/water" });
  same("there is one already", await page.locator("[role=alert]").count(), 1);
  await page.locator("main").getByRole("link", { name: "deeper/water" }).click();
  holds("its files are shown", page.url().endsWith("/tree/deeper%2Fwater"));
  await page.locator("summary", { hasText: "Revision:" }).click();
  await reader.look("revisions");
  await page.getByRole("link", { name: "All branches and tags" }).click();
  await page.locator("summary", { hasText: "branch deeper/water" }).click();
  await reader.look("sure");
  await reader.send("Remove “deeper/water”");
  await reader.says("Removed.");
  const { branches: left, tags } = await done("GET", `/api/models/ada/${name}/refs`, { token: ada });
  same("main and the tag are left", [...left, ...tags].map((ref) => ref.name), ["main", "v1"]);
}

async function settings(reader, name) {
  const { page } = reader;
  const wanted = `${name}-renamed`;
  await reader.visit(`/ada/${name}/settings`, "settings");
  await reader.send("Rename", { Name: wanted });
  await reader.says("Renamed.");
  await page.goto(`${hubUrl}/ada/${name}`);
  same("the old name leads to the new one", new URL(page.url()).pathname, `/ada/${wanted}`);
  await page.goto(`${hubUrl}/ada/${wanted}/settings`);
  await reader.send("Save", { Private: true });
  await reader.says("Saved.");
  same("a stranger sees it no more", (await ask("GET", `/ada/${wanted}/resolve/main/large.bin`)).status, 401);
  return wanted;
}

async function remove(reader, name) {
  const { page } = reader;
  await page.goto(`${hubUrl}/ada/${name}/settings`);
  const button = "Delete this model";
  await reader.send(button, { [`Type ada/${name} to confirm`]: "ada/another" });
  await reader.says("Nothing was deleted");
  await reader.send(button, { [`Type ada/${name} to confirm`]: `ada/${name}` });
  await reader.says("The repository is deleted.");
  same("it is gone", (await ask("GET", `/api/models/ada/${name}`, { token: ada })).status, 404);
}

async function tokens(reader) {
  const { page } = reader;
  const name = fresh("token");
  await reader.visit("/settings/tokens", "tokens");
  await reader.send("Make token", { Name: name });
  const secret = await page.locator(".secret code").textContent();
  await reader.look("new-token");
  same("the token works", (await done("GET", "/api/whoami-v2", { token: secret })).name, "ada");
  await page.getByRole("row", { name }).getByRole("button", { name: `Revoke ${name}` }).click();
  await reader.says("Revoked");
  same("and no longer", (await ask("GET", "/api/whoami-v2", { token: secret })).status, 401);
}

await play({ reading: (js, size) => reading(js === "js", size), writing: (js, size) => writing(js === "js", size) });
