// Citing: the small panel beside a passage whose address was copied, and the dialog with its
// citation as text, Markdown, BibTeX and CSL JSON. Loaded when it is first used.
//
// `cite.json` has the patterns of citations in the language of the page, with names in braces,
// and all words shown here. Numbers are taken from the text, as displayed.

let loading; // what has been loaded for the page, or is being loaded
let panel;
let dialog;

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

// Opens the panel beside a passage's link, whose address has been `copied` or not (a promise of
// a Boolean); or the dialog, if what was pressed is the button of the page.
export async function open(button, opener, copied) {
  loading ??= load(button);
  const data = await loading;
  if (opener === button) showDialog(data, button, button);
  else showPanel(data, button, opener, await copied);
}

async function load(button) {
  const sheet = element("link", { rel: "stylesheet", href: button.dataset.style });
  const styled = new Promise((done) => (sheet.onload = sheet.onerror = done));
  document.head.append(sheet);
  const [answer] = await Promise.all([fetch(button.dataset.cite), styled]);
  return answer.json();
}

// What a citation says

const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const bare = (number) => number.match(/[\p{L}\p{N}]+/u)?.[0] ?? number.trim();
const inDigits = (text, { digits }) => {
  const own = [...digits];
  return text.replace(/\d/g, (digit) => own[digit]);
};

// How the passage of a link is cited: 'art. 3 (7)'. Nothing for the document itself.
export function partOf(link, button, data) {
  const patterns = data.patterns;
  const part = link?.closest("[data-part]")?.dataset.part ?? button.dataset.part;
  const note = link?.closest(".note-list > li");
  if (note) {
    const number = bare(note.querySelector(".number").textContent);
    return data.notes_by_article && part
      ? fill(patterns["cite-note-of"], { part, number })
      : fill(patterns["cite-note"], { number });
  }
  if (!link || !part) return part;

  const numbers = [];
  for (let item = link.closest(".numbered > li"); item; item = item.parentElement.closest(".numbered > li")) {
    const number = item.querySelector(":scope > .number, :scope > p > .number");
    if (number) numbers.unshift(bare(number.textContent));
  }
  if (numbers.length) {
    const below = (cited, number, level) =>
      fill(patterns[level ? "cite-subparagraph" : "cite-paragraph"], { part: cited, number });
    return numbers.reduce(below, part);
  }

  // Paragraphs are counted only where none has a number: 'para. 2' would be mistaken for it.
  const prose = link.closest(".prose");
  const paragraphs = [...(prose?.children ?? [])].filter((child) => child.localName === "p");
  const at = paragraphs.indexOf(link.parentElement);
  if (at < 0 || paragraphs.length < 2 || prose.querySelector(".numbered")) return part;
  return fill(patterns["cite-unnumbered"], { part, number: inDigits(String(at + 1), data) });
}

const anchorOf = (link) => link?.getAttribute("href") ?? "";

function addressOf(link) {
  const canonical = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  return canonical + anchorOf(link);
}

// On the site that the page says it is published on, or else on this one.
function neutralAddressOf(link, button) {
  const page = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  return new URL(button.dataset.neutral, page).href + anchorOf(link);
}

// All that the formats are made from.
function cited(link, button, data, today) {
  const part = partOf(link, button, data);
  const pattern = data.patterns[part ? "cite-part" : "cite-document"];
  const key = `${new URL(addressOf(link)).pathname.split("/").filter(Boolean).at(-1) ?? ""}${anchorOf(link)}`;
  return {
    ...data,
    part,
    address: addressOf(link),
    citation: fill(pattern, { document: data.title, part }),
    key: [data.document, key, data.lang].map(slug).filter((piece, at, all) => piece && piece !== all[at - 1]).join("-"),
    today,
  };
}

const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
const isoDate = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");

// Arabic for no one country has both names of a month, as in the dates that Concord writes.
function dateIn(lang, day) {
  const date = new Intl.DateTimeFormat(`${lang}-u-nu-latn`, { dateStyle: "long" }).formatToParts(day);
  const levantine = lang === "ar" && new Intl.DateTimeFormat("ar-SY", { month: "long" }).format(day);
  const named = ({ type, value }) => (levantine && type === "month" ? `${levantine}/${value.replace(/^(يوني|يولي)و$/, "$1ه")}` : value);
  return date.map(named).join("");
}

