// Talks to a model word by word, over the same interface that programs use.

const form = document.getElementById("chat");
const field = document.getElementById("message");
const turns = document.getElementById("turns");
const wrong = document.getElementById("wrong");
const stop = document.getElementById("stop");
const again = document.getElementById("again");
const csrf = document.querySelector("meta[name=csrf-token]").content;

/** The conversation as it is sent. */
const messages = [];
let running = null;

for (const hint of form.querySelectorAll("[data-with-script]")) hint.hidden = false;

function show(who, text) {
  const turn = document.createElement("li");
  turn.className = "turn";
  const name = document.createElement("b");
  name.className = "small";
  name.textContent = who;
  const said = document.createElement("p");
  said.className = "breaks said";
  said.textContent = text;
  turn.append(name, said);
  turns.append(turn);
  turn.scrollIntoView({ block: "nearest" });
  return turn;
}

function tell(text) {
  wrong.textContent = text;
  wrong.hidden = !text;
}

/** The texts of the events of a stream, one by one. */
async function* events(body) {
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

async function answer() {
  running = new AbortController();
  stop.hidden = false;
  again.hidden = true;
  tell("");
  let turn = null;
  let text = "";
  try {
    const response = await fetch("/v1/chat/completions", {
      method: "POST",
      signal: running.signal,
      headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
      body: JSON.stringify({ model: form.dataset.model, messages, stream: true, max_tokens: 1024 }),
    });
    if (!response.ok) {
      const told = await response.json().catch(() => null);
      throw new Error(told?.error?.message ?? `The hub answered ${response.status}.`);
    }
    turn = show("Model", "");
    for await (const event of events(response.body)) {
      if (event.error) throw new Error(event.error.message);
      const choice = event.choices?.[0];
      text += choice?.delta?.content ?? "";
      turn.lastChild.textContent = text;
      if (choice?.finish_reason === "content_filter") tell("The guard cut this answer off.");
      if (choice?.finish_reason === "length") tell("The answer was longer than there was room for.");
    }
  } catch (failed) {
    if (failed.name !== "AbortError") tell(failed.message);
  }
  if (text) messages.push({ role: "assistant", content: text });
  else turn?.remove();
  running = null;
  stop.hidden = true;
  again.hidden = false;
  field.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text || running) return;
  field.value = "";
  messages.push({ role: "user", content: text });
  show("You", text);
  answer();
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") running?.abort();
});
stop.addEventListener("click", () => running?.abort());
again.addEventListener("click", () => {
  if (running || messages.length === 0) return;
  if (messages.at(-1).role === "assistant") {
    messages.pop();
    turns.lastElementChild?.remove();
  }
  answer();
});
