// @ts-check
/* A box that scrolls sideways can be reached with the keyboard, and only while it scrolls. The theme does this for
   tables; figures scroll on a phone. */
(() => {
  const check = () => {
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("article figure"))) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  /* Escape hides the definition of a term, until another one is asked for. */
  const root = document.documentElement;
  addEventListener("keydown", (event) => event.key === "Escape" && root.classList.add("terms-dismissed"));
  for (const kind of ["pointerover", "focusin"]) {
    addEventListener(kind, (event) => {
      const target = event.target;
      if (!(target instanceof Element && target.closest(".term"))) root.classList.remove("terms-dismissed");
    });
  }
  addEventListener("load", check);
  addEventListener("resize", check);
})();
