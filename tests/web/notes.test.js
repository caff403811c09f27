// Notes open beside their reference, by mouse, touch and keyboard; and are plain links without
// JavaScript.
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

// Wide enough for a popover beside its reference, too narrow for notes beside the text.
const viewport = { width: 1100, height: 800 };
const open = (options, use) => withPage(browser, { origin: server.origin, viewport, ...options }, use);
const addressOf = (tag, page) => `${server.root}${tag}/declaration/${page}/`;
const POPOVER = ".note-popover";
const OPEN = ".note-popover:popover-open";

const opened = (page) => holds(page, (selector) => document.querySelector(selector), OPEN);
const closed = (page) => holds(page, (selector) => !document.querySelector(selector), OPEN);
const focusIsOn = (locator) => locator.evaluate((element) => element === document.activeElement);
const focusIsIn = (locator) => locator.evaluate((element) => element.contains(document.activeElement));
const words = (text) => text.replace(/\s+/g, " ").trim();

// Asserts that the popover shows the note of a number, and nothing else does.
async function showsNote(page, number) {
  const reference = page.locator(`#fnref-${number}`);
  assert.equal(await page.locator(OPEN).count(), 1);
  const shown = words(await page.locator(`${OPEN} .note-text`).innerText());
  assert.equal(shown, words(await page.locator(`#fn-${number} .note-text`).innerText()));
  assert.ok(shown.length > 20);
  const name = await reference.getAttribute("aria-label");
  assert.equal(await page.locator(OPEN).getAttribute("aria-label"), name);
  assert.ok(await isInViewport(page.locator(OPEN)), `note ${number} is not inside the viewport`);
}

async function noIdTwice(page) {
  const twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  });
  assert.deepEqual(twice, []);
}

