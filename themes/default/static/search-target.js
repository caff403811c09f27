// Shows the words of `?find=` in the passage that the address leads to, without touching the text:
// as ranges of the CSS Custom Highlight API. Browsers without it show the passage as any target.

const NAME = "search";
let button = null;

export function show(words, label) {
  if (!globalThis.CSS?.highlights || !globalThis.Highlight) return;
  const target = place();
  if (!target) return;
  const ranges = find(target, words.split(" ").filter(Boolean));
  if (!ranges.length) return;
  CSS.highlights.set(NAME, new Highlight(...ranges));
  if (button) return;
  button = document.createElement("button");
  button.type = "button";
  button.className = "search-clear";
  button.textContent = label;
  button.addEventListener("click", clear);
  document.body.append(button);
  document.addEventListener("keydown", escape);
}

function place() {
  try {
    const id = decodeURIComponent(location.hash.slice(1));
    return id ? document.getElementById(id) : document.querySelector("main");
  } catch {
    return null; // the fragment is no encoded text
  }
}

// Escape clears, unless it closes something that is open above the text.
function escape(event) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (!document.querySelector("dialog[open], details[data-menu][open], :popover-open")) clear();
}

function clear() {
  const focused = document.activeElement === button;
  CSS.highlights.delete(NAME);
  button.remove();
  button = null;
  document.removeEventListener("keydown", escape);
  const address = new URL(location.href);
  address.searchParams.delete("find");
  history.replaceState(history.state, "", address);
  if (focused) document.getElementById("page-text")?.focus({ preventScroll: true });
}

// The ranges of the words in an element. A numbered paragraph ends where the paragraphs below it
// begin, which are passages of their own.
function find(element, words) {
  const parts = words.map((word) => {
    const escaped = word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
    // Scripts without spaces have words inside of words.
    return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(word)
      ? escaped
      : `(?<![\\p{L}\\p{M}\\p{N}])${escaped}(?![\\p{L}\\p{M}\\p{N}])`;
  });
  if (!parts.length) return [];
  const pattern = new RegExp(parts.join("|"), "giu");
  const item = element.localName === "li" ? element : null;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const ranges = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const list = node.parentElement.closest("ol.numbered");
    if (item && list && list !== item && item.contains(list)) continue;
    for (const match of node.data.matchAll(pattern)) {
      const range = new Range();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      ranges.push(range);
    }
  }
  return ranges;
}
