// How the text is set, by script: length of lines, height of lines, contrast, emphasis, numbers
// that hang and are read and copied with their paragraph, words of other scripts in their place.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PHONE, holds, isInViewport, launch, withPage } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { LANGUAGES, SUB_PATH, buildFlagship, buildProject } from "./support/site.js";

let browser;
let server;
let project;
before(async () => {
  server = await serve(buildFlagship(), SUB_PATH);
  const paragraphs = (word) => Array.from({ length: 6 }, (_, n) => `Paragraph ${word} ${n}. ${"Some more words. ".repeat(40)}`).join("\n\n");
  project = await serve(
    buildProject({
      "concord.toml": 'title = "A site"\nsource = "en"\n[locales.en]\n[locales.ar]\n[locales.zh]\n',
      "content/paper/_index.md": '+++\ntitle = "A paper"\ncontents = ["first.md"]\nnumbering = "legal"\n+++\n',
      "content/paper/first.md": [
        "# First", "See *this* and A/HRC/35/35.[^1] And again.[^1]", "1. One\n2. Two:\n   1. A part[^2]\n   2. Another\n3. Three",
        "## Heading one", paragraphs("one"), "## Heading two", paragraphs("two"), "## Heading three", paragraphs("three"),
        "[^1]: A note with [a link](https://example.org/) and [another](#first-heading-two).\n\n[^2]: Second note.",
      ].join("\n\n"),
      "locales/ar/paper.ftl": "first-p1 = انظر *هذا* والوثيقة A/HRC/35/35.[^1] ومرة أخرى.[^1]\n",
      "locales/zh/paper.ftl": "first-p1 = 见*这个*和A/HRC/35/35号文件。[^1]又见。[^1]\n",
    }),
    SUB_PATH,
  );
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.stop();
  await project.stop();
});

const open = (options, use) => withPage(browser, { origin: server.origin, ...options }, use);
const openProject = (options, use) => withPage(browser, { origin: project.origin, ...options }, use);
const article = (tag, name = "preamble") => `${server.root}${tag}/declaration/${name}/`;
const first = (tag) => `${project.root}${tag}/paper/first/`;
const style = (locator, name) => locator.evaluate((element, of) => getComputedStyle(element)[of], name);

// How many characters the lines of the text have at most, by the boxes of their characters.
function longestLine(page) {
  return page.evaluate(() => {
    let longest = 0;
    for (const paragraph of document.querySelectorAll(".prose > p")) {
      const lines = new Map();
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest(".note-ref, .unit-state")) continue;
        for (let at = 0; at < node.length; at += 1) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const box = range.getClientRects()[0];
          const line = box && Math.round(box.bottom / 8);
          if (box) lines.set(line, (lines.get(line) ?? 0) + 1);
        }
      }
      longest = Math.max(longest, ...lines.values());
    }
    return longest;
  });
}

for (const { tag } of LANGUAGES) {
  for (const width of [1280, 1600]) {
    test(`${tag}, ${width} px: the longest line has ${tag === "zh" ? "30 to 40" : "60 to 78"} characters`, () =>
      open({ viewport: { width, height: 900 } }, async (page) => {
        await page.goto(article(tag));
        const longest = await longestLine(page);
        const [least, most] = tag === "zh" ? [30, 40] : [60, 78];
        assert.ok(longest >= least && longest <= most, `${longest} characters`);
      }));
  }

  test(`${tag}: nothing is justified or hyphenated`, () =>
    open({}, async (page) => {
      await page.goto(article(tag));
      const text = page.locator(".prose p").first();
      assert.equal(await style(text, "textAlign"), "start");
      assert.equal(await style(text, "hyphens"), "manual");
    }));
}

test("Arabic has taller lines than Chinese, and Chinese than English", () =>
  open({}, async (page) => {
    const leading = {};
    for (const tag of ["en", "zh", "ar"]) {
      await page.goto(article(tag));
      const text = page.locator(".prose p").first();
      leading[tag] = parseFloat(await style(text, "lineHeight")) / parseFloat(await style(text, "fontSize"));
    }
    assert.ok(leading.ar > leading.zh && leading.zh > leading.en && leading.en >= 1.5, JSON.stringify(leading));
  }));

// The contrast of two colours as WCAG 2 reckons it.
const contrast = (page, selector) =>
  page.locator(selector).first().evaluate((element) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
    const light = (colour) => {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [one, other] = [light(getComputedStyle(element).color), light(getComputedStyle(document.documentElement).backgroundColor)];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  });

