// The translator's view of the language of the page.
//
//   marks.js   a mark beside each unit
//   bar.js     how far the language is, and the way to the next unit
//   editor.js  the editor of a unit, with help.js
//   store.js   what the browser keeps
//   api.js     what is asked of the server
import { Api } from "./api.js";
import { Bar } from "./bar.js";
import { Editor } from "./editor.js";
import { Marks, key } from "./marks.js";
import { OPEN, shownAs } from "./states.js";

export class Desk {
  constructor({ folder, page, panel, store, details }) {
    this.page = page;
    this.store = store;
    this.api = new Api(folder, details.editing.token ?? null);
    this.off = details.editing.off ?? null;
    this.style = new URL("desk.css", folder);
    this.marks = new Marks(this.style, (unit) => this.open(unit));
    this.editor = new Editor(this, this.style);
    this.bar = new Bar(panel.bar, { walk: (step) => this.walk(step), undo: () => this.undo(), choose: (state) => this.choose(state) });
    this.onKey = (event) => this.pressed(event);
    this.onChange = () => this.marked();
    this.list = null;
    document.addEventListener("keydown", this.onKey, true);
    addEventListener("concord:changed", this.onChange);
  }

  // The project is as `details` say.
  async heard(details) {
    const first = this.list === null;
    this.mount = details.mount;
    this.languages = details.languages;
    this.path = decodeURI(location.pathname).slice(1 + details.mount.length);
    const of = details.languages.filter(({ folder }) => this.path.startsWith(folder));
    this.language = of.sort((a, b) => b.folder.length - a.folder.length)[0] ?? null;
    if (!this.language) return this.bar.say("This page is in no language.");
    const answer = await this.api.list(this.language.tag);
    if (answer.status !== 200) return;
    this.list = answer.list;
    this.marked();
    this.bar.changes(this.store.done);
    if (first) await this.goOn();
    else await this.editor.refresh();
  }

  // The units that are on this page, in reading order.
  here() {
    const units = this.list?.units ?? [];
    const own = units.filter((unit) => unit.address === this.path);
    if (own.length) return own;
    // A page of the whole document.
    const name = this.path.slice(this.language.folder.length).split("/")[0];
    return units.filter((unit) => unit.document === name);
  }

  marked() {
    if (!this.list) return;
    const isSource = this.language.is_source;
    const units = this.here().map((unit) => (isSource ? { ...unit, state: "source" } : unit));
    this.marks.show(units, this.store.unsaved(this.language.tag));
    this.marks.current(this.editor.unit);
    this.bar.show(this.list.coverage.units, this.store.state, isSource);
  }

  placeOf(unit) {
    return this.marks.placeOf(unit);
  }

  say(text) {
    this.bar.say(text);
  }

  async open(unit) {
    await this.editor.open(unit);
    this.marks.current(this.editor.unit);
  }

  closed(unit) {
    this.marked();
    this.marks.current(null);
    this.marks.focus(unit);
  }

  // Whether a unit is one of those that are walked through.
  isWanted(unit) {
    if (this.language.is_source) return true;
    const chosen = this.store.state;
    return chosen ? unit.state === chosen : OPEN.includes(unit.state);
  }

  choose(state) {
    this.store.state = this.store.state === state ? null : state;
    this.marked();
  }

  // The unit from which one walks: the one that is edited, has the focus, or is in view.
  from() {
    const units = this.list.units;
    const now = this.editor.unit ?? this.marks.focused();
    if (now) return units.findIndex((unit) => key(unit) === key(now));
    const seen = this.here().find((unit) => {
      const box = this.placeOf(unit)?.getBoundingClientRect();
      return box && box.bottom > 0;
    });
    return seen ? units.indexOf(seen) - 0.5 : -0.5;
  }

  // The next unit with something to do, after the last one the first. `undefined` if there is none.
  next(step, from = this.from()) {
    const units = this.list.units;
    const wanted = units.map((unit, at) => [unit, at]).filter(([unit, at]) => at !== from && this.isWanted(unit));
    const ahead = wanted.filter(([, at]) => (step > 0 ? at > from : at < from));
    const [found] = (ahead.length ? ahead : wanted).at(step > 0 ? 0 : -1) ?? [];
    return found;
  }

  walk(step, isEditing = this.editor.isOpen) {
    if (!this.list) return;
    const unit = this.next(step);
    this.say(unit ? "" : "Nothing more to do.");
    if (unit) this.go(unit, isEditing);
  }

  go(unit, isEditing) {
    if (unit.address === null || unit.address === this.path || this.placeOf(unit)) return this.arrive(unit, isEditing);
    this.store.goOn({ document: unit.document, id: unit.id, isEditing });
    location.assign(`/${this.mount}${unit.address}#${unit.anchor}`);
  }

  arrive(unit, isEditing) {
    this.placeOf(unit)?.scrollIntoView({ block: "center", behavior: "instant" });
    if (isEditing || !this.marks.focus(unit)) this.open(unit);
  }

  async goOn() {
    const where = this.store.takeUp();
    const unit = where && this.list.units.find((unit) => key(unit) === key(where));
    if (unit) this.arrive(unit, where.isEditing);
  }

  // A change was made. `isDone` unless something was typed meanwhile.
  async saved(name, answer, isDone) {
    if (answer.undo) {
      this.store.done = [...this.store.done, { number: answer.undo, document: name.document, id: name.id }];
      this.bar.changes(this.store.done);
    }
    this.say(`Saved ${name.id}.`);
    if (!isDone) return this.editor.refresh();
    const at = this.list.units.findIndex((unit) => key(unit) === key(name));
    const next = this.next(1, at);
    if (next && !this.language.is_source) return this.go(next, true);
    this.editor.close();
    if (!this.language.is_source) this.say(`Saved ${name.id}. Nothing more to do.`);
  }

  async undo() {
    const done = this.store.done;
    const last = done.at(-1);
    if (!last) return;
    const answer = await this.api.post("undo", { number: last.number });
    if (answer.status === 200 || answer.problem?.code === "undo-unknown") this.store.done = done.slice(0, -1);
    this.bar.changes(this.store.done);
    if (answer.status !== 200) return this.say(answer.problem?.message ?? "It cannot be taken back.");
    this.say(`The change of ${last.id} was taken back.`);
    const unit = this.list.units.find((unit) => key(unit) === key(last));
    if (unit) this.go(unit, this.editor.isOpen);
  }

  pressed(event) {
    if (!this.list || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    const target = event.composedPath()[0];
    if (target.isContentEditable || target.closest?.("input, textarea, select") || document.querySelector("dialog[open]")) return;
    const does = { n: () => this.walk(1), p: () => this.walk(-1), u: () => this.undo() }[event.key];
    if (!does) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    does();
  }

  // Turns the view off. What was typed stays.
  end() {
    if (this.editor.isOpen) this.editor.close();
    this.marks.hide();
    this.bar.remove();
    document.removeEventListener("keydown", this.onKey, true);
    removeEventListener("concord:changed", this.onChange);
  }
}
