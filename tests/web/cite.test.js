// Links to passages, citations in all languages and forms, and what is copied.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PHONE, holds, isInViewport, launch, withPage } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { BASE, LANGUAGES, SUB_PATH, buildFlagship } from "./support/site.js";

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

const permissions = ["clipboard-read", "clipboard-write"];
const open = (options, use) => withPage(browser, { origin: server.origin, permissions, ...options }, use);
const addressOf = (tag, page) => `${server.root}${tag}/declaration/${page}/`;
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const paragraph = (page, id) => page.locator(`[id="${id}"] > p`);
const permalink = (page, id) => page.locator(`a.permalink[href="#${id}"]`).first();
const focusIsOn = (locator) => locator.evaluate((element) => element === document.activeElement);
const PANEL = ".cite-panel:popover-open";
const DIALOG = ".cite-dialog[open]";

const text = (page, format) => page.locator(`${DIALOG} [aria-labelledby="page-cite-${format}"]`).textContent();

// Opens the dialog of a page and chooses the passage of an anchor, or none.
async function cite(page, anchor) {
  if (!(await page.locator(DIALOG).count())) await page.locator("[data-cite]").click();
  await page.locator(DIALOG).waitFor();
  const at = anchor
    ? await page.evaluate(
        (id) => [...document.querySelectorAll(".prose a.permalink, .note-list a.permalink")]
          .filter((link) => getComputedStyle(link).display !== "none")
          .findIndex((link) => link.getAttribute("href") === `#${id}`),
        anchor,
      )
    : -1;
  await page.locator(`${DIALOG} select`).selectOption(String(at));
}

for (const tag of ["en", "ar", "zh"]) {
  test(`${tag}, mouse: the link appears beside its passage, moves nothing, and copies the address`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-3"));
      const [block, link] = [paragraph(page, "7"), permalink(page, "7")];
      await block.scrollIntoViewIfNeeded();
      const opacity = () => link.evaluate((element) => Number(getComputedStyle(element).opacity));
      assert.equal(await opacity(), 0);
      const before = await block.boundingBox();
      await block.hover();
      assert.equal(await opacity(), 1);
      assert.deepEqual(await block.boundingBox(), before);
      assert.ok(await isInViewport(link));
      await link.click();
      await page.locator(PANEL).waitFor();
      assert.equal(await clipboard(page), `${BASE}/${tag}/declaration/article-3/#7`);
      assert.equal(page.url(), `${addressOf(tag, "article-3")}#7`);
      assert.deepEqual(await block.boundingBox(), before, "the text moved");
      await holds(page, () => document.querySelector(".cite-panel [role=status]").textContent.length > 3);
      assert.ok(await isInViewport(page.locator(PANEL)));
      await page.locator(`${PANEL} button`).nth(1).click();
      await holds(page, () => document.querySelector(".cite-panel [role=status]").textContent.length > 3);
      assert.equal(await clipboard(page), `${BASE}/declaration/article-3/#7`);
    }));

  test(`${tag}, keyboard: one stop for all links, arrows between them, Escape and back`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-3"));
      assert.equal(await page.locator('a.permalink[tabindex="0"]').count(), 1);
      assert.equal(await page.locator('a.permalink:not([aria-hidden])').count(), 1);
      await page.locator("#fnref-17").focus();
      await page.keyboard.press("Tab");
      const link = permalink(page, "7");
      assert.ok(await focusIsOn(link), "the stop is not that of the passage that has the focus");
      assert.equal(await link.evaluate((element) => getComputedStyle(element).opacity), "1");
      await page.keyboard.press("ArrowDown");
      assert.ok(await focusIsOn(permalink(page, "8")));
      await page.keyboard.press("ArrowUp");
      assert.match(await link.getAttribute("aria-label"), /(7|٧)/);
      await page.keyboard.press("Enter");
      await page.locator(PANEL).waitFor();
      await holds(page, () => document.activeElement.closest(".cite-panel"));
      await page.keyboard.press("Escape");
      assert.equal(await page.locator(PANEL).count(), 0);
      assert.ok(await focusIsOn(link));
      await page.keyboard.press("Enter");
      await holds(page, () => document.activeElement.closest(".cite-panel"));
      await page.keyboard.press("Enter");
      await page.locator(DIALOG).waitFor();
      await page.keyboard.press("Escape");
      await holds(page, () => !document.querySelector(".cite-dialog[open]"));
      assert.ok(await focusIsOn(link));
    }));

  test(`${tag}, touch: a tap shows a link that a finger hits, and the dialog fits the screen`, () =>
    open({ ...PHONE }, async (page) => {
      await page.goto(addressOf(tag, "article-3"));
      const link = permalink(page, "7");
      await paragraph(page, "7").tap({ position: { x: 120, y: 50 } });
      const box = await link.boundingBox();
      assert.ok(box.width >= 44 && box.height >= 44, JSON.stringify(box));
      assert.ok(await isInViewport(link));
      await link.tap();
      await page.locator(PANEL).waitFor();
      assert.ok(await isInViewport(page.locator(PANEL)));
      for (const button of await page.locator(`${PANEL} button`).all()) assert.ok((await button.boundingBox()).height >= 44);
      await page.locator(`${PANEL} button`).first().tap();
      await page.locator(DIALOG).waitFor();
      assert.ok(await isInViewport(page.locator(DIALOG)));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    }));

  test(`${tag}: what is copied of numbered paragraphs has their numbers, and nothing of the links`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-3"));
      const number = (await paragraph(page, "7").locator(".number").textContent()).trim();
      await page.evaluate(() => {
        const range = document.createRange();
        range.setStartBefore(document.getElementById("6"));
        range.setEndAfter(document.getElementById("8"));
        getSelection().removeAllRanges();
        getSelection().addRange(range);
      });
      await page.keyboard.press("ControlOrMeta+c");
      const lines = (await clipboard(page)).split("\n").filter((line) => line.trim());
      assert.equal(lines.length, 3, lines.join("\n"));
      assert.ok(lines[1].startsWith(`${number} `), lines[1]);
      assert.ok(!lines.join("").includes("#"));
    }));
}

