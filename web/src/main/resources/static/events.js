// What OpenAI's interface streams, for the pages that read it.

const csrf = document.querySelector("meta[name=csrf-token]").content;

/** Sends JSON as this page's visitor, and answers what came back, or throws what went wrong in words. */
export async function post(address, body, signal) {
  const response = await fetch(address, {
    method: "POST",
    signal,
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    const told = await response.json().catch(() => null);
    throw new Error(told?.error?.message ?? told?.error ?? `The hub answered ${response.status}.`);
  }
  return response;
}

/** The texts of the events of a stream, one by one. */
export async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith("data: ") && line !== "data: [DONE]") yield JSON.parse(line.slice(6));
    }
  }
}
