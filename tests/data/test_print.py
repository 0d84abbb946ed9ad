"""The PDFs as printed and as read aloud: layout page by page, links, tags, reading order, and the two-page brief."""

import json
import re
from collections import Counter
from itertools import pairwise

import page as ua_checker
import pytest
from pdf_pages import MILLIMETRE, Printed, structure
from pypdf.generic import IndirectObject

LEFT, COLUMN, RIGHT = 21 * MILLIMETRE, 145 * MILLIMETRE, 192 * MILLIMETRE
"""Where the text begins and ends, and where the margin with the words of the sources ends."""

TOP, BOTTOM = 24, 272
"""Between these distances from the upper edge, in millimetres, stands the text of a page."""

LARGEST_HOLE = 60
"""A quarter of the page: more blank than this, in millimetres, only a chapter's last page may have."""

TALLEST = 190 * MILLIMETRE
"""The height that a figure may have in print; a taller one is shrunk."""

TWO_LINES = 50
"""What a heading and two lines below it take, in points."""

APART = "figure, table, .notes, .cite-box, .foot, .byline, .kicker, template"
"""What a page has beside its running text."""

REGISTERS = {
    *("claims", "facts", "questions", "matrix", "codebook", "terms", "glossary", "ask", "extend", "bibliography"),
}
"""Pages that stand in a volume of their own."""

SHORTENED = {"colophon", "changes"}
"""Pages whose entries print orders or shortens in its own way."""


@pytest.fixture(scope="module")
def report(book):
    return Printed(book / "pdf" / "report.pdf")


@pytest.fixture(scope="module")
def brief(book):
    return Printed(book / "pdf" / "brief.pdf")


@pytest.fixture(scope="module")
def evidence_volume(book):
    return Printed(book / "pdf" / "evidence.pdf")


