// The translator's view of `concord serve` in a browser, by the keyboard as its users have it, and
// the files that it writes.
import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, test } from "node:test";

import { violations } from "./support/axe.js";
import { DESKTOP, PHONE, holds, launch, withPage } from "./support/chromium.js";
import { serve, startPreview } from "./support/preview.js";

const ARTICLE = "content/declaration/part-1/article-1.md";
const catalog = (tag) => `locales/${tag}/declaration.ftl`;
// What the browser says of a change that is not made.
const REFUSED = /Failed to load resource: the server responded with a status of (409|422)/;
const records = (tag) => `.l10n/state/${tag}/declaration.toml`;

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

// Opens a page of a copy of the flagship project with the view turned on. `prepare` changes the
// files before the preview starts.
function view(name, path, use, { prepare = () => {}, flags = [], ...options } = {}) {
  test(name, async () => {
    const preview = await startPreview({ prepare, flags });
    try {
      await withPage(browser, { ...DESKTOP, origin: preview.origin, ...options }, async (page) => {
        await page.goto(preview.origin + path);
        await page.locator("concord-preview .toggle").click();
        await page.locator("concord-marks .mark").first().waitFor();
        await use(page, preview);
      });
    } finally {
      assert.equal(await preview.stop(), 0);
    }
  });
}

// The lines of messages of a file.
const withoutMessages = (text, ids) => text.split("\n").filter((line) => !ids.some((id) => line.startsWith(`${id} =`))).join("\n");
const valueOf = (text, id) => new RegExp(`^${id} = (.*)$`, "m").exec(text)?.[1];
const replaced = (text, id, value) => text.replace(new RegExp(`^${id} = .*$`, "m"), () => `${id} = ${value}`);

