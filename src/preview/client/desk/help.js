// What helps to translate a unit: terms, earlier and similar translations, other languages.
import { element } from "../element.js";
import { STATES } from "./states.js";

const ORIGINS = { equal: "same text", similar: "similar text", archive: "removed text" };

export function help(unit, editor) {
  const place = element("div", { class: "help" });
  const text = { lang: unit.lang, dir: unit.dir };
  if (unit.terms.length) {
    const list = element("dl", { class: "terms" });
    for (const { source, forms } of unit.terms) {
      const buttons = forms.map((form) => element("button", { type: "button", ...text, title: "Put it into the text", onclick: () => editor.put(form, false) }, form));
      list.append(element("div", {}, element("dt", { lang: unit.source.lang, dir: unit.source.dir }, source), element("dd", {}, ...buttons)));
    }
    place.append(element("h3", {}, "Terms"), list);
  }
  if (unit.suggestions.length) {
    const list = element("ol", { class: "suggestions" });
    unit.suggestions.forEach((suggestion, at) => {
      list.append(
        element(
          "li",
          {},
          element("p", { class: "about" }, `${suggestion.percent} % · ${ORIGINS[suggestion.origin]} · `, element("code", {}, suggestion.id)),
          suggestion.origin === "equal" ? null : changes(suggestion, unit),
          element("p", { class: "text", ...text }, suggestion.text),
          element("button", { type: "button", "aria-keyshortcuts": `Alt+${at + 1}`, title: `Alt+${at + 1}`, onclick: () => editor.put(suggestion.text) }, "Use it"),
        ),
      );
    });
    place.append(element("h3", {}, "Suggestions"), list);
  }
  if (unit.others.length) {
    const details = element("details", { class: "others" }, element("summary", {}, `Other languages (${unit.others.length})`));
    for (const other of unit.others) {
      const of = { lang: other.lang, dir: other.dir };
      const shown = element("p", { class: "text", ...of });
      if (other.html === null) shown.textContent = other.text;
      else shown.innerHTML = other.html; // as on the pages: made by the program from the text
      details.append(element("h4", {}, element("bdi", of, other.name), other.state === "current" ? "" : ` (${STATES[other.state].name})`), shown);
    }
    place.append(details);
  }
  return place;
}

// How the other source text differs from this one.
function changes(suggestion, unit) {
  const difference = element("p", { class: "difference", lang: unit.source.lang, dir: unit.source.dir });
  for (const { op, text } of suggestion.changes) {
    difference.append(op === "kept" ? text : element(op === "removed" ? "del" : "ins", {}, text));
  }
  return difference;
}
