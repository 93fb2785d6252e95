// Adds files to a branch over the Hub API, as the ecosystem's own clients do: ask where each file goes, send large ones
// to the blob store, and commit all of them at once.

const form = document.getElementById("upload");
const list = document.getElementById("sending");
const said = document.getElementById("said");
const drop = form.querySelector(".drop");
const input = document.getElementById("files");
const { api, lfs, files: filesPage, branch, folder } = form.dataset;
const csrf = document.querySelector("meta[name=csrf-token]").content;

/** The Hub API plans so many files at a time. */
const PLANNED_AT_ONCE = 256;
const SAMPLE_BYTES = 512;
const SLICE_BYTES = 1 << 20;

/** What is to be sent, by path: `{ path, file, row, bar }`. */
const chosen = new Map();

for (const hint of document.querySelectorAll("[data-with-script]")) hint.hidden = false;

function choose(path, file) {
  const full = folder ? `${folder}/${path}` : path;
  if (chosen.has(full)) chosen.get(full).row.remove();
  const row = document.createElement("li");
  const name = document.createElement("span");
  name.className = "breaks";
  name.textContent = full;
  const size = document.createElement("span");
  size.className = "number faint";
  size.textContent = inWords(file.size);
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", full);
  row.append(name, size, bar);
  list.append(row);
  chosen.set(full, { path: full, file, row, bar, size });
}

function inWords(bytes) {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (bytes >= 999.5 && unit < units.length - 1) {
    bytes /= 1000;
    unit++;
  }
  return `${unit === 0 ? bytes : bytes.toFixed(1)} ${units[unit]}`;
}

input.addEventListener("change", () => {
  for (const file of input.files) choose(file.webkitRelativePath || file.name, file);
  input.required = chosen.size === 0;
});
for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  for (const entry of entries) await walk(entry, "");
  input.required = chosen.size === 0;
});

async function walk(entry, above) {
  const path = above + entry.name;
  if (entry.isFile) {
    choose(path, await new Promise((done, failed) => entry.file(done, failed)));
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return;
    for (const each of some) await walk(each, `${path}/`);
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button.main");
  button.disabled = true;
  said.hidden = true;
  try {
    await commitAll();
    location.assign(`${filesPage}?done=uploaded`);
  } catch (problem) {
    said.textContent = problem.message;
    said.hidden = false;
    button.disabled = false;
  }
});

async function commitAll() {
  const all = [...chosen.values()];
  if (all.length === 0) throw new Error("No file was chosen.");
  const large = [];
  const small = [];
  for (let i = 0; i < all.length; i += PLANNED_AT_ONCE) {
    const some = all.slice(i, i + PLANNED_AT_ONCE);
    const modes = await plan(some);
    for (const each of some) (modes.get(each.path) === "lfs" ? large : small).push(each);
  }
  for (const each of large) await sendLarge(each);
  const lines = [header()];
  for (const each of small) {
    const value = { path: each.path, encoding: "base64", content: await base64(each.file) };
    lines.push(JSON.stringify({ key: "file", value }));
  }
  for (const each of large) {
    const value = { path: each.path, algo: "sha256", oid: each.oid, size: each.file.size };
    lines.push(JSON.stringify({ key: "lfsFile", value }));
  }
  await call(`${api}/commit/${encodeURIComponent(branch)}`, "application/x-ndjson", lines.join("\n"));
  for (const each of small) each.bar.value = 1;
}

function header() {
  const summary = document.getElementById("summary").value.trim() || "Upload files";
  return JSON.stringify({ key: "header", value: { summary, description: "" } });
}

async function plan(some) {
  const files = [];
  for (const { path, file } of some) {
    files.push({ path, size: file.size, sample: await base64(file.slice(0, SAMPLE_BYTES)) });
  }
  const answer = await call(
    `${api}/preupload/${encodeURIComponent(branch)}`, "application/json", JSON.stringify({ files }));
  return new Map(answer.files.map((file) => [file.path, file.uploadMode]));
}

