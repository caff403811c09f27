// Fetches the page a reader is about to open: when the pointer rests on its link, a finger touches
// it, or the focus comes to it. Each page once, only pages of this site, and nothing for readers
// who save data or are on a slow line.
const PAUSE = 80; // milliseconds a pointer rests before that is an intention
const line = navigator.connection;

if (document.createElement("link").relList.supports("prefetch") && location.protocol !== "file:" && !line?.saveData && !/2g/.test(line?.effectiveType)) {
  const known = new Set([location.href.split("#")[0]]);
  let timer = 0;

  const pageOf = (event) => {
    const link = event.target.closest?.("a[href]");
    const address = link?.href.split("#")[0];
    const isPage = address?.endsWith("/") && new URL(address).origin === location.origin;
    return isPage && !link.download && !known.has(address) ? address : null;
  };

  const fetchPage = (address) => {
    known.add(address);
    const hint = document.createElement("link");
    hint.rel = "prefetch";
    hint.href = address;
    document.head.append(hint);
  };

  const now = (event) => {
    const address = pageOf(event);
    if (address) fetchPage(address);
  };

  document.addEventListener("touchstart", now, { passive: true });
  document.addEventListener("focusin", now);
  document.addEventListener("pointerover", (event) => {
    clearTimeout(timer);
    const address = event.pointerType === "mouse" && pageOf(event);
    if (address) timer = setTimeout(fetchPage, PAUSE, address);
  });
}
