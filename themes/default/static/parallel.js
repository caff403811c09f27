// Reading two or three languages side by side.
//
// 1. The address says which languages stand beside that of the page: `?with=ar,fr`.
// 2. Their pages are fetched; no page exists for a pair of languages.
// 3. Every text is taken apart into blocks, and blocks of the same unit stand in one row (that is
//    the work of parallel-blocks.js): a cell for each language, the page's first, with its
//    language and direction.
//
// The blocks of the page itself are moved into the rows, not copied, and go back to their places
// when the view ends: what other scripts know of them stays true. Ids of the other languages
// begin with their tag, `ar--3-a`; links in their texts lead to their own column or language.

const words = document.getElementById("page-parallel");
const article = document.querySelector("main article.reading");
const own = words.dataset.tag;
const MOST = 3; // languages

const bar = words.content.querySelector(".parallel-bar").cloneNode(true);
const status = bar.querySelector("[role=status]");
const chooser = words.content.querySelector(".parallel-chooser").cloneNode(true);
document.body.append(chooser);

// What the template says, with a name in the place of `%`.
function say(what, name) {
  return words.content.querySelector(`[data-say=${what}]`).textContent.replace("%", () => name);
}

// ---- the languages and their pages

let known; // a promise of the languages of this page, by tag

// The languages stand in the menu, or in a list of their own where they are very many.
function languages() {
  known ??= readLanguages().catch((error) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function readLanguages() {
  const list = words.dataset.languages;
  const base = new URL(list ?? "", document.baseURI).href;
  const links = (list ? await read(base) : document).querySelectorAll("a[data-tag]");
  const all = new Map();
  for (const link of links) {
    const name = link.querySelector(".language-name");
    all.set(link.dataset.tag, {
      tag: link.dataset.tag,
      name: name.textContent,
      here: link.dataset.here,
      lang: name.closest("[lang]").lang,
      dir: name.closest("[dir]").dir,
      url: new URL(link.getAttribute("href").split(/[?#]/)[0], base).href,
      available: link.hasAttribute("data-keep-place"),
    });
  }
  return all;
}

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw Object.assign(new Error(address), { status: response.status });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

const texts = new Map(); // by tag: promises of the article of a fetched page

function textIn(language) {
  if (!texts.has(language.tag)) {
    const text = read(language.url).then((page) => {
      const found = page.querySelector("main article.reading");
      if (!found) throw new Error(`no text: ${language.url}`);
      return found;
    });
    text.catch(() => texts.delete(language.tag));
    texts.set(language.tag, text);
  }
  return texts.get(language.tag);
}

// ---- rows as elements

function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

function cellOf(column, index, nodes) {
  const cell = element("div", "parallel-cell", ...nodes);
  cell.lang = column.lang;
  cell.dir = column.dir;
  cell.dataset.column = index;
  cell.dataset.name = column.name;
  if (index) {
    cell.dataset.other = column.tag;
    makeForeign(cell, column);
  }
  return cell;
}

// The id in the last part of an address. What a reader typed there may be anything.
function idOf(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

// Ids get the tag of their language; addresses are those of the page that the text comes from.
// The links beside passages are those of the first column: a passage has one address on a page.
function makeForeign(cell, column) {
  for (const link of cell.querySelectorAll("a.permalink")) link.remove();
  for (const marked of cell.querySelectorAll("[id]")) marked.id = `${column.tag}--${marked.id}`;
  for (const image of cell.querySelectorAll("[src]")) image.src = new URL(image.getAttribute("src"), column.url).href;
  for (const link of cell.querySelectorAll("a[href]")) {
    const address = new URL(link.getAttribute("href"), column.url);
    const id = idOf(address.hash);
    const inside = address.href.split("#")[0] === column.url && column.ids.has(id);
    link.setAttribute("href", inside ? `#${column.tag}--${id}` : withView(address.href, column.tag, link.hreflang));
  }
}

// ---- showing and ending the view

let parts; // the functions of parallel-blocks.js
let columns = []; // what is shown: the language of the page first; empty in the single view
let undo = []; // what brings the single view back, in the order in which it was changed

const shownTags = () => columns.slice(1).map(({ tag }) => tag);
const otherThan = (tag) => columns.map((column) => column.tag).filter((other) => other !== tag);

// An address in a text of the language `from`, which keeps the view. Where it leads to one of the
// other languages, that one comes first, and `from` stands beside it.
function withView(address, from, lang) {
  const to = columns.find((column) => column.lang === lang)?.tag;
  return withTags(address, otherThan(from).map((tag) => (tag === to ? from : tag)));
}

// Takes an element out of its place, and remembers the place.
function take(node) {
  const place = document.createComment("");
  node.replaceWith(place);
  undo.push(() => place.replaceWith(node));
}

function build() {
  const [first, ...others] = columns;
  first.blocks = parts.blocksOf(article);
  for (const column of others) {
    column.ids = new Set([...column.text.querySelectorAll("[id]")].map(({ id }) => id));
    column.blocks = parts.blocksOf(column.text);
  }
  const opened = new Set();
  const places = new Map(); // by root: the element that holds its rows
  for (const { root, cells } of parts.rowsOf(columns.map(({ blocks }) => blocks))) {
    if (!places.has(root)) places.set(root, placeFor(root));
    const row = element("div", "parallel-row");
    row.tabIndex = -1;
    columns.forEach((column, index) => {
      const block = cells[index];
      if (!block) return row.append(cellOf({ ...first, name: column.name }, 0, [element("p", "parallel-missing", say("no-passage"))]));
      if (!index) block.nodes.forEach(take);
      const nodes = index ? block.nodes.map((node) => document.importNode(node, true)) : block.nodes;
      if (/^h[1-6]$/.test(nodes[0].localName)) row.dataset.heading = nodes[0].localName;
      row.append(cellOf(column, index, parts.inContainers(block.chain, nodes, opened)));
    });
    places.get(root).append(row);
  }
  addHead();
  addKeys();
  addressLinks();
  document.body.classList.add("is-parallel");
  article.dataset.columns = columns.length;
  undo.push(() => {
    document.body.classList.remove("is-parallel");
    delete article.dataset.columns;
    delete document.body.dataset.selecting;
  });
}

// The element that holds the rows of a root, in its place. A root that is itself a block is
// taken into a row like any other.
function placeFor(root) {
  const place = element("div", root.matches(".prose") ? "prose parallel" : "parallel");
  root.before(place);
  undo.push(() => place.remove());
  if (root.matches(".prose, .note-list")) take(root);
  return place;
}

// The names of the languages stand above the columns and stay in sight; what each version is, in
// its own words, stands below the title.
function addHead() {
  const names = words.content.querySelector(".parallel-languages").cloneNode(true);
  const item = names.querySelector("li");
  item.remove();
  const about = element("div", "parallel-row parallel-about");
  columns.forEach((column, index) => {
    const named = item.cloneNode(true);
    const [name, button] = named.children;
    [name.textContent, name.lang, name.dir] = [column.name, column.lang, column.dir];
    button.setAttribute("aria-label", button.getAttribute("aria-label").replace("%", () => column.here));
    button.addEventListener("click", () => (index ? show(shownTags().filter((tag) => tag !== column.tag), true) : lead(columns[1])));
    names.append(named);

    const authority = (index ? column.text : article).querySelector(".opening .authority");
    if (authority && !index) {
      authority.before(about);
      take(authority);
    }
    about.append(cellOf(column, index, authority ? [index ? document.importNode(authority, true) : authority] : []));
  });
  article.prepend(names);
  undo.push(() => {
    names.remove();
    about.remove();
  });
}

function addKeys() {
  const list = document.querySelector("#page-keys dl");
  const keys = [...words.content.querySelectorAll(".parallel-key")].map((key) => key.cloneNode(true));
  list?.append(...keys);
  undo.push(() => keys.forEach((key) => key.remove()));
}

// ---- addresses

// The languages that an address asks for.
function asked() {
  const tags = new URLSearchParams(location.search).get("with") ?? "";
  return tags.split(",").filter(Boolean);
}

// An address of a page, with the languages to show beside its own. Addresses of anything else
// stay as they are.
function withTags(address, tags) {
  const [, path, query, hash] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(address);
  const url = new URL(address, document.baseURI);
  if (url.origin !== location.origin || !/(\/|\.html)$/.test(url.pathname)) return address;
  const others = (query ?? "").split("&").filter((part) => part && !part.startsWith("with="));
  if (tags.length) others.push(`with=${tags.map(encodeURIComponent).join(",")}`);
  return (path || "./") + (others.length ? `?${others.join("&")}` : "") + (hash ?? "");
}

function ownAddress(tags) {
  return withTags(location.pathname + location.search, tags);
}

// Links to other pages keep the view; the menu of languages changes which language comes first.
function addressLinks() {
  const before = new Map();
  const set = (link, address) => {
    before.set(link, link.getAttribute("href"));
    link.setAttribute("href", address);
  };
  const pages = ".navigator, .breadcrumbs, .pager, .contents, .parallel-cell:not([data-other])";
  for (const link of document.querySelectorAll(`:is(${pages}) a[href], .begin, link[rel=next], link[rel=prev]`)) {
    const address = link.getAttribute("href");
    if (!address.startsWith("#")) set(link, withView(address, own, link.hreflang));
  }
  for (const link of document.querySelectorAll(".languages a.language")) {
    const address = link.getAttribute("href");
    if (link.dataset.tag !== own) set(link, withView(address, own, link.hreflang));
  }
  for (const way of document.querySelectorAll("a[data-beside]")) {
    if (!shownTags().includes(way.dataset.beside)) continue;
    way.setAttribute("aria-current", "true");
    undo.push(() => way.removeAttribute("aria-current"));
  }
  undo.push(() => before.forEach((address, link) => link.setAttribute("href", address)));
}

// ---- the reader's place

// The passage of the page's language that begins first on the screen, or fills it; none where the
// reader is at the head of the page.
function passageInView() {
  if (scrollY < 80) return null;
  const passages = [...article.querySelectorAll("[data-unit]:not([data-other] *)")];
  const inView = (box) => box.bottom > 0 && box.top < innerHeight && box.height > 0;
  const seen = passages.filter((passage) => inView(passage.getBoundingClientRect()));
  return seen.find((passage) => passage.getBoundingClientRect().top >= 0) ?? seen[0];
}

// Changes the page while what is in view stays where it is.
function keepingPlace(change) {
  const root = document.documentElement;
  const seen = passageInView();
  const top = seen && seen.getBoundingClientRect().top;
  root.style.overflowAnchor = "none";
  change();
  // An element that moved is no target any more, until the browser goes to it anew.
  const target = document.getElementById(idOf(location.hash));
  if (target && !target.matches(":target")) location.replace(location.hash);
  if (seen?.isConnected) scrollBy({ top: seen.getBoundingClientRect().top - top, behavior: "instant" });
  requestAnimationFrame(() => (root.style.overflowAnchor = ""));
}

// ---- what a reader asks for

let turn = 0;
let request = ""; // the languages that were asked for last

// Shows these languages beside that of the page; with none, the single view. `isNew` says that
// the reader chose them, so that the history gets an entry.
async function show(tags, isNew) {
  const mine = ++turn;
  const said = [];
  const wanted = [];
  let all = new Map();
  try {
    all = await languages();
  } catch {
    said.push(words.content.querySelector("[data-say=not-loaded]").textContent);
  }
  for (const tag of all.size ? new Set(tags) : []) {
    const language = all.get(tag);
    if (tag === own) continue;
    if (!language) said.push(say("unknown", tag));
    else if (!language.available) said.push(say("no-page", language.here));
    else if (wanted.length + 1 === MOST) said.push(say("most"));
    else wanted.push(language);
  }
  const found = await Promise.allSettled(wanted.map(textIn));
  if (mine !== turn) return;
  if (isNew) history.pushState(null, "", ownAddress(wanted.map(({ tag }) => tag)) + location.hash);
  request = asked().join();

  const others = [];
  found.forEach(({ value, reason }, index) => {
    if (value) others.push({ ...wanted[index], text: value });
    else said.push(say(reason.status === 404 ? "no-page" : "failed", wanted[index].here));
  });
  keepingPlace(() => {
    for (const step of undo.reverse()) step();
    undo = [];
    const { lang, dir } = document.documentElement;
    const first = { name: own, here: own, ...all.get(own), tag: own, lang, dir };
    columns = others.length ? [first, ...others] : [];
    if (columns.length) build();
    showBar(columns.length > 0 || said.length > 0);
  });
  // In a step of its own: what a new element brings with it is not announced.
  const names = columns.map(({ name }) => `\u2068${name}\u2069`).join(" · ");
  keepingPlace(() => {
    status.classList.toggle("visually-hidden", !said.length);
    status.textContent = said.length ? said.join(" ") : names && say("shown", names);
  });
  if (isNew) (columns.length ? bar : document.querySelector("main")).focus({ preventScroll: true });
}

function showBar(isShown) {
  if (!isShown) return bar.remove();
  if (!bar.isConnected) article.before(bar);
  bar.querySelector("[data-do=swap]").hidden = columns.length < 2;
  bar.querySelector("[data-do=add]").hidden = columns.length === MOST;
}

// Goes to the page of another language of the view; that of this page follows it, or is left.
function lead(column, follows) {
  const tags = shownTags().map((tag) => (tag === column.tag ? follows : tag)).filter(Boolean);
  const anchor = passageInView()?.closest("article [id]")?.id;
  location.assign(withTags(column.url, tags) + (anchor ? `#${anchor}` : ""));
}

// Adds a language; without one, the reader chooses it.
export async function add(tag) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) menu.open = false;
  if (!tag) return choose();
  await show([...new Set([...asked(), tag])], true);
}

async function choose() {
  let all;
  try {
    all = await languages();
  } catch {
    return show([], false);
  }
  const list = chooser.querySelector("ul");
  const search = chooser.querySelector("input");
  list.replaceChildren();
  for (const language of all.values()) {
    if (!language.available || language.tag === own || shownTags().includes(language.tag)) continue;
    const link = element("a", "language", element("span", "language-name", language.name), element("span", "language-about", language.here));
    [link.firstChild.lang, link.firstChild.dir] = [language.lang, language.dir];
    link.href = ownAddress([...shownTags(), language.tag]);
    link.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      chooser.hidePopover();
      add(language.tag);
    });
    list.append(element("li", "", link));
  }
  search.value = "";
  search.closest("p").hidden = list.children.length < 12;
  chooser.showPopover();
  (search.closest("p").hidden ? list.querySelector("a") : search)?.focus();
}

chooser.querySelector("input").addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLowerCase();
  for (const item of chooser.querySelectorAll("li")) item.hidden = !item.textContent.toLowerCase().includes(wanted);
});

