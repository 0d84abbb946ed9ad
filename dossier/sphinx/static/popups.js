// @ts-check
/* One popup for what is behind a link: a mark of evidence, a term, a work, a figure, a chapter. It opens on hover, on
   focus or on a first tap; Escape or leaving closes it. A mark whose words stand in sight beside the line opens none:
   there its note is shown. Where notes are folded, a first tap unfolds them. No network: what popups hold is in the
   page as templates. A popup is inserted right after its link, so that the Tab key moves into it. */
(() => {
  const HOVER_DELAY = 120; // so that a pointer on its way elsewhere opens nothing
  const LEAVE_DELAY = 250; // time to move from the link into the popup
  /** @type {HTMLElement | null} */ let card = null;
  /** @type {HTMLElement | null} */ let opener = null;
  let timer = 0;
  /** @type {HTMLElement | null} */ let suppressed = null; // what Escape gave the focus back to: it must not open again at once

  const close = () => {
    clearTimeout(timer);
    opener?.removeAttribute("aria-expanded");
    card?.remove();
    card = opener = null;
  };

  const place = () => {
    if (!card || !opener) return;
    const mark = opener.getBoundingClientRect();
    const width = Math.min(380, document.documentElement.clientWidth - 16);
    card.style.width = `${width}px`;
    const left = Math.max(8, Math.min(mark.left, document.documentElement.clientWidth - width - 8));
    const roomBelow = window.innerHeight - mark.bottom - 10;
    const roomAbove = mark.top - 10;
    const below = card.scrollHeight <= roomBelow || roomBelow >= roomAbove;
    card.style.maxHeight = `${below ? roomBelow : roomAbove}px`; // a longer card scrolls
    card.style.left = `${left}px`;
    card.style.top = `${below ? mark.bottom + 2 : mark.top - card.offsetHeight - 2}px`;
  };

  /** @param {PointerEvent} event */
  const leave = (event) => {
    if (event.pointerType !== "mouse") return;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (card && !card.contains(document.activeElement) && document.activeElement !== opener) close();
    }, LEAVE_DELAY);
  };

  /** @param {HTMLElement} link @param {Node} content */
  const open = (link, content) => {
    if (opener === link) return;
    close();
    opener = link;
    card = document.createElement("span");
    card.className = "evidence-card";
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", link.closest(".evidence") ? "The evidence for this sentence" : "What this link leads to");
    card.append(content.cloneNode(true));
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", leave);
    link.setAttribute("aria-expanded", "true");
    link.after(card);
    place();
  };

  /** Shows the note beside the line, if it is in sight. @param {HTMLElement | null} note @param {boolean} isShown */
  const show = (note, isShown) => {
    if (!note?.checkVisibility()) return false;
    note.classList.toggle("is-shown", isShown);
    return true;
  };

  /** @param {HTMLElement} link @param {Node} content @param {HTMLElement | null} note */
  const prepare = (link, content, note) => {
    let touched = false;
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "mouse" || show(note, true)) return;
      clearTimeout(timer);
      timer = window.setTimeout(() => open(link, content), HOVER_DELAY);
    });
    link.addEventListener("pointerleave", (event) => {
      show(note, false);
      leave(event);
    });
    link.addEventListener("pointerdown", (event) => {
      touched = event.pointerType !== "mouse" && opener !== link && !note?.classList.contains("is-shown");
    });
    link.addEventListener("focus", () => {
      if (suppressed !== link && !touched && !show(note, true)) open(link, content);
      suppressed = null;
    });
    link.addEventListener("blur", () => show(note, false));
    link.addEventListener("click", (event) => {
      if (!touched) return; // a mouse, a key or a second tap follows the link
      touched = false;
      event.preventDefault();
      const folded = note?.closest("details");
      if (folded) folded.open = true;
      if (!show(note, true)) open(link, content);
    });
  };

  /** The note of a mark: of its paragraph, or of its section. @param {HTMLElement} link @param {string} entry */
  const findNote = (link, entry) => {
    const wanted = `.note[data-entry="${CSS.escape(entry)}"]`;
    return /** @type {HTMLElement | null} */ (
      link.closest(".noted")?.querySelector(wanted) ?? link.closest("section")?.querySelector(wanted) ?? null
    );
  };

  const start = () => {
    /** @type {Map<string, DocumentFragment>} */ const contents = new Map();
    for (const template of /** @type {NodeListOf<HTMLTemplateElement>} */ (document.querySelectorAll("template.evidence-card"))) {
      contents.set(template.dataset.entry ?? template.dataset.href ?? "", template.content);
    }
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("article a[href]"))) {
      const mark = link.closest(".evidence");
      const entry = mark && `${mark.classList.contains("fact") ? "fact" : "claim"}-${decodeURIComponent(link.hash.slice(1))}`;
      const content = contents.get(entry ?? link.getAttribute("href") ?? "");
      if (!content) continue;
      if (entry) {
        // The title would open a second box beside the popup; it stays as the link's description.
        link.setAttribute("aria-description", link.title);
        link.removeAttribute("title");
      }
      prepare(link, content, entry ? findNote(link, entry) : null);
    }
    for (const term of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("a.term[data-meaning]"))) {
      const line = document.createElement("span");
      line.className = "card-line";
      line.textContent = term.dataset.meaning ?? "";
      prepare(term, line, null);
    }
    document.documentElement.classList.add("has-popups"); // terms then need no box by style alone
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !card || !opener) return;
      if (card.contains(document.activeElement)) {
        suppressed = opener;
        opener.focus();
      }
      close();
    });
    document.addEventListener("pointerdown", (event) => {
      const target = /** @type {Node} */ (event.target);
      for (const note of document.querySelectorAll(".note.is-shown")) if (!note.contains(target)) note.classList.remove("is-shown");
      if (card && !card.contains(target) && !opener?.contains(target)) close();
    });
    document.addEventListener("focusin", (event) => {
      if (card && !card.contains(/** @type {Node} */ (event.target)) && event.target !== opener) close();
    });
    window.addEventListener("scroll", place, { passive: true });
    window.addEventListener("resize", place);
  };
  document.addEventListener("DOMContentLoaded", start);
})();
