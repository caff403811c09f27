// The switcher goes to the same article in another language, at the same paragraph; the chooser
// puts first what the browser asks for, and sends nobody anywhere.
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
const addressOf = (tag, page) => `${server.root}${tag}/declaration/${page}/`;
const SUMMARY = ".languages > summary";
const choice = (page, lang) => page.locator(`.languages a[hreflang="${lang}"]`);

for (const [from, to] of [
  ["en", "ar"],
  ["ar", "en"],
  ["ar", "zh"],
]) {
  const target = LANGUAGES.find(({ tag }) => tag === to);
  test(`${from} to ${to}: the same article, in the language and direction of the choice`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(from, "article-7"));
      await page.locator(SUMMARY).click();
      await choice(page, target.lang).click();
      await page.waitForURL(addressOf(to, "article-7"));
      const root = page.locator("html");
      assert.equal(await root.getAttribute("lang"), target.lang);
      assert.equal(await root.getAttribute("dir"), target.dir);
    }));

  // The window is low, so that the paragraph can be at its top.
  for (const [device, options] of [["desktop", { viewport: { width: 1280, height: 500 } }], ["phone", PHONE]]) {
    test(`${from} to ${to}, ${device}: the paragraph in view stays in view`, () =>
      open({ ...options }, async (page) => {
        await page.goto(addressOf(from, "article-3"));
        // The top of the page is where the switcher is: the reader comes back to it by keyboard.
        await page.evaluate(() => document.getElementById("7").scrollIntoView());
        await page.locator(SUMMARY).evaluate((summary) => summary.focus({ preventScroll: true }));
        await page.keyboard.press("Enter");
        await choice(page, target.lang).evaluate((link) => link.focus({ preventScroll: true }));
        assert.ok(await page.evaluate(() => scrollY > 100), "the page is too short for this test");
        await page.keyboard.press("Enter");
        await page.waitForURL(`${addressOf(to, "article-3")}#7`);
        const visible = await page.locator('[id="7"]').evaluate((item) => item.getBoundingClientRect().top);
        assert.ok(visible >= -1 && visible < 740, `paragraph 7 is at ${visible}`);
      }));
  }
}

for (const { tag, lang } of LANGUAGES) {
  test(`${tag}: the switcher names each language in itself, and this one as current`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-1"));
      await page.locator(SUMMARY).click();
      assert.ok(await isInViewport(page.locator(".languages .menu-panel")));
      const names = await page.locator(".languages .language-name").evaluateAll((all) =>
        all.map((name) => [name.lang, name.dir, name.textContent]),
      );
      assert.deepEqual(names.map(([of]) => of), LANGUAGES.map((language) => language.lang));
      assert.deepEqual(names.map(([, dir]) => dir), LANGUAGES.map((language) => language.dir));
      assert.deepEqual(names.map(([, , name]) => name), ["العربية", "中文", "English", "Français", "Русский", "Español"]);
      assert.deepEqual(
        await page.locator(".languages a[aria-current]").evaluateAll((all) => all.map((link) => link.hreflang)),
        [lang],
      );
      assert.equal(await page.locator(".languages .language-mark").count(), 1, "one version is authentic");
    }));
}

for (const tag of ["en", "ar"]) {
  test(`${tag}: Escape and a click outside close the switcher`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-1"));
      const panel = page.locator(".languages .menu-panel");
      await page.locator(SUMMARY).click();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Escape");
      assert.ok(!(await panel.isVisible()));
      assert.ok(await page.locator(SUMMARY).evaluate((summary) => summary === document.activeElement));
      await page.locator(SUMMARY).click();
      assert.ok(await panel.isVisible());
      await page.locator("h1").click();
      assert.ok(!(await panel.isVisible()));
    }));

  test(`${tag}, phone: the switcher is inside the screen, its choices large enough for a finger`, () =>
    open({ ...PHONE }, async (page) => {
      await page.goto(addressOf(tag, "article-1"));
      await page.locator(SUMMARY).tap();
      assert.ok(await isInViewport(page.locator(".languages .menu-panel")));
      for (const box of await page.locator(".languages li a").evaluateAll((all) => all.map((link) => link.getBoundingClientRect().toJSON()))) {
        assert.ok(box.height >= 44, JSON.stringify(box));
      }
    }));

  test(`${tag}, without JavaScript: the switcher works`, () =>
    open({ javaScriptEnabled: false }, async (page) => {
      await page.goto(addressOf(tag, "article-2"));
      await page.locator(SUMMARY).click();
      await choice(page, "fr").click();
      await page.waitForURL(addressOf("fr", "article-2"));
    }));
}

test("every translation says that English is the authentic text, and leads to it", () =>
  open({}, async (page) => {
    for (const { tag } of LANGUAGES.filter((language) => language.tag !== "en")) {
      await page.goto(addressOf(tag, "article-4"));
      const link = page.locator('.authority a[hreflang="en"]');
      assert.ok(await isInViewport(link), tag);
      await link.click();
      await page.waitForURL(addressOf("en", "article-4"));
    }
  }));

test("the chooser puts the language of the browser first and sends nobody anywhere", () =>
  open({ locale: "ru-RU" }, async (page) => {
    await page.goto(server.root);
    assert.deepEqual(
      await page.locator(".choices a").evaluateAll((all) => all.map((link) => link.hreflang)),
      ["ru", "ar", "zh-Hans", "en", "fr", "es"],
    );
    await page.waitForTimeout(200);
    assert.equal(page.url(), server.root);
    await page.locator(".choices a").first().click();
    await page.waitForURL(`${server.root}ru/`);
  }));

test("without JavaScript the chooser leads to every language", () =>
  open({ javaScriptEnabled: false }, async (page) => {
    for (const { tag, lang } of LANGUAGES) {
      await page.goto(server.root);
      await page.locator(`.choices a[hreflang="${lang}"]`).click();
      await page.waitForURL(`${server.root}${tag}/`);
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
    }
  }));
