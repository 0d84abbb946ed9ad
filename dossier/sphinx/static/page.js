// @ts-check
/* What every page does: menus that close, the choice of colours, boxes that scroll by keyboard. */
(() => {
  const root = document.documentElement;

  /** An open menu closes when one goes on elsewhere, or at Escape, which gives the focus back to its head. */
  const closeMenus = (/** @type {Element | null} */ but) => {
    for (const menu of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.menu[open]"))) {
      if (menu !== but) menu.open = false;
    }
  };
  for (const kind of ["pointerdown", "focusin"]) {
    addEventListener(kind, (event) => {
      const target = /** @type {Element} */ (event.target);
      closeMenus(target instanceof Element ? target.closest("details.menu") : null);
    });
  }
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest("details.menu[open]");
    if (menu) /** @type {HTMLElement} */ (menu.querySelector("summary")).focus();
    closeMenus(null);
  });

  /* The colours: as the system asks, light, or dark. The choice is kept where the browser allows it. */
  const MODES = ["auto", "light", "dark"];
  const system = matchMedia("(prefers-color-scheme: dark)");
  const applyMode = (/** @type {string} */ mode) => {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (system.matches ? "dark" : "light") : mode;
    const said = document.querySelector(".mode-button > .mode");
    if (said) said.textContent = mode;
  };
  const start = () => {
    const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(".mode-button"));
    if (!button) return;
    button.hidden = false;
    applyMode(root.dataset.mode ?? "auto");
    button.addEventListener("click", () => {
      applyMode(MODES[(MODES.indexOf(root.dataset.mode ?? "auto") + 1) % MODES.length]);
      try { localStorage.setItem("mode", root.dataset.mode ?? "auto"); } catch { /* forbidden for some local files */ }
    });
    system.addEventListener("change", () => applyMode(root.dataset.mode ?? "auto"));
  };

  /* The citation is copied where the browser allows it. */
  const offerCopy = () => {
    const button = /** @type {HTMLButtonElement | null} */ (document.querySelector("button.copy"));
    if (!button || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(document.querySelector(".cite-box .citation")?.textContent ?? "");
        button.textContent = "Copied";
      } catch { button.textContent = "The browser forbids it: select the text above"; }
    });
  };

  /* A box that scrolls sideways can be reached with the keyboard, and only while it scrolls. */
  const check = () => {
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".matrix-wrap, pre"))) {
      if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("DOMContentLoaded", offerCopy);
  addEventListener("load", check);
  addEventListener("resize", check);
})();
