// Light, dark, or as the system: chosen in the menu, remembered, shown from the first frame.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, withPage } from "./support/chromium.js";
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
