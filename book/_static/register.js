/* Filters for the register of claims. Without scripts every entry is shown. The filters stand in the page's address. */
(() => {
  const FIELDS = ["source", "theme", "kind", "modality", "question"];

  const valueOf = (entry, field) => {
    const name = [...entry.classList].find((c) => c.startsWith(`${field}--`));
    return name ? name.slice(field.length + 2) : "";
  };

  const start = () => {
    const entries = [...document.querySelectorAll(".entry.claim")];
    if (!entries.length) return;
    const sections = [...new Set(entries.map((entry) => entry.closest("section")))];
    const wanted = new URLSearchParams(location.search);
    const form = document.createElement("form");
    form.className = "register-filter";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "Filter the claims");
    const controls = {};

    for (const field of FIELDS) {
      const label = document.createElement("label");
      label.textContent = field;
      const select = document.createElement("select");
      select.name = field;
      select.append(new Option("all", ""));
      for (const value of [...new Set(entries.map((entry) => valueOf(entry, field)))].sort()) {
        if (value) select.append(new Option(value.replaceAll("-", " "), value));
      }
      select.value = wanted.get(field) || "";
      label.append(select);
      form.append(label);
      controls[field] = select;
    }
    const label = document.createElement("label");
    label.textContent = "words";
    const words = document.createElement("input");
    words.type = "search";
    words.name = "words";
    words.value = wanted.get("words") || "";
    label.append(words);
    form.append(label);
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    form.append(status);
    sections[0].before(form);

    const apply = () => {
      const text = words.value.trim().toLowerCase();
      let shown = 0;
      for (const entry of entries) {
        const fits =
          FIELDS.every((field) => !controls[field].value || valueOf(entry, field) === controls[field].value) &&
          (!text || entry.textContent.toLowerCase().includes(text));
        entry.hidden = !fits;
        shown += fits;
      }
      for (const section of sections) section.hidden = !section.querySelector(".entry:not([hidden])");
      status.textContent = `${shown} of ${entries.length} claims`;
      const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      const address = new URL(location.href);
      address.search = chosen.toString();
      try {
        history.replaceState(null, "", address);
      } catch {
        /* Some browsers forbid this for local files; the filter works all the same. */
      }
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  };
  document.addEventListener("DOMContentLoaded", start);
})();
