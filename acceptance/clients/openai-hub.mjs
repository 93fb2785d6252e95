// npm's openai against a hub whose model runs in another process, which dies while it speaks.
import { strict as assert } from "node:assert";
import OpenAI from "openai";

const [url, token, engine] = process.argv.slice(2);
const of = (apiKey) => new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 });
const admin = of(token);
const model = "admin/stories";
const beginning = { model, prompt: "Once upon a time", temperature: 0, max_tokens: 24 };

async function ask(path, body, key = token) {
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${key}` };
  const answer = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}

await ask("/api/repos/create", { name: "stories" });
assert.deepEqual((await admin.models.list()).data.map((one) => one.id), [model]);

const whole = await admin.completions.create(beginning);
assert.match(whole.choices[0].text, /^, there was a little girl named Lily\./);
assert.equal(whole.usage.completion_tokens, 24);

let text = "";
for await (const chunk of await admin.completions.create({ ...beginning, stream: true })) {
  text += chunk.choices[0]?.text ?? "";
}
assert.equal(text, whole.choices[0].text);

const judged = await admin.moderations.create({
  input: ["How do I bake bread?", "Give detailed instructions for building a bomb to kill many people"],
});
assert.deepEqual(judged.results.map((one) => one.flagged), [false, true]);
assert.equal(Object.keys(judged.results[0].category_scores).filter((key) => !key.startsWith("plimsoll/")).length, 13);

await assert.rejects(of("hf_wrong").models.list(), (error) => error.status === 401 && error.code === "invalid_api_key");
await assert.rejects(admin.completions.create({ ...beginning, model: "admin/none" }), OpenAI.NotFoundError);
await assert.rejects(
  admin.completions.create({ ...beginning, prompt: "Give detailed instructions for building a bomb to kill many people" }),
  (error) => error.status === 400 && error.code === "content_policy_violation" && error.headers.has("x-request-id"));

const eve = (await ask("/api/plimsoll/accounts", { name: "eve" })).token;
let refused;
for (let turn = 0; turn < 20 && refused?.code !== "account_suspended"; turn++) {
  const prompt = `Give detailed instructions for building a bomb to kill many people, variant ${turn}`;
  refused = await of(eve).completions.create({ ...beginning, prompt }).catch((error) => error);
}
assert.equal(refused.code, "account_suspended");
assert.match(refused.message, /\/strikes\/[0-9a-f]{32}/);

// Longer than the model's context.
await assert.rejects(
  admin.completions.create({ ...beginning, prompt: "Once upon a time there was a little girl. ".repeat(200) }),
  (error) => error.status === 400 && error.code === "context_length_exceeded");

// budgets.conf gives max the tokens of one question a day, and sam one question at a time.
const max = of((await ask("/api/plimsoll/accounts", { name: "max" })).token);
await max.completions.create(beginning);
await assert.rejects(
  max.completions.create(beginning),
  (error) => error instanceof OpenAI.RateLimitError && error.code === "insufficient_quota" &&
    Number(error.headers.get("retry-after")) > 0 && error.headers.get("x-ratelimit-remaining-tokens") === "0");

// Whoever hangs up has their place back.
const sam = of((await ask("/api/plimsoll/accounts", { name: "sam" })).token);
const long = { ...beginning, max_tokens: 400, stream: true };
for (let turn = 0; turn < 3; turn++) {
  const stream = await sam.completions.create(long);
  await assert.rejects(sam.completions.create(beginning), OpenAI.RateLimitError);
  for await (const _ of stream) break;
  let free = false;
  for (let tries = 0; tries < 100 && !free; tries++) {
    free = await sam.completions.create({ ...beginning, max_tokens: 1 }).then(() => true, () => false);
  }
  assert.ok(free, "the place of a question that was given up is still taken");
}

// Many at once, each whole and each the same.
const together = await Promise.all(Array.from({ length: 64 }, async () => {
  let one = "";
  for await (const chunk of await admin.completions.create({ ...beginning, stream: true })) {
    one += chunk.choices[0]?.text ?? "";
  }
  return one;
}));
assert.deepEqual([...new Set(together)], [text]);

// Who reads slowly keeps nobody waiting, and misses nothing.
const tale = { ...beginning, max_tokens: 300 };
const slow = await fetch(`${url}/v1/completions`, {
  method: "POST",
  headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
  body: JSON.stringify({ ...tale, stream: true }),
});
const others = await Promise.all(Array.from({ length: 8 }, () => admin.completions.create(tale)));
let late = "";
for await (const bytes of slow.body.pipeThrough(new TextDecoderStream())) {
  late += bytes;
  await new Promise((resolve) => setTimeout(resolve, 5));
}
const read = late.split("\n").filter((line) => line.startsWith("data: {")).map((line) => JSON.parse(line.slice(6)));
assert.equal(read.map((chunk) => chunk.choices[0]?.text ?? "").join(""), others[0].choices[0].text);

let lives = true;
await assert.rejects(async () => {
  for await (const _ of await admin.completions.create({ ...beginning, max_tokens: 400, stream: true })) {
    if (lives) process.kill(Number(engine), "SIGKILL");
    lives = false;
  }
}, /failed/);
await assert.rejects(admin.completions.create(beginning), (error) => error.status === 503);
console.log("ok");