// Documents of the United Nations in each language.
for (const [tag, whole, numbered, unnumbered, note] of [
  ["en", ", art. 3", ", art. 3 (7)", ", preamble, para. 3", ", note 17"],
  ["fr", ", art. 3", ", art. 3, par. 7", ", préambule, al. 3", ", note 17"],
  ["es", ", art. 3", ", art. 3, párr. 7", ", preámbulo, párr. 3", ", nota 17"],
  ["ru", ", ст. 3", ", ст. 3, п. 7", ", преамбула, абз. 3", ", примечание 17"],
  ["ar", "، المادة ٣", "، المادة ٣، الفقرة ٧", "، الديباجة، الفقرة ٣", "، الحاشية ١٧"],
  ["zh", "第三条", "第三条第7款", "序言部分第3段", "注释17"],
]) {
  test(`${tag}: citations of an article, a numbered and an unnumbered paragraph, a note, the document`, () =>
    open({}, async (page) => {
      const cited = (title, part) => (tag === "zh" ? `《${title}》${part}` : `${title}${part}`);
      await page.goto(addressOf(tag, "article-3"));
      const title = (await page.locator(".navigator-document").textContent()).trim();
      await cite(page);
      assert.equal(await text(page, "short"), cited(title, whole));
      await cite(page, "7");
      assert.equal(await text(page, "short"), cited(title, numbered));
      await cite(page, "article-3-p1");
      assert.equal(await text(page, "short"), cited(title, whole), "the words before the list are cited by the article");
      await cite(page, "fn-17");
      assert.equal(await text(page, "short"), cited(title, note));
      await page.goto(addressOf(tag, "preamble"));
      await cite(page, "preamble-p3");
      assert.equal(await text(page, "short"), cited(title, unnumbered));
      await page.goto(`${server.root}${tag}/declaration/`);
      await cite(page);
      assert.equal(await text(page, "short"), cited(title, ""));
      await page.goto(addressOf(tag, "text"));
      await cite(page, "article-3-7");
      assert.equal(await text(page, "short"), cited(title, numbered));
    }));

  test(`${tag}: BibTeX and CSL JSON are well formed and say the same`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-3"));
      const title = (await page.locator(".navigator-document").textContent()).trim();
      const { lang } = LANGUAGES.find((language) => language.tag === tag);
      const url = `${BASE}/${tag}/declaration/article-3/#7`;
      await cite(page, "7");
      const entry = bibtex(await text(page, "bibtex"));
      assert.equal(entry.type, "misc");
      assert.match(entry.key, /^declaration-article-3-7-[a-z-]+$/);
      assert.equal(entry.fields.title, `{${title}}`);
      assert.equal(entry.fields.url, url);
      assert.match(entry.fields.urldate, /^\d{4}-\d\d-\d\d$/);
      assert.match(entry.fields.langid, /^(arabic|chinese|english|french|russian|spanish)$/);
      const [item, ...others] = JSON.parse(await text(page, "csl"));
      assert.deepEqual(others, []);
      assert.equal(item.type, "legislation");
      assert.equal(item.id, entry.key);
      assert.equal(item.title, title);
      assert.equal(item.language, lang);
      assert.equal(item.URL, url);
      assert.equal(entry.fields.note, `${item.section}; ${item.note}`);
      for (const unknown of ["author", "publisher", "issued", "number"]) assert.ok(!(unknown in item), unknown);
      const long = await text(page, "long");
      for (const said of [item.section, item.note, url]) assert.ok(long.includes(said), `${long}: ${said}`);
      assert.ok((await text(page, "markdown")).includes(`](<${url}>)`));
    }));
}

