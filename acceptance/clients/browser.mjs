// Chromium against the pages, with JavaScript and without, on a desk and on a phone.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import * as hf from "@huggingface/hub";
import { chromium } from "playwright-core";
import { ada, admin, done, fresh, holds, hubUrl, noise, play, same } from "./lib.mjs";

const SCREENS = process.env.SCREENS ?? "../target/screens";
const SIZES = { desk: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const CARD = `---
license: apache-2.0
library_name: transformers
pipeline_tag: text-generation
language: en
tags: [stories, tiny]
---
# Story teller

A model small enough to **read**. <script>document.title = "taken over"</script>

\`\`\`python
print("once upon a time, in a line that is long enough to need room of its own on a phone, there was a model")
\`\`\`

| File | Holds |
|---|---|
| \`config.json\` | its shape |
`;

/** Opens a browser of its own; complaints of the pages fail the scenario at its end. */
async function browsing(javaScriptEnabled, size, deed) {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  const complaints = [];
  try {
    const context = await browser.newContext({ javaScriptEnabled, viewport: SIZES[size] });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error}`));
    page.on("console", (said) => {
      if (["error", "warning"].includes(said.type()) || /Content.Security.Policy/i.test(said.text())) {
        complaints.push(`${page.url()}: ${said.text()}`);
      }
    });
    await deed(page);
    same("no page complains in the console", complaints, []);
  } finally {
    await browser.close();
  }
}

async function visit(page, path, name, size) {
  const answer = await page.goto(hubUrl + path);
  holds(`${path} answers ${answer.status()}`, answer.status() === 200);
  await look(page, name, size);
}

async function look(page, name, size) {
  await mkdir(SCREENS, { recursive: true });
  await page.screenshot({ path: join(SCREENS, `${name}-${size}.png`), fullPage: true });
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  holds(`${name} fits the ${size}`, inner <= outer, `${inner} > ${outer}`);
  same(`${name} has one first heading`, await page.locator("h1").count() >= 1, true);
}

async function signIn(page) {
  const link = await done("POST", "/api/plimsoll/accounts/ada/sign-in-links", { token: admin });
  await page.goto(link.url);
  const button = page.locator("main form button");
  if (await button.count()) await button.first().click();
  await page.waitForLoadState();
  holds("ada is signed in", (await page.content()).includes("ada"));
}

async function sample() {
  const repo = { type: "model", name: `ada/${fresh("story-teller")}` };
  await hf.createRepo({ repo, hubUrl, accessToken: ada });
  const files = {
    "README.md": CARD,
    "config.json": '{"model_type":"llama","hidden_size":64}',
    "stories/one.txt": "Once upon a time.\n",
    "weights.bin": noise(4096),
  };
  await hf.uploadFiles({
    repo, hubUrl, accessToken: ada, useXet: false,
    files: Object.entries(files).map(([path, content]) => ({ path, content: new Blob([content]) })),
  });
  return repo.name;
}

/** What anybody sees. */
async function reading(javaScript, size) {
  const repo = await sample();
  await browsing(javaScript, size, async (page) => {
    const suffix = javaScript ? "" : "-plain";
    await visit(page, "/", `home${suffix}`, size);
    await visit(page, `/${repo}`, `repository${suffix}`, size);
    holds("the card is rendered", await page.locator("strong", { hasText: "read" }).count() > 0);
    holds("and its script is not", !(await page.title()).includes("taken over"));
    await visit(page, `/${repo}/tree/main`, `files${suffix}`, size);
    holds("the files are listed", await page.getByText("config.json").count() > 0);
    await visit(page, `/${repo}/blob/main/config.json`, `file${suffix}`, size);
    holds("a file is shown", (await page.content()).includes("hidden_size"));
    await visit(page, `/${repo}/commits/main`, `history${suffix}`, size);
    await visit(page, "/login", `login${suffix}`, size);
    await page.goto(hubUrl);
    const search = page.locator("input[type=search], input[name=search], input[name=q]").first();
    await search.fill(repo.split("/")[1]);
    await search.press("Enter");
    await page.locator(`a[href="/${repo}"]`).first().waitFor();
    await look(page, `search${suffix}`, size);
    holds("search finds it", true);
  });
}

/** What a member does. */
async function writing(javaScript, size) {
  await browsing(javaScript, size, async (page) => {
    const suffix = javaScript ? "" : "-plain";
    await signIn(page);
    const name = fresh("by-hand");
    await visit(page, "/new", `new${suffix}`, size);
    await page.locator("main input[name=name]").fill(name);
    await page.locator("main form").filter({ has: page.locator("input[name=name]") })
      .locator("button[type=submit], button:not([type])").first().click();
    await page.waitForURL(`**/ada/${name}**`);
    await look(page, `created${suffix}`, size);
    await visit(page, `/ada/${name}/upload/main`, `upload${suffix}`, size);
    await page.locator("input[type=file]").first().setInputFiles([
      { name: "hello world.txt", mimeType: "text/plain", buffer: Buffer.from("hello") },
    ]);
    await page.locator("main form").filter({ has: page.locator("input[type=file]") })
      .locator("button[type=submit], button:not([type])").last().click();
    await page.getByText("hello world.txt").first().waitFor();
    let found;
    for (let i = 0; i < 60 && !found; i++) {
      const blob = await hf.downloadFile({ repo: `ada/${name}`, path: "hello world.txt", hubUrl, accessToken: ada });
      found = blob && (await blob.text());
      if (!found) await page.waitForTimeout(500);
    }
    same("the file is there", found, "hello");
    await visit(page, `/ada/${name}/settings`, `settings${suffix}`, size);
    await visit(page, "/settings/tokens", `tokens${suffix}`, size);
    await visit(page, "/ada", `profile${suffix}`, size);
  });
}

await play({ reading: (js, size) => reading(js === "js", size), writing: (js, size) => writing(js === "js", size) });
