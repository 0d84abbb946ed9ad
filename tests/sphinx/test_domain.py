"""What pages leave behind: forgotten with the page, and taken over from other processes."""

from types import SimpleNamespace

import pytest

from dossier.corpus.records import Ref
from dossier.sphinx.domain import EvidenceDomain, Place, Term

SHOWN = {"title": "T", "unit": "", "evidence": [], "columns": ["a"], "rows": [["1"]]}


@pytest.fixture
def read_pages():
    """Reads pages into a domain of their own: each leaves an entry, a citation, a term and the data of a figure."""

    def read(*names):
        env = SimpleNamespace(domaindata={}, docname="")
        domain = EvidenceDomain(env)
        for env.docname in names:
            domain.note_entry(Ref("claim", f"of-{env.docname}"), "anchor")
            domain.note_citation(Ref("claim", "shared"), f"mark-{env.docname}")
            domain.note_term(f"term of {env.docname}", "A meaning.")
            domain.note_shown(f"fig-{env.docname}", SHOWN)
        return domain

    return read


def test_a_page_that_is_read_again_leaves_nothing_behind(read_pages):
    domain = read_pages("a", "b")
    domain.clear_doc("a")
    assert domain.entries == {"claim-of-b": Place("b", "anchor")}
    assert domain.citations == {"claim-shared": [Place("b", "mark-b")]}
    assert domain.terms == {"term of b": Term("b", "A meaning.")}
    assert list(domain.shown) == ["fig-b"]
    domain.clear_doc("b")
    assert domain.fingerprint() == read_pages().fingerprint()


def test_what_another_process_read_is_taken_over_and_nothing_else(read_pages):
    domain, other = read_pages("a"), read_pages("a", "b", "c")
    domain.merge_domaindata({"b"}, other.data)
    assert set(domain.entries) == {"claim-of-a", "claim-of-b"}
    assert domain.citations["claim-shared"] == [Place("a", "mark-a"), Place("b", "mark-b")]
    assert set(domain.terms) == {"term of a", "term of b"}
    assert set(domain.shown) == {"fig-a", "fig-b"}


def test_the_order_of_reading_makes_no_difference(read_pages):
    assert read_pages("a", "b").fingerprint() == read_pages("b", "a").fingerprint()
    assert read_pages("a").fingerprint() != read_pages("b").fingerprint()
