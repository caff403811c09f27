// Opens the search, by its button or the key /, and shows the words that a reader searched for in
// the page that a result led to. Everything else is loaded when it is used. Pages from disk have
// no search, as browsers do not let them read other files.
const dialog = document.getElementById("page-search");

if (dialog && dialog.showModal && location.protocol !== "file:") {
  const style = () => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = dialog.dataset.style;
    document.head.append(link);
    return new Promise((resolve) => (link.onload = link.onerror = resolve));
  };
  let styled = null;
  const load = (address) => {
    styled ??= style();
    return Promise.all([import(new URL(address, document.baseURI).href), styled]).then(([module]) => module);
  };

  const open = () =>
    load(dialog.dataset.module).then(
      (module) => module.open(dialog),
      () => {
        dialog.querySelector("[role=status]").textContent = dialog.dataset.failed;
        dialog.showModal();
      },
    );

  for (const button of document.querySelectorAll("[data-open-search]")) {
    button.hidden = false;
    button.addEventListener("click", open);
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    // On a keyboard of another script the key in the same place serves.
    if (event.key !== "/" && !(event.code === "Slash" && /\p{L}/u.test(event.key))) return;
    const target = event.target;
    if (target.isContentEditable || target.closest("input, textarea, select") || document.querySelector("dialog[open]")) return;
    const use = document.querySelector("[data-use-keys]");
    if (use && !use.checked) return;
    event.preventDefault();
    open();
  });

  const arrive = () => {
    const words = new URLSearchParams(location.search).get("find");
    if (words) load(dialog.dataset.target).then((module) => module.show(words, dialog.dataset.clear), () => {});
  };
  arrive();
  addEventListener("hashchange", arrive);
}
