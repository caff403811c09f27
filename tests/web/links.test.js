// Every internal link leads to a page that exists, and every fragment to an element on it.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/chromium.js";
import { readDocuments } from "./support/documents.js";
import { BASE, SUB_PATH, buildFlagship, buildNewProject } from "./support/site.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;

// What is wrong with the links of a site, one line each.
async function brokenLinks(folder, { index }) {
  const documents = await readDocuments(browser, folder);
  const byAddress = new Map(documents.map((document) => [document.address, document]));
  const broken = [];
  let count = 0;

  for (const page of documents) {
    const say = (link, problem) => broken.push(`${page.path}: ${link.element} ${link.address}: ${problem}`);
    const notFound = page.kind === "not-found";
    for (const link of page.links) {
      if (["canonical", "alternate"].includes(link.rel) || ABSOLUTE.test(link.address)) continue;
      count += 1;
      // 404.html stands for addresses of any depth and is the one page with links from the root.
      if (link.address.startsWith("/") !== (notFound && !link.address.startsWith("#"))) {
        say(link, notFound ? "does not begin at the root" : "is not relative");
        continue;
      }
      if (index && !notFound && !/(^[#?]|index\.html(#|$)|\.(css|js)$)/.test(link.address)) say(link, "leads to a folder");

      const url = new URL(link.address, `http://host${SUB_PATH}/${page.path}`);
      if (!url.pathname.startsWith(`${SUB_PATH}/`)) {
        say(link, "leads out of the site");
        continue;
      }
      const address = decodeURIComponent(url.pathname.slice(SUB_PATH.length + 1)).replace(/(^|\/)index\.html$/, "$1");
      const target = byAddress.get(address);
      if (!target && !existsSync(join(folder, address, address.endsWith("/") ? "index.html" : ""))) {
        say(link, "leads nowhere");
      }
      const fragment = decodeURIComponent(url.hash.slice(1));
      if (fragment && !target?.ids.includes(fragment)) say(link, "there is no such anchor");
    }
    for (const id of page.referenced) {
      if (!page.ids.includes(id)) broken.push(`${page.path}: refers to #${id}, which is not there`);
    }
  }
  return { broken, count };
}

for (const [name, build, options] of [
  ["the flagship site", () => buildFlagship(), {}],
  ["the flagship site, for a disk", () => buildFlagship("--for-disk"), { index: true }],
  ["a new project", () => buildNewProject("--base-url", BASE), {}],
]) {
  test(`${name}: all links and anchors resolve`, async (t) => {
    const { broken, count } = await brokenLinks(build(), options);
    assert.ok(count > 200, `only ${count} links`);
    assert.deepEqual(broken, []);
    t.diagnostic(`${count} links`);
  });
}
