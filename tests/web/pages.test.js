// Every page of the flagship site in all languages, loaded as readers load it: nothing overflows
// the screen sideways, nothing moves, nothing is complained about, nothing comes from elsewhere.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PHONE, launch, withPage } from "./support/chromium.js";
import { overflowing, recordShifts, shifts } from "./support/layout.js";
import { serve } from "./support/server.js";
import { LANGUAGES, SUB_PATH, addressOf, buildFlagship, htmlFiles } from "./support/site.js";

const WIDTHS = [320, 360, 768, 1280];

let browser;
let folder;
let server;
before(async () => {
  folder = buildFlagship();
  server = await serve(folder, SUB_PATH);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const open = (options, use) => withPage(browser, { origin: server.origin, ...options }, use);
const pagesOf = (tag) => htmlFiles(folder).filter((path) => path.startsWith(`${tag}/`));

for (const { tag } of LANGUAGES) {
  test(`${tag}: no page overflows at ${WIDTHS.join(", ")} px, moves, or complains`, () =>
    open({ viewport: { width: WIDTHS[0], height: 740 } }, async (page) => {
      await recordShifts(page);
      const found = [];
      for (const path of [...pagesOf(tag), ...(tag === "en" ? ["index.html", "404.html"] : [])]) {
        await page.setViewportSize({ width: WIDTHS[0], height: 740 });
        await page.goto(server.root + addressOf(path));
        for (const shift of await shifts(page)) found.push(`${path}: ${shift}`);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 740 });
          for (const problem of await overflowing(page)) found.push(`${path} at ${width} px: ${problem}`);
        }
      }
      assert.deepEqual(found, []);
    }));
}

for (const tag of ["en", "ar"]) {
  test(`${tag}: nothing moves on wide screens, on phones, or with a scheme that was chosen`, () =>
    open({}, async (page) => {
      await recordShifts(page);
      for (const path of pagesOf(tag)) {
        await page.goto(server.root + addressOf(path));
        assert.deepEqual(await shifts(page), [], path);
      }
      await page.evaluate(() => localStorage.setItem("concord-appearance", "dark"));
      await page.goto(`${server.root}${tag}/declaration/article-3/`);
      assert.deepEqual(await shifts(page), []);
    }));

  test(`${tag}: text spacing of WCAG 1.4.12 makes nothing overflow`, () =>
    open({ ...PHONE }, async (page) => {
      for (const name of ["preamble", "article-3", "translation", "notes"]) {
        await page.goto(`${server.root}${tag}/declaration/${name}/`);
        // Set through the object model, as a reader's tool does: the policy forbids a style element.
        await page.evaluate(() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
          document.adoptedStyleSheets = [sheet];
        });
        const spaced = await page.locator(".reading p").first().evaluate((text) => getComputedStyle(text).letterSpacing);
        assert.notEqual(spaced, "normal");
        assert.deepEqual(await overflowing(page), [], name);
      }
    }));

  test(`${tag}, phone: the text of an article begins on the first screen`, () =>
    open({ ...PHONE }, async (page) => {
      for (const name of ["preamble", "article-1", "article-3", "article-10"]) {
        await page.goto(`${server.root}${tag}/declaration/${name}/`);
        const top = await page.locator(".prose").evaluate((prose) => prose.getBoundingClientRect().top);
        assert.ok(top < 740 * 0.75, `${name}: at ${top}`);
      }
    }));
}

for (const [address, lang] of [
  ["en/no/such/page", "en"],
  ["ar/declaration/article-99/", "ar"],
  ["nowhere/at/all", "en"],
]) {
  test(`${address} leads nowhere: the page says so in ${lang}, looks as it should, and leads home`, async () => {
    await assert.rejects(
      // The browser itself reports the status of the document, and nothing else.
      open({}, async (page) => {
        const response = await page.goto(server.root + address);
        assert.equal(response.status(), 404);
        assert.equal(await page.locator("html").getAttribute("lang"), lang);
        assert.equal(await page.evaluate(() => document.styleSheets.length), 1);
        await page.locator("main a").first().click();
        await page.waitForURL(`${server.root}${lang}/`);
      }),
      (error) => {
        assert.equal(error.actual?.length, 1, String(error));
        assert.match(error.actual[0], /status of 404/);
        return true;
      },
    );
  });
}