for (const [name, options, least] of [
  ["light", { colorScheme: "light" }, 7],
  ["dark", { colorScheme: "dark" }, 7],
  ["light, more contrast", { colorScheme: "light", contrast: "more" }, 15],
  ["dark, more contrast", { colorScheme: "dark", contrast: "more" }, 15],
  ["colours of the reader", { forcedColors: "active" }, 7],
]) {
  test(`${name}: text and notes have a contrast of at least ${least} to 1`, () =>
    open(options, async (page) => {
      await page.goto(article("ar"));
      for (const selector of [".prose p", "#fn-1 .note-text p", "h1"]) {
        const found = await contrast(page, selector);
        assert.ok(found >= least, `${selector}: ${found}`);
      }
      assert.ok((await contrast(page, ".prose .note-ref")) >= 4.5);
    }));
}

test("the file of a translation is code of its own direction, and has no sideways scrolling", () =>
  open({ viewport: { width: 320, height: 740 } }, async (page) => {
    await page.goto(article("ar", "translation"));
    const file = page.locator("section[aria-labelledby=page-help] code");
    assert.equal(await file.textContent(), "locales/ar/declaration.ftl");
    const style = await file.evaluate((code) => {
      const { direction, unicodeBidi, fontFamily } = getComputedStyle(code);
      return { direction, unicodeBidi, isMono: fontFamily.includes("monospace") };
    });
    assert.deepEqual(style, { direction: "ltr", unicodeBidi: "isolate", isMono: true });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  }));

test("emphasis is by the script's own means: italics in English, weight in Arabic, dots in Chinese", () =>
  openProject({}, async (page) => {
    for (const [tag, fontStyle, emphasis] of [["en", "italic", "none"], ["ar", "normal", "none"], ["zh", "normal", "dot"]]) {
      await page.goto(first(tag));
      const word = page.locator(".prose em").first();
      assert.equal(await style(word, "fontStyle"), fontStyle, tag);
      assert.match(await style(word, "textEmphasis"), new RegExp(emphasis), tag);
      if (tag === "ar") assert.ok(Number(await style(word, "fontWeight")) >= 600);
    }
    assert.equal(await style(page.locator(".prose p").first(), "lineBreak"), "strict");
    await page.goto(first("ar"));
    for (const part of [".prose p", ".authority", ".note-list"]) {
      assert.equal(await style(page.locator(part).first(), "letterSpacing"), "normal");
    }
  }));

for (const width of [1280, 360]) {
  test(`${width} px: a document symbol inside Arabic keeps its order`, () =>
    openProject({ viewport: { width, height: 740 } }, async (page) => {
      await page.goto(first("ar"));
      // The letters of the symbol, by where they are on the line, from the left.
      const shown = await page.evaluate(() => {
        const walker = document.createTreeWalker(document.querySelector(".prose p"), NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.data.indexOf("A/HRC/35/35");
          if (at < 0) continue;
          return [...Array(11).keys()]
            .map((offset) => {
              const range = document.createRange();
              range.setStart(node, at + offset);
              range.setEnd(node, at + offset + 1);
              return [range.getBoundingClientRect().left, node.data[at + offset]];
            })
            .sort(([one], [other]) => one - other)
            .map(([, letter]) => letter)
            .join("");
        }
        return null;
      });
      assert.equal(shown, "A/HRC/35/35");
    }));
}

for (const [tag, numbers] of [["en", ["1.", "2.", "(a)", "(b)", "3."]], ["ar", ["١-", "٢-", "(أ)", "(ب)", "٣-"]]]) {
  for (const device of [{}, PHONE]) {
    test(`${tag}, ${device === PHONE ? "phone" : "desktop"}: numbers hang beside their paragraphs, are read once, and copied with them`, () =>
      openProject({ ...device }, async (page) => {
        await page.goto(first(tag));
        const found = await page.locator(".numbered .number").evaluateAll((all) =>
          all.map((number) => {
            const own = number.getBoundingClientRect();
            const range = document.createRange();
            range.selectNodeContents(number.parentElement);
            range.setStartAfter(number);
            const text = range.getClientRects()[range.getClientRects().length - 1];
            const rtl = document.documentElement.dir === "rtl" && getComputedStyle(number.parentElement).direction === "rtl";
            return { text: number.textContent.trim(), hangs: rtl ? own.right > text.right : own.left < text.left, hidden: Boolean(number.closest("[aria-hidden]")) };
          }),
        );
        assert.deepEqual(found.map(({ text }) => text), numbers);
        assert.ok(found.every(({ hidden }) => !hidden));
        if (tag === "en") assert.ok(found.every(({ hangs }) => hangs));
        assert.equal(await page.locator(".numbered").first().getAttribute("role"), "list");
        assert.equal(await style(page.locator(".numbered").first(), "listStyleType"), "none", "the number would be read twice");
        const copied = await page.locator(".numbered > li").first().evaluate((item) => {
          getSelection().selectAllChildren(item);
          return getSelection().toString().trim();
        });
        assert.ok(copied.startsWith(numbers[0]), copied);
      }));
  }
}

