// Light, dark, or as the system: chosen in the menu, remembered, shown from the first frame. And
// in each of them, what axe finds of WCAG 2.2 AA, with AAA contrast for the text itself.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { PHONE, launch, withPage } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { SUB_PATH, buildFlagship } from "./support/site.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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
const article = (tag, page = "article-3") => `${server.root}${tag}/declaration/${page}/`;

// The lightness of the paper, 0 to 255.
function paper(page) {
  return page.evaluate(() => {
    const [red, green, blue] = getComputedStyle(document.documentElement).backgroundColor.match(/[\d.]+/g).map(Number);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
}

test("the page follows the system, also when it changes", () =>
  open({ colorScheme: "dark" }, async (page) => {
    await page.goto(article("en"));
    assert.ok((await paper(page)) < 60);
    await page.emulateMedia({ colorScheme: "light" });
    assert.ok((await paper(page)) > 200);
  }));

for (const tag of ["en", "ar"]) {
  test(`${tag}: a choice holds at once, on the next page from its first frame, and can be taken back`, () =>
    open({ colorScheme: "light" }, async (page) => {
      await page.goto(article(tag));
      await page.locator(".appearance > summary").click();
      await page.locator("input[value=dark]").check();
      assert.ok((await paper(page)) < 60);

      // Recorded when the body begins to exist: the scheme must be set by then.
      await page.addInitScript(() => {
        const observer = new MutationObserver(() => {
          if (!document.body) return;
          window.firstScheme = document.documentElement.dataset.scheme;
          observer.disconnect();
        });
        observer.observe(document, { childList: true, subtree: true });
      });
      await page.goto(article(tag, "article-4"));
      assert.equal(await page.evaluate(() => window.firstScheme), "dark");
      assert.ok((await paper(page)) < 60);

      await page.locator(".appearance > summary").click();
      assert.ok(await page.locator("input[value=dark]").isChecked());
      await page.locator("input[value=system]").check();
      assert.ok((await paper(page)) > 200);
    }));
}

const AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Runs axe and returns what it finds, a line for each rule.
async function violations(page, context, options) {
  await page.evaluate(axe);
  const results = await page.evaluate(([where, how]) => window.axe.run(where, how), [context, options]);
  return results.violations.map(({ id, help, nodes }) =>
    `${id}: ${help}: ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${target} (${failureSummary.replace(/\s+/g, " ")})`).join("; ")}`,
  );
}

for (const [tag, colorScheme, device] of [
  ["en", "light", {}],
  ["ar", "dark", PHONE],
]) {
  test(`${tag}, ${colorScheme}, ${device === PHONE ? "phone" : "desktop"}: axe finds nothing`, () =>
    open({ colorScheme, ...device }, async (page) => {
      const found = [];
      for (const path of ["", "declaration/", "declaration/preamble/", "declaration/part-1/", "declaration/article-3/", "declaration/notes/", "declaration/translation/"]) {
        await page.goto(`${server.root}${tag}/${path}`);
        for (const violation of await violations(page, "html", { runOnly: { type: "tag", values: AA } })) found.push(`${path} ${violation}`);
        if (!(await page.locator(".prose").count())) continue;
        const enhanced = { runOnly: { type: "rule", values: ["color-contrast-enhanced"] } };
        for (const violation of await violations(page, ".prose", enhanced)) found.push(`${path} ${violation}`);
      }
      assert.deepEqual(found, []);
    }));
}

test("axe finds nothing in an open note, an open switcher, an open sheet, and the list of keys", () =>
  open({ ...PHONE, colorScheme: "dark" }, async (page) => {
    const options = { runOnly: { type: "tag", values: AA } };
    await page.goto(article("ar"));
    await page.locator("#fnref-17").tap();
    assert.deepEqual(await violations(page, "html", options), []);
    await page.keyboard.press("Escape");
    await page.locator(".languages > summary").tap();
    assert.deepEqual(await violations(page, "html", options), []);
    await page.keyboard.press("Escape");
    await page.locator(".navigator-button").tap();
    assert.deepEqual(await violations(page, "html", options), []);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    assert.deepEqual(await violations(page, "html", options), []);
  }));
