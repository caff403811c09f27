// The list of all languages, made shorter by what the reader types: part of the name of a language
// in itself or in the language of the page, with or without accents, or its tag. Enter opens the
// first that is left.
const field = document.getElementById("page-find-language");
const entries = [...document.querySelectorAll(".language-list > li")].map((item) => {
  const link = item.querySelector("a");
  const name = link.querySelector(".language-name").textContent;
  return { item, link, words: plain(`${name} ${link.textContent} ${link.hreflang}`) };
});
const status = document.querySelector(".language-find [role=status]");

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
}

function find() {
  const wanted = plain(field.value.trim());
  let left = 0;
  for (const { item, words } of entries) {
    item.hidden = !words.includes(wanted);
    left += item.hidden ? 0 : 1;
  }
  status.textContent = left ? "" : status.dataset.none;
}

field.addEventListener("input", find);
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !field.value.trim()) return;
  document.querySelector(".language-list > li:not([hidden]) a")?.click();
});
// A value that the browser kept from an earlier visit counts as typed.
find();
