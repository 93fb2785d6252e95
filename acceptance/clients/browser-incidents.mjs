// What goes wrong, in Chromium: an incident from a stranger's report to a running clock, a held file that a person lets
// go, packs of rules that two change, and the gauge under what if.
import * as hf from "@huggingface/hub";
import { browsing } from "./chromium.mjs";
import { ada, admin, ask, done, fresh, holds, hubUrl, play, same } from "./lib.mjs";

/** A pickle of the oldest protocol that runs a command when it is loaded. */
const BOMB = "cos\nsystem\n(S'echo harm'\ntR.";

async function published(card, more = []) {
  const repo = { type: "model", name: `ada/${fresh("leak")}` };
  await hf.createRepo({ repo, hubUrl, accessToken: ada });
  await hf.uploadFiles({
    repo, hubUrl, accessToken: ada, useXet: false,
    files: [{ path: "README.md", content: new Blob([card]) }, ...more],
  });
  return repo.name;
}

/** The account of one more who runs the hub. */
async function another() {
  const name = fresh("rita");
  await done("POST", "/api/plimsoll/accounts", { token: admin, json: { name, role: "admin" } });
  return name;
}

await play({
  /** A stranger reports, somebody looks, clocks run, an authority is told. */
  async incident(size) {
    const name = await published("---\nlicense: mit\ntraining_flop: 2e25\n---\n# A model\n");
    let address;
    await browsing(false, size, async (stranger) => {
      await stranger.visit(`/${name}`, "incident-model");
      await stranger.page.locator(`a[href="/incidents/report?about=${name}"]`).click();
      await stranger.look("incident-report");
      same("the form knows what it is about", await stranger.page.getByLabel("What is it about?").inputValue(), name);
      await stranger.send("Report", { "What happened?": "The weights are on a torrent since this morning." });
      await stranger.says("A person who runs this hub looks at it");
      await stranger.look("incident-reported");
      address = new URL(stranger.page.url()).pathname;
    });
    await browsing(true, size, async (staff) => {
      await staff.enter("admin");
      await staff.visit("/incidents", "incidents");
      await staff.visit(address, "incident-new");
      const { page } = staff;
      await page.getByRole("radio", { name: /^critical/ }).check();
      await page.getByRole("checkbox", { name: /^A breach of security/ }).check();
      holds("the Union's law is suggested", await page.getByRole("checkbox", { name: /^EU AI Act/ }).isChecked());
      await staff.send("Start the clocks");
      await staff.says("European AI Office");
      await staff.says("4 days 23 hours left");
      await staff.look("incident-clocks");
      await page.getByRole("link", { name: /^Write the notice to European AI Office/ }).click();
      await staff.look("incident-notice");
      const draft = await page.getByLabel("The notice").inputValue();
      holds("the draft has the model and marks its gaps", draft.includes(name) && draft.includes("[TO FILL IN:"));
      await staff.send("It was sent");
      await staff.says("The notice still has");
      const filled = draft.replaceAll(/\[TO FILL IN:[^\]]*]/g, "Not known yet.");
      await staff.send("It was sent", { "The notice": filled, "Their reference": "AIO-1" });
      await staff.says("(AIO-1)");
      await staff.look("incident-told");
      await staff.visit("/incidents", "incidents-running");
    });
  },

  /** A file that is not safe, let go by somebody else's word, for a time. */
  async held(size) {
    const rita = await another();
    const name = await published("# An example\n", [{ path: "model.pkl", content: new Blob([BOMB]) }]);
    const seen = async () => (await ask("GET", `/${name}/resolve/main/model.pkl`)).status;
    same("others do not have it", await seen(), 404);
    await browsing(true, size, async (staff) => {
      await staff.enter(rita);
      await staff.visit(`/${name}/tree/main`, "held-tree");
      await staff.page.getByText("Let it go all the same").click();
      const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
      await staff.send("Let it go", { Reason: "Shown in a lecture on pickles.", Until: until });
      await staff.says("Shown in a lecture on pickles.");
      await staff.look("held-let-go");
      same("others have it", await seen(), 200);
      await staff.page.getByText("Hold it again").first().click();
      await staff.send("Hold it again");
      await staff.says("Only its publisher sees this revision");
      same("and have it no more", await seen(), 404);
    });
  },

  /** A pack that one proposes and another adopts. */
  async packs(size) {
    const rita = await another();
    const pack = fresh("house");
    const text = `pack: ${pack}\ntitle: The house\nversion: "1"\njurisdiction: this hub\nstatus: in_force\nsource: A test\n`
      + "rules:\n  - id: house.huge\n    title: Huge models stay hosted\n    needs: [training_flop]\n"
      + "    when: above(training_flop, 1e29)\n    ceiling: {weights: hosted}\n    source: A test\n";
    await browsing(true, size, async (first) => {
      await first.enter("admin");
      await first.visit("/settings/packs", "packs");
      await first.send("Propose", { "The whole pack, in YAML": text });
      await first.says("Somebody else has to adopt it.");
      await first.look("packs-proposed");
    });
    await browsing(true, size, async (second) => {
      await second.enter(rita);
      await second.visit("/settings/packs", "packs-to-adopt");
      const proposal = second.page.locator(".panel").filter({ hasText: pack }).first();
      await Promise.all([
        second.page.waitForEvent("load"), proposal.getByRole("button", { name: "Adopt", exact: true }).click(),
      ]);
      holds("it is among the packs", (await second.page.locator("table").textContent()).includes("The house"));
    });
  },

  /** The gauge, if a fact were otherwise. */
  async whatif(size) {
    const name = await published("---\nlicense: mit\ntraining_flop: 1e22\n---\n# A model\n");
    await browsing(true, size, async (reader) => {
      await reader.visit(`/${name}/line`, "line");
      const { page } = reader;
      const said = () => page.locator("svg.gauge title").textContent();
      const before = await said();
      await page.getByLabel("A fact were").selectOption("training_flop");
      await reader.send("See the line move", { Value: "2e26" });
      await reader.says("Nothing has changed");
      holds("the gauge has moved", (await said()) !== before, before);
      await reader.look("line-what-if");
    });
  },
});
