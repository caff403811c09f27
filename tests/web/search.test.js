// The search: found in every language by the forms that readers type, used by keyboard, loaded
// when it is opened, and leading to the passage.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

import { PHONE, holds, launch, withPage } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { LANGUAGES, SUB_PATH, buildFlagship, buildStanding } from "./support/site.js";

let browser;
let server;
let folder;
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
const addressOf = (tag, page) => `${server.root}${tag}/declaration/${page}/`;
const INPUT = "#page-search input";
const RESULT = "#page-search .search-results li a";

// Types a query and waits for its answer: the marked words of all results shown.
async function find(page, query) {
  await page.locator(INPUT).fill("");
  await holds(page, () => !document.querySelector("#page-search [role=status]").textContent);
  await page.locator(INPUT).fill(query);
  await holds(page, () => /[\p{Nd}]|^[^…]+$/u.test(document.querySelector("#page-search [role=status]").textContent)
    && !document.querySelector("#page-search [role=status]").textContent.includes("…"));
  const marks = await page.locator("#page-search mark").allInnerTexts();
  return { marks: [...new Set(marks.map((mark) => mark.toLowerCase()))], results: await page.locator(RESULT).count() };
}

async function openSearch(page) {
  await page.locator("[data-open-search]").click();
  await page.locator(INPUT).waitFor();
}

// What readers type, a word that must be found by it, and one that must not.
const QUERIES = {
  en: [["solidarity", "solidarity"], ["PEOPLE", "peoples"], ["child", "children"], ["international solid", "solidarity"]],
  fr: [["solidarite", "solidarité"], ["homme", "homme"], ["l'homme", "homme"], ["droits de l’homme", "homme"], ["oeuvre", "œuvre"], ["egalite", "égalité"], ["ETAT", "états"]],
  es: [["cooperacion", "cooperación"], ["pais", "países"], ["ninas", "niños"], ["mujeres", "mujeres"]],
  ru: [["международный", "международного"], ["международной", "международная"], ["солидарностью", "солидарность"], ["людей", "люди"], ["право народов", "народы"]],
  ar: [["الانسان", "الإنسان"], ["إنسان", "الإنسان"], ["والتضامن", "التضامن"], ["الأُمَم", "الأمم"], ["الدوليه", "الدولية"], ["مسئولية", "مسؤولية"], ["شعوب", "الشعوب"]],
  zh: [["团结", "团结"], ["国际团结", "国际团结"], ["人权", "人权"], ["合国", "合国"], ["发展中国家", "发展中国家"]],
};

for (const { tag } of LANGUAGES) {
  test(`${tag}: finds words by other forms of them`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-3"));
      await openSearch(page);
      for (const [query, word] of QUERIES[tag]) {
        const { marks, results } = await find(page, query);
        assert.ok(marks.includes(word), `${query}: ${marks}`);
        assert.ok(results > 0, query);
      }
    }));

  test(`${tag}: finds nothing where there is nothing`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-3"));
      await openSearch(page);
      for (const query of ["artcle zzz", "цццц", "龘龘", "'\"<b>&", "(((", "%%%"]) {
        assert.deepEqual(await find(page, query), { marks: [], results: 0 }, query);
      }
    }));
}

// What the index holds of each page: the passages with their anchors and texts.
function fragmentsOf(folder) {
  const search = join(folder, "search");
  const tags = readdirSync(search).filter((name) => existsSync(join(search, name, "fragment")));
  return tags.flatMap((tag) =>
    readdirSync(join(search, tag, "fragment")).map((name) => {
      const bytes = gunzipSync(readFileSync(join(search, tag, "fragment", name)));
      return JSON.parse(bytes.subarray("pagefind_dcd".length).toString());
    }),
  );
}

