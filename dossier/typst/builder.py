"""The Sphinx builder: gathers the documents, writes them as Typst, compiles that to PDF."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.logging import get_node_location

from dossier.checkout import EPOCH
from dossier.settings import Palette
from dossier.typst.brief import PIECE_LEVEL, choose
from dossier.typst.compiler import Problem, TypstError, compile_pdf, fonts, marker
from dossier.typst.context import Book
from dossier.typst.expected import Expected
from dossier.typst.heads import open_with_heading
from dossier.typst.html import replace_html
from dossier.typst.letters import BEHIND
from dossier.typst.links import SCHEME, Links
from dossier.typst.markup import value
from dossier.typst.words import find_missing
from dossier.typst.writer import Writer

logger = logging.getLogger(__name__)

INDEX = "Index of names"

ALONE = "report-alone"
"""The name of an empty file that says: the report is whole, and what should stand beside it could not be made."""


class TypstBuilder(Builder):
    """Sets the whole book, from the root document through every document of its contents, as one PDF.

    Beside it are set, where the configuration names what they hold, a brief of two pages at most, and a volume of
    evidence: documents to look things up in, which the book then leaves out.
    """

    name = "typst"
    format = "typst"
    epilog = "The PDFs are in %(outdir)s."
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg"]  # noqa: RUF012 (Sphinx's declaration)
    # They are not fetched, so that a PDF is the same without a network; print says where they are.
    supported_remote_images = True
    allow_parallel = False

    def init(self) -> None:
        """Name the folder of pictures within the output folder."""
        self.imagedir = "images"

    def get_outdated_docs(self) -> str:
        """Say that everything is to be written: the book is one file."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a document within the PDF."""
        return SCHEME + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of a document, which is the same from everywhere."""
        return self.get_target_uri(to, typ)

    def write(self, *ignored: object) -> None:
        """Write and compile the book and its brief.

        What stops it is logged and ends in a failing status, not raised: Jupyter Book would show a traceback.
        """
        for name in ("report.pdf", "evidence.pdf", "brief.pdf", ALONE):
            Path(self.outdir, name).unlink(missing_ok=True)
        # Numbered references look into the same documents again and again, and reading one back is slow.
        self.read_afresh = self.env.get_doctree
        self.env.get_doctree = cache(self.read_afresh)  # type: ignore[method-assign]
        self.problems: list[Problem] = []
        chapters = [(docname, depth, self.resolve(docname)) for docname, depth in self.contents()]
        try:
            if self.problems:
                raise TypstError(self.problems)
            apart = set(self.config.typst_evidence)
            self.compile("report", *self.write_volume("report", [each for each in chapters if each[0] not in apart]))
            if apart:
                volume = [each for each in chapters if each[0] in apart]
                self.compile("evidence", *self.write_volume("evidence", volume))
            if self.config.typst_brief:
                self.compile("brief", *self.write_brief({docname: doctree for docname, _, doctree in chapters}))
        except TypstError as error:
            if Path(self.outdir, "report.pdf").is_file() and not self.app._warncount:
                # What else is wrong does not keep the report from its readers.
                Path(self.outdir, ALONE).touch()
            with logging.skip_warningiserror():
                for problem in error.problems:
                    logger.error("%s", problem.message, location=problem.place)
            self.app.statuscode = 1

    def write_volume(self, design: str, chapters: list[tuple[str, int, nodes.document]]) -> tuple[list[str], Expected]:
        """Return the markup of a volume, part by part, and its words; of two volumes neither links into the other."""
        links = Links(alone=not self.config.typst_evidence)
        book = Book(self.env, self.copy_images(), Path(self.outdir, self.imagedir), links)
        for docname, _, doctree in chapters:
            book.links.register(docname, doctree)
        parts, expected = [self.opening(design)], Expected()
        for docname, depth, doctree in chapters:
            writer = Writer(book, docname, doctree, depth)
            expected.add(doctree, writer.location)
            writer.refuse_letters(fonts())
            parts.append(f"{marker(docname)}\n{writer.render(doctree)}")
            if docname == self.config.root_doc:
                parts.append("#show: main-matter")
        if design == "report":
            parts.append(f"#names-index({value(INDEX)})")
        book.refuse_problems()
        return parts, expected

    def write_brief(self, doctrees: dict[str, nodes.document]) -> tuple[list[str], Expected]:
        """Return the markup of the brief, piece by piece, and its words."""
        pieces = [piece for wanted in self.config.typst_brief for piece in choose(wanted, doctrees)]
        for _, node in pieces:
            for image in node.findall(nodes.image):
                self.images.setdefault(image["uri"], Path(image["uri"]).name)
        book = Book(self.env, self.copy_images(), Path(self.outdir, self.imagedir), Links(whole=False, alone=False))
        for docname, node in pieces:
            book.links.register(docname, node)
        parts, expected = [self.opening("brief")], Expected()
        for docname, node in pieces:
            writer = Writer(book, docname, doctrees[docname], PIECE_LEVEL)
            expected.add(node, writer.location)
            parts.append(f"{marker(docname)}\n{writer.render(node)}")
        book.refuse_problems()
        return parts, expected

    def compile(self, name: str, parts: list[str], expected: Expected) -> None:
        """Write one Typst file beside the templates, compile it, and look for the expected words in what came of it."""
        for design in files(__package__).iterdir():
            if design.name.endswith(".typ"):
                Path(self.outdir, f"design-{design.name}").write_bytes(design.read_bytes())
        Path(self.outdir, "design-palette.typ").write_text(self.palette(), encoding="utf-8")
        source = Path(self.outdir, f"{name}.typ")
        source.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
        target = Path(self.outdir, f"{name}.pdf")
        # Most changes leave a volume as it was; the same source gives the same PDF.
        kept = Path(self.doctreedir, f"{name}-{self.digest(source, expected)}.pdf")
        if not kept.is_file():
            for before in kept.parent.glob(f"{name}-*.pdf"):
                before.unlink()
            pdf = compile_pdf(source, self.timestamp())
            if problems := find_missing(expected, pdf):
                raise TypstError(problems)
            kept.write_bytes(pdf)
        shutil.copyfile(kept, target)

    def digest(self, source: Path, expected: Expected) -> str:
        """Return the digest of all that a PDF is made of, and of what is looked for in it.

        That is its source, the design, the pictures, the time, the tools, and the words of its pages.
        """
        whole = hashlib.sha256(f"{self.timestamp()} {version('typst')} {[*map(str, fonts())]}".encode())
        whole.update(expected.text.encode(errors="surrogatepass"))
        text = source.read_text(encoding="utf-8")
        pictures = [path for path in sorted(Path(self.outdir, self.imagedir).iterdir()) if path.name in text]
        used = [source, *sorted(Path(self.outdir).glob("design-*.typ")), *pictures]
        for path in used:
            whole.update(f"{path.name}\0".encode() + path.read_bytes())
        return whole.hexdigest()[:16]

    def contents(self) -> Iterator[tuple[str, int]]:
        """Yield each document's name, in reading order, and the level of its heading."""
        seen = set()

        def walk(docname: str, depth: int) -> Iterator[tuple[str, int]]:
            if docname in seen:
                return
            seen.add(docname)
            yield docname, max(depth, 1)
            for child in self.env.toctree_includes.get(docname, []):
                yield from walk(child, depth + 1)

        yield from walk(self.config.root_doc, 0)

    def resolve(self, docname: str) -> nodes.document:
        """Return a document with its references resolved and its pictures chosen."""
        doctree = self.read_afresh(docname)
        self.env.resolve_references(doctree, docname, self)
        replace_html(doctree, docname, self.note_problem)
        open_with_heading(doctree)
        for image in doctree.findall(nodes.image):
            # Sphinx has noted the pictures of Markdown, and not those of HTML.
            if image["uri"] not in self.env.images and Path(self.srcdir, image["uri"]).is_file():
                self.env.images.add_file(docname, image["uri"])
        self.post_process_images(doctree)
        if docname == self.config.root_doc:
            self.retitle(doctree)
        return doctree

    def note_problem(self, message: str, node: nodes.Node) -> None:
        """Keep what is wrong with a page's HTML until the volumes are written."""
        self.problems.append(Problem(get_node_location(node), message))

    def retitle(self, doctree: nodes.document) -> None:
        """Give the root document a heading of its own where it only repeats the book's title."""
        title = next(doctree.findall(nodes.title), None)
        if title is not None and title.astext() == self.title():
            title.children = [nodes.Text(self.config.typst_front_title)]

    def copy_images(self) -> dict[str, str]:
        """Copy the pictures in use to the output and return their file names there."""
        folder = Path(self.outdir, self.imagedir)
        folder.mkdir(parents=True, exist_ok=True)
        for source, name in self.images.items():
            shutil.copyfile(Path(self.srcdir, source), folder / name)
        return dict(self.images)

    def opening(self, design: str) -> str:
        """Return the call that sets the opening and applies one of the designs to all that follows."""
        imprint = dict(self.config.typst_imprint)
        arguments = {
            "title": self.title(),
            "subtitle": self.config.typst_subtitle or None,
            "author": self.config.author,
            "lang": self.config.language.split("_")[0],
            "imprint": self.config.typst_imprint,
            "foot": [f"{name} {imprint[name]}" for name in self.config.typst_foot if name in imprint],
        }
        named = (f"{name}: {value(argument)}" for name, argument in arguments.items())
        return f'#import "design-{design}.typ": *\n\n#show: {design}.with({", ".join(named)})'

    def palette(self) -> str:
        """Return the colours of the design by role, and the families of letters behind its own, as Typst."""
        colours = asdict(Palette(**self.config.typst_palette))
        behind = f"#let behind = {value(BEHIND)}\n"
        return behind + "".join(f"#let {role} = rgb({value(colour)})\n" for role, colour in colours.items())

    def title(self) -> str:
        """Return the book's title: Jupyter Book hands it on as the title of the HTML."""
        unnamed = f"{self.config.project} {self.config.release} documentation"
        return self.config.project if self.config.html_title in ("", unnamed) else self.config.html_title

    def timestamp(self) -> int:
        """Return the creation time written into the PDF, in seconds since 1970."""
        if self.config.typst_timestamp is not None:
            return self.config.typst_timestamp
        return int(os.environ.get("SOURCE_DATE_EPOCH", EPOCH))
