// npm's openai against `plimsoll engine serve`: a small model that tells stories, without a chat template.
import { strict as assert } from "node:assert";
import OpenAI from "openai";

const client = new OpenAI({ baseURL: process.argv[2], apiKey: "none", maxRetries: 0 });
const model = process.argv[3];
const beginning = { model, prompt: "Once upon a time", temperature: 0, max_tokens: 24 };

const models = await client.models.list();
assert.deepEqual(models.data.map((one) => one.id), [model]);
assert.equal((await client.models.retrieve(model)).id, model);

const whole = await client.completions.create(beginning);
assert.match(whole.choices[0].text, /^, there was a little girl named Lily\./);
assert.equal(whole.choices[0].finish_reason, "length");
assert.equal(whole.usage.completion_tokens, 24);

let text = "";
let usage;
const stream = await client.completions.create({ ...beginning, stream: true, stream_options: { include_usage: true } });
for await (const chunk of stream) {
  text += chunk.choices[0]?.text ?? "";
  usage = chunk.usage ?? usage;
}
assert.equal(text, whole.choices[0].text);
assert.equal(usage.completion_tokens, 24);

const stopped = await client.completions.create({ ...beginning, stop: ["Lily"], logprobs: 3 });
assert.equal(stopped.choices[0].text, ", there was a little girl named ");
assert.equal(stopped.choices[0].finish_reason, "stop");
assert.ok(stopped.choices[0].logprobs.token_logprobs.every((value) => value <= 0));

const seeded = { ...beginning, temperature: 1, seed: 11 };
const [one, two] = await Promise.all([client.completions.create(seeded), client.completions.create(seeded)]);
assert.equal(one.choices[0].text, two.choices[0].text);

// Every answer that hangs up early makes room for the next.
for (let i = 0; i < 20; i++) {
  const left = await client.completions.create({ ...beginning, max_tokens: 400, stream: true });
  for await (const _ of left) break;
}

await assert.rejects(client.completions.create({ ...beginning, model: "none" }), OpenAI.NotFoundError);
await assert.rejects(
  client.chat.completions.create({ model, messages: [{ role: "user", content: "Hello" }] }),
  (error) => error instanceof OpenAI.BadRequestError && /no chat template/.test(error.message));
await assert.rejects(
  client.completions.create({ ...beginning, prompt: "word ".repeat(2000) }),
  (error) => error.code === "context_length_exceeded");
await assert.rejects(
  client.embeddings.create({ model, input: "x" }),
  (error) => error instanceof OpenAI.BadRequestError && /no embeddings/.test(error.message));
console.log("ok");
