// Finds the roles of MyST in a text, and sets short texts such as captions and cells of tables.

const ROLE = /\{([a-z][\w:+-]*)\}(`+)/y;

// Cuts a text into plain pieces and roles; what stands in code of one line is left alone.
export function cut(text) {
  const pieces = [];
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain) pieces.push({ text: plain });
    plain = "";
  };
  while (at < text.length) {
    if (text[at] === "\\" && at + 1 < text.length) {
      plain += text.slice(at, at + 2);
      at += 2;
      continue;
    }
    ROLE.lastIndex = at;
    const role = text[at] === "{" ? ROLE.exec(text) : null;
    const ticks = role ? role[2] : text[at] === "`" ? /^`+/.exec(text.slice(at))[0] : "";
    if (!ticks) {
      plain += text[at];
      at += 1;
      continue;
    }
    const inner = at + (role ? role[0].length : ticks.length);
    const end = findTicks(text, inner, ticks.length);
    if (end < 0) {
      plain += text.slice(at, inner);
      at = inner;
    } else if (role) {
      flush();
      pieces.push({ role: role[1], text: text.slice(inner, end).replace(/\s+/g, " ").trim() });
      at = end + ticks.length;
    } else {
      plain += text.slice(at, end + ticks.length);
      at = end + ticks.length;
    }
  }
  flush();
  return pieces;
}

// Whether a piece is set as a raised number.
export const isMark = (piece) => piece?.role === "claim" || piece?.role === "fact";

// Where a run of just so many backticks stands next.
function findTicks(text, from, count) {
  for (const run of text.slice(from).matchAll(/`+/g)) if (run[0].length === count) return from + run.index;
  return -1;
}

// Sets inline MyST: roles as `makeRole` makes them, code, emphasis, escapes.
export function setInline(text, makeRole) {
  const line = document.createDocumentFragment();
  const pieces = cut(text);
  pieces.forEach((piece, at) => {
    // A mark follows the word before it without a space.
    if (piece.role) line.append(makeRole(piece.role, piece.text));
    else setPlain(line, isMark(pieces[at + 1]) ? piece.text.trimEnd() : piece.text);
  });
  return line;
}

function setPlain(line, text) {
  const form = /\\(\W)|`([^`]+)`|\*\*(.+?)\*\*|\*(.+?)\*/g;
  let at = 0;
  for (const found of text.matchAll(form)) {
    line.append(text.slice(at, found.index));
    const [, escaped, code, strong, weak] = found;
    if (escaped) line.append(escaped);
    else line.append(make(code ? "code" : strong ? "strong" : "em", { textContent: code ?? strong ?? weak }));
    at = found.index + found[0].length;
  }
  line.append(text.slice(at));
}

export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}
