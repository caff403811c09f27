// Puts the notes beside the text on wide screens, each at the height of its first reference, in
// reading order, none over another. The style says where there is room for that. A note that
// would come to stand far from its reference shows that there are too many for the margin: then
// all stay in their list, and open in popovers.
//
// A press on a reference marks its note and moves the focus to it; its way back, or Escape, gives
// the focus back without moving the page more than needed.

// One list of notes, or one of each article where a whole document stands on the page.
const lists = [...document.querySelectorAll("main > .reading .notes")];
const FAR = 480; // how many pixels below its reference a note may stand
const GAP = 10; // pixels between two notes

if (lists.length && document.getElementById("page-navigator")) {
  const article = document.querySelector("main > .reading");
  const main = article.parentElement;
  const last = lists.at(-1);
  const references = new Map(); // the first reference of each note
  for (const link of article.querySelectorAll("a.note-ref")) {
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (note && !references.has(note)) references.set(note, link);
  }
  const isBeside = (note) => getComputedStyle(note).position === "absolute";

  const setBeside = (beside) => lists.forEach((list) => list.classList.toggle("in-margin", beside));

  function place() {
    const [first] = references.keys();
    setBeside(true);
    if (!first || !isBeside(first)) return;
    last.style.removeProperty("--reserve");

    // All measures are taken before anything is placed: the page is laid out once.
    const start = article.getBoundingClientRect().top;
    const end = main.getBoundingClientRect().bottom - start;
    let free = 0;
    const tops = [...references].map(([note, link]) => {
      const box = link.getBoundingClientRect();
      const middle = (box.top + box.bottom) / 2 - start;
      const wanted = middle - parseFloat(getComputedStyle(note).lineHeight) / 2;
      const top = Math.max(wanted, free);
      free = top + note.offsetHeight + GAP;
      return { note, top, far: top - wanted };
    });

    if (tops.some(({ far }) => far > FAR)) return setBeside(false);
    for (const { note, top } of tops) note.style.setProperty("--top", `${top}px`);
    if (free > end) last.style.setProperty("--reserve", `${free - end}px`);
  }

  place();
  new ResizeObserver(place).observe(article);

  const noteOf = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
  let meant = []; // the note that is shown as the one meant, and the reference that leads to it
  let entered = null; // the reference by which the focus came into the notes

  function mark(note, link) {
    for (const element of meant) delete element.dataset.open;
    meant = note && link ? [note, link] : [];
    for (const element of meant) element.dataset.open = "";
  }

  function go(element) {
    element.scrollIntoView({ block: "nearest" });
    element.focus({ preventScroll: true });
  }

  article.addEventListener("click", (event) => {
    const link = event.target.closest("a.note-ref, a[role=doc-backlink]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const target = noteOf(link);
    const note = link.closest(".note-list > li") ?? target;
    if (!target || !references.has(note) || !isBeside(note)) return;
    event.preventDefault();
    entered = target === note ? link : null;
    mark(note, entered);
    if (entered) note.tabIndex = -1;
    go(target);
  });

  // The ways back of a note lead to all places that cite it; Escape leads to the one come from.
  article.addEventListener("keydown", (event) => {
    const note = event.target.closest(".note-list > li");
    if (event.key !== "Escape" || !references.has(note) || !isBeside(note)) return;
    mark();
    go(entered ?? references.get(note));
  });

  // A reference under the pointer shows which note is its own.
  article.addEventListener("pointerover", (event) => {
    const link = event.target.closest("a.note-ref");
    if (link) mark(noteOf(link), link);
    else mark(document.activeElement.closest(".note-list > li"), entered);
  });
}
