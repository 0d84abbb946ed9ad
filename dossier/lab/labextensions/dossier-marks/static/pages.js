// Keeps what is open in JupyterLab painted: documents, the notebooks that they belong to, and the evidence.

import { dress } from "./cells.js";
import { Page } from "./page.js";
import { paint } from "./roles.js";

export class Pages {
  constructor(evidence, commands) {
    this.evidence = evidence;
    this.commands = commands;
    this.renderers = new Set();
    this.pages = new Map();
    this.asked = new Set();
    this.evidence.ready = this.evidence.load();
    this.reload = later(() => this.loadAgain(), 200);
    this.judge = later(() => this.askEngine(), 50);
    evidence.contents.fileChanged.connect((_, change) => {
      const path = change.newValue?.path ?? "";
      if (change.type === "save" && /(^data\/.*\.csv|\.ipynb|\.bib|\.yml)$/.test(path)) this.reload();
    });
  }

  add(renderer) {
    this.renderers.add(renderer);
  }

  remove(renderer) {
    this.renderers.delete(renderer);
  }

  // A dollar opens a formula where it does in the book; without a report, where it always does in JupyterLab.
  get keepsDollars() {
    return this.evidence.hasDollarMath || !this.evidence.isThere;
  }

  paint(renderer) {
    for (const element of renderer.roles) paint(element, this.pages.get(renderer.path), this);
  }

  paintAll() {
    for (const renderer of this.renderers) this.paint(renderer);
  }

  async loadAgain() {
    await this.evidence.load();
    this.evidence.certainty.clear();
    this.evidence.problem = "";
    this.asked.clear();
    this.paintAll();
  }

  // The engine is asked once for all statements that are open.
  ask(statement) {
    if (this.asked.has(statement)) return;
    this.asked.add(statement);
    this.judge();
  }

  async askEngine() {
    await this.evidence.judge([...this.asked]);
    this.paintAll();
  }

  async open(panel) {
    this.reload();
    await panel.context.ready;
    await this.evidence.ready;
    const refresh = later(() => this.read(panel), 60);
    panel.content.model.contentChanged.connect(refresh);
    panel.content.cellInViewportChanged?.connect(refresh);
    panel.context.pathChanged.connect(refresh);
    panel.disposed.connect(() => this.pages.delete(panel.context.path));
    // A report whose chapters cite claims has them judged, for what contradicts them.
    this.ask("");
    this.read(panel);
  }

  read(panel) {
    if (panel.isDisposed || !panel.content.model) return;
    const { path } = panel.context;
    const name = path.split("/").pop().replace(/\.ipynb$/, "");
    const page = new Page(panel, this.evidence.chapters.get(name));
    this.pages.set(path, page);
    dress(page, this);
    for (const renderer of this.renderers) if (renderer.path === path) this.paint(renderer);
  }

  show(page, at) {
    const notebook = page.panel.content;
    notebook.activeCellIndex = at;
    notebook.scrollToItem(at, "smart");
  }

  openFile(path) {
    this.commands.execute("docmanager:open", { path });
  }
}

// Calls once, a while after the last of several wishes.
function later(act, wait) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
}
