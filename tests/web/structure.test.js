// What assistive technology and search engines build on: language, headings, landmarks, ids.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, withPage } from "./support/chromium.js";
import { readDocuments } from "./support/documents.js";
import { serve } from "./support/server.js";
import { LANGUAGES, SUB_PATH, addressOf, buildFixture, buildFlagship, htmlFiles } from "./support/site.js";

let browser;
let documents;
before(async () => {
  browser = await launch();
  documents = await readDocuments(browser, buildFlagship());
});
after(() => browser.close());

// Asserts of every page that `problem` finds none; it returns a string, or null.
function ofEveryPage(problem) {
  const found = documents.map((page) => [page.path, problem(page)]).filter(([, text]) => text);
  assert.deepEqual(found, []);
}

const languageOf = (page) => LANGUAGES.find(({ tag }) => page.path.startsWith(`${tag}/`)) ?? LANGUAGES.find(({ tag }) => tag === "en");

test("every language has the same pages", () => {
  const pages = (tag) => documents.filter(({ path }) => path.startsWith(`${tag}/`)).map(({ path }) => path.slice(tag.length)).sort();
  assert.equal(pages("en").length, 20);
  for (const { tag } of LANGUAGES) assert.deepEqual(pages(tag), pages("en"), tag);
  // Beside them the chooser, the page for addresses that lead nowhere, and the pages without a
  // language: one for each article, part and document.
  assert.equal(documents.length, 6 * 20 + 2 + 15);
});

test("the language and direction of a page are those of its folder", () => {
  ofEveryPage((page) => {
    const { lang, dir } = languageOf(page);
    return page.lang === lang && page.dir === dir ? null : `${page.lang} ${page.dir}`;
  });
});

test("one h1 that is not empty, and no level of headings is skipped", () => {
  ofEveryPage(({ headings }) => {
    if (headings.filter(({ level }) => level === 1).length !== 1) return "not one h1";
    if (headings.some(({ text }) => !text)) return "an empty heading";
    const skip = headings.find(({ level }, index) => level > (headings[index - 1]?.level ?? 0) + 1);
    return skip ? `h${skip.level} ${skip.text}` : null;
  });
});

test("one main, one banner, one footer; every navigation has a name of its own", () => {
  ofEveryPage((page) => {
    if (page.mains !== 1 || page.banners !== 1 || page.footers !== 1) return `${page.mains} ${page.banners} ${page.footers}`;
    if (page.navigations.some((name) => !name?.trim())) return "a navigation without a name";
    return new Set(page.navigations).size === page.navigations.length ? null : `two of ${page.navigations}`;
  });
});

test("the first link skips to the text", () => {
  ofEveryPage(({ firstLink, ids }) => (firstLink === "#page-text" && ids.includes("page-text") ? null : String(firstLink)));
});

test("no id stands twice on a page", () => {
  ofEveryPage(({ ids }) => ids.find((id, index) => ids.indexOf(id) !== index) ?? null);
});

test("titles tell the pages of a language apart", () => {
  for (const { tag } of LANGUAGES) {
    const titles = documents.filter(({ path }) => path.startsWith(`${tag}/`)).map(({ title }) => title);
    assert.deepEqual(titles.filter((title, index) => !title || titles.indexOf(title) !== index), [], tag);
  }
});

test("the policy of every page is strict, and nothing is inline", () => {
  ofEveryPage((page) => {
    // The search is a program in WebAssembly.
    const policy = (page.policy ?? "").replace("'wasm-unsafe-eval'", "");
    if (!/^default-src 'none';/.test(policy) || /unsafe|\*/.test(policy)) return String(page.policy);
    return page.inline[0] ?? null;
  });
});

test("an article describes itself in a sentence", () => {
  ofEveryPage(({ kind, description }) => (kind === "article" && !description ? "no description" : null));
});

// The theme has no messages in Persian: its words are English on Persian pages.
test("words of the interface in another language than the page's say so", async () => {
  const folder = buildFixture("manual");
  const server = await serve(folder, SUB_PATH);
  try {
    await withPage(browser, { origin: server.origin }, async (page) => {
      const pages = htmlFiles(folder).filter((path) => path.startsWith("fa/"));
      for (const path of pages) {
        await page.goto(server.root + addressOf(path));
        const said = await page.evaluate(() => {
          const templates = [...document.querySelectorAll("template")].map(({ content }) => content);
          const found = [];
          for (const root of [document.body, ...templates]) {
            const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
              const { data, parentElement } = texts.currentNode;
              if (!/[a-z]{2}/i.test(data) || parentElement.closest("script, style, kbd, code, bdi, pre, details, .entry-headings a, .note-cited a")) continue;
              const marked = parentElement.closest("[lang]") ?? document.documentElement;
              const isName = data.trim() === "The pump"; // of the site, which nobody translated
              if (marked.lang === "fa" && !isName) found.push(data.trim());
            }
          }
          return found;
        });
        assert.deepEqual(said, [], path);
        const words = page.locator('.site-footer [lang="en"][dir="ltr"]');
        assert.ok((await words.count()) > 0, path);
      }
    });
  } finally {
    await server.stop();
  }
});
