// The address of an article without a language leads a reader to a language of theirs: to the one
// chosen last, or else to the first that the browser asks for and the article can be read in. It
// does so only for somebody who arrives from elsewhere; who comes from a page of the site, comes
// back or reloads wants to choose. It leaves no entry in the history, so that Back works.
const list = document.querySelector("[data-neutral-page]");
const choices = [...list.querySelectorAll("[data-choice]")];
for (const link of choices) link.hash = location.hash;

// The tag itself, or else the same language in another form.
const language = (tag) => tag.toLowerCase().split("-")[0];
const find = (tag) =>
  choices.find((link) => link.hreflang.toLowerCase() === tag.toLowerCase()) ??
  choices.find((link) => language(link.hreflang) === language(tag));

let wanted = navigator.languages;
try {
  wanted = [localStorage.getItem("concord-language"), ...wanted].filter(Boolean);
} catch {
  // Storage is closed to this page: the browser's languages decide.
}
const choice = wanted.map(find).find(Boolean);
const isFirst = performance.getEntriesByType("navigation")[0]?.type === "navigate";
const fromHere = document.referrer.startsWith(new URL(list.dataset.neutralPage, location).href);
if (choice) choice.dataset.suggested = "";
if (choice && isFirst && !fromHere && location.protocol !== "file:") location.replace(choice.href);
