// Builds sites with the program under test, each once in a test file, into folders that are gone
// when the file is done.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../../..", import.meta.url));

// The program: that of the variable CONCORD, or what `cargo build` has left.
export const concord = process.env.CONCORD ?? join(repository, "target/debug/concord");

// Where the sites under test claim to be published. The server serves them under the same path,
// on another host: only canonical addresses and alternates may name this one.
export const BASE = "https://example.org/some/path";
export const SUB_PATH = "/some/path";

// The languages of the flagship site: the tag in addresses, the one in `lang`, the direction.
export const LANGUAGES = [
  { tag: "ar", lang: "ar", dir: "rtl" },
  { tag: "zh", lang: "zh-Hans", dir: "ltr" },
  { tag: "en", lang: "en", dir: "ltr" },
  { tag: "fr", lang: "fr", dir: "ltr" },
  { tag: "ru", lang: "ru", dir: "ltr" },
  { tag: "es", lang: "es", dir: "ltr" },
];

const temporary = mkdtempSync(join(tmpdir(), "concord-web-"));
process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));

let count = 0;
function newFolder() {
  count += 1;
  return join(temporary, String(count));
}

// Runs the program; it must succeed and have nothing to report.
function run(...args) {
  const said = runAloud(...args);
  if (said) throw new Error(`concord ${args.join(" ")} said:\n${said}`);
}

// Runs the program, which must succeed, and returns what it had to report.
function runAloud(...args) {
  const { status, stderr, error } = spawnSync(concord, args, { timeout: 120_000, encoding: "utf8" });
  if (error) throw error;
  if (status !== 0) throw new Error(`concord ${args.join(" ")} ended with ${status} and said:\n${stderr}`);
  return stderr;
}

// The folder of the flagship site, as published at `BASE`.
export function buildFlagship(...options) {
  const folder = newFolder();
  run("build", "--root", repository, "--output-dir", folder, "--base-url", BASE, ...options);
  return folder;
}

// The folder of the flagship site, as it is where a site has very many languages: its pages lead to
// lists of languages.
export function buildManyLanguages() {
  const config = join(newFolder(), "concord.toml");
  mkdirSync(dirname(config));
  const own = readFileSync(join(repository, "concord.toml"), "utf8");
  writeFileSync(config, `most_languages_on_page = 2\n${own}`);
  return buildFlagship("--config", config);
}

// The sites below `tests/sites/`.
export const FIXTURES = readdirSync(join(repository, "tests/sites")).sort();

// The folder of a site of `tests/sites/`, as published at `BASE`. Some have translations that are
// wrong on purpose.
export function buildFixture(name) {
  const folder = newFolder();
  runAloud("build", "--root", join(repository, "tests/sites", name), "--output-dir", folder, "--base-url", BASE);
  return folder;
}

// The folder of the flagship site with the pseudo-locales. It is published nowhere.
export function buildPseudo() {
  const folder = newFolder();
  run("build", "--root", repository, "--output-dir", folder, "--pseudo");
  return folder;
}

// The folder of the site of a project that `concord init` has just made.
export function buildNewProject(...options) {
  const project = newFolder();
  const folder = newFolder();
  run("init", project);
  run("build", "--root", project, "--output-dir", folder, ...options);
  return folder;
}

// The folder of the site of a new project in which these files, by their paths, are laid, and whose
// configuration begins with these lines.
export function buildWithFiles(files, configuration = "") {
  const project = newFolder();
  const folder = newFolder();
  run("init", project);
  const config = join(project, "concord.toml");
  writeFileSync(config, `${configuration}\n${readFileSync(config, "utf8")}`);
  lay(files, project);
  run("build", "--root", project, "--output-dir", folder, "--base-url", BASE);
  return folder;
}

// The folder of the site of a project of the given files (texts by their paths), with the theme of
// this repository.
export function buildProject(files, ...options) {
  const project = newFolder();
  const folder = newFolder();
  cpSync(join(repository, "themes/default"), join(project, "themes/default"), { recursive: true });
  lay(files, project);
  run("build", "--root", project, "--output-dir", folder, ...options);
  return folder;
}

function lay(files, project) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
}

// The folder of the site of a project that lies ready, at a path from the repository's root. Some
// below `tests/sites/` have mistakes on purpose, which are reported.
export function buildStanding(project, ...options) {
  const folder = newFolder();
  const args = ["build", "--root", resolve(repository, project), "--output-dir", folder, ...options];
  const { status, stderr, error } = spawnSync(concord, args, { timeout: 120_000, encoding: "utf8" });
  if (error) throw error;
  if (status !== 0) throw new Error(`concord build ended with ${status} and said:\n${stderr}`);
  return folder;
}

// The paths of all HTML files of a site, sorted, with `/` on every system.
export function htmlFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".html"))
    .sort();
}

// The address of a page below the root of its site: `en/declaration/` for its `index.html`.
export function addressOf(path) {
  return path.replace(/(^|\/)index\.html$/, "$1");
}
