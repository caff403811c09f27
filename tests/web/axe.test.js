// axe on every kind of page in every language, light and dark, on a phone's width and a desk's;
// and on whatever opens over a page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { COLOURS, violations } from "./support/axe.js";
import { DESKTOP, PHONE, holds, launch, withPage } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { LANGUAGES, SUB_PATH, addressOf, buildFixture, buildFlagship, buildManyLanguages, htmlFiles } from "./support/site.js";

// A page of each kind, below the folder of a language. An article with notes, headings and
// numbers of three levels; parts of the first and of the last pages.
const KINDS = [
  "",
  "404.html",
  "declaration/",
  "declaration/part-1/",
  "declaration/preamble/",
  "declaration/article-3/",
  "declaration/text/",
  "declaration/notes/",
  "declaration/translation/",
];

const SIZES = [PHONE.viewport, DESKTOP.viewport];

let browser;
const servers = new Map();
before(async () => (browser = await launch()));
after(async () => {
  await browser.close();
  for (const server of servers.values()) await server.stop();
});

// The server of a site, which is built when it is first asked for.
async function site(build) {
  if (!servers.has(build)) servers.set(build, await serve(build(), SUB_PATH));
  return servers.get(build);
}

// What axe finds in a page as it stands: everything in the light, and colours in the dark, as a
// scheme changes nothing else.
async function inBothSchemes(page, name, where) {
  await page.emulateMedia({ colorScheme: "light" });
  const light = (await violations(page, { where })).map((line) => `${name}, light: ${line}`);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = (await violations(page, { only: COLOURS, where })).map((line) => `${name}, dark: ${line}`);
  return light.concat(dark);
}

// Loads each address once, and asks axe about it in each size and scheme.
async function examine(server, addresses) {
  const found = [];
  await withPage(browser, { origin: server.origin, hasTouch: true }, async (page) => {
    for (const address of addresses) {
      await page.goto(server.root + address);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        found.push(...(await inBothSchemes(page, `${address}, ${size.width} px`)));
      }
    }
  });
  assert.deepEqual(found, []);
}

for (const { tag } of LANGUAGES) {
  test(`${tag}: axe finds nothing on any kind of page`, async () => {
    await examine(await site(buildFlagship), KINDS.map((path) => `${tag}/${path}`));
  });
}

test("axe finds nothing on the chooser and on its page for addresses that lead nowhere", async () => {
  await examine(await site(buildFlagship), ["", "404.html"]);
});

test("axe finds nothing on lists of languages", async () => {
  await examine(await site(buildManyLanguages), ["declaration/", "declaration/part-1/", "declaration/article-3/"]);
});

// What the flagship site lacks: paragraphs that are not translated or out of date, tables, callouts,
// pictures; and a small theme that is not ours.
const FIXTURES = {
  manual: (path) => /^(de|fa)\/manual\/(using\/(text|overview)|notes|translation)\/$/.test(path),
  plain: (path) => /^(ar|fr)\//.test(path) || path === "",
};

for (const [name, isExamined] of Object.entries(FIXTURES)) {
  test(`tests/sites/${name}: axe finds nothing`, async () => {
    const folder = buildFixture(name);
    const addresses = htmlFiles(folder).map(addressOf).filter(isExamined);
    assert.ok(addresses.length >= 8, String(addresses));
    await examine(await site(() => folder), addresses);
  });
}

// What opens over a page: its name, and what opens it in a page with a mouse or a finger.
const OVERLAYS = [
  ["a note", (page) => page.locator("#fnref-17").click(), ".note-popover"],
  ["the switcher", (page) => page.locator(".languages > summary").click(), ".languages[open]"],
  ["the appearance", (page) => page.locator(".appearance > summary").click(), ".appearance[open]"],
  ["the keys", (page) => page.keyboard.press("?"), "#page-keys[open]"],
  ["the sheet", (page) => page.locator(".navigator-button").click(), "#page-navigator"],
];

for (const tag of ["en", "ar", "zh"]) {
  test(`${tag}: axe finds nothing in what opens over a page`, async () => {
    const server = await site(buildFlagship);
    const found = [];
    for (const device of [PHONE, DESKTOP]) {
      await withPage(browser, { origin: server.origin, ...device }, async (page) => {
        // Where notes stand beside the text, none opens.
        const size = device === DESKTOP ? { width: 1100, height: 800 } : device.viewport;
        await page.setViewportSize(size);
        for (const [name, open, opened] of OVERLAYS) {
          if (name === "the sheet" && device !== PHONE) continue;
          await page.goto(`${server.root}${tag}/declaration/article-3/`);
          await open(page);
          await holds(page, (selector) => document.querySelector(selector)?.checkVisibility(), opened);
          // What lies beneath is covered in part, and was looked at before.
          found.push(...(await inBothSchemes(page, `${name}, ${device.viewport.width} px`, opened)));
        }
      });
    }
    assert.deepEqual(found, []);
  });
}
