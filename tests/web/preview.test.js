// `concord serve` in a browser: what changes on disk changes in the page, and nothing else does.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { violations } from "./support/axe.js";
import { DESKTOP, holds, launch, withPage } from "./support/chromium.js";
import { serve, startPreview } from "./support/preview.js";
import { concord } from "./support/site.js";

const ARTICLE = "content/declaration/part-1/article-1.md";
const FRENCH = "locales/fr/declaration.ftl";
const PAGE = "/fr/declaration/article-1/";
// Notes open in popovers at this width.
const WIDE = { viewport: { width: 1100, height: 700 } };

let browser, preview;
before(async () => {
  browser = await launch();
  preview = await startPreview();
});
after(async () => {
  await browser?.close();
  await preview?.stop();
});

// Opens a page whose preview listens, and puts the project's files back afterwards.
function follow(name, path, use, options = {}) {
  test(name, async () => {
    const kept = new Map();
    const edit = (file, from, to) => {
      if (!kept.has(file)) kept.set(file, preview.read(file));
      preview.edit(file, from, to);
    };
    try {
      await withPage(browser, { ...WIDE, origin: preview.origin, ...options }, async (page) => {
        await page.goto(preview.origin + path);
        await holds(page, () => document.querySelector("concord-preview"));
        await listens(page);
        await page.evaluate(() => (window.isSamePage = true));
        await use(page, edit);
      });
    } finally {
      for (const [file, text] of kept) preview.write(file, text);
      await settled();
    }
  });
}

// Waits until a page has heard of the site as it is, so that it knows what it came from.
const listens = (page) => holds(page, () => performance.getEntriesByName(location.href.split("#")[0]).length >= 1 && performance.getEntriesByType("resource").some((entry) => entry.name.endsWith("state.json")));

async function state() {
  return (await fetch(`${preview.origin}/_concord/state.json`)).json();
}

