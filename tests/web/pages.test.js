// Every page of the flagship site in all languages, loaded as readers load it: nothing overflows
// the screen sideways, nothing moves, nothing is complained about, nothing comes from elsewhere.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { PHONE, launch, withPage } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { LANGUAGES, SUB_PATH, addressOf, buildFlagship, htmlFiles } from "./support/site.js";

const WIDTHS = [320, 360, 768, 1280];

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

const open = (options, use) => withPage(browser, { origin: server.origin, ...options }, use);
const pagesOf = (tag) => htmlFiles(folder).filter((path) => path.startsWith(`${tag}/`));

// From now on, pages remember what moves in them.
function recordShifts(page) {
  return page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, startTime, sources } of list.getEntries()) {
        const moved = sources.map(({ node, previousRect: from, currentRect: to }) =>
          `${node?.localName ?? node?.nodeName} from ${from.x},${from.y} to ${to.x},${to.y}`,
        );
        window.shifts.push({ value, startTime, moved });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

// What has moved after the page was shown. What the browser moves before its first paint, while
// it still reads the page, nobody has seen.
function shifts(page) {
  return page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const shown = () => performance.getEntriesByName("first-contentful-paint")[0];
    while (!shown()) await frame();
    await frame();
    await frame();
    return window.shifts
      .filter(({ startTime }) => startTime >= shown().startTime)
      .map(({ value, startTime, moved }) => `shift of ${value} after ${Math.round(startTime)} ms: ${moved.join("; ")}`);
  });
}

// The elements that reach over the side of the screen, if the page can be scrolled sideways.
function overflowing(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const over = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > width + 1 || box.left < -1);
    });
    return [`scrollWidth ${document.documentElement.scrollWidth}`].concat(
      over.slice(0, 3).map((element) => `${element.localName}.${element.className}`),
    );
  });
}

for (const { tag } of LANGUAGES) {
  test(`${tag}: no page overflows at ${WIDTHS.join(", ")} px, moves, or complains`, () =>
    open({ viewport: { width: WIDTHS[0], height: 740 } }, async (page) => {
      await recordShifts(page);
      const found = [];
      for (const path of [...pagesOf(tag), ...(tag === "en" ? ["index.html", "404.html"] : [])]) {
        await page.setViewportSize({ width: WIDTHS[0], height: 740 });
        await page.goto(server.root + addressOf(path));
        for (const shift of await shifts(page)) found.push(`${path}: ${shift}`);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 740 });
          for (const problem of await overflowing(page)) found.push(`${path} at ${width} px: ${problem}`);
        }
      }
      assert.deepEqual(found, []);
    }));
}

for (const tag of ["en", "ar"]) {
  test(`${tag}: nothing moves on wide screens, on phones, or with a scheme that was chosen`, () =>
    open({}, async (page) => {
      await recordShifts(page);
      for (const path of pagesOf(tag)) {
        await page.goto(server.root + addressOf(path));
        assert.deepEqual(await shifts(page), [], path);
      }
      await page.evaluate(() => localStorage.setItem("concord-appearance", "dark"));
      await page.goto(`${server.root}${tag}/declaration/article-3/`);
      assert.deepEqual(await shifts(page), []);
    }));

  test(`${tag}: text spacing of WCAG 1.4.12 makes nothing overflow`, () =>
    open({ ...PHONE }, async (page) => {
      for (const name of ["preamble", "article-3", "translation", "notes"]) {
        await page.goto(`${server.root}${tag}/declaration/${name}/`);
        // Set through the object model, as a reader's tool does: the policy forbids a style element.
        await page.evaluate(() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
          document.adoptedStyleSheets = [sheet];
        });
        const spaced = await page.locator(".reading p").first().evaluate((text) => getComputedStyle(text).letterSpacing);
        assert.notEqual(spaced, "normal");
        assert.deepEqual(await overflowing(page), [], name);
      }
    }));

  test(`${tag}, phone: the text of an article begins on the first screen`, () =>
    open({ ...PHONE }, async (page) => {
      for (const name of ["preamble", "article-1", "article-3", "article-10"]) {
        await page.goto(`${server.root}${tag}/declaration/${name}/`);
        const top = await page.locator(".prose").evaluate((prose) => prose.getBoundingClientRect().top);
        assert.ok(top < 740 * 0.75, `${name}: at ${top}`);
      }
    }));
}

test("the first visit of an article: at most four requests, 12 KB of HTML, 10 KB of style, 8 KB of script", () =>
  open({}, async (page) => {
    const requests = [];
    page.on("request", (request) => request.url().startsWith("data:") || requests.push(request.url()));
    await page.goto(`${server.root}ar/declaration/article-3/`);
    await page.waitForLoadState("networkidle");
    assert.ok(requests.length <= 4, requests.join("\n"));

    const size = (end) => {
      const bodies = requests.filter((url) => url.endsWith(end)).map((url) => {
        const path = new URL(url).pathname.slice(SUB_PATH.length + 1);
        return gzipSync(readFileSync(join(folder, path.endsWith("/") ? `${path}index.html` : path))).length;
      });
      assert.ok(bodies.length > 0, end);
      return bodies.reduce((sum, bytes) => sum + bytes, 0);
    };
    for (const [end, limit] of [["/", 12_000], [".css", 10_000], [".js", 8_000]]) {
      assert.ok(size(end) <= limit, `${end}: ${size(end)} bytes`);
    }
  }));

for (const [address, lang] of [
  ["en/no/such/page", "en"],
  ["ar/declaration/article-99/", "ar"],
  ["nowhere/at/all", "en"],
]) {
  test(`${address} leads nowhere: the page says so in ${lang}, looks as it should, and leads home`, async () => {
    await assert.rejects(
      // The browser itself reports the status of the document, and nothing else.
      open({}, async (page) => {
        const response = await page.goto(server.root + address);
        assert.equal(response.status(), 404);
        assert.equal(await page.locator("html").getAttribute("lang"), lang);
        assert.equal(await page.evaluate(() => document.styleSheets.length), 1);
        await page.locator("main a").first().click();
        await page.waitForURL(`${server.root}${lang}/`);
      }),
      (error) => {
        assert.equal(error.actual?.length, 1, String(error));
        assert.match(error.actual[0], /status of 404/);
        return true;
      },
    );
  });
}
