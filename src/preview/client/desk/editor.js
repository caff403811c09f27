// The editor of one unit: what it is translated with, a field for the text, and what there is to
// say of it. Whatever is typed is kept in the browser until it is saved or thrown away.
import { element, shadow } from "../element.js";
import { STATES, shownAs } from "./states.js";
import { help } from "./help.js";

const PAUSE = 200; // milliseconds without a key until a text is checked
const WIDE = 400; // pixels that the editor needs beside the text

export class Editor {
  // `desk` has what the editor asks for: `api`, `store`, `page`, and what is done after a change.
  constructor(desk, style) {
    this.desk = desk;
    this.host = element("concord-editor", { lang: "en", dir: "ltr" });
    this.root = shadow(this.host, style, { delegatesFocus: true });
    // No shortcut of the page is meant by what is typed here.
    for (const name of ["keydown", "keyup", "keypress"]) this.host.addEventListener(name, (event) => event.stopPropagation());
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.onResize = () => this.settle();
    // It grows with what it has to say.
    this.grown = new ResizeObserver(() => this.isOpen && this.makeRoom());
    this.unit = null;
    this.asked = 0;
  }

  get isOpen() {
    return this.unit !== null;
  }

  // The text was changed and not saved.
  get isTyped() {
    return this.isOpen && this.field && this.field.value !== (this.unit.text ?? "");
  }

  get name() {
    return { locale: this.desk.language.tag, document: this.unit.document, id: this.unit.id };
  }

  async open(item) {
    const name = { locale: this.desk.language.tag, document: item.document, id: item.id };
    const { status, unit, problem } = await this.desk.api.unit(name);
    if (status !== 200) return this.desk.say(problem?.message ?? "This text is there no more.");
    if (this.isOpen) this.leave();
    this.unit = unit;
    this.base = unit.base;
    this.theirs = null;
    this.shows = false;
    this.meaning = "changed";
    const { own, others } = this.desk.store.drafts(name);
    this.others = others.filter((draft) => draft.text !== (unit.text ?? ""));
    this.build(own?.text ?? unit.text ?? "");
    if (own && own.base.text !== unit.base.text) {
      // It was changed while nobody looked at it here.
      this.conflict({ theirs: unit.text, base: unit.base });
      this.base = own.base;
    }
    if (!this.host.isConnected) document.body.append(this.host);
    addEventListener("resize", this.onResize);
    this.settle();
    (this.field?.disabled === false ? this.field : this.title).focus({ preventScroll: true });
    if (own) {
      this.note("Typed before and not saved.");
      this.check();
    }
  }

