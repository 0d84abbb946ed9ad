"""Marks of evidence, on a small book of their own: where they lead, what print shows, and what is wrong with an id."""

import random
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pdf_pages import Printed
from sphinx.errors import SphinxWarning
from test_typst import build

from dossier.sphinx.evidence import read_numbers

EXTENSIONS = ["myst_nb", "sphinxcontrib.bibtex", "dossier.sphinx"]
INDEX = """\
# A book

A sentence {claim}`tdi-2022-independence-june-1992, tdi-2022-relations-june-1992, nawab-2023-relations-1992`. A fact
{fact}`relations-established`. A question {question}`relations-date`.

```{toctree}
claims
facts
questions
works
```
"""
PAGES = {
    "claims": "# Claims\n\n```{register} claim\n```\n\n```{uncited} claim\n```\n",
    "facts": "# Facts\n\n```{register} fact\n```\n",
    "questions": "# Questions\n\n```{register} question\n```\n",
    "works": "# Works\n\n```{bibliography}\n:all:\n```\n",
}


def build_book(folder: Path, index: str = INDEX, builder: str = "html") -> tuple[int, str]:
    sources = folder / "sources"
    sources.mkdir()
    for name, text in {**PAGES, "index": index}.items():
        (sources / f"{name}.md").write_text(text, "utf-8")
    bibliography = Path(__file__).parent.parent / "book" / "references.bib"
    (sources / "references.bib").write_bytes(bibliography.read_bytes())
    settings = {"extensions": EXTENSIONS, "bibtex_bibfiles": ["references.bib"], "numfig": False}
    return build(sources, folder / "out", builder=builder, **settings)


def test_a_mark_names_its_sources_and_leads_to_their_entries(tmp_path):
    status, warnings = build_book(tmp_path)
    assert (status, warnings) == (0, "")
    page = BeautifulSoup((tmp_path / "out" / "index.html").read_text("utf-8"), "html.parser")
    claims, facts, questions = page.select(".evidence")
    assert claims.get_text() == "[TDI 2022 ≠, (2); Nawab 2023]"
    assert [link["href"] for link in claims.select("a")] == [
        "claims.html#tdi-2022-independence-june-1992",
        "questions.html#independence-date",
        "claims.html#tdi-2022-relations-june-1992",
        "claims.html#nawab-2023-relations-1992",
    ]
    assert facts.a["href"] == "facts.html#relations-established"
    assert questions.a["href"] == "questions.html#relations-date"


def test_an_entry_leads_back_to_the_marks_that_cite_it(tmp_path):
    build_book(tmp_path)
    page = BeautifulSoup((tmp_path / "out" / "claims.html").read_text("utf-8"), "html.parser")
    cited = page.find(id="nawab-2023-relations-1992").find_all("p")[-1]
    assert (cited.get_text(), cited.a["href"]) == ("Cited in the summary", "index.html#mark-1")
    assert "Cited on no page." in page.find(id="caci-2004-luzhkov").get_text()


def test_in_print_a_mark_gives_the_number_of_its_entry(tmp_path):
    status, warnings = build_book(tmp_path, builder="typst")
    assert (status, warnings) == (0, "")
    markup = (tmp_path / "out" / "report.typ").read_text("utf-8")
    [number] = re.findall(r'A sentence .*label\("claims#nawab-2023-relations-1992"\)\)\[(C\d+)\];', markup)
    assert re.search(rf"{number} #strong\[Diplomatic relations were established in 1992", markup)
    assert 'label("questions#relations-date"))[When were diplomatic relations established' in markup


def test_an_unknown_id_fails_the_build_and_names_the_page(tmp_path):
    with pytest.raises(SphinxWarning) as failure:
        build_book(tmp_path, INDEX.replace("{fact}`relations-established`", "{fact}`relations-ended`"))
    assert re.search(r"index.md:3:no fact “relations-ended”: correct the id, or add the row", str(failure.value))


def squeeze(text):
    return re.sub(r"[\s\u00ad\x02\u2010-]", "", text).replace("’", "'")


def test_in_print_ten_marks_lead_to_the_words_and_on_to_the_source(book, evidence):
    report = Printed(book / "pdf" / "report.pdf")
    places = dict(report.headings)
    bibliography = range(places["Bibliography"][0], places["Changes and errata"][0])
    names = {number: name for name, number in read_numbers("claim").items()}
    quotes = evidence.claims.set_index("claim")["quote"]
    marks = [link for link in report.links if link.target and re.fullmatch(r"C\d+\s*", link.text)]
    for link in random.Random(1992).sample(marks, 10):
        page, left, top = link.target
        number = link.text.strip()
        entry = re.split(rf"^{number} ", report.text_at(page, left, top, top), maxsplit=1, flags=re.MULTILINE)[1]
        assert squeeze(quotes[names[number]]) in squeeze(entry)
        assert any(each.page == page and each.target and each.target[0] in bibliography for each in report.links)
