// Renders the tables of a report: numbered, with their marks, where plain HTML shows ids.

import { make, setInline } from "./inline.js";
import { makeRole, pathOf } from "./markdown.js";
import { TABLE } from "./page.js";

export { TABLE };

export function tableRenderer({ RenderedCommon }, pages) {
  class MystTable extends RenderedCommon {
    constructor(options) {
      super(options);
      this.path = pathOf(options.resolver);
      this.roles = [];
      this.addClass("jp-RenderedHTMLCommon");
      this.addClass("dossier-table");
      pages.add(this);
    }

    async render(model) {
      await pages.evidence.ready;
      const { caption, name, columns, rows, align, widths } = model.data[TABLE];
      const cell = (tag) => (text, at) => {
        const element = make(tag, {}, setInline(text, makeRole));
        element.style.textAlign = align[at] ?? "left";
        return element;
      };
      const head = make("tr", {}, ...columns.map(cell("th")));
      const body = rows.map((row) => make("tr", {}, ...row.map(cell("td"))));
      const total = widths.reduce((sum, width) => sum + width, 0);
      const sizes = widths.map((width) => {
        const column = make("col");
        column.style.width = `${(100 * width) / total}%`;
        return column;
      });
      const number = makeRole("number", name);
      const title = make("caption", {}, number, " ", setInline(caption, makeRole));
      const parts = [title, make("colgroup", {}, ...sizes), make("thead", {}, head), make("tbody", {}, ...body)];
      this.node.replaceChildren(make("table", {}, ...parts));
      this.roles = [...this.node.querySelectorAll(".dossier-role")];
      pages.paint(this);
    }

    renderModel(model) {
      return this.render(model);
    }

    dispose() {
      pages.remove(this);
      super.dispose();
    }
  }
  return (options) => new MystTable(options);
}
