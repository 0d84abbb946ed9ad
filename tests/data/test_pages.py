"""The built report, page by page, and its PDF: no gap, no traceback, no raw object, every link leads somewhere."""

import csv
import importlib.metadata
import io
import json
import posixpath
import random
import re
from functools import cache
from urllib.parse import unquote, urldefrag, urlsplit

import frictionless
import nbformat
import pypdfium2
import pytest
import yaml
from pypdf import PdfReader

from dossier.notebook import judgements
from dossier.vocabulary import Judgement

CODE = ".cell_input, template, .reading-time, .run-chapter"
"""What is on a page beside its own text."""

TRACES = ("Traceback", "DataFrame", "<Axes", "Figure(", "<matplotlib", "NaN", "dtype:", "{glue", "{claim}")


@pytest.fixture(scope="module")
def body(page):
    """Returns the article of a page without the source of its code and the cards that wait for a reader."""

    def copy(name):
        article = page(name).article.__copy__()
        for apart in article.select(CODE):
            apart.decompose()
        return article

    return cache(copy)


@pytest.fixture(scope="module")
def pdf(book):
    return PdfReader(book / "pdf" / "report.pdf")


@pytest.fixture(scope="module")
def printed(book):
    return read_pdf(book / "pdf" / "report.pdf")


@pytest.fixture(scope="module")
def evidence_printed(book):
    return read_pdf(book / "pdf" / "evidence.pdf")


def read_pdf(file):
    """The text of a PDF in one line; pdfium says \\x02 for a hyphen at the end of a line."""
    leaves = pypdfium2.PdfDocument(file)
    return re.sub(r"\s+", " ", " ".join(leaf.get_textpage().get_text_bounded() for leaf in leaves))


