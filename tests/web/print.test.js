// On paper: the text, what it is and its notes, black on white, numbered pages of the right size
// with a running title; nothing of the screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { holds, launch, withPage } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { SUB_PATH, buildFlagship, buildProject } from "./support/site.js";

const PAPERS = { "en-US": "letter", "en-GB": "A4", "fr-CA": "letter", de: "A4", "es-MX": "letter", "ar-MA": "A4", fa: "A4" };

let browser;
let server;
let papers;
before(async () => {
  server = await serve(buildFlagship(), SUB_PATH);
  papers = await serve(
    buildProject({
      "concord.toml": `title = "A site"\nsource = "en"\n[locales.en]\n${Object.keys(PAPERS).map((tag) => `[locales.${tag}]\n`).join("")}`,
      "content/paper/_index.md": '+++\ntitle = "A \\"paper\\" \\\\ of ours"\ncontents = ["first.md"]\n+++\n',
      "content/paper/first.md": "# First\n\nWords.[^1]\n\n[^1]: A note.\n",
    }),
    SUB_PATH,
  );
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.stop();
  await papers.stop();
});

const open = (options, use) => withPage(browser, { origin: server.origin, ...options }, use);
const openPaper = (use) => withPage(browser, { origin: papers.origin }, use);
const article = (tag, name = "article-3") => `${server.root}${tag}/declaration/${name}/`;

// The size of the pages in a PDF, in points, and how many there are.
async function pages(page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)];
  return { width: Math.round(Number(boxes[0][1])), height: Math.round(Number(boxes[0][2])), count: boxes.length };
}

const SIZES = { A4: { width: 595, height: 842 }, letter: { width: 612, height: 792 } };

for (const [tag, paper] of [["ar", "A4"], ["zh", "A4"], ["fr", "A4"]]) {
  test(`${tag} is printed on ${paper}`, () =>
    open({}, async (page) => {
      await page.goto(article(tag));
      const { width, height } = await pages(page);
      assert.deepEqual({ width, height }, SIZES[paper]);
    }));
}

for (const [tag, paper] of Object.entries(PAPERS)) {
  test(`${tag} is printed on ${paper}`, () =>
    openPaper(async (page) => {
      await page.goto(`${papers.root}${tag}/paper/first/`);
      const { width, height } = await pages(page);
      assert.deepEqual({ width, height }, SIZES[paper]);
    }));
}

for (const [root, tag, digits] of [
  [() => server.root, "ar", "arabic-indic"],
  [() => server.root, "zh", ""],
  [() => papers.root, "ar-MA", "decimal"],
  [() => papers.root, "fa", "persian"],
]) {
  test(`${tag}: the numbers of pages are ${digits || "decimal"}`, () =>
    withPage(browser, { origin: new URL(root()).origin }, async (page) => {
      await page.goto(`${root()}${tag}/`);
      await page.emulateMedia({ media: "print" });
      const own = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--page-digits"));
      assert.equal(own, digits);
    }));
}

test("the running title is the title of the page, whatever characters it has", async () => {
  const title = (page) => page.evaluate(() => document.documentElement.style.getPropertyValue("--running-title"));
  await open({}, async (page) => {
    await page.goto(article("ar"));
    await page.pdf();
    assert.equal(await title(page), `"${await page.title()}"`);
  });
  await openPaper(async (page) => {
    await page.goto(`${papers.root}de/paper/first/`);
    await page.pdf();
    assert.equal(await title(page), String.raw`"First · A \"paper\" \\ of ours"`);
  });
});

for (const tag of ["en", "ar", "zh"]) {
  for (const [name, device] of [["a wide screen in the dark", { colorScheme: "dark" }], ["a narrow one", { viewport: { width: 360, height: 740 } }]]) {
    test(`${tag}, from ${name}: text and notes, black on white, and nothing of the screen`, () =>
      open(device, async (page) => {
        await page.goto(article(tag));
        await page.emulateMedia({ media: "print" });
        for (const chrome of [".site-header", ".site-footer", "#page-navigator", ".navigator-button", ".pager", ".note-backs"]) {
          assert.ok(!(await page.locator(chrome).first().isVisible()), chrome);
        }
        for (const part of ["h1", ".authority", ".prose", "#page-notes", "#fn-17"]) {
          assert.ok(await page.locator(part).isVisible(), part);
        }
        const [ink, paper] = await page.evaluate(() => {
          const style = getComputedStyle(document.documentElement);
          return [style.color, style.backgroundColor];
        });
        assert.deepEqual([ink, paper], ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
        const [text, note] = await page.evaluate(() =>
          [".prose", "#fn-17"].map((part) => document.querySelector(part).getBoundingClientRect().toJSON()),
        );
        assert.ok(note.top >= text.bottom, "the note is not after the text");
        assert.ok(text.width > 300);
      }));
  }
}

for (const tag of ["en", "ar", "zh"]) {
  for (const javaScriptEnabled of [true, false]) {
    test(`${tag}: in the whole text the notes of each article stand at its end, ${javaScriptEnabled ? "with" : "without"} scripts`, () =>
      open({ javaScriptEnabled }, async (page) => {
        await page.goto(article(tag, "text"));
        await page.emulateMedia({ media: "print" });
        const found = await page.evaluate(() =>
          [...document.querySelectorAll(".piece")].map((piece) => ({
            cited: [...new Set([...piece.querySelectorAll(".note-ref")].map(({ hash }) => hash.slice(1)))],
            listed: [...piece.querySelectorAll(".note-list > li")].map(({ id }) => id),
            below: [...piece.querySelectorAll(".note-list > li")].every(
              (note) => note.getBoundingClientRect().top >= piece.querySelector(".prose").getBoundingClientRect().bottom,
            ),
          })),
        );
        assert.ok(found.filter(({ listed }) => listed.length).length > 1);
        assert.equal(found.flatMap(({ listed }) => listed).length, 17);
        for (const { cited, listed, below } of found) {
          assert.deepEqual(listed, cited);
          assert.ok(below);
        }
        const names = await page.evaluate(() =>
          [...document.querySelectorAll("[role=doc-endnotes]")].map((list) =>
            list.getAttribute("aria-labelledby").split(" ").map((id) => document.getElementById(id).textContent).join(" "),
          ),
        );
        assert.equal(names.length, found.filter(({ listed }) => listed.length).length);
        assert.equal(new Set(names).size, names.length);
      }));
  }
}

test("the whole text is printed as a whole, with all its notes; the button prints", () =>
  open({}, async (page) => {
    await page.goto(article("en", "text"));
    assert.ok((await pages(page)).count >= 8);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".note-list > li:visible").count(), 17);
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => (window.print = () => (window.printed = true)));
    await page.locator("[data-print]").click();
    await holds(page, () => window.printed);
  }));
