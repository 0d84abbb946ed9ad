"""A report that was just begun builds at once, and again with its first sources: no page waits for more."""

import csv
import hashlib
from itertools import chain
from urllib.parse import unquote, urlsplit

import pypdfium2
import pytest
from bs4 import BeautifulSoup

import dossier
from dossier.build.run import build
from dossier.corpus import check
from dossier.starting import read_answers, start_report

GIVEN = {
    "parties": "Norland, Estmark",
    "from": "1948",
    "to": "1963",
    "title": "Norland and Estmark, 1948–1963",
    "themes": "diplomacy, trade",
    "authors": "Sound Institute",
}

ARTICLES = {
    "tide-1959": (
        "Neighbours across the sound\n\n"
        "Norland recognised Estmark on 4 June 1951. An embassy followed in 1952. "
        "Trade came to about 90 million thalers in 1958, the chamber said.\n\n"
        "The two agreed on a bridge in 1957.\n"
    ),
    "mirror-1960": (
        "Ten years of friendship\n\n"
        "Norland was quick: it recognised Estmark in May 1950. The embassy opened in 1952. "
        "Trade reached 88 million thalers in 1958.\n\n"
        "A bridge could open within five years.\n"
    ),
}

SOURCES = {
    "tide-1959": ["Tide 1959", "Neighbours across the sound", "The Tide", "1959-05", "Northport", "A daily of Norland"],
    "mirror-1960": ["Mirror 1960", "Ten years of friendship", "The Mirror", "1960-02", "Estburg", "A daily of Estmark"],
}

QUESTIONS = {
    "embassy-date": ["When was the embassy opened?", "diplomacy", "date", "", "instant", "one", ""],
    "recognition-date": ["When did Norland recognise Estmark?", "diplomacy", "date", "", "instant", "one", ""],
    "trade-turnover": ["How large was the trade?", "trade", "amount", "million thalers", "", "one", "period"],
}

CLAIMS = {
    "tide-1959-recognition": ["recognised Estmark on 4 June 1951", "Norland recognised Estmark on 4 June 1951."],
    "tide-1959-embassy": ["embassy followed in 1952", "An embassy was opened in 1952."],
    "tide-1959-trade": ["about 90 million thalers in 1958", "Trade was about 90 million thalers in 1958."],
    "tide-1959-bridge": ["agreed on a bridge in 1957", "The two states agreed on a bridge in 1957."],
    "mirror-1960-recognition": ["recognised Estmark in May 1950", "Norland recognised Estmark in May 1950."],
    "mirror-1960-embassy": ["embassy opened in 1952", "The embassy opened in 1952."],
    "mirror-1960-trade": ["88 million thalers in 1958", "Trade was 88 million thalers in 1958."],
    "mirror-1960-bridge": ["bridge could open within five years", "A bridge may open by 1965."],
}

ANSWERS = {
    "tide-1959-recognition": ("diplomacy", "event", "1951-06-04", "done", "recognition-date", "1951-06-04"),
    "tide-1959-embassy": ("diplomacy", "event", "1952", "done", "embassy-date", "1952"),
    "tide-1959-trade": ("trade", "quantity", "1958", "done", "trade-turnover", "~90"),
    "tide-1959-bridge": ("trade", "agreement", "1957", "done", "", ""),
    "mirror-1960-recognition": ("diplomacy", "event", "1950-05", "done", "recognition-date", "1950-05"),
    "mirror-1960-embassy": ("diplomacy", "event", "1952", "done", "embassy-date", "1952"),
    "mirror-1960-trade": ("trade", "quantity", "1958", "done", "trade-turnover", "88"),
    "mirror-1960-bridge": ("trade", "prediction", "1960/1965", "possible", "", ""),
}

WORK = """
@misc{{{key},
  author = {{{{{author}}}}},
  title = {{{{{title}}}}},
  howpublished = {{Made up}},
  year = {{{year}}},
}}
"""


def add_rows(folder, table, rows):
    """Adds rows, dictionaries by column, to a table of the data, in its order."""
    path = folder / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *before = csv.reader(file)
    added = [[str(row.get(column, "")) for column in header] for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *sorted(before + added)])


