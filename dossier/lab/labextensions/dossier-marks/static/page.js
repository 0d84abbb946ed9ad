// What a notebook says about itself: the values that it glued, its figures and tables by number, its targets.

export const TABLE = "application/vnd.dossier.table+json";
export const DATA = "application/vnd.dossier.data+json";
export const GLUED = "application/papermill.record/text/plain";

export class Page {
  constructor(panel, chapter) {
    this.panel = panel;
    this.glued = new Map();
    this.keys = new Set();
    this.numbered = new Map();
    this.targets = new Map();
    this.isRun = true;
    this.spreads = false;
    this.counts = { Figure: 0, Table: 0 };
    this.prefix = chapter ? `${chapter}.` : "";
    const { cells } = panel.content.model;
    for (let at = 0; at < cells.length; at += 1) this.readCell(cells.get(at), at);
  }

  readCell(cell, at) {
    const source = cell.sharedModel.getSource();
    if (cell.type === "markdown") {
      for (const [, name] of source.matchAll(/^\(([^()]+)\)=\s*$/gm)) this.targets.set(name, at);
      return;
    }
    if (cell.type !== "code") return;
    const figure = cell.getMetadata("mystnb")?.figure;
    if (figure?.name) this.number("Figure", figure.name, at);
    if (/\bglue\s*\(/.test(source)) {
      if (!cell.executionCount) this.isRun = false;
      if (/\bglue\s*\(\s*\*\*/.test(source)) this.spreads = true;
      for (const [, key] of source.matchAll(/\b([A-Za-z_]\w*)\s*=(?!=)/g)) this.keys.add(key);
    }
    this.readOutputs(cell.outputs, source, at);
  }

  readOutputs(outputs, source, at) {
    let hasTable = false;
    for (const { data, metadata } of list(outputs)) {
      const key = metadata.scrapbook?.name;
      if (key && GLUED in data) this.glued.set(key, readText(String(data[GLUED])));
      if (data[TABLE]?.name) {
        this.number("Table", data[TABLE].name, at);
        hasTable = true;
      }
    }
    if (hasTable || !/\btable\s*\(/.test(source)) return;
    for (const [, name] of source.matchAll(/\bname\s*=\s*["']([^"']+)["']/g)) this.number("Table", name, at);
  }

  number(word, name, cell) {
    this.counts[word] += 1;
    this.numbered.set(name, { label: `${word} ${this.prefix}${this.counts[word]}`, cell });
  }

  // Whether a key may still come: a cell that has not run may glue it.
  isAwaited(key) {
    return !this.isRun && (this.keys.has(key) || this.spreads);
  }
}

// The outputs of a cell as plain objects.
export function* list(outputs) {
  for (let at = 0; at < outputs.length; at += 1) yield outputs.get(at);
}

// The text that Python's repr() wrote.
export function readText(written) {
  if (!/^(['"])[^]*\1$/.test(written)) return written;
  const escapes = { n: "\n", r: "\r", t: "\t" };
  const form = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([^]))/g;
  return written.slice(1, -1).replace(form, (_, two, four, eight, letter) => {
    const code = two ?? four ?? eight;
    return code ? String.fromCodePoint(parseInt(code, 16)) : (escapes[letter] ?? letter);
  });
}
