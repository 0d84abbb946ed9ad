// Says what each role prints, and what is wrong with one that names nothing.

import { cardOf, openCard } from "./card.js";
import { make } from "./inline.js";
import { hint } from "./near.js";

// Sets the content of the element of a role, and anew whenever what it depends on has changed.
export function paint(element, page, pages) {
  const { role, text } = element.dataset;
  const { evidence } = pages;
  const say = {
    claim: () => setMarks(element, "claim", text, evidence),
    fact: () => setMarks(element, "fact", text, evidence),
    question: () => setMarks(element, "question", text, evidence),
    certainty: () => setCertainty(element, text, pages, false),
    basis: () => setCertainty(element, text, pages, true),
    "glue:text": () => setGlued(element, text.split(":")[0], page),
    glue: () => setGlued(element, text, page),
    numref: () => setNumber(element, text, page, pages),
    number: () => fill(element, page?.numbered.has(text) ? `${page.numbered.get(text).label}.` : ""),
    chapter: () => setChapter(element, text, page, pages),
    ref: () => setReference(element, text, page, pages),
    doc: () => setReference(element, text, page, pages),
    "cite:p": () => setWorks(element, text, evidence, true),
    cite: () => setWorks(element, text, evidence, true),
    "cite:t": () => setWorks(element, text, evidence, false),
    term: () => fill(element, make("em", { textContent: split(text).shown })),
    abbr: () => setAbbreviation(element, text),
    sup: () => fill(element, make("sup", { textContent: text })),
    sub: () => fill(element, make("sub", { textContent: text })),
    target: () => (element.id = `dossier-${text}`),
  };
  element.className = "dossier-role";
  element.removeAttribute("title");
  const needsEvidence = /^(claim|fact|question|certainty|basis|chapter|cite.*)$/.test(role);
  if (!say[role] || (needsEvidence && !evidence.isThere)) {
    element.says = undefined;
    fill(element, `{${role}}`, make("code", { textContent: text }));
  } else say[role]();
}

const fill = (element, ...parts) => element.replaceChildren(...parts);

function fail(element, text, why) {
  element.classList.add("dossier-wrong");
  element.title = why;
  fill(element, text);
}

function wait(element, text, why) {
  element.classList.add("dossier-open");
  element.title = why;
  fill(element, text);
}

function setMarks(element, kind, text, evidence) {
  const ids = text.split(",").map((id) => id.trim());
  element.classList.add("dossier-mark");
  // A mark that says the same stays the same element, so that it keeps the focus and its card.
  const says = ids.map((id) => [labelOf(kind, id, evidence), evidence.conflicts.has(id)]).join();
  if (element.says === says) return;
  element.says = says;
  const parts = ids.map((id) => makeMark(kind, id, evidence));
  const line = parts.flatMap((part, place) => (place ? [",\u2009", part] : [part]));
  fill(element, kind === "question" ? make("span", {}, ...line) : make("sup", {}, ...line));
}

const labelOf = (kind, id, evidence) =>
  kind === "question" ? evidence.question.get(id)?.text : evidence[kind].has(id) ? evidence.numbers.get(id) : undefined;

function makeMark(kind, id, evidence) {
  const known = evidence[kind];
  if (!known.has(id)) {
    const wrong = make("span", { className: "dossier-wrong", textContent: id || "?" });
    wrong.title = `no ${kind} “${id}”${hint(id, known.keys(), `: correct it, or add the row to data/${kind}s.csv`)}`;
    return wrong;
  }
  const isContested = kind === "claim" && evidence.conflicts.has(id);
  const mark = make("span", { textContent: labelOf(kind, id, evidence), tabIndex: 0 });
  mark.dataset.entry = `${kind}-${id}`;
  mark.setAttribute("role", "note");
  if (kind !== "question") mark.setAttribute("aria-label", `${evidence.labelOf(id)}: ${known.get(id).statement}`);
  if (isContested) mark.append(make("span", { className: "dossier-contested", textContent: "≠" }));
  openCard(mark, () => cardOf(kind, id, evidence));
  return mark;
}

