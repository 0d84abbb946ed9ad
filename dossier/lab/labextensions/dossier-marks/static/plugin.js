// The plugin: puts our renderers into JupyterLab, and keeps notebooks painted while they are run and saved.

import { Evidence } from "./evidence.js";
import { addFonts, figureRenderer } from "./figure.js";
import { markdownRenderer } from "./markdown.js";
import { Pages } from "./pages.js";
import { TABLE, tableRenderer } from "./table.js";

export function make({ notebook, rendermime, services }) {
  return {
    id: "dossier-marks:plugin",
    description: "Shows marks, glued values, references and captions as the book prints them.",
    autoStart: true,
    requires: [notebook.INotebookTracker, rendermime.IRenderMimeRegistry],
    activate: (app, tracker, registry) => {
      addStyle();
      addFonts(app.serviceManager.serverSettings.baseUrl);
      const evidence = new Evidence(app.serviceManager, services.ServerConnection);
      const pages = new Pages(evidence, app.commands);
      registry.addFactory(
        { safe: true, mimeTypes: ["text/markdown"], createRenderer: markdownRenderer(rendermime, pages) },
        // Before the renderer of JupyterLab, which has 60.
        50,
      );
      registry.addFactory({ safe: true, mimeTypes: [TABLE], createRenderer: tableRenderer(rendermime, pages) }, 40);
      registry.addFactory(
        // Before the renderer of JupyterLab, which has 80.
        { safe: true, mimeTypes: ["image/svg+xml"], createRenderer: figureRenderer(rendermime, pages) },
        79,
      );
      tracker.widgetAdded.connect((_, panel) => pages.open(panel));
      tracker.forEach((panel) => pages.open(panel));
    },
  };
}

function addStyle() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("marks.css", import.meta.url);
  document.head.append(link);
}