test("in Arabic an address keeps its order, and is copied without marks; a month has both names", () =>
  open({}, async (page) => {
    await page.clock.setFixedTime(new Date("2026-06-23T12:00:00"));
    await page.goto(addressOf("ar", "article-3"));
    await cite(page, "7");
    const url = `${BASE}/ar/declaration/article-3/#7`;
    for (const format of ["long", "markdown"]) {
      const section = page.locator(`${DIALOG} section`, { has: page.locator(`#page-cite-${format}`) });
      assert.equal(await section.locator('bdi[dir="ltr"]').textContent(), url, format);
      await section.locator("button").click();
      await holds(page, () => document.querySelector(".cite-dialog [role=status]").textContent);
      assert.doesNotMatch(await clipboard(page), /[\u2066-\u2069\u200e\u200f]/);
    }
    assert.match(await text(page, "long"), /٢٣ حزيران\/يونيه ٢٠٢٦/);
  }));

test("characters that mean something to TeX, Markdown or HTML stay characters", () =>
  open({}, async (page) => {
    await page.goto(addressOf("en", "article-3"));
    const title = "A \\ {b} & 100% $1 #2 _c_ ~d ^e [f] <script>alert(1)</script>";
    await page.route("**/cite.json", async (route) => {
      const data = await (await route.fetch()).json();
      await route.fulfill({ json: { ...data, title, author: "M & N {x", date: "2024-05-31", identifier: "A/1_2" } });
    });
    await cite(page, "7");
    const entry = bibtex(await text(page, "bibtex"));
    const plain = (value) => value.replace(/\\text(backslash|braceleft|braceright|asciitilde|asciicircum)\{\}|\\(.)/g, (all, name, character) =>
      character ?? { backslash: "\\", braceleft: "{", braceright: "}", asciitilde: "~", asciicircum: "^" }[name]);
    assert.equal(plain(entry.fields.title.slice(1, -1)), title);
    assert.equal(plain(entry.fields.author.slice(1, -1)), "M & N {x");
    assert.equal(entry.fields.date, "2024-05-31");
    const [item] = JSON.parse(await text(page, "csl"));
    assert.equal(item.title, title);
    assert.deepEqual(item.author, [{ literal: "M & N {x" }]);
    assert.deepEqual(item.issued, { "date-parts": [[2024, 5, 31]] });
    assert.match(await text(page, "markdown"), /^\[A \\\\ .*\\_c\\_ .*\\\[f\\\] \\<script\\>/);
    assert.equal(await page.locator(`${DIALOG} script`).count(), 0);
  }));

test("each form has a button that copies it and says so", () =>
  open({}, async (page) => {
    await page.goto(addressOf("en", "article-3"));
    await cite(page, "7");
    for (const format of ["short", "long", "markdown", "bibtex", "csl"]) {
      const section = page.locator(`${DIALOG} section`, { has: page.locator(`#page-cite-${format}`) });
      await section.locator("button").click();
      await holds(page, () => /^Copied: /.test(document.querySelector(".cite-dialog [role=status]").textContent));
      assert.equal(await clipboard(page), await text(page, format));
    }
    await page.keyboard.press("Escape");
    assert.ok(await focusIsOn(page.locator("[data-cite]")));
  }));

test("a closed clipboard is said, not kept silent", () =>
  open({}, async (page) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("closed")) } });
      document.execCommand = () => false;
    });
    await page.goto(addressOf("en", "article-3"));
    await paragraph(page, "7").hover();
    await permalink(page, "7").click();
    await page.getByText("Could not be copied").waitFor();
  }));

