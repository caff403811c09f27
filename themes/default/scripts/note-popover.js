// Opens a note beside its reference. Without this script, or in a browser without popovers, a
// reference is a link to the note at the end of the page.
//
// A press opens the note and moves the focus into it, so that it is announced once; the same
// press again, Escape, the button or a press outside closes it, and the focus returns. A pointer
// that rests on a reference opens the note without touching the focus, for as long as it stays
// on either of them. The popover is one element, so only one note is open at a time.

const template = document.getElementById("page-note");
const REST = 250; // milliseconds a pointer rests before a note opens
const LEAVE = 300; // milliseconds it may be away before the note closes

if (template && "popover" in HTMLElement.prototype) {
  const popover = template.content.firstElementChild.cloneNode(true);
  const title = popover.querySelector(".note-popover-title");
  const text = popover.querySelector(".note-text");
  const toNote = popover.querySelector(".note-popover-foot a");
  document.body.append(popover);

  let reference = null; // the reference whose note is open
  let hovering = false; // whether only the pointer opened it
  let pressed = null; // the reference that was open when the press began
  let timer = 0;

  const isOpen = () => popover.matches(":popover-open");
  const noteOf = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));

  function fill(note) {
    const content = note.querySelector(".note-text").cloneNode(true);
    // The note itself keeps the ids: no id may be twice on a page.
    for (const element of content.querySelectorAll("[id]")) element.removeAttribute("id");
    text.replaceChildren(...content.childNodes);
    // A note of a text that is read beside this one is in that text's language.
    const language = note.closest("[lang]");
    for (const part of [title, text]) {
      part.lang = language.lang;
      part.dir = language.dir;
    }
  }

  function open(link, byPointer) {
    const note = noteOf(link);
    // A note that stands beside the text (sidenotes.js) is open already.
    if (!note || getComputedStyle(note).position === "absolute") return false;
    if (reference !== link) close();
    hovering = byPointer;
    if (isOpen()) return true;
    reference = link;
    fill(note);
    title.textContent = link.getAttribute("aria-label");
    popover.setAttribute("aria-label", title.textContent);
    toNote.setAttribute("href", link.hash);
    link.dataset.open = "";
    link.style.anchorName = "--note";
    popover.showPopover();
    place(link);
    return true;
  }

  function close() {
    clearTimeout(timer);
    if (isOpen()) popover.hidePopover();
  }

  // Where the style can't place the popover, this gives it the place; and on phones it keeps the
  // reference above the sheet.
  function place(link) {
    const box = link.getBoundingClientRect();
    const own = popover.getBoundingClientRect();
    if (matchMedia("(width < 40em)").matches) {
      if (box.bottom > innerHeight - own.height) scrollBy({ top: box.bottom - (innerHeight - own.height) + 24 });
      return;
    }
    if (CSS.supports("position-area", "block-end")) return;
    const width = document.documentElement.clientWidth;
    const rtl = getComputedStyle(popover).direction === "rtl";
    const middle = (box.left + box.right) / 2;
    const inline = (rtl ? width - middle : middle) - own.width / 2;
    const below = box.bottom + own.height + 16 < innerHeight || box.top < own.height + 16;
    popover.style.setProperty("--inline", Math.max(12, Math.min(inline, width - own.width - 12)) + "px");
    popover.style.setProperty("--block", scrollY + (below ? box.bottom + 6 : box.top - own.height - 6) + "px");
  }

  popover.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "closed" || !reference) return;
    const link = reference;
    const inside = popover.contains(document.activeElement);
    reference = null;
    delete link.dataset.open;
    link.style.anchorName = "";
    if (inside) link.focus({ preventScroll: true });
  });

  document.addEventListener(
    "pointerdown",
    (event) => {
      pressed = isOpen() && !hovering && event.target.closest(".note-ref") === reference ? reference : null;
    },
    true,
  );

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.note-ref");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    clearTimeout(timer);
    const again = link === pressed || (link === reference && !hovering);
    pressed = null;
    if (again) {
      event.preventDefault();
      close();
    } else if (open(link, false)) {
      event.preventDefault();
      popover.focus({ preventScroll: true });
    }
  });

  popover.querySelector("button").addEventListener("click", close);
  toNote.addEventListener("click", close);

  if (matchMedia("(hover: hover)").matches) {
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse") return;
      const link = event.target.closest("a.note-ref");
      if (link === reference || popover.contains(event.target)) clearTimeout(timer);
      if (link && link !== reference && (hovering || !isOpen())) {
        clearTimeout(timer);
        timer = setTimeout(open, REST, link, true);
      } else if (!link && !popover.contains(event.target)) {
        clearTimeout(timer);
        if (isOpen() && hovering) timer = setTimeout(close, LEAVE);
      }
    });
  }
}
