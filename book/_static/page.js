/* A box that scrolls sideways can be reached with the keyboard, and only while it scrolls. The theme does this for
   tables; figures scroll on a phone. */
(() => {
  const check = () => {
    for (const box of document.querySelectorAll("article figure")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  /* Whoever is disturbed by the meaning of a term, or by what it covers, puts it away. */
  const root = document.documentElement;
  addEventListener("keydown", (event) => event.key === "Escape" && root.classList.add("quiet"));
  for (const kind of ["pointerover", "focusin"]) {
    addEventListener(kind, (event) => event.target.closest?.(".term") || root.classList.remove("quiet"));
  }
  addEventListener("load", check);
  addEventListener("resize", check);
})();
