// The keys of the reader: j and k, or the arrows, for the next and the previous article; g and a
// number for an article; ? for the list of keys. They keep silent while the reader types, with
// modifiers, in what scrolls sideways, and when turned off.
const dialog = document.getElementById("page-keys");
const WAIT = 1200; // milliseconds in which a further digit is awaited

if (dialog && dialog.showModal) {
  const use = dialog.querySelector("[data-use-keys]");
  try {
    use.checked = localStorage.getItem("concord-keys") !== "off";
  } catch {
    // Storage is closed to this page: the keys are on.
  }
  use.addEventListener("change", () => {
    try {
      localStorage.setItem("concord-keys", use.checked ? "on" : "off");
    } catch {
      // The choice holds until the next page.
    }
  });

  for (const button of document.querySelectorAll("[data-open-keys]")) {
    button.addEventListener("click", () => dialog.showModal());
  }
  dialog.querySelector("[data-close-keys]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

  // The number of an article is the one its address ends with: addresses are the same in all
  // languages, titles are not. Where no address has a number, articles are counted.
  const articles = new Map();
  const links = [...document.querySelectorAll("a[data-article]")];
  for (const link of links) {
    const number = /(\d+)\/?(?:index\.html)?$/.exec(link.pathname);
    if (number && !articles.has(number[1])) articles.set(number[1], link);
  }
  if (!articles.size) links.forEach((link, index) => articles.set(String(index + 1), link));

  let digits = null; // what was typed after g, or null
  let timer = 0;

  function goTo() {
    clearTimeout(timer);
    const link = articles.get(digits);
    digits = null;
    if (link) location.assign(link.href);
  }

  function type(digit) {
    digits += digit;
    clearTimeout(timer);
    const others = [...articles.keys()].some((number) => number !== digits && number.startsWith(digits));
    if (others) timer = setTimeout(goTo, WAIT);
    else goTo();
  }

  function follow(rel) {
    const link = document.querySelector(`link[rel=${rel}]`);
    if (link) location.assign(link.href);
  }

  document.addEventListener("keydown", (event) => {
    if (!use.checked || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const target = event.target;
    if (target.isContentEditable || target.closest("input, textarea, select, pre, .table, .menu")) return;

    const rtl = document.documentElement.dir === "rtl";
    if (digits !== null) {
      if (/^\p{Nd}$/u.test(event.key)) return type(ascii(event.key));
      if (event.key === "Enter") event.preventDefault();
      return event.key === "Enter" ? goTo() : (digits = null);
    }
    switch (key(event)) {
      case "j":
      case rtl ? "ArrowLeft" : "ArrowRight":
        return follow("next");
      case "k":
      case rtl ? "ArrowRight" : "ArrowLeft":
        return follow("prev");
      case "g":
        digits = "";
        timer = setTimeout(() => (digits = null), WAIT * 2);
        return;
      case "?":
        dialog.showModal();
    }
  });

  // On a keyboard of another script the keys are those in the same places.
  function key({ key, code }) {
    if (key === "؟") return "?";
    const isForeign = key.length === 1 && /\p{L}/u.test(key) && !/\p{Script=Latin}/u.test(key);
    return isForeign ? code.replace(/^Key/, "").toLowerCase() : key;
  }

  // Keyboards of some languages type their own digits: each script has them in a row of ten.
  function ascii(digit) {
    let value = 0;
    for (let code = digit.codePointAt(0); value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1)); code--) value++;
    return String(value);
  }
}
