// The marks beside the units of a page. They stand in the margin, out of the flow: the text keeps
// its place. A unit that has no element of its own, as a description, is marked where the title is,
// or the unit before it.
import { element, shadow } from "../element.js";
import { STATES, nameOf, shownAs } from "./states.js";

const TAG = "concord-marks";
const FRONT = ["title", "description", "label above the title"];

export class Marks {
  // `open` is called with the unit that somebody chose.
  constructor(style, open) {
    this.style = style;
    this.open = open;
    this.places = new Map(); // the element of each unit, by document and id
    this.resized = new ResizeObserver(() => this.align());
    this.onClick = (event) => this.clicked(event);
  }

  // Marks the units of this page; `unsaved` tells for which something was typed.
  show(units, unsaved) {
    this.units = units;
    this.unsaved = unsaved;
    const main = document.querySelector("main, [role=main]") ?? document.body;
    this.places = places(main, units);
    const at = new Map();
    for (const unit of units) {
      const place = this.places.get(key(unit));
      if (place) at.set(place, [...(at.get(place) ?? []), unit]);
    }
    for (const host of document.querySelectorAll(TAG)) {
      if (!at.has(host.parentElement)) host.remove();
    }
    for (const [place, units] of at) this.mark(place, units);
    this.align();
    this.resized.disconnect();
    this.resized.observe(main);
    main.addEventListener("click", this.onClick);
    this.main = main;
  }

  hide() {
    this.resized.disconnect();
    this.main?.removeEventListener("click", this.onClick);
    for (const host of document.querySelectorAll(TAG)) host.remove();
    this.current(null);
    this.places.clear();
  }

  mark(place, units) {
    let host = [...place.children].find((child) => child.localName === TAG);
    if (!host) {
      host = document.createElement(TAG);
      host.lang = "en";
      shadow(host, this.style);
      place.prepend(host);
    }
    const buttons = units.map((unit) => {
      const state = shownAs(unit);
      const typed = this.unsaved.has(key(unit));
      const label = `${STATES[state].name}${typed ? ", typed and not saved" : ""}: ${nameOf(unit)}`;
      return element(
        "button",
        { type: "button", class: "mark", "data-state": state, "data-key": key(unit), "data-typed": typed, "aria-label": label, title: label, onclick: (event) => (event.stopPropagation(), this.open(unit)) },
        STATES[state].sign,
      );
    });
    const had = host.shadowRoot.activeElement?.dataset.key;
    host.shadowRoot.replaceChildren(...buttons);
    buttons.find((button) => button.dataset.key === had)?.focus({ preventScroll: true });
  }

  // Puts all marks into one column beside the text, however deep the units are.
  align() {
    const all = [...document.querySelectorAll(TAG)].filter((host) => host.parentElement?.getClientRects().length);
    const free = all.filter((host) => !host.parentElement.matches("td, th"));
    for (const host of free) host.style.removeProperty("--concord-shift");
    const starts = free.map((host) => {
      const box = host.getBoundingClientRect();
      return getComputedStyle(host.parentElement).direction === "rtl" ? document.documentElement.clientWidth - box.right : box.left;
    });
    const least = Math.min(...starts);
    free.forEach((host, at) => host.style.setProperty("--concord-shift", `${Math.round(starts[at] - least)}px`));
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
    const place = this.placeOf(unit);
    const host = place && [...place.children].find((child) => child.localName === TAG);
    const buttons = [...(host?.shadowRoot.children ?? [])];
    const button = buttons.find((button) => button.dataset.key === key(unit));
    button?.focus({ preventScroll: true });
    return button ?? null;
  }

  // The unit whose mark has the focus.
  focused() {
    const host = document.activeElement;
    if (host?.localName !== TAG) return null;
    const had = host.shadowRoot.activeElement?.dataset.key;
    return this.units.find((unit) => key(unit) === had) ?? null;
  }

  // A click on the text of a unit. Links, controls and the selection of words stay what they are.
  clicked(event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("a, button, summary, input, select, textarea, [popover], concord-marks")) return;
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