bar.querySelector("[data-do=add]").addEventListener("click", choose);
bar.querySelector("[data-do=swap]").addEventListener("click", () => lead(columns[1], own));
bar.querySelector("[data-do=close]").addEventListener("click", () => show([], true));

// ---- the pointer and the keys

// A selection that begins in one language takes nothing of the others with it.
document.addEventListener("pointerdown", (event) => {
  const cell = event.target.closest?.(".parallel-cell");
  if (cell) document.body.dataset.selecting = cell.dataset.column;
  else delete document.body.dataset.selecting;
});

// `n` and `p` go from passage to passage, unless keys are turned off or the reader types.
document.addEventListener("keydown", (event) => {
  if (!columns.length || event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open], :popover-open")) return;
  if (document.querySelector("[data-use-keys]")?.checked === false) return;
  if (event.target.isContentEditable || event.target.closest("input, textarea, select, pre, .table, .menu")) return;
  const isForeign = /^[^\p{Script=Latin}]$/u.test(event.key) && /\p{L}/u.test(event.key);
  const key = isForeign ? event.code.replace(/^Key/, "").toLowerCase() : event.key;
  if (key !== "n" && key !== "p") return;
  const rows = [...article.querySelectorAll(".parallel-row[tabindex]")];
  const here = rows.indexOf(document.activeElement.closest?.(".parallel-row"));
  const inView = rows.findIndex((row) => row.getBoundingClientRect().bottom > 80);
  const next = here < 0 ? inView : here + (key === "n" ? 1 : -1);
  rows[next]?.focus();
});

addEventListener("popstate", () => {
  if (asked().join() !== request) show(asked(), false);
});

// ---- the beginning

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = words.dataset.style;
const styled = new Promise((loaded, failed) => {
  style.addEventListener("load", loaded);
  style.addEventListener("error", failed);
});
document.head.append(style);
[parts] = await Promise.all([import(new URL(words.dataset.blocks, document.baseURI).href), styled]);
if (asked().length) await show(asked(), false);