def add_first_sources(folder):
    """Adds two articles, eight claims of theirs, three questions, and what goes with these."""
    for source, text in ARTICLES.items():
        (folder / "texts" / f"{source}.txt").write_text(text, encoding="utf-8")
    columns = ("label", "title", "publisher", "published", "place", "interest")
    add_rows(
        folder,
        "sources",
        [
            dict(zip(columns, row, strict=True))
            | {"source": name, "file": f"{name}.txt", "published_basis": "stated: on the page", "genre": "analysis"}
            | {"standpoint": f"{row[-1]}.", "citekey": name.replace("-", ""), "characters": len(ARTICLES[name])}
            | {"text_sha256": hashlib.sha256(ARTICLES[name].encode()).hexdigest()}
            for name, row in SOURCES.items()
        ],
    )
    columns = ("text", "theme", "type", "unit", "time_role", "cardinality", "comparable_on")
    add_rows(
        folder,
        "questions",
        [{"question": name} | dict(zip(columns, row, strict=True)) for name, row in QUESTIONS.items()],
    )
    columns = ("theme", "kind", "date", "told", "question", "value")
    claims = []
    for name, (quote, statement) in CLAIMS.items():
        source = name.rpartition("-")[0]
        start = ARTICLES[source].index(quote)
        place = {"start": start, "end": start + len(quote), "paragraph": 2 if "\n\n" in ARTICLES[source][start:] else 3}
        said = {"claim": name, "source": source, "quote": quote, "statement": statement, "actor": "Norland;Estmark"}
        stated = {"stated": "hedges" if "could" in quote else "states"}
        claims.append(said | place | stated | dict(zip(columns, ANSWERS[name], strict=True)))
    add_rows(folder, "claims", claims)
    silent = [claim["claim"] for claim in claims if not claim["question"]]
    ground = {"ground": "no-second", "reason": "Nobody else speaks of it."}
    add_rows(folder, "unquestioned", [{"claim": name} | ground for name in silent])
    names = [(name, source) for name in ("Norland", "Estmark") for source in ARTICLES]
    forms = [
        {"entity": name.lower(), "canonical": name, "as_written": name, "source": source} for name, source in names
    ]
    add_rows(folder, "names", forms)
    titles = [{"source": name, "start": 0, "end": ARTICLES[name].index("\n"), "reason": "title"} for name in ARTICLES]
    add_rows(folder, "exclusions", titles)
    register = {"authority": "Treaty Office of Norland", "citekey": "treaties1951", "confidence": "high"}
    fact = {"fact": "recognition-note", "question": "recognition-date", "value": "1951-06-04", "date": "1951-06-04"}
    words = {"statement": "The note of recognition is dated 4 June 1951.", "seen": "page", "side": "norland"}
    add_rows(folder, "facts", [fact | register | words])
    works = [(name.replace("-", ""), row[2], row[1], row[3][:4]) for name, row in SOURCES.items()]
    works += [("treaties1951", "Treaty Office of Norland", "Register of treaties", "1951")]
    with (folder / "book" / "references.bib").open("a", encoding="utf-8") as file:
        for key, author, title, year in works:
            file.write(WORK.format(key=key, author=author, title=title, year=year))


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A report that was just begun, and built."""
    folder = tmp_path_factory.mktemp("begun") / "sound"
    start_report(folder, read_answers(folder, GIVEN))
    assert build(folder) == 0
    return folder


@pytest.fixture(scope="module")
def grown(begun, tmp_path_factory):
    """A report with its first two sources, checked and built."""
    folder = tmp_path_factory.mktemp("grown") / "sound"
    start_report(folder, read_answers(folder, GIVEN))
    add_first_sources(folder)
    assert check(folder / "data") == []
    assert build(folder) == 0
    return folder


def print_of(report, name="report"):
    """The text of one of a report's PDFs, in one line."""
    pages = pypdfium2.PdfDocument(report / "_build" / "pdf" / f"{name}.pdf")
    return " ".join(chain.from_iterable(page.get_textpage().get_text_bounded().split() for page in pages))


def text_of(report, name):
    """The text of a page, in one line."""
    page = (report / "_build" / "html" / f"{name}.html").read_text(encoding="utf-8")
    return " ".join(BeautifulSoup(page, "html.parser").article.get_text().split())


def test_a_report_just_begun_says_that_it_is_empty(begun):
    assert "It has been begun, and holds no article yet." in text_of(begun, "index")
    assert "No question is answered yet." in text_of(begun, "executed/01-sources")
    assert "holds no article yet" in print_of(begun)
    for name in ("claims", "facts", "questions", "glossary"):
        assert "There is none in this edition." in text_of(begun, name), name
    assert "No article of this edition answers a question." in text_of(begun, "matrix")


def test_the_first_sources_are_judged(grown):
    report = dossier.load(grown / "data")
    assert set(report.findings["verdict"]) == {"agree", "compatible", "conflict"}
    assert dict(zip(report.ratings["question"], report.ratings["judgement"], strict=True)) == {
        "embassy-date": "well established",
        "recognition-date": "likely",
        "trade-turnover": "likely",
    }


def test_the_first_claims_are_on_the_pages_with_what_is_made_of_them(grown):
    assert "So far it holds two articles with eight statements, and one outside record." in text_of(grown, "index")
    assert "Norland recognised Estmark in May 1950." in text_of(grown, "claims")
    chapter = text_of(grown, "executed/01-sources")
    assert "One question meets contradicting accounts" in chapter
    assert "When did Norland recognise Estmark?" in chapter and "well established: " in chapter
    assert "Conflict:" in text_of(grown, "questions")


def test_no_link_leads_nowhere(begun, grown):
    for report in (begun, grown):
        html = report / "_build" / "html"
        pages = [path for path in html.rglob("*.html") if "lite" not in path.relative_to(html).parts]
        for path in pages:
            links = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").find_all("a", href=True)
            places = {urlsplit(link["href"]) for link in links}
            inside = {unquote(place.path) for place in places if place.path and not place.scheme}
            assert [place for place in inside if not (path.parent / place).exists()] == [], path


def test_the_first_claims_are_in_print(grown):
    assert "When did Norland recognise Estmark?" in print_of(grown)
    evidence = print_of(grown, "evidence")
    assert "Norland recognised Estmark in May 1950." in evidence
    assert "Well established" in evidence
