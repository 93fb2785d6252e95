// What ./dev bench gateway has done: an engine that answers at once, and a client that asks it, directly or through a hub.
import { createServer, Agent, request } from "node:http";

const [, , what, ...words] = process.argv;
const WORDS = 120;
const PAUSE_MS = 10;
const QUESTION = "How high does the tide rise at Hull, and why does it differ?";

const sorted = (values) => [...values].sort((a, b) => a - b);
const quantile = (values, share) => sorted(values)[Math.round((values.length - 1) * share)];
const tell = (name, value) => console.log(`${name} ${value.toFixed(4)}`);
const now = () => Number(process.hrtime.bigint()) / 1e6;

/** Answers a chat; a question that asks for many tokens gets them one by one. The hub always asks for a stream. */
function engine() {
  const server = createServer((asked, answer) => {
    let body = "";
    asked.on("data", (some) => (body += some));
    asked.on("end", () => {
      if (!asked.url.endsWith("/chat/completions")) return answer.end("{}");
      const { stream, max_tokens } = JSON.parse(body);
      if (!stream) {
        const message = { role: "assistant", content: "Seven metres." };
        answer.setHeader("Content-Type", "application/json");
        return answer.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: "stop" }], usage: USAGE }));
      }
      answer.setHeader("Content-Type", "text/event-stream");
      speak(answer, max_tokens > 100);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
}

const USAGE = { prompt_tokens: 16, completion_tokens: 3, total_tokens: 19 };
const event = (json) => `data: ${JSON.stringify(json)}\n\n`;
const text = (content) => event({ choices: [{ index: 0, delta: { content } }] });
const END = event({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }) + event({ choices: [], usage: USAGE })
  + "data: [DONE]\n\n";

function speak(answer, slowly) {
  if (!slowly) return answer.end(text("Seven metres.") + END);
  let said = 0;
  const turn = setInterval(() => {
    answer.write(text(`word${said % 10} `));
    if (++said === WORDS) {
      clearInterval(turn);
      answer.end(END);
    }
  }, PAUSE_MS);
  answer.on("close", () => clearInterval(turn));
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** One request; `heard` is told each piece of the answer. */
function post(base, path, json, heard = () => {}) {
  return new Promise((done, failed) => {
    const body = JSON.stringify(json);
    const headers = {
      "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body), Authorization: `Bearer ${process.env.ADA}`,
    };
    const sent = request(base + path, { method: "POST", agent, headers }, (answer) => {
      let whole = "";
      answer.on("data", (some) => {
        whole += some;
        heard(String(some));
      });
      answer.on("end", () => (answer.statusCode === 200 ? done(whole) : failed(new Error(`${answer.statusCode} ${whole}`))));
    });
    sent.on("error", failed);
    sent.end(body);
  });
}

const chat = (more) => ({ model: "ada/chart", messages: [{ role: "user", content: QUESTION }], max_tokens: 8, ...more });
const base = (way) => (way === "hub" ? process.env.HUB : process.env.ENGINE);

async function requests(way, count) {
  const took = [];
  for (let i = 0; i < Number(count); i++) {
    const from = now();
    await post(base(way), "/v1/chat/completions", chat());
    took.push(now() - from);
  }
  tell("p50", quantile(took, 0.5));
  tell("p99", quantile(took, 0.99));
}

async function stream(way, count) {
  const told = { begun: [], first: [], pause: [], end: [] };
  for (let i = 0; i < Number(count); i++) {
    const from = now();
    let begun = 0;
    let first = 0;
    let last = 0;
    let pause = 0;
    await post(base(way), "/v1/chat/completions", chat({ max_tokens: 200, stream: true }), (some) => {
      begun ||= now();
      if (!some.includes("word")) return;
      if (last) pause = Math.max(pause, now() - last);
      last = now();
      first ||= last;
    });
    told.begun.push(begun - from);
    told.first.push(first - from);
    told.pause.push(pause);
    told.end.push(now() - from);
  }
  for (const [name, values] of Object.entries(told)) tell(name, quantile(values, 0.5));
}

/** Sentences that differ, so that nothing is judged from memory. */
function prose(bytes, seed) {
  const nouns = ["harbour", "tide", "keel", "moon", "sailor", "storm", "rope", "island", "gull", "anchor"];
  let made = "";
  for (let i = seed; made.length < bytes; i = (i * 1103515245 + 12345) % 2147483648) {
    made += `The ${nouns[i % 10]} of ${i % 997} sees a ${nouns[(i >> 8) % 10]} near the ${nouns[(i >> 16) % 10]}. `;
  }
  return made.slice(0, bytes);
}

async function detector(count) {
  const took = { 1: [], 32: [] };
  for (let i = 0; i < Number(count); i++) {
    for (const kb of [1, 32]) {
      const input = prose(kb * 1024, 7 * i + kb);
      const from = now();
      await post(process.env.HUB, "/v1/moderations", { input });
      took[kb].push(now() - from);
    }
  }
  const [short, long] = [quantile(took[1], 0.5), quantile(took[32], 0.5)];
  tell("short", short);
  tell("long", long);
  tell("perkb", ((long - short) / 31) * 1000);
}

const DEEDS = { engine, requests, stream, detector };
await DEEDS[what](...words);
if (what !== "engine") process.exit(0);
