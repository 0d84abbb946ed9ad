// The page of a desk: shows an article in runs, lets words be selected, and asks Python about every change of the form.
// All that is shown of texts is set as text, never as markup. Offsets count code points; `codePoints` is where those of
// JavaScript, which count UTF-16 units, become such.

const PAUSE = 150; // milliseconds without a key before the form is judged
const HOVER = 200; // milliseconds before a card opens, and before it closes, so that the pointer can reach it
const SECTIONS = [
  ["What it says", ["statement", "question", "value", "unit", "date", "as_of", "measure", "ground", "reason"]],
  ["How it is told", ["theme", "kind", "told", "stated"]],
  ["Who, and from where", ["actor", "recipient", "attributed_to", "derived_from", "note", "claim"]],
];
const WIDE = new Set(["statement", "question", "reason", "note", "claim", "derived_from"]);
const UNASKED = new Set(["ground", "reason"]);
const ANSWER = new Set(["value", "unit", "as_of", "measure"]);
const LABELS = { as_of: "as of", attributed_to: "attributed to", derived_from: "derived from", claim: "id" };
const KEYS = "Mouse: drag over words. Keyboard: ← → ↑ ↓ move by word and line, Shift extends, Page Up and Page Down go " +
  "by paragraph, N to the next uncovered mark, Enter begins a claim; in the form, Ctrl+Enter saves and Esc gives up.";

let desks = 0;

/** Returns how many code points the first `units` UTF-16 units of a text are. */
export function codePoints(text, units) {
  return [...text.slice(0, units)].length;
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children); // texts become text nodes
  return element;
}

class Desk {
  constructor(model, el) {
    this.model = model;
    this.name = `desk-${Date.now().toString(36)}-${(desks += 1)}`;
    this.turn = 0; // the latest question to Python; answers to earlier ones are out of date
    this.begin = null; // the selection that Python has confirmed: {draft, fixed}
    this.typed = {};
    this.root = make("section", { class: "dossier-desk", "aria-label": "Desk", "data-lm-suppress-shortcuts": "true" });
    this.build();
    el.append(this.root);
    this.listen();
    this.showArticle();
  }

  build() {
    this.title = make("h2", { class: "title" });
    this.origin = make("p", { class: "origin" });
    this.count = make("p", { class: "count" });
    const sign = (kind, words) => make("li", {}, make("span", { class: `run ${kind}`, "aria-hidden": "true" }, "Abc"), ` ${words}`);
    const legend = make("ul", { class: "legend", "aria-label": "Legend" },
      make("li", {}, make("span", { class: "coded", "aria-hidden": "true" }, "Abc"), " coded"),
      sign("is-mark", "name, date or sum that no claim covers"), sign("is-excluded", "not coded"),
      make("li", {}, make("span", { class: "is-chosen", "aria-hidden": "true" }, "Abc"), " selected"));
    const keys = make("p", { class: "keys", id: `${this.name}-keys` }, KEYS);
    this.undoButton = make("button", { type: "button", class: "undo", disabled: true }, "Undo");
    this.words = make("div", {
      class: "article", role: "listbox", tabindex: "0", "aria-multiselectable": "true", "aria-label": "Words of the article",
      "aria-describedby": `${this.name}-keys`,
    });
    this.card = make("div", { class: "card", role: "tooltip", id: `${this.name}-card`, hidden: true });
    this.side = make("div", { class: "side" });
    this.status = make("p", { class: "status", role: "status", "aria-live": "polite" });
    this.alert = make("p", { class: "unseen alert", "aria-live": "assertive" });
    this.root.append(
      make("header", {}, make("div", { class: "heading" }, this.title, this.origin),
        make("div", { class: "tally" }, this.count, this.undoButton), legend, keys),
      make("div", { class: "columns" }, this.words, this.side), this.status, this.alert, this.card);
    this.invite();
  }

