// Lighthouse on a phone: accessibility, best practices and search engines at 100, performance at 95 or
// more. Performance is measured up to three times and the best counts, as machines that do other
// work at the same time are slow now and then; the other three say the same every time.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, before, test } from "node:test";

import lighthouse from "lighthouse";

import { launch } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { SUB_PATH, buildFlagship } from "./support/site.js";

const LEAST = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const RUNS = 3;

let browser;
let port;
let server;
before(async () => {
  // Lighthouse speaks to Chromium by a port of its own, which only it knows.
  port = await freePort();
  browser = await launch([`--remote-debugging-port=${port}`]);
  server = await serve(buildFlagship(), SUB_PATH);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// A port that nobody listens on at the moment.
function freePort() {
  return new Promise((found, failed) => {
    const listener = createServer().once("error", failed);
    listener.listen(0, "127.0.0.1", () => {
      const { port } = listener.address();
      listener.close(() => found(port));
    });
  });
}

// The scores of a page in whole points, what was found wanting, and what was asked of other hosts.
async function measure(url) {
  const { lhr, artifacts } = await lighthouse(url, {
    port,
    logLevel: "silent",
    output: "json",
    onlyCategories: Object.keys(LEAST),
    disableFullPageScreenshot: true,
  });
  assert.equal(lhr.runtimeError, undefined);
  const scores = {};
  const wanting = [];
  for (const [name, category] of Object.entries(lhr.categories)) {
    scores[name] = Math.round(category.score * 100);
    for (const { id, weight } of category.auditRefs) {
      const audit = lhr.audits[id];
      if (weight > 0 && audit.score !== null && audit.score < 1) {
        wanting.push(`${name}: ${id}: ${audit.score} ${audit.displayValue ?? audit.title}`);
      }
    }
  }
  const requests = artifacts.DevtoolsLog
    .filter(({ method }) => method === "Network.requestWillBeSent")
    .map(({ params }) => params.request.url);
  assert.ok(requests.includes(url));
  const asked = requests.filter((address) => !address.startsWith(`${server.origin}/`) && !address.startsWith("data:"));
  return { scores, wanting, asked };
}

for (const path of ["en/", "en/declaration/article-3/", "ar/declaration/article-3/"]) {
  test(`${path}: Lighthouse`, { timeout: 180_000 }, async (t) => {
    let best = null;
    for (let run = 0; run < RUNS && !(best?.scores.performance >= LEAST.performance); run++) {
      const measured = await measure(server.root + path);
      assert.deepEqual(measured.asked, []);
      t.diagnostic(JSON.stringify(measured.scores));
      if (!best || measured.scores.performance > best.scores.performance) best = measured;
    }
    for (const line of best.wanting) t.diagnostic(line);
    for (const [name, least] of Object.entries(LEAST)) {
      assert.ok(best.scores[name] >= least, `${name} ${best.scores[name]}: ${best.wanting.join("; ")}`);
    }
  });
}
