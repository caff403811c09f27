// Every page of the flagship site and of a new project passes the Nu HTML checker without an
// error. Warnings do not fail; they are listed, but for those known to be wrong or wanted.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { buildFlagship, buildNewProject, htmlFiles } from "./support/site.js";

const checker = fileURLToPath(new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));

const KNOWN_WARNINGS = [
  // Safari drops the meaning of a list whose marks the style has removed, unless the role is said.
  /^The “list” role is unnecessary for element “[ou]l”/,
  // The checker reads files, to which 'self' does not apply. The browser tests watch the policy.
  /^Resource violates Content Security Policy/,
];

function check(folder) {
  const options = ["-Xss2m", "-jar", checker, "--stdout", "--exit-zero-always", "--format", "json", "--skip-non-html"];
  const said = execFileSync("java", [...options, folder], { timeout: 240_000, encoding: "utf8", maxBuffer: 1 << 28 });
  return JSON.parse(said).messages;
}

for (const [name, build] of [
  ["the flagship site", buildFlagship],
  ["a new project", buildNewProject],
]) {
  test(`${name}: every page is valid HTML`, (t) => {
    const folder = build();
    const pages = htmlFiles(folder);
    assert.ok(pages.length > 10, `only ${pages.length} pages`);

    const messages = check(folder);
    // Anything that is not a mere remark fails: errors, and pages that could not be read at all.
    const failures = messages.filter((message) => message.type !== "info");
    const warnings = messages.filter(
      (message) => message.subType === "warning" && !KNOWN_WARNINGS.some((known) => known.test(message.message)),
    );
    for (const line of new Set(warnings.map((warning) => warning.message))) t.diagnostic(`warning: ${line}`);
    assert.deepEqual(failures.map((message) => describe(message, folder)), []);
    t.diagnostic(`${pages.length} pages`);
  });
}

function describe({ url = "", message, lastLine, lastColumn, extract = "" }, folder) {
  const file = url.replace("file:", "").replace(`${folder}/`, "");
  return `${file}:${lastLine}:${lastColumn}: ${message} ${extract.slice(0, 120)}`;
}
