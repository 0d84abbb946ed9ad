// Renders Markdown as JupyterLab does, and then puts marks and boxes where `prepare` left signs.

import { make } from "./inline.js";
import { BOX, DOLLAR, OPEN, SHUT, prepare } from "./prepare.js";

const ROLE = new RegExp(`${OPEN}(\\d+)${SHUT}`);
const HEAD = new RegExp(`${BOX}(\\d+)${BOX} ?`);

export function markdownRenderer({ RenderedMarkdown }, pages) {
  class MystMarkdown extends RenderedMarkdown {
    constructor(options) {
      super(options);
      this.path = pathOf(options.resolver);
      this.roles = [];
      pages.add(this);
    }

    async renderModel(model) {
      await pages.evidence.ready;
      // A chapter is built beside the pages; here the pages are in a folder of their own.
      const source = String(model.data[this.mimeType] ?? "").replace(/\]\(\.\.\/([\w-]+\.md)/g, "](../book/$1");
      const { text, roles, boxes } = prepare(source, { keepsDollars: pages.keepsDollars });
      const data = { ...model.data, [this.mimeType]: text };
      await super.renderModel({ data, metadata: model.metadata, trusted: model.trusted, setData() {} });
      this.roles = finish(this.node, roles, boxes);
      pages.paint(this);
    }

    dispose() {
      pages.remove(this);
      super.dispose();
    }
  }
  return (options) => new MystMarkdown(options);
}

// The path of the document that a renderer belongs to. That of a Markdown cell first looks among its attachments.
export function pathOf(resolver) {
  return resolver?.path ?? (resolver?._parent ? pathOf(resolver._parent) : "");
}

// Replaces the signs, by text nodes: no text of a notebook is ever read as HTML here. Returns the elements of roles.
function finish(node, roles, boxes) {
  const made = [];
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (!/[\ue000-\ue003]/.test(text.data)) continue;
    const pieces = text.data.replaceAll(DOLLAR, "$").split(ROLE);
    const parts = pieces.map((piece, at) => {
      if (at % 2 === 0) return piece;
      const element = makeRole(roles[piece].role, roles[piece].text);
      made.push(element);
      return element;
    });
    text.replaceWith(...parts.filter((part) => part !== ""));
  }
  for (const link of node.querySelectorAll("a[href]")) {
    const address = link.getAttribute("href");
    const mended = address.replaceAll(DOLLAR, "$").replaceAll(encodeURIComponent(DOLLAR), "$");
    if (mended !== address) link.setAttribute("href", mended);
  }
  for (const quotation of node.querySelectorAll("blockquote")) setBox(quotation, boxes);
  for (const element of made) partMarks(element);
  return made;
}

export function makeRole(role, text) {
  const element = make("span", { className: "dossier-role" });
  element.dataset.role = role;
  element.dataset.text = text;
  return element;
}

function setBox(quotation, boxes) {
  const head = quotation.querySelector(":scope > p");
  const number = head && HEAD.exec(head.textContent)?.[1];
  const first = head?.firstChild;
  if (!number || !(first instanceof Text)) return;
  first.data = first.data.replace(HEAD, "");
  const { isBox, kind } = boxes[number];
  const box = make("div", { className: `dossier-box dossier-box-${kind.replace(/[^\w-]/g, "-")}` });
  if (!isBox) box.title = "The book makes this when it is built.";
  head.className = isBox ? "dossier-box-title" : "dossier-box-name";
  box.append(...quotation.childNodes);
  quotation.replaceWith(box);
}

// Two marks beside each other are parted by a comma.
function partMarks(element) {
  const isMark = (other) => other instanceof Element && ["claim", "fact"].includes(other.dataset.role);
  if (isMark(element) && isMark(element.previousSibling)) element.before(make("sup", { textContent: ",\u2009" }));
}