const editor = (page) => page.locator("concord-editor .editor");
const field = (page) => page.locator("concord-editor textarea");
const isAt = (page, id) => holds(page, (id) => document.querySelector("concord-editor")?.shadowRoot.querySelector("h2 code")?.textContent === id, id);
const hasFocus = (page) => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.localName === "textarea");
const open = async (page, id) => {
  await page.locator(`concord-marks .mark[data-key="declaration/${id}"]`).click();
  await isAt(page, id);
};
const shows = (page, text) => holds(page, (text) => document.querySelector("main").innerText.includes(text), text);
const says = (page, text) => holds(page, (text) => document.querySelector("concord-preview").shadowRoot.querySelector(".said").textContent.includes(text), text);
const save = (page) => page.keyboard.press("Control+Enter");
const isWritten = async (preview, path, expected) => {
  for (let wait = 0; preview.read(path) !== expected; wait += 1) {
    if (wait > 100) assert.equal(preview.read(path), expected);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
};

for (const [tag, texts] of Object.entries({
  ar: ["نص «أول» للتجربة.", "نص ثانٍ؟", "نص ثالث، أخير."],
  zh: ["第一段试验文字。", "第二段试验文字。", "第三段，最后。"],
})) {
  const ids = ["article-1-p1", "article-1-p2", "article-2-p1"];
  let original;
  view(
    `three units are translated by the keyboard alone: ${tag}`,
    `/${tag}/declaration/`,
    async (page, preview) => {
      // Only those that have no translation, across articles.
      await page.locator('concord-preview .state[data-state="missing"]').focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("n");
      await page.waitForURL(/article-1/);
      await holds(page, () => document.activeElement?.localName === "concord-marks");
      await page.keyboard.press("Enter");
      for (const [at, id] of ids.entries()) {
        await isAt(page, id);
        await holds(page, () => document.activeElement?.shadowRoot?.activeElement?.localName === "textarea");
        assert.equal(await field(page).inputValue(), "");
        const { lang, dir } = { ar: { lang: "ar", dir: "rtl" }, zh: { lang: "zh-Hans", dir: "ltr" } }[tag];
        assert.deepEqual(await field(page).evaluate(({ lang, dir }) => ({ lang, dir })), { lang, dir });
        await page.keyboard.insertText(texts[at]);
        // It is shown before it is saved.
        await shows(page, texts[at]);
        await save(page);
      }
      await says(page, "Nothing more to do");
      const expected = ids.reduce((text, id, at) => replaced(text, id, texts[at]), original);
      await isWritten(preview, catalog(tag), expected);
      const state = preview.read(records(tag));
      for (const id of ids) assert.match(state, new RegExp(`^${id} = \\{ source = "[0-9a-f]{16}", translation = "[0-9a-f]{16}", review = "draft" \\}$`, "m"));
      await shows(page, texts[2]);
      assert.equal(await page.locator("main .untranslated").count(), 0);
    },
    {
      prepare(project) {
        original = project.read(catalog(tag));
        project.write(catalog(tag), withoutMessages(original, ids));
        const kept = project.read(records(tag));
        project.write(records(tag), withoutMessages(kept, ids));
      },
    },
  );
}

for (const [path, options] of [["/fr/declaration/article-3/", DESKTOP], ["/ar/declaration/article-3/", DESKTOP], ["/ar/declaration/article-1/", PHONE], ["/zh/declaration/article-1/", PHONE]]) {
  test(`marks do not move the text: ${path} at ${options.viewport.width} px`, async () => {
    const preview = await startPreview();
    try {
      await withPage(browser, { ...options, origin: preview.origin }, async (page) => {
        await page.goto(preview.origin + path);
        const toggle = page.locator("concord-preview .toggle");
        await toggle.waitFor();
        await holds(page, () => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("state.json")));
        const boxes = () =>
          page.evaluate(() => {
            // The bar may have a place of its own above the page.
            const top = document.querySelector("h1").getBoundingClientRect().top;
            const shown = [...document.querySelectorAll("main [data-unit], main li, h1")].filter((element) => element.getBoundingClientRect().height);
            return shown.map((element) => {
              const box = element.getBoundingClientRect();
              return [element.localName, element.id, box.left, box.top - top, box.width, box.height].join(" ");
            });
          });
        const before = await boxes();
        await toggle.click();
        await page.locator("concord-marks .mark").first().waitFor();
        assert.deepEqual(await boxes(), before);
        const marks = await page.locator("concord-marks .mark").evaluateAll((marks) =>
          marks.map((mark) => {
            const unit = document.querySelector(`main [data-unit="${mark.dataset.key.split("/")[1]}"]`) ?? document.querySelector("h1");
            const isNote = Boolean(unit.closest("li[id^=fn-]"));
            const [{ left, right, top, bottom }, box] = [mark.getBoundingClientRect(), unit.getBoundingClientRect()];
            return { isNote, left, right, top, bottom, isBeside: right <= box.left || left >= box.right, isAtFirstLine: unit.localName === "h1" || Math.abs((top + bottom) / 2 - box.top) < 40 };
          }),
        );
        const width = options.viewport.width;
        const text = marks.filter(({ isNote }) => !isNote);
        assert.ok(text.length > 5);
        assert.ok(marks.every(({ left, right }) => right - left > 10 && left >= 0 && right <= width), JSON.stringify(marks));
        assert.ok(marks.every(({ isBeside, isAtFirstLine }) => isBeside && isAtFirstLine), JSON.stringify(marks));
        // Those of the text in one column, and none over another.
        assert.equal(new Set(text.map(({ left }) => Math.round(left))).size, 1);
        text.forEach(({ top }, at) => assert.ok(at === 0 || top >= text[at - 1].bottom, JSON.stringify(text)));
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await toggle.click();
        await holds(page, () => !document.querySelector("concord-marks"));
      });
    } finally {
      await preview.stop();
    }
  });
}

