// Which links of a site lead nowhere.
import { existsSync } from "node:fs";
import { join } from "node:path";

import { isNotFound } from "./documents.js";
import { SUB_PATH } from "./site.js";

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;
const FILE = /(^[#?]|index\.html(#|$)|\.[a-z0-9]+$)/;

// What is wrong with the links of a site that is published at `BASE`, one line each, and how many
// there are. `documents` is what its files say. With `index`, links name files and no folders.
export function brokenLinks(documents, folder, { index = false } = {}) {
  const byAddress = new Map(documents.map((document) => [document.address, document]));
  const broken = [];
  let count = 0;

  for (const page of documents) {
    const say = (link, problem) => broken.push(`${page.path}: ${link.element} ${link.address}: ${problem}`);
    const notFound = isNotFound(page);
    for (const link of page.links) {
      if (["canonical", "alternate"].includes(link.rel) || ABSOLUTE.test(link.address)) continue;
      count += 1;
      // 404.html stands for addresses of any depth and is the one page with links from the root.
      if (link.address.startsWith("/") !== (notFound && !link.address.startsWith("#"))) {
        say(link, notFound ? "does not begin at the root" : "is not relative");
        continue;
      }
      if (index && !notFound && !FILE.test(link.address)) say(link, "leads to a folder");

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
      if (link.hreflang && target && target.lang !== link.hreflang) {
        say(link, `leads to a page in ${target.lang}, not in ${link.hreflang}`);
      }
    }
    for (const id of page.referenced) {
      if (!page.ids.includes(id)) broken.push(`${page.path}: refers to #${id}, which is not there`);
    }
  }
  return { broken, count };
}
