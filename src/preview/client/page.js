// The page, as it came from the server and as it stands in the browser.
//
// What scripts and readers changed in the page is not in what the server sends. So the page as it
// came last is kept, and only what differs between it and the new one is changed in the document:
// a reader keeps the place, an open note, the focus and what was typed.
import { Twins, difference, morph } from "./morph.js";

const SHOWN = 1600; // milliseconds that a changed passage is marked

export class Page {
  // `name` is that of the bytes that the document was made from.
  constructor(name) {
    this.name = name;
    this.etag = null;
    this.came = null; // the document as it came
  }

  // Brings the document up to date. Whether its text changed.
  async update() {
    const headers = this.etag ? { "If-None-Match": this.etag } : {};
    const answer = await fetch(location.pathname + location.search, { headers }).catch(() => null);
    if (!answer || answer.status === 304 || answer.status === 503) return false;
    const html = await answer.text();
    const next = new DOMParser().parseFromString(html, "text/html");
    const name = next.querySelector("script[data-page]")?.dataset.page;
    this.etag = answer.headers.get("ETag");
    if (!this.came) {
      this.came = next;
      this.twins = new Twins(next, document);
      if (name === this.name) return false;
      // It changed before the first look: nothing tells how.
      location.reload();
      return true;
    }
    if (name === this.name) return false;
    this.name = name;
    return this.change(next);
  }

  // Shows the page as it would be with a text that is not saved.
  show(html) {
    const next = new DOMParser().parseFromString(html, "text/html");
    // Without the page as it came there is nothing to compare with; a frame changes when it is saved.
    if (!this.came || difference(this.came, next).isFrame) return;
    this.name = next.querySelector("script[data-page]")?.dataset.page;
    this.etag = null;
    this.put(next);
  }

  change(next) {
    const found = difference(this.came, next);
    if (found.isFrame) {
      location.reload();
      return true;
    }
    const marked = this.put(next);
    mark(marked);
    return marked.size > 0;
  }

  // Puts what differs into the document. Gives the passages that are not what they were.
  put(next) {
    styles(this.came, next, document);
    document.title = next.title;
    const marked = morph(this.came, next, this.twins);
    this.came = next;
    dispatchEvent(new CustomEvent("concord:changed", { detail: { elements: [...marked] } }));
    return marked;
  }
}

// Styles are exchanged when the new ones have come, so that the page is never without.
function styles(came, next, live) {
  const of = (page) => [...page.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href"));
  const [before, after] = [of(came), of(next)];
  for (const href of after.filter((href) => !before.includes(href))) {
    const link = live.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    const gone = before.filter((old) => !after.includes(old));
    const remove = () => {
      for (const old of live.querySelectorAll("link[rel=stylesheet]")) {
        if (gone.includes(old.getAttribute("href"))) old.remove();
      }
    };
    link.addEventListener("load", remove, { once: true });
    live.head.append(link);
  }
}

function mark(elements) {
  for (const element of elements) {
    element.setAttribute("data-concord-changed", "");
    setTimeout(() => element.removeAttribute("data-concord-changed"), SHOWN);
  }
}
