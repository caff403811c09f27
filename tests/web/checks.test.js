// The checks that other tests rely on, on pages that are wrong: each must be seen.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";

import { byAbsoluteAddress, wrongAlternates } from "./support/alternates.js";
import { violations } from "./support/axe.js";
import { launch, withPage } from "./support/chromium.js";
import { readDocuments } from "./support/documents.js";
import { overflowing, recordShifts, shifts } from "./support/layout.js";
import { brokenLinks } from "./support/links.js";
import { serve } from "./support/server.js";
import { BASE, SUB_PATH } from "./support/site.js";

const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'">`;
const page = (body, head = "") =>
  `<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">${head}</head><body><main><h1>x</h1>${body}</main></body></html>`;
const alternate = (lang, path) => `<link rel="alternate" hreflang="${lang}" href="${BASE}/${path}">`;
const canonical = (path) => `<link rel="canonical" href="${BASE}/${path}">`;

const FILES = {
  "good/index.html": page('<p id="here">From <a href="#here">here</a> on.</p><p>Or in <a href="../fr/" hreflang="fr">French</a>.</p>'),
  "fr/index.html": page("<p>oui</p>").replace('lang="en"', 'lang="fr"'),
  "console/index.html": page('<script src="error.js"></script>'),
  "console/error.js": "console.error('a complaint');",
  "thrown/index.html": page('<script src="error.js"></script>'),
  "thrown/error.js": "throw new Error('a failure');",
  "outside/index.html": page('<img src="http://127.0.0.1:9/a.png" alt="">'),
  "policy/index.html": page('<p onclick="x()">x</p><script>x()</script>', POLICY),
  "missing/index.html": page('<img src="nothing.png" alt="">'),
  "shift/index.html": page('<p id="a">x</p><p>y</p><script src="move.js"></script>'),
  "shift/move.js": "requestAnimationFrame(() => setTimeout(() => (document.getElementById('a').style.marginTop = '200px'), 50));",
  "wide/index.html": page('<table width="2000"><tr><td>x</table>'),
  "faint/index.html": page('<p style="color: #999; background: #fff">words that are hard to read</p><img src="data:,">'),
  "links/index.html": page(
    '<a href="../good/#nowhere">a</a> <a href="../none/">b</a> <a href="../../../x/">c</a> <a href="/good/">d</a> <a href="../good/" hreflang="fr">e</a> <img src="a.12345678.png" alt=""> <p aria-labelledby="none">x</p>',
  ),
  "one/index.html": page("", canonical("one/") + alternate("en", "one/") + alternate("fr", "two/") + alternate("ru", "three/")),
  "two/index.html": page("", canonical("one/") + alternate("fr", "two/")),
};

let browser;
let folder;
let server;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "concord-checks-"));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  server = await serve(folder, SUB_PATH);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

const visit = (path, use = () => {}) =>
  withPage(browser, { origin: server.origin }, async (page) => {
    await recordShifts(page);
    await page.goto(`${server.root}${path}/`, { waitUntil: "networkidle" });
    return use(page);
  });

test("a page without fault passes", () =>
  visit("good", async (page) => {
    assert.deepEqual(await shifts(page), []);
    assert.deepEqual(await overflowing(page), []);
    assert.deepEqual(await violations(page), []);
  }));

for (const [path, said] of [
  ["console", /a complaint/],
  ["thrown", /a failure/],
  ["outside", /asked another host/],
  ["policy", /policy: script-src/],
  ["missing", /404/],
]) {
  test(`${path}: a page that is watched fails`, async () => {
    await assert.rejects(visit(path), (error) => {
      assert.match(String(error.actual), said);
      return true;
    });
  });
}

test("what moves, what is too wide, and what axe should find is found", async () => {
  await visit("shift", async (page) => {
    await page.waitForTimeout(300);
    assert.match((await shifts(page)).join(), /shift of/);
  });
  await visit("wide", async (page) => assert.match((await overflowing(page)).join(), /scrollWidth 20\d\d,table/));
  await visit("faint", async (page) => {
    const found = (await violations(page)).join();
    assert.match(found, /color-contrast/);
    assert.match(found, /image-alt/);
  });
});

test("links and alternates that are wrong are found", async () => {
  const documents = await readDocuments(browser, folder);
  const { broken } = brokenLinks(documents, folder);
  const wrong = broken.filter((line) => line.startsWith("links/")).map((line) => line.replace("links/index.html: ", ""));
  assert.deepEqual(wrong, [
    "a ../good/#nowhere: there is no such anchor",
    "a ../none/: leads nowhere",
    "a ../../../x/: leads out of the site",
    "a /good/: is not relative",
    "a ../good/: leads to a page in en, not in fr",
    "img a.12345678.png: leads nowhere",
    "refers to #none, which is not there",
  ]);
  assert.deepEqual(broken.filter((line) => line.startsWith("good/")), []);

  const pages = byAbsoluteAddress(documents.filter(({ path }) => /^(one|two)\//.test(path)));
  assert.deepEqual(wrongAlternates(pages), [
    `one/index.html: ${BASE}/two/ is in en, not in fr`,
    `one/index.html: ${BASE}/two/ does not name it`,
    `one/index.html: ${BASE}/three/ does not exist`,
    `two/index.html: is canonical at ${BASE}/one/`,
    `two/index.html: ${BASE}/two/ is in en, not in fr`,
    `two/index.html: ${BASE}/two/ does not name it`,
  ]);
});