function setCertainty(element, text, pages, withBasis) {
  const { evidence } = pages;
  const names = text.split(/[;,]/).map((name) => name.trim());
  const known = [...evidence.question.keys(), ...evidence.claim.keys(), ...evidence.fact.keys()];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const why = hint(unknown, known, "; name a question, or claims and facts");
    fail(element, unknown || "?", `no question, claim or fact “${unknown}”${why}`);
  } else if (!evidence.certainty.has(text)) {
    wait(element, "…", evidence.problem || "the engine is asked how certain this is");
    if (!evidence.problem) pages.ask(text);
  } else {
    const said = evidence.certainty.get(text);
    const [word, basis] = said ?? ["no source of this edition says so", ""];
    const shown = withBasis ? word.charAt(0).toUpperCase() + word.slice(1) : word;
    fill(element, make("em", { textContent: shown }), withBasis && basis ? `: ${basis}` : "");
    element.title = basis;
  }
}

function setGlued(element, key, page) {
  if (!page) fill(element, "{glue}", make("code", { textContent: key }));
  else if (page.glued.has(key)) {
    element.classList.add("dossier-glued");
    element.title = key;
    fill(element, page.glued.get(key));
  } else if (page.isAwaited(key)) wait(element, key, `the value of ${key} is here when its cell has run`);
  else fail(element, key, `no cell glues “${key}”${hint(key, [...page.glued.keys(), ...page.keys])}`);
}

function setNumber(element, text, page, pages) {
  const { shown, name } = split(text);
  const numbered = page?.numbered.get(name);
  if (!page) fill(element, "{numref}", make("code", { textContent: text }));
  else if (!numbered) fail(element, name, `no figure or table “${name}” here${hint(name, page.numbered.keys())}`);
  else {
    const label = shown === name ? numbered.label : shown.replace(/%s|\{number\}/, numbered.label.split(" ").pop());
    fill(element, makeLink(label, () => pages.show(page, numbered.cell)));
  }
}

function setChapter(element, text, page, pages) {
  const { chapters } = pages.evidence;
  if (!chapters.has(text)) return fail(element, text, `no notebook “${text}”${hint(text, chapters.keys())}`);
  const number = chapters.get(text);
  const label = number ? `Chapter ${number}` : "the annex";
  return fill(element, makeLink(label, () => pages.openFile(`notebooks/${text}.ipynb`)));
}

// A place on this page can be shown; one on another page is found when the book is built.
function setReference(element, text, page, pages) {
  const { shown, name } = split(text);
  const cell = page?.targets.get(name);
  fill(element, cell === undefined ? shown : makeLink(shown, () => pages.show(page, cell)));
}

function setWorks(element, text, evidence, inBrackets) {
  const keys = text.split(",").map((key) => key.trim());
  const parts = keys.map((key) => {
    const work = evidence.work.get(key);
    if (!work) {
      const why = hint(key, evidence.work.keys(), ": add it to book/references.bib");
      return make("span", { className: "dossier-wrong", textContent: key, title: `no work “${key}”${why}` });
    }
    const shown = inBrackets ? `${work.author}, ${work.year}` : `${work.author} [${work.year}]`;
    return make("span", { textContent: shown, title: work.title });
  });
  const line = parts.flatMap((part, place) => (place ? ["; ", part] : [part]));
  fill(element, ...(inBrackets ? ["[", ...line, "]"] : line));
}

function setAbbreviation(element, text) {
  const [, shown, meaning] = /^(.*?)\s*\((.*)\)$/.exec(text) ?? [null, text, ""];
  fill(element, make("abbr", { textContent: shown, title: meaning }));
}

// `text <name>`, or a name alone.
function split(text) {
  const [, shown, name] = /^(.*?)\s*<([^>]+)>$/.exec(text) ?? [null, text, text];
  return { shown, name };
}

function makeLink(label, follow) {
  const link = make("a", { textContent: label, href: "#", className: "dossier-link" });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation();
    follow();
  });
  return link;
}
