// What the ecosystem's own code says of the inputs that OracleTest makes again: how they are cut and what everything is
// called. Wrote oracle.txt:   cd acceptance/clients && node ../../domain/src/test/resources/plimsoll/domain/xet/oracle.mjs
// For each input the JavaScript client's cuts (@huggingface/xetchunk-wasm as it is), and those of the Rust client, whose
// rule is repeated here over the same table and hashes.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const { getChunks, xorbHash, fileHash, verificationHash, hmac, hashToHex } = require("@huggingface/xetchunk-wasm");
const { GEAR_TABLE } = require("gearhash-jit");
const { createKeyed } = require("@huggingface/blake3-jit");

const U64 = (1n << 64n) - 1n;
const DATA_KEY = new Uint8Array([
  102, 151, 245, 119, 91, 149, 80, 222, 49, 53, 203, 172, 165, 151, 24, 28, 157, 228, 33, 16, 155, 235, 43, 88, 180, 208,
  176, 75, 147, 173, 242, 41,
]);

/** splitmix64, each number as eight little-endian bytes. */
function noise(seed, size) {
  const words = new BigUint64Array(Math.ceil(size / 8));
  let state = BigInt(seed);
  for (let i = 0; i < words.length; i++) {
    state = (state + 0x9e3779b97f4a7c15n) & U64;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & U64;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & U64;
    words[i] = z ^ (z >> 31n);
  }
  return new Uint8Array(words.buffer, 0, size);
}

const WORDS = ["the ", "load ", "line ", "of ", "a ", "ship\n", "is ", "drawn "];
const kinds = {
  noise,
  zeros: (_, size) => new Uint8Array(size),
  semicolons: (_, size) => new Uint8Array(size).fill(0x3b),
  words(seed, size) {
    const text = Array.from(noise(seed, size), (byte) => WORDS[byte & 7]).join("");
    return new TextEncoder().encode(text).subarray(0, size);
  },
  floats(seed, size) {
    const bytes = noise(seed, size).slice();
    for (let i = 0; i < size; i++) if (i % 4 > 1) bytes[i] = i % 4 === 2 ? bytes[i] & 15 : 0x3f;
    return bytes;
  },
  // The 64 bytes before the first cut of noise, over and over: an end after every 64 bytes where one is looked for.
  cuts(seed, size) {
    const start = noise(seed, 400_000);
    const first = getChunks(start)[0].length;
    const bytes = new Uint8Array(size);
    for (let i = 0; i < size; i++) bytes[i] = start[first - 64 + (i % 64)];
    return bytes;
  },
};

/** The Rust client's rule, byte by byte. */
function rustChunks(bytes) {
  const keyed = (part) => createKeyed(DATA_KEY).update(part).finalize(32);
  const high = new Uint32Array(256), low = new Uint32Array(256);
  for (let i = 0; i < 256; i++) {
    const value = BigInt.asUintN(64, BigInt(GEAR_TABLE[i]));
    high[i] = Number(value >> 32n);
    low[i] = Number(value & 0xffffffffn);
  }
  const chunks = [];
  let start = 0, upper = 0, lower = 0;
  for (let i = 0; i < bytes.length; i++) {
    upper = ((upper << 1) | (lower >>> 31)) >>> 0;
    lower = (lower << 1) >>> 0;
    const sum = lower + low[bytes[i]];
    lower = sum >>> 0;
    upper = (upper + high[bytes[i]] + (sum > 0xffffffff ? 1 : 0)) >>> 0;
    const size = i + 1 - start;
    if (size >= 131072 || (size >= 8192 && upper >>> 16 === 0) || i + 1 === bytes.length) {
      chunks.push({ hash: keyed(bytes.subarray(start, i + 1)), length: size });
      start = i + 1;
      upper = lower = 0;
    }
  }
  return chunks;
}

function told(chunks) {
  const lengths = createHash("sha256").update(chunks.map((chunk) => chunk.length).join(",")).digest("hex");
  const names = chunks.map((chunk) => chunk.hash);
  return [chunks.length, lengths, hashToHex(xorbHash(chunks)), hashToHex(fileHash(chunks)),
    hashToHex(verificationHash(names))].join(" ");
}

const lines = [];
for (const [kind, make] of Object.entries(kinds)) {
  const sizes = kind === "noise"
    ? [0, 1, 2, 63, 64, 65, 127, 128, 1023, 1024, 1025, 2047, 2048, 2049, 3072, 4096, 5121, 7168, 8127, 8128, 8191, 8192,
       8193, 9216, 16384, 16385, 17408, 65536, 131071, 131072, 131073, 1_000_000, 5_000_000]
    : [1, 4095, 131073, 1_000_000, 3_000_000];
  for (const size of sizes) {
    const seed = size % 97;
    const bytes = make(seed, size);
    lines.push(`${kind} ${seed} ${size} script ${told(getChunks(bytes))}`);
    lines.push(`${kind} ${seed} ${size} rust ${told(rustChunks(bytes))}`);
  }
}
for (let i = 0; i < 100; i++) {
  const kind = ["noise", "words", "floats"][i % 3];
  const size = 1 + Number(new BigUint64Array(noise(i, 8).slice().buffer)[0] % 600_000n);
  lines.push(`${kind} ${i} ${size} script ${told(getChunks(kinds[kind](i, size)))}`);
}
for (let i = 0; i < 8; i++) {
  const name = noise(i, 32), key = noise(100 + i, 32);
  lines.push(`keyed ${i} ${100 + i} ${hashToHex(hmac(name, key))}`);
}
// Lists whose names decide all kinds of groups: the last word's lower bits are what the pattern says.
for (let count = 1; count <= 40; count++) {
  for (const pattern of [0, 1, 0b001001, 0b100100100, 0b1011]) {
    const nodes = [];
    for (let i = 0; i < count; i++) {
      const hash = noise(1000 * count + i, 32).slice();
      hash[24] = (hash[24] & 0xfc) | ((pattern >> (i % 9)) & 1 ? 0 : 1);
      nodes.push({ hash, length: i % 7 === 3 ? 2 ** 40 + i : 1000 * i });
    }
    lines.push(`tree ${count} ${pattern} ${hashToHex(xorbHash(nodes))}`);
  }
}
writeFileSync(new URL("oracle.txt", import.meta.url), lines.join("\n") + "\n");
console.log(lines.length, "lines");
