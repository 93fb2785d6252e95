// Asks two models at once and shows their answers as they come.

const form = document.getElementById("arena");
const { events, post } = await import(form.dataset.events);
const element = (id) => document.getElementById(id);
const wrong = element("wrong");
const stop = element("stop");
let running = null;

function tell(text) {
  wrong.textContent = text;
  wrong.hidden = !text;
}

async function answer(side, match, messages) {
  const place = element(side);
  place.textContent = "";
  const response = await post("/arena/answer", { match, side, messages }, running.signal);
  for await (const event of events(response.body)) {
    if (event.error) throw new Error(event.error.message);
    const choice = event.choices?.[0];
    place.textContent += choice?.delta?.content ?? "";
    if (choice?.finish_reason === "content_filter") place.textContent += " [cut off by the guard]";
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = element("message").value.trim();
  if (!text || running) return;
  running = new AbortController();
  stop.hidden = false;
  tell("");
  try {
    const left = element("left-model").value;
    const right = element("right-model").value;
    const { match } = await (await post("/arena/match", { left, right }, running.signal)).json();
    const named = left && right;
    element("left-name").textContent = named ? left : "First";
    element("right-name").textContent = named ? right : "Second";
    element("answers").hidden = false;
    element("vote").hidden = true;
    const messages = [{ role: "user", content: text }];
    await Promise.all([answer("left", match, messages), answer("right", match, messages)]);
    element("vote").elements.match.value = match;
    element("vote").hidden = false;
  } catch (failed) {
    if (failed.name !== "AbortError") tell(failed.message);
    running?.abort();
  }
  running = null;
  stop.hidden = true;
});
element("message").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") running?.abort();
});
stop.addEventListener("click", () => running?.abort());

const wanted = new URLSearchParams(location.search).get("left");
if (wanted && [...element("left-model").options].some((option) => option.value === wanted)) {
  element("left-model").value = wanted;
}