for (const project of [".", "tests/sites/manual", "tests/sites/treaty", "tests/sites/root-language"]) {
  test(`${project}: every passage leads to the element that holds its text`, async () => {
    const site = buildStanding(project);
    const page = await browser.newPage();
    let count = 0;
    for (const { url, anchors } of fragmentsOf(site)) {
      const html = readFileSync(join(site, decodeURIComponent(url), "index.html"), "utf8");
      const texts = await page.evaluate(([html, ids]) => {
        const document = new DOMParser().parseFromString(html, "text/html");
        return ids.map((id) => {
          const element = document.getElementById(id);
          return element && (element.textContent + " " + (element.alt ?? "")).replace(/\s+/g, " ");
        });
      }, [html, anchors.map((anchor) => anchor.id)]);
      anchors.forEach((anchor, index) => {
        // The first word: numbers and references to notes stand between others on the page.
        const words = anchor.title.split("|").slice(3).join("|").trim().split(/\s+/u)[0].slice(0, 12);
        assert.ok(texts[index]?.includes(words), `${url}#${anchor.id}: ${words} / ${texts[index]}`);
        count += 1;
      });
    }
    assert.ok(count > 5, String(count));
    await page.close();
  });
}

test("every passage that is shown holds the words that were asked for", () =>
  open({}, async (page) => {
    await page.goto(addressOf("fr", "article-3"));
    await openSearch(page);
    const { marks } = await find(page, "droits de l’homme");
    assert.ok(marks.every((mark) => /^(droits?|d[e’u]?s?|de|hommes?)$/.test(mark)), String(marks));
    await page.goto(addressOf("zh", "article-3"));
    await openSearch(page);
    assert.deepEqual((await find(page, "人权")).marks, ["人权"]);
  }));

test("titles and notes are found, notes by their number", () =>
  open({}, async (page) => {
    await page.goto(addressOf("en", "article-3"));
    await openSearch(page);
    await find(page, "preamble");
    assert.ok((await page.locator("#page-search h3 mark").allInnerTexts()).includes("Preamble"));
    await find(page, "General Assembly resolution");
    assert.match((await page.locator(".search-label").allInnerTexts()).join(" "), /Note \d+/);
  }));

test("nothing is loaded before the search is opened, and one language then", () =>
  open({}, async (page) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname.slice(SUB_PATH.length)));
    await page.goto(addressOf("fr", "article-3"));
    await page.waitForLoadState("networkidle");
    assert.deepEqual(asked.filter((path) => /search|pagefind/.test(path)), []);
    await openSearch(page);
    await find(page, "solidarité");
    const later = asked.filter((path) => path.startsWith("/search/"));
    assert.ok(later.length > 3);
    assert.deepEqual(later.filter((path) => !path.startsWith("/search/fr/") && path !== "/search/pagefind.js"), []);
  }));

for (const tag of ["en", "ar"]) {
  test(`${tag}: from the key to the highlighted words by keyboard alone`, () =>
    open({}, async (page) => {
      await page.goto(addressOf(tag, "article-3"));
      await page.keyboard.press("/");
      await page.locator(INPUT).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.type), "search");
      await page.keyboard.type(tag === "en" ? "fundamental freedoms" : "الحريات الأساسية");
      await page.locator(RESULT).first().waitFor();
      // All keys have been answered: the last word is whole.
      await holds(page, (word) => [...document.querySelectorAll("#page-search mark")].some((mark) => mark.textContent === word),
        tag === "en" ? "freedoms" : "الأساسية");
      await page.waitForTimeout(300);
      assert.match(await page.locator("#page-search [role=status]").innerText(), tag === "en" ? /^Results: \d+/ : /^النتائج: [٠-٩]+/u);
      await page.keyboard.press("ArrowDown"); // the title of the first article
      await page.keyboard.press("ArrowDown"); // its first passage
      const href = await page.evaluate(() => document.activeElement.href);
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      assert.equal(await page.evaluate(() => document.activeElement.type), "search");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(href);
      await holds(page, () => CSS.highlights.get("search")?.size > 0);
      const inTarget = await page.evaluate(() => {
        const target = document.querySelector(":target");
        return [...CSS.highlights.get("search")].every((range) => target.contains(range.startContainer));
      });
      assert.ok(inTarget);
      await page.locator(".search-clear").waitFor();
      await page.keyboard.press("Escape");
      await holds(page, () => !CSS.highlights.has("search") && !document.querySelector(".search-clear"));
      assert.ok(!page.url().includes("find="), page.url());
    }));
}

