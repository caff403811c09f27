// What a page does on the screen: what reaches over its sides, and what moves after it was shown.

// From now on, pages remember what moves in them.
export function recordShifts(page) {
  return page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, startTime, sources } of list.getEntries()) {
        const moved = sources.map(({ node, previousRect: from, currentRect: to }) =>
          `${node?.localName ?? node?.nodeName} from ${from.x},${from.y} to ${to.x},${to.y}`,
        );
        window.shifts.push({ value, startTime, moved });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

// What has moved after the page was shown. What the browser moves before its first paint, while
// it still reads the page, nobody has seen.
export function shifts(page) {
  return page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const shown = () => performance.getEntriesByName("first-contentful-paint")[0];
    while (!shown()) await frame();
    await frame();
    await frame();
    return window.shifts
      .filter(({ startTime }) => startTime >= shown().startTime)
      .map(({ value, startTime, moved }) => `shift of ${value} after ${Math.round(startTime)} ms: ${moved.join("; ")}`);
  });
}

// The elements that reach over the side of the screen, if the page can be scrolled sideways.
export function overflowing(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const over = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > width + 1 || box.left < -1);
    });
    return [`scrollWidth ${document.documentElement.scrollWidth}`].concat(
      over.slice(0, 3).map((element) => `${element.localName}.${element.className}`),
    );
  });
}
