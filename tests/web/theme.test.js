// A theme that is written from nothing (tests/sites/plain): what Concord promises of pages does not
// depend on the default theme. Links, alternates, HTML and axe: in the tests named so.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { holds, launch, withPage } from "./support/chromium.js";
import { overflowing, recordShifts, shifts } from "./support/layout.js";
import { serve } from "./support/server.js";
import { SUB_PATH, addressOf, buildFixture, htmlFiles } from "./support/site.js";

let browser;
let folder;
let server;
before(async () => {
  folder = buildFixture("plain");
  server = await serve(folder, SUB_PATH);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const open = (options, use) => withPage(browser, { origin: server.origin, ...options }, use);

test("no page of a small theme overflows, moves, or complains", () =>
  open({ viewport: { width: 320, height: 740 } }, async (page) => {
    await recordShifts(page);
    const found = [];
    for (const path of htmlFiles(folder)) {
      await page.setViewportSize({ width: 320, height: 740 });
      await page.goto(server.root + addressOf(path));
      for (const shift of await shifts(page)) found.push(`${path}: ${shift}`);
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 740 });
        for (const problem of await overflowing(page)) found.push(`${path} at ${width} px: ${problem}`);
      }
    }
    assert.deepEqual(found, []);
  }));

for (const [tag, back] of [["en", "↑ Rule 2"], ["ar", "↑ القاعدة ٢"]]) {
  test(`${tag}: a note and both ways back work without scripts`, () =>
    open({ javaScriptEnabled: false }, async (page) => {
      const article = `${server.root}${tag}/rules/water/`;
      await page.goto(article);
      for (const [index, place] of ["fnref-turn", "fnref-turn-2"].entries()) {
        await page.locator(`#${place}`).click();
        assert.equal(page.url(), `${article}#fn-turn`);
        await page.locator("#fn-turn a[role=doc-backlink]", { hasText: back }).nth(index).click();
        assert.equal(page.url(), `${article}#${place}`);
      }
    }));
}

test("the note that was followed is marked, and languages and articles lead on", () =>
  open({}, async (page) => {
    await page.goto(`${server.root}en/rules/water/#fn-turn`);
    await holds(page, () => getComputedStyle(document.querySelector("#fn-turn")).outlineStyle === "solid");
    await page.locator('header a[hreflang="ar"]').click();
    await page.waitForURL(`${server.root}ar/rules/water/`);
    await page.locator("a[rel=prev]").click();
    await page.waitForURL(`${server.root}ar/rules/keeping/`);
  }));
