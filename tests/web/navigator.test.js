// The tree of the document: beside the text on wide screens, a sheet on phones, with the keyboard,
// and without JavaScript.
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
const CURRENT = "#page-navigator [aria-current=page]";
const isOpen = (page) => page.locator("#page-navigator").evaluate((tree) => tree.matches(":popover-open"));

// Whether the current entry can be seen in the tree's own box.
function currentIsInView(page) {
  return page.locator(CURRENT).evaluate((entry) => {
    const [own, tree] = [entry, entry.closest("#page-navigator")].map((element) => element.getBoundingClientRect());
    return own.top >= Math.max(tree.top, 0) && own.bottom <= Math.min(tree.bottom, innerHeight);
  });
}

for (const tag of ["en", "ar"]) {
  test(`${tag}: marks the current article and shows it without moving the page`, () =>
    open({ viewport: { width: 1280, height: 420 } }, async (page) => {
      await page.goto(addressOf(tag, "article-10"));
      assert.equal(await page.locator(CURRENT).count(), 1);
      assert.equal(await page.locator(CURRENT).evaluate((link) => link.pathname), new URL(addressOf(tag, "article-10")).pathname);
      const scrolls = await page.locator("#page-navigator").evaluate((tree) => tree.scrollHeight > tree.clientHeight);
      assert.ok(scrolls, "the window of this test is too high");
      assert.ok(await currentIsInView(page));
      assert.equal(await page.evaluate(() => scrollY), 0);
    }));

  test(`${tag}: stands at the start of the line, and leads to another article`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-3"));
      const [tree, text] = [await page.locator("#page-navigator").boundingBox(), await page.locator(".prose").boundingBox()];
      assert.equal(tree.x < text.x, tag === "en");
      await page.locator('#page-navigator a[href="../article-6/"]').click();
      await page.waitForURL(addressOf(tag, "article-6"));
      assert.equal(await page.locator(CURRENT).evaluate((link) => link.href), addressOf(tag, "article-6"));
      assert.equal(await page.locator("h1").innerText(), await page.locator(`${CURRENT} .title`).innerText());
    }));

  test(`${tag}: all articles can be reached with Tab and Enter`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "preamble"));
      const wanted = page.locator('#page-navigator a[href="../article-2/"]');
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press("Tab");
        if (await wanted.evaluate((link) => link === document.activeElement)) break;
      }
      assert.ok(await wanted.evaluate((link) => link.matches(":focus-visible")));
      assert.notEqual(await wanted.evaluate((link) => getComputedStyle(link).outlineStyle), "none");
      await page.keyboard.press("Enter");
      await page.waitForURL(addressOf(tag, "article-2"));
    }));

  test(`${tag}: previous and next at the end of an article, mirrored with the text`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-5"));
      const [previous, next] = [".pager-previous", ".pager-next"].map((name) => page.locator(name));
      assert.equal((await previous.boundingBox()).x < (await next.boundingBox()).x, tag === "en");
      await next.click();
      await page.waitForURL(addressOf(tag, "article-6"));
      await page.locator(".pager-previous").click();
      await page.waitForURL(addressOf(tag, "article-5"));
    }));

  test(`${tag}, phone: the sheet opens within reach of the thumb and shows where the reader is`, () =>
    open({ ...PHONE }, async (page) => {
      await page.goto(addressOf(tag, "article-9"));
      assert.ok(!(await page.locator("#page-navigator").isVisible()));
      const button = page.locator(".navigator-button");
      const box = await button.boundingBox();
      assert.ok(box.y > (740 * 2) / 3 && box.height >= 44 && box.width >= 44, JSON.stringify(box));
      await button.tap();
      assert.ok(await isOpen(page));
      assert.ok(await currentIsInView(page));
      assert.ok(await page.locator(CURRENT).evaluate((link) => link === document.activeElement));
      assert.ok(await isInViewport(page.locator("#page-navigator")));
      assert.equal(await page.evaluate(() => scrollY), 0);
    }));

  test(`${tag}, phone: a choice closes the sheet, and Back leads to the text that was left`, () =>
    open({ ...PHONE }, async (page) => {
      await page.goto(addressOf(tag, "article-8"));
      await page.goto(addressOf(tag, "article-9"));
      await page.locator(".navigator-button").tap();
      await page.locator('#page-navigator a[href="../article-4/"]').tap();
      await page.waitForURL(addressOf(tag, "article-4"));
      assert.ok(!(await isOpen(page)));
      // Each step back is a page: the sheet has left nothing in the history.
      for (const earlier of ["article-9", "article-8"]) {
        await page.goBack();
        assert.equal(page.url(), addressOf(tag, earlier));
        assert.ok(!(await isOpen(page)));
      }
    }));

  test(`${tag}, phone: Escape, Back, the button and a tap outside close the sheet`, () =>
    open({ ...PHONE }, async (page) => {
      await page.goto(addressOf(tag, "article-9"));
      const button = page.locator(".navigator-button");
      const closed = () => holds(page, () => !document.querySelector("#page-navigator:popover-open"));
      const length = await page.evaluate(() => history.length);
      for (const [name, close] of [
        ["Escape", () => page.keyboard.press("Escape")],
        ["Back", () => page.evaluate(() => history.back())],
        ["the button", () => page.locator("#page-navigator .close-button").tap()],
        ["a tap outside", () => page.touchscreen.tap(180, 40)],
      ]) {
        await button.tap();
        await holds(page, () => document.querySelector("#page-navigator:popover-open"));
        await close();
        await closed();
        // The entry that the sheet had in the history is gone before the next one comes.
        await holds(page, () => !history.state?.navigator);
        assert.equal(page.url(), addressOf(tag, "article-9"), name);
      }
      assert.ok((await page.evaluate(() => history.length)) <= length + 1, "the history grows");
    }));
}