def find_target(here, href):
    """The page or file that an address on the page `here` leads to, seen from the root of the edition."""
    path = unquote(urlsplit(href).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else f"{here}.html"


def test_a_page_shows_no_traceback_and_no_raw_object(page_names, body, subtests):
    for name in page_names:
        with subtests.test(name):
            text = body(name).get_text(" ")
            assert [trace for trace in TRACES if trace in text] == []


def test_no_sentence_has_a_gap(page_names, body, subtests):
    gap = re.compile(r"  [a-z]|\(\s*\)|“”|US\$ (?![mb]illion)|\s[,;](\s|$)")
    for name in page_names:
        with subtests.test(name):
            texts = [read_prose(line).replace("\n", " ") for line in body(name).select("p, li")]
            assert [text for text in texts if gap.search(text)] == []


def read_prose(line):
    """Return the words of a line, with one word in the place of each stretch of code."""
    return "".join("code" if text.find_parent("code") else text for text in line.find_all(string=True))


def test_figures_and_tables_have_numbers_captions_links_and_sizes(page_names, body, page, subtests):
    for name in page_names:
        with subtests.test(name):
            for place, image in enumerate(body(name).select("img")):
                assert len(image["alt"]) > 40
                figure = image.find_parent("figure")
                assert figure.select_one(".caption-number").get_text().startswith("Figure")
                assert len(figure.select_one(".caption-text").get_text()) > 40
                assert int(image["width"]) > 0 and int(image["height"]) > 0
                assert (image.get("loading") == "lazy") == (place > 0)
            for table in body(name).select("table"):
                assert table.select_one("caption .caption-number").get_text().startswith("Table")
                assert all(head.get_text(strip=True) for head in table.select("thead th"))
            assert all(head["scope"] == "col" for head in page(name).select("thead th"))
            for caption in page(name).select(
                "article :is(h1, h2, h3), article :is(figcaption, caption):has(.caption-number)"
            ):
                assert caption.select_one("a.headerlink"), caption


def test_every_link_of_a_page_leads_somewhere(page_names, page, page_ids, book, subtests):
    for name in [*page_names, "search"]:
        with subtests.test(name):
            for element in page(name).select("[href], [src]"):
                href, fragment = urldefrag(element.get("href") or element["src"])
                if urlsplit(href).scheme:
                    continue
                assert not href.startswith("/"), "an address that only works at the root of a host"
                target = find_target(name, href)
                assert (book / "html" / target).is_file(), href
                if fragment and target.endswith(".html") and not target.startswith("lite/"):
                    assert unquote(fragment) in page_ids(target.removesuffix(".html")), element


def test_the_edition_has_no_page_beside_those_of_the_contents(page_names, book):
    paths = [path.relative_to(book / "html").with_suffix("").as_posix() for path in (book / "html").rglob("*.html")]
    assert {path for path in paths if not path.startswith("lite/")} == {*page_names, "search"}


def test_every_claim_and_fact_has_an_address(page_ids, everything):
    evidence = everything.corpus
    assert set(evidence.claims["claim"]) <= page_ids("claims")
    assert set(evidence.facts["fact"]) <= page_ids("facts")


def test_every_entry_says_whether_a_chapter_cites_it(page_names, page, evidence):
    cited = set()
    for name in page_names:
        cited |= {urldefrag(link["href"])[1] for link in page(name).select("article .evidence a")}
    for register, ids in (("claims", evidence.claims["claim"]), ("facts", evidence.facts["fact"])):
        entries = {entry["id"]: entry for entry in page(register).select("[id]")}
        for name in ids:
            said = entries[name].find_all("p")[-1].get_text()
            assert said.startswith("Cited in") and ("no chapter" in said) == (name not in cited)


def test_every_backlink_leads_to_a_mark_that_cites_the_entry(page, evidence):
    for name in random.Random(1992).sample(list(evidence.claims["claim"]), 20):
        for link in page("claims").find(id=name).find_all("p")[-1].select("a"):
            target, anchor = urldefrag(link["href"])
            mark = page(target.removesuffix(".html")).find(id=anchor)
            assert mark.find("a", href=re.compile(f"#{re.escape(name)}$"))


def test_ten_marks_lead_in_one_step_to_the_words_and_in_two_to_the_source(page_names, page, page_ids, body, evidence):
    quotes = evidence.claims.set_index("claim")["quote"]
    for name in page_names:
        marks = body(name).select(".evidence.claim a[href*='claims.html#']")
        for link in random.Random(1992).sample(marks, min(10, len(marks))):
            claim = urldefrag(link["href"])[1]
            entry = page("claims").find(id=claim)
            assert quotes[claim] in entry.get_text()
            # The article stands at the head of its entries.
            article = entry.find_parent("section").select_one(".entry.source a[href*='bibliography.html#']")
            assert urldefrag(article["href"])[1] in page_ids("bibliography")


def test_every_version_is_the_same(root):
    version = importlib.metadata.version("dossier")
    cff = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert {version, cff["version"], cff["preferred-citation"]["version"], package["version"]} == {version}
    assert f"### {version} (" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_page_says_at_its_foot_which_edition_it_is(page_names, page, subtests):
    edition = r"Version [\d.]+ · commit \w+( with local changes)? · \d+ \w+ 20\d\d · data [0-9a-f]{12}"
    for name in page_names:
        with subtests.test(name):
            assert re.fullmatch(edition, page(name).select_one(".edition").get_text())


def test_each_judgement_of_the_landing_page_has_its_word_its_basis_and_its_chapter(body, report):
    told = body("index").select("#what-is-the-case > ol > li")
    assert len(told) in range(8, 11)
    words = "|".join(judgement.label.capitalize() for judgement in Judgement)
    for item in told:
        assert re.search(rf"({words}): \w", item.get_text()), item
        assert re.fullmatch(r"Chapter \d", item.select("a")[-1].get_text()), item
    said = re.sub(r"\s+", " ", told[0].get_text())
    assert judgements(report)["mutual-support"].partition(": ")[2] in said


def test_the_colophon_names_the_edition(body):
    assert re.search(r"Data hash\s*:?\s*[0-9a-f]{12}", body("colophon").get_text(" ", strip=True))


def test_words_in_another_language_are_marked_as_such(page):
    assert {word.get_text() for word in page("glossary").select("[lang=az]")} == {"Xocalı"}
    assert "Yeganə" in {word.get_text() for word in page("bibliography").select("[lang=az]")}


def test_the_preview_the_map_and_the_icons_are_there(page, page_names, book, everything):
    head, site = page("index").head, book / "html"
    image = head.select_one("meta[property='og:image']")["content"]
    host = image.removesuffix("_static/social.png")
    assert (site / "_static" / "social.png").read_bytes()[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)
    assert f"{len(everything.corpus.claims)} claims" in head.select_one("meta[property='og:image:alt']")["content"]
    assert all((site / icon["href"]).is_file() for icon in head.select("link[rel=icon]"))
    locations = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert {location.removeprefix(host) for location in locations} == {f"{name}.html" for name in page_names}
    assert f"Sitemap: {host}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def offered(page_names, page):
    """Every figure and table with a number: its page, its id, its kind."""
    found = []
    for name in page_names:
        for number in page(name).select("article .caption-number"):
            holder = number.find_parent(["figure", "table"])
            found.append((name, holder["id"], number.get_text()))
    return found


def test_every_figure_and_table_offers_its_data_with_what_is_known_of_them(book, root, page, offered, everything):
    evidence = everything.corpus
    known = {*evidence.claims["claim"], *evidence.facts["fact"], *evidence.series["series"], "all claims of the report"}
    assert offered
    for name, label, number in offered:
        [link] = page(name).select(f".foot a[href$='data/{label}.csv']")
        file = book / "html" / find_target(name, link["href"])
        text = file.read_text(encoding="utf-8")
        rows = list(csv.reader(io.StringIO(text)))
        about = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        assert rows[0] == about["columns"] and len(rows) == about["rows"] + 1
        assert {len(row) for row in rows} == {len(rows[0])}
        assert about["number"] in number
        assert about["title"] and about["caption"] and about["sources"] and about["licence"]
        assert about["made_by"].startswith(("notebooks/", "book/")) and (root / about["made_by"]).is_file()
        assert about["address"] == f"https://dossier.example/html/{name}.html#{label}"
        assert set(about["evidence"]) <= known
        assert "{claim}" not in text and "`" not in text and "<" not in text


@pytest.mark.parametrize(
    ("name", "evidence"),
    [
        ("fig-votes", {"unga-agreement-pooled", "unga-baseline-pakistan-india"}),
        ("fig-gas", {"gas-consumption-pakistan", "gas-production-pakistan"}),
    ],
)
def test_data_name_the_evidence_that_the_notebook_drew_from(book, name, evidence):
    about = json.loads((book / "html" / "data" / f"{name}.json").read_text(encoding="utf-8"))
    assert evidence <= set(about["evidence"])


def test_a_chapter_offers_its_notebook_with_results(book, page, chapters, subtests):
    for name in chapters:
        with subtests.test(name):
            [link] = page(name).select(".cite-box a[href$='.ipynb']")
            assert link.has_attr("download")
            notebook = nbformat.read(book / "html" / find_target(name, link["href"]), as_version=4)
            nbformat.validate(notebook)
            assert any(cell.get("outputs") for cell in notebook.cells)


def test_the_data_package_is_complete_and_valid(book, page, tmp_path):
    [link] = page("index").select(".cite-box a[href$='.zip']")
    package = frictionless.Package(str(book / "html" / link["href"]))
    assert package.validate().valid


def test_the_pdf_is_tagged_and_titled(pdf, report):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert pdf.metadata.title == report.settings.title
    assert pdf.metadata.author == "Dossier contributors"


def test_the_pdf_has_an_outline_of_the_chapters(pdf, chapters):
    titles = [entry.title for entry in pdf.outline if not isinstance(entry, list)]
    assert sum("?" in title for title in titles) == len(chapters)


def test_page_and_print_have_the_same_numbers(offered, printed, evidence_printed, root):
    settings = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    volumes = dict.fromkeys(settings["sphinx"]["config"]["typst_evidence"], evidence_printed)
    assert [each for each in offered if each[2].strip().rstrip(".") not in volumes.get(each[0], printed)] == []


def test_the_pdf_shows_no_traceback_and_no_missing_glyph(printed):
    for trace in ("Traceback", "DataFrame", "\ufffd", "{glue", "{claim}"):
        assert trace not in printed


def test_page_and_print_say_the_same_in_every_chapter(chapters, body, printed, subtests):
    squeezed = re.sub(r"[\s\u00ad\x02\u2010-]", "", printed)
    for name in chapters:
        with subtests.test(name):
            paragraph = body(name).select_one("p.standfirst")
            assert re.sub(r"[\s\u00ad\u2010-]", "", paragraph.get_text())[:80] in squeezed


def test_each_of_forty_questions_is_answered_in_its_chapter(root, body, evidence, subtests):
    """What an analyst would ask, with the claims that must be cited to answer, written from the articles alone."""
    with (root / "tests" / "data" / "forty_questions.csv").open(encoding="utf-8") as file:
        questions = list(csv.DictReader(file))
    assert len(questions) == 40
    for asked in questions:
        with subtests.test(asked["question"]):
            links = body(f"executed/{asked['chapter']}").select("a[href*='claims.html#']")
            wanted = set(filter(None, asked["claims"].split(";")))
            assert wanted <= set(evidence.claims["claim"])
            assert wanted <= {urldefrag(link["href"])[1] for link in links}
