// @ts-check
/* Filters for the registers, and filters and sorting for the matrix. Without scripts everything is shown, in order.
   What can be filtered by is written into a placeholder, as facets with their choices; an entry carries the choices
   that it belongs to as classes. What is chosen is kept in the address. */
(() => {
  /** @typedef {{name: string, label: string, choices: [string, string][]}} Facet */

  /** @param {string} text @param {HTMLElement} control */
  const createLabel = (text, control) => {
    const label = document.createElement("label");
    label.append(text, control);
    return label;
  };

  /** A class without the name of its facet: what the address says. @param {string} name */
  const valueOf = (name) => name.slice(name.indexOf("--") + 2);

  /** @param {Facet} facet @param {string | null} wanted */
  const createSelect = (facet, wanted) => {
    const select = document.createElement("select");
    select.name = facet.name;
    select.append(new Option("all", ""), ...facet.choices.map(([name, label]) => new Option(label, valueOf(name))));
    if (facet.choices.some(([name]) => valueOf(name) === wanted)) select.value = wanted ?? "";
    return select;
  };

  /** Keeps what is chosen in the address. Some browsers forbid this for local files; filters work all the same.
   * @param {[string, string][]} entries */
  const remember = (entries) => {
    const address = new URL(location.href);
    const others = address.searchParams.getAll("without").map((value) => ["without", value]); // the explorer's
    address.search = new URLSearchParams([...entries.filter(([, value]) => value), ...others]).toString();
    try { history.replaceState(null, "", address); } catch { /* see above */ }
  };

  /** Makes the form that filters items, and returns it with the function that applies it.
   * @param {{noun: string, facets: Facet[], items: HTMLElement[], wanted: URLSearchParams}} what */
  const createFilter = ({ noun, facets, items, wanted }) => {
    const form = document.createElement("form");
    form.className = "register-filter";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", `Filter the ${noun}`);
    const selects = facets.map((facet) => createSelect(facet, wanted.get(facet.name)));
    form.append(...selects.map((select, place) => createLabel(facets[place].label, select)));
    const words = document.createElement("input");
    words.type = "search";
    words.name = "words";
    words.value = wanted.get("words") || "";
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    form.append(createLabel("Words", words), status);
    form.addEventListener("submit", (event) => event.preventDefault());

    /** @param {HTMLElement} item */
    const fits = (item) =>
      selects.every((select) => !select.value || item.classList.contains(`${select.name}--${select.value}`)) &&
      (item.textContent ?? "").toLowerCase().includes(words.value.trim().toLowerCase());

    const apply = () => {
      for (const item of items) item.hidden = !fits(item);
      const sections = new Set(items.map((item) => item.closest("section")));
      for (const section of sections) {
        // An entry on the article itself is no item: it goes with the last of the others.
        if (section?.querySelector(":scope > .entry")) section.hidden = !items.some((item) => !item.hidden && section.contains(item));
      }
      status.textContent = `${items.filter((item) => !item.hidden).length} of ${items.length} ${noun}`;
    };
    return { form, apply };
  };

  /** The place of a cell in its column: the rank written into it, else its text; empty cells come last.
   * @param {HTMLTableCellElement} cell */
  const placeOf = (cell) => {
    const rank = /** @type {HTMLElement | null} */ (cell.querySelector("[data-rank]"))?.dataset.rank;
    const text = (cell.textContent ?? "").trim();
    return { rank: rank === undefined ? (text ? 0 : Infinity) : Number(rank), text };
  };

  /** Makes the heads of a table buttons that sort it, and returns the order and the function that applies it.
   * @param {HTMLTableElement} table @param {URLSearchParams} wanted @param {() => void} changed */
  const createSorter = (table, wanted, changed) => {
    const order = { by: wanted.get("sort") || "", down: wanted.get("order") === "down" };
    const heads = /** @type {HTMLElement[]} */ ([...table.querySelectorAll("thead th")]);
    const rows = [...table.tBodies[0].rows];

    const apply = () => {
      const column = heads.findIndex((head) => head.dataset.name === order.by);
      for (const head of heads) head.removeAttribute("aria-sort");
      if (column < 0) return;
      heads[column].setAttribute("aria-sort", order.down ? "descending" : "ascending");
      const sorted = rows.slice().sort((a, b) => {
        const [one, other] = [placeOf(a.cells[column]), placeOf(b.cells[column])];
        return one.rank === other.rank ? one.text.localeCompare(other.text) : one.rank - other.rank;
      });
      table.tBodies[0].append(...(order.down ? sorted.reverse() : sorted));
    };

    for (const head of heads) {
      const text = (head.textContent ?? "").trim();
      head.dataset.name = text.toLowerCase().replaceAll(" ", "-");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", () => {
        order.down = order.by === head.dataset.name && !order.down;
        order.by = head.dataset.name ?? "";
        apply();
        changed();
      });
      head.replaceChildren(button);
    }
    return { order, apply };
  };

  const start = () => {
    const place = /** @type {HTMLElement | null} */ (document.querySelector(".register-facets"));
    if (!place) return;
    const noun = place.dataset.noun ?? "";
    const table = /** @type {HTMLTableElement | null} */ (document.querySelector("table.matrix"));
    const items = /** @type {HTMLElement[]} */ (
      table ? [...table.tBodies[0].rows] : [...document.querySelectorAll(`.entry.${noun.slice(0, -1)}`)]
    );
    const wanted = new URLSearchParams(location.search);
    const facets = JSON.parse(place.dataset.facets ?? "[]");
    const filter = createFilter({ noun, facets, items, wanted });
    const sorter = table && createSorter(table, wanted, () => save());

    const save = () => {
      const chosen = /** @type {[string, string][]} */ ([...new FormData(filter.form)]);
      const { by, down } = sorter?.order ?? { by: "", down: false };
      remember([...chosen, ["sort", by], ["order", by && down ? "down" : ""]]);
    };
    filter.form.addEventListener("input", () => {
      filter.apply();
      save();
    });
    place.replaceWith(filter.form);
    sorter?.apply();
    filter.apply();
    save();
  };
  document.addEventListener("DOMContentLoaded", start);
})();
