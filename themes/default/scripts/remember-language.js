// Remembers the language that a reader chose last, for addresses without a language.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.language, a[data-choice]");
  try {
    if (link) localStorage.setItem("concord-language", link.hreflang);
  } catch {
    // Storage is closed to this page: the browser's languages decide.
  }
});
