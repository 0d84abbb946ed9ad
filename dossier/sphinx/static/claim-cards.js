// @ts-check
/* Opens the card of a mark on hover, on focus or on a first tap; Escape or leaving closes it. No network: the cards
   are in the page as templates. A card is inserted right after its mark, so that the Tab key moves into it. */
(() => {
  const HOVER_DELAY = 120; // so that a pointer on its way elsewhere opens nothing
  const LEAVE_DELAY = 250; // time to move from the mark into the card
  let card = null;
  let opener = null;
  let timer = 0;
  let suppressed = null; // the mark that Escape returned the focus to: it must not open again at once

  const close = () => {
    clearTimeout(timer);
    if (!card) return;
    opener.removeAttribute("aria-expanded");
    card.remove();
    card = opener = null;
  };

  const place = () => {
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

  const open = (link, template) => {
    if (opener === link) return;
    close();
    opener = link;
    card = document.createElement("span");
    card.className = "evidence-card";
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", "The evidence for this sentence");
    card.append(template.content.cloneNode(true));
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", leave);
    link.setAttribute("aria-expanded", "true");
    link.after(card);
    place();
  };

  const leave = (event) => {
    if (event.pointerType !== "mouse") return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (card && !card.contains(document.activeElement) && document.activeElement !== opener) close();
    }, LEAVE_DELAY);
  };

  const prepare = (link, template) => {
    let touched = false;
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "mouse") return;
      clearTimeout(timer);
      timer = setTimeout(() => open(link, template), HOVER_DELAY);
    });
    link.addEventListener("pointerleave", leave);
    link.addEventListener("pointerdown", (event) => {
      touched = event.pointerType !== "mouse" && opener !== link;
    });
    link.addEventListener("focus", () => {
      if (suppressed !== link) open(link, template);
      suppressed = null;
    });
    link.addEventListener("click", (event) => {
      if (!touched) return; // a mouse, a key or a second tap follows the link
      touched = false;
      event.preventDefault();
      open(link, template);
    });
  };

  const start = () => {
    const templates = new Map();
    for (const template of document.querySelectorAll("template.evidence-card")) {
      templates.set(template.dataset.entry, template);
    }
    for (const link of document.querySelectorAll(".evidence a")) {
      const kind = link.closest(".evidence").classList.contains("fact") ? "fact" : "claim";
      const template = templates.get(`${kind}-${decodeURIComponent(link.hash.slice(1))}`);
      if (template) prepare(link, template);
    }
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !card) return;
      if (card.contains(document.activeElement)) {
        suppressed = opener;
        opener.focus();
      }
      close();
    });
    document.addEventListener("pointerdown", (event) => {
      if (card && !card.contains(event.target) && !opener.contains(event.target)) close();
    });
    document.addEventListener("focusin", (event) => {
      if (card && !card.contains(event.target) && event.target !== opener) close();
    });
    window.addEventListener("scroll", () => card && place(), { passive: true });
    window.addEventListener("resize", () => card && place());
  };
  document.addEventListener("DOMContentLoaded", start);
})();
