// Makes an element. What is not an attribute is a text or an element in it; texts are put in as texts.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

// A tree of its own in an element, with a style that all such elements share. Neither the theme's
// style nor ours touches the other.
const sheets = new Map();
export function shadow(host, style, options = {}) {
  const root = host.attachShadow({ mode: "open", ...options });
  if (!sheets.has(style.href)) {
    const sheet = new CSSStyleSheet();
    sheets.set(style.href, sheet);
    fetch(style).then((answer) => answer.text()).then((text) => sheet.replace(text), () => {});
  }
  root.adoptedStyleSheets = [sheets.get(style.href)];
  return root;
}
