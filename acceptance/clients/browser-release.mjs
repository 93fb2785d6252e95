// The gradient of release in Chromium: a publisher, and those who ask, as each of them sees it.
import * as hf from "@huggingface/hub";
import { browsing } from "./chromium.mjs";
import { ada, ask, done, fresh, holds, hubUrl, noise, play, same } from "./lib.mjs";

const WEIGHTS = "model.safetensors";

async function published() {
  const repo = { type: "model", name: `ada/${fresh("load")}` };
  await hf.createRepo({ repo, hubUrl, accessToken: ada });
  await hf.uploadFiles({
    repo, hubUrl, accessToken: ada, useXet: false,
    files: [
      { path: "README.md", content: new Blob(["---\nlicense: mit\n---\n# A model\n"]) },
      { path: WEIGHTS, content: new Blob([noise(2048)]) },
    ],
  });
  return repo.name;
}

/** Two people, each with a browser of their own, who have signed in. */
async function together(size, deed) {
  await browsing(true, size, async (publisher) => {
    await publisher.enter("ada");
    await browsing(true, size, async (member) => {
      await member.enter("bob");
      await deed(publisher, member);
    });
  });
}

/** What the browser gets at the address of the weights. */
async function weights(reader, name) {
  const answer = await reader.page.request.get(`${hubUrl}/${name}/resolve/main/${WEIGHTS}`);
  return answer.status();
}

/** Sets one part of the plan in its editor, after a look at what it would mean. */
async function plan(publisher, name, access, says, fields = {}) {
  const { page } = publisher;
  await page.goto(`${hubUrl}/${name}/release`);
  const editor = page.locator("#plan form").first();
  const fill = async () => {
    await editor.locator("#c-weights").selectOption(access);
    for (const [label, value] of Object.entries(fields)) {
      const field = editor.getByLabel(label, { exact: true });
      if (label.startsWith("Agreement")) await field.selectOption(value);
      else await field.fill(value);
    }
  };
  await fill();
  await publisher.send("Show what it means");
  await publisher.says("Nothing has changed yet");
  await publisher.says(says);
  await publisher.look(`plan-${access}-preview`);
  await fill();
  await publisher.send("Set the plan");
  await publisher.look(`plan-${access}`);
}

/** The sentence of the gauge, which readers of screens hear. */
const gauge = (reader) => reader.page.locator("svg.gauge title").textContent();

await play({
  /** Asking for what is on terms, and the publisher's yes. */
  async terms(size) {
    const name = await published();
    await together(size, async (publisher, member) => {
      await plan(publisher, name, "by-hand", "approved", { "Terms to accept": "Be kind to the tide." });
      same("it is not had before it is asked for", await weights(member, name), 403);
      await member.visit(`/${name}`, "gated-card");
      await member.visit(`/${name}/release`, "gated-release");
      await member.page.getByRole("link", { name: "Ask for access" }).click();
      await member.says("Be kind to the tide.");
      await member.look("terms");
      await member.page.locator("main form button.main").click();
      await member.page.waitForLoadState();
      await member.look("terms-asked");
      same("nor while the publisher thinks", await weights(member, name), 403);
      await publisher.visit(`/${name}/release/requests`, "requests");
      await publisher.page.getByRole("button", { name: /^Accept/ }).click();
      await publisher.page.waitForLoadState();
      await publisher.look("requests-accepted");
      same("it is had after the yes", await weights(member, name), 200);
      await member.visit("/settings/inbox", "inbox-accepted");
      await publisher.visit(`/${name}/release`, "release-with-copies");
      holds("the publisher sees who holds a copy",
        (await publisher.page.locator("main table").last().textContent()).includes("bob"));
      await plan(publisher, name, "by-hand", "approved", { "Terms to accept": "Be kind to the tide, and to the moon." });
      same("another text has to be read again", await weights(member, name), 403);
    });
  },

  /** One click is enough where the publisher says so. */
  async click(size) {
    const name = await published();
    await together(size, async (publisher, member) => {
      await plan(publisher, name, "automatic", "accept", { "Terms to accept": "Be kind." });
      await member.visit(`/${name}/access`, "click-through");
      await member.page.locator("main form button.main").click();
      await member.page.waitForLoadState();
      same("a click is enough", await weights(member, name), 200);
    });
  },

  /** A partner by agreement, until it ends. */
  async partner(size) {
    const name = await published();
    const title = fresh("Pact");
    await together(size, async (publisher, member) => {
      await publisher.visit("/settings/agreements/ada", "agreements");
      await publisher.send("Keep it", {
        Title: title, Parties: "bob", "Signed by": "A., B.", "SHA-256 of the signed document": "ab".repeat(32),
        From: "2020-01-01", Until: "2999-01-01",
      });
      await publisher.says(title);
      await publisher.page.goto(`${hubUrl}/${name}/release`);
      const option = publisher.page.locator("#agreement option").filter({ hasText: title });
      await plan(publisher, name, "partners", "May download the weights: partners", { "Agreement for partners": await option.getAttribute("value") });
      same("the partner has it", await weights(member, name), 200);
      await member.visit(`/${name}/release`, "partner-release");
      same("a stranger has not", (await ask("GET", `/${name}/resolve/main/${WEIGHTS}`)).status, 401);
      await publisher.visit("/settings/agreements/ada", "agreements-kept");
      const row = publisher.page.getByRole("row").filter({ hasText: title });
      await row.getByLabel("Until").fill("2021-01-01");
      await row.getByRole("button", { name: "Change its end" }).click();
      await publisher.says("not in force");
      same("and the partner no longer", await weights(member, name), 403);
    });
  },

  /** A recall, at the page as at every door; the gauge before and after. */
  async recall(size) {
    const name = await published();
    await together(size, async (publisher, member) => {
      await publisher.visit(`/${name}/release`, "afloat");
      const before = await gauge(publisher);
      same("it is had", await weights(member, name), 200);
      await publisher.send("Recall", { Reason: "It repeats a home address.", "Use instead": "ada/other" });
      await publisher.look("recalled");
      await publisher.says("It repeats a home address.");
      holds("the gauge has moved", (await gauge(publisher)).startsWith("Recalled, and so closed"), before);
      holds("nobody has it", [403, 404, 410, 451].includes(await weights(member, name)), await weights(member, name));
      const answer = await member.page.goto(`${hubUrl}/${name}`);
      await member.look("tombstone");
      await member.says("It repeats a home address.");
      holds("the page says what it is", answer.status() >= 200);
      const feed = await done("GET", "/api/recalls");
      holds("the feed has it", JSON.stringify(feed).includes(name));
    });
  },
});
