// axe-core: what it finds of WCAG 2.2 AA and of good practice in a page as it stands, and in the text
// itself of AAA contrast.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const ENHANCED = "color-contrast-enhanced";
const TEXT = ".prose";

// The rules about colours, but for the contrast of the text itself, which is always asked for.
export const COLOURS = ["color-contrast", "link-in-text-block"];

// What is found, a line for each rule; `only` are the rules to be asked, or all, and `where` the part
// of the page that is looked at.
export async function violations(page, { only, where = "html" } = {}) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const found = await run(page, where, only ? { type: "rule", values: only } : { type: "tag", values: AA });
  const hasText = await page.locator(TEXT).count();
  return hasText ? [...found, ...(await run(page, TEXT, { type: "rule", values: [ENHANCED] }))] : found;
}

async function run(page, where, runOnly) {
  const results = await page.evaluate(
    ([where, options]) => window.axe.run(where, options),
    [where, { runOnly, resultTypes: ["violations"] }],
  );
  return results.violations.map(({ id, help, nodes }) =>
    `${id}: ${help}: ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${target} (${failureSummary.replace(/\s+/g, " ")})`).join("; ")}`,
  );
}
