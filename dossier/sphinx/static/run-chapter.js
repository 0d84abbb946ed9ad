// @ts-check
/* Points the link that runs a chapter at JupyterLite, where a server delivers the page: browsers start no such
   programs from files, and there the link leads to the explanation. */
(() => {
  if (!location.protocol.startsWith("http")) return;
  document.addEventListener("DOMContentLoaded", () => {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-lite]"))) {
      link.href = link.dataset.lite ?? link.href;
    }
  });
})();
