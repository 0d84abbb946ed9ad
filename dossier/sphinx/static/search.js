// @ts-check
/* The search: over the sections of all pages and the entries of all registers. Every word must occur, as the beginning
   of a word; numbers count as words. The index is a script, since browsers let no local page read another file. */
(() => {
  /** @typedef {{title: string, kind: string, address: string, text: string}} Item */
  const LONGEST = 60;
  const AROUND = 90;

  const plain = (/** @type {string} */ text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /** How well an item fits all words: 0 not at all; words of the title weigh most. @param {Item} item @param {RegExp[]} words */
  const weigh = (item, words) => {
    const [title, text] = [plain(item.title), plain(item.text)];
    let weight = 0;
    for (const word of words) {
      const hits = text.match(word)?.length ?? 0;
      const inTitle = word.test(title);
      word.lastIndex = 0;
      if (!hits && !inTitle) return 0;
      weight += (inTitle ? 10 : 0) + Math.min(hits, 5);
    }
    return weight + (item.kind === "page" ? 3 : 0);
  };

  /** The text around the first word found, which is marked. @param {string} text @param {RegExp} word */
  const excerpt = (text, word) => {
    const at = Math.max(0, plain(text).search(word));
    const from = at > AROUND ? text.indexOf(" ", at - AROUND) + 1 : 0;
    const to = text.length > at + 2 * AROUND ? text.lastIndexOf(" ", at + 2 * AROUND) : text.length;
    const shown = document.createElement("p");
    shown.className = "context";
    const found = plain(text).slice(at).match(/^[\p{L}\p{N}]+/u)?.[0].length ?? 0;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(at, at + found);
    shown.append(from ? "… " : "", text.slice(from, at), mark, text.slice(at + found, to), to < text.length ? " …" : "");
    return shown;
  };

  const start = () => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById("search-words"));
    const list = /** @type {HTMLElement} */ (document.getElementById("search-results"));
    const status = /** @type {HTMLElement} */ (document.getElementById("search-status"));
    const items = /** @type {Item[]} */ (/** @type {any} */ (window).searchItems);

    const search = () => {
      const words = (plain(field.value).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${word}`, "gu"));
      const found = words.length
        ? items.map((item) => ({ item, weight: weigh(item, words) })).filter(({ weight }) => weight)
        : [];
      found.sort((a, b) => b.weight - a.weight);
      status.textContent = words.length ? `${found.length} found` + (found.length > LONGEST ? `, the best ${LONGEST} shown` : "") : "";
      list.replaceChildren(...found.slice(0, LONGEST).map(({ item }) => {
        const entry = document.createElement("li");
        const link = document.createElement("a");
        link.href = item.address;
        link.textContent = item.title;
        const kind = document.createElement("span");
        kind.className = "kind";
        kind.textContent = ` · ${item.kind}`;
        entry.append(link, kind, excerpt(item.text, new RegExp(words[0].source, "u")));
        return entry;
      }));
    };
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    field.addEventListener("input", () => {
      const address = new URL(location.href);
      address.searchParams.set("q", field.value);
      try { history.replaceState(null, "", address); } catch { /* forbidden for some local files */ }
      search();
    });
    field.form?.addEventListener("submit", (event) => event.preventDefault());
    field.focus();
    search();
  };
  document.addEventListener("DOMContentLoaded", start);
})();
