// The way into reading side by side. What shows it is loaded when a reader asks for it, or when
// the address does (`?with=ar`). A page that is read from disk may not fetch another: there,
// and in browsers without popovers, the way in is not shown.
const parallel = document.getElementById("page-parallel");

if (parallel) {
  const ways = document.querySelectorAll("[data-beside]");
  const load = () => import(new URL(parallel.dataset.script, document.baseURI).href);
  const notLoaded = () => parallel.content.querySelector("[data-say=not-loaded]").cloneNode(true);

  if (location.protocol === "file:" || !("popover" in HTMLElement.prototype)) {
    for (const way of ways) way.hidden = true;
  } else {
    for (const way of ways) {
      way.addEventListener("click", async (event) => {
        if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        try {
          const { add } = await load();
          add(way.dataset.beside);
        } catch {
          way.parentElement.querySelector("[data-say]")?.remove();
          way.after(notLoaded());
        }
      });
    }
    if (new URLSearchParams(location.search).has("with")) {
      load().catch(() => document.querySelector("main").prepend(notLoaded()));
    }
  }
}
