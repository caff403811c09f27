// What is kept in the browser: texts that were typed and not saved, what can be taken back, and
// where to go on after another page was loaded. A browser that keeps nothing loses nothing else.

const OWN = "concord-window";

export class Store {
  // `project` names the project, `run` the run of the server.
  constructor(project, run) {
    this.project = project;
    this.run = run;
    this.window = read(sessionStorage, OWN) ?? Math.random().toString(36).slice(2);
    write(sessionStorage, OWN, this.window);
  }

  prefix({ locale, document, id }) {
    return `concord-draft/${this.project}/${locale}/${document}/${id}/`;
  }

  // A text that is being typed. Each window has its own.
  keep(unit, draft) {
    write(localStorage, this.prefix(unit) + this.window, { ...draft, time: Date.now() });
  }

  drop(unit, window = this.window) {
    remove(localStorage, this.prefix(unit) + window);
  }

  // The text of this window, and those that other windows left.
  drafts(unit) {
    const prefix = this.prefix(unit);
    const found = keys(localStorage).filter((key) => key.startsWith(prefix));
    const all = found.map((key) => ({ window: key.slice(prefix.length), ...read(localStorage, key) }));
    return {
      own: all.find((draft) => draft.window === this.window) ?? null,
      others: all.filter((draft) => draft.window !== this.window).sort((a, b) => b.time - a.time),
    };
  }

  // The units of a language for which something was typed.
  unsaved(locale) {
    const prefix = `concord-draft/${this.project}/${locale}/`;
    const found = keys(localStorage).filter((key) => key.startsWith(prefix));
    return new Set(found.map((key) => key.slice(prefix.length).split("/").slice(0, 2).join("/")));
  }

  // Changes that this window made, the last one at the end. Another run knows nothing of them.
  get done() {
    const kept = read(sessionStorage, "concord-done");
    return kept?.run === this.run ? kept.changes : [];
  }

  set done(changes) {
    write(sessionStorage, "concord-done", { run: this.run, changes: changes.slice(-100) });
  }

  // Where to go on, once.
  goOn(where) {
    write(sessionStorage, "concord-go", where);
  }

  takeUp() {
    const where = read(sessionStorage, "concord-go");
    remove(sessionStorage, "concord-go");
    return where;
  }

  // Which units are walked through: those of this state, or of all that want work.
  get state() {
    return read(sessionStorage, "concord-state");
  }

  set state(state) {
    write(sessionStorage, "concord-state", state);
  }

  // Whether the view is on.
  get isOn() {
    return read(localStorage, `concord-view/${this.project}`) === true;
  }

  set isOn(isOn) {
    write(localStorage, `concord-view/${this.project}`, isOn);
  }
}

function keys(storage) {
  try {
    return Object.keys(storage);
  } catch {
    return [];
  }
}

function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key));
  } catch {
    return null;
  }
}

function write(storage, key, value) {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // It is full, or there is none.
  }
}

function remove(storage, key) {
  try {
    storage.removeItem(key);
  } catch {
    // There is none.
  }
}