view("a text is checked and shown while it is typed, and kept until it is saved", "/fr/declaration/article-1/", async (page, preview) => {
  const before = preview.read(catalog("fr"));
  await page.locator('[data-unit="article-1-p1"]').click();
  await isAt(page, "article-1-p1");
  assert.ok(await hasFocus(page));
  const text = await field(page).inputValue();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Deux  espaces { ici");
  await holds(page, () => /expected/.test(document.querySelector("concord-editor").shadowRoot.querySelector("#said").textContent));
  await page.keyboard.press("Backspace");
  for (let key = 0; key < 5; key += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type(" *là*.");
  await shows(page, "Deux espaces là.");
  assert.equal(await page.locator('[data-unit="article-1-p1"] em').innerText(), "là");
  const said = page.locator("concord-editor #said");
  await holds(page, () => /2 spaces/.test(document.querySelector("concord-editor").shadowRoot.querySelector("#said").textContent));
  assert.match(await said.innerText(), /warning: there are 2 spaces in a row/);
  // No shortcut of the page fires while one types.
  assert.match(page.url(), /article-1/);
  // It survives a reload, and leaving the page.
  await page.reload();
  await page.locator('concord-marks .mark[data-typed]').waitFor();
  await page.goto(`${preview.origin}/fr/declaration/article-2/`);
  await page.goto(`${preview.origin}/fr/declaration/article-1/`);
  await open(page, "article-1-p1");
  assert.equal(await field(page).inputValue(), `${text} Deux  espaces *là*.`);
  await shows(page, "Deux espaces là.");
  // Escape leaves the editor, and the page shows what is there. The text stays.
  await page.keyboard.press("Escape");
  await holds(page, () => !document.querySelector("main").innerText.includes("Deux espaces"));
  assert.equal(await page.evaluate(() => document.activeElement.localName), "concord-marks");
  assert.equal(preview.read(catalog("fr")), before);
  await page.keyboard.press("Enter");
  await isAt(page, "article-1-p1");
  await page.locator('concord-editor [data-do="discard"]').click();
  assert.equal(await field(page).inputValue(), text);
  await holds(page, () => !document.querySelector("main").innerText.includes("Deux espaces"));
  assert.equal(await page.locator("concord-marks .mark[data-typed]").count(), 0);
});

view("what is saved can be taken back", "/fr/declaration/article-1/", async (page, preview) => {
  const [text, state] = [preview.read(catalog("fr")), preview.read(records("fr"))];
  await open(page, "article-1-p1");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Un autre texte.");
  await save(page);
  await isAt(page, "article-1-p2");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Et un deuxième.");
  await save(page);
  await isAt(page, "article-1-p3");
  await isWritten(preview, catalog("fr"), replaced(replaced(text, "article-1-p1", "Un autre texte."), "article-1-p2", "Et un deuxième."));
  await page.keyboard.press("Escape");
  await page.keyboard.press("u");
  await says(page, "article-1-p2 was taken back");
  await isWritten(preview, catalog("fr"), replaced(text, "article-1-p1", "Un autre texte."));
  await page.reload();
  await page.locator("concord-preview .undo").click();
  await says(page, "article-1-p1 was taken back");
  assert.equal(preview.read(catalog("fr")), text);
  assert.equal(preview.read(records("fr")), state);
  assert.ok(await page.locator("concord-preview .undo").isHidden());
});

view(
  "a translation that still holds is accepted as it is",
  "/fr/declaration/article-1/",
  async (page, preview) => {
    await page.locator("main p.outdated").waitFor();
    await open(page, "article-1-p1");
    const difference = page.locator("concord-editor .source .difference");
    assert.equal(await difference.locator("del").evaluate((node) => node.childNodes[1].data), "unity");
    assert.equal(await difference.locator("ins").evaluate((node) => node.childNodes[1].data), "concord");
    const text = preview.read(catalog("fr"));
    await page.keyboard.press("Control+Shift+Enter");
    await isAt(page, "article-1-p2");
    await holds(page, () => !document.querySelector("main p.outdated"));
    assert.equal(preview.read(catalog("fr")), text);
    assert.match(preview.read(records("fr")), /^article-1-p1 = \{ source = "[0-9a-f]{16}", translation = "[0-9a-f]{16}" \}$/m);
    await says(page, "Saved article-1-p1");
  },
  { prepare: (project) => project.edit(ARTICLE, "unity", "concord") },
);

test("two windows on one unit: neither text is lost", async () => {
  const preview = await startPreview();
  try {
    await withPage(browser, { ...DESKTOP, origin: preview.origin, expected: REFUSED }, async (one) => {
      const two = await one.context().newPage();
      for (const page of [one, two]) {
        await page.goto(`${preview.origin}/fr/declaration/article-1/`);
        const toggle = page.locator("concord-preview .toggle");
        await toggle.waitFor();
        if (page === one) await toggle.click();
        await page.locator("concord-marks .mark").first().waitFor();
        await open(page, "article-1-p1");
        await page.keyboard.press("Control+A");
      }
      await one.bringToFront();
      await one.keyboard.type("Le premier.");
      await two.bringToFront();
      await two.keyboard.type("Le second.");
      await one.bringToFront();
      await save(one);
      await isAt(one, "article-1-p2");
      await two.bringToFront();
      await save(two);
      const alert = two.locator("concord-editor .version[role=alert]");
      await alert.waitFor();
      assert.match(await alert.innerText(), /Le premier\./);
      assert.equal(await field(two).inputValue(), "Le second.");
      assert.equal(valueOf(preview.read(catalog("fr")), "article-1-p1"), "Le premier.");
      // Theirs, and mine again.
      await two.locator('concord-editor [data-do="theirs"]').click();
      assert.equal(await field(two).inputValue(), "Le premier.");
      await two.locator("concord-editor .version button", { hasText: "Use it again" }).click();
      assert.equal(await field(two).inputValue(), "Le second.");
      await save(two);
      await isAt(two, "article-1-p2");
      assert.equal(valueOf(preview.read(catalog("fr")), "article-1-p1"), "Le second.");
      // A text that is typed in one window is offered in the other, and takes nothing away there.
      await one.bringToFront();
      await isAt(one, "article-1-p2");
      await one.keyboard.press("Control+A");
      await one.keyboard.type("Typed in one.");
      await one.close();
      await two.reload();
      await two.locator("concord-marks .mark").first().waitFor();
      await open(two, "article-1-p2");
      const left = two.locator("concord-editor .version", { hasText: "another window" });
      assert.match(await left.innerText(), /Typed in one\./);
      await left.locator("button", { hasText: "Use it" }).click();
      assert.equal(await field(two).inputValue(), "Typed in one.");
    });
  } finally {
    await preview.stop();
  }
});

view("a file that changes under the editor", "/fr/declaration/article-1/", async (page, preview) => {
  const text = preview.read(catalog("fr"));
  await open(page, "article-1-p1");
  // Without a text that was typed, the new one is shown.
  preview.write(catalog("fr"), replaced(text, "article-1-p1", "Du disque."));
  await holds(page, () => document.querySelector("concord-editor").shadowRoot.querySelector("textarea").value === "Du disque.");
  // Other messages are nobody's business here.
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Plus.");
  const other = replaced(preview.read(catalog("fr")), "article-2-p1", "Un autre article.");
  preview.write(catalog("fr"), other);
  await shows(page, "Du disque. Plus.");
  assert.equal(await page.locator("concord-editor [role=alert]").count(), 0);
  await save(page);
  await isAt(page, "article-1-p2");
  await isWritten(preview, catalog("fr"), replaced(other, "article-1-p1", "Du disque. Plus."));
  // The text itself: both versions, and nothing written.
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Ma version.");
  const theirs = replaced(preview.read(catalog("fr")), "article-1-p2", "Leur version.");
  preview.write(catalog("fr"), theirs);
  const alert = page.locator("concord-editor .version[role=alert]");
  await alert.waitFor();
  assert.match(await alert.innerText(), /Leur version\./);
  assert.equal(await field(page).inputValue(), "Ma version.");
  await page.reload();
  await page.locator("concord-marks .mark").first().waitFor();
  await open(page, "article-1-p2");
  await alert.waitFor();
  assert.equal(await field(page).inputValue(), "Ma version.");
  await save(page);
  await alert.waitFor();
  assert.equal(preview.read(catalog("fr")), theirs);
  await page.locator('concord-editor [data-do="mine"]').click();
  await save(page);
  await isAt(page, "article-1-p3");
  await isWritten(preview, catalog("fr"), replaced(theirs, "article-1-p2", "Ma version."));
}, { expected: REFUSED });

view("a text of the source is edited in its article", "/en/declaration/article-1/", async (page, preview) => {
  const source = preview.read(ARTICLE);
  await open(page, "article-1-p1");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Truly, ");
  await shows(page, "Truly, International solidarity");
  const said = page.locator("concord-editor #said");
  await holds(page, () => /out of date in/.test(document.querySelector("concord-editor").shadowRoot.querySelector("#said").textContent));
  for (const name of ["العربية", "中文", "Français", "Русский", "Español"]) assert.ok((await said.innerText()).includes(name), name);
  await save(page);
  await isWritten(preview, ARTICLE, source.replace("International solidarity", "Truly, International solidarity"));
  await page.goto(`${preview.origin}/fr/declaration/article-1/`);
  await page.locator('main [data-unit="article-1-p1"].outdated').waitFor();
  // Taken back, and again with the same meaning.
  await page.goto(`${preview.origin}/en/declaration/article-1/`);
  await page.locator("concord-preview .undo").click();
  await says(page, "taken back");
  await isWritten(preview, ARTICLE, source);
  await open(page, "article-1-p1");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Truly, ");
  await page.locator("concord-editor .meaning input").check();
  await holds(page, () => !/out of date in/.test(document.querySelector("concord-editor").shadowRoot.querySelector("#said").textContent));
  await field(page).focus();
  await save(page);
  await isWritten(preview, ARTICLE, source.replace("International solidarity", "Truly, International solidarity"));
  await page.goto(`${preview.origin}/fr/declaration/article-1/`);
  await page.locator("concord-marks .mark").first().waitFor();
  assert.equal(await page.locator("main .outdated").count(), 0);
  // What would be more than a text is refused, and stays in the field.
  await page.goto(`${preview.origin}/en/declaration/article-2/`);
  await page.locator("concord-marks .mark").first().waitFor();
  await open(page, "article-2-p1");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n\n## A heading");
  await holds(page, () => /something else/.test(document.querySelector("concord-editor").shadowRoot.querySelector("#said").textContent));
  await save(page);
  await holds(page, () => /Not saved/.test(document.querySelector("concord-editor").shadowRoot.querySelector(".noted").textContent));
  assert.match(await field(page).inputValue(), /## A heading$/);
}, { expected: REFUSED });

view("terms, suggestions and other languages help", "/es/declaration/article-1/", async (page) => {
  await open(page, "article-1-p1");
  await page.locator("concord-editor .terms button").first().waitFor();
  const term = await page.locator("concord-editor .terms button").first().innerText();
  await field(page).focus();
  await page.keyboard.press("Control+A");
  await page.locator("concord-editor .terms button").first().click();
  assert.equal(await field(page).inputValue(), term);
  // The browser takes it back as if it had been typed.
  await page.keyboard.press("Control+Z");
  assert.match(await field(page).inputValue(), /^La solidaridad/);
  await page.locator("concord-editor summary").click();
  assert.deepEqual(await page.locator("concord-editor .others p").evaluateAll((all) => all.map(({ lang, dir }) => `${lang} ${dir}`)), ["ar rtl", "zh-Hans ltr", "fr ltr", "ru ltr"]);
});

view(
  "a text that is there already is suggested",
  "/fr/declaration/article-1/",
  async (page) => {
    await open(page, "article-1-p1-2").catch(() => {});
    const added = page.locator('concord-marks .mark[data-state="missing"]').first();
    await added.click();
    const first = page.locator("concord-editor .suggestions li").first();
    assert.match(await first.innerText(), /^100 % · same text · article-1-p1/);
    await page.keyboard.press("Alt+1");
    assert.match(await field(page).inputValue(), /^La solidarité internationale est/);
  },
  {
    prepare(project) {
      const text = project.read(ARTICLE);
      const paragraph = /^1\. (.*)$/m.exec(text)[1];
      project.write(ARTICLE, `${text.trimEnd()}\n\n${paragraph}\n`);
    },
  },
);

for (const [path, options] of [["/ar/declaration/article-1/", DESKTOP], ["/ar/declaration/article-1/", PHONE], ["/en/declaration/article-1/", DESKTOP], ["/zh/declaration/article-1/", { viewport: { width: 1900, height: 900 } }]]) {
  view(
    `accessible: ${path} at ${options.viewport.width} px`,
    path,
    async (page) => {
      assert.deepEqual(await violations(page), []);
      await open(page, "article-1-p1");
      await page.keyboard.press("Control+End");
      await page.keyboard.type("  x");
      await page.locator("concord-editor .problem, concord-editor .outdated").first().waitFor();
      assert.deepEqual(await violations(page, { where: "concord-editor" }), []);
      assert.deepEqual(await violations(page, { where: "concord-preview" }), []);
      const small = await page.evaluate(() =>
        [...document.querySelector("concord-editor").shadowRoot.querySelectorAll("button, summary")].filter((button) => button.getClientRects().length && button.getBoundingClientRect().height < 44).map((button) => button.textContent),
      );
      assert.deepEqual(small, []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      // The text is in view beside its editor.
      const [text, box] = await Promise.all([page.locator('[data-unit="article-1-p1"]').boundingBox(), editor(page).boundingBox()]);
      const apart = text.x + text.width <= box.x || box.x + box.width <= text.x || text.y < box.y;
      assert.ok(apart && text.y + 40 > 0, JSON.stringify({ text, box }));
    },
    // The checker of accessibility brings a style of its own.
    { ...options, bypassCSP: true },
  );
}

// A request as a program makes it, with whatever header.
function ask(origin, { method = "POST", path = "/_concord/edits/save", headers = {}, body = "" }) {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (answer) => {
      let text = "";
      answer.on("data", (data) => (text += data));
      answer.on("end", () => resolve({ status: answer.statusCode, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

test("only pages of the preview change the project", async () => {
  const preview = await startPreview();
  try {
    const { origin } = preview;
    const token = (await (await fetch(`${origin}/_concord/state.json`)).json()).editing.token;
    const { unit } = await (await fetch(`${origin}/_concord/units/fr/declaration/article-1-p1.json`)).json();
    const name = { locale: "fr", document: "declaration", id: "article-1-p1" };
    const body = JSON.stringify({ unit: name, text: "Non.", base: unit.base });
    const good = { Origin: origin, "X-Concord-Token": token, "Content-Type": "application/json" };
    const before = preview.read(catalog("fr"));
    const status = async (headers, more = {}) => (await ask(origin, { headers, body, ...more })).status;
    const without = (name) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
    assert.equal(await status(without("X-Concord-Token")), 403);
    assert.equal(await status({ ...good, "X-Concord-Token": token.replace(/^./, (digit) => (digit === "0" ? "1" : "0")) }), 403);
    assert.equal(await status(without("Origin")), 403);
    assert.equal(await status({ ...good, Origin: "https://example.org" }), 403);
    assert.equal(await status({ ...good, Origin: "null" }), 403);
    assert.equal(await status({ ...good, Host: "example.org" }), 421);
    assert.equal(await status({ ...good, "Content-Type": "text/plain" }), 415);
    assert.equal(await status(good, { method: "PUT" }), 405);
    assert.equal(await status(good, { path: "/_concord/edits/nothing" }), 404);
    assert.equal(await status(good, { body: "{" }), 422);
    assert.equal(await status(good, { body: JSON.stringify({ ...JSON.parse(body), more: 1 }) }), 422);
    assert.equal(await status(good, { body: JSON.stringify({ unit: { ...name, locale: "../../x" }, text: "x", base: unit.base }) }), 422);
    assert.equal((await ask(origin, { method: "GET", path: "/_concord/units/../../concord.toml" })).status, 400);
    assert.equal((await ask(origin, { method: "GET", path: "/_concord/state.json", headers: { Host: "example.org" } })).status, 421);
    assert.equal(preview.read(catalog("fr")), before);
    assert.equal(await status(good), 200);
    assert.equal(valueOf(preview.read(catalog("fr")), "article-1-p1"), "Non.");
  } finally {
    await preview.stop();
  }
});

view(
  "with --read-only everything is shown and nothing changes",
  "/fr/declaration/article-1/",
  async (page, preview) => {
    await open(page, "article-1-p1");
    assert.equal(await field(page).evaluate((field) => field.readOnly), true);
    assert.match(await editor(page).innerText(), /--read-only/);
    assert.equal(await page.locator('concord-editor [data-do="save"], concord-editor [data-do="accept"]').count(), 0);
    const state = await (await fetch(`${preview.origin}/_concord/state.json`)).json();
    assert.equal(state.editing.token, undefined);
    const answer = await ask(preview.origin, { headers: { Origin: preview.origin, "X-Concord-Token": "x", "Content-Type": "application/json" }, body: "{}" });
    assert.equal(answer.status, 403);
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await holds(page, () => document.activeElement?.localName === "concord-marks");
  },
  { flags: ["--read-only"] },
);

test("where others can open the preview, they change nothing unless it is asked for", async () => {
  const preview = await startPreview({ flags: ["--interface", "0.0.0.0"] });
  try {
    const of = async (origin) => (await (await fetch(`${origin}/_concord/state.json`)).json()).editing;
    const local = (origin) => origin.replace(/\/\/[^:]+/, "//127.0.0.1");
    assert.match((await of(local(preview.origin))).off, /--edit/);
    const again = await serve(preview.folder, ["--interface", "0.0.0.0", "--edit"]);
    try {
      assert.match((await of(local(again.origin))).token, /^[0-9a-f]{64}$/);
      assert.match(again.said.err, /change the project/);
    } finally {
      await again.end();
    }
  } finally {
    await preview.stop();
  }
});