  build(text) {
    const { unit, desk } = this;
    const isSource = desk.language.is_source;
    const state = isSource ? "source" : shownAs(unit);
    this.title = element("h2", { id: "title", tabindex: "-1" }, `${sentence(unit.kind)} `, element("code", {}, unit.id));
    this.head = element(
      "div",
      { class: "head" },
      this.title,
      element("span", { class: "state", "data-state": state }, `${STATES[state].sign} ${STATES[state].name}`),
      element("span", { class: "file" }, unit.article),
      element("button", { type: "button", class: "walk", "aria-label": "Previous to do", title: "Previous to do", onclick: () => desk.walk(-1, true) }, "◂"),
      element("button", { type: "button", class: "walk", "aria-label": "Next to do", title: "Next to do", onclick: () => desk.walk(1, true) }, "▸"),
      element("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Escape)", onclick: () => this.close() }, "×"),
    );
    this.field = element("textarea", {
      id: "field",
      lang: unit.lang,
      dir: unit.dir,
      rows: "3",
      spellcheck: "true",
      autocapitalize: "off",
      "aria-describedby": "said",
      "aria-keyshortcuts": "Control+Enter",
      disabled: Boolean(unit.fixed),
      readonly: !desk.api.token,
      oninput: () => this.typed(),
    });
    this.field.value = text;
    this.noted = element("p", { class: "noted", role: "status" });
    this.said = element("div", { id: "said", class: "said", "aria-live": "polite" });
    this.versions = element("div", { class: "versions" });
    this.buttons = element("div", { class: "buttons" });
    const label = element("label", { for: "field" }, isSource ? "Source text " : "Translation ", element("span", { lang: unit.lang, dir: unit.dir }, desk.language.name));
    const why = unit.fixed ?? desk.off;
    this.target = element(
      "div",
      { class: "target" },
      label,
      unit.form === "fluent" && element("p", { class: "about" }, "This text has variants: it is edited as Fluent."),
      this.field,
      why && element("p", { class: "about" }, `${sentence(why)}.`),
      this.noted,
      this.said,
      this.versions,
      this.buttons,
    );
    const section = element("section", { class: "editor", role: "dialog", "aria-labelledby": "title" }, this.head, element("div", { class: "columns" }, ...source(unit, isSource), this.target, help(unit, this)));
    this.section = section;
    this.root.replaceChildren(section);
    this.grown.disconnect();
    this.grown.observe(section);
    this.actions();
    this.left();
  }

  // What can be done with the text as it is.
  actions() {
    const { unit, desk } = this;
    const isSource = desk.language.is_source;
    const can = desk.api.token && !unit.fixed;
    const had = this.root.activeElement?.dataset.do;
    const button = (what, keys, text, onclick) => element("button", { type: "button", "data-do": what, "aria-keyshortcuts": keys, title: keys ? keys.replace("Control", "Ctrl") : null, onclick }, text);
    this.buttons.replaceChildren(
      ...[
        can && isSource && this.isTyped && meaning(this),
        can && this.isTyped && button("save", "Control+Enter", "Save", () => this.save()),
        can && !isSource && !this.isTyped && unit.text !== null && ["outdated", "draft"].includes(unit.state) &&
          button("accept", "Control+Shift+Enter", unit.state === "draft" ? "Accept as reviewed" : "Accept as it is", () => this.accept()),
        !this.isTyped && !isSource && button("next", "Control+Enter", "Next", () => desk.walk(1, true)),
        can && this.isTyped && button("discard", null, "Throw away what was typed", () => this.discard()),
      ].filter(Boolean),
    );
    if (had) this.buttons.querySelector(`[data-do=${had}]`)?.focus();
  }

  // Texts that other windows left.
  left() {
    for (const draft of this.others) {
      const box = element("div", { class: "version" }, element("p", {}, "Typed in another window and not saved:"), element("p", { class: "text", lang: this.unit.lang, dir: this.unit.dir }, draft.text));
      box.append(
        element("button", { type: "button", onclick: () => (this.put(draft.text), box.remove()) }, "Use it"),
        element("button", { type: "button", onclick: () => (this.desk.store.drop(this.name, draft.window), box.remove()) }, "Throw it away"),
      );
      this.versions.append(box);
    }
  }

  // Puts a text into the field as if it had been typed, so that the browser can take it back.
  put(text, isWhole = true) {
    if (!this.field || this.field.readOnly || this.field.disabled) return;
    this.field.focus({ preventScroll: true });
    if (isWhole) this.field.select();
    if (!document.execCommand("insertText", false, text)) {
      this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
      this.typed();
    }
  }

  typed() {
    if (this.isTyped) this.desk.store.keep(this.name, { text: this.field.value, base: this.base });
    else this.desk.store.drop(this.name);
    this.note("");
    this.actions();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), PAUSE);
  }

  // Asks what there is to say of the text, and shows the page with it.
  async check() {
    clearTimeout(this.timer);
    const asked = (this.asked += 1);
    if (!this.desk.api.token) return;
    if (!this.isTyped) {
      this.say([]);
      return this.restore();
    }
    const { unit, field, base } = this;
    const answer = await this.desk.api.post("check", { unit: this.name, text: field.value, page: decodeURI(location.pathname), base });
    if (asked !== this.asked || unit !== this.unit) return;
    if (answer.versions) return this.conflict(answer.versions);
    this.say(answer.problems ?? [answer.problem], answer.outdated);
    if (!answer.page) return;
    this.shows = true;
    this.desk.page.show(answer.page);
  }

  // Shows the page without what is being typed.
  restore() {
    if (!this.shows) return null;
    this.shows = false;
    return this.desk.page.update();
  }

  say(problems, outdated = []) {
    this.said.replaceChildren(
      ...problems.filter(Boolean).map(({ severity, code, message, hints }) =>
        element("div", { class: "problem", "data-severity": severity, "data-code": code }, element("p", {}, element("strong", {}, `${severity}: `), message), ...hints.map((hint) => element("p", { class: "hint" }, hint))),
      ),
    );
    if (outdated.length && this.meaning === "changed") {
      const names = outdated.map((tag) => this.desk.languages.find((of) => of.tag === tag)).filter(Boolean);
      const list = element("p", { class: "outdated" }, "Becomes out of date in: ");
      names.forEach(({ name, lang, dir }, at) => list.append(at ? ", " : "", element("bdi", { lang, dir }, name)));
      this.said.append(list);
    }
  }

  note(text) {
    this.noted.textContent = text;
  }

  async save() {
    const isSource = this.desk.language.is_source;
    if (!this.isTyped) return isSource ? this.close() : this.desk.walk(1, true);
    if (this.isSaving || this.unit.fixed || !this.desk.api.token) return;
    const { base } = this;
    const text = this.field.value;
    const order = { unit: this.name, text, base };
    await this.change(isSource ? "source" : "save", isSource ? { ...order, meaning: this.meaning } : order);
  }

  async accept() {
    if (this.isSaving || this.isTyped || !this.desk.api.token) return;
    await this.change("accept", { unit: this.name, base: this.base });
  }

  async change(what, order) {
    this.isSaving = true;
    this.section.setAttribute("aria-busy", "true");
    const answer = await this.desk.api.post(what, order);
    this.isSaving = false;
    this.section.removeAttribute("aria-busy");
    if (answer.status === 200) {
      // The page that was shown is the one that is there now.
      this.shows = false;
      const typedMeanwhile = order.text !== undefined && this.field.value !== order.text;
      if (!typedMeanwhile) this.desk.store.drop(order.unit);
      return this.desk.saved(order.unit, answer, !typedMeanwhile);
    }
    if (answer.versions) return this.conflict(answer.versions);
    this.say(answer.problems ?? [answer.problem]);
    this.note("Not saved. The text is kept here.");
  }

  // Somebody else changed the text: both versions are shown, and none is lost.
  conflict({ theirs, base }) {
    this.theirs = { text: theirs, base };
    const { unit } = this;
    const box = element("div", { class: "version", role: "alert" }, element("p", {}, element("strong", {}, theirs === null ? "This text was removed meanwhile." : "This text was changed meanwhile. It is now:")));
    if (theirs !== null) box.append(element("p", { class: "text", lang: unit.lang, dir: unit.dir }, theirs));
    box.append(
      element("button", { type: "button", "data-do": "mine", onclick: () => this.mine(box) }, "Keep mine"),
      theirs !== null && element("button", { type: "button", "data-do": "theirs", onclick: () => this.take(box) }, "Take theirs"),
    );
    for (const old of this.versions.querySelectorAll("[role=alert]")) old.remove();
    this.versions.prepend(box);
    this.note("Not saved. Your text is in the field.");
  }

  // The text in the field goes over the other one when it is saved.
  mine(box) {
    this.base = this.theirs.base;
    this.unit.text = this.theirs.text;
    box.remove();
    this.note("Save to replace the other text.");
    this.typed();
    this.field.focus({ preventScroll: true });
  }

  // The other text is taken, and this one stays at hand.
  take(box) {
    const { text, base } = this.theirs;
    const mine = this.field.value;
    this.base = base;
    this.unit.text = text;
    this.put(text);
    this.typed();
    const kept = element("div", { class: "version" }, element("p", {}, "Your text was:"), element("p", { class: "text", lang: this.unit.lang, dir: this.unit.dir }, mine), element("button", { type: "button", onclick: () => this.put(mine) }, "Use it again"));
    box.replaceWith(kept);
  }

  discard() {
    this.desk.store.drop(this.name);
    this.put(this.unit.text ?? "");
    this.desk.store.drop(this.name);
    this.check();
    this.actions();
    this.desk.marked();
  }

  // The project changed: what is shown of the unit may no longer be so.
  async refresh() {
    if (!this.isOpen || this.isSaving) return;
    const { unit } = this;
    const answer = await this.desk.api.unit(this.name);
    if (unit !== this.unit || this.isSaving) return;
    if (answer.status !== 200) return this.note("This text is there no more. What was typed is kept here.");
    const now = answer.unit;
    if (same(now, { ...unit, text: now.text }) && now.base.text === this.base.text) {
      this.base = now.base;
      unit.text = now.text;
      return;
    }
    if (now.base.text !== this.base.text && this.isTyped && now.text !== this.field.value) return this.conflict({ theirs: now.text, base: now.base });
    const typed = this.isTyped ? this.field.value : null;
    const [start, end, had] = [this.field.selectionStart, this.field.selectionEnd, this.root.activeElement === this.field];
    const isSourceNew = now.base.source !== this.base.source;
    this.unit = now;
    this.base = now.base;
    this.build(typed ?? now.text ?? "");
    if (had) this.field.focus({ preventScroll: true });
    this.field.setSelectionRange(start, end);
    this.note(isSourceNew ? "The source text has changed." : "");
    if (typed !== null) this.check();
  }

  close() {
    const { unit } = this;
    if (!unit) return;
    this.leave();
    this.grown.disconnect();
    this.host.remove();
    removeEventListener("resize", this.onResize);
    room(0);
    this.desk.closed(unit);
  }

  // What was typed stays in the browser.
  leave() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.restore();
    this.unit = null;
  }

  // Beside the text if there is room, else below it.
  settle() {
    const main = document.querySelector("main h1")?.parentElement ?? document.querySelector("main, [role=main]") ?? document.body;
    const box = this.desk.placeOf(this.unit)?.getBoundingClientRect() ?? main.getBoundingClientRect();
    const rtl = document.documentElement.dir === "rtl";
    const free = rtl ? box.left : document.documentElement.clientWidth - box.right;
    const isBeside = free >= WIDE;
    this.section.dataset.place = isBeside ? "beside" : "below";
    this.section.dataset.side = rtl ? "left" : "right";
    this.section.style.setProperty("--free", `${Math.round(free)}px`);
    this.makeRoom();
  }

  makeRoom() {
    room(this.section.dataset.place === "below" ? this.section.offsetHeight : 0);
    this.desk.placeOf(this.unit)?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  pressed(event) {
    if (event.isComposing) return;
    const control = event.ctrlKey || event.metaKey;
    const act = (does) => {
      event.preventDefault();
      does();
    };
    if (event.key === "Enter" && control && event.shiftKey) act(() => this.accept());
    else if (event.key === "Enter" && control) act(() => this.save());
    else if (event.key === "Escape") act(() => this.close());
    else if (event.altKey && !control && /^Digit[1-9]$/.test(event.code)) {
      const suggestion = this.unit.suggestions[Number(event.code.slice(5)) - 1];
      if (suggestion) act(() => this.put(suggestion.text));
    }
  }
}

