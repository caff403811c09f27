// Marks in the navigator the heading under which the reader is, while reading.
const entries = new Map();
for (const link of document.querySelectorAll(".entry-headings a")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) entries.set(heading, link);
}

if (entries.size) {
  const above = new Set();
  const mark = () => {
    let reading = null;
    for (const heading of entries.keys()) if (above.has(heading)) reading = heading;
    for (const [heading, link] of entries) link.toggleAttribute("data-reading", heading === reading);
  };
  // The area observed is the upper third of the screen and all that is above it.
  const observer = new IntersectionObserver(
    (changes) => {
      for (const change of changes) {
        if (change.isIntersecting || change.boundingClientRect.top < 0) above.add(change.target);
        else above.delete(change.target);
      }
      mark();
    },
    { rootMargin: "0px 0px -67% 0px" },
  );
  for (const heading of entries.keys()) observer.observe(heading);
}
