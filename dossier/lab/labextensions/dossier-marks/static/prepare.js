// Turns MyST into Markdown that JupyterLab reads, with signs of the private use area where something of ours stands.

import { cut, isMark } from "./inline.js";

// Around the number of a role, before the number of a box, and for the sign of dollars, which would open a formula.
export const OPEN = "\ue000";
export const SHUT = "\ue001";
export const BOX = "\ue002";
export const DOLLAR = "\ue003";

const FENCE = /^(\s{0,3})(`{3,}|~{3,}|:{3,})\s*(?:\{([\w:-]+)\}\s*(.*)|([^`]*))$/;
const BOXES = new Set("admonition attention caution danger error hint important note seealso tip warning".split(" "));

// Returns the text, with the roles and the boxes that it speaks of by number.
export function prepare(source, { keepsDollars = false } = {}) {
  const found = { roles: [], boxes: [] };
  const text = prepareLines(source.split("\n"), found);
  return { text: keepsDollars ? spareMoney(text) : text.replaceAll("$", DOLLAR), ...found };
}

// Leaves the dollars of formulas alone; the others get a sign of their own, by the rules of `dossier/prose/money.py`.
function spareMoney(text) {
  const blocks = text.split(/(\$\$[^]*?\$\$|\n[ \t]*\n)/);
  return blocks.map((block, at) => (at % 2 ? block : spareWithin(block))).join("");
}

function spareWithin(block) {
  let done = "";
  let at = 0;
  for (let open = findDollar(block, 0); open >= 0; open = findDollar(block, at)) {
    const shut = isMoney(block, open) ? -1 : findShut(block, open);
    done += block.slice(at, open) + (shut < 0 ? DOLLAR : block.slice(open, shut + 1));
    at = (shut < 0 ? open : shut) + 1;
  }
  return done + block.slice(at);
}

function findDollar(text, from) {
  let at = text.indexOf("$", from);
  while (at >= 0 && text[at - 1] === "\\") at = text.indexOf("$", at + 1);
  return at;
}

// Where a formula ends: no space stands within its dollars, and no digit around them.
function findShut(text, open) {
  const shut = findDollar(text, open + 1);
  const isFormula = shut > open + 1 && !/\s/.test(text[open + 1] + text[shut - 1]);
  return isFormula && !/\d/.test((text[open - 1] ?? "") + (text[shut + 1] ?? "")) ? shut : -1;
}

const SUM = /^\d[^$]*?[\s(](?<!\\)[A-Za-z]{4,}(?:[\s,.;)]|$)/;

function isMoney(text, at) {
  if (/\p{L}/u.test(text[at - 1] ?? "")) return true;
  const inner = text.slice(at + 1).split("$")[0];
  return inner.startsWith(OPEN) || SUM.test(inner);
}

function prepareLines(lines, found) {
  const done = [];
  let run = [];
  const flush = () => {
    if (run.length) done.push(setRoles(run.join("\n"), found));
    run = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const fence = FENCE.exec(lines[at]);
    // Colons fence directives alone; three of them in a line of prose are three colons.
    if (fence && (fence[3] || fence[2][0] !== ":")) {
      flush();
      const end = findEnd(lines, at + 1, fence[2]);
      const inner = lines.slice(at + 1, end);
      if (fence[3]) done.push(...setBox(fence[3], fence[4], inner, found));
      else done.push(...lines.slice(at, end + 1));
      at = end;
      continue;
    }
    const target = /^\(([^()]+)\)=\s*$/.exec(lines[at]);
    if (target) {
      flush();
      done.push(`${OPEN}${found.roles.push({ role: "target", text: target[1] }) - 1}${SHUT}`, "");
    } else if (/^%/.test(lines[at]) || /^\+\+\+/.test(lines[at])) {
      flush();
    } else {
      run.push(lines[at]);
    }
  }
  flush();
  return done.join("\n");
}

function findEnd(lines, from, fence) {
  const end = lines.findIndex((line, at) => {
    const text = line.trim();
    return at >= from && text.length >= fence.length && text === fence[0].repeat(text.length);
  });
  return end < 0 ? lines.length : end;
}

// A box becomes a quotation that begins with its number, so that JupyterLab sets what is in it as it sets Markdown.
function setBox(name, title, inner, found) {
  let body = inner;
  const options = {};
  if (body[0]?.trim() === "---") body = body.slice(body.indexOf("---", 1) + 1);
  while (/^\s*:[\w-]+:/.test(body[0] ?? "")) {
    const [, key, value] = /^\s*:([\w-]+):\s*(.*)$/.exec(body[0]);
    options[key] = value;
    body = body.slice(1);
  }
  const isBox = BOXES.has(name);
  const number = found.boxes.push({ name, isBox, kind: options.class ?? name }) - 1;
  const head = isBox ? title || name : `{${name}} ${title}`;
  const shown = isBox ? prepareLines(body, found).split("\n") : fenced(body);
  return ["", `> ${BOX}${number}${BOX} ${setRoles(head, found)}`, ">", ...shown.map((line) => `> ${line}`), ""];
}

const fenced = (body) => (body.some((line) => line.trim()) ? ["~~~~", ...body, "~~~~"] : []);

function setRoles(text, found) {
  let line = "";
  for (const piece of cut(text)) {
    if (!piece.role) {
      line += piece.text.replace(/\[([^\]]+)\]\{[.#][^}]*\}/g, "$1");
      continue;
    }
    // A mark follows the word before it without a space.
    if (isMark(piece)) line = line.replace(/[ \t\n]+$/, "");
    line += `${OPEN}${found.roles.push(piece) - 1}${SHUT}`;
  }
  return line;
}
