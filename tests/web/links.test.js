// Every internal link leads to a page that exists and is in the language that the link names, and
// every fragment to an element on it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./support/chromium.js";
import { readDocuments } from "./support/documents.js";
import { brokenLinks } from "./support/links.js";
import { BASE, FIXTURES, buildFixture, buildFlagship, buildManyLanguages, buildNewProject } from "./support/site.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const [name, build, options] of [
  ["the flagship site", () => buildFlagship(), {}],
  ["the flagship site, for a disk", () => buildFlagship("--for-disk"), { index: true }],
  ["the flagship site, with lists of languages", () => buildManyLanguages(), {}],
  ["a new project", () => buildNewProject("--base-url", BASE), {}],
  ...FIXTURES.map((name) => [`tests/sites/${name}`, () => buildFixture(name), {}]),
]) {
  test(`${name}: all links and anchors resolve`, async (t) => {
    const folder = build();
    const { broken, count } = brokenLinks(await readDocuments(browser, folder), folder, options);
    assert.ok(count > 100, `only ${count} links`);
    assert.deepEqual(broken, []);
    t.diagnostic(`${count} links`);
  });
}
