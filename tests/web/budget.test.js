// What the first visit of an article costs: measured in the browser, with an empty cache, over a
// server that compresses as servers do. Bytes are those of bodies as transferred, without headers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PHONE, launch, withPage } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { LANGUAGES, SUB_PATH, addressOf, buildFlagship, htmlFiles } from "./support/site.js";

const KB = 1000;
const MOST = { html: 12 * KB, css: 10 * KB, js: 8 * KB, total: 30 * KB, requests: 4 };

let browser;
let folder;
let server;
before(async () => {
  folder = buildFlagship();
  server = await serve(folder, SUB_PATH);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.stop();
});

// The articles of a language: what stands below the document and is none of its other pages.
const OTHERS = /^[^/]+\/[^/]+\/(part-\d+|text|notes|translation|languages)\//;
const articlesOf = (tag) =>
  htmlFiles(folder).map(addressOf).filter((path) => path.startsWith(`${tag}/declaration/`) && path.split("/").length > 3 && !OTHERS.test(path));

// What the browser transfers for a page: `[kind, bytes, address]` for each request.
async function transfers(page, address, waitUntil) {
  await page.goto(address, { waitUntil });
  return page.evaluate(() => {
    const [document] = performance.getEntriesByType("navigation");
    const kindOf = ({ initiatorType, name }) => {
      if (initiatorType === "navigation") return "html";
      return new URL(name).pathname.split(".").at(-1);
    };
    return [document, ...performance.getEntriesByType("resource")]
      .filter(({ name }) => !name.startsWith("data:"))
      .map((entry) => [kindOf(entry), entry.encodedBodySize, entry.name]);
  });
}

for (const { tag } of LANGUAGES) {
  test(`${tag}: the first visit of every article keeps to the budget`, (t) =>
    withPage(browser, { origin: server.origin, ...PHONE }, async (page) => {
      const session = await page.context().newCDPSession(page);
      const articles = articlesOf(tag);
      assert.ok(articles.length > 10);
      const over = [];
      const most = { html: 0, css: 0, js: 0, total: 0, requests: 0 };
      for (const path of articles) {
        await session.send("Network.clearBrowserCache");
        // What a page would load once it rests, all pages of the theme would.
        const found = await transfers(page, server.root + path, path === articles[0] ? "networkidle" : "load");
        const sums = { html: 0, css: 0, js: 0, total: 0, requests: found.length };
        for (const [kind, bytes, address] of found) {
          // Of the cache nothing is left: a body that was not transferred was not measured.
          assert.ok(bytes > 0, `${path}: ${address} has no size`);
          if (kind in sums) sums[kind] += bytes;
          else over.push(`${path}: neither style nor script: ${address}`);
          sums.total += bytes;
        }
        for (const [what, limit] of Object.entries(MOST)) {
          most[what] = Math.max(most[what], sums[what]);
          if (sums[what] > limit) over.push(`${path}: ${what} ${sums[what]} of ${limit}`);
        }
      }
      t.diagnostic(`most: ${JSON.stringify(most)}`);
      assert.deepEqual(over, []);
    }));
}
