// What the preview says: problems of the project, articles that changed elsewhere, and that the
// server is gone. It stands in a shadow tree, so that neither the theme's style nor ours touches
// the other. Texts are put in as texts.
import { element } from "./element.js";

const WORDS = {
  errors: (n) => (n === 1 ? "1 error" : `${n} errors`),
  warnings: (n) => (n === 1 ? "1 warning" : `${n} warnings`),
};

export class Panel {
  constructor(style) {
    this.host = document.createElement("concord-preview");
    // The page may be in any language and direction; these words are English.
    this.host.lang = "en";
    this.host.dir = "ltr";
    this.host.setAttribute("role", "region");
    this.host.setAttribute("aria-label", "Preview");
    // The bar stands at the side where lines begin.
    this.host.dataset.side = getComputedStyle(document.body).direction === "rtl" ? "right" : "left";
    const root = this.host.attachShadow({ mode: "open" });
    const link = element("link", { rel: "stylesheet", href: style });
    this.toggle = element("button", { type: "button", class: "count", hidden: "", "aria-expanded": "false" });
    this.toggle.addEventListener("click", () => this.open(!this.isOpen, true));
    this.list = element("div", { class: "problems", tabindex: "-1" });
    const close = element("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    close.addEventListener("click", () => this.open(false, true));
    this.overlay = element("section", { class: "overlay", hidden: "", "aria-label": "Problems of the project" });
    this.overlay.append(close, this.list);
    this.overlay.addEventListener("keydown", (event) => event.key === "Escape" && this.open(false, true));
    this.note = element("div", { class: "note", role: "status" });
    this.lost = element("div", { class: "lost", role: "status" });
    // Where the view is turned on, and has its own controls.
    this.bar = element("div", { class: "bar" }, this.toggle);
    root.append(link, this.overlay, this.note, this.lost, this.bar);
    document.body.append(this.host);
    // The mark of changed passages is in the page itself.
    document.head.append(element("link", { rel: "stylesheet", href: style }));
    this.isOpen = false;
    this.wasClosed = null; // the errors that somebody closed the overlay over
  }

  problems(problems, isComplete) {
    const errors = problems.filter((problem) => problem.severity === "error").length;
    const warnings = problems.length - errors;
    const counts = [errors && WORDS.errors(errors), warnings && WORDS.warnings(warnings)].filter(Boolean);
    this.toggle.hidden = !problems.length;
    this.toggle.textContent = counts.join(", ");
    this.toggle.dataset.severity = errors ? "error" : "warning";
    const key = JSON.stringify(problems);
    if (key !== this.shown) {
      this.shown = key;
      this.list.replaceChildren(
        ...problems.map(({ severity, code, text }) => {
          const item = element("article", { "data-severity": severity, "data-code": code });
          item.append(element("pre", { dir: "ltr" }, text));
          return item;
        }),
      );
    }
    // Errors show themselves, and go by themselves when they are mended.
    if (errors && key !== this.wasClosed) this.open(true);
    else if (!errors && (this.openedItself || !warnings) && (isComplete || !warnings)) this.open(false);
    if (!errors) this.wasClosed = null;
  }

  open(isOpen, byHand = false) {
    if (byHand && !isOpen) this.wasClosed = this.shown;
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    this.openedItself = isOpen && !byHand;
    this.overlay.hidden = !isOpen;
    this.toggle.setAttribute("aria-expanded", String(isOpen));
    if (byHand) (isOpen ? this.list : this.toggle).focus();
  }

  // Articles that changed and are not this one; nothing to leave what is said.
  elsewhere(links) {
    if (!links) return;
    this.note.replaceChildren();
    if (!links.length) return;
    this.note.append("Changed: ");
    links.forEach(({ name, href }, at) => this.note.append(at ? ", " : "", element("a", { href, dir: "auto" }, name)));
    const close = element("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    close.addEventListener("click", () => this.note.replaceChildren());
    this.note.append(close);
  }

  connected(isConnected) {
    this.lost.textContent = isConnected ? "" : "The preview has stopped. What is shown may be out of date.";
  }
}
