// The navigator: shows the current article without moving the page, and as a sheet on narrow
// screens gives it what a popover lacks: closing on choice, with Back, and when the focus leaves.
const tree = document.getElementById("page-navigator");

if (tree) {
  const current = tree.querySelector("[aria-current=page]");
  const reveal = () => {
    if (!current) return;
    const [own, box] = [current, tree].map((element) => element.getBoundingClientRect());
    const isShown = own.top >= box.top && own.bottom <= Math.min(box.bottom, innerHeight) - 32;
    if (!isShown) tree.scrollTop += own.top - box.top - tree.clientHeight / 2;
  };
  reveal();

  const isOpen = () => tree.matches(":popover-open");
  let entered = false; // whether the history has an entry for the open sheet

  if ("popover" in HTMLElement.prototype) {
    // Before the sheet is shown, so that Back closes it from the first moment on.
    tree.addEventListener("beforetoggle", (event) => {
      if (event.newState !== "open" || entered) return;
      history.pushState({ navigator: true }, "");
      entered = true;
    });

    tree.addEventListener("toggle", () => {
      if (isOpen()) {
        reveal();
        (current || tree.querySelector("a")).focus({ preventScroll: true });
      } else if (entered) {
        entered = false;
        history.back();
      }
    });

    addEventListener("popstate", () => {
      entered = false;
      if (isOpen()) tree.hidePopover();
    });

    // A choice takes the place of the sheet in the history, so that Back leads to the text.
    tree.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link || !isOpen() || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      entered = false;
      tree.hidePopover();
      location.replace(link.href);
    });

    tree.addEventListener("focusout", (event) => {
      if (isOpen() && event.relatedTarget && !tree.contains(event.relatedTarget)) tree.hidePopover();
    });

    matchMedia("(width >= 64em)").addEventListener("change", () => isOpen() && tree.hidePopover());
  }
}
