// The addresses without a language: they lead somebody who arrives from elsewhere to a language of
// theirs, keep the passage, and leave Back as it was; without JavaScript they list the languages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PHONE, isInViewport, launch, withPage } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { LANGUAGES, SUB_PATH, buildFlagship } from "./support/site.js";

let browser;
let server;
before(async () => {
  server = await serve(buildFlagship(), SUB_PATH);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const open = (options, use) => withPage(browser, { origin: server.origin, ...options }, use);
const neutral = (below = "article-3/") => `${server.root}declaration/${below}`;
const article = (tag, below = "article-3/") => `${server.root}${tag}/declaration/${below}`;

for (const [asked, tag] of [
  ["fr-CA", "fr"],
  ["ar-EG", "ar"],
  ["zh-CN", "zh"],
]) {
  test(`who asks for ${asked} is led to ${tag}, to the same passage`, () =>
    open({ locale: asked }, async (page) => {
      await page.goto(`${neutral()}#7`);
      await page.waitForURL(`${article(tag)}#7`);
      assert.ok(await isInViewport(page.locator('[id="7"] > p')));
    }));
}

test("the address of the document leads to its front page", () =>
  open({ locale: "es" }, async (page) => {
    await page.goto(neutral(""));
    await page.waitForURL(article("es", ""));
  }));

test("Back leads to where the reader was before", () =>
  open({ locale: "ru" }, async (page) => {
    await page.goto(server.root);
    await page.goto("about:blank");
    await page.goto(neutral());
    await page.waitForURL(article("ru"));
    await page.goBack();
    assert.equal(page.url(), "about:blank");
  }));

test("the language chosen last comes before those of the browser", () =>
  open({ locale: "fr" }, async (page) => {
    await page.goto(article("en"));
    await page.locator(".languages > summary").click();
    await page.locator('.languages a[hreflang="ar"]').click();
    await page.waitForURL((url) => url.pathname.endsWith("/ar/declaration/article-3/"));
    await page.goto("about:blank");
    await page.goto(neutral());
    await page.waitForURL(article("ar"));
  }));

test("who asks for no language of the site, reloads, or comes from a page of it, may choose", () =>
  open({ locale: "sw" }, async (page) => {
    await page.goto(`${neutral()}#7`);
    await page.waitForTimeout(300);
    assert.equal(page.url(), `${neutral()}#7`);
    await page.goto(article("en"));
    await page.evaluate(() => localStorage.setItem("concord-language", "fr"));
    await page.evaluate((to) => location.assign(to), neutral());
    await page.waitForURL(neutral());
    await page.waitForTimeout(300);
    assert.equal(page.url(), neutral());
    assert.equal(await page.locator("[data-suggested]").getAttribute("hreflang"), "fr");
    await page.reload();
    await page.waitForTimeout(300);
    assert.equal(page.url(), neutral());
  }));

test("without JavaScript every language is listed, named in itself, with the title in it", () =>
  open({ javaScriptEnabled: false, ...PHONE }, async (page) => {
    await page.goto(neutral());
    const choices = page.locator(".choices a");
    assert.deepEqual(
      await choices.evaluateAll((all) => all.map((link) => link.hreflang)),
      LANGUAGES.map(({ lang }) => lang),
    );
    assert.deepEqual(await choices.locator(".choice-title").allInnerTexts(), [
      "المادة ٣", "第三条", "Article 3", "Article 3", "Статья 3", "Artículo 3",
    ]);
    assert.equal(await page.locator("meta[name=robots]").getAttribute("content"), "noindex");
    for (const { tag, lang } of LANGUAGES) {
      await page.goto(neutral());
      await page.locator(`.choices a[hreflang="${lang}"]`).click();
      await page.waitForURL(article(tag));
    }
  }));