for (const [tag, device, least] of [["en", {}, 24], ["ar", PHONE, 44], ["zh", PHONE, 44]]) {
  test(`${tag}: controls are at least ${least} px high`, () =>
    open({ ...device }, async (page) => {
      await page.goto(article(tag, "article-3"));
      const parts = [".menu > summary", ".pager a", ".navigator-button:visible", ".navigator a:visible", ".site-footer button:visible"];
      for (const part of parts) {
        for (const box of await page.locator(part).evaluateAll((all) => all.map((element) => element.getBoundingClientRect().toJSON()))) {
          assert.ok(box.height >= least && box.width >= 24, `${part}: ${box.width} × ${box.height}`);
        }
      }
      if (device !== PHONE) return;
      await page.locator(".navigator-button").tap();
      const entries = await page.locator("#page-navigator a").evaluateAll((all) => all.map((link) => link.getBoundingClientRect().height));
      assert.ok(entries.length > 10 && entries.every((height) => height >= 44), entries.join());
    }));
}

test("the heading under which one reads is marked in the navigator, and the mark moves along", () =>
  openProject({}, async (page) => {
    await page.goto(first("en"));
    const marked = () => page.locator(".entry-headings [data-reading]").evaluateAll((all) => all.map((link) => link.textContent));
    assert.deepEqual(await marked(), []);
    for (const name of ["one", "two", "three", "two"]) {
      await page.evaluate((id) => document.getElementById(id).scrollIntoView(), `first-heading-${name}`);
      await holds(page, (wanted) => document.querySelector(".entry-headings [data-reading]")?.textContent === wanted, `Heading ${name}`);
      assert.equal((await marked()).length, 1);
    }
  }));

for (const javaScriptEnabled of [true, false]) {
  test(`every reference has its own way back${javaScriptEnabled ? "" : ", without JavaScript"}`, () =>
    openProject({ javaScriptEnabled, viewport: { width: 1100, height: 700 } }, async (page) => {
      await page.goto(first("zh"));
      const backs = page.locator(".note-list > li").first().locator("[role=doc-backlink]");
      assert.equal(await backs.count(), 2);
      const names = await backs.evaluateAll((all) => all.map((link) => link.getAttribute("aria-label")));
      assert.notEqual(names[0], names[1]);
      for (const at of [0, 1]) {
        const target = await backs.nth(at).getAttribute("href");
        await backs.nth(at).click();
        assert.equal(new URL(page.url()).hash, target);
        const reference = page.locator(`[id="${target.slice(1)}"]`);
        assert.ok(await isInViewport(reference));
        assert.notEqual(await style(reference, "backgroundColor"), "rgba(0, 0, 0, 0)");
      }
    }));
}

for (const [name, viewport] of [["portrait", { width: 320, height: 480 }], ["landscape", { width: 480, height: 320 }], ["low and wide", { width: 1000, height: 300 }]]) {
  test(`${name}: a note is inside the screen, and its links can be reached and followed by keyboard`, () =>
    openProject({ viewport }, async (page) => {
      await page.goto(first("en"));
      await page.locator(".note-ref").first().press("Enter");
      await holds(page, () => document.querySelector(".note-popover:popover-open"));
      assert.ok(await isInViewport(page.locator(".note-popover")));
      for (let presses = 0; presses < 5; presses += 1) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(() => document.activeElement.matches(".note-popover .note-text a") && document.activeElement.textContent === "another")) break;
      }
      await page.keyboard.press("Enter");
      await page.waitForURL(`${first("en")}#first-heading-two`);
      assert.ok(await isInViewport(page.locator("#first-heading-two")));
    }));
}