for (const tag of ["en", "ar"]) {
  test(`${tag}, mouse: a click opens every note inside the viewport, one at a time`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "preamble"));
      // An anchor inside a note must not be there twice when the note is open.
      await page.locator("#fn-16 .note-text p").evaluate((paragraph) => (paragraph.id = "inside-a-note"));
      for (let number = 1; number <= 16; number += 1) {
        const reference = page.locator(`#fnref-${number}`);
        await reference.scrollIntoViewIfNeeded();
        // The note that is open may lie over the next reference, as over any text below its own.
        const isCovered = await reference.evaluate((link) => {
          const box = link.getBoundingClientRect();
          return Boolean(document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)?.closest(".note-popover"));
        });
        if (isCovered) await page.keyboard.press("Escape");
        await reference.click();
        await opened(page);
        await showsNote(page, number);
        assert.equal(await reference.evaluate((link) => link.hasAttribute("data-open")), true);
        assert.equal(await page.locator("a.note-ref[data-open]").count(), 1);
      }
      await noIdTwice(page);
      assert.equal(page.url(), addressOf(tag, "preamble"));
    }));

  test(`${tag}, mouse: the note stands beside its reference and does not cover it`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "preamble"));
      for (const number of [1, 5, 9, 13]) {
        const reference = page.locator(`#fnref-${number}`);
        await reference.evaluate((link) => link.scrollIntoView({ block: "center" }));
        await reference.click();
        await opened(page);
        const [link, note] = [await reference.boundingBox(), await page.locator(OPEN).boundingBox()];
        const below = note.y - (link.y + link.height);
        const above = link.y - (note.y + note.height);
        assert.ok(Math.max(below, above) > -4 && Math.max(below, above) < 40, `note ${number}: ${below}, ${above}`);
        assert.ok(note.x < link.x + link.width && note.x + note.width > link.x, `note ${number} is aside`);
      }
    }));

  test(`${tag}, mouse: a click outside, a second click and the button close the note`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-3"));
      const reference = page.locator("#fnref-17");
      for (const close of [
        () => page.locator("h1").click(),
        () => reference.click(),
        () => page.locator(`${OPEN} button`).click(),
        () => page.keyboard.press("Escape"),
      ]) {
        await reference.click();
        await opened(page);
        await close();
        await closed(page);
        assert.equal(page.url(), addressOf(tag, "article-3"));
      }
    }));

  test(`${tag}, mouse: a rest on the reference opens the note, and it stays while the pointer is on it`, () =>
    open({}, async (page) => {
      // Time passes only as the test lets it, so that a slow machine changes nothing.
      await page.clock.install({ time: 0 });
      await page.goto(addressOf(tag, "article-3"));
      await page.clock.pauseAt(10_000);
      const reference = page.locator("#fnref-17");
      await reference.evaluate((link) => link.scrollIntoView({ block: "center" }));
      const link = await reference.boundingBox();
      const isShown = async () => (await page.locator(OPEN).count()) === 1;

      await page.mouse.move(link.x + link.width / 2, link.y + link.height / 2);
      await page.clock.runFor(100);
      assert.ok(!(await isShown()), "it opens to a pointer that only passes");
      await page.clock.runFor(400);
      await showsNote(page, 17);
      assert.ok(await page.evaluate(() => document.activeElement === document.body), "the focus moved");

      // On its way to the note the pointer crosses the text between.
      const note = await page.locator(OPEN).boundingBox();
      await page.mouse.move(link.x + link.width / 2, link.y + link.height + 3);
      await page.clock.runFor(100);
      await page.mouse.move(note.x + note.width / 2, note.y + note.height / 2);
      await page.clock.runFor(2_000);
      await showsNote(page, 17);

      await page.mouse.move(5, 5);
      await page.clock.runFor(1_000);
      assert.ok(!(await isShown()), "it stays when the pointer has left");
    }));

  test(`${tag}, keyboard: Enter opens with the focus inside; Escape closes and gives it back`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-3"));
      const reference = page.locator("#fnref-17");
      await reference.focus();
      await page.keyboard.press("Enter");
      await opened(page);
      await showsNote(page, 17);
      assert.ok(await focusIsIn(page.locator(POPOVER)));
      await page.keyboard.press("Tab");
      assert.ok(await focusIsIn(page.locator(POPOVER)));
      await page.keyboard.press("Escape");
      await closed(page);
      assert.ok(await focusIsOn(reference));
      // And once more by the button in it.
      await page.keyboard.press("Enter");
      await opened(page);
      await page.locator(`${OPEN} button`).focus();
      await page.keyboard.press("Enter");
      await closed(page);
      assert.ok(await focusIsOn(reference));
    }));

  test(`${tag}, touch: a tap opens a sheet at the foot of the screen that leaves the reference in sight`, () =>
    open({ ...PHONE }, async (page) => {
      await page.goto(addressOf(tag, "preamble"));
      for (const number of [1, 8, 16]) {
        const reference = page.locator(`#fnref-${number}`);
        // At the foot of the screen, where the sheet will be.
        await reference.evaluate((link) => link.scrollIntoView({ block: "end" }));
        await reference.tap();
        await opened(page);
        await showsNote(page, number);
        const [link, sheet] = [await reference.boundingBox(), await page.locator(OPEN).boundingBox()];
        assert.ok(Math.abs(sheet.y + sheet.height - 740) <= 1 && sheet.width >= 358, JSON.stringify(sheet));
        assert.ok(link.y >= 0 && link.y + link.height <= sheet.y + 1, `note ${number} covers its reference`);
        await page.touchscreen.tap(4, 200);
        await closed(page);
      }
    }));

  test(`${tag}, touch: a second tap on the reference closes the note`, () =>
    open({ ...PHONE }, async (page) => {
      await page.goto(addressOf(tag, "article-3"));
      const reference = page.locator("#fnref-17");
      await reference.tap();
      await opened(page);
      await reference.tap();
      await closed(page);
      await page.waitForTimeout(400);
      assert.equal(await page.locator(OPEN).count(), 0, "it opened again");
      assert.equal(page.url(), addressOf(tag, "article-3"));
    }));

  test(`${tag}: a reference can be hit with a finger, and has a name`, () =>
    open({ ...PHONE }, async (page) => {
      await page.goto(addressOf(tag, "article-3"));
      const reference = page.locator("#fnref-17");
      await reference.scrollIntoViewIfNeeded();
      const size = await reference.evaluate((link) => {
        const box = link.getBoundingClientRect();
        const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
        const hits = (dx, dy) => document.elementFromPoint(x + dx, y + dy)?.closest("a") === link;
        const reach = (dx, dy) => {
          let distance = 0;
          while (distance < 40 && hits(dx * (distance + 1), dy * (distance + 1))) distance += 1;
          return distance;
        };
        return { width: reach(-1, 0) + reach(1, 0), height: reach(0, -1) + reach(0, 1) };
      });
      assert.ok(size.width >= 24 && size.height >= 24, JSON.stringify(size));
      assert.equal(await reference.getAttribute("role"), "doc-noteref");
      assert.match(await reference.getAttribute("aria-label"), tag === "en" ? /^Note 17$/ : /(17|١٧)/);
    }));

  test(`${tag}: the way from the popover to the note, and back to the text`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-3"));
      await page.locator("#fnref-17").click();
      await opened(page);
      await page.locator(".note-popover-foot a").click();
      await closed(page);
      assert.equal(new URL(page.url()).hash, "#fn-17");
      assert.ok(await isInViewport(page.locator("#fn-17")));
      await page.locator("#fn-17 [role=doc-backlink]").click();
      assert.equal(new URL(page.url()).hash, "#fnref-17");
      assert.ok(await isInViewport(page.locator("#fnref-17")));
    }));

  test(`${tag}, without JavaScript: a reference leads to the marked note, and back`, () =>
    open({ javaScriptEnabled: false }, async (page) => {
      await page.goto(addressOf(tag, "preamble"));
      await page.locator("#fnref-9").click();
      assert.equal(new URL(page.url()).hash, "#fn-9");
      const note = page.locator("#fn-9");
      assert.ok(await isInViewport(note));
      const background = (locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);
      assert.notEqual(await background(note), await background(page.locator("#fn-8")), "the target is not marked");
      await note.locator("[role=doc-backlink]").click();
      assert.equal(new URL(page.url()).hash, "#fnref-9");
      assert.ok(await isInViewport(page.locator("#fnref-9")));
    }));
}

test("the whole text opens its notes too", () =>
  open({}, async (page) => {
    await page.goto(addressOf("en", "text"));
    for (const number of [2, 17]) {
      await page.locator(`#fnref-${number}`).click();
      await opened(page);
      await showsNote(page, number);
    }
    await noIdTwice(page);
  }));

test("the page of all notes has each, with the places that cite it", () =>
  open({}, async (page) => {
    await page.goto(addressOf("en", "notes"));
    assert.equal(await page.locator(".note-list > li").count(), 17);
    await page.locator("#fn-17 .note-cited a").click();
    await page.waitForURL(`${addressOf("en", "article-3")}#fnref-17`);
    assert.ok(await isInViewport(page.locator("#fnref-17")));
  }));
