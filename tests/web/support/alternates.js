// Whether the languages of a page know one another, as `hreflang` tells search engines.
import { isNotFound } from "./documents.js";
import { BASE } from "./site.js";

// The pages of a site by their absolute addresses, without those for addresses that lead nowhere.
export function byAbsoluteAddress(documents) {
  const pages = documents.filter((page) => !isNotFound(page));
  return new Map(pages.map((page) => [`${BASE}/${page.address}`, page]));
}

// What is wrong with the alternates of pages, one line each: every one exists, is in the language
// it names, names the page in turn, and has the same default.
export function wrongAlternates(pages) {
  const wrong = [];
  for (const [url, page] of pages) {
    if (page.canonical !== url) wrong.push(`${page.path}: is canonical at ${page.canonical}`);
    const names = page.alternates.map(([lang]) => lang);
    if (new Set(names).size !== names.length) wrong.push(`${page.path}: names a language twice`);
    const fallback = new Map(page.alternates).get("x-default");
    for (const [lang, address] of page.alternates) {
      const other = pages.get(address);
      if (!other) {
        wrong.push(`${page.path}: ${address} does not exist`);
        continue;
      }
      if (lang !== "x-default" && other.lang !== lang) wrong.push(`${page.path}: ${address} is in ${other.lang}, not in ${lang}`);
      // The chooser is in no language: the pages it leads to name it as their default.
      const name = page.kind === "chooser" ? "x-default" : page.lang;
      const isNamed = other.alternates.some(([back, backAddress]) => back === name && backAddress === url);
      if (!isNamed) wrong.push(`${page.path}: ${address} does not name it`);
      const others = new Map(other.alternates);
      if (others.size && others.get("x-default") !== fallback) wrong.push(`${page.path}: ${address} has another default`);
    }
  }
  return wrong;
}
