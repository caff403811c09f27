// Reading side by side: two or three languages, aligned by their units, without losing anything of
// the single view.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { PHONE, holds, launch, withPage } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { SUB_PATH, buildFlagship, buildStanding, repository } from "./support/site.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const temporary = mkdtempSync(join(tmpdir(), "concord-parallel-"));

let browser;
const servers = {};
before(async () => {
  servers.flagship = await serve(buildFlagship(), SUB_PATH);
  servers.treaty = await serve(buildStanding(fixture("treaty", "most_languages_on_page = 2\n")), SUB_PATH);
  servers.manual = await serve(buildStanding(fixture("manual", "")), SUB_PATH);
  browser = await launch();
});
after(async () => {
  await browser.close();
  for (const server of Object.values(servers)) await server.stop();
  rmSync(temporary, { recursive: true, force: true });
});

// A copy of a fixture site, with lines before its configuration, and with the theme as it is in
// this repository, which is what the flagship site has too.
function fixture(name, lines) {
  const project = join(temporary, name);
  cpSync(join(repository, "tests/sites", name), project, { recursive: true });
  cpSync(join(repository, "themes/default"), join(project, "themes/default"), { recursive: true });
  const config = join(project, "concord.toml");
  writeFileSync(config, lines + readFileSync(config, "utf8"));
  return project;
}

const open = (options, use, site = "flagship") => withPage(browser, { origin: servers[site].origin, ...options }, use);
const addressOf = (page, site = "flagship") => servers[site].root + page;
const WIDE = { viewport: { width: 1680, height: 900 } };
const shown = (page, count) =>
  holds(page, (wanted) => (document.querySelector("article").dataset.columns ?? "1") === wanted, String(count));

async function go(page, address, count, site) {
  await page.goto(addressOf(address, site));
  await shown(page, count);
}

async function noIdTwice(page) {
  const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map((element) => element.id));
  assert.deepEqual(ids.filter((id, index) => ids.indexOf(id) !== index), []);
}

// The units of each cell of each row, with language and direction.
const rowsOf = (page) =>
  page.locator(".parallel > .parallel-row").evaluateAll((rows) =>
    rows.map((row) =>
      [...row.children].map((cell) => ({
        lang: cell.lang,
        dir: cell.dir,
        unit: cell.querySelector("[data-unit]")?.dataset.unit ?? "",
        text: cell.textContent.replace(/\s+/g, " ").trim(),
        box: cell.getBoundingClientRect().toJSON(),
      })),
    ),
  );

for (const [from, to, page, langs, dirs] of [
  ["en", "ar", "article-3", ["en", "ar"], ["ltr", "rtl"]],
  ["ar", "en", "preamble", ["ar", "en"], ["rtl", "ltr"]],
  ["zh", "fr", "article-3", ["zh-Hans", "fr"], ["ltr", "ltr"]],
  ["en", "ar", "text", ["en", "ar"], ["ltr", "rtl"]],
  ["fr", "ru", "notes", ["fr", "ru"], ["ltr", "ltr"]],
]) {
  test(`${from} with ${to}, ${page}: passages of one unit stand beside each other, in their language and direction`, () =>
    open({}, async (tab) => {
      await tab.goto(addressOf(`${from}/declaration/${page}/`));
      const units = await tab.locator("article [data-unit]").evaluateAll((all) => all.map((unit) => unit.dataset.unit));
      await go(tab, `${from}/declaration/${page}/?with=${to}`, 2);
      const rows = await rowsOf(tab);
      for (const row of rows) {
        assert.deepEqual(row.map(({ lang }) => lang), langs);
        assert.deepEqual(row.map(({ dir }) => dir), dirs);
        assert.equal(row[0].unit, row[1].unit);
        assert.notEqual(row[0].text, "");
        const [first, second] = row.map(({ box }) => box);
        assert.ok(Math.abs(first.top - second.top) < 20, "the cells are not in one row");
        assert.ok(from === "ar" ? first.left >= second.right : first.right <= second.left, "the columns are not in order");
      }
      const first = await tab.locator("article .parallel-cell:not([data-other]) [data-unit]").evaluateAll((all) => all.map((unit) => unit.dataset.unit));
      assert.deepEqual(first, units, "a passage was lost, or moved");
      await noIdTwice(tab);
    }));
}