// Waits until the whole site was looked through.
async function settled() {
  for (let wait = 0; wait < 400; wait += 1) {
    const { complete, errors } = await state();
    if (complete && !errors) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the preview did not settle");
}

const shows = (page, text) => holds(page, (text) => document.body.innerText.includes(text), text);
const isSame = (page) => page.evaluate(() => window.isSamePage === true);

follow("a translation changes in its place", PAGE, async (page, edit) => {
  await page.locator("main .note-ref, main p").first().waitFor();
  await page.evaluate(() => scrollTo(0, 150));
  const ids = await page.evaluate(() => {
    window.blocks = [...document.querySelectorAll("main .prose [id]")];
    return window.blocks.length;
  });
  edit(FRENCH, "article-1-p1 = La", "article-1-p1 = Ici, la");
  await shows(page, "Ici, la solidarité");
  assert.ok(await isSame(page));
  assert.equal(await page.evaluate(() => scrollY), 150);
  assert.equal(await page.evaluate(() => window.blocks.filter((block) => block.isConnected).length), ids, "no block was replaced");
  assert.equal(await page.locator("[data-concord-changed]").count(), 1);
  await holds(page, () => !document.querySelector("[data-concord-changed]"));
});

follow("an open note, the focus and what was typed stay", "/fr/declaration/preamble/", async (page, edit) => {
  await page.locator(".note-ref").first().focus();
  await page.keyboard.press("Enter");
  await page.locator(".note-popover:popover-open, [popover]:popover-open").waitFor();
  await page.evaluate(() => {
    const field = document.createElement("input");
    document.body.append(field);
    window.field = field;
    field.value = "typed";
    window.focused = document.activeElement;
  });
  edit(FRENCH, "preamble-p1 = ", "preamble-p1 = Ici : ");
  await shows(page, "Ici : ");
  assert.ok(await isSame(page));
  assert.equal(await page.evaluate(() => document.querySelectorAll(":popover-open").length), 1);
  assert.ok(await page.evaluate(() => window.field.isConnected && window.field.value === "typed" && document.activeElement === window.focused));
});

follow("a new paragraph comes between those that are there", "/en/declaration/preamble/", async (page, edit) => {
  const count = await page.evaluate(() => (window.blocks = [...document.querySelectorAll("main .prose p")]).length);
  const source = preview.read("content/declaration/preamble.md");
  const first = source.split("\n\n").find((block) => /^\*/.test(block) || /^[A-Z]/.test(block));
  edit("content/declaration/preamble.md", first, `${first}\n\nA wholly new paragraph about lighthouses.`);
  await shows(page, "about lighthouses");
  assert.ok(await isSame(page));
  const kept = await page.evaluate(() => window.blocks.filter((block) => block.isConnected).length);
  assert.equal(kept, count);
  assert.equal(await page.locator("main .prose p").count(), count + 1);
});

follow("a style is exchanged without loading the page again", PAGE, async (page, edit) => {
  edit("themes/default/styles/99-last.css".replace("99-last", "02-base"), "body {", "body { outline-offset: 7px;");
  await holds(page, () => getComputedStyle(document.body).outlineOffset === "7px");
  assert.ok(await isSame(page));
  await holds(page, () => document.querySelectorAll("head link[rel=stylesheet][href*='concord.']").length === 1);
});

follow("a template that changes the frame loads the page again", PAGE, async (page, edit) => {
  edit("themes/default/templates/footer.html", "<footer", "<div id=\"new-frame\">Frame</div><footer");
  await page.locator("#new-frame").waitFor();
  assert.ok(!(await isSame(page)));
});

follow("a template with a mistake leaves the page and says so until it is mended", PAGE, async (page, edit) => {
  const before = await page.locator("main").innerText();
  edit("themes/default/templates/article.html", "{%", "{% nonsense %}{%");
  const problem = page.locator("concord-preview .problems article").first();
  await problem.waitFor();
  assert.match(await problem.innerText(), /error\[.*\n.*themes\/default\/templates\/article\.html:\d+:\d+[\s\S]*nonsense[\s\S]*\^/);
  assert.equal(await page.locator("main").innerText(), before);
  assert.deepEqual(await violations(page, { where: "concord-preview" }), []);
  edit("themes/default/templates/article.html", "{% nonsense %}", "");
  await problem.waitFor({ state: "hidden" });
  assert.ok(await isSame(page));
  // The checker of accessibility brings a style of its own.
}, { bypassCSP: true });

follow("errors in the configuration and in the text show together, as text", PAGE, async (page, edit) => {
  edit("concord.toml", "title", "titel = '<img src=x onerror=alert(1)>'\ntitle");
  edit(ARTICLE, "1. ", "1. See [this](nowhere.md)<b>. ");
  const problems = page.locator("concord-preview .problems");
  await holds(page, () => /titel/.test(document.querySelector("concord-preview").shadowRoot.textContent) && /nowhere\.md/.test(document.querySelector("concord-preview").shadowRoot.textContent));
  assert.match(await problems.innerText(), /onerror=alert/);
  assert.equal(await problems.locator("img, b").count(), 0);
  // Escape closes it, and it stays closed over the same errors.
  await problems.focus();
  await page.keyboard.press("Escape");
  assert.ok(await problems.isHidden());
});

follow("a mistake of a translator is a warning that does not cover the page", PAGE, async (page, edit) => {
  edit(FRENCH, "article-1-p1 = La", "article-1-p1 = { $nothing } La");
  const count = page.locator("concord-preview .count");
  await count.waitFor();
  assert.match(await count.innerText(), /1 warning/);
  assert.ok(await page.locator("concord-preview .overlay").isHidden());
  await count.focus();
  await page.keyboard.press("Enter");
  assert.match(await page.locator("concord-preview .problems").innerText(), /nothing/);
});

follow("an article that is not in view is offered", PAGE, async (page, edit) => {
  edit(FRENCH, "article-2-title = ", "article-2-title = Ici ");
  const link = page.locator("concord-preview .note a");
  await link.waitFor();
  await link.click();
  await page.waitForURL(`${preview.origin}/fr/declaration/article-2/`);
  await shows(page, "Ici ");
});

test("a project that is broken at the start shows why, and then itself", async () => {
  const broken = await startPreview();
  const config = broken.read("concord.toml");
  await broken.end();
  broken.write("concord.toml", "title = \n");
  const again = await serve(broken.folder, []);
  try {
    const page = await browser.newPage();
    const answer = await page.goto(`${again.origin}/en/`);
    assert.equal(answer.status(), 503);
    await page.locator("concord-preview .problems article").first().waitFor();
    broken.write("concord.toml", config);
    await page.locator("main h1", { hasText: "solidarity" }).or(page.locator("h1", { hasText: "Documents" })).first().waitFor();
    await holds(page, () => document.body.className.includes("page-home"));
    await page.close();
  } finally {
    assert.equal(await again.end(), 0);
    rmSync(broken.folder, { recursive: true, force: true });
  }
});

test("addresses lead where a web server leads", async () => {
  const get = (path) => fetch(preview.origin + path, { redirect: "manual" });
  const folder = await get("/fr/declaration/article-1");
  assert.equal(folder.status, 307);
  assert.equal(folder.headers.get("location"), "/fr/declaration/article-1/");
  const missing = await get("/ar/nothing/");
  assert.equal(missing.status, 404);
  assert.match(await missing.text(), /<html[^>]*lang="?ar/);
  assert.equal((await get("/nothing")).status, 404);
  const page = await get(PAGE);
  const again = await fetch(preview.origin + PAGE, { headers: { "If-None-Match": page.headers.get("etag") } });
  assert.equal(again.status, 304);
});

test("what is shown is what a build writes, after edits too", async () => {
  preview.edit(FRENCH, "article-3-title = ", "article-3-title = Ici ");
  preview.edit(ARTICLE, "1. ", "1. Here ");
  try {
    for (let wait = 0; !/Here /.test(await (await fetch(`${preview.origin}/en/declaration/article-1/`)).text()); wait += 1) {
      assert.ok(wait < 200, "the edit is not shown");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const folder = mkdtempSync(join(tmpdir(), "concord-equal-"));
    const { status, stderr } = spawnSync(concord, ["build", "--root", preview.folder, "--output-dir", folder], { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    const files = readdirSync(folder, { recursive: true }).map(String).filter((path) => statSync(join(folder, path)).isFile() && !path.startsWith("."));
    assert.ok(files.length > 200);
    for (const path of files) {
      const answer = await fetch(`${preview.origin}/${path}`);
      let shown = Buffer.from(await answer.arrayBuffer());
      if (path.endsWith(".html")) shown = Buffer.from(shown.toString().replace(/<script type="module" src="\/_concord\/preview.js" data-page="[0-9a-f]+"><\/script>/, ""));
      assert.ok(shown.equals(readFileSync(join(folder, path))), path);
    }
    rmSync(folder, { recursive: true });
  } finally {
    preview.edit(FRENCH, "article-3-title = Ici ", "article-3-title = ");
    preview.edit(ARTICLE, "1. Here ", "1. ");
    await settled();
  }
});

test("a port in use is explained", () => {
  const port = new URL(preview.origin).port;
  const { status, stderr } = spawnSync(concord, ["serve", "--root", preview.folder, "--port", port], { encoding: "utf8", timeout: 20_000 });
  assert.equal(status, 1);
  assert.match(stderr, new RegExp(`port ${port}`));
  assert.match(stderr, /--port/);
});

test("nothing is written to the project", () => {
  assert.deepEqual(readdirSync(preview.folder).sort(), [".l10n", "concord.toml", "content", "locales", "themes"]);
});
