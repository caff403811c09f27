// The search: a dialog that asks Pagefind's index of the page's language.
//
// 1. What the reader types is changed as the index was (`fold`; src/search/fold.rs is the same in
//    Rust, and the two change together), and Pagefind says which articles have all the words, by
//    their stems, and where.
// 2. Pagefind compares whole articles, takes the beginning of a word for the word, and where it
//    knows no such word it takes what begins alike. So each passage is judged here: those stand
//    first that hold all the words themselves, and words that only begin alike do not count.
// 3. Results are links, grouped by article. The words that were found travel in the address.

const MOST_ARTICLES = 15; // articles whose texts are loaded at once
const MOST_PASSAGES = 4; // passages of an article that are shown at first
const EXCERPT = 180; // characters of a passage
const PAUSE = 120; // milliseconds after a key before the search begins

const lang = document.documentElement.lang.toLowerCase();
const language = lang.split("-")[0];
const isRunOn = /^(zh|ja|th|lo|km|my|yue|cmn|wuu|lzh)$/.test(language);

let engine = null; // the promise of Pagefind
let dialog, input, status, list;
let asked = 0; // the number of the last search, so that a slow one does not overtake it

export function open(element) {
  if (!dialog) prepare(element);
  if (!dialog.open) dialog.showModal();
  input.focus();
  input.select();
}

function prepare(element) {
  dialog = element;
  input = dialog.querySelector("input");
  status = dialog.querySelector("[role=status]");
  list = dialog.querySelector(".search-results");
  let timer = 0;
  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(search, PAUSE);
  });
  input.addEventListener("compositionend", search);
  dialog.querySelector(".close-button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a[href]")) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event);
    else if (event.key === "Enter" && event.target === input) list.querySelector("a")?.click();
  });
  // Whatever is wrong with the engine is found before the reader has typed.
  load().catch(() => {});
}