test("the highlighting is cleared by its button", () =>
  open({}, async (page) => {
    await page.goto(`${addressOf("en", "article-4")}?find=solidarity#1`);
    await page.locator(".search-clear").click();
    assert.equal(await page.evaluate(() => CSS.highlights.has("search")), false);
    assert.equal(page.url(), `${addressOf("en", "article-4")}#1`);
  }));

test("words in the address are text and nothing else", () =>
  open({}, async (page) => {
    await page.goto(`${addressOf("en", "article-4")}?find=${encodeURIComponent("(.* [a <b> \\")}#1`);
    await page.goto(`${addressOf("en", "article-4")}?find=right#%E0%A4`);
    await page.goto(`${addressOf("en", "article-4")}?find=right`);
    await holds(page, () => CSS.highlights.get("search")?.size > 0);
  }));

test("Escape and the button close; the focus returns", () =>
  open({}, async (page) => {
    await page.goto(addressOf("en", "article-3"));
    for (const close of [() => page.keyboard.press("Escape"), () => page.locator("#page-search .close-button").click()]) {
      await openSearch(page);
      await close();
      await holds(page, () => !document.querySelector("#page-search").open);
      assert.ok(await page.locator("[data-open-search]").evaluate((button) => button === document.activeElement));
    }
  }));

test("the key is silent when keys are turned off", () =>
  open({}, async (page) => {
    await page.addInitScript(() => localStorage.setItem("concord-keys", "off"));
    await page.goto(addressOf("en", "article-3"));
    await page.keyboard.press("/");
    await page.waitForTimeout(300);
    assert.equal(await page.locator("#page-search").evaluate((dialog) => dialog.open), false);
  }));

test("a full sheet on phones, without horizontal scrolling", () =>
  open(PHONE, async (page) => {
    await page.goto(addressOf("ar", "article-3"));
    await page.locator("[data-open-search]").tap();
    await page.locator(INPUT).waitFor();
    await find(page, "التضامن");
    const box = await page.locator("#page-search").boundingBox();
    assert.deepEqual([Math.round(box.x), Math.round(box.y), Math.round(box.width), Math.round(box.height)], [0, 0, 360, 740]);
    assert.ok(await page.locator(".search-results").evaluate((list) => list.scrollWidth <= list.clientWidth));
    const heights = await page.locator("#page-search a, #page-search button").evaluateAll((all) => all.map((element) => element.getBoundingClientRect().height));
    assert.ok(heights.every((height) => height >= 44), String(heights));
  }));

test("reading side by side goes on behind a result", () =>
  open({}, async (page) => {
    await page.goto(`${addressOf("en", "article-3")}?with=ar`);
    await openSearch(page);
    await find(page, "solidarity");
    assert.match(await page.locator(RESULT).first().getAttribute("href"), /\?with=ar&find=/);
  }));

test("without JavaScript there is no button", () =>
  open({ javaScriptEnabled: false }, async (page) => {
    await page.goto(addressOf("en", "article-3"));
    assert.equal(await page.locator("[data-open-search]").isVisible(), false);
  }));

test("from disk there is no button", async () => {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(folder, "en/declaration/article-3/index.html")).href);
  assert.equal(await page.locator("[data-open-search]").isVisible(), false);
  await page.close();
});

test("`--no-search` leaves all of it out, and pages may run less", async () => {
  const without = buildFlagship("--no-search");
  assert.ok(existsSync(join(folder, "search")));
  assert.ok(!existsSync(join(without, "search")));
  const plain = await serve(without, SUB_PATH);
  try {
    await withPage(browser, { origin: plain.origin }, async (page) => {
      await page.goto(`${plain.root}en/declaration/article-3/`);
      assert.equal(await page.locator("#page-search, [data-open-search]").count(), 0);
      const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
      assert.ok(!policy.includes("wasm"), policy);
    });
  } finally {
    await plain.stop();
  }
});