test("the numbers of each column are those of its language", () =>
  open({}, async (page) => {
    await go(page, "en/declaration/article-3/?with=ar", 2);
    const numbers = await page.locator(".parallel-cell .number").evaluateAll((all) => all.map((number) => number.textContent.trim()));
    assert.deepEqual(numbers.slice(0, 4), ["1.", "١-", "2.", "٢-"]);
  }));

test("three languages stand side by side where there is room, and below each other elsewhere", () =>
  open(WIDE, async (page) => {
    await go(page, "en/declaration/article-3/?with=ar,fr", 3);
    let row = (await rowsOf(page)).at(3);
    assert.deepEqual(row.map(({ lang }) => lang), ["en", "ar", "fr"]);
    assert.ok(row[0].box.right <= row[1].box.left && row[1].box.right <= row[2].box.left);
    await noIdTwice(page);
    await page.setViewportSize({ width: 1000, height: 800 });
    row = (await rowsOf(page)).at(3);
    assert.ok(row[0].box.bottom <= row[1].box.top && row[1].box.bottom <= row[2].box.top);
  }));

test("phone: passages alternate, each with the name of its language, and nothing overflows", () =>
  open({ ...PHONE, viewport: { width: 320, height: 640 } }, async (page) => {
    await go(page, "en/declaration/preamble/?with=ar", 2);
    const row = (await rowsOf(page)).at(2);
    assert.ok(row[0].box.bottom <= row[1].box.top);
    const label = await page.locator(".parallel-cell[lang=ar]").nth(3).evaluate((cell) => getComputedStyle(cell, "::before").content);
    assert.match(label, /العربية/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    for (const box of await page.locator(".parallel-bar button, .parallel-languages button").evaluateAll((all) => all.filter((button) => !button.hidden).map((button) => button.getBoundingClientRect().toJSON()))) {
      assert.ok(box.height >= 44 && box.width >= 24, JSON.stringify(box));
    }
  }));

test("the status of each version stands above its column, in words", () =>
  open({}, async (page) => {
    await go(page, "en/declaration/article-3/?with=fr", 2);
    const about = page.locator(".parallel-about .parallel-cell");
    assert.match(await about.nth(0).innerText(), /Authentic text/);
    assert.match(await about.nth(1).innerText(), /Traduction non officielle/);
    assert.equal(await about.nth(1).getAttribute("lang"), "fr");
  }));

test("from the menu: the view opens where the reader is; Back ends it, Forward brings it again", () =>
  open({}, async (page) => {
    await page.goto(addressOf("en/declaration/article-3/"));
    const before = await page.locator("article").innerHTML();
    await page.evaluate(() => document.getElementById("7").scrollIntoView());
    const first = await page.evaluate(
      () => [...document.querySelectorAll("article [data-unit]")].find((block) => block.getBoundingClientRect().top >= 0).dataset.unit,
    );
    const top = () => page.locator(`[data-unit=${first}]`).first().evaluate((block) => block.getBoundingClientRect().top);
    const place = await top();
    const summary = page.locator(".languages > summary");
    await summary.evaluate((element) => element.focus({ preventScroll: true }));
    await page.keyboard.press("Enter");
    await page.locator("[data-beside=ar]").evaluate((element) => element.focus({ preventScroll: true }));
    await page.keyboard.press("Enter");
    await shown(page, 2);
    assert.equal(page.url(), addressOf("en/declaration/article-3/?with=ar"));
    assert.ok(Math.abs((await top()) - place) < 2, `the passage moved from ${place} to ${await top()}`);
    assert.ok(await page.locator("body.is-parallel").count());
    await page.goBack();
    await shown(page, 1);
    assert.equal(page.url(), addressOf("en/declaration/article-3/"));
    assert.equal(await page.locator("article").innerHTML(), before, "the single view is not what it was");
    assert.equal(await page.locator("body.is-parallel, .parallel-bar").count(), 0);
    await page.goForward();
    await shown(page, 2);
  }));

test("an address with an anchor leads to the passage, in the view too", () =>
  open({}, async (page) => {
    await go(page, "en/declaration/article-3/?with=ar#7", 2);
    const target = page.locator(":target");
    assert.equal(await target.count(), 1);
    assert.equal(await target.getAttribute("id"), "7");
    const top = await target.evaluate((item) => item.getBoundingClientRect().top);
    assert.ok(top > 0 && top < 800, `paragraph 7 is at ${top}`);
  }));

test("the bar adds, removes, swaps and closes; there are three languages at most", () =>
  open(WIDE, async (page) => {
    await go(page, "en/declaration/article-3/?with=ar", 2);
    await page.locator("[data-do=add]").click();
    await page.locator(".parallel-chooser:popover-open a", { hasText: "Français" }).click();
    await shown(page, 3);
    assert.equal(page.url(), addressOf("en/declaration/article-3/?with=ar,fr"));
    assert.ok(!(await page.locator("[data-do=add]").isVisible()));
    await page.locator(".languages > summary").click();
    await page.locator("[data-beside=ru]").click();
    await holds(page, () => /At most three/.test(document.querySelector(".parallel-said").textContent));
    await shown(page, 3);
    await page.getByRole("button", { name: "Remove Arabic" }).click();
    await shown(page, 2);
    assert.equal(page.url(), addressOf("en/declaration/article-3/?with=fr"));
    await page.locator("[data-do=swap]").click();
    await page.waitForURL(addressOf("fr/declaration/article-3/?with=en"));
    await shown(page, 2);
    await page.locator("[data-do=close]").click();
    await shown(page, 1);
    assert.equal(page.url(), addressOf("fr/declaration/article-3/"));
  }));

test("without the language of the page the other one is left", () =>
  open({}, async (page) => {
    await go(page, "en/declaration/article-3/?with=ar", 2);
    await page.getByRole("button", { name: "Remove English" }).click();
    await page.waitForURL(addressOf("ar/declaration/article-3/"));
  }));

test("the view is kept on the way to other articles, by every way", () =>
  open({}, async (page) => {
    const ways = [
      [() => page.locator(".pager-next").click(), "en/declaration/part-2/?with=ar"],
      [() => page.locator(".navigator a", { hasText: "Article 7" }).click(), "en/declaration/article-7/?with=ar"],
      [() => page.locator(".breadcrumbs a").last().click(), "en/declaration/part-1/?with=ar"],
      [() => page.keyboard.press("j"), "en/declaration/part-2/?with=ar"],
      [() => page.keyboard.press("k"), "en/declaration/article-2/?with=ar"],
      [() => page.keyboard.type("g7"), "en/declaration/article-7/?with=ar"],
    ];
    for (const [way, address] of ways) {
      await go(page, "en/declaration/article-3/?with=ar", 2);
      await way();
      await page.waitForURL(addressOf(address));
      await shown(page, 2);
    }
    // To a language of the view: it comes first, and this one stands beside it.
    await page.locator(".languages > summary").click();
    await page.locator(".languages a.language[hreflang=ar]").click();
    await page.waitForURL(addressOf("ar/declaration/article-7/?with=en"));
    await shown(page, 2);
  }));

for (const [from, to] of [["en", "ar"], ["ar", "en"]]) {
  test(`${from} with ${to}: a note of either column opens in its own language, and leads back to its column`, () =>
    open({}, async (page) => {
      await go(page, `${from}/declaration/article-3/?with=${to}`, 2);
      for (const [prefix, lang] of [["", from], [`${to}--`, to]]) {
        await page.locator(`#${prefix}fnref-17`).click();
        const text = page.locator(".note-popover:popover-open .note-text");
        assert.equal(await text.innerText(), await page.locator(`#${prefix}fn-17 .note-text`).innerText());
        assert.equal(await text.getAttribute("lang"), lang);
        assert.equal(await text.evaluate((element) => getComputedStyle(element).direction), lang === "ar" ? "rtl" : "ltr");
        await noIdTwice(page);
        await page.locator(".note-popover-foot a").click();
        assert.equal(new URL(page.url()).hash, `#${prefix}fn-17`);
        await page.locator(`#${prefix}fn-17 [role=doc-backlink]`).click();
        assert.equal(new URL(page.url()).hash, `#${prefix}fnref-17`);
        assert.equal(new URL(page.url()).search, `?with=${to}`);
        await shown(page, 2);
      }
    }));
}

test("keyboard: n and p go from passage to passage, and mark it with its counterpart", () =>
  open({}, async (page) => {
    await go(page, "en/declaration/article-3/?with=ar", 2);
    const unit = () => page.evaluate(() => document.activeElement.querySelector("[data-unit]")?.dataset.unit);
    for (let count = 0; count < 2; count++) await page.keyboard.press("n");
    assert.equal(await unit(), "article-3-p1");
    await page.keyboard.press("n");
    assert.equal(await unit(), "article-3-p2");
    const background = (locator) => locator.evaluate((row) => getComputedStyle(row).backgroundColor);
    const focused = page.locator(".parallel-row:focus");
    assert.notEqual(await background(focused), await background(page.locator(".parallel-row").last()));
    await page.keyboard.press("p");
    assert.equal(await unit(), "article-3-p1");
    await page.keyboard.press("?");
    assert.ok(await page.locator("#page-keys", { hasText: "Next passage, side by side" }).isVisible());
    await page.locator("[data-use-keys]").uncheck();
    await page.keyboard.press("Escape");
    const here = await unit();
    await page.keyboard.press("n");
    assert.equal(await unit(), here, "the keys are turned off");
  }));

test("the pointer marks a passage and its counterpart", () =>
  open({}, async (page) => {
    await go(page, "en/declaration/article-3/?with=ar", 2);
    await page.locator(".parallel-cell[lang=ar] [data-unit=article-3-p2]").hover();
    const marked = await page.locator(".parallel-row").evaluateAll((rows) =>
      rows.filter((row) => getComputedStyle(row).backgroundColor !== "rgba(0, 0, 0, 0)").map((row) => row.querySelectorAll("[data-unit=article-3-p2]").length));
    assert.deepEqual(marked, [2]);
  }));

test("a selection takes nothing of the other language with it", () =>
  open({}, async (page) => {
    await go(page, "en/declaration/article-3/?with=ar", 2);
    const from = await page.locator(".parallel-cell[lang=ar] [data-unit=article-3-p1]").boundingBox();
    const to = await page.locator(".parallel-cell[lang=ar] [data-unit=article-3-p3]").boundingBox();
    await page.mouse.move(from.x + from.width - 2, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 5, to.y + to.height - 8, { steps: 5 });
    await page.mouse.up();
    const text = await page.evaluate(() => getSelection().toString());
    assert.match(text, /تعزيز إعمال/);
    assert.doesNotMatch(text, /[A-Za-z]{3}/);
  }));

test("what the address asks for and is not there is said, and the rest is shown", () =>
  open({}, async (page) => {
    await go(page, "en/declaration/article-3/?with=xx,ar,en", 2);
    assert.match(await page.locator(".parallel-said").innerText(), /no language “xx”/);
    await page.goto(addressOf("en/declaration/article-3/?with=xx"));
    await holds(page, () => /no language “xx”/.test(document.querySelector(".parallel-said")?.textContent));
    await shown(page, 1);
  }));

test("a text that cannot be loaded is said so, and nothing is lost", async () => {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  await go(page, "en/declaration/article-3/?with=ar", 2);
  await context.route("**/fr/**", (route) => route.abort());
  await page.locator(".languages > summary").click();
  await page.locator("[data-beside=fr]").click();
  await holds(page, () => /French could not be loaded/.test(document.querySelector(".parallel-said").textContent));
  await shown(page, 2);
  await context.close();
});

test("a part that cannot be loaded is said so in the menu", async () => {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  await context.route("**/parallel*.js", (route) => route.abort());
  await page.goto(addressOf("en/declaration/article-3/"));
  await page.locator(".languages > summary").click();
  await page.locator("[data-beside=fr]").click();
  await page.locator(".languages [role=alert]").waitFor();
  await context.close();
});

test("without JavaScript there is no way in", () =>
  open({ javaScriptEnabled: false }, async (page) => {
    await page.goto(addressOf("en/declaration/article-3/"));
    await page.locator(".languages > summary").click();
    assert.ok(!(await page.locator("[data-beside=fr]").isVisible()));
  }));

test("nothing is loaded before it is asked for", () =>
  open({}, async (page) => {
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(addressOf("en/declaration/article-3/"));
    await page.waitForTimeout(300);
    assert.deepEqual(asked.filter((address) => address.includes("parallel")), []);
  }));

test("with very many languages a button leads to a choice of all of them", () =>
  open({}, async (page) => {
    await page.goto(addressOf("ar/treaty/article-1/", "treaty"));
    await page.locator("button[data-beside]").click();
    await page.locator(".parallel-chooser:popover-open a", { hasText: "中文" }).click();
    await shown(page, 2);
    assert.equal(page.url(), addressOf("ar/treaty/article-1/?with=zh", "treaty"));
    await noIdTwice(page);
  }, "treaty"));

test("nested paragraphs are aligned one by one, with the letters of each language", () =>
  open({}, async (page) => {
    await go(page, "en/treaty/article-1/?with=ar", 2, "treaty");
    const rows = (await rowsOf(page)).map((row) => row.map(({ unit }) => unit));
    for (const number of [2, 3, 4, 5, 6, 7, 8, 13, 14]) {
      assert.ok(rows.some(([first, second]) => first === `article-1-p${number}` && second === first), `article-1-p${number}`);
    }
    const numbers = await page.locator(".parallel-cell[lang=ar] .number").evaluateAll((all) => all.map((number) => number.textContent.trim()));
    assert.ok(numbers.includes("(أ)"));
    // A link to a paragraph of the same page stays in its column.
    await page.locator('.parallel-cell[lang=ar] a[href="#ar--1-b-ii"]').click();
    assert.equal(await page.locator(":target").getAttribute("id"), "ar--1-b-ii");
    await shown(page, 2);
  }, "treaty"));

for (const [from, to] of [["en", "fa"], ["de", "en"], ["en", "de-AT"]]) {
  test(`${from} with ${to}: everything that Markdown has, and passages that are not translated`, () =>
    open({}, async (page) => {
      for (const name of ["using/overview", "using/text", "text", "using", ""]) {
        const address = `${from}/manual/${name}${name && "/"}`;
        await page.goto(addressOf(address, "manual"));
        const before = await page.locator("article").innerHTML();
        const words = (await page.locator(".prose").allInnerTexts()).join(" ").replace(/\s+/g, "");
        await go(page, `${address}?with=${to}`, 2, "manual");
        for (const row of await rowsOf(page)) assert.equal(row[0].unit, row[1].unit);
        assert.equal(await page.locator(".parallel-missing").count(), 0);
        const first = await page.locator(".prose .parallel-cell:not([data-other])").allInnerTexts();
        assert.equal(first.join(" ").replace(/\s+/g, ""), words);
        await noIdTwice(page);
        await page.locator("[data-do=close]").click();
        await shown(page, 1);
        assert.equal(await page.locator("article").innerHTML(), before);
      }
    }, "manual"));
}

test("a passage without translation keeps its mark, its language and its direction in its column", () =>
  open({}, async (page) => {
    await go(page, "en/manual/text/?with=fa", 2, "manual");
    const mark = page.locator(".parallel-cell[data-other] .untranslated").first();
    assert.equal(await mark.getAttribute("lang"), "en");
    assert.equal(await mark.getAttribute("dir"), "ltr");
    assert.ok(await mark.locator(".unit-state").isVisible());
  }, "manual"));

for (const [address, options] of [
  ["en/declaration/article-3/?with=ar", {}],
  ["ar/declaration/preamble/?with=en", { colorScheme: "dark" }],
  ["zh/declaration/text/?with=fr,ar", WIDE],
  ["en/declaration/article-3/?with=ar", { ...PHONE, colorScheme: "dark" }],
]) {
  test(`${address} ${options.colorScheme ?? ""}: no barrier that axe finds`, () =>
    open({ ...options, bypassCSP: true }, async (page) => {
      await go(page, address, address.split(",").length + 1);
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    }));
}
