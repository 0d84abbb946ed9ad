/* Filters for the registers, and filters and sorting for the matrix. Without scripts everything is shown, in order.
   What can be filtered by stands in the classes of an entry as field--value; what is chosen stands in the address. */
(() => {
  const FIELDS = ["source", "theme", "kind", "modality", "status", "sources", "verdict", "record", "confidence", "question"];
  const GRAVITY = ["✕", "?", "–", "○", "●", "·", ""];

  const valuesOf = (item, field) =>
    [...item.classList].filter((name) => name.startsWith(`${field}--`)).map((name) => name.slice(field.length + 2));

  const labelled = (text, control) => {
    const label = document.createElement("label");
    label.append(text, control);
    return label;
  };

  /* Some browsers forbid this for local files; filters work all the same. */
  const remember = (entries) => {
    const address = new URL(location.href);
    address.search = new URLSearchParams(entries.filter(([, value]) => value)).toString();
    try { history.replaceState(null, "", address); } catch { /* see above */ }
  };

  const start = () => {
    const table = document.querySelector("table.matrix");
    const items = [...document.querySelectorAll(".entry.claim, .entry.fact, .entry.question, table.matrix tbody tr")];
    if (!items.length) return;
    const noun = table ? "questions" : [...items[0].classList].find((c) => /^(claim|fact|question)$/.test(c)) + "s";
    const sections = table ? [] : [...new Set(items.map((item) => item.closest("section")))];
    const wanted = new URLSearchParams(location.search);
    const order = { by: wanted.get("sort") || "", down: wanted.get("order") === "down" };

    const form = document.createElement("form");
    form.className = "register-filter";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", `Filter the ${noun}`);
    const controls = [];
    for (const field of FIELDS) {
      const values = [...new Set(items.flatMap((item) => valuesOf(item, field)))].sort();
      if (!values.length) continue;
      const select = document.createElement("select");
      select.name = field;
      select.append(new Option("all", ""), ...values.map((value) => new Option(value.replaceAll("-", " "), value)));
      select.value = values.includes(wanted.get(field)) ? wanted.get(field) : "";
      controls.push(select);
      form.append(labelled(field, select));
    }
    const words = document.createElement("input");
    words.type = "search";
    words.name = "words";
    words.value = wanted.get("words") || "";
    form.append(labelled("words", words));
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    form.append(status);
    (table ? table.closest(".pst-scrollable-table-container") || table : sections[0]).before(form);

    const apply = () => {
      const text = words.value.trim().toLowerCase();
      let shown = 0;
      for (const item of items) {
        const fits =
          controls.every((select) => !select.value || valuesOf(item, select.name).includes(select.value)) &&
          (!text || item.textContent.toLowerCase().includes(text));
        item.hidden = !fits;
        shown += fits;
      }
      for (const section of sections) section.hidden = !section.querySelector(".entry:not([hidden])");
      status.textContent = `${shown} of ${items.length} ${noun}`;
      remember([...new FormData(form), ["sort", order.by], ["order", order.by && order.down ? "down" : ""]]);
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());

    if (table) {
      const heads = [...table.querySelectorAll("thead th")];
      const keyOf = (row, column) => {
        const text = row.cells[column].textContent.trim();
        const rank = GRAVITY.indexOf(text.slice(0, 1));
        return column && rank >= 0 ? `${rank}${text}` : text;
      };
      const sort = () => {
        const column = heads.findIndex((head) => head.dataset.name === order.by);
        for (const head of heads) head.removeAttribute("aria-sort");
        if (column < 0) return;
        heads[column].setAttribute("aria-sort", order.down ? "descending" : "ascending");
        const sorted = items.toSorted((a, b) => keyOf(a, column).localeCompare(keyOf(b, column)));
        table.tBodies[0].append(...(order.down ? sorted.reverse() : sorted));
      };
      for (const head of heads) {
        head.dataset.name = head.textContent.trim().toLowerCase().replaceAll(" ", "-");
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = head.textContent.trim();
        button.addEventListener("click", () => {
          order.down = order.by === head.dataset.name && !order.down;
          order.by = head.dataset.name;
          sort();
          apply();
        });
        head.replaceChildren(button);
      }
      sort();
    }
    apply();
  };
  document.addEventListener("DOMContentLoaded", start);
})();
