// Pages in the pseudo-locales, whose words are longer than any translation's or run from right to
// left: nothing overflows the screen sideways, and no word of the navigator or of a button is cut
// off.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { holds, launch, withPage } from "./support/chromium.js";
import { overflowing } from "./support/layout.js";
import { serve } from "./support/server.js";
import { SUB_PATH, addressOf, buildPseudo, htmlFiles } from "./support/site.js";

const WIDTHS = [320, 1280];
const PSEUDO = [
  { tag: "en-XA", dir: "ltr", sample: /^\[.*\]$/ },
  { tag: "ar-XB", dir: "rtl", sample: /\u202e.+\u202c/ },
];

let browser;
let folder;
let server;
before(async () => {
  folder = buildPseudo();
  server = await serve(folder, SUB_PATH);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const open = (use) => withPage(browser, { origin: server.origin, hasTouch: true }, use);
const pagesOf = (tag) => htmlFiles(folder).filter((path) => path.startsWith(`${tag}/`) && !path.endsWith("404.html"));

// The words of the navigator and of buttons that somebody should see and cannot: they reach over
// a side of the screen or of a box that hides what reaches over it. Words that are hidden on
// purpose stand in a box of one pixel.
function cutOff(page) {
  return page.evaluate(() => {
    const found = [];
    const hides = (element) => getComputedStyle(element).overflowX !== "visible";
    for (const element of document.querySelectorAll("#page-navigator a, button, summary, .pager a")) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const words = range.getBoundingClientRect();
        const boxes = [];
        for (let box = walker.currentNode.parentElement; box; box = box.parentElement) if (hides(box)) boxes.push(box.getBoundingClientRect());
        if (words.width === 0 || boxes.some((box) => box.width <= 1)) continue;
        boxes.push({ left: 0, right: document.documentElement.clientWidth });
        if (boxes.some((box) => words.left < box.left - 1 || words.right > box.right + 1)) found.push(walker.currentNode.data);
      }
    }
    return found;
  });
}

for (const { tag, dir, sample } of PSEUDO) {
  test(`${tag}: the page is in this language and direction, its words are changed`, () =>
    open(async (page) => {
      await page.goto(`${server.root}${tag}/declaration/article-3/`);
      const root = page.locator("html");
      assert.equal(await root.getAttribute("lang"), tag);
      assert.equal(await root.getAttribute("dir"), dir);
      assert.match(await page.locator("h1").textContent(), sample);
      assert.match(await page.locator("#page-navigator .title").first().textContent(), sample);
    }));

  test(`${tag}: nothing overflows at ${WIDTHS.join(" and ")} px, and no words are cut off`, () =>
    open(async (page) => {
      const found = [];
      for (const path of pagesOf(tag)) {
        await page.goto(server.root + addressOf(path));
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 740 });
          const problems = [...(await overflowing(page)), ...(await cutOff(page))];
          found.push(...problems.map((problem) => `${path} at ${width} px: ${problem}`));
        }
      }
      assert.deepEqual(found, []);
    }));

  test(`${tag}, phone: no words of the sheet are cut off`, () =>
    open(async (page) => {
      await page.setViewportSize({ width: WIDTHS[0], height: 740 });
      await page.goto(`${server.root}${tag}/declaration/article-3/`);
      await page.locator(".navigator-button").tap();
      await holds(page, () => document.querySelector("#page-navigator:popover-open"));
      assert.ok(await page.locator("#page-navigator a").first().isVisible());
      assert.deepEqual(await cutOff(page), []);
      assert.deepEqual(await overflowing(page), []);
    }));
}
