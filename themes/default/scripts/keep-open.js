// Keeps open, on the way to another language, what was open here: a note, or the navigator. Ids
// are the same in all languages; what was open goes along in the storage of this tab, for the next
// page only. (The anchor in the address, see keep-place.js, could not tell a note that is open
// from one whose reference is in view.)
const KEY = "concord-open";
let open = "";

// A press on the switcher closes popovers: what was open is remembered before.
function remember(event) {
  if (!event.target.closest(".languages, .menu-link")) open = "";
  else open = whatIsOpen() || open;
}

function whatIsOpen() {
  if (document.querySelector("#page-navigator:popover-open")) return "page-navigator";
  return document.querySelector(".note-ref[data-open]")?.id ?? "";
}

document.addEventListener("pointerdown", remember, { capture: true });
document.addEventListener("click", (event) => {
  const link = event.target.closest(".languages a[data-keep-place], .menu-link");
  if (!link) return;
  const id = whatIsOpen() || open;
  try {
    if (!id) return sessionStorage.removeItem(KEY);
    sessionStorage.setItem(KEY, id);
  } catch {
    return; // Storage is closed to this page: the next page opens nothing.
  }
  // The place of the note is the reader's place.
  if (id !== "page-navigator") link.hash = id;
});

addEventListener("load", () => {
  // The page of languages is on the way.
  if (document.querySelector(".language-list")) return;
  let id = "";
  try {
    id = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
  } catch {
    // As above.
  }
  const element = id && document.getElementById(id);
  if (!element) return;
  if (element.matches(".note-ref")) element.click();
  else if (element.matches("[popover]") && getComputedStyle(element).display === "none") element.showPopover();
});
