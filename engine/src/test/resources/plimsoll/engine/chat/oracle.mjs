// Renders every template it is given with @huggingface/jinja and prints what comes out, as JSON, one line a case.
// Usage: node oracle.mjs JINJA_MODULE < requests, where each line is {"template", "context"}.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

// The day on which every case is rendered.
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    given.length ? super(...given) : super(2026, 10, 26);
  }
};
const { Template } = await import(pathToFileURL(process.argv[2]));
for await (const line of createInterface({ input: process.stdin })) {
  const { template, context } = JSON.parse(line);
  let answer;
  try {
    answer = { text: new Template(template).render(context) };
  } catch (failed) {
    answer = { error: String(failed.message ?? failed) };
  }
  console.log(JSON.stringify(answer));
}