// The source text: as pages show it, as it is written, and what changed in it.
function source(unit, isSource) {
  if (isSource) return [];
  const { source, changes } = unit;
  const of = { lang: source.lang, dir: source.dir };
  const block = element("div", { class: "source" }, element("h3", {}, "Source"));
  if (source.html !== null) {
    const shown = element("div", { class: "shown", ...of });
    shown.innerHTML = source.html; // as on the pages: made by the program from the text
    block.append(shown);
  }
  if (source.html === null || source.text !== unescaped(source.html)) {
    block.append(element("h4", {}, "As it is written"), element("p", { class: "written", ...of }, source.text));
  }
  if (changes) {
    const difference = element("p", { class: "difference", ...of });
    for (const { op, text } of changes) {
      if (op === "kept") difference.append(text);
      else difference.append(element(op === "removed" ? "del" : "ins", {}, element("span", { class: "hidden" }, op === "removed" ? " [removed:] " : " [added:] "), text, element("span", { class: "hidden" }, " [end] ")));
    }
    block.append(element("h4", {}, "What changed since it was translated"), difference);
  }
  if (unit.comments.length) block.append(element("h4", {}, "Notes in the file"), ...unit.comments.map((line) => element("p", { class: "comment", dir: "auto" }, line)));
  return [block];
}

// Whether a text of the source means the same as before.
function meaning(editor) {
  const box = element("input", {
    type: "checkbox",
    id: "meaning",
    onchange: () => {
      editor.meaning = box.checked ? "unchanged" : "changed";
      editor.check();
    },
  });
  box.checked = editor.meaning === "unchanged";
  return element("label", { class: "meaning", for: "meaning" }, box, " The meaning is unchanged: translations stay up to date");
}

function unescaped(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.childElementCount ? null : holder.content.textContent;
}

// Makes room at the end of the page, so that what is at its end can be seen above the editor.
function room(height) {
  const { documentElement: root, body } = document;
  if (height) {
    body.style.setProperty("padding-block-end", `${height + 16}px`);
    root.style.setProperty("scroll-padding-block-end", `${height + 16}px`);
  } else {
    body.style.removeProperty("padding-block-end");
    root.style.removeProperty("scroll-padding-block-end");
  }
}

const same = (one, other) => JSON.stringify({ ...one, base: null }) === JSON.stringify({ ...other, base: null });

const sentence = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
