// The examples of docs/themes.md, as they stand there: laid into a new project, built, and used.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { holds, launch, withPage } from "./support/chromium.js";
import { brokenLinks } from "./support/links.js";
import { readDocuments } from "./support/documents.js";
import { serve } from "./support/server.js";
import { SUB_PATH, addressOf, buildWithFiles, htmlFiles, repository } from "./support/site.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

// The examples by their paths. A path is named in the paragraph before the example: one that begins
// with `themes/`, or else the first.
function examples() {
  const guide = readFileSync(join(repository, "docs/themes.md"), "utf8");
  const files = {};
  for (const [, paragraph, text] of guide.matchAll(/((?:[^\n]+\n)+)\n```\w+\n([\s\S]*?)```/g)) {
    const paths = [...paragraph.matchAll(/`([\w./-]+\.(?:html|css|js|ftl|toml))`/g)].map(([, path]) => path);
    const path = paths.findLast((path) => path.startsWith("themes/")) ?? paths[0];
    assert.ok(path, `no path for ${text}`);
    files[path] = text;
  }
  return files;
}

async function visit(folder, use) {
  const server = await serve(folder, SUB_PATH);
  try {
    await withPage(browser, { origin: server.origin, colorScheme: "light" }, (page) => use(page, server));
  } finally {
    await server.stop();
  }
}

test("the default theme, changed", async () => {
  const all = examples();
  const { "themes/mine/interface/en.ftl": messages, ...files } = Object.fromEntries(
    Object.entries(all).filter(([path]) => path.startsWith("themes/")),
  );
  assert.equal(Object.keys(files).length, 7, Object.keys(files).join());
  const folder = buildWithFiles({ ...files, "locales/en/interface.ftl": messages });
  const article = htmlFiles(folder).find((path) => readFileSync(join(folder, path), "utf8").includes("page-article") && path.startsWith("en/"));
  await visit(folder, async (page, server) => {
    await page.goto(server.root + addressOf(article));
    const style = (selector, name) => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element)[name], name);
    assert.equal(await style("html", "backgroundColor"), "rgb(255, 255, 255)");
    assert.equal(await style(".contact a", "color"), "rgb(122, 31, 61)");
    assert.match(await style(".prose p", "fontFamily"), /^Charter/);
    assert.equal(await page.locator(".colophon").textContent(), "Set in plain type.");
    assert.match(await page.locator(".contact a").textContent(), /^Write to /);

    const modules = [];
    page.on("request", (request) => modules.push(request.url()));
    await page.locator("[data-count-words]").click();
    await holds(page, () => /^\d+$/.test(document.querySelector("[data-count-words]").textContent));
    assert.equal(modules.length, 1);
  });
});

test("a theme from nothing", async () => {
  const own = Object.entries(examples()).filter(([path]) => !path.startsWith("themes/"));
  assert.equal(own.length, 5);
  const folder = buildWithFiles(Object.fromEntries(own.map(([path, text]) => [`themes/tiny/${path}`, text])), 'theme = "tiny"');
  const { broken } = brokenLinks(await readDocuments(browser, folder), folder);
  assert.deepEqual(broken, []);
  await visit(folder, async (page, server) => {
    for (const path of htmlFiles(folder)) await page.goto(server.root + addressOf(path));
  });
});
