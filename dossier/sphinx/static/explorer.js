// @ts-check
/* The explorer: words that are looked for go along from view to view; a cell of the table opens the words on both sides
   with the editor's reading; switches leave articles out and show which judgements change. The address keeps it all.
   Without scripts every cell leads to its question. */
(() => {
  /** @typedef {{source: string, who: string, words: string, address: string}} Side */
  /** @typedef {{verdict: string, is_conflict: boolean, ruling: string, sides: Side[]}} Finding */
  /** @typedef {{text: string, judgement: string, answer: string, findings: Finding[]}} Question */
  /** @typedef {{sources: Record<string, string>, questions: Record<string, Question>,
   *   without: Record<string, Record<string, string>>, judgements: Record<string, string>}} Data */

  /** @param {string} tag @param {string} kind @param {(string | Node)[]} content */
  const make = (tag, kind, ...content) => {
    const element = document.createElement(tag);
    if (kind) element.className = kind;
    element.append(...content);
    return element;
  };

  /** Lets the other views open with the words and the theme that are chosen here. */
  const shareChoice = () => {
    const views = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("nav.views a"));
    const update = () => {
      const chosen = new URLSearchParams(location.search);
      const shared = new URLSearchParams();
      for (const name of ["words", "theme"]) if (chosen.get(name)) shared.set(name, chosen.get(name) ?? "");
      for (const view of views) {
        const address = new URL(view.href);
        address.search = shared.toString();
        view.href = address.href;
      }
    };
    update();
    document.addEventListener("input", () => setTimeout(update));
  };

  /** The place that shows what a cell holds. */
  const makeDialog = () => {
    const dialog = /** @type {HTMLDialogElement} */ (make("dialog", "explorer-dialog"));
    dialog.setAttribute("aria-label", "The words on both sides");
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    document.body.append(dialog);
    return dialog;
  };

  /** @param {Side} side */
  const describeSide = (side) => {
    const link = /** @type {HTMLAnchorElement} */ (make("a", "", side.who));
    link.href = side.address;
    return make("div", "side", make("p", "words", side.words), make("p", "who", link));
  };

  /** @param {HTMLDialogElement} dialog @param {Question} question @param {string} source @param {Data} data @param {string} address */
  const openCell = (dialog, question, source, data, address) => {
    const met = question.findings.filter((finding) => finding.sides.some((side) => side.source === source));
    const close = make("button", "close", "Close");
    close.addEventListener("click", () => dialog.close());
    const whole = /** @type {HTMLAnchorElement} */ (make("a", "", "All answers to this question"));
    whole.href = address;
    const said = met.map((finding) => {
      const sides = finding.sides.slice().sort((a, b) => Number(b.source === source) - Number(a.source === source));
      return make("section", finding.is_conflict ? "finding is-conflict" : "finding",
        make("p", "verdict", finding.verdict), make("div", "sides", ...sides.map(describeSide)),
        ...(finding.ruling ? [make("p", "ruling", finding.ruling)] : []));
    });
    dialog.replaceChildren(close, make("h2", "", question.text),
      make("p", "judgement", `${question.answer ? `${question.answer}: ` : ""}${question.judgement}`),
      ...(said.length ? said : [make("p", "", `Nothing can be compared with what ${data.sources[source] ?? "the records"} says.`)]),
      make("p", "", whole));
    dialog.showModal();
  };

  /** The switches above the table. @param {HTMLTableElement} table @param {Data} data */
  const makeSwitches = (table, data) => {
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent?.trim() ?? "");
    const columns = new Map(Object.entries(data.sources).map(([id, label]) => [id, heads.findIndex((head) => head.startsWith(label))]));
    const rows = [...table.tBodies[0].rows];
    const whole = new Map(rows.map((row) => [row, row.cells[1].innerHTML]));
    const form = make("fieldset", "switches", make("legend", "", "Leave out"));
    const status = make("p", "");
    status.setAttribute("role", "status");
    const left = new Set((new URLSearchParams(location.search).get("without") ?? "").split(",").filter((id) => id in data.sources));

    const apply = () => {
      const changed = data.without[[...left].sort().join(",")] ?? {};
      for (const row of rows) {
        const name = row.dataset.question ?? "";
        const cell = row.cells[1];
        cell.innerHTML = whole.get(row) ?? "";
        row.classList.toggle("is-changed", name in changed);
        if (name in changed) {
          const word = changed[name];
          const now = make("p", "now", word ? `${data.judgements[word]} ${word}`.trim() : "no article answers");
          cell.querySelector("p")?.classList.add("before");
          cell.prepend(now);
        }
        for (const [id, column] of columns) row.cells[column]?.classList.toggle("is-left-out", left.has(id));
      }
      const number = Object.keys(changed).length;
      status.textContent = left.size ? `${number} of ${rows.length} judgements change` : "";
      const address = new URL(location.href);
      if (left.size) address.searchParams.set("without", [...left].sort().join(","));
      else address.searchParams.delete("without");
      try { history.replaceState(null, "", address); } catch { /* some browsers forbid this for local files */ }
      for (const box of form.querySelectorAll("input")) {
        box.disabled = !box.checked && left.size === Object.keys(data.sources).length - 1;
      }
    };

    for (const [id, label] of Object.entries(data.sources)) {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = left.has(id);
      box.addEventListener("change", () => {
        if (box.checked) left.add(id);
        else left.delete(id);
        apply();
      });
      form.append(make("label", "", box, ` ${label}`));
    }
    form.append(status);
    table.parentElement?.before(form);
    apply();
    return columns;
  };

  const start = () => {
    shareChoice();
    const table = /** @type {HTMLTableElement | null} */ (document.querySelector("table.matrix"));
    const data = /** @type {Data | undefined} */ (/** @type {any} */ (window).explorerData);
    if (!table || !data) return;
    for (const row of table.tBodies[0].rows) {
      const link = /** @type {HTMLAnchorElement | null} */ (row.querySelector("a[href*='#']"));
      row.dataset.question = decodeURIComponent(link?.hash.slice(1) ?? "");
    }
    const columns = makeSwitches(table, data);
    const dialog = makeDialog();
    table.tBodies[0].addEventListener("click", (event) => {
      const cell = /** @type {Element} */ (event.target).closest("td");
      const row = cell?.closest("tr");
      const question = data.questions[row?.dataset.question ?? ""];
      const link = /** @type {HTMLAnchorElement | null | undefined} */ (cell?.querySelector("a"));
      if (!cell || !question || !link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const source = [...columns].find(([, column]) => column === cell.cellIndex)?.[0];
      if (!source) return;
      event.preventDefault();
      openCell(dialog, question, source, data, link.href);
    });
  };
  document.addEventListener("DOMContentLoaded", start);
})();
