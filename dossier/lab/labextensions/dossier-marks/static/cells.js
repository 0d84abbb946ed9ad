// Dresses the outputs of a notebook: numbers, titles and captions of figures; what has nothing to show is hidden.

import { make, setInline } from "./inline.js";
import { makeRole } from "./markdown.js";
import { DATA, GLUED, list } from "./page.js";
import { paint } from "./roles.js";

export function dress(page, pages) {
  page.panel.content.widgets.forEach((cell) => {
    if (cell.model?.type !== "code" || !cell.outputArea) return;
    const area = cell.outputArea;
    const outputs = [...list(area.model)];
    outputs.forEach((output, at) => {
      const child = area.layout.widgets[at];
      if (!child) return;
      child.toggleClass("dossier-hidden", isSilent(output));
      setTitle(child.node, output.data[DATA]?.title);
    });
    cell.toggleClass("dossier-silent", outputs.length > 0 && outputs.every(isSilent));
    setCaption(area.node, cell.model.getMetadata("mystnb"), outputs.length > 0, page, pages);
  });
}

// A glued value is for the prose; nothing of it is to be seen.
const isSilent = (output) => {
  const kinds = Object.keys(output.data);
  return kinds.length > 0 && kinds.every((kind) => kind === GLUED);
};

function setTitle(node, title) {
  const picture = node.querySelector(".jp-RenderedSVG, .jp-RenderedImage");
  const old = node.querySelector(".dossier-title");
  if (!title || !picture) old?.remove();
  else if (old) old.textContent = title;
  else picture.prepend(make("div", { className: "dossier-title", textContent: title }));
}

function setCaption(node, meta, isShown, page, pages) {
  const old = node.querySelector(":scope > .dossier-caption");
  const { figure, image } = meta ?? {};
  if (!isShown || (!figure?.caption && !image?.alt)) {
    old?.remove();
    return;
  }
  for (const picture of node.querySelectorAll(".dossier-picture")) {
    picture.setAttribute("aria-label", image?.alt ?? picture.getAttribute("aria-label"));
  }
  for (const picture of node.querySelectorAll("img")) picture.alt = image?.alt ?? "";
  const label = page.numbered.get(figure?.name)?.label;
  const text = JSON.stringify([label, figure?.caption, image?.alt]);
  const caption = old ?? make("div", { className: "dossier-caption" });
  if (caption.dataset.of !== text) {
    caption.dataset.of = text;
    caption.replaceChildren();
    if (label) caption.append(make("strong", { textContent: `${label}. ` }));
    caption.append(setInline(figure?.caption ?? "", makeRole));
    if (image?.alt) caption.append(makeDescription(image.alt));
  }
  for (const role of caption.querySelectorAll(".dossier-role")) paint(role, page, pages);
  // Behind the outputs: JupyterLab counts the children before them.
  if (!old) node.append(caption);
}

function makeDescription(alt) {
  const summary = make("summary", { textContent: "In words" });
  return make("details", {}, summary, make("p", { textContent: alt }));
}