  listen() {
    this.undoButton.addEventListener("click", () => this.ask({ do: "undo" }));
    this.words.addEventListener("keydown", (event) => this.onKey(event));
    this.words.addEventListener("mousedown", () => {
      this.closeCard();
      // The hand may let go anywhere.
      window.addEventListener("mouseup", (event) => this.onMouseUp(event), { once: true });
    });
    // Not on mouseover, which a browser also sends when the text moves below a pointer that rests.
    this.words.addEventListener("mousemove", (event) => this.onMouseMove(event));
    this.words.addEventListener("mouseleave", () => this.closeCardSoon());
    // The list has the focus and names the word that it is at: words that took it themselves would break a drag.
    this.words.addEventListener("focus", () => {
      if (this.words.matches(":focus-visible")) this.offerCard(this.options[this.at]);
    });
    this.words.addEventListener("blur", () => this.closeCardSoon());
    this.card.addEventListener("mouseenter", () => clearTimeout(this.closing));
    this.card.addEventListener("mouseleave", () => this.closeCardSoon());
    // Keys belong to the desk while it has the focus, not to the notebook around it, which would run cells or delete
    // them; but what is held with Ctrl or ⌘, saving the notebook for one, is left to it, save for Ctrl+Enter.
    this.guard = (event) => {
      if (!this.root.contains(event.target)) return;
      const notebook = (event.ctrlKey || event.metaKey) && event.key !== "Enter";
      if (notebook) this.root.removeAttribute("data-lm-suppress-shortcuts");
      else this.root.setAttribute("data-lm-suppress-shortcuts", "true");
    };
    window.addEventListener("keydown", this.guard, true);
    this.hear = (message) => this.onAnswer(message);
    this.refresh = () => this.showArticle();
    this.model.on("msg:custom", this.hear);
    this.model.on("change:article", this.refresh);
  }

  close() {
    clearTimeout(this.waiting);
    clearTimeout(this.opening);
    clearTimeout(this.closing);
    window.removeEventListener("keydown", this.guard, true);
    this.model.off("msg:custom", this.hear);
    this.model.off("change:article", this.refresh);
    this.highlight(null);
  }

  ask(message) {
    this.turn += 1;
    this.model.send({ ...message, view: this.name, turn: this.turn });
  }

  say(words) {
    this.status.textContent = words;
  }

  onAnswer(answer) {
    if (answer.view !== this.name) return;
    if (answer.do === "judged" || answer.do === "refused") {
      this.isJudging = false;
      if (this.isDue && this.form) this.judge();
    }
    if (answer.do === "refused") {
      this.saving = false;
      this.say(answer.text);
      this.status.classList.add("is-refusal");
      if (this.form && this.judged) this.saveButton.disabled = !this.judged.ready;
      return;
    }
    this.status.classList.remove("is-refusal");
    if (answer.do === "begun") this.openForm(answer);
    else if (answer.do === "judged" && answer.turn === this.turn && this.form) this.showJudged(answer);
    else if (answer.do === "saved") this.leaveForm(`Saved as ${answer.claim}. ${this.countWords()}`);
    else if (answer.do === "undone") this.say(`${answer.claim} is taken back. ${this.countWords()}`);
  }

  // --- the article ---

  countWords() {
    const { uncovered, marks } = this.model.get("article");
    return `${uncovered} of ${marks} marks uncovered`;
  }

  showArticle() {
    const article = this.model.get("article");
    const at = this.at ?? 0;
    const scrolled = this.words.scrollTop;
    this.title.textContent = article.title;
    this.origin.textContent = `${article.publisher}, ${article.published} · ${article.source}`;
    this.count.textContent = `${Object.keys(article.claims).length} claims · ${this.countWords()}`;
    this.undoButton.disabled = !article.undo;
    this.undoButton.textContent = article.undo ? `Undo ${article.undo}` : "Undo";
    this.runs = new Map();
    this.options = article.words.map(() => null);
    this.words.replaceChildren(...article.paragraphs.map((paragraph) => this.showParagraph(paragraph)));
    this.anchor = Math.min(at, this.options.length - 1);
    this.goTo(this.anchor);
    this.words.scrollTop = scrolled;
    this.markChosen();
  }

