// Terms lead to their definitions, in every language and without JavaScript; and an article shows
// what refers to it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { PHONE, launch, withPage } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { SUB_PATH, buildFixture, buildFlagship } from "./support/site.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
let declaration;
let treaty;
before(async () => {
  declaration = await serve(buildFlagship(), SUB_PATH);
  treaty = await serve(buildFixture("treaty"), SUB_PATH);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await declaration.stop();
  await treaty.stop();
});

const open = (server, options, use) => withPage(browser, { origin: server.origin, ...options }, use);
const inDeclaration = (tag, page) => `${declaration.root}${tag}/declaration/${page}/`;
const inTreaty = (tag, page) => `${treaty.root}${tag}/treaty/${page}/`;

// The first term of an article, and what its definition marks.
const TERMS = {
  en: ["right to international solidarity", "right to international solidarity"],
  fr: ["droit à la solidarité internationale", "droit à la solidarité internationale"],
  es: ["derecho a la solidaridad internacional", "derecho a la solidaridad internacional"],
  ru: ["права на международную солидарность", "Право на международную солидарность"],
  ar: ["الحق في التضامن الدولي", "الحق في التضامن الدولي"],
  zh: ["国际团结权", "国际团结权"],
};

for (const [tag, [used, defined]] of Object.entries(TERMS)) {
  for (const javaScriptEnabled of [true, false]) {
    test(`${tag}, ${javaScriptEnabled ? "with" : "without"} JavaScript: a term leads to its definition`, () =>
      open(declaration, { javaScriptEnabled }, async (page) => {
        await page.goto(inDeclaration(tag, "article-7"));
        const term = page.locator(".prose a.term");
        assert.equal(await term.count(), 1);
        assert.equal(await term.innerText(), used);
        await term.click();
        await page.waitForURL(inDeclaration(tag, "article-4") + "#1");
        const passage = page.locator(":target");
        assert.equal(await passage.locator("dfn").first().innerText(), defined);
        assert.equal(await page.locator("dfn").count(), 1);
        await page.goBack();
        await page.waitForURL(inDeclaration(tag, "article-7"));
      }));
  }
}

for (const tag of ["en", "ar"]) {
  test(`${tag}: terms are reached by the keyboard, and their focus is seen`, () =>
    open(declaration, {}, async (page) => {
      await page.goto(inDeclaration(tag, "article-2"));
      const terms = page.locator(".prose a.term");
      assert.equal(await terms.count(), 3);
      await terms.nth(0).focus();
      await page.keyboard.press("Tab");
      const second = terms.nth(1);
      assert.ok(await second.evaluate((link) => link === document.activeElement));
      const outline = await second.evaluate((link) => getComputedStyle(link).outlineStyle);
      assert.notEqual(outline, "none");
      await page.keyboard.press("Enter");
      await page.waitForURL(inDeclaration(tag, "article-2") + "#1");
      assert.equal(await page.locator(":target dfn").count(), 1);
    }));
}

test("a term is told from the text by more than its colour", () =>
  open(declaration, {}, async (page) => {
    await page.goto(inDeclaration("en", "article-2"));
    const lines = await page.locator(".prose a.term").evaluateAll((links) =>
      links.map((link) => {
        const { textDecorationLine, textDecorationStyle } = getComputedStyle(link);
        return `${textDecorationLine} ${textDecorationStyle}`;
      }),
    );
    assert.deepEqual([...new Set(lines)], ["underline dotted"]);
  }));

test("in the whole text, terms lead to definitions on the same page", () =>
  open(declaration, {}, async (page) => {
    for (const tag of ["en", "zh"]) {
      await page.goto(inDeclaration(tag, "text"));
      const wrong = await page.locator("a.term").evaluateAll((links) =>
        links
          .map((link) => link.getAttribute("href"))
          .filter((href) => !href.startsWith("#") || !document.getElementById(href.slice(1))?.querySelector("dfn")),
      );
      assert.deepEqual(wrong, []);
    }
  }));

const CITED = {
  en: ["Article 3 (2)", "Article 3"],
  ru: ["Статья 3, п. 2", "Статья 3"],
  ar: ["المادة 3، الفقرة ٢", "المادة 3"],
  zh: ["第三条第2款", "第三条"],
};

for (const [tag, names] of Object.entries(CITED)) {
  test(`${tag}: an article shows what refers to it, and leads there`, () =>
    open(treaty, {}, async (page) => {
      await page.goto(inTreaty(tag, "article-1"));
      const links = page.locator(".cited-by a");
      assert.deepEqual(await links.allInnerTexts(), names);
      await links.first().click();
      await page.waitForURL(inTreaty(tag, "article-3") + "#2");
      assert.ok(await page.locator(":target a[href^='../article-1/']").count());
      // Nothing refers to that article.
      assert.equal(await page.locator(".cited-by").count(), 0);
    }));
}

for (const [name, options] of [
  ["light", { colorScheme: "light" }],
  ["dark, phone", { colorScheme: "dark", ...PHONE }],
]) {
  test(`${name}: axe finds nothing in terms and references`, async () => {
    const pages = ["en", "ar", "zh"].flatMap((tag) => [
      [declaration, inDeclaration(tag, "article-2")],
      [treaty, inTreaty(tag, "article-1")],
    ]);
    for (const [server, address] of pages) {
      await open(server, options, async (page) => {
        await page.goto(address);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run(document.querySelector("main")));
        assert.deepEqual(violations.map((rule) => `${rule.id}: ${rule.nodes[0].html}`), [], address);
      });
    }
  });
}
