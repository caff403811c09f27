// On wide screens the notes stand beside the text: each at its reference, in reading order, none
// over another; once in the page; and in their list wherever there is no room for that.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, holds, isInViewport, launch, withPage } from "./support/chromium.js";
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
const WIDE = { viewport: { width: 1600, height: 900 } };
const background = (locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);
const focusIsOn = (locator) => locator.evaluate((element) => element === document.activeElement);

// Where each note and its first reference are, in pixels of the page.
function places(page) {
  return page.evaluate(() => {
    const text = document.querySelector(".prose").getBoundingClientRect();
    const main = document.querySelector("main").getBoundingClientRect();
    const edges = ({ left, right, top, bottom }) => ({ left, right, top: top + scrollY, bottom: bottom + scrollY });
    return {
      text: edges(text),
      main: edges(main),
      scroll: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      notes: [...document.querySelectorAll(".note-list > li")].map((note) => ({
        ...edges(note.getBoundingClientRect()),
        reference: edges(document.querySelector(`.note-ref[href="#${note.id}"]`).getBoundingClientRect()),
      })),
    };
  });
}

const isBeside = ({ text, notes }) => notes.every((note) => note.left >= text.right || note.right <= text.left);

for (const { tag, dir } of LANGUAGES) {
  for (const [width, options] of [[1280, DESKTOP], [1600, WIDE]]) {
    test(`${tag}, ${width} px: each note stands at its reference, in order, over nothing`, () =>
      open(options, async (page) => {
        for (const name of ["preamble", "article-3", "text"]) {
          await page.goto(addressOf(tag, name));
          const found = await places(page);
          assert.ok(found.notes.length > 0);
          assert.ok(isBeside(found), `${name}: a note is over the text`);
          assert.equal(found.scroll, 0);
          let free = -Infinity;
          for (const { left, top, bottom, reference } of found.notes) {
            assert.equal(left > found.text.left, dir === "ltr");
            assert.ok(top >= free, `${name}: a note lies over the one before it`);
            const aside = top - reference.top;
            const isPushed = top - free < 12;
            assert.ok(aside > -20 && (aside < 20 || isPushed), `${name}: a note is ${aside} px from its reference`);
            free = bottom;
          }
          assert.ok(free <= found.main.bottom, `${name}: the last note reaches over the foot of the page`);
        }
      }));
  }
}

for (const tag of ["en", "ar"]) {
  test(`${tag}: a press marks the note and moves the focus to it, not the page; Escape goes back`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "preamble"));
      const [reference, note] = [page.locator("#fnref-1"), page.locator("#fn-1")];
      const plain = await background(note);
      for (const press of [() => reference.click(), () => reference.press("Enter")]) {
        const before = await page.evaluate(() => scrollY);
        await press();
        assert.ok(await focusIsOn(note));
        assert.notEqual(await background(note), plain);
        assert.equal(await page.evaluate(() => scrollY), before);
        assert.equal(await page.locator(".note-popover:popover-open").count(), 0);
        assert.equal(page.url(), addressOf(tag, "preamble"));
        await page.keyboard.press("Escape");
        assert.ok(await focusIsOn(reference));
        await holds(page, (usual) => getComputedStyle(document.getElementById("fn-1")).backgroundColor === usual, plain);
      }
      await reference.click();
      await note.locator("[role=doc-backlink]").click();
      assert.ok(await focusIsOn(reference));
      assert.equal(await page.evaluate(() => scrollY), 0);
    }));

  test(`${tag}: a reference under the pointer shows its note`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "preamble"));
      const plain = await background(page.locator("#fn-2"));
      await page.locator("#fnref-2").hover();
      assert.notEqual(await background(page.locator("#fn-2")), plain);
      await page.locator("h1").hover();
      assert.equal(await background(page.locator("#fn-2")), plain);
    }));
}

test("an address with a note leads to it beside the text", () =>
  open({}, async (page) => {
    await page.goto(`${addressOf("en", "preamble")}#fn-12`);
    await page.waitForLoadState("load");
    await holds(page, () => scrollY > 300);
    assert.ok(await isInViewport(page.locator("#fn-12")));
    assert.ok(await isInViewport(page.locator("#fnref-12")));
  }));

test("when the window gets narrow the notes are a list again, and in their places when it gets wide", () =>
  open({}, async (page) => {
    await page.goto(addressOf("en", "preamble"));
    assert.ok(isBeside(await places(page)));
    await page.setViewportSize({ width: 1100, height: 800 });
    assert.ok(!isBeside(await places(page)));
    assert.ok(await page.locator("#page-notes").isVisible());
    await page.setViewportSize({ width: 1400, height: 800 });
    await holds(page, () => {
      const [note, reference] = ["fn-16", "fnref-16"].map((id) => document.getElementById(id).getBoundingClientRect());
      return note.left > reference.right && Math.abs(note.top - reference.top) < 200;
    });
  }));

for (const [name, options, change] of [
  ["on a phone", PHONE, () => {}],
  ["without JavaScript", { javaScriptEnabled: false }, () => {}],
  ["in print", {}, (page) => page.emulateMedia({ media: "print" })],
  ["beside another language", {}, (page) => page.evaluate(() => document.body.classList.add("is-parallel"))],
]) {
  test(`${name} the notes are a list under their heading`, () =>
    open({ ...options }, async (page) => {
      await page.goto(addressOf("ar", "preamble"));
      await change(page);
      assert.ok(!isBeside(await places(page)));
      assert.ok((await page.locator("#page-notes").boundingBox()).height > 10);
    }));
}

test("too many notes for the margin stay in their list, and open in popovers", () =>
  open({}, async (page) => {
    // A note as long as a page, before the script sees it.
    await page.route("**/preamble/", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/(<p data-unit="?fn-2"?>)/, `$1${"It goes on and on. ".repeat(200)}`);
      await route.fulfill({ response, body });
    });
    await page.goto(addressOf("en", "preamble"));
    assert.ok(!isBeside(await places(page)));
    await page.locator("#fnref-3").click();
    await holds(page, () => document.querySelector(".note-popover:popover-open"));
  }));

test("a list of notes is set with scripts as it is without them", async () => {
  const boxes = async (options) => {
    let found;
    await open({ viewport: { width: 1100, height: 800 }, ...options }, async (page) => {
      await page.goto(addressOf("en", "article-3"));
      found = await page.evaluate(() =>
        ["", " > h2", " .note-list", " .note-list > li"].map((part) => {
          const box = document.querySelector(`.notes${part}`).getBoundingClientRect();
          const start = document.querySelector(".notes").getBoundingClientRect().top;
          return { part, left: box.left, top: box.top - start, width: box.width, height: box.height };
        }),
      );
    });
    return found;
  };
  assert.deepEqual(await boxes({}), await boxes({ javaScriptEnabled: false }));
});
