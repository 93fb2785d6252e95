// @huggingface/gguf and @huggingface/transformers reading what the hub serves.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { gguf } from "@huggingface/gguf";
import * as hf from "@huggingface/hub";
import { ada, fresh, holds, hubUrl, play, same } from "./lib.mjs";

async function published(folder, names, rest = {}) {
  const repo = { type: "model", name: `ada/${fresh("weights")}` };
  await hf.createRepo({ repo, hubUrl, accessToken: ada, ...rest });
  const files = await Promise.all(
    names.map(async (path) => ({ path, content: new Blob([await readFile(join(folder, path))]) })));
  await hf.uploadFiles({ repo, files, hubUrl, accessToken: ada, useXet: false });
  return repo.name;
}

/** The tokenizer of a folder, published and loaded by transformers.js with its configuration. */
async function loaded(folder) {
  const repo = await published(folder, (await readdir(folder)).filter((name) => name.endsWith(".json")));
  const { AutoConfig, AutoTokenizer, env } = await import("@huggingface/transformers");
  env.remoteHost = `${hubUrl}/`;
  env.allowLocalModels = false;
  env.useFSCache = false;
  const asked = await AutoConfig.from_pretrained(repo);
  const kept = JSON.parse(await readFile(join(folder, "config.json"), "utf8"));
  same("the configuration is the file's", asked.model_type, kept.model_type);
  return AutoTokenizer.from_pretrained(repo);
}

await play({
  /** The header of a GGUF file, read by ranges, from a private repository. */
  async gguf(folder) {
    const names = (await readdir(folder)).filter((name) => name.endsWith(".gguf"));
    holds("there are models to read", names.length > 0);
    const repo = await published(folder, names, { private: true });
    for (const name of names) {
      const { metadata, tensorInfos } = await gguf(`${hubUrl}/${repo}/resolve/main/${name}`, {
        additionalFetchHeaders: { Authorization: `Bearer ${ada}` },
      });
      same(`${name} is a llama`, metadata["general.architecture"], "llama");
      holds(`${name} has its tensors`, tensorInfos.some((tensor) => tensor.name === "token_embd.weight"));
      console.log(`    ${tensorInfos.length} tensors`);
    }
  },

  /** Configuration and tokenizer, as transformers.js loads them. */
  async transformers(folder, sentence, ...tokens) {
    const tokenizer = await loaded(folder);
    const ids = tokenizer.encode(sentence, { add_special_tokens: false });
    holds("the sentence becomes tokens", ids.length > 0, JSON.stringify(ids));
    if (tokens.length) same("the right ones", ids.map(String), tokens);
    same("and a sentence again", tokenizer.decode(ids, { skip_special_tokens: true }).trim(), sentence);
  },

  /** Every text of a sample becomes the tokens that Plimsoll makes of it. */
  async sample(folder, file) {
    const tokenizer = await loaded(folder);
    const texts = JSON.parse(await readFile(file, "utf8"));
    holds("there are texts", texts.length > 50);
    for (const { text, ids } of texts) {
      same(JSON.stringify(text).slice(0, 60), tokenizer.encode(text, { add_special_tokens: false }), ids);
    }
  },
});
