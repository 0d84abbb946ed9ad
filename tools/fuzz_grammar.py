"""Makes up pages and notebooks from a grammar of what authors write, with words that stand nowhere else.

A page is a list of blocks; a block knows its words, so that a page can be cut down and still says what it must show.
The same seed makes the same page.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
URDU = "ابتجدرسعفقکلمنہی"

KINDS = ("note", "warning", "tip", "important", "danger", "hint", "caution", "seealso")
WIDTHS = ("50%", "100%", "120px", "8em", "4cm", "30mm", "2in", "90pt", "3pc", "150")
FORMULAS = (
    r"x^2 + y_1 \le \tfrac{1}{2}",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
    r"y = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
    r"\sum_{i=1}^n \mathbb{E}[X_i] \implies \overline{p}",
    r"\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix} \mathbf{v}",
    r"\int_0^\infty \frac{\partial u}{\partial t}\, dt",
)
MARKS = ("b", "i", "em", "strong", "u", "s", "del", "ins", "mark", "kbd", "small", "span", "code", "q", "var", "cite")
SCRIPTS = ("Əğışçöü", "Ελλάδα", "Москва", "₼ ₨ ₹ €", "✅", "⭐", "1️⃣", "→ ≤ ≠", "№ § ¶ †")
HOSTILE = (
    r"\<script\>{}\</script\>",
    r"\"\>\<img onerror={}\>",
    r"\#eval({})",
    r"\$\\foo{{{}}}\$",
    r"\@{} \= {} \~{}",
    r"\*{}\* \_{}\_",
    "{{{{ {} }}}}",
    r"\[{}\]",
    "//{} /* {}",
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><path d="M0 0L80 40"/></svg>'


@dataclass(frozen=True)
class Word:
    """A word that stands nowhere else: what holds it, the innermost last, and whether it may stand out of its order.

    Notes, captions and what stands in the margin are moved in print; headings and captions are listed in front.
    """

    text: str
    within: tuple[str, ...]
    is_loose: bool


@dataclass
class Block:
    """A part of a page: its Markdown, or the outputs of a cell, its words in order, and the blocks that it holds."""

    kind: str
    text: str
    words: list[Word]
    children: list[Block] = field(default_factory=list)
    outputs: list[dict[str, Any]] | None = None


@dataclass
class Page:
    """A page as it is written: a notebook where `is_notebook`, else Markdown."""

    name: str
    blocks: list[Block]
    is_notebook: bool

    @property
    def file(self) -> str:
        """The name of its file."""
        return self.name + (".ipynb" if self.is_notebook else ".md")

    @property
    def words(self) -> list[Word]:
        """All words that it must show, in order."""
        return [word for block in self.blocks for word in block.words]

    def source(self) -> str:
        """Return what its file holds."""
        texts = [f"# Page {self.name}", *(block.text for block in self.blocks if block.outputs is None)]
        if not self.is_notebook:
            return "\n\n".join(texts) + "\n"
        cells = [_cell("markdown", "title", texts[0])]
        for number, block in enumerate(self.blocks):
            if block.outputs is None:
                cells.append(_cell("markdown", f"m{number}", block.text))
            else:
                cells.append({**_cell("code", f"c{number}", "run()"), "execution_count": 1, "outputs": block.outputs})
                cells[-1]["metadata"] = {"mystnb": {"image": {"alt": "A line."}}}
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
        return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def _cell(kind: str, name: str, source: str) -> dict[str, Any]:
    return {"cell_type": kind, "id": name, "metadata": {}, "source": source}


def make_page(name: str, chance: random.Random, serial: Iterator[int], depth: int = 3, size: int = 8) -> Page:
    """Return a page of `size` blocks, nested at most `depth` deep; `serial` numbers its words."""
    maker = _Maker(chance, serial)
    is_notebook = chance.random() < 0.35
    blocks = []
    for _ in range(chance.randint(1, size)):
        is_cell = is_notebook and chance.random() < 0.4
        kinds = maker.cells if is_cell else [*maker.plain, *maker.holders, *maker.alone]
        blocks.append(maker.block(chance.choice(kinds), depth))
    return Page(name, blocks, is_notebook)


class _Maker:
    """Makes blocks: each method writes one construct, and `word` notes each word as it is written."""

    def __init__(self, chance: random.Random, serial: Iterator[int]) -> None:
        self.chance, self.serial = chance, serial
        self.said: list[Word] = []
        self.children: list[Block] = []
        self.within: list[str] = []
        self.notes: list[str] = []
        self.loose = 0
        self.outputs: list[dict[str, Any]] | None = None
        self.plain = [self.paragraph, self.code, self.pipe_table, self.formula, self.rubric, self.lines, self.fields]
        self.plain += [self.html_list, self.html_table, self.html_block, self.glossary, self.csv_table, self.tasks]
        self.holders = [self.bullets, self.numbers, self.quote, self.definitions, self.admonition, self.list_table]
        self.holders += [self.dropdown, self.card, self.grid, self.tabs, self.topic, self.epigraph, self.figure]
        self.alone = [self.heading, self.transition, self.long_table, self.listing, self.sidebar, self.amsmath]
        self.cells = [self.stream, self.plain_text, self.marked_text, self.html_output, self.latex_output]
        self.cells += [self.picture, self.traceback, self.coloured, self.structured, self.frame]

    def block(self, make: Callable[[int], str], depth: int) -> Block:
        """Make a block in what is being written, with its words and its own blocks."""
        said, children, self.said, self.children = self.said, self.children, [], []
        with self.inside(make.__name__):
            text = make(depth)
        if not self.within and self.notes:
            text, self.notes = "\n\n".join([text, *self.notes]), []
        block = Block(make.__name__, text, self.said, self.children, self.outputs)
        self.outputs = None
        self.said, self.children = [*said, *block.words], [*children, block]
        return block

    @contextmanager
    def inside(self, kind: str, loosely: bool = False) -> Iterator[None]:
        """Note what holds the words that are written now, and whether print may move or repeat them."""
        self.within.append(kind)
        self.loose += loosely
        yield
        self.loose -= loosely
        self.within.pop()

    # Words

    def word(self) -> str:
        """Return a new word of eight letters."""
        # Neighbours in number are far apart in letters: no word can be read out of the ends of two others.
        number, letters = next(self.serial) * 7_368_787 % 70**4, []
        for _ in range(4):
            number, place = divmod(number, len(CONSONANTS) * len(VOWELS))
            letters += [CONSONANTS[place // len(VOWELS)], VOWELS[place % len(VOWELS)]]
        return self.say("".join(letters))

    def urdu(self) -> str:
        """Return a new word of six letters that is read from the right."""
        number, letters = next(self.serial) * 3_141_593 % 14**6, []
        for _ in range(6):
            number, place = divmod(number, len(URDU))
            letters.append(URDU[place])
        return self.say("".join(letters))

    def say(self, text: str) -> str:
        self.said.append(Word(text, tuple(self.within), self.loose > 0))
        return text

    def words(self, least: int = 1, most: int = 6) -> str:
        """Return plain words."""
        return " ".join(self.word() for _ in range(self.chance.randint(least, most)))

    def line(self, most: int = 8) -> str:
        """Return a line of text with marks of every kind."""
        kinds = [self.word] * 6 + [self.emphasis, self.strong, self.literal, self.role, self.link, self.note]
        kinds += [self.html, self.broken, self.maths, self.other_script, self.hostile, self.citation, self.urdu]
        kinds += [self.badge, self.joined, self.address, self.unbroken]
        parts = []
        for _ in range(self.chance.randint(1, most)):
            make = self.chance.choice(kinds)
            if make == self.word:
                parts.append(self.word())
                continue
            with self.inside(make.__name__):
                parts.append(make())
        return " ".join(parts)

    def emphasis(self) -> str:
        return f"*{self.words(1, 3)}*"

    def strong(self) -> str:
        return f"**{self.word()} *{self.word()}***"

    def literal(self) -> str:
        return f"`{self.words(1, 3)}`"

    def role(self) -> str:
        name = self.chance.choice(("sub", "sup", "kbd", "guilabel", "samp", "file", "dfn", "command", "program"))
        return f"{self.word()}{{{name}}}`{self.word()}`" if name in {"sub", "sup"} else f"{{{name}}}`{self.word()}`"

    def link(self) -> str:
        return f"[{self.words(1, 3)}](https://example.org/?a=1&b=2)"

    def address(self) -> str:
        return f"<https://example.org/{self.word()}>"

    def note(self) -> str:
        name = f"n{next(self.serial)}"
        text = self.word()
        with self.inside("note", loosely=True):
            self.notes.append(f"[^{name}]: {self.words()}")
        return f"{text}[^{name}]"

    def html(self) -> str:
        mark = self.chance.choice((*MARKS, "sub", "sup", "a"))
        with self.inside(f"<{mark}>"):
            start = '<a href="https://example.org/">' if mark == "a" else f"<{mark}>"
            return f"{start}{self.words(1, 2)}</{mark}>"

    def broken(self) -> str:
        return f"{self.word()}<br>{self.word()}"

    def joined(self) -> str:
        return f"{self.word()}-**{self.word()}**/{self.word()}"

    def unbroken(self) -> str:
        text = "".join(self.word() for _ in range(self.chance.choice((3, 20))))
        return self.chance.choice((text, f"`{text}`"))

    def maths(self) -> str:
        return self.chance.choice((f"{{math}}`{FORMULAS[0]}`", "$x^2$"))

    def other_script(self) -> str:
        return self.chance.choice(SCRIPTS)

    def hostile(self) -> str:
        form = self.chance.choice(HOSTILE)
        return form.format(*(self.word() for _ in range(form.count("{}"))))

    def citation(self) -> str:
        return self.chance.choice(("{cite:t}`writer2020`", "{cite:p}`writer2020`"))

    def badge(self) -> str:
        return f"{{bdg-primary}}`{self.word()}`"

    # Blocks that hold lines only

    def paragraph(self, depth: int) -> str:
        return self.line(20)

    def heading(self, depth: int) -> str:
        with self.inside("title", loosely=True):
            return f"## {self.words(1, 4)}"

    def rubric(self, depth: int) -> str:
        return _directive("rubric", self.words(1, 3))

    def transition(self, depth: int) -> str:
        return f"{self.word()}\n\n---\n\n{self.word()}"

    def code(self, depth: int) -> str:
        language = self.chance.choice(("python", "text", "", "bash", "json"))
        lines = [self.words(1, self.chance.choice((3, 30))) for _ in range(self.chance.choice((1, 4, 12)))]
        if self.chance.random() < 0.3:
            lines.append(f'x = "{"".join(self.word() for _ in range(30))}"')
        return "\n".join([f"```{language}", *lines, "```"])

    def listing(self, depth: int) -> str:
        with self.inside("caption", loosely=True):
            caption = self.words(1, 3)
        lines = [self.words(1, 4) for _ in range(self.chance.choice((3, 90)))]
        return _directive("code-block", "python", "\n".join(lines), f":caption: {caption}\n:linenos:")

    def formula(self, depth: int) -> str:
        latex = self.chance.choice(FORMULAS)
        return self.chance.choice((_directive("math", "", latex), f"$$\n{latex}\n$$"))

    def amsmath(self, depth: int) -> str:
        return "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}"

    def lines(self, depth: int) -> str:
        return _directive("eval-rst", "", "\n".join(f"| {self.words()}" for _ in range(self.chance.randint(1, 5))))

    def fields(self, depth: int) -> str:
        return "\n".join(f":{self.word()}: {self.line(4)}" for _ in range(self.chance.randint(1, 4)))

    def tasks(self, depth: int) -> str:
        return "\n".join(f"- [{self.chance.choice(' x')}] {self.line(4)}" for _ in range(self.chance.randint(1, 4)))

    def glossary(self, depth: int) -> str:
        terms = (f"{self.word()}\n  {self.words()}" for _ in range(self.chance.randint(1, 3)))
        return _directive("glossary", "", "\n\n".join(terms))

    def heads(self, columns: int) -> list[str]:
        """Return the heads of columns, which stand again on each page that a table runs over."""
        with self.inside("head", loosely=True):
            return [self.words(1, 2) for _ in range(columns)]

    def pipe_table(self, depth: int) -> str:
        columns = self.chance.randint(1, 8)
        sides = [self.chance.choice(("---", ":--", "--:", ":-:")) for _ in range(columns)]
        rows = [self.heads(columns), sides]
        rows += [[self.line(2).replace("|", "\\|") for _ in range(columns)] for _ in range(self.chance.randint(1, 6))]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def long_table(self, depth: int) -> str:
        width, rows = self.chance.randint(2, 5), self.chance.choice((30, 90))
        options = ":header-rows: 1" + self.chance.choice(("", "\n:class: wide", "\n:class: compact", "\n:widths: auto"))
        with self.inside("caption", loosely=True):
            caption = self.words(1, 3) if self.chance.random() < 0.5 else ""
        head = _item(self.heads(width))
        body = "\n".join([head, *(_item([self.word() for _ in range(width)]) for _ in range(rows))])
        return _directive("list-table", caption, body, options)

    def csv_table(self, depth: int) -> str:
        rows = (f'"{self.words(1, 2)}", {self.word()}' for _ in range(self.chance.randint(1, 4)))
        return _directive("csv-table", "", "\n".join(rows))

    def html_list(self, depth: int) -> str:
        mark = self.chance.choice(("ul", "ol"))
        items = "".join(f"<li>{self.words(1, 3)} <b>{self.word()}</b></li>" for _ in range(self.chance.randint(1, 4)))
        return f"<{mark}>{items}</{mark}>"

    def html_table(self, depth: int) -> str:
        heads = f"<tr><th>{self.word()}</th><th>{self.word()}</th></tr>"
        row = f"<tr><td colspan=2>{self.words()}</td></tr><tr><td>{self.word()}</td><td><p>{self.word()}</p></td></tr>"
        return f"<table>{heads}{row}</table>"

    def html_block(self, depth: int) -> str:
        forms = (
            "<div><p>{}</p><p>{}</p></div>",
            "<p>{}</p>\n<p>{}</p>",
            "<details><summary>{}</summary>{}</details>",
            "<blockquote>{}</blockquote><hr><div>{}</div>",
            "<pre>{}\n{}</pre>",
            "<dl><dt>{}</dt><dd>{}</dd></dl>",
            "<center>{} <font>{}</font></center>",
            "<h4>{}</h4><p>{}</p>",
            "<div>\n\n{} *and*\n\n</div>\n\n{}",
            "<style>p { }</style><script>1</script><p>{} <!-- hidden -->{}</p>",
        )
        form = self.chance.choice(forms)
        with self.inside(form.partition(">")[0] + ">"):
            return (
                form.replace("{{}}", "\0").replace("{}", self.word(), 1).replace("{}", self.word()).replace("\0", "{}")
            )

    # Blocks that hold blocks

    def body(self, depth: int, most: int = 3) -> str:
        """Return some blocks, of lines only where the nesting ends."""
        kinds = [self.paragraph, *self.plain, *(self.holders if depth > 1 else [])]
        return "\n\n".join(
            self.block(self.chance.choice(kinds), depth - 1).text for _ in range(self.chance.randint(1, most))
        )

    def bullets(self, depth: int) -> str:
        return "\n".join(_indent(f"- {self.line(6)}", f"{self.body(depth, 1)}", 2) for _ in range(2))

    def numbers(self, depth: int) -> str:
        return "\n".join(_indent(f"{number}. {self.line(6)}", self.body(depth, 1), 3) for number in (1, 2))

    def quote(self, depth: int) -> str:
        return "\n".join(f"> {line}" for line in self.body(depth, 2).splitlines())

    def definitions(self, depth: int) -> str:
        return "\n\n".join(f"{self.words(1, 3)}\n{_indent(': ' + self.line(6), self.body(depth, 1), 2)}" for _ in "ab")

    def admonition(self, depth: int) -> str:
        if self.chance.random() < 0.5:
            return _directive(self.chance.choice(KINDS), "", self.body(depth))
        return _directive("admonition", self.line(3), self.body(depth))

    def topic(self, depth: int) -> str:
        return _directive("topic", self.words(1, 3), self.line(8))

    def sidebar(self, depth: int) -> str:
        with self.inside("moved", loosely=True):
            return _directive("sidebar", self.words(1, 2), self.line(8)) + f"\n\n{self.words()}"

    def epigraph(self, depth: int) -> str:
        name = self.chance.choice(("epigraph", "pull-quote", "highlights"))
        return _directive(name, "", f"{self.words()}\n\n-- {self.words(1, 3)}")

    def dropdown(self, depth: int) -> str:
        return _directive("dropdown", self.words(1, 3), self.body(depth))

    def card(self, depth: int) -> str:
        body = f"{self.words()}\n^^^\n{self.line(6)}\n+++\n{self.words()}"
        with self.inside("title"):
            # The title stands above the head that the text begins with.
            title, place = self.word(), len(self.said) - 1
        self.said[place] = Word(title, (*self.within, "title"), True)
        return _directive("card", title, body)

    def grid(self, depth: int) -> str:
        items = "\n\n".join(
            _directive("grid-item-card", self.words(1, 2), self.body(min(depth, 2), 1)) for _ in range(3)
        )
        return _directive("grid", "1 2 2 3", items)

    def tabs(self, depth: int) -> str:
        items = (_directive("tab-item", self.words(1, 2), self.body(depth, 2)) for _ in range(2))
        return _directive("tab-set", "", "\n\n".join(items))

    def figure(self, depth: int) -> str:
        options = f":alt: A line falls.\n:width: {self.chance.choice(WIDTHS)}"
        options += self.chance.choice(("", "\n:align: left", "\n:height: 40px", "\n:scale: 50%", "\n:figwidth: 80%"))
        with self.inside("caption", loosely=True):
            return _directive("figure", "line.svg", f"{self.line(5)}\n\n{self.words()}", options)

    def list_table(self, depth: int) -> str:
        columns = self.chance.randint(1, 3)
        rows = [self.heads(columns)]
        rows += [[self.body(min(depth, 2), 1) for _ in range(columns)] for _ in range(self.chance.randint(1, 3))]
        return _directive("list-table", "", "\n".join(map(_item, rows)), ":header-rows: 1")

    # Cells of a notebook

    def show(self, **data: str) -> str:
        """Note an output in several formats; names are those of mime types with two underscores for the stroke."""
        bundle = {name.replace("__", "/").replace("_svg", "/svg+xml"): text for name, text in data.items()}
        self.outputs = [{"output_type": "display_data", "metadata": {}, "data": bundle}]
        return ""

    def stream(self, depth: int) -> str:
        name = self.chance.choice(("stdout", "stderr"))
        text = self.chance.choice((self.words(1, 40), "".join(self.word() for _ in range(40))))
        self.said = [word for word in self.said if word.text in text]
        self.outputs = [{"output_type": "stream", "name": name, "text": f"{text}\n"}]
        return ""

    def plain_text(self, depth: int) -> str:
        return self.show(text__plain=f"<{self.word()} {self.words()}>")

    def marked_text(self, depth: int) -> str:
        table = f"| {self.word()} | {self.word()} |\n|---|---|\n| {self.word()} | $x$ |"
        text = f"**{self.word()}** {self.words()}\n\n{table}\n\n- {self.word()}\n- {self.word()}\n"
        # The words of the table were written first and stand second.
        self.said = [*self.said[3:-2], *self.said[:3], *self.said[-2:]]
        return self.show(text__markdown=text, text__plain="<IPython.core.display.Markdown object>")

    def html_output(self, depth: int) -> str:
        text = f"<div><p>{self.words()}</p><ul><li>{self.word()}</li></ul><b>{self.word()}</b><br>{self.word()}</div>"
        return self.show(text__html=text, text__plain="<IPython.core.display.HTML object>")

    def frame(self, depth: int) -> str:
        head = f"<thead><tr><th></th><th>{self.word()}</th></tr></thead>"
        rows = "".join(f"<tr><th>{self.word()}</th><td>{self.word()}</td></tr>" for _ in range(3))
        style = "<style>td {color: red}</style>" if self.chance.random() < 0.5 else ""
        text = f'{style}<table border="1" class="dataframe">{head}<tbody>{rows}</tbody></table>'
        return self.show(text__html=text, text__plain="<pandas.io.formats.style.Styler at 0x7f00>")

    def latex_output(self, depth: int) -> str:
        return self.show(text__latex="$\\displaystyle x^2$", text__plain="<IPython.core.display.Math object>")

    def picture(self, depth: int) -> str:
        return self.show(image_svg=SVG, text__plain="<Figure size 1>")

    def structured(self, depth: int) -> str:
        text = json.dumps({self.word(): [self.word(), 1]})
        return self.show(application__json=text, text__plain=text)

    def coloured(self, depth: int) -> str:
        text = f"\x1b[31m{self.word()}\x1b[0m {self.word()} \x1b[1;32m{self.words()}\x1b[0m\n"
        self.outputs = [{"output_type": "stream", "name": "stdout", "text": text}]
        return ""

    def traceback(self, depth: int) -> str:
        lines = [f"\x1b[31mValueError\x1b[0m: {self.word()}", self.words()]
        self.outputs = [{"output_type": "error", "ename": "ValueError", "evalue": "x", "traceback": lines}]
        return ""


def _directive(name: str, argument: str = "", body: str = "", options: str = "") -> str:
    """Return a directive whose fence is longer than those in it."""
    # A fence of backticks has none in its first line.
    mark = "~" if "`" in argument else "`"
    longest = max((len([*run]) for sign, run in groupby(body) if sign == mark), default=0)
    fence = mark * max(3, longest + 1)
    return "\n".join(
        filter(None, [f"{fence}{{{name}}} {argument}".rstrip(), options, f"\n{body}" if body else "", fence])
    )


def _indent(first: str, rest: str, width: int) -> str:
    """Return an item of a list: its first line, and blocks set in below it."""
    lines = "\n".join(f"{' ' * width}{line}" if line else "" for line in rest.splitlines())
    return f"{first}\n\n{lines}\n"


def _item(cells: list[str]) -> str:
    """Return a row of a list table."""
    rows = []
    for number, cell in enumerate(cells):
        first, *rest = cell.splitlines() or [""]
        rows.append(("* - " if number == 0 else "  - ") + first)
        rows += [f"    {line}" if line else "" for line in rest]
    return "\n".join(rows)
