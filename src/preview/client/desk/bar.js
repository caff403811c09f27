// The bar of the translator's view: how far the language is, and the way to the next unit.
import { element } from "../element.js";
import { OPEN, STATES } from "./states.js";

export class Bar {
  // `walk(step)`, `undo()` and `choose(state)` are called for what somebody presses.
  constructor(place, { walk, undo, choose }) {
    this.counts = element("div", { class: "counts", role: "group", "aria-label": "Units by state" });
    this.buttons = new Map(
      Object.entries(STATES).filter(([state]) => [...OPEN, "current"].includes(state)).map(([state]) => [
        state,
        element("button", { type: "button", class: "state", "data-state": state, onclick: () => choose(state) }),
      ]),
    );
    this.counts.append(...this.buttons.values());
    this.previous = element("button", { type: "button", class: "walk", "aria-keyshortcuts": "p", title: "Previous to do (p)", "aria-label": "Previous to do", onclick: () => walk(-1) }, "◂");
    this.next = element("button", { type: "button", class: "walk", "aria-keyshortcuts": "n", title: "Next to do (n)", "aria-label": "Next to do", onclick: () => walk(1) }, "▸");
    this.undo = element("button", { type: "button", class: "undo", "aria-keyshortcuts": "u", hidden: true, onclick: undo });
    this.note = element("p", { class: "said", role: "status" });
    this.root = element("div", { class: "desk-bar", role: "toolbar", "aria-label": "Translator’s view" }, this.note, this.counts, this.previous, this.next, this.undo);
    place.append(this.root);
  }

  // `figures` has the number of units by state; only those of `chosen` are walked through, if any.
  show(figures, chosen, isSource) {
    for (const [state, button] of this.buttons) {
      const count = figures[state] ?? 0;
      button.replaceChildren(
        element("span", { class: "sign", "aria-hidden": "true" }, STATES[state].sign),
        element("span", { class: "number" }, String(count)),
        element("span", { class: "name" }, STATES[state].name),
      );
      button.title = `${count} ${STATES[state].name}`;
      if (state === "current") button.disabled = true;
      else button.setAttribute("aria-pressed", String(chosen === state));
      button.hidden = isSource || (state === "draft" && !count);
    }
  }

  changes(done) {
    const last = done.at(-1);
    this.undo.hidden = !last;
    this.undo.textContent = "Undo";
    this.undo.title = last ? `Take back the change of ${last.id} (u)` : "";
    this.undo.setAttribute("aria-label", last ? `Undo the change of ${last.id}` : "Undo");
  }

  say(text) {
    this.note.textContent = text;
  }

  remove() {
    this.root.remove();
  }
}
