// What the files of a site say, read by the browser's own HTML parser without loading the pages.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { addressOf, htmlFiles } from "./site.js";

// Reads all HTML files of a site. Each has `path`, `address` and the facts below.
export async function readDocuments(browser, folder) {
  const page = await browser.newPage();
  const documents = [];
  for (const path of htmlFiles(folder)) {
    const facts = await page.evaluate(read, readFileSync(join(folder, path), "utf8"));
    documents.push({ path, address: addressOf(path), ...facts });
  }
  await page.close();
  return documents;
}

// Whether a file is what servers show for addresses that lead nowhere, whatever the theme calls it.
export const isNotFound = ({ path }) => /(^|\/)404\.html$/.test(path);

// Runs in the browser: the facts of one document.
function read(html) {
  const document = new DOMParser().parseFromString(html, "text/html");
  const all = (selector) => [...document.querySelectorAll(selector)];
  const root = document.documentElement;
  const text = (element) => element.textContent.trim();
  // What stands in a template is not part of the document; a copy of it will be.
  const ids = all("[id]").map((element) => element.id);
  return {
    html,
    lang: root.lang,
    dir: root.dir,
    title: document.title,
    robots: document.querySelector("meta[name=robots]")?.content ?? null,
    kind: document.body.className.replace(/^page-/, ""),
    description: document.querySelector("meta[name=description]")?.content ?? null,
    policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? null,
    canonical: document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? null,
    alternates: all("link[rel=alternate][hreflang]").map((link) => [link.hreflang, link.getAttribute("href")]),
    ids,
    links: all("[href], [src]").map((element) => ({
      element: element.localName,
      rel: element.getAttribute("rel"),
      hreflang: element.getAttribute("hreflang"),
      address: element.getAttribute("href") ?? element.getAttribute("src"),
      text: text(element).slice(0, 60),
    })),
    referenced: all("[aria-labelledby], [aria-describedby], [aria-controls], [popovertarget], [for]").flatMap((element) =>
      ["aria-labelledby", "aria-describedby", "aria-controls", "popovertarget", "for"].flatMap((name) =>
        (element.getAttribute(name) ?? "").split(/\s+/).filter(Boolean),
      ),
    ),
    headings: all("h1, h2, h3, h4, h5, h6").filter((heading) => !heading.closest("dialog"))
      .map((heading) => ({ level: Number(heading.localName[1]), text: text(heading) })),
    mains: all("main").length,
    banners: all("body > header").length,
    footers: all("body > footer").length,
    navigations: all("nav").map((nav) => nav.getAttribute("aria-label") ?? document.getElementById(nav.getAttribute("aria-labelledby"))?.textContent ?? null),
    firstLink: document.querySelector("body a[href]")?.getAttribute("href") ?? null,
    inline: all('[style], style, script:not([src], [type="application/ld+json"])').map((element) => element.outerHTML.slice(0, 80))
      .concat(all("*").flatMap((element) => element.getAttributeNames().filter((name) => name.startsWith("on")))),
  };
}
