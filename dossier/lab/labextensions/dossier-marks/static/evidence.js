// The evidence of the report that JupyterLab serves: its tables, its bibliography, its chapters, and what the engine says.

import { readCsv } from "./csv.js";

const TABLES = ["sources", "claims", "facts", "questions"];

export class Evidence {
  constructor(manager, connection) {
    this.contents = manager.contents;
    this.settings = manager.serverSettings;
    this.connection = connection;
    this.isThere = false;
    this.claim = new Map();
    this.fact = new Map();
    this.question = new Map();
    this.source = new Map();
    this.work = new Map();
    this.numbers = new Map();
    this.chapters = new Map();
    this.hasDollarMath = false;
    this.certainty = new Map();
    this.conflicts = new Map();
    this.problem = "";
  }

  // Reads all files again. Without the tables there is no report here, and marks stay plain.
  async load() {
    let texts;
    try {
      // A file that is not there is an error in the console of the browser, so the folder is asked first.
      const there = new Set((await this.list("")).map((entry) => entry.name));
      if (!there.has("data")) return;
      const names = new Set((await this.list("data")).map((entry) => entry.name));
      if (!TABLES.every((table) => names.has(`${table}.csv`))) return;
      texts = await Promise.all(TABLES.map((table) => this.read(`data/${table}.csv`)));
      this.readTables(...texts.map(readCsv));
      this.chapters = readContents(there.has("_toc.yml") ? await this.read("_toc.yml") : "");
      this.hasDollarMath = there.has("_config.yml") && /\bdollarmath\b/.test(await this.read("_config.yml"));
      const pages = new Set(there.has("book") ? (await this.list("book")).map((entry) => entry.name) : []);
      this.work = readWorks(pages.has("references.bib") ? await this.read("book/references.bib") : "");
      this.isThere = true;
    } catch (error) {
      console.debug("dossier-marks:", error);
    }
  }

  async list(folder) {
    return (await this.contents.get(folder, { content: true })).content;
  }

  async read(path) {
    return (await this.contents.get(path, { type: "file", format: "text", content: true })).content;
  }

  readTables(sources, claims, facts, questions) {
    const index = (rows, key) => new Map(rows.map((row) => [row[key], row]));
    this.source = index(sources, "source");
    this.claim = index(claims, "claim");
    this.fact = index(facts, "fact");
    this.question = index(questions, "question");
    this.numbers = new Map([...numberClaims(sources, claims), ...numberFacts(facts, this.question)]);
  }

  // Asks the engine about statements. A server that was not started by `dossier lab` does not know it: then words of
  // certainty stay open.
  async judge(statements) {
    if (!this.isThere) return;
    const address = `${this.settings.baseUrl}dossier/judged`;
    const body = JSON.stringify({ statements: [...new Set(statements)] });
    try {
      const answer = await this.connection.makeRequest(address, { method: "POST", body }, this.settings);
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      const said = await answer.json();
      this.problem = said.problem ?? "";
      if (this.problem) return;
      for (const text of statements) this.certainty.set(text, said.certainty[text]);
      this.conflicts = new Map(Object.entries(said.conflicts));
    } catch (error) {
      this.problem = "the engine does not answer; start JupyterLab with “dossier lab”";
      console.debug("dossier-marks:", error);
    }
  }

  // The label that a link to an entry has: its source, or its first authority without what follows a comma.
  labelOf(id) {
    const claim = this.claim.get(id);
    if (claim) return this.source.get(claim.source)?.label ?? claim.source;
    return this.fact.get(id)?.authority.split(";")[0].split(",")[0].trim() ?? id;
  }
}

const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

// As the register numbers them: the oldest source first, in the order of its text.
function numberClaims(sources, claims) {
  const ordered = [...sources].sort((one, other) => compare(one.published, other.published));
  const groups = ordered.map(({ source }) =>
    claims
      .filter((row) => row.source === source)
      .sort((one, other) => one.start - other.start || compare(one.claim, other.claim)),
  );
  return groups.flat().map((row, place) => [row.claim, `${place + 1}`]);
}

// By theme; those that answer no question are “context only”.
function numberFacts(facts, questions) {
  const theme = (row) => questions.get(row.question)?.theme ?? "context only";
  const ordered = [...facts].sort((one, other) => compare(theme(one), theme(other)));
  return ordered.map((row, place) => [row.fact, `R${place + 1}`]);
}

// The number of each chapter by the name of its notebook; 0 for an annex. Reads no more of YAML than `_toc.yml` has.
export function readContents(text) {
  const chapters = new Map();
  let isNumbered = false;
  let number = 0;
  for (const line of text.split("\n")) {
    if (/^\s*-\s+caption:/.test(line)) isNumbered = false;
    if (/^\s*(-\s+)?numbered:\s*(true|\d+)/i.test(line)) isNumbered = true;
    const file = /^\s*-\s+file:\s*["']?([^"'#\s]+)/.exec(line)?.[1];
    if (!file) continue;
    if (isNumbered) number += 1;
    chapters.set(file.split("/").pop(), isNumbered ? number : 0);
  }
  return chapters;
}

// Author and year of each work in a BibTeX file.
export function readWorks(text) {
  const works = new Map();
  const entries = [...text.matchAll(/^@\w+\s*\{\s*([^,\s]+)\s*,/gm)];
  entries.forEach((entry, place) => {
    const body = text.slice(entry.index + entry[0].length, entries[place + 1]?.index);
    const field = (name) => readField(body, name);
    const year = field("year") || field("date").slice(0, 4);
    works.set(entry[1], { author: nameAuthors(field("author") || field("editor")), year, title: bare(field("title")) });
  });
  return works;
}

function readField(body, name) {
  const start = new RegExp(`(^|[\\s,])${name}\\s*=\\s*`, "i").exec(body);
  if (!start) return "";
  const rest = body.slice(start.index + start[0].length);
  if (rest[0] === '"') return rest.slice(1, rest.indexOf('"', 1));
  if (rest[0] !== "{") return /^[^,\s}]*/.exec(rest)[0];
  let depth = 0;
  for (let at = 0; at < rest.length; at += 1) {
    if (rest[at] === "{") depth += 1;
    if (rest[at] === "}") depth -= 1;
    if (depth === 0) return rest.slice(1, at);
  }
  return "";
}

const bare = (text) => text.replace(/[{}]/g, "").replace(/\s+/g, " ").trim();

function nameAuthors(field) {
  const names = splitNames(field).map((name) => {
    if (name.startsWith("{")) return bare(name);
    const plain = bare(name);
    return plain.includes(",") ? plain.split(",")[0] : plain.split(" ").pop();
  });
  if (names.length > 2) return `${names[0]} et al.`;
  return names.join(" and ");
}

// At “and”, where that does not stand within braces.
function splitNames(field) {
  const names = [""];
  let depth = 0;
  for (const word of field.trim().split(/\s+/)) {
    if (depth === 0 && word === "and") names.push("");
    else names[names.length - 1] += ` ${word}`;
    depth += word.split("{").length - word.split("}").length;
  }
  return names.map((name) => name.trim()).filter(Boolean);
}
