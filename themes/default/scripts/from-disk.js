// A site that is read from disk has no server that shows the page of a folder: links to folders
// are led to the page in them. (`concord build --for-disk` writes such links for readers without
// scripts.)
if (location.protocol === "file:") {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  }, { capture: true });
}