export const formats = {
  short: ({ citation }) => citation,
  long: (of) => {
    const date = inDigits(dateIn(of.lang, of.today), of);
    return fill(of.patterns["cite-full"], { ...of, date });
  },
  markdown: ({ citation, address, version }) =>
    `[${citation.replace(/[\\[\]*_`<>]/g, "\\$&")}](<${address.replace(/[<>]/g, encodeURIComponent)}>) (${version})`,
  bibtex: (of) => {
    const fields = {
      author: of.author && `{${tex(of.author)}}`,
      title: `{${tex(of.title)}}`,
      date: of.date,
      number: of.identifier && tex(of.identifier),
      organization: of.publisher && `{${tex(of.publisher)}}`,
      note: [of.part, of.version].filter(Boolean).map(tex).join("; "),
      langid: BABEL[of.lang.split("-")[0]],
      url: of.address.replace(/[{}\\]/g, encodeURIComponent),
      urldate: isoDate(of.today),
    };
    const lines = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
    return [`@misc{${of.key},`, ...lines, "}"].join("\n");
  },
  csl: (of) => {
    const item = {
      id: of.key,
      type: of.schema === "legislation" ? "legislation" : "webpage",
      title: of.title,
      section: of.part,
      number: of.identifier,
      author: of.author && [{ literal: of.author }],
      publisher: of.publisher,
      issued: of.date && { "date-parts": [of.date.split("-").map(Number)] },
      accessed: { "date-parts": [isoDate(of.today).split("-").map(Number)] },
      language: of.lang,
      note: of.version,
      URL: of.address,
    };
    return JSON.stringify([Object.fromEntries(Object.entries(item).filter(([, value]) => value))], null, 2);
  },
};

// The characters that TeX reads as commands. BibTeX counts braces whether or not a backslash
// stands before them, so that they get names.
const TEX = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};
const tex = (text) => text.replace(/[\\{}&%$#_~^]/g, (character) => TEX[character] ?? `\\${character}`);

// Languages as `langid` of biblatex calls them; others are left out.
const BABEL = {
  ar: "arabic", bg: "bulgarian", cs: "czech", da: "danish", de: "german", el: "greek", en: "english", es: "spanish",
  fa: "persian", fi: "finnish", fr: "french", he: "hebrew", hi: "hindi", hu: "hungarian", id: "indonesian", it: "italian",
  ja: "japanese", ko: "korean", nl: "dutch", pl: "polish", pt: "portuguese", ro: "romanian", ru: "russian", sv: "swedish",
  th: "thai", tr: "turkish", uk: "ukrainian", vi: "vietnamese", zh: "chinese",
};

// Copying

// Where a page may not write to the clipboard itself, the browser copies what is selected.
async function copy(text, host) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", { value: text, className: "visually-hidden" });
    host.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

// A live region speaks only of what changes after it is there.
const say = (status, text) => {
  status.textContent = "";
  requestAnimationFrame(() => requestAnimationFrame(() => (status.textContent = text)));
};

// The panel beside a passage

function showPanel(data, button, link, copied) {
  const words = data.words;
  const status = element("p", { className: "cite-status" });
  status.setAttribute("role", "status");
  const toDialog = element("button", { type: "button", textContent: words.cite });
  panel?.remove();
  panel = element("div", { className: "cite-panel", popover: "auto" }, status, toDialog);
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", words.permalink);
  const made = panel;
  toDialog.addEventListener("click", () => {
    made.hidePopover();
    showDialog(data, button, link);
  });
  if (button.dataset.neutral) {
    const neutral = element("button", { type: "button", textContent: words["address-neutral"], title: words["address-neutral-explained"] });
    neutral.addEventListener("click", async () => {
      say(status, words[(await copy(neutralAddressOf(link, button), made)) ? "address-copied" : "not-copied"]);
    });
    made.append(neutral);
  }
  made.addEventListener("toggle", (event) => {
    link.toggleAttribute("data-open", event.newState === "open");
  });
  made.addEventListener("beforetoggle", (event) => {
    if (event.newState === "closed" && made.contains(document.activeElement)) link.focus({ preventScroll: true });
  });
  document.body.append(made);
  made.showPopover();
  place(made, link);
  toDialog.focus({ preventScroll: true });
  const done = copied || copy(addressOf(link), made);
  Promise.resolve(done).then((isDone) => say(status, words[isDone ? "address-copied" : "not-copied"]));
}

// Beside the link, inside the window, on the side of the link where there is room.
function place(of, link) {
  const [anchor, own] = [link.getBoundingClientRect(), of.getBoundingClientRect()];
  const width = document.documentElement.clientWidth;
  const start = getComputedStyle(of).direction === "rtl" ? width - anchor.right : anchor.left;
  const inline = Math.max(8, Math.min(start + anchor.width - own.width, width - own.width - 8));
  const below = anchor.bottom + own.height + 8 < innerHeight;
  of.style.setProperty("--inline", `${inline}px`);
  of.style.setProperty("--block", `${scrollY + (below ? anchor.bottom + 4 : anchor.top - own.height - 4)}px`);
}

// The dialog

function showDialog(data, button, opener) {
  const words = data.words;
  dialog?.remove();
  const links = [...document.querySelectorAll(".prose a.permalink, .note-list a.permalink")].filter(
    (link) => !link.closest(".note-popover, .cite-dialog") && getComputedStyle(link).display !== "none",
  );
  const title = element("h2", { id: "page-cite-title", textContent: words.cite });
  const close = element("button", { type: "button", className: "close-button", textContent: "×" });
  close.setAttribute("aria-label", words["cite-close"]);
  const select = element("select", {}, ...choices(links, button, data));
  const status = element("p", { className: "cite-status" });
  status.setAttribute("role", "status");
  const rows = element("div", { className: "cite-rows" });
  dialog = element(
    "dialog",
    { className: "cite-dialog" },
    element("div", { className: "cite-head" }, title, close),
    element("label", {}, element("span", { textContent: words["cite-passage"] }), select),
    rows,
    status,
  );
  dialog.setAttribute("aria-labelledby", title.id);

  const shown = () => links[select.value];
  const texts = {};
  for (const [format, name] of [
    ["short", words["cite-short"]],
    ["long", words["cite-long"]],
    ["markdown", words["cite-markdown"]],
    ["bibtex", "BibTeX"],
    ["csl", "CSL JSON"],
  ]) {
    const isCode = !["short", "long"].includes(format);
    const text = element(isCode ? "pre" : "p", { className: "cite-text", tabIndex: isCode ? 0 : -1, dir: format === "markdown" ? "auto" : isCode ? "ltr" : "" });
    const heading = element("h3", { textContent: name, id: `page-cite-${format}` });
    if (isCode) text.setAttribute("role", "group");
    text.setAttribute("aria-labelledby", heading.id);
    const press = element("button", { type: "button", textContent: words.copy });
    press.setAttribute("aria-label", `${words.copy}: ${name}`);
    press.addEventListener("click", async () => {
      const done = await copy(text.textContent, dialog);
      if (!done) getSelection().selectAllChildren(text);
      press.textContent = words[done ? "copied" : "copy"];
      setTimeout(() => (press.textContent = words.copy), 2000);
      say(status, done ? `${words.copied}: ${name}` : words["not-copied"]);
    });
    texts[format] = text;
    rows.append(element("section", {}, element("div", { className: "cite-head" }, heading, press), text));
  }
  const update = () => {
    const of = cited(shown(), button, data, new Date());
    for (const [format, text] of Object.entries(texts)) text.replaceChildren(...isolated(formats[format](of), of.address));
  };
  select.value = String(links.indexOf(opener));
  select.addEventListener("change", update);
  update();
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === event.currentTarget && event.currentTarget.close());
  dialog.addEventListener("close", () => opener.focus({ preventScroll: true }));
  document.body.append(dialog);
  dialog.showModal();
}

// A text in which an address keeps its own order: in Arabic its parts would change places where it
// goes on in the next line. What is copied is the text alone: characters that isolate would become
// part of the address for many programs.
function isolated(text, address) {
  const pieces = text.split(address);
  return pieces.flatMap((piece, at) => (at ? [element("bdi", { dir: "ltr", textContent: address }), piece] : [piece]));
}

// All passages of the page, and the page itself. Passages that are cited alike, as a heading and
// its article, show how they begin.
function choices(links, button, data) {
  const parts = links.map((link) => partOf(link, button, data) ?? "");
  const counts = new Map([[button.dataset.part ?? "", 1]]);
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  const options = links.map((link, at) => {
    const beginning = link.parentElement.textContent.trim().slice(0, 40);
    const text = counts.get(parts[at]) === 1 ? parts[at] : `${parts[at]} – ${beginning}…`;
    return element("option", { value: String(at), textContent: text.replace(/^ – /, "") });
  });
  return [element("option", { value: "-1", textContent: data.words["cite-whole"] }), ...options];
}
