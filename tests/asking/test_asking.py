"""What an analyst asks of the made-up report, and what it answers."""

from html.parser import HTMLParser

import pandas as pd
import pytest
from matplotlib.figure import Figure

import dossier
from dossier.errors import DossierError


def test_a_report_says_what_is_in_it_and_what_can_be_asked(ruritania):
    assert repr(ruritania).splitlines()[:4] == [
        "Ruritania and Freedonia, 1915–1922",
        "Two articles, 18 claims, four outside records, eight questions.",
        "Of the questions that the articles answer, 2 well established, 3 likely, 3 unclear.",
        "Twelve contradictions between answers.",
    ]
    assert all(hasattr(ruritania, line.split("report.")[1].split("(")[0]) for line in ruritania_asks(ruritania))


def ruritania_asks(report):
    return [line for line in repr(report).splitlines() if line.startswith("• report.")]


def test_words_find_claims_whatever_their_case_and_as_beginnings_of_words(ruritania):
    assert [row.claim for row in ruritania.claims("FERR")] == ["courier-1921-ferry", "gazette-1920-ferry"]
    assert len(ruritania.claims("erry")) == 0


def test_a_name_stands_for_all_its_spellings(ruritania):
    corpus = ruritania.corpus
    spelt = pd.concat(
        [
            corpus.names,
            corpus.names.iloc[:1].assign(canonical="Ruritania", entity="ruritania", as_written="the young state"),
        ]
    )
    named = dossier.OpenReport(ruritania.settings, corpus.with_tables(names=spelt))
    assert len(named.claims("the young state")) == len(named.claims("Ruritania")) > 0


def test_codes_choose_and_a_misspelt_one_is_refused_with_what_is_like_it(ruritania):
    assert len(ruritania.claims(theme="lake")) == 6
    with pytest.raises(DossierError, match="no theme “lakes”; did you mean “lake”"):
        ruritania.claims(theme="lakes")
    with pytest.raises(DossierError, match="claims have no column “themes”; did you mean “theme”"):
        ruritania.claims(themes="lake")


def test_a_question_says_how_certain_it_is_and_who_contradicts_whom(ruritania):
    asked = ruritania.question("recognition-date")
    assert asked.title == "When did Freedonia recognise Ruritania?"
    assert asked.sentences[0] == (
        "Likely: 3 March 1919. Basis: one article and the Foreign Ministry of Freedonia; preferred to another answer."
    )
    assert any("contradicts Gazette 1920 (April 1919) (29 days)" in each for each in asked.sentences)
    assert set(asked["id"]) >= {"courier-1921-recognition", "gazette-1920-recognition"}


def test_a_question_is_found_by_words_and_an_unknown_one_is_offered_the_nearest(ruritania):
    assert ruritania.question("ferry come").title == "How far did the ferry come?"
    with pytest.raises(DossierError, match="no question “recognition-dat”; did you mean “recognition-date”"):
        ruritania.question("recognition-dat")
    with pytest.raises(
        DossierError, match="2 questions have “recognise”; name one: recognition-date, recognition-rank"
    ):
        ruritania.question("recognise")


def test_answers_to_different_questions_are_not_compared(ruritania):
    [sentence] = ruritania.compare("courier-1921-gulls", "courier-1921-trade").sentences
    assert sentence.startswith(
        "They answer different questions, “What is Ruritania’s position on the Isle of Gulls?” and"
    )


def test_an_answer_that_is_none_is_named(ruritania):
    [sentence] = ruritania.compare("courier-1921-boats", "courier-1921-ferry").sentences
    assert sentence == "Courier 1921 answers no question with “courier-1921-boats”, so nothing can be compared."


def test_an_unknown_id_is_offered_the_nearest(ruritania):
    with pytest.raises(DossierError, match="no claim or fact “courier-1921-fery”; did you mean “courier-1921-ferry”"):
        ruritania.compare("courier-1921-fery", "courier-1921-ferry")


def test_what_changes_without_an_article_has_the_tables_behind_it(ruritania):
    changes = ruritania.without("gazette-1920").diff(ruritania)
    assert changes
    assert len(changes.difference.gone) > 0 == len(changes.difference.new)
    assert not ruritania.diff(ruritania)


def test_a_supposed_answer_writes_nothing_and_a_claim_more_needs_only_question_and_value(ruritania, ruritania_folder):
    before = (ruritania_folder / "claims.csv").read_bytes()
    more = ruritania.what_if(source="me", question="independence-date", value="20 May 1918")
    assert more.report.corpus.claims.iloc[-1]["value"] == "1918-05-20"
    assert set(more.difference.new["verdict"]) >= {"conflict"}
    assert (ruritania_folder / "claims.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"claim": "gazette-1920-recognitio", "value": "1919"}, "no claim “gazette-1920-recognitio”; did you mean"),
        ({"claim": "gazette-1920-recognition", "valeu": "1919"}, "claims have no column “valeu”; did you mean “value”"),
        ({"claim": "gazette-1920-recognition", "value": "soon"}, "recognition-date: “soon” is not an EDTF date"),
        ({"question": "independence-dat", "value": "1919"}, "no question “independence-dat”; did you mean"),
    ],
)
def test_what_cannot_be_supposed_is_refused_with_what_is_like_it(ruritania, asked, message):
    with pytest.raises(DossierError, match=message):
        ruritania.what_if(**asked)


def test_a_timeline_is_a_figure_that_can_be_changed(ruritania):
    figure = ruritania.timeline(theme="ties")
    assert isinstance(figure, Figure)
    assert {text.get_text() for text in figure.axes[0].get_yticklabels()} | {
        text.get_text() for text in figure.axes[0].texts
    } >= {"Relations began in May 1919."}
    with pytest.raises(DossierError, match="no claim with a date has these words"):
        ruritania.timeline("nothing of the kind")


class Marks(HTMLParser):
    """Collects the words within marks, and all words."""

    def __init__(self, page):
        super().__init__()
        self.marked, self.text, self.inside = [], "", False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.inside = tag == "mark"

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        self.text += data
        if self.inside:
            self.marked.append(data)


def test_an_article_is_shown_whole_with_the_words_of_its_claims_marked(ruritania, root):
    article = ruritania.article("gazette-1920", root / "tests/roots/ruritania/articles")
    page = Marks(article._repr_html_())
    assert page.marked == list(article["quote"])
    assert "Grain could become the larger trade." in page.text


def test_hostile_text_is_inert_wherever_it_is_shown(ruritania):
    claims = ruritania.corpus.claims.assign(statement="<script>alert(1)</script>.")
    hostile = dossier.OpenReport(ruritania.settings, ruritania.corpus.with_tables(claims=claims))
    for shown in (
        hostile.claims(),
        hostile.question("gulls"),
        hostile.compare("courier-1921-gulls", "gazette-1920-gulls"),
    ):
        assert "<script>" not in shown._repr_html_()


def test_a_long_list_says_that_there_is_more(report):
    assert repr(report.claims()).splitlines()[-1].startswith("… and ")


def test_a_report_is_exported_and_an_unknown_format_offered_the_nearest(ruritania, tmp_path):
    assert ruritania.export("csl", tmp_path / "works.json").stat().st_size > 100
    with pytest.raises(DossierError, match="no format “sqlit”; did you mean “sqlite”"):
        ruritania.export("sqlit", tmp_path / "x")