  showParagraph({ number, runs }) {
    const group = make("div", { class: "paragraph", role: "group", "aria-label": `Paragraph ${number}` },
      make("span", { class: "number", "aria-hidden": "true" }, String(number)));
    for (const run of runs) {
      const kinds = ["run", run.mark && "is-mark", run.excluded && "is-excluded"].filter(Boolean).join(" ");
      const span = make("span", { class: kinds }, run.text);
      this.runs.set(span, run);
      let outer = span;
      for (const lane of run.lanes) outer = make("span", { class: `coded lane-${Math.min(lane, 4)}` }, outer);
      if (run.word < 0) {
        group.append(outer);
        continue;
      }
      let option = this.options[run.word];
      if (!option) {
        option = make("span", { class: "word", role: "option", "aria-selected": "false", id: `${this.name}-${run.word}`, "data-word": run.word });
        this.options[run.word] = option;
        group.append(option);
      }
      option.append(outer);
    }
    return group;
  }

  claimsAt(target) {
    const element = target instanceof Element ? target : target.parentElement;
    if (!element) return [];
    const spans = element.matches(".word, .coded") ? [...element.querySelectorAll(".run")] : [element.closest(".run")];
    return [...new Set(spans.flatMap((span) => this.runs.get(span)?.claims ?? []))];
  }

  onMouseMove({ target, buttons }) {
    if (target === this.hovered && !this.card.hidden) return;
    clearTimeout(this.opening);
    if (buttons || !this.claimsAt(target).length) this.closeCardSoon();
    else this.opening = setTimeout(() => this.offerCard(target), HOVER);
    this.hovered = target;
  }

  offerCard(target) {
    const names = this.claimsAt(target);
    clearTimeout(this.closing);
    if (!names.length) return this.closeCardSoon();
    const { claims } = this.model.get("article");
    this.card.replaceChildren(...names.map((name) => {
      const claim = claims[name];
      const entry = make("div", { class: "entry" }, make("p", { class: "said" }, claim.statement));
      if (claim.asked) {
        entry.append(make("p", { class: "asked" }, claim.asked, " ", make("b", {}, `${claim.value} ${claim.unit}`.trim())));
      } else entry.append(make("p", { class: "asked" }, "Answers no question."));
      const more = [claim.theme, claim.kind, claim.told, claim.stated, claim.date].filter(Boolean).join(" · ");
      entry.append(make("p", { class: "more" }, more, make("br"), name));
      return entry;
    }));
    this.card.hidden = false;
    this.pointed?.removeAttribute("aria-describedby");
    this.pointed = target.closest(".word");
    this.pointed?.setAttribute("aria-describedby", this.card.id);
    const box = target.getBoundingClientRect();
    const frame = this.root.getBoundingClientRect();
    const own = this.card.getBoundingClientRect();
    const left = Math.max(0, Math.min(box.left - frame.left, frame.width - own.width - 4));
    const above = box.bottom + own.height + 12 > window.innerHeight && box.top - own.height > 12;
    this.card.style.left = `${left}px`;
    this.card.style.top = `${above ? box.top - frame.top - own.height - 4 : box.bottom - frame.top + 6}px`;
    return undefined;
  }

  closeCardSoon() {
    clearTimeout(this.opening);
    clearTimeout(this.closing);
    this.closing = setTimeout(() => this.closeCard(), HOVER);
  }

  closeCard() {
    this.card.hidden = true;
    this.pointed?.removeAttribute("aria-describedby");
    this.pointed = null;
  }

  // --- selecting ---

  onMouseUp(event) {
    const word = event.target.closest?.(".word");
    const place = this.readSelection();
    if (place) this.select(place.start, place.end);
    else if (word) this.moveTo(Number(word.dataset.word), event.shiftKey);
  }

  /** Returns the start and the end in code points of what is selected in the article, or null. */
  readSelection() {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    let start = null;
    let end = null;
    for (const [span, run] of this.runs) {
      const node = span.firstChild;
      if (!range.intersectsNode(node)) continue;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.data.length;
      if (from >= to) continue;
      start ??= run.start + codePoints(node.data, from);
      end = run.start + codePoints(node.data, to);
    }
    return start === null ? null : { start, end };
  }

  onKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const line = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const paragraph = { PageDown: 1, PageUp: -1 }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (step) this.moveTo(this.at + step, event.shiftKey);
    else if (line) this.moveTo(this.inLine(line), event.shiftKey);
    else if (paragraph) this.moveTo(this.inParagraph(paragraph), event.shiftKey);
    else if (event.key === "Home" || event.key === "End") this.moveTo(this.atEdge(event.key === "Home"), event.shiftKey);
    else if (event.key === "n" || event.key === "N") this.moveTo(this.nextMark(), false);
    else if (event.key === "Enter" || event.key === " ") {
      const [first, last] = this.chosenWords();
      const { words } = this.model.get("article");
      this.select(words[first][0], words[last][1]);
    } else if (event.key === "Escape") {
      if (!this.card.hidden) this.closeCard();
      else if (this.form) this.leaveForm("Nothing was saved.");
      else this.moveTo(this.at, false);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  moveTo(place, extends_) {
    const next = Math.max(0, Math.min(place, this.options.length - 1));
    if (!extends_) this.anchor = next;
    this.goTo(next);
    this.words.focus({ preventScroll: true });
    this.options[next].scrollIntoView({ block: "nearest" });
    window.getSelection()?.removeAllRanges();
    this.markWords();
    this.offerCard(this.options[next]);
  }

  /** Makes a word the one that keys start from, and that a screen reader reads. */
  goTo(place) {
    this.options[this.at]?.classList.remove("is-at");
    this.at = place;
    this.options[place]?.classList.add("is-at");
    this.words.setAttribute("aria-activedescendant", this.options[place]?.id ?? "");
  }

  chosenWords() {
    return [Math.min(this.anchor, this.at), Math.max(this.anchor, this.at)];
  }

  markWords() {
    const [first, last] = this.chosenWords();
    this.options.forEach((option, place) => {
      option.setAttribute("aria-selected", String(first < last && first <= place && place <= last));
    });
  }

  inLine(step) {
    const here = this.options[this.at].getBoundingClientRect();
    const boxes = this.options.map((option) => option.getClientRects()[0]);
    const beyond = (box) => (step > 0 ? box.top > here.top + here.height / 2 : box.bottom < here.bottom - here.height / 2);
    const tops = boxes.filter(beyond).map((box) => box.top);
    if (!tops.length) return this.at;
    const wanted = step > 0 ? Math.min(...tops) : Math.max(...tops);
    let best = this.at;
    let least = Infinity;
    boxes.forEach((box, place) => {
      const distance = Math.abs(box.left + box.width / 2 - here.left - here.width / 2);
      if (Math.abs(box.top - wanted) < 4 && distance < least) [best, least] = [place, distance];
    });
    return best;
  }

  inParagraph(step) {
    const groups = [...this.words.children];
    const here = groups.indexOf(this.options[this.at].closest(".paragraph"));
    const next = groups[Math.max(0, Math.min(here + step, groups.length - 1))];
    return Number(next.querySelector(".word").dataset.word);
  }

  atEdge(first) {
    const all = this.options[this.at].closest(".paragraph").querySelectorAll(".word");
    return Number(all[first ? 0 : all.length - 1].dataset.word);
  }

  nextMark() {
    const count = this.options.length;
    for (let step = 1; step <= count; step += 1) {
      const place = (this.at + step) % count;
      if (this.options[place].querySelector(".is-mark")) return place;
    }
    this.say("No mark is uncovered.");
    return this.at;
  }

  select(start, end) {
    if (!this.saving) this.ask({ do: "select", start, end });
  }

  /** Shows which words the form is about, to the letter where the browser can, else by whole words. */
  markChosen() {
    const start = this.begin ? Number(this.begin.fixed.start) : -1;
    const end = this.begin ? Number(this.begin.fixed.end) : -1;
    let range = null;
    for (const [span, run] of this.runs) {
      const length = codePoints(run.text, run.text.length);
      const inside = run.start < end && run.start + length > start;
      span.classList.toggle("is-chosen", inside && !globalThis.Highlight);
      if (!inside) continue;
      const points = [...run.text];
      const units = (count) => points.slice(0, Math.max(0, count)).join("").length;
      range ??= new Range();
      if (run.start <= start) range.setStart(span.firstChild, units(start - run.start));
      range.setEnd(span.firstChild, units(end - run.start));
    }
    const { words } = this.model.get("article");
    words.forEach(([from, to], place) => {
      this.options[place]?.setAttribute("aria-selected", String(from < end && to > start));
    });
    this.highlight(range);
  }

  highlight(range) {
    if (!globalThis.Highlight) return;
    const shared = CSS.highlights.get("dossier-chosen") ?? new Highlight();
    CSS.highlights.set("dossier-chosen", shared);
    if (this.range) shared.delete(this.range);
    if (range) shared.add(range);
    this.range = range;
  }

  // --- the form ---

  invite() {
    this.side.replaceChildren(make("p", { class: "invitation" },
      "Select words, at most twelve and not a whole sentence, and a form for a new claim opens here."));
  }

  openForm({ draft, fixed }) {
    const isNew = !this.form;
    this.begin = { draft, fixed };
    if (isNew) this.buildForm();
    this.fixed.replaceChildren(
      make("p", { class: "quote" }, `“${fixed.quote}”`),
      make("p", { class: "place" }, `${fixed.source} · ¶ ${fixed.paragraph} · [${fixed.start}:${fixed.end}]`));
    const { words } = this.model.get("article");
    const inside = words.map(([from, to], place) => [from < fixed.end && to > fixed.start, place]).filter(([yes]) => yes);
    if (inside.length) {
      this.anchor = inside[0][1];
      this.goTo(inside.at(-1)[1]);
    }
    window.getSelection()?.removeAllRanges();
    this.markChosen();
    this.fields.statement.focus();
    this.say(`New claim on “${fixed.quote}”, paragraph ${fixed.paragraph}.`);
    this.judgeSoon(0);
  }

  buildForm() {
    const form = this.model.get("form");
    this.fields = {};
    this.notes = {};
    this.boxes = {};
    this.touched = new Set();
    this.typed = {};
    this.fixed = make("div", { class: "fixed", role: "group", "aria-label": "Selected words" });
    this.question = make("div", { class: "needs", id: `${this.name}-needs`, hidden: true });
    const sections = SECTIONS.map(([title, columns]) => make("fieldset", { class: columns[0] === "theme" ? "is-narrow" : null }, make("legend", {}, title),
      ...columns.flatMap((column) => column === "question"
        ? [this.buildField(column, form), this.question] : [this.buildField(column, form)])));
    this.verdicts = make("ul", { class: "verdicts", "aria-label": "Verdicts that the claim would make" });
    this.change = make("p", { class: "change" });
    this.rest = make("ul", { class: "rest" });
    this.state = make("p", { class: "state" });
    this.sum = make("p", { class: "sum" });
    this.help = make("p", { class: "help", "aria-hidden": "true" }); // fields are described by their own notes
    this.saveButton = make("button", { type: "submit", class: "save", disabled: true }, "Save");
    const give = make("button", { type: "button", class: "give-up" }, "Give up");
    give.addEventListener("click", () => this.leaveForm("Nothing was saved."));
    this.form = make("form", { class: "form", novalidate: true, autocomplete: "off", "aria-label": "New claim" },
      this.fixed, ...sections,
      make("section", { class: "foresight", "aria-label": "What it would change" },
        make("h3", {}, "Before it is saved"), this.change, this.verdicts, this.rest),
      make("div", { class: "actions" }, this.help, this.sum, this.saveButton, give, this.state));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    this.form.addEventListener("input", (event) => this.onInput(event.target));
    this.form.addEventListener("focusin", (event) => {
      const column = event.target.dataset?.column;
      this.help.textContent = column ? `${LABELS[column] ?? column}: ${form.fields[column].meaning}` : "";
    });
    this.form.addEventListener("focusout", (event) => {
      const column = event.target.dataset?.column;
      if (column) this.touched.add(column);
      if (this.judged) this.showProblems(this.judged);
    });
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.save();
      else if (event.key === "Enter" && event.target.matches("input")) event.preventDefault(); // no save by accident
      else if (event.key === "Escape") this.leaveForm("Nothing was saved.");
      event.stopPropagation();
    });
    this.side.replaceChildren(this.form);
  }

  buildField(column, form) {
    const id = `${this.name}-${column}`;
    const { meaning, required } = form.fields[column];
    const about = { id, "data-column": column, "aria-describedby": `${id}-note ${id}-meaning`, "aria-required": required ? "true" : null };
    const label = make("label", { for: id }, LABELS[column] ?? column);
    let field;
    const extra = [];
    if (form.closed[column]) {
      const options = form.closed[column].map(([code, words]) => make("option", { value: code }, words));
      field = make("select", about, make("option", { value: "" }, "–"), ...options);
    } else {
      const lists = { question: form.questions, actor: [], recipient: [], value: [] };
      field = make("input", { ...about, type: "text", spellcheck: column === "statement" ? "true" : "false", autocomplete: "off",
        list: lists[column] ? `${id}-list` : null });
      if (lists[column]) extra.push(make("datalist", { id: `${id}-list` }, ...lists[column].map(([code, words]) => make("option", { value: code, label: words }))));
    }
    this.fields[column] = field;
    this.notes[column] = make("p", { class: "note", id: `${id}-note` });
    const size = WIDE.has(column) ? "field is-wide" : "field";
    this.boxes[column] = make("div", { class: size, "data-field": column }, label, field, ...extra, this.notes[column],
      make("p", { id: `${id}-meaning`, hidden: true }, meaning));
    if (column === "actor" || column === "recipient") this.offerNames(column);
    return this.boxes[column];
  }

  /** Offers the names that can stand after those which the field has already, parted by semicolons. */
  offerNames(column) {
    const field = this.fields[column];
    const before = field.value.slice(0, field.value.lastIndexOf(";") + 1);
    const list = this.boxes[column].querySelector("datalist");
    list.replaceChildren(...this.model.get("form").names.map((name) => make("option", { value: before + name })));
  }

  onInput(field) {
    const column = field.dataset.column;
    this.typed[column] = field.value;
    field.classList.remove("is-proposed");
    if (column === "actor" || column === "recipient") this.offerNames(column);
    this.judgeSoon(PAUSE);
  }

  judgeSoon(pause) {
    this.saveButton.disabled = true;
    this.turn += 1; // what is under way answers an earlier state of the form
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.judge(), pause);
  }

  /** Asks for a judgement, one at a time: what is typed while one is under way is judged when it has come. */
  judge() {
    this.isDue = this.isJudging;
    if (this.isJudging) return;
    this.isJudging = true;
    this.ask({ do: "judge", ...this.draft() });
  }

  draft() {
    const { draft, fixed } = this.begin;
    return { draft, start: Number(fixed.start), end: Number(fixed.end), cells: this.typed };
  }

  showJudged(judged) {
    this.judged = judged;
    for (const [column, field] of Object.entries(this.fields)) {
      if (column in this.typed || field === document.activeElement) continue;
      field.value = judged.cells[column] ?? "";
      field.classList.toggle("is-proposed", field.value !== "");
    }
    this.showQuestion(judged);
    this.showProblems(judged);
    this.showForesight(judged);
    this.saveButton.disabled = !judged.ready || this.saving;
  }

  showQuestion({ asked, cells }) {
    const answers = Boolean(cells.question);
    for (const column of UNASKED) this.boxes[column].hidden = answers;
    for (const column of ANSWER) this.boxes[column].hidden = !answers;
    const list = this.boxes.value.querySelector("datalist");
    const values = asked ? [...new Set([...asked.codes, ...asked.examples])] : [];
    list.replaceChildren(...values.map((value) => make("option", { value })));
    for (const [column, box] of Object.entries(this.boxes)) box.classList.toggle("is-asked", Boolean(asked?.needs.includes(column)));
    this.question.hidden = !asked;
    if (!asked) return;
    const lines = [make("p", { class: "asked" }, asked.text)];
    const unit = asked.unit ? `, in ${asked.unit}` : "";
    const examples = asked.codes.length ? `one of ${asked.codes.join(", ")}` : asked.examples.length ? `for example ${asked.examples.join(", ")}` : "";
    lines.push(make("p", {}, `Value: ${asked.type}${unit}${examples ? `; ${examples}` : ""}.`));
    if (asked.needs.length) lines.push(make("p", {}, `Compared on ${asked.needs.map((each) => LABELS[each] ?? each).join(" and ")}.`));
    this.question.replaceChildren(...lines);
  }

  showProblems({ problems, read }) {
    const rest = [];
    const open = [];
    const wrong = [];
    for (const [column, note] of Object.entries(this.notes)) {
      const own = problems.filter((problem) => problem.column === column);
      const loud = own.filter((problem) => !problem.missing || this.touched.has(column));
      this.boxes[column].classList.toggle("is-wrong", loud.length > 0);
      this.boxes[column].classList.toggle("is-open", own.length > loud.length);
      this.fields[column].setAttribute("aria-invalid", String(loud.length > 0));
      const words = loud.map(({ found, remedy, missing }) => missing && column !== "question" ? "needed" : `${found}; ${remedy}`).join(" ");
      const told = words || (read[column] ? `is written as ${read[column]}` : "");
      if (note.textContent !== told) note.textContent = told;
      note.classList.toggle("is-reading", !words);
      for (const problem of own) (problem.missing ? open : wrong).push(LABELS[column] ?? column);
    }
    for (const problem of problems) {
      if (this.notes[problem.column]) continue;
      rest.push(make("li", {}, `${problem.column}: ${problem.found}; ${problem.remedy}`));
      wrong.push(problem.column);
    }
    this.rest.replaceChildren(...rest);
    const parts = [];
    if (wrong.length) parts.push(`To mend: ${[...new Set(wrong)].join(", ")}.`);
    if (open.length) parts.push(`Still needed: ${[...new Set(open)].join(", ")}.`);
    this.state.textContent = parts.join(" ") || "Every rule is kept.";
  }

  showForesight({ verdicts, before, after, said }) {
    const own = this.begin.fixed.quote;
    this.verdicts.replaceChildren(...verdicts.map((each) => make("li", { class: each.verdict === "conflict" ? "is-conflict" : "" },
      make("p", { class: "verdict" }, `${each.sign} `, make("b", {}, each.verdict), ` with ${each.other}`, each.gap ? ` (${each.gap})` : "", `: ${each.reason}`),
      make("p", { class: "words" }, `here: “${own}” – ${this.fields.value.value}`),
      make("p", { class: "words" }, `${each.who}: ${each.quote ? `“${each.quote}”` : each.statement} – ${each.value}`))));
    this.change.replaceChildren();
    if (said) {
      this.change.append("The judgement on the question ", before === after ? "stays " : "changes: ");
      this.change.append(make("b", {}, before === after ? before : `${before} → ${after}`), ".");
    } else this.change.append("Choose a question and give a value, and what follows from it is shown here.");
    const counts = new Map();
    for (const { verdict, sign } of verdicts) counts.set(verdict, [sign, (counts.get(verdict)?.[1] ?? 0) + 1]);
    const tally = [...counts].map(([verdict, [sign, count]]) => `${sign} ${count} ${verdict}`).join(" · ");
    const change = before === after ? `stays ${before}` : `${before} → ${after}`;
    this.sum.textContent = said ? `${tally || "nothing to compare with"} · ${change}` : "";
    this.sum.classList.toggle("is-conflict", verdicts.some(({ verdict }) => verdict === "conflict"));
    if (this.alert.textContent !== said) this.alert.textContent = said;
  }

  save() {
    if (this.saveButton.disabled || this.saving) return;
    this.saving = true;
    this.saveButton.disabled = true;
    this.say("Saving …");
    this.ask({ do: "save", ...this.draft() });
  }

  leaveForm(words) {
    clearTimeout(this.waiting);
    this.turn += 1;
    this.saving = false;
    this.begin = this.form = this.judged = null;
    this.alert.textContent = "";
    this.invite();
    this.anchor = this.at;
    this.markChosen();
    this.words.focus({ preventScroll: true });
    this.say(words);
  }
}

function render({ model, el }) {
  const desk = new Desk(model, el);
  return () => desk.close();
}

export default { render };
