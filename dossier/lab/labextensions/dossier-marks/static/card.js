// The card that a mark shows on hover and on focus: what is stated, in which words, by whom and when.

import { make } from "./inline.js";

const ID = "dossier-card";
const MONTHS = "January February March April May June July August September October November December".split(" ");
let card;

export function cardOf(kind, id, evidence) {
  const row = evidence[kind].get(id);
  if (kind === "question") return [line("statement", row.text), line("from", `${row.theme} · ${row.type}`), line("id", id)];
  const lines = [line("statement", row.statement)];
  if (row.quote) lines.push(line("quote", `“${row.quote}”`));
  lines.push(line("from", kind === "claim" ? fromArticle(row, evidence) : fromRecord(row)));
  for (const other of evidence.conflicts.get(id) ?? []) {
    const against = evidence.claim.get(other) ?? evidence.fact.get(other);
    const words = against?.quote ? `“${against.quote}”` : (against?.statement ?? other);
    lines.push(line("against", `≠ ${evidence.labelOf(other)}: ${words}`));
  }
  return [...lines, line("id", id)];
}

const line = (name, text) => make("p", { className: `dossier-card-${name}`, textContent: text });

function fromArticle(row, evidence) {
  const source = evidence.source.get(row.source);
  const when = sayDate(source?.published ?? "");
  return [source?.label ?? row.source, source?.publisher, when, `paragraph ${row.paragraph}`].filter(Boolean).join(" · ");
}

const fromRecord = (row) => [row.authority, sayDate(row.date), `confidence ${row.confidence}`].filter(Boolean).join(" · ");

// A plain date in words; what else EDTF can say is shown as it is written.
export function sayDate(text) {
  const [, year, month, day, about] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(~?)$/.exec(text) ?? [];
  if (!year || Number(month) > 12) return text;
  const parts = [day && Number(day), month && MONTHS[month - 1], year].filter(Boolean);
  return (about ? "about " : "") + parts.join(" ");
}

export function openCard(mark, fillCard) {
  const open = () => show(mark, fillCard());
  mark.addEventListener("mouseenter", open);
  mark.addEventListener("focus", open);
  mark.addEventListener("mouseleave", hide);
  mark.addEventListener("blur", hide);
  mark.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

function show(mark, lines) {
  if (!card) {
    card = make("div", { id: ID });
    card.setAttribute("role", "tooltip");
    document.body.append(card);
  }
  card.replaceChildren(...lines);
  card.hidden = false;
  mark.setAttribute("aria-describedby", ID);
  const place = mark.getBoundingClientRect();
  const left = Math.max(8, Math.min(place.left, window.innerWidth - card.offsetWidth - 8));
  const below = place.bottom + 6;
  const fits = below + card.offsetHeight < window.innerHeight;
  card.style.left = `${left}px`;
  card.style.top = `${fits ? below : Math.max(8, place.top - card.offsetHeight - 6)}px`;
}

function hide(event) {
  event?.currentTarget?.removeAttribute?.("aria-describedby");
  if (card) card.hidden = true;
}