// Arrows go through the results and back to the field.
function move(event) {
  const places = [input, ...list.querySelectorAll("a, button")];
  const at = places.indexOf(document.activeElement);
  const next = places[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

function root() {
  return new URL(dialog.dataset.root || "./", document.baseURI);
}

function load() {
  engine ??= start().catch((error) => {
    engine = null; // the next search tries again
    throw error;
  });
  return engine;
}

async function start() {
  const folder = new URL("search/", root());
  const pagefind = await import(new URL("pagefind.js", folder).href);
  const instance = pagefind.createInstance({
    basePath: new URL(`${dialog.dataset.tag}/`, folder).pathname,
    noWorker: true, // the index of a text is small: a second thread would only load it later
  });
  await instance.init();
  return instance;
}

async function search() {
  const query = input.value.trim();
  const number = ++asked;
  if (!query) return show([], "");
  status.textContent ||= dialog.dataset.loading;
  let articles, left;
  try {
    [articles, left] = await answer(query);
  } catch {
    if (number === asked) show([], dialog.dataset.failed);
    return;
  }
  if (number !== asked) return;
  const count = articles.reduce((sum, article) => sum + Math.max(1, article.passages.length), 0);
  const message = count
    ? dialog.dataset.results.replace(/\p{Nd}/u, (zero) => digits(count, zero) + (left ? "+" : ""))
    : dialog.dataset.none;
  show(articles, message);
}

// A number in the digits of the language, whose zero is given.
function digits(number, zero) {
  return String(number).replace(/\d/g, (digit) => String.fromCodePoint(zero.codePointAt(0) + Number(digit)));
}

// The articles that have what is asked for, best first, and whether there are more.
async function answer(query) {
  const folded = fold(query);
  const words = isRunOn && !/^(zh|ja|th)$/.test(language) ? segment(folded) : folded;
  const pagefind = await load();
  const found = await pagefind.search(words);
  const pages = await Promise.all(found.results.slice(0, MOST_ARTICLES).map((result) => result.data()));
  const wanted = isRunOn ? runs(query) : terms(folded);
  const articles = pages.map((page) => article(page, wanted)).filter((article) => article.held);
  // Pagefind's order holds among those that have equally many of the words in one passage.
  articles.sort((a, b) => b.held - a.held);
  return [articles, found.results.length > MOST_ARTICLES];
}

// Pagefind cuts words by itself in the languages that it knows to be written without spaces.
function segment(text) {
  if (!Intl.Segmenter) return text;
  return Array.from(new Intl.Segmenter(lang, { granularity: "word" }).segment(text), (part) => part.segment).join(" ");
}

// The passages of an article that hold most of what is wanted: `held` is how many of the words.
function article(page, wanted) {
  const words = (page.raw_content ?? page.content).split(isRunOn ? "\u200B" : /[^\S\uFEFF]+/);
  const anchors = page.anchors.filter((anchor) => anchor.title).sort((a, b) => a.location - b.location);
  const locations = [...new Set(page.locations)].sort((a, b) => a - b);
  const judged = anchors.map((anchor, index) => {
    const end = anchors[index + 1]?.location ?? Infinity;
    const hits = locations.filter((at) => at >= anchor.location && at < end).map((at) => words[at] ?? "");
    return judge(anchor, hits, wanted);
  });
  const held = Math.max(0, ...judged.map((passage) => passage.held));
  const passages = judged.filter((passage) => passage.held && passage.held === held);
  return { page, held, title: passages.find((passage) => passage.kind === "t"), passages: passages.filter((passage) => passage.kind !== "t") };
}

function judge(anchor, hits, wanted) {
  const [kind, label, own] = anchor.title.split("|", 3);
  const text = anchor.title.slice(kind.length + label.length + own.length + 3);
  const passage = { id: anchor.id, kind, label, lang: own, text, held: 0, marks: [] };
  if (!hits.length) return passage;
  if (isRunOn) {
    for (const run of wanted) {
      const marks = [...text.matchAll(run)].map((match) => [match.index, match.index + match[0].length]);
      passage.held += Number(marks.length > 0);
      passage.marks.push(...marks);
    }
  } else {
    const forms = new Set(hits.flatMap(formsOf));
    const last = wanted.length - 1;
    const fits = wanted.map((term, index) => new Set([...forms].filter((form) => isForm(term, form, index === last))));
    passage.held = fits.filter((set) => set.size).length;
    for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      const form = bare(fold(match[0]));
      if (fits.some((set) => set.has(form))) passage.marks.push([match.index, match.index + match[0].length]);
    }
  }
  passage.marks.sort((a, b) => a[0] - b[0]);
  return passage;
}

// What a reader wants, as words without accents and signs.
function terms(folded) {
  return folded.split(/\s+/).map(bare).filter(Boolean);
}

// The same where there are no spaces between words: the characters as they stand.
function runs(query) {
  const parts = query.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return parts.map((part) => new RegExp(part, "giu"));
}

function bare(word) {
  return word.toLowerCase().normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");
}

// A word of the index and its parts: `sous-tend`, `sous`, `tend`.
function formsOf(word) {
  const parts = word.split(/[^\p{L}\p{M}\p{N}]+/u);
  return [word, ...parts].map(bare).filter(Boolean);
}

// Whether a word is a form of the one that is wanted. The last word may still be being typed.
function isForm(term, form, isLast) {
  if (isLast && form.startsWith(term)) return true;
  const longest = isLast ? term.length : Math.max(term.length, form.length);
  return shared(term, form) >= 0.6 * longest;
}

// The length of the longest run of letters that two words have in common. Words of a text are
// short; what is typed is cut, as it may be anything.
function shared(a, b) {
  const [short, long] = [a.slice(0, 64), b.slice(0, 64)].sort((x, y) => x.length - y.length);
  for (let length = short.length; length > 0; length--) {
    for (let at = 0; at + length <= short.length; at++) {
      if (long.includes(short.slice(at, at + length))) return length;
    }
  }
  return 0;
}

function show(articles, message) {
  status.textContent = message;
  // Who has gone to a result while a slower answer came keeps it, or gets the first one.
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  list.replaceChildren(...articles.map(group));
  list.scrollTop = 0;
  if (!focused) return;
  const links = [...list.querySelectorAll("a")];
  (links.find((link) => link.href === focused.href) ?? links[0] ?? input).focus();
}

function group({ page, title, passages }) {
  const section = make("section");
  const heading = make("h3");
  const head = link(page, title ?? { id: "", marks: [], text: page.meta.title });
  const label = page.meta.title;
  if (page.filters?.document) head.append(make("span", "search-document", page.filters.document[0]));
  // The title of the article stands behind its label, `Part I · `.
  const own = title?.text ?? label;
  if (label !== own && label.endsWith(own)) head.append(label.slice(0, -own.length));
  head.append(...marked(own, title?.marks ?? []));
  heading.append(head);
  const items = make("ol");
  items.setAttribute("role", "list");
  items.append(...passages.slice(0, MOST_PASSAGES).map((passage) => item(page, passage)));
  section.append(heading);
  if (passages.length) section.append(items);
  if (passages.length > MOST_PASSAGES) {
    const more = make("button", "search-more", dialog.dataset.more);
    more.type = "button";
    more.addEventListener("click", () => {
      const rest = passages.slice(MOST_PASSAGES).map((passage) => item(page, passage));
      items.append(...rest);
      more.remove();
      rest[0].firstElementChild.focus();
    });
    section.append(more);
  }
  return section;
}

function item(page, passage) {
  const entry = make("li");
  const address = link(page, passage);
  if (passage.label) {
    const name = passage.kind === "n" ? dialog.dataset.note.replace(/\p{Nd}/u, passage.label) : passage.label;
    address.append(make("span", "search-label", name), " ");
  }
  const text = make("bdi");
  if (passage.lang) text.lang = passage.lang;
  text.append(...excerpt(passage));
  address.append(text);
  entry.append(address);
  return entry;
}

function link(page, passage) {
  const address = new URL((page.raw_url ?? page.url).replace(/^\/+/, ""), root());
  const words = [...new Set(passage.marks.map(([start, end]) => passage.text.slice(start, end).toLowerCase()))];
  const here = new URLSearchParams(location.search);
  // Who reads two languages side by side goes on doing so.
  if (here.has("with")) address.searchParams.set("with", here.get("with"));
  if (words.length) address.searchParams.set("find", words.slice(0, 12).join(" "));
  address.hash = passage.id;
  const element = make("a");
  element.href = address.href;
  return element;
}

// The text around the first mark, from a word to a word.
function excerpt({ text, marks }) {
  const first = marks[0]?.[0] ?? 0;
  let start = first < EXCERPT / 2 ? 0 : text.lastIndexOf(" ", first - EXCERPT / 3) + 1;
  if (first - start > EXCERPT) start = first - EXCERPT / 3;
  let end = start + EXCERPT;
  if (end < text.length) {
    const space = text.lastIndexOf(" ", end);
    if (space > first + EXCERPT / 3) end = space;
  }
  const shown = marks.filter(([from, to]) => from >= start && to <= end).map(([from, to]) => [from - start, to - start]);
  return [start > 0 ? "… " : "", ...marked(text.slice(start, end), shown), end < text.length ? " …" : ""];
}

// Text with its marks, which come in order and may overlap.
function marked(text, marks) {
  const out = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at) continue;
    out.push(text.slice(at, start), make("mark", "", text.slice(start, end)));
    at = end;
  }
  out.push(text.slice(at));
  return out;
}

