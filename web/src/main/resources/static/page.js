// What a page gains where scripts run: copy buttons, menus that close, dates in the reader's own words, coloured code.

// Others' scripts are larger than most pages, and so come only where there is something for them to do.
const scripts = document.querySelector("script[data-htmx]").dataset;
const loaded = new Map();

/** Loads a script once; its promise holds when it has run. */
function load(url) {
  if (!loaded.has(url)) {
    loaded.set(url, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = url;
      script.addEventListener("load", done);
      script.addEventListener("error", failed);
      document.head.append(script);
    }));
  }
  return loaded.get(url);
}

/** Adds a copy button to each `data-copy` element's caption; the text is that of its `code`. */
function addCopyButtons(root) {
  if (!navigator.clipboard) return; // only secure origins and localhost have one
  for (const box of root.querySelectorAll("[data-copy]:not([data-copy=ready])")) {
    box.dataset.copy = "ready";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button tiny quiet";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(box.querySelector("code").textContent);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
    (box.querySelector("figcaption") ?? box).append(button);
  }
}

/** Menus are `details`: close them on Escape, on a click elsewhere, and when another opens. */
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.menu[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

/** "/" goes to the search field, unless somebody is typing. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = document.querySelector("main [type=search], [type=search]");
  if (field) {
    event.preventDefault();
    field.focus();
  }
});

/** Longer code stays plain: colouring it would block the page. */
const MOST_CHARACTERS_TO_COLOUR = 200_000;

/** Code whose colours are worth a script: the one line in the side bar is not. */
const WORTH_IT = 'main code[class*="language-"]:not(.side code)';

async function colour(root) {
  if (!document.querySelector(WORTH_IT)) return;
  await load(scripts.highlight);
  hljs.configure({ ignoreUnescapedHTML: true });
  for (const code of root.querySelectorAll('code[class*="language-"]:not([data-highlighted])')) {
    const name = /language-([\w+#.-]+)/.exec(code.className)?.[1];
    if (name && hljs.getLanguage(name) && code.textContent.length <= MOST_CHARACTERS_TO_COLOUR) {
      hljs.highlightElement(code);
    }
  }
}

/** Where there is room, the filters are always open. */
function openFacets(root) {
  if (!matchMedia("(min-width: 56.01rem)").matches) return;
  for (const sheet of root.querySelectorAll("details.facets-sheet")) sheet.open = true;
}

function enrich(root) {
  addCopyButtons(root);
  colour(root);
  openFacets(root);
}

enrich(document);
if (document.querySelector("[hx-get], [hx-post], [hx-boost]")) load(scripts.htmx);
document.addEventListener("htmx:load", (event) => enrich(event.detail.elt));
