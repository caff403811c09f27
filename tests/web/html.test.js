// Every page of the flagship site, of a new project and of the fixture sites passes the Nu HTML
// checker without an error, and without a warning but for those known to be wrong or wanted.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { FIXTURES, buildFixture, buildFlagship, buildManyLanguages, buildNewProject, htmlFiles } from "./support/site.js";

const checker = fileURLToPath(new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));

const KNOWN_WARNINGS = [
  // Safari drops the meaning of a list whose marks the style has removed, unless the role is said.
  /^The “list” role is unnecessary for element “[ou]l”/,
  // The checker reads files, to which 'self' does not apply. The browser tests watch the policy.
  /^Resource violates Content Security Policy/,
];

// A block of data is no script: it is set aside before any policy is asked (HTML Standard, 'prepare
// the script element'), and browsers report nothing.
const isData = ({ message, extract }) =>
  /^Inline script violates Content Security Policy/.test(message) && /<script type="application\/ld\+json">/.test(extract);

function check(folder) {
  const options = ["-Xss2m", "-jar", checker, "--stdout", "--exit-zero-always", "--format", "json", "--skip-non-html"];
  const said = execFileSync("java", [...options, folder], { timeout: 240_000, encoding: "utf8", maxBuffer: 1 << 28 });
  return JSON.parse(said).messages;
}

for (const [name, build] of [
  ["the flagship site", buildFlagship],
  ["the flagship site, with lists of languages", buildManyLanguages],
  ["a new project", buildNewProject],
  ...FIXTURES.map((name) => [`tests/sites/${name}`, () => buildFixture(name)]),
]) {
  test(`${name}: every page is valid HTML`, (t) => {
    const folder = build();
    const pages = htmlFiles(folder);
    assert.ok(pages.length > 9, `only ${pages.length} pages`);

    const messages = check(folder);
    // A mere remark does not fail; errors, warnings, and pages that could not be read at all do.
    const failures = messages.filter(
      ({ type, subType, message, extract }) =>
        !isData({ message, extract }) &&
        (type !== "info" || (subType === "warning" && !KNOWN_WARNINGS.some((known) => known.test(message)))),
    );
    assert.deepEqual(failures.map((message) => describe(message, folder)), []);
    t.diagnostic(`${pages.length} pages`);
  });
}

function describe({ url = "", message, lastLine, lastColumn, extract = "" }, folder) {
  const file = url.replace("file:", "").replace(`${folder}/`, "");
  return `${file}:${lastLine}:${lastColumn}: ${message} ${extract.slice(0, 120)}`;
}
