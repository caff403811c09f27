// Pictures of the flagship site, to be looked at: `npm run screenshots -- FOLDER`.
//
// Each is named after what it shows: language, scheme, size. What a theme cannot show (a part
// that it does not have) is left out, and that is said. The pages of a print are made by
// `pdftoppm` of poppler-utils.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

import { DESKTOP, PHONE, holds, launch, withPage } from "./support/chromium.js";
import { serve } from "./support/server.js";
import { SUB_PATH, buildFlagship } from "./support/site.js";

const [target] = process.argv.slice(2);
if (!target) {
  console.error("error: name a folder for the pictures: npm run screenshots -- FOLDER");
  process.exit(2);
}
const folder = resolve(target);
mkdirSync(folder, { recursive: true });

const phone = { ...PHONE, deviceScaleFactor: 2 };
const light = { colorScheme: "light" };
const dark = { colorScheme: "dark" };
const visible = (selector) => document.querySelector(selector)?.checkVisibility();

const openNote = async (page) => {
  await page.locator("#fnref-17").click();
  await holds(page, visible, ".note-popover");
};
const openSheet = async (page) => {
  await page.locator(".navigator-button").click();
  await holds(page, visible, "#page-navigator:popover-open");
};
const openLanguages = async (page) => {
  await page.locator(".languages > summary").click();
};
const search = (words) => async (page) => {
  await page.keyboard.press("/");
  await holds(page, visible, "dialog[open] input");
  await page.locator("dialog[open] input").first().fill(words);
  await holds(page, visible, "dialog[open] a[href]");
};
const waitForFrench = (page) => holds(page, visible, 'main [lang="fr"][data-unit], main [lang="fr"] [data-unit]');

// Name, address below the site, how the page is opened, and what is done in it.
const SHOTS = [
  ["en-light-desktop", "en/declaration/article-3/", { ...DESKTOP, ...light }],
  ["en-light-phone", "en/declaration/article-3/", { ...phone, ...light }],
  ["ar-dark-desktop", "ar/declaration/article-3/", { ...DESKTOP, ...dark }],
  ["ar-dark-phone", "ar/declaration/article-3/", { ...phone, ...dark }],
  ["zh-light-desktop", "zh/declaration/preamble/", { ...DESKTOP, ...light }],
  ["zh-light-phone", "zh/declaration/preamble/", { ...phone, ...light }],
  ["front-page-en-light-desktop", "en/declaration/", { ...DESKTOP, ...light }],
  ["front-page-zh-dark-phone", "zh/declaration/", { ...phone, ...dark }],
  ["chooser-light-desktop", "", { ...DESKTOP, ...light }],
  ["sidenotes-en-light-desktop", "en/declaration/preamble/", { ...DESKTOP, ...light }],
  ["note-en-light-desktop", "en/declaration/article-3/", { viewport: { width: 1100, height: 800 }, ...light }, openNote],
  ["note-ar-dark-phone", "ar/declaration/article-3/", { ...phone, ...dark }, openNote],
  ["contents-en-light-phone", "en/declaration/article-3/", { ...phone, ...light }, openSheet],
  ["contents-ar-dark-phone", "ar/declaration/article-3/", { ...phone, ...dark }, openSheet],
  ["languages-en-light-desktop", "en/declaration/article-3/", { ...DESKTOP, ...light }, openLanguages],
  ["translation-ar-light-phone", "ar/declaration/translation/", { ...phone, ...light }],
  ["parallel-zh-fr-light-desktop", "zh/declaration/article-3/?with=fr", { ...DESKTOP, ...light }, waitForFrench],
  ["parallel-zh-fr-light-phone", "zh/declaration/article-3/?with=fr", { ...phone, ...light }, waitForFrench],
  ["search-en-light-desktop", "en/declaration/article-3/", { ...DESKTOP, ...light }, search("solidarity")],
  ["search-ar-dark-phone", "ar/declaration/article-3/", { ...phone, ...dark }, search("التضامن")],
];

// The first page of an article on paper, and that of the whole text.
const PRINTS = [
  ["print-en", "en/declaration/article-3/", "Letter"],
  ["print-ar", "ar/declaration/text/", "A4"],
  ["print-zh", "zh/declaration/text/", "A4"],
];

function say(name, error) {
  console.log(error ? `${name}: left out: ${error.message.split("\n")[0]}` : name);
}

const server = await serve(buildFlagship(), SUB_PATH);
const browser = await launch();
try {
  for (const [name, path, options, act] of SHOTS) {
    const shot = withPage(browser, { origin: server.origin, ...options }, async (page) => {
      await page.goto(server.root + path, { waitUntil: "networkidle" });
      await act?.(page);
      await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
    });
    await shot.then(() => say(name), (error) => say(name, error));
  }
  for (const [name, path, format] of PRINTS) {
    const pdf = join(folder, `${name}.pdf`);
    await withPage(browser, { origin: server.origin }, async (page) => {
      await page.goto(server.root + path, { waitUntil: "networkidle" });
      await page.pdf({ path: pdf, format, preferCSSPageSize: true });
    });
    const { error, status, stderr } = spawnSync("pdftoppm", ["-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", pdf, join(folder, name)], { encoding: "utf8", timeout: 60_000 });
    rmSync(pdf);
    say(name, error ?? (status ? new Error(stderr) : undefined));
  }
} finally {
  await browser.close();
  await server.stop();
}