@pytest.fixture(scope="module", params=["report", "evidence_volume", "brief"])
def either(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def flow(report):
    """The text of all pages without running heads, feet and notes in the margin, squeezed."""
    pages = range(len(report.pdf.pages))
    return squeeze("".join(report.text_between(number, TOP, BOTTOM, right=COLUMN + 6) for number in pages))


def squeeze(text):
    """Leave out what print and page do differently: spaces and hyphens, and the pages that print refers to."""
    return re.sub(r"\(p\.[ivxlc\d]+\)", "", re.sub(r"[\s\u00ad\u200b\x02\ufffe\u2010\u2060#-]", "", text))


def opens_chapter(report):
    return [place[0] for title, place in report.headings if title in top_titles(report)]


def top_titles(report):
    return [entry.title for entry in report.pdf.outline if not isinstance(entry, list)]


def test_no_rule_of_pdf_ua_that_a_program_can_check_is_broken(either):
    found = ua_checker.validate_pdf(either.path, profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in found.failures] == []
    assert found.rules.total > 100


def test_headings_descend_by_one_level_and_stand_in_the_outline(either):
    tags = [element["/S"] for element in either.elements]
    levels = [int(tag[2]) for tag in tags if re.fullmatch(r"/H\d", tag)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert len(either.headings) >= levels.count(1) + levels.count(2) - 3  # contents and lists are not in the outline


def test_no_entry_of_the_contents_is_empty(report):
    entries = [element for element in report.elements if element["/S"] == "/TOCI"]
    assert len(entries) > 60
    assert all("/K" in element for element in entries)


def test_tables_have_heads_and_figures_have_alternatives(either):
    for table in (element for element in either.elements if element["/S"] == "/Table"):
        [first, *others] = [row for row in structure(table) if row["/S"] == "/TR"]
        assert {cell["/S"] for cell in structure(first)} & {"/TH", "/TD"} == {"/TH"}
        assert others
    alternatives = [element.get("/Alt", "") for element in either.elements if element["/S"] == "/Figure"]
    assert alternatives or either.path.name != "report.pdf"
    assert all(len(alternative) > 40 for alternative in alternatives)


def test_language_and_title_are_said(either):
    root = either.pdf.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Pakistan and Azerbaijan" in either.pdf.metadata.title


@pytest.fixture(scope="module")
def article(page):
    """Returns the article of a page without what is apart from its running text."""

    def copy(name):
        article = page(name).article.__copy__()
        for apart in article.select(APART):
            apart.decompose()
        return article

    return copy


def test_every_paragraph_is_in_the_text_in_reading_order(page_names, article, flow, subtests):
    for name in page_names:
        if name not in REGISTERS | SHORTENED:
            with subtests.test(name):
                check_paragraphs(article(name), flow)


def check_paragraphs(article, flow):
    place = flow.index(squeeze("Each judgement below ends with"))
    place = flow.index(squeeze(article.p.get_text())[:40], place - 1000)
    for paragraph in article.select("p, dt"):
        text = squeeze(paragraph.get_text())
        if len(text) < 20:  # too short to be found without doubt
            continue
        start = flow.find(text[:50], place)
        assert start >= 0, paragraph.get_text()
        assert ends(text[-50:], flow, start), paragraph.get_text()
        place = start


def ends(tail, flow, start):
    """Tell whether the end of a paragraph is there: in one, or parted by the end of a sheet and a picture above."""
    parts = ((tail[:cut], tail[cut:]) for cut in range(6, len(tail) - 5))
    return flow.find(tail, start) >= 0 or any(all(flow.find(part, start) >= 0 for part in both) for both in parts)


def test_links_lead_to_what_they_name(report):
    seen = Counter()
    for link in report.links:
        if link.target is None:
            assert re.match("https?://", link.address), link
            continue
        page, left, top = link.target
        text = link.text.strip()
        if re.fullmatch(r"(Figure|Table) [\d.]+", text):
            assert re.search(rf"\b{text}\s", report.text_at(page, left, top, 842)), link
            seen["number"] += 1
        elif chapter := re.fullmatch(r"Chapter (\d)", text):
            assert report.text_at(page, left, top, 40).startswith(chapter[1])
            seen["chapter"] += 1
    assert min(seen[kind] for kind in ("number", "chapter")) > 5, seen


def test_every_number_of_a_mark_is_that_of_an_entry_in_the_volume_of_evidence(report, evidence_volume, page, chapters):
    entries = " ".join(evidence_volume.text_between(number, 0, 297) for number in range(len(evidence_volume.pdf.pages)))
    numbers = set(re.findall(r"^(R?\d+) ", entries, re.MULTILINE))
    for name in ("index", *chapters):
        marks = page(name).select("article .evidence:not(.question) a")
        shown = {link.get_text().rstrip("≠") for link in marks if ".html#" in link["href"]}
        assert shown <= numbers


def test_the_words_of_the_articles_stand_in_the_margin(report, page, chapters):
    margins = squeeze(" ".join(report.text_between(n, 0, 297, left=COLUMN + 6) for n in range(len(report.pdf.pages))))
    for name in chapters:
        for note in page(name).select(".notes .note q"):
            assert squeeze(note.get_text()) in margins, note


def test_notes_in_the_margin_do_not_overprint_each_other(report):
    for number, lines in enumerate(report.lines):
        beside = [line for line in lines if line.left > COLUMN and line.text.strip()]
        for place, one in enumerate(beside):
            for other in beside[:place]:
                apart = one.right <= other.left + 1 or other.right <= one.left + 1
                depth = min(one.top, other.top) - max(one.bottom, other.bottom)
                assert apart or depth < 4, (number + 1, one.text, other.text)


def test_contents_and_outline_lead_to_the_headings(report):
    for title, (page, left, top) in report.headings:
        assert squeeze(report.text_at(page, left, top, 60, right=COLUMN + 6)).startswith(squeeze(title)[:30]), title


def test_a_reference_names_the_page_that_it_leads_to(report):
    labels = report.pdf.page_labels
    found = {labels[link.target[0]] for link in report.links if link.target}
    printed = re.findall(
        r"\(p\.\s([ivxlc\d]+)\)", " ".join(report.text_between(n, TOP, BOTTOM) for n in range(len(labels)))
    )
    assert len(printed) > 15 and set(printed) <= found


def test_an_index_sends_from_names_to_pages_that_have_them(report):
    [(place, _)] = [(at, title) for title, at in report.headings if title == "Index of names"]
    pages = {label: number for number, label in enumerate(report.pdf.page_labels)}
    text = " ".join(report.text_between(place[0], TOP, BOTTOM).split())
    for name in ("Khojaly", "SWATHI", "Qatar"):
        [listed] = re.findall(rf"{name}, ([\divx, ]+\b)", text)
        for label in listed.split(", "):
            assert name in report.text_between(pages[label.strip()], TOP, BOTTOM), (name, label)
    assert not re.search(r"\d Pakistan, ", text), "what stands on most pages is in no index"


def test_no_text_runs_into_the_margin(report):
    for number, lines in enumerate(report.lines):
        for line in lines:
            # A run may end in a space that takes no ink.
            assert line.left > LEFT - 2 and line.right < RIGHT + 6, (number + 1, line.text)


def test_no_page_has_a_hole(report):
    last = {page - 1 for page in opens_chapter(report)} | {len(report.pdf.pages) - 1}
    first = opens_chapter(report)[0]
    for number in range(first, len(report.pdf.pages)):
        if number not in last:
            assert max(report.blank_bands(number, TOP, BOTTOM)) < LARGEST_HOLE, f"page {number + 1}"


def test_no_heading_stands_at_the_foot_of_a_page(report):
    for title, (page, _, top) in report.headings:
        assert top - (297 - BOTTOM) * MILLIMETRE > TWO_LINES, (title, page + 1)


def test_a_table_over_several_pages_leaves_no_row_alone(report):
    for table in (element for element in report.elements if element["/S"] == "/Table"):
        rows = [row for row in structure(table) if row["/S"] == "/TR" and "/TH" not in map(kind, structure(row))]
        pages = Counter(min(pages_of(row)) for row in rows)
        assert len(pages) == 1 or min(pages.values()) >= 2, pages


def kind(element):
    return element["/S"]


def pages_of(element):
    """The object numbers of the pages on which an element has content."""
    found, waiting = set(), [(element, None)]
    while waiting:
        item, page = waiting.pop()
        item = item.get_object() if isinstance(item, IndirectObject) else item
        if isinstance(item, list):
            waiting += [(part, page) for part in item]
        elif isinstance(item, dict):
            page = item.raw_get("/Pg").idnum if "/Pg" in item else page
            inner = [item[key] for key in ("/K", "/MCID") if key in item]
            waiting.append((inner, page))
        elif page is not None:
            found.add(page)
    return found


def drawings(root):
    """The SVG of every figure of the report, as the executed notebooks and the pages hold it."""
    for path in sorted((root / "book" / "executed").glob("*.svg")):
        yield path.read_text("utf-8")
    for path in sorted((root / "book" / "executed").glob("*.ipynb")):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            for output in cell.get("outputs", ()):
                if "image/svg+xml" in output.get("data", {}):
                    yield "".join(output["data"]["image/svg+xml"])


def test_text_in_figures_is_printed_at_seven_points_or_more(report, root):
    figures = 0
    for drawing in drawings(root):
        width, height = (
            float(re.search(rf'<svg[^>]* {side}="([\d.]+)pt"', drawing)[1]) for side in ("width", "height")
        )
        shrunk = min(1, (RIGHT - LEFT) / width, TALLEST / height)
        sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px", drawing)]
        assert min(sizes) * shrunk >= 7, drawing[:400]
        figures += 1
    assert figures == [element["/S"] for element in report.elements].count("/Figure")


def test_every_page_names_the_edition(either, page):
    colophon = page("colophon").article.get_text(" ", strip=True)
    [commit] = re.findall(r"Commit\s*:?\s*(\w+)", colophon)
    first = 2 if len(either.pdf.pages) > 2 else 0  # title page and imprint
    for number in range(first, len(either.pdf.pages)):
        foot = either.text_between(number, BOTTOM, 297)
        assert re.search(rf"Version \S+.*Commit {commit}.*Data hash [0-9a-f]{{12}}", foot, re.DOTALL), number + 1


def test_the_front_matter_is_whole(report):
    opening = [report.text_between(number, 0, 297) for number in range(6)]
    for word in ("Version", "Commit", "Data hash", "Licence", "Suggested citation"):
        assert word in opening[1]
    assert opening[2].startswith("Contents")
    assert any(text.startswith("Figures") and "Tables" in text for text in opening)
    assert top_titles(report)[0] == "Summary"


def test_the_brief_says_on_two_full_pages_what_the_landing_page_says(brief, article):
    assert len(brief.pdf.pages) == 2
    text = squeeze(" ".join(brief.text_between(number, 0, 297) for number in range(2)))
    sections = ("what-is-the-case", "key-facts", "since-the-newest-article", "what-this-report-cannot-see")
    for section in sections:
        told = article("index").__copy__().select(f"#{section} li")
        assert told, section
        for item in told:
            for mark in item.select(".evidence"):
                mark.decompose()
            assert squeeze(item.get_text()) in text
    for word in ("Howtocite", "Suggestedcitation", "Datahash"):
        assert word in text
    assert max(brief.blank_bands(1, TOP, BOTTOM)) < LARGEST_HOLE


def test_the_brief_has_no_marks_that_lead_nowhere(brief):
    text = " ".join(brief.text_between(number, 0, 297) for number in range(2))
    assert not re.search(r"\bR\d+\b", text) and "≠" not in text
