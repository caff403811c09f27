// A site of very many languages: one list of them for each article, which can be searched, keeps
// the reader's place, and is a plain list without JavaScript.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PHONE, launch, withPage } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { SUB_PATH, buildProject } from "./support/site.js";

const TAGS = (
  "af am ar as az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km " +
  "kn ko ky lo lt lv mk ml mn mr ms my nb ne nl or pa pl ps pt pt-PT ro ru si sk sl so sq sr sv sw ta te th tr uk ur " +
  "uz vi zh-Hans zh-Hant zu"
).split(" ");

let browser;
let server;
before(async () => {
  const folder = buildProject({
    "concord.toml": `title = "A site"\nsource = "en"\n${TAGS.map((tag) => `[locales.${tag}]\n`).join("")}`,
    "content/paper/_index.md": '+++\ntitle = "A paper"\ncontents = ["first.md"]\n+++\n',
    "content/paper/first.md": `# First\n\n${"A paragraph of some words that is long enough for a line or two of text.\n\n".repeat(40)}`,
  });
  server = await serve(folder, SUB_PATH);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const open = (options, use) => withPage(browser, { origin: server.origin, ...options }, use);
const left = (page) => page.locator(".language-list > li:visible a").evaluateAll((all) => all.map((link) => link.hreflang));

for (const [name, options] of [["desktop", {}], ["phone", PHONE]]) {
  test(`${name}: the switcher leads to the list, and the list to the paragraph in view`, () =>
    open({ ...options, locale: "xx" }, async (page) => {
      await page.goto(`${server.root}en/paper/first/`);
      await page.evaluate(() => document.querySelectorAll(".prose p")[20].scrollIntoView());
      const anchor = await page.evaluate(() => document.querySelectorAll(".prose p")[20].id);
      const link = page.locator("a.menu-link");
      await link.evaluate((element) => element.focus({ preventScroll: true }));
      await page.keyboard.press("Enter");
      await page.waitForURL(`${server.root}paper/first/#${anchor}`);
      assert.equal((await left(page)).length, TAGS.length);
      await page.locator("#page-find-language").fill("portugues e");
      assert.deepEqual(await left(page), ["pt-PT"]);
      await page.keyboard.press("Enter");
      await page.waitForURL(`${server.root}pt-PT/paper/first/#${anchor}`);
    }));
}

for (const [wanted, found] of [
  ["cestina", ["cs"]],
  ["ČEŠTINA", ["cs"]],
  ["العربية", ["ar"]],
  ["polish", ["pl"]],
  ["zh-han", ["zh-Hans", "zh-Hant"]],
  ["no such language", []],
]) {
  test(`'${wanted}' finds ${found.join(", ") || "nothing, and the page says so"}`, () =>
    open({ locale: "xx" }, async (page) => {
      await page.goto(`${server.root}paper/first/`);
      await page.locator("#page-find-language").fill(wanted);
      assert.deepEqual(await left(page), found);
      const said = await page.locator(".language-find [role=status]").innerText();
      assert.equal(said.length > 0, found.length === 0);
      await page.locator("#page-find-language").fill("");
      assert.equal((await left(page)).length, TAGS.length);
    }));
}

test("for who comes from a page of the site the languages of the browser are first, and nobody is sent anywhere", () =>
  open({ locale: "tr-TR" }, async (page) => {
    await page.goto(`${server.root}paper/first/`, { referer: `${server.root}en/paper/first/` });
    assert.equal((await left(page))[0], "tr");
    assert.equal(page.url(), `${server.root}paper/first/`);
  }));

test("without JavaScript it is a plain list", () =>
  open({ javaScriptEnabled: false }, async (page) => {
    await page.goto(`${server.root}en/paper/first/`);
    await page.locator("a.menu-link").click();
    assert.deepEqual(await left(page), TAGS);
    assert.ok(!(await page.locator("#page-find-language").isVisible()));
    await page.locator('.language-list a[hreflang="fa"]').click();
    await page.waitForURL(`${server.root}fa/paper/first/`);
  }));
