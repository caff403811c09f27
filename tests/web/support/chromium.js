// Chromium, and pages in it that are watched: whatever a page complains about, or asks of another
// host, fails the test that opened it.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const DESKTOP = { viewport: { width: 1280, height: 800 } };
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

// Starts Chromium, with further flags if there are any.
export function launch(flags = []) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...FLAGS, ...flags] });
}

// Opens a page for `use`, and afterwards asserts that nothing went wrong in it. The options are
// those of a Playwright context; `origin` is the one host that may be asked, and `expected` a pattern
// of complaints that belong to the test.
export async function withPage(browser, { origin, expected, ...options }, use) {
  const context = await browser.newContext({ ...DESKTOP, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(10_000);
  try {
    const problems = await watch(context, origin);
    const page = await context.newPage();
    await use(page);
    assert.deepEqual(problems.filter((problem) => !expected?.test(problem)), []);
  } finally {
    await context.close();
  }
}

// Collects into a list what goes wrong in the pages of a context from now on.
async function watch(context, origin) {
  const problems = [];
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on("weberror", (error) => problems.push(`${error.page()?.url()}: ${error.error()}`));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) problems.push(`asked another host: ${url}`);
  });
  context.on("requestfailed", (request) => {
    // A page that is left while it loads is no failure.
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") problems.push(`${request.url()}: ${reason}`);
  });
  return problems;
}

// Waits until `condition` (a function that is run in the page, with `argument`) holds.
export async function holds(page, condition, argument) {
  await page.waitForFunction(condition, argument, { timeout: 5_000, polling: 50 });
}

// Whether the whole box of an element is inside the viewport.
export function isInViewport(locator) {
  return locator.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const slack = 1; // fractions of pixels are rounded
    return (
      box.width > 0 && box.height > 0 &&
      box.top >= -slack && box.left >= -slack &&
      box.bottom <= innerHeight + slack && box.right <= document.documentElement.clientWidth + slack
    );
  });
}
