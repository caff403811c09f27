// The links beside passages. A press copies the address of the passage and offers its citation;
// what shows that is loaded then. All of them together are one stop of the Tab key, that of the
// passage that is being read; the arrows go on to the others. Screen readers meet that one only:
// the button 'Cite' lists all passages.
const links = [...document.querySelectorAll("a.permalink")];
const cite = document.querySelector("[data-cite]");

if (cite) {
  const name = links[0]?.getAttribute("aria-label");
  let current = null;

  function offer(link) {
    if (!link || link === current) return;
    if (current) hide(current);
    current = link;
    link.tabIndex = 0;
    link.removeAttribute("aria-hidden");
    link.setAttribute("aria-label", `${name}: ${link.parentElement.textContent.trim().slice(0, 60)}`);
  }

  function hide(link) {
    link.tabIndex = -1;
    link.setAttribute("aria-hidden", "true");
  }

  links.forEach(hide);
  offer(links[0]);

  document.addEventListener("keydown", (event) => {
    const focus = document.activeElement;
    const at = links.indexOf(focus);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at >= 0 && step && links[at + step]) {
      event.preventDefault();
      links[at + step].focus();
    } else if (event.key === "Tab" && at < 0) {
      offer(
        links.find((link) => link.parentElement.contains(focus)) ??
          links.find((link) => link.parentElement.getBoundingClientRect().bottom > 0),
      );
    }
  });
  document.addEventListener("focusin", (event) => links.includes(event.target) && offer(event.target));

  // A module can't be loaded from a disk: there the links stay what they are.
  const isOnDisk = location.protocol === "file:";
  cite.hidden = isOnDisk;

  function use(opener, copied) {
    import(new URL(cite.dataset.module, document.baseURI)).then((module) => module.open(cite, opener, copied));
  }

  cite.addEventListener("click", () => use(cite));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.permalink");
    if (!link || isOnDisk || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.replaceState(history.state, "", link.hash);
    const canonical = document.querySelector("link[rel=canonical]")?.href ?? link.href.split("#")[0];
    // Before anything is awaited: a browser lets a page copy only while it answers a press.
    const copied = navigator.clipboard?.writeText(canonical + link.hash).then(() => true, () => false);
    use(link, copied ?? false);
  });
}
