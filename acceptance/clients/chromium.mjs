// Chromium as one person's: every page that is looked at is photographed and measured (does it fit, has it one first
// heading) and, where scripts run, judged by axe-core.
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { admin, done, holds, hubUrl, same } from "./lib.mjs";

const SCREENS = process.env.SCREENS ?? "../target/screens";
const SIZES = { desk: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What axe-core calls these keeps somebody from reading or using a page. */
const GRAVE = ["serious", "critical"];

/** Opens a browser of its own; complaints of the pages fail the scenario at its end. */
export async function browsing(javaScriptEnabled, size, deed) {
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
    await deed(new Reader(page, javaScriptEnabled, size));
    // The browser itself reports the pages that say no.
    same("no page complains in the console", complaints.filter((text) => !/status of 4\d\d/.test(text)), []);
  } finally {
    await browser.close();
  }
}

/** Somebody in front of the browser. */
class Reader {
  constructor(page, scripts, size) {
    Object.assign(this, { page, scripts, size });
  }

  /** Signs in by a one-time link. */
  async enter(name) {
    const link = await done("POST", `/api/plimsoll/accounts/${name}/sign-in-links`, { token: admin });
    await this.page.goto(link.url);
    await this.look("one-time-link");
    await this.send("Sign in");
  }

  async visit(path, name, status = 200) {
    const answer = await this.page.goto(hubUrl + path);
    same(`${path} answers`, answer.status(), status);
    await this.look(name);
  }

  async look(name) {
    const { page, size, scripts } = this;
    await mkdir(SCREENS, { recursive: true });
    await page.screenshot({ path: join(SCREENS, `${name}${scripts ? "" : "-plain"}-${size}.png`) });
    const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    holds(`${name} fits the ${size}`, inner <= outer, `${inner} > ${outer}`);
    same(`${name} has one first heading`, await page.locator("h1").count(), 1);
    if (scripts) await this.judge(name);
  }

  async judge(name) {
    await this.page.evaluate(AXE);
    const found = await this.page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
    const grave = found.violations.filter((violation) => GRAVE.includes(violation.impact));
    same(`${name} can be used by everybody`, grave.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
  }

  /** Fills the form that has this button, and presses it. */
  async send(button, fields = {}) {
    const form = this.page.locator("main form")
      .filter({ has: this.page.getByRole("button", { name: button, exact: true }) });
    for (const [label, value] of Object.entries(fields)) {
      if (value === true) await form.getByRole("radio", { name: new RegExp(`^${label}`) }).check();
      else await form.getByLabel(label, { exact: true }).fill(value);
    }
    await Promise.all([this.page.waitForEvent("load"), form.getByRole("button", { name: button, exact: true }).click()]);
  }

  async says(text) {
    await this.page.getByText(text).first().waitFor();
    holds(`the page says: ${text}`, true);
  }
}
