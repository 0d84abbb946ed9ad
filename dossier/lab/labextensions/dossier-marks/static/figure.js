// Renders the figures of a report inline, so that their letters have the face that they were measured in.

import { cardOf, openCard } from "./card.js";
import { DATA } from "./page.js";

const SVG = "http://www.w3.org/2000/svg";
const ELEMENTS = new Set("a circle clipPath defs ellipse g line path polygon polyline rect text tspan use".split(" "));
const ATTRIBUTES = new Set(
  "class clip-path cx cy d height id points r rx ry style transform viewBox width x x1 x2 y y1 y2".split(" "),
);
const WEIGHTS = { Regular: { weight: "400" }, Bold: { weight: "700" }, It: { weight: "400", style: "italic" } };

export function addFonts(base) {
  for (const [name, form] of Object.entries(WEIGHTS)) {
    const address = `url(${base}dossier/fonts/SourceSansPro-${name}.ttf)`;
    document.fonts.add(new FontFace("Source Sans Pro", address, form));
  }
}

export function figureRenderer({ RenderedSVG }, pages) {
  class Drawing extends RenderedSVG {
    async render(model) {
      const shown = model.data[DATA];
      // A picture that is not ours is shown as JupyterLab shows it.
      if (!shown) return super.render(model);
      await pages.evidence.ready;
      const drawn = new DOMParser().parseFromString(String(model.data[this.mimeType]), "image/svg+xml");
      if (drawn.documentElement.localName !== "svg") return super.render(model);
      // In a tree of its own, since the ids of two drawings may be equal.
      const picture = document.createElement("div");
      picture.className = "dossier-picture";
      picture.setAttribute("role", "img");
      picture.setAttribute("aria-label", shown.title);
      const style = document.createElement("style");
      style.textContent = "svg { max-width: 100%; height: auto } * { stroke-linejoin: round; stroke-linecap: butt }";
      picture.attachShadow({ mode: "open" }).append(style, copy(drawn.documentElement, pages.evidence));
      this.node.replaceChildren(picture);
      return undefined;
    }
  }
  return (options) => new Drawing(options);
}

// Copies what draws, and leaves what could act or load: scripts, handlers, addresses outside the drawing.
function copy(element, evidence) {
  const made = document.createElementNS(SVG, element.localName);
  for (const { name, localName, value } of element.attributes) {
    const isSafe = !/url\(\s*["']?(?!#)/i.test(value);
    if (ATTRIBUTES.has(name) && isSafe) made.setAttribute(name, value);
    if (element.localName === "use" && localName === "href" && value.startsWith("#")) made.setAttribute("href", value);
    if (element.localName === "a" && localName === "href") addCard(made, value.replace(/^#/, ""), evidence);
  }
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) made.append(child.data);
    else if (ELEMENTS.has(child.localName)) made.append(copy(child, evidence));
  }
  return made;
}

function addCard(element, id, evidence) {
  const kind = ["claim", "fact"].find((each) => evidence[each].has(id));
  if (!kind) return;
  element.style.cursor = "help";
  openCard(element, () => cardOf(kind, id, evidence));
}
