// What was open is open in the other language too: a note, beside the text or in its popover, and
// the navigator. And nothing opens by itself later on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PHONE, holds, isInViewport, launch, withPage } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { SUB_PATH, buildFlagship } from "./support/site.js";

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
const noteIsOpen = (page) => page.locator(".note-popover:popover-open").count();

const TABLET = { viewport: { width: 1100, height: 1400 } };
const HIGH = { viewport: { width: 1280, height: 1400 } };

test("a note in its popover: by mouse", () =>
  open(TABLET, async (page) => {
    await page.goto(addressOf("en", "article-3"));
    await page.locator("#fnref-17").click();
    await holds(page, () => document.querySelector(".note-popover:popover-open"));
    await page.locator(SUMMARY).click();
    await choice(page, "ar").click();
    await page.waitForURL(`${addressOf("ar", "article-3")}#fnref-17`);
    await holds(page, () => document.querySelector(".note-popover:popover-open"));
    assert.equal(
      await page.locator(".note-popover .note-text").innerText(),
      await page.locator("#fn-17 .note-text").innerText(),
    );
    assert.ok(await isInViewport(page.locator(".note-popover")));
  }));

test("a note beside the text: by keyboard", () =>
  open(HIGH, async (page) => {
    await page.goto(addressOf("en", "article-3"));
    await page.locator("#fnref-17").press("Enter");
    await page.locator(SUMMARY).press("Enter");
    await choice(page, "ar").press("Enter");
    await page.waitForURL(`${addressOf("ar", "article-3")}#fnref-17`);
    await holds(page, () => document.activeElement.id === "fn-17");
    assert.ok(await isInViewport(page.locator("#fn-17")));
  }));

test("the navigator: by touch", () =>
  open({ ...PHONE }, async (page) => {
    await page.goto(addressOf("en", "article-1"));
    await page.locator(".navigator-button").tap();
    await holds(page, () => document.querySelector("#page-navigator:popover-open"));
    await page.locator(SUMMARY).tap();
    await choice(page, "fr").tap();
    await page.waitForURL(addressOf("fr", "article-1"));
    await holds(page, () => document.querySelector("#page-navigator:popover-open"));
  }));

test("what was closed stays closed, and what was opened for one page does not open on others", () =>
  open(TABLET, async (page) => {
    await page.goto(addressOf("en", "article-3"));
    await page.locator("#fnref-17").click();
    await holds(page, () => document.querySelector(".note-popover:popover-open"));
    await page.locator("h1").click();
    await page.locator(SUMMARY).click();
    await choice(page, "ar").click();
    await page.waitForURL(addressOf("ar", "article-3"));
    await page.waitForTimeout(200);
    assert.equal(await noteIsOpen(page), 0);

    await page.locator("#fnref-17").click();
    await page.locator(SUMMARY).click();
    await choice(page, "fr").click();
    await holds(page, () => document.querySelector(".note-popover:popover-open"));
    await page.reload();
    await page.waitForTimeout(200);
    assert.equal(await noteIsOpen(page), 0);
  }));
