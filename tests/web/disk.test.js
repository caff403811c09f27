// A site that was built for a disk reads without a server: styles, scripts, articles, languages
// and notes, straight from the files.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { holds, launch, withPage } from "./support/chromium.js";
import { buildFlagship } from "./support/site.js";

let browser;
let folder;
before(async () => {
  folder = buildFlagship("--for-disk");
  browser = await launch();
});
after(() => browser.close());

const fileOf = (tag, page) => pathToFileURL(join(folder, tag, "declaration", page, "index.html")).href;

test("from disk: the chooser, an article, a note, the next article, another language", () =>
  withPage(browser, { origin: pathToFileURL(folder).href }, async (page) => {
    // Where notes stand beside the text, none opens.
    await page.setViewportSize({ width: 1100, height: 800 });
    await page.goto(pathToFileURL(join(folder, "index.html")).href);
    await page.locator('.choices a[hreflang="ar"]').click();
    await page.locator(".documents a").click();
    await page.locator('.contents a[href$="article-2/index.html"]').click();
    await page.waitForURL(fileOf("ar", "article-2"));
    await page.keyboard.press("j");
    await page.waitForURL(fileOf("ar", "article-3"));

    await page.locator("#fnref-17").click();
    await holds(page, () => document.querySelector(".note-popover:popover-open"));
    await page.keyboard.press("Escape");
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    assert.notEqual(await paper(), "rgba(0, 0, 0, 0)", "there is no style");

    await page.locator(".languages > summary").click();
    await page.locator('.languages a[hreflang="en"]').click();
    await page.waitForURL((url) => url.href.startsWith(fileOf("en", "article-3")));
    await page.keyboard.type("g5");
    await page.waitForURL(fileOf("en", "article-5"));
    await page.locator("#page-navigator .navigator-pages a").first().click();
    await page.waitForURL(fileOf("en", "text"));
    await page.locator(".site-title").click();
    await page.waitForURL(pathToFileURL(join(folder, "en", "index.html")).href);
  }));

test("from disk: there is no way into reading side by side, which would have to fetch a page", () =>
  withPage(browser, { origin: pathToFileURL(folder).href }, async (page) => {
    await page.goto(fileOf("en", "article-3"));
    await page.locator(".languages > summary").click();
    assert.equal(await page.locator(".languages [data-beside]").count(), 5);
    assert.equal(await page.locator(".languages [data-beside]:visible").count(), 0);
  }));
