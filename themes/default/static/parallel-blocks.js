// A text as a list of blocks, and several texts as rows of them.
//
// A block is the smallest piece that can stand beside its translation: a paragraph, a heading, a
// term with its definitions, a note; and as a whole what makes no sense in pieces: tables, code,
// figures. Lists, quotations and callouts are taken apart, and are made anew around each of their
// blocks, so that it is set exactly as on its own page. Nothing here changes a text.
//
// All languages of a page are made from one structure, so that alignment is by name: the unit of
// a block is the same in all of them. What has no unit is named after what it follows.

// Where text stands; containers that may be taken apart; and what in them may not.
const ROOTS = ":is(hgroup, .opening > .description, .prose, .notes-title, .note-list):not(.prose *)";
const CONTAINERS = "ol, ul, li, dl, dd, blockquote, div, section";
const WHOLE = "[data-unit], .table, .note-list > li";

// Each block has the nodes that make it, the containers around it, the root that it stands in,
// and a key that is the same in all languages: its unit, or what it follows. Every text has at
// least one, its title.
export function blocksOf(text) {
  const blocks = [];
  let last = "";
  let count = 0;

  function add(root, chain, ...nodes) {
    const node = nodes.at(-1);
    const marked = node.closest?.("[data-unit]") ?? node.querySelector?.("[data-unit]");
    const name = marked?.dataset.unit ?? node.querySelector?.("[id]")?.id;
    if (name) [last, count] = [name, 0];
    blocks.push({ key: name ?? `${last} + ${++count}`, root, chain, nodes });
  }

  function walk(root, container, chain) {
    let title; // of a callout: it stays with the first paragraph
    for (const node of [...container.childNodes]) {
      if (node.nodeType === Node.TEXT_NODE ? !node.data.trim() : node.nodeType !== Node.ELEMENT_NODE) continue;
      // A definition stays with its term, a source text with its translation.
      const follows = node.localName === "dd" || node.className === "source-text";
      if (follows && blocks.at(-1)?.chain.at(-1) === chain.at(-1)) blocks.at(-1).nodes.push(node);
      else if (node.className === "alert-title") title = node;
      else if (isContainer(node)) {
        if (title) add(root, chain, title);
        title = undefined;
        walk(root, node, [...chain, node]);
      } else {
        add(root, chain, ...(title ? [title, node] : [node]));
        title = undefined;
      }
    }
    if (title) add(root, chain, title);
  }

  for (const root of text.querySelectorAll(ROOTS)) {
    if (root.matches(".prose")) walk(root, root, []);
    else if (root.matches(".note-list")) walk(root, root, [root]);
    else add(root, [], root);
  }
  return blocks;
}

function isContainer(node) {
  return node.nodeType === Node.ELEMENT_NODE && node.matches(CONTAINERS) && !node.matches(WHOLE) && node.querySelector("[data-unit]");
}

// Rows of blocks, in the order of the first text. What only other texts have follows the block
// that it follows there.
export function rowsOf(texts) {
  const rows = texts[0].map((block) => ({ root: block.root, cells: [block], after: [] }));
  const byKey = new Map(rows.map((row) => [row.cells[0].key, row]));
  const start = { root: rows[0].root, cells: [], after: [] };
  texts.slice(1).forEach((blocks, index) => {
    let before = start;
    for (const block of blocks) {
      let row = byKey.get(block.key);
      if (!row) {
        row = { root: before.root, cells: [], after: [], first: before };
        before.after.push(row);
        byKey.set(block.key, row);
      }
      row.cells[index + 1] = block;
      before = row.first ?? row;
    }
  });
  return [start, ...rows].flatMap((row) => [row, ...row.after]).filter((row) => row.cells.length);
}

// The containers of a block, made anew around it. A container whose beginning stands in an
// earlier row shows no mark and has no id; a list of one item is not announced as a list.
export function inContainers(chain, nodes, opened) {
  let content = nodes;
  for (const container of [...chain].reverse()) {
    const copy = container.cloneNode(false);
    const isList = copy.matches("ol, ul");
    if (opened.has(container)) {
      copy.removeAttribute("id");
      if (!isList) copy.removeAttribute("role");
      copy.classList.add("parallel-continued");
    }
    opened.add(container);
    if (copy.localName === "li") copy.value = ordinal(container);
    if (copy.localName === "li" || (isList && content[0].role === "none")) copy.setAttribute("role", "none");
    copy.append(...content);
    content = [copy];
  }
  return content;
}

const ordinals = new WeakMap(); // by list item

function ordinal(item) {
  if (!ordinals.has(item)) {
    let number = item.parentElement.start ?? 1;
    for (const child of item.parentElement.children) ordinals.set(child, number++);
  }
  return ordinals.get(item);
}
