// What ./dev bench chunks has the JavaScript client send: whole files, and versions of one, by Xet or by git-lfs.
import * as hf from "@huggingface/hub";
import { randomFillSync } from "node:crypto";
import { openAsBlob } from "node:fs";
import { done, hubUrl, ada, play } from "./lib.mjs";

const MB = 1024 * 1024;
const TENSORS = 64;

async function send(repo, content, useXet) {
  let bytes = 0;
  const counted = (url, options = {}) => {
    bytes += options.body?.byteLength ?? options.body?.size ?? 0;
    return fetch(url, options);
  };
  await hf.uploadFiles({ repo, files: [{ path: "weights.safetensors", content }], hubUrl, accessToken: ada, useXet, fetch: counted });
  return bytes;
}

async function repository(name) {
  const repo = { type: "model", name: `ada/${name}` };
  await hf.createRepo({ repo, hubUrl, accessToken: ada });
  return repo;
}

/** A header for tensors of equal size, padded so that they begin at a multiple of eight. */
function header(tensorBytes) {
  const said = {};
  for (let i = 0; i < TENSORS; i++)
    said[`layer.${i}`] = { dtype: "F32", shape: [tensorBytes / 4], data_offsets: [i * tensorBytes, (i + 1) * tensorBytes] };
  let text = JSON.stringify(said);
  text += " ".repeat((8 - (text.length % 8)) % 8);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, Buffer.from(text)]);
}

/** Floats as trained weights have them: of every sign and mantissa, in few sizes. */
function fill(bytes) {
  for (let at = 0; at < bytes.length; at += 64 * MB) randomFillSync(bytes, at, Math.min(64 * MB, bytes.length - at));
  for (let i = 3; i < bytes.length; i += 4) bytes[i] = (bytes[i] & 0x80) | 0x3c | (bytes[i] & 0x01);
}

await play({
  /** Sends a file into a repository that is there. */
  async ingest(name, path) {
    await send({ type: "model", name: `ada/${name}` }, await openAsBlob(path), true);
  },

  /** Sends versions of a file, of each the share of tensors changed; prints what went over the wire and what is kept. */
  async versions(name, way, share, versions, megabytes) {
    const repo = await repository(name);
    const tensorBytes = (Number(megabytes) * MB) / TENSORS;
    const tensors = Buffer.alloc(tensorBytes * TENSORS);
    fill(tensors);
    const changed = Math.max(1, Math.round((TENSORS * Number(share)) / 100));
    let sent = 0;
    for (let version = 0; version < Number(versions); version++) {
      if (version > 0)
        for (let i = 0; i < changed; i++) {
          const at = ((version * 7 + i) % TENSORS) * tensorBytes;
          fill(tensors.subarray(at, at + tensorBytes));
        }
      sent += await send(repo, new Blob([header(tensorBytes), tensors]), way === "xet");
    }
    const storage = await done("GET", `/api/models/${repo.name}/storage`, { token: ada });
    console.log(`figures ${changed} ${sent} ${storage.logicalBytes} ${storage.storedBytes}`);
  },
});
