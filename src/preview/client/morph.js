// What differs between two versions of a page as the server sends them, and the same change in
// the document that a browser made of the first.
//
// The document has more in it than what was sent: popovers, marks, values. `Twins` knows which of
// its nodes stands for which node that was sent; whatever is not a twin is never touched.

const ELEMENT = Node.ELEMENT_NODE;
const BLOCKS = "p, li, dd, dt, td, th, blockquote, figure, h1, h2, h3, h4, h5, h6, pre";

export class Twins {
  constructor(sent, live) {
    this.of = new WeakMap();
    this.pair(sent.body, live.body);
  }

  get(node) {
    return this.of.get(node);
  }

  set(sent, live) {
    this.of.set(sent, live);
  }

  // Pairs two nodes and, as far as they are alike, what is in them.
  pair(sent, live) {
    this.set(sent, live);
    const others = [...live.childNodes];
    let from = 0;
    for (const child of sent.childNodes) {
      const at = others.findIndex((other, at) => at >= from && isAlike(child, other));
      if (at < 0) continue;
      from = at + 1;
      this.pair(child, others[at]);
    }
  }
}

// Whether a node can be the other in another state.
function isAlike(one, other) {
  if (one.nodeType !== other.nodeType || one.nodeName !== other.nodeName) return false;
  if (one.nodeType !== ELEMENT) return true;
  return one.id === other.id && (one.getAttribute("class") ?? "").split(" ")[0] === (other.getAttribute("class") ?? "").split(" ")[0];
}

// Links to other articles, which a `nav` in the text holds, change with those and are not its own.
const inText = (element) => element.closest("main, [role=main]") && !element.closest("nav");

// What a change is about. If it is the frame of the page, whose scripts took hold of elements when
// the page was loaded, only loading the page again shows it as it is.
export function difference(came, next) {
  const head = (page) =>
    [...page.querySelectorAll("html, body, head > script[src]:not([data-page]), head > meta[http-equiv], head > link:not([rel=stylesheet], [rel=prefetch])")]
      .map((element) => element.cloneNode(false).outerHTML)
      .join("\n");
  return { isFrame: head(came) !== head(next) || frame(came.body) !== frame(next.body) };
}

// The elements around the text, without their texts: the navigator's entries may come and go.
function frame(body) {
  const names = [];
  (function walk(element) {
    names.push(element.nodeName, element.id);
    if (element.matches("main, [role=main], nav ol, nav ul")) return;
    for (const child of element.children) walk(child);
    names.push("/");
  })(body);
  return names.join(" ");
}

// Changes the document as the page changed. Gives the passages that are not what they were.
export function morph(came, next, twins) {
  const marked = new Set();
  change(came.body, next.body, twins, marked);
  return marked;
}

function change(came, next, twins, marked) {
  const live = twins.get(came);
  if (!live) return;
  twins.set(next, live);
  if (came.nodeType !== ELEMENT) {
    if (came.data !== next.data) {
      live.data = next.data;
      note(live, marked);
    }
    return;
  }
  attributes(came, next, live);
  children(came, next, live, twins, marked);
}

// Only what the server changed: scripts have set other attributes since.
function attributes(came, next, live) {
  for (const name of new Set([...came.getAttributeNames(), ...next.getAttributeNames()])) {
    const value = next.getAttribute(name);
    if (came.getAttribute(name) === value) continue;
    if (value === null) live.removeAttribute(name);
    else live.setAttribute(name, value);
  }
}

function children(came, next, live, twins, marked) {
  const pairs = match([...came.childNodes], [...next.childNodes]);
  const kept = new Set(pairs.values());
  for (const child of came.childNodes) {
    if (kept.has(child)) continue;
    const gone = twins.get(child);
    if (!gone) continue;
    note(gone.previousSibling ?? live, marked);
    gone.remove();
  }
  let last = null; // the live node behind which the next one belongs
  for (const child of next.childNodes) {
    const before = pairs.get(child);
    let twin = before && twins.get(before);
    if (twin) {
      if (!follows(twin, last, twins)) place(live, twin, last);
      change(before, child, twins, marked);
    } else {
      twin = document.importNode(child, true);
      place(live, twin, last);
      twins.pair(child, twin);
      note(twin, marked);
    }
    last = twin;
  }
}

// Whether a node stands behind another, with nothing between them but what is not of the page.
function follows(node, last) {
  return last ? Boolean(last.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) : true;
}

function place(parent, node, last) {
  parent.insertBefore(node, last ? last.nextSibling : parent.firstChild);
}

// For each new node the old one that it was: the same, or of the same id, or the next alike.
function match(came, next) {
  const pairs = new Map();
  const free = new Set(came);
  const take = (node, other) => {
    pairs.set(node, other);
    free.delete(other);
  };
  for (const node of next) {
    if (!node.id) continue;
    const other = came.find((other) => free.has(other) && other.id === node.id && isAlike(node, other));
    if (other) take(node, other);
  }
  let [start, end] = [0, 0];
  const isEqual = (a, b) => a && b && !pairs.has(b) && free.has(a) && a.isEqualNode(b);
  while (start < next.length && (pairs.has(next[start]) || isEqual(came[start], next[start]))) {
    if (!pairs.has(next[start])) take(next[start], came[start]);
    start += 1;
  }
  while (end < next.length - start) {
    const [node, other] = [next.at(-1 - end), came.at(-1 - end)];
    if (!pairs.has(node)) {
      if (!isEqual(other, node)) break;
      take(node, other);
    }
    end += 1;
  }
  // Between them, in order.
  const left = came.filter((node) => free.has(node));
  let from = 0;
  for (const node of next) {
    if (pairs.has(node)) continue;
    const at = left.findIndex((other, at) => at >= from && !(node.id || other.id) && isAlike(node, other));
    if (at < 0) continue;
    from = at + 1;
    take(node, left[at]);
  }
  return pairs;
}

// The passage around a change. Outside the text nothing is marked.
function note(node, marked) {
  const element = node.nodeType === ELEMENT ? node : node.parentElement;
  const block = element?.closest(BLOCKS) ?? element;
  if (block?.isConnected && inText(block)) marked.add(block);
}