async function sendLarge(each) {
  each.size.textContent = "hashing";
  each.oid = await sha256(each.file, (part) => (each.bar.value = part));
  each.bar.value = 0;
  const body = {
    operation: "upload", transfers: ["basic"], hash_algo: "sha256",
    objects: [{ oid: each.oid, size: each.file.size }],
  };
  const answer = await call(lfs, "application/vnd.git-lfs+json", JSON.stringify(body));
  const object = answer.objects[0];
  if (object.error) throw new Error(`${each.path}: ${object.error.message}`);
  if (object.actions?.upload) {
    await put(object.actions.upload, each);
    if (object.actions.verify) {
      const { href } = object.actions.verify;
      const verified = JSON.stringify({ oid: each.oid, size: each.file.size });
      await call(href, "application/vnd.git-lfs+json", verified, object.actions.verify.header);
    }
  }
  each.bar.value = 1;
  each.size.textContent = inWords(each.file.size);
}

/** `fetch` does not tell how far an upload is. */
function put({ href, header: headers = {} }, each) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("PUT", href);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => {
      each.bar.value = event.loaded / Math.max(1, each.file.size);
      each.size.textContent = `${inWords(event.loaded)} of ${inWords(each.file.size)}`;
    });
    request.addEventListener("load", () =>
      request.status < 300 ? done() : failed(new Error(`${each.path}: ${request.responseText || request.statusText}`)));
    request.addEventListener("error", () => failed(new Error(`${each.path}: the connection broke.`)));
    request.send(each.file);
  });
}

async function call(url, type, body, headers = {}) {
  const response = await fetch(url, {
    method: "POST",
    headers: { ...headers, "Content-Type": type, Accept: type, "X-CSRF-Token": csrf },
    body,
  });
  const text = await response.text();
  let answer = {};
  try {
    answer = JSON.parse(text);
  } catch {
    // An error may come as text.
  }
  if (!response.ok) throw new Error(answer.error || answer.message || text || response.statusText);
  return answer;
}

function base64(blob) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => failed(reader.error));
    if (blob.size === 0) done("");
    else reader.readAsDataURL(blob);
  });
}

/** SHA-256 (FIPS 180-4) slice by slice: the browser's own wants the whole file in memory, and a secure origin. */
async function sha256(file, progress) {
  const hash = new Sha256();
  for (let at = 0; at < file.size; at += SLICE_BYTES) {
    hash.update(new Uint8Array(await file.slice(at, at + SLICE_BYTES).arrayBuffer()));
    progress(Math.min(1, (at + SLICE_BYTES) / file.size));
  }
  return hash.hex();
}

class Sha256 {
  static #round = Sha256.#roots(64, 3);
  #state = Int32Array.from(Sha256.#roots(8, 2));
  #words = new Int32Array(64);
  #block = new Uint8Array(64);
  #filled = 0;
  #bytes = 0;

  /** The first 32 bits of the fractions of the roots of the first primes. */
  static #roots(count, degree) {
    const roots = new Int32Array(count);
    for (let found = 0, n = 2; found < count; n++) {
      let prime = true;
      for (let d = 2; d * d <= n && prime; d++) prime = n % d !== 0;
      if (prime) {
        const root = degree === 2 ? Math.sqrt(n) : Math.cbrt(n);
        roots[found++] = ((root - Math.floor(root)) * 2 ** 32) | 0;
      }
    }
    return roots;
  }

  update(bytes) {
    this.#bytes += bytes.length;
    let at = 0;
    if (this.#filled === 0) {
      for (; at + 64 <= bytes.length; at += 64) this.#compress(bytes, at);
    }
    while (at < bytes.length) {
      const take = Math.min(64 - this.#filled, bytes.length - at);
      this.#block.set(bytes.subarray(at, at + take), this.#filled);
      this.#filled += take;
      at += take;
      if (this.#filled === 64) {
        this.#compress(this.#block, 0);
        this.#filled = 0;
      }
    }
  }

  hex() {
    const bits = this.#bytes * 8;
    this.update(Uint8Array.of(0x80));
    while (this.#filled !== 56) this.update(Uint8Array.of(0));
    const length = new DataView(new ArrayBuffer(8));
    length.setUint32(0, Math.floor(bits / 2 ** 32));
    length.setUint32(4, bits >>> 0);
    this.update(new Uint8Array(length.buffer));
    return [...this.#state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  #compress(block, start) {
    const w = this.#words;
    for (let i = 0; i < 16; i++) {
      const j = start + i * 4;
      w[i] = (block[j] << 24) | (block[j + 1] << 16) | (block[j + 2] << 8) | block[j + 3];
    }
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15];
      const y = w[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    const k = Sha256.#round;
    const state = this.#state;
    let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    state[0] += a; state[1] += b; state[2] += c; state[3] += d;
    state[4] += e; state[5] += f; state[6] += g; state[7] += h;
  }
}