test("phone: Escape gives the focus back to the button", () =>
  open({ ...PHONE }, async (page) => {
    await page.goto(addressOf("en", "article-9"));
    await page.locator(".navigator-button").focus();
    await page.keyboard.press("Enter");
    await holds(page, () => document.activeElement.matches("#page-navigator [aria-current=page]"));
    await page.keyboard.press("Escape");
    await holds(page, () => document.activeElement.matches(".navigator-button"));
  }));

for (const [name, options] of [
  ["desktop", {}],
  ["phone", PHONE],
]) {
  test(`without JavaScript, ${name}: the tree leads to another article`, () =>
    open({ ...options, javaScriptEnabled: false }, async (page) => {
      await page.goto(addressOf("ar", "article-3"));
      if (name === "phone") await page.locator(".navigator-button").tap();
      assert.equal(await page.locator(CURRENT).count(), 1);
      await page.locator('#page-navigator a[href="../article-7/"]').click();
      await page.waitForURL(addressOf("ar", "article-7"));
    }));
}

for (const [tag, next, previous] of [
  ["en", "ArrowRight", "ArrowLeft"],
  ["ar", "ArrowLeft", "ArrowRight"],
]) {
  test(`${tag}: j and k, and the arrows in the direction of the text, step through the articles`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-1"));
      for (const [key, target] of [["j", "article-2"], ["k", "article-1"], [next, "article-2"], [previous, "article-1"]]) {
        await page.keyboard.press(key);
        await page.waitForURL(addressOf(tag, target));
        await page.waitForLoadState("load");
      }
    }));

  test(`${tag}: g and a number go to the article of that number`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "preamble"));
      for (const [keys, target] of [["g7", "article-7"], ["g10", "article-10"], ["g1", "article-1"]]) {
        for (const key of keys) await page.keyboard.press(key);
        await page.waitForURL(addressOf(tag, target));
        await page.waitForLoadState("load");
      }
    }));
}

test("ar: the number of an article can be typed in Arabic digits", () =>
  open({}, async (page) => {
    await page.goto(addressOf("ar", "preamble"));
    await page.keyboard.press("g");
    await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "٧", bubbles: true })));
    await page.waitForURL(addressOf("ar", "article-7"));
  }));

test("keys keep silent with modifiers, while a dialog is open, and when turned off", () =>
  open({}, async (page) => {
    const address = addressOf("en", "article-2");
    await page.goto(address);
    const stays = async () => {
      await page.waitForTimeout(200);
      assert.equal(page.url(), address);
    };
    await page.keyboard.press("Alt+j");
    await page.keyboard.press("Control+k");
    await stays();

    await page.keyboard.press("?");
    assert.ok(await page.locator("#page-keys").isVisible());
    await page.locator("#page-keys h2").click();
    await page.keyboard.press("j");
    await stays();
    await page.locator("[data-use-keys]").uncheck();
    await page.keyboard.press("Escape");
    assert.ok(!(await page.locator("#page-keys").isVisible()));
    await page.keyboard.press("j");
    await stays();

    // The choice is remembered.
    await page.reload();
    await page.keyboard.press("j");
    await stays();
    await page.locator("[data-open-keys]").click();
    await page.locator("[data-use-keys]").check();
    await page.locator("[data-close-keys]").click();
    await page.keyboard.press("j");
    await page.waitForURL(addressOf("en", "article-3"));
  }));