test("without JavaScript a link leads to its passage, and nothing else is offered", () =>
  open({ javaScriptEnabled: false }, async (page) => {
    await page.goto(addressOf("en", "article-3"));
    await paragraph(page, "7").hover();
    await permalink(page, "7").click();
    assert.equal(page.url(), `${addressOf("en", "article-3")}#7`);
    assert.ok(!(await page.locator("[data-cite]").isVisible()));
  }));

test("nothing of it is loaded before it is used", () =>
  open({}, async (page) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").at(-1)));
    await page.goto(addressOf("en", "article-3"));
    await page.waitForLoadState("networkidle");
    assert.deepEqual(asked.filter((name) => name.startsWith("cite.")), []);
    await cite(page);
    assert.equal(asked.filter((name) => name.startsWith("cite.")).length, 3);
  }));

test("JSON-LD says what the page says, and no policy forbids it", () =>
  open({}, async (page) => {
    for (const { tag, lang } of LANGUAGES) {
      await page.goto(addressOf(tag, "article-3"));
      const { "@graph": [work, trail] } = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
      const canonical = await page.locator("link[rel=canonical]").getAttribute("href");
      assert.equal(work["@type"], "Legislation");
      assert.equal(work.url, canonical);
      assert.equal(work.inLanguage, lang);
      assert.equal(work.isPartOf["@id"], `${BASE}/${tag}/declaration/`);
      if (tag === "en") assert.equal(work.workTranslation.length, 5);
      else assert.equal(work.translationOfWork["@id"], `${BASE}/en/declaration/article-3/`);
      assert.equal(trail.itemListElement.at(-1).item, canonical);
      assert.match(await page.locator('meta[property="og:locale"]').getAttribute("content"), new RegExp(`^${lang.slice(0, 2)}_[A-Z]{2}$`));
      assert.equal(await page.locator('meta[property="og:locale:alternate"]').count(), 5);
    }
  }));

// Reads one BibTeX entry as strictly as its grammar is: balanced braces, one field a name.
function bibtex(source) {
  const head = /^@(\w+)\{([^\s,{}]+),\n/.exec(source);
  assert.ok(head, source);
  let rest = source.slice(head[0].length);
  const fields = {};
  while (!/^\}\s*$/.test(rest)) {
    const name = /^\s*(\w+)\s*=\s*\{/.exec(rest);
    assert.ok(name && !(name[1] in fields), rest);
    let at = name[0].length;
    const start = at;
    for (let depth = 1; depth; at += 1) {
      assert.ok(at < rest.length, `braces of ${name[1]}`);
      // BibTeX counts braces behind a backslash as well.
      if (rest[at] === "{") depth += 1;
      if (rest[at] === "}") depth -= 1;
    }
    fields[name[1]] = rest.slice(start, at - 1);
    rest = rest.slice(at).replace(/^,\n?/, "");
  }
  return { type: head[1], key: head[2], fields };
}
