// The page a reader is about to open is fetched before: on intent only, once, and not for readers
// who save data. And pages change without a flash, and without complaints.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PHONE, holds, launch, withPage } from "./support/chromium.js";
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
const hints = (page) => page.locator("link[rel=prefetch]").evaluateAll((all) => all.map((link) => link.href));
const hinted = (page, count) => holds(page, (wanted) => document.querySelectorAll("link[rel=prefetch]").length === wanted, count);

test("by mouse: a pointer that rests fetches the page once, one that passes does not", () =>
  open({}, async (page) => {
    const fetched = [];
    page.on("request", (request) => request.headers()["sec-purpose"] === "prefetch" && fetched.push(request.url()));
    await page.goto(addressOf("en", "article-1"));
    assert.deepEqual(await hints(page), [], "something is fetched without intent");
    const next = page.locator(".pager-next");
    await next.hover();
    await page.locator("h1").hover();
    await next.hover();
    await hinted(page, 1);
    await page.locator("h1").hover();
    await next.hover();
    await page.waitForTimeout(200);
    assert.deepEqual(await hints(page), [addressOf("en", "article-2")]);
    assert.deepEqual(fetched, [addressOf("en", "article-2")]);
  }));

test("by keyboard and by touch", async () => {
  await open({}, async (page) => {
    await page.goto(addressOf("ar", "article-1"));
    await page.locator(".pager-next").focus();
    await hinted(page, 1);
  });
  await open({ ...PHONE }, async (page) => {
    await page.goto(addressOf("ar", "article-1"));
    await page.locator(".pager-next").dispatchEvent("touchstart");
    assert.deepEqual(await hints(page), [addressOf("ar", "article-2")]);
  });
});

test("not for anchors of this page, other sites, or readers who save data", async () => {
  await open({}, async (page) => {
    await page.goto(addressOf("en", "article-3"));
    await page.locator("#fnref-17").focus();
    await page.locator("#page-navigator [aria-current=page]").focus();
    await page.locator(".prose a, .pager a").first().evaluate((link) => {
      const other = link.cloneNode(true);
      other.href = "https://example.org/";
      link.after(other);
      other.focus();
    });
    assert.deepEqual(await hints(page), []);
  });
  await open({}, async (page) => {
    await page.addInitScript(() => Object.defineProperty(navigator.connection, "saveData", { value: true }));
    await page.goto(addressOf("en", "article-1"));
    await page.locator(".pager-next").focus();
    await page.waitForTimeout(100);
    assert.deepEqual(await hints(page), []);
  });
});

for (const [reducedMotion, isShown] of [["no-preference", true], ["reduce", false]]) {
  test(`motion: ${reducedMotion}: pages ${isShown ? "fade into each other" : "change at once"}, however fast one steps`, () =>
    open({ reducedMotion }, async (page) => {
      await page.addInitScript(() => {
        addEventListener("pagereveal", (event) => (window.transition = Boolean(event.viewTransition)));
      });
      await page.goto(addressOf("en", "article-1"));
      for (const name of ["article-2", "article-3"]) {
        await page.keyboard.press("j");
        await page.waitForURL(addressOf("en", name));
        await page.waitForLoadState("load");
        await holds(page, (wanted) => window.transition === wanted, isShown);
      }
      for (const key of ["k", "k", "j", "j", "k"]) await page.keyboard.press(key);
      await page.waitForTimeout(500);
    }));
}
