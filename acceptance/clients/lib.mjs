// What the scripts of the acceptance tests share: the hub's address and tokens, and claims that fail with a reason.
import { createHash, randomBytes } from "node:crypto";

const need = (name) => process.env[name] ?? stop(`set ${name}`);

export const hubUrl = need("HUB");
export const ada = need("ADA");
export const bob = need("BOB");
export const admin = need("ADMIN");

export function stop(reason) {
  console.error(`FAILED: ${reason}`);
  process.exit(1);
}

/** Claims that something holds, and says so. */
export function holds(claim, condition, detail = "") {
  if (!condition) throw new Error(`${claim} does not hold. ${detail}`);
  console.log(`ok  ${claim}`);
}

/** Claims that two values are the same, compared as JSON. */
export function same(claim, actual, expected) {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  holds(claim, a === e, `expected ${e?.slice(0, 400)}, got ${a?.slice(0, 400)}`);
}

/** Claims that a deed is refused with one of these statuses; gives the error. */
export async function refused(claim, statuses, deed) {
  let answer;
  try {
    answer = await deed();
  } catch (error) {
    const status = error.statusCode ?? error.status;
    const message = String(error.message);
    holds(`${claim} (${status})`, [statuses].flat().includes(status), `got ${status}: ${message}`);
    return error;
  }
  throw new Error(`${claim}: nothing was refused, the answer is ${JSON.stringify(answer)?.slice(0, 400)}`);
}

/** A request of our own, for what no client offers. */
export async function ask(method, path, { token, json, headers = {}, ...rest } = {}) {
  return fetch(hubUrl + path, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(json && { "content-type": "application/json" }),
      ...headers,
    },
    body: json && JSON.stringify(json),
    ...rest,
  });
}

/** The JSON of a request that has to succeed. */
export async function done(method, path, options) {
  const answer = await ask(method, path, options);
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${body.slice(0, 400)}`);
  return body && JSON.parse(body);
}

let counter = 0;

/** A name nobody has used. */
export const fresh = (word) => `${word}-${Date.now().toString(36)}-${process.pid}-${++counter}`;

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

export function noise(length) {
  const bytes = randomBytes(length);
  if (length > 0) bytes[0] = 0xff; // what begins like a pickle and is none is held, and one in 256 would
  return bytes;
}

export async function bytesOf(blob) {
  return Buffer.from(await blob.arrayBuffer());
}

/** Runs the scenario named on the command line. */
export async function play(scenarios) {
  const scenario = scenarios[process.argv[2]] ?? stop(`one of ${Object.keys(scenarios).join(", ")}`);
  const started = Date.now();
  try {
    await scenario(...process.argv.slice(3));
  } catch (error) {
    stop(`${error.stack ?? error}${error.cause ? `\ncause: ${error.cause}` : ""}`);
  }
  console.log(`done in ${Date.now() - started} ms`);
  process.exit(0);
}
