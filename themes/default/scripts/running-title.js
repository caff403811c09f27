// Gives the pages of a print the title that the style puts at their heads: a style can't read it
// from the document everywhere.
addEventListener("beforeprint", () => {
  const quoted = document.title.replace(/["\\]/g, "\\$&").replace(/\s+/g, " ");
  document.documentElement.style.setProperty("--running-title", `"${quoted}"`);
});
