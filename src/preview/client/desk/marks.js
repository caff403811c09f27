// The marks beside the units of a page. They stand in a layer of their own over the margin, so that
// nothing is put into the text and it keeps its place. A unit that has no element of its own, as a
// description, is marked where the title is, or the unit before it.
import { element, shadow } from "../element.js";
import { STATES, nameOf, shownAs } from "./states.js";

const TAG = "concord-marks";
const FRONT = ["title", "description", "label above the title"];
const GAP = 8; // pixels between a mark and the text, if there is room

export class Marks {
  // `open` is called with the unit that somebody chose.
  constructor(style, open) {
    this.style = style;
    this.open = open;
    this.places = new Map(); // the element of each unit, by document and id
    this.buttons = new Map(); // the mark of each unit, too
    this.resized = new ResizeObserver(() => this.align());
    this.onClick = (event) => this.clicked(event);
    // Something in the page that scrolls by itself moves its units and not the layer.
    this.onScroll = (event) => event.target !== document && this.align();
  }

  // Marks the units of this page; `unsaved` tells for which something was typed.
  show(units, unsaved) {
    this.units = units;
    const main = document.querySelector("main, [role=main]") ?? document.body;
    this.places = places(main, units);
    const layer = this.layer ?? this.begin(main);
    const had = layer.shadowRoot.activeElement?.dataset.key;
    const placed = units.filter((unit) => this.placeOf(unit));
    this.buttons = new Map(placed.map((unit) => [key(unit), this.button(unit, unsaved.has(key(unit)))]));
    this.list.replaceChildren(...this.buttons.values());
    this.buttons.get(had)?.focus({ preventScroll: true });
    this.align();
    this.resized.disconnect();
    for (const place of new Set([main, ...this.places.values()])) this.resized.observe(place);
  }

  begin(main) {
    this.layer = element(TAG, { lang: "en", dir: "ltr" });
    this.list = element("nav", { "aria-label": "Units of this page" });
    shadow(this.layer, this.style).append(this.list);
    // Before the bar, in the order in which one walks by keyboard.
    document.body.insertBefore(this.layer, document.querySelector("concord-preview"));
    main.addEventListener("click", this.onClick);
    addEventListener("scroll", this.onScroll, { capture: true, passive: true });
    this.main = main;
    return this.layer;
  }

  hide() {
    this.resized.disconnect();
    this.main?.removeEventListener("click", this.onClick);
    removeEventListener("scroll", this.onScroll, { capture: true });
    this.layer?.remove();
    this.layer = null;
    this.current(null);
    this.places.clear();
    this.buttons.clear();
  }

  button(unit, isTyped) {
    const state = shownAs(unit);
    const label = `${STATES[state].name}${isTyped ? ", typed and not saved" : ""}: ${nameOf(unit)}`;
    return element(
      "button",
      { type: "button", class: "mark", "data-state": state, "data-key": key(unit), "data-typed": isTyped, "aria-label": label, title: label, onclick: () => this.open(unit) },
      STATES[state].sign,
    );
  }

  // Puts all marks of the text into one column beside it, however deep the units are. What stands
  // beside the text itself, as notes on a wide screen, has its marks there.
  align() {
    const seen = [...this.buttons].filter(([key, button]) => {
      button.hidden = !this.places.get(key).getClientRects().length;
      return !button.hidden;
    });
    if (!seen.length) return;
    const origin = this.layer.getBoundingClientRect();
    const { width, height } = seen[0][1].getBoundingClientRect();
    const screen = document.documentElement.clientWidth;
    const rtl = getComputedStyle(this.main).direction === "rtl";
    const boxes = seen.map(([key, button]) => {
      const place = this.places.get(key);
      const box = place.getBoundingClientRect();
      const style = getComputedStyle(place);
      const line = Number.parseFloat(style.lineHeight) || box.height;
      const top = box.top + Number.parseFloat(style.paddingTop) + (line - height) / 2;
      return { button, top, start: rtl ? screen - box.right : box.left, end: rtl ? screen - box.left : box.right };
    });
    const isBeside = ({ start }) => start >= boxes[0].end;
    const column = Math.min(...boxes.filter((box) => !isBeside(box)).map(({ start }) => start));
    const filled = new Map(); // how far down each column is taken
    for (const box of boxes.sort((a, b) => a.top - b.top)) {
      const from = isBeside(box) ? box.start : column;
      const start = Math.max(1, from - width - GAP);
      const top = Math.max(box.top, filled.get(start) ?? -Infinity);
      filled.set(start, top + height + 2);
      box.button.style.top = `${Math.round(top - origin.top)}px`;
      box.button.style.left = `${Math.round((rtl ? screen - start - width : start) - origin.left)}px`;
    }
  }

  placeOf(unit) {
    return this.places.get(key(unit)) ?? null;
  }

  // Shows which unit is worked on.
  current(unit) {
    document.querySelector("[data-concord-current]")?.removeAttribute("data-concord-current");
    if (unit) this.placeOf(unit)?.setAttribute("data-concord-current", "");
  }

  focus(unit) {
    const button = this.buttons.get(key(unit));
    button?.focus({ preventScroll: true });
    return button ?? null;
  }

  // The unit whose mark has the focus.
  focused() {
    const had = this.layer?.shadowRoot.activeElement?.dataset.key;
    return this.units?.find((unit) => key(unit) === had) ?? null;
  }

  // A click on the text of a unit. Links, controls and the selection of words stay what they are.
  clicked(event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("a, button, summary, input, select, textarea, [popover]")) return;
    if (!getSelection().isCollapsed) return;
    for (let place = event.target; place; place = place.parentElement) {
      const unit = this.units.find((unit) => this.placeOf(unit) === place);
      if (unit) return this.open(unit);
    }
  }
}

export const key = ({ document, id }) => `${document}/${id}`;

function places(main, units) {
  const elements = new Map();
  for (const place of main.querySelectorAll("[data-unit]")) {
    // A popover or a note beside the text has a copy of the note.
    if (elements.has(place.dataset.unit) || place.closest("[popover], aside, template")) continue;
    elements.set(place.dataset.unit, place);
  }
  const title = main.querySelector("h1");
  const found = new Map();
  let before = title;
  for (const unit of units) {
    const own = elements.get(unit.id);
    const place = own ?? (FRONT.includes(unit.kind) ? title : before);
    if (place) found.set(key(unit), place);
    before = own ?? before;
  }
  return found;
}
