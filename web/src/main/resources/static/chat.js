// Talks to a model word by word, over the same interface that programs use.

const form = document.getElementById("chat");
const { events, post } = await import(form.dataset.events);
const element = (id) => document.getElementById(id);
const field = element("message");
const turns = element("turns");
const wrong = element("wrong");
const stop = element("stop");
const again = element("again");
const told = element("told");

/** The conversation as it is sent, saved and shared: each turn has `role`, `content`, and, of answers, a `receipt`. */
let talk = [];
/** Whether something was said in a turn: of an answer that the guard cut off at once nothing is sent or shared. */
const isSaid = ({ role, content }) => role === "user" || content !== "";
let id = form.dataset.id;
let running = null;

for (const hint of form.querySelectorAll("[data-with-script]")) hint.hidden = false;

function button(text, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button tiny quiet";
  made.textContent = text;
  made.addEventListener("click", action);
  return made;
}

function show(turn) {
  const item = document.createElement("li");
  item.className = "turn";
  const head = document.createElement("p");
  head.className = "row turn-head";
  const name = document.createElement("b");
  name.className = "small";
  name.textContent = turn.role === "user" ? "You" : "Model";
  const badge = document.createElement("span");
  badge.className = "tag";
  badge.hidden = true;
  head.append(name, badge);
  const said = document.createElement("p");
  said.className = "breaks said";
  said.textContent = turn.content;
  if (turn.role === "user") head.append(button("Edit", () => edit(turn, item)));
  item.append(head, said);
  turns.append(item);
  item.scrollIntoView({ block: "nearest" });
  if (turn.verdict) mark(item, turn.verdict);
  return item;
}

function mark(item, verdict) {
  const badge = item.querySelector(".tag");
  badge.textContent = verdict === "passed" ? "guard: passed" : "guard: cut off";
  badge.className = verdict === "passed" ? "tag" : "tag held";
  badge.hidden = false;
}

function tell(text) {
  wrong.textContent = text;
  wrong.hidden = !text;
}

function draw() {
  turns.replaceChildren();
  talk.forEach(show);
  again.hidden = talk.length === 0;
  element("keep").hidden = talk.length === 0;
}

/** A question written anew takes the place of the old one and of all that followed. */
function edit(turn, item) {
  if (running) return;
  const area = document.createElement("textarea");
  area.rows = 3;
  area.maxLength = 8000;
  area.value = turn.content;
  area.setAttribute("aria-label", "Question");
  const row = document.createElement("p");
  row.className = "row";
  const send = () => {
    const text = area.value.trim();
    if (!text) return;
    talk = talk.slice(0, talk.indexOf(turn));
    talk.push({ role: "user", content: text });
    draw();
    answer();
  };
  row.append(button("Send anew", send), button("Leave it", draw));
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
    if (event.key === "Escape") draw();
  });
  item.querySelector(".said").replaceWith(area, row);
  area.focus();
}

function messages() {
  const system = element("system").value.trim();
  const said = talk.filter(isSaid).map(({ role, content }) => ({ role, content }));
  return system ? [{ role: "system", content: system }, ...said] : said;
}

function question() {
  const asked = {
    model: form.dataset.model,
    messages: messages(),
    stream: true,
    plimsoll_receipt: true,
    temperature: Number(element("temperature").value),
    top_p: Number(element("top-p").value),
    max_tokens: Number(element("tokens").value),
  };
  if (element("seed").value !== "") asked.seed = Number(element("seed").value);
  return asked;
}

async function answer() {
  running = new AbortController();
  stop.hidden = false;
  again.hidden = true;
  tell("");
  told.textContent = "";
  const turn = { role: "assistant", content: "", receipt: "" };
  let item = null;
  try {
    const response = await post("/v1/chat/completions", question(), running.signal);
    if (talk.length > 0) mark(turns.lastElementChild, "passed");
    item = show(turn);
    for await (const event of events(response.body)) {
      if (event.error) throw new Error(event.error.message);
      turn.receipt = event.plimsoll?.receipt ?? turn.receipt;
      const choice = event.choices?.[0];
      turn.content += choice?.delta?.content ?? "";
      item.lastChild.textContent = turn.content;
      if (choice?.finish_reason) turn.verdict = choice.finish_reason === "content_filter" ? "cut" : "passed";
      if (choice?.finish_reason === "content_filter") tell("The guard cut this answer off.");
      if (choice?.finish_reason === "length") tell("The answer was longer than there was room for.");
    }
  } catch (failed) {
    if (failed.name !== "AbortError") tell(failed.message);
  }
  if (turn.verdict && item) mark(item, turn.verdict);
  const kept = turn.content !== "" || turn.verdict === "cut";
  if (kept) talk.push(turn);
  else item?.remove();
  running = null;
  stop.hidden = true;
  again.hidden = false;
  element("keep").hidden = talk.length === 0;
  field.focus();
  if (form.dataset.keeps === "true" && kept) save().catch(() => {});
}

/** The conversation with what it was asked under; the system prompt is a turn, for its receipts know it as one. */
function state(said) {
  const system = element("system").value.trim();
  const first = system ? [{ role: "system", content: system }] : [];
  return {
    turns: [...first, ...said.map(({ role, content, receipt, verdict }) => ({ role, content, receipt, verdict }))],
    parameters: ["temperature", "top-p", "tokens", "seed"].map((name) => [name, element(name).value]),
  };
}

async function save() {
  const kept = await (await post(`${form.dataset.page}/chat/save`, { id, chat: state(talk) })).json();
  id = kept.id;
  history.replaceState(null, "", kept.url);
}

function link(text, address) {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.textContent = new URL(address, location.href).href;
  anchor.className = "breaks";
  told.replaceChildren(text, anchor);
}

element("save").addEventListener("click", () =>
  save().then(() => link("Saved: ", location.pathname + location.search), (failed) => tell(failed.message)));
element("share")?.addEventListener("click", async () => {
  try {
    const shared = await (await post(`${form.dataset.page}/chat/share`, { chat: state(talk.filter(isSaid)) })).json();
    link("Whoever has this address reads a copy: ", shared.url);
  } catch (failed) {
    tell(failed.message);
  }
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text || running) return;
  field.value = "";
  talk.push({ role: "user", content: text });
  show(talk.at(-1));
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
  if (running || talk.length === 0) return;
  if (talk.at(-1).role === "assistant") {
    talk.pop();
    turns.lastElementChild?.remove();
  }
  answer();
});

if (form.dataset.state) {
  const saved = JSON.parse(form.dataset.state);
  for (const [name, value] of saved.parameters ?? []) if (element(name)) element(name).value = value;
  talk = saved.turns.filter((turn) => turn.role !== "system");
  element("system").value = saved.turns.find((turn) => turn.role === "system")?.content ?? "";
  draw();
}
