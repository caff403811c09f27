// Keeps the reader's place on the way to another language: anchors are the same in all languages,
// so the address gets the anchor of the first block that is in view.
const links = document.querySelectorAll("a[data-keep-place]");
// Of a text that is read beside others, the first column counts.
const BLOCKS = ":is(.prose [id]:not(.note-ref), .note-list > li):not([data-other] *)";

function anchorInView() {
  const blocks = document.querySelectorAll(BLOCKS);
  // At the top, and on the page of languages, the place is the one the reader came with.
  if (scrollY < 80 || !blocks.length) return location.hash;
  for (const block of blocks) {
    const box = block.getBoundingClientRect();
    // A list item reaches over the items inside it: its own start must be in view, or its last line.
    if (box.top >= 0 && box.top < innerHeight) return "#" + block.id;
    if (box.bottom > innerHeight / 2 && !block.querySelector("[id]:not(.note-ref)")) return "#" + block.id;
  }
  return "";
}

for (const link of links) {
  const keep = () => link.setAttribute("href", link.getAttribute("href").split("#")[0] + anchorInView());
  link.addEventListener("pointerdown", keep);
  link.addEventListener("click", keep);
}
