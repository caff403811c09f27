// What search engines are told of the languages: alternates are reciprocal and have a default,
// and the sitemap says the same as the pages.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { byAbsoluteAddress, wrongAlternates } from "./support/alternates.js";
import { launch } from "./support/chromium.js";
import { isNotFound, readDocuments } from "./support/documents.js";
import { BASE, FIXTURES, LANGUAGES, buildFixture, buildFlagship } from "./support/site.js";

let browser;
let folder;
let pages; // by absolute address, without those for addresses that lead nowhere
before(async () => {
  browser = await launch();
  folder = buildFlagship();
  const documents = await readDocuments(browser, folder);
  pages = byAbsoluteAddress(documents);
});
after(() => browser.close());

const ALL = [...LANGUAGES.map(({ lang }) => lang), "x-default"].sort();

test("every page of a language names all languages and a default, each once", () => {
  for (const page of pages.values()) {
    // Pages without a language only lead to those that have one, and are not searched for.
    if (page.kind === "languages") assert.deepEqual(page.alternates, [], page.path);
    if (["chooser", "languages"].includes(page.kind)) continue;
    assert.deepEqual(page.alternates.map(([lang]) => lang).sort(), ALL, page.path);
  }
});

test("alternates exist, are in the language they name, name the page in turn, and share a default", () => {
  assert.deepEqual(wrongAlternates(pages), []);
});

for (const name of FIXTURES) {
  test(`tests/sites/${name}: alternates are reciprocal`, async () => {
    const pages = byAbsoluteAddress(await readDocuments(browser, buildFixture(name)));
    assert.ok([...pages.values()].some(({ alternates }) => alternates.length > 2));
    assert.deepEqual(wrongAlternates(pages), []);
  });
}

test("a page for addresses that lead nowhere has neither a canonical address nor alternates", async () => {
  const documents = await readDocuments(browser, folder);
  for (const page of documents.filter(isNotFound)) {
    assert.equal(page.canonical, null, page.path);
    assert.deepEqual(page.alternates, [], page.path);
  }
});

test("the sitemap is well-formed and says what the pages say", async () => {
  const page = await browser.newPage();
  const entries = await page.evaluate((xml) => {
    const sitemap = new DOMParser().parseFromString(xml, "application/xml");
    const failure = sitemap.querySelector("parsererror");
    if (failure) throw new Error(failure.textContent);
    return [...sitemap.getElementsByTagName("url")].map((url) => ({
      address: url.getElementsByTagName("loc")[0].textContent,
      alternates: [...url.getElementsByTagNameNS("http://www.w3.org/1999/xhtml", "link")].map((link) => [
        link.getAttribute("hreflang"),
        link.getAttribute("href"),
      ]),
    }));
  }, readFileSync(join(folder, "sitemap.xml"), "utf8"));
  await page.close();

  const listed = entries.map(({ address }) => address);
  assert.deepEqual(listed.filter((address, index) => listed.indexOf(address) !== index), [], "listed twice");
  for (const { address, alternates } of entries) {
    assert.ok(pages.has(address), `${address} does not exist`);
    assert.deepEqual(alternates, pages.get(address).alternates, address);
  }
  const absent = [...pages].filter(([url, { kind }]) => !["chooser", "languages"].includes(kind) && !listed.includes(url));
  assert.deepEqual(absent.map(([url]) => url), []);
});

test("robots.txt names the sitemap", () => {
  assert.match(readFileSync(join(folder, "robots.txt"), "utf8"), new RegExp(`^Sitemap: ${BASE}/sitemap.xml$`, "m"));
});