function make(name, className = "", text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

// Forms of a word that Pagefind does not take for the same: see src/search/fold.rs.
const LATIN = { œ: "oe", Œ: "oe", æ: "ae", Æ: "ae", ß: "ss", ø: "o", Ø: "o", ł: "l", Ł: "l", đ: "d", Đ: "d", ı: "i" };
const RUSSIAN = { ый: "ые", ий: "ие", ой: "ою", ей: "ею" };

export function fold(text) {
  text = text.normalize("NFC");
  if (/^(fr|it|ca)$/.test(language)) {
    text = text.replace(/([\p{L}\p{M}\p{N}]+)['’](?=\p{L})/gu, (_, word) =>
      [...word].length <= 2 || /qu$/i.test(word) ? "" : `${word} `,
    );
  }
  return text.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => {
    if (language === "ru") return word.toLowerCase().replace(/(?<=..)([ыиое]й)(ся)?$/u, (_, ending, back = "") => RUSSIAN[ending] + back);
    if (language === "ar") return arabic(word);
    return word.replace(/[œŒæÆßøØłŁđĐı]/g, (letter) => LATIN[letter]);
  });
}

function arabic(word) {
  word = word.replace(/[\p{M}ـ]/gu, "").replace(/[آأإٱ]/g, "ا").replaceAll("ى", "ي").replace(/[ئء]و/g, "ؤو");
  if (word.length > 3) word = word.replace(/ه$/, "ة");
  const article = /^(?:وال|بال|كال|فال|ال|لل)/.exec(word)?.[0] ?? "";
  return word.length >= article.length + 3 ? word.slice(article.length) : word;
}
