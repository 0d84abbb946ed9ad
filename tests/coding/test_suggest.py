"""Proposals for the coder: what is proposed, where, what it rests on, and which question it may answer."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.coding.likely import Likely, stem_words
from dossier.coding.measure import measure
from dossier.coding.phrases import split_phrases, split_sentences, trim
from dossier.coding.suggest import as_frame, suggest
from dossier.corpus.quotes import verify
from dossier.corpus.rules import MAX_QUOTE_WORDS, count_words


def brief(text, **options):
    """The quotation, the kind and the words it rests on, of every proposal."""
    return [(each.quote, each.kind, each.signs) for each in suggest(text, **options)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met again on 3 March 1919.", [("met again on 3 March 1919", "date", ("met", "3 March 1919"))]),
        (
            "The harbour was worth $2.5 billion.",
            [("harbour was worth $2.5 billion", "amount", ("worth", "$2.5 billion"))],
        ),
        ("Grain came to 40 million crowns.", [("came to 40 million crowns", "amount", ("40 million crowns",))]),
        ("Ruritania is the third largest of them.", [("is the third largest of them", "rank", ("third", "largest"))]),
        ("The only harbour is the old town.", [("only harbour is the old town", "only", ("only",))]),
        ("It was the first ferry.", [("was the first ferry", "first", ("first",))]),
        ("The town has no bank.", [("town has no bank", "none", ("no",))]),
        ("The two states signed a treaty.", [("two states signed a treaty", "agreement", ("signed", "treaty"))]),
        ("The house voted for the bridge.", [("house voted for the bridge", "vote", ("voted",))]),
        ("The house condemned the raid.", [("house condemned the raid", "position", ("condemned",))]),
        ("The king owns 12 ferries.", [("king owns 12 ferries", "count", ("12",))]),
        ("It was “a lake of peace” to him.", [("was “a lake of peace” to him", "quoted", ("“a lake of peace”",))]),
        ("They walked with Rudolf of Strelsau.", [("walked with Rudolf of Strelsau", "name", ("Rudolf", "Strelsau"))]),
        ("They walked home at night.", []),
    ],
)
def test_each_kind_of_sign_makes_a_proposal(text, found):
    assert brief(text) == found


def test_a_proposal_says_where_it_is():
    text = "Of boats\n\nAll slept. Freedonia sold 12 ferries for $40 million in 1920, and no treaty has been signed.\n"
    first, second = suggest(text)
    assert text[first.start : first.end] == first.quote == "Freedonia sold 12 ferries for $40 million in 1920"
    assert (first.start, first.end, first.paragraph) == (21, 70, 2)
    assert first.sentence == text[21:102]
    assert (first.kind, first.kinds) == ("date", ("date", "amount", "count", "deed"))
    assert first.signs == ("sold", "12", "$40 million", "1920")
    assert (second.start, second.quote, second.kinds) == (76, "no treaty has been signed", ("none", "agreement"))
    assert (first.question, first.strength, second.strength) == ("", 7, 4)


def test_a_sum_a_date_and_a_name_are_not_cut_in_two():
    text = "Mr. Rudolf paid the Dr. Flavia Bank of the old town and its keeper US$ 12.5 million on 3 March 1919."
    quotes = " | ".join(each.quote for each in suggest(text))
    assert all(whole in quotes for whole in ("US$ 12.5 million", "3 March 1919", "Dr. Flavia Bank"))


def test_a_number_in_a_date_and_a_month_are_counted_once():
    [found] = suggest("All was over by 12 May 1919.")
    assert found.kinds == ("date",)


@pytest.mark.parametrize(("text", "kinds"), [("It may yet come.", ("plan",)), ("It came in May.", ("date",))])
def test_may_is_a_month_only_with_a_capital(text, kinds):
    assert [each.kinds for each in suggest(text)] == [kinds]


def test_a_name_that_is_everywhere_is_no_sign():
    text = "So Ruritania slept. So Ruritania woke. So Ruritania ate. So Strelsau slept."
    assert brief(text) == [("Strelsau slept", "name", ("Strelsau",))]


def test_titles_and_what_is_excluded_are_passed_over():
    text = "The Treaty of 1917\nBy Rudolf, 1920. They signed a pact in 1919."
    assert brief(text) == [
        ("Rudolf, 1920", "date", ("Rudolf", "1920")),
        ("signed a pact in 1919", "date", ("signed", "pact", "1919")),
    ]
    assert brief(text, exclusions=[(19, 35)]) == [("signed a pact in 1919", "date", ("signed", "pact", "1919"))]


def test_a_sentence_before_what_is_excluded_is_no_heading():
    text = "Freedonia lent 12 crowns (Gazette, 3 May 1920). It was repaid."
    assert brief(text, exclusions=[(25, 46)]) == [("lent 12 crowns", "amount", ("12 crowns",))]


def test_what_is_coded_already_is_not_proposed():
    text = "The two kings met in 1919, and no treaty has been signed."
    assert [each.start for each in suggest(text)] == [4, 31]
    assert [each.start for each in suggest(text, without=[(31, 40)])] == [4]
    assert [each.start for each in suggest(text, without=[(25, 31)])] == [4, 31]


def test_no_text_and_no_words_make_no_proposals():
    assert suggest("") == suggest("\n … \n") == suggest("Agreed.") == []
    assert as_frame([]).columns[:4].tolist() == ["start", "end", "quote", "paragraph"]


def test_the_table_has_a_row_for_each_proposal():
    [row] = as_frame(suggest("They signed a pact in 1919. All slept.")).to_dict("records")
    assert row == {
        "start": 5,
        "end": 26,
        "quote": "signed a pact in 1919",
        "paragraph": 1,
        "sentence": "They signed a pact in 1919.",
        "kind": "date",
        "kinds": "date; agreement",
        "signs": "signed; pact; 1919",
        "question": "",
        "strength": 4,
    }


def test_the_likely_question_is_found_by_words_and_kind(ruritania):
    def ask(text):
        return [each.question for each in suggest(text, ruritania.corpus)]

    assert ask("Ruritania won its independence in June 1919.") == ["independence-date"]
    assert ask("Freedonia was the third to recognize it.") == ["recognition-rank"]
    assert ask("Freedonia recognised it on 3 March 1919.") == ["recognition-date"]
    assert ask("No treaty has been signed since 1915.") == ["treaties"]
    assert ask("The only zebra was seen in 1915.") == [""]


def test_a_question_without_claims_is_known_by_its_own_words(ruritania):
    empty = ruritania.corpus.without("courier-1921", "gazette-1920")
    assert (
        Likely(empty).find("the trade was large", "In 1920 the trade was large.", ("comparison",)) == "trade-turnover"
    )


def test_british_and_american_words_have_one_stem():
    assert stem_words("recognized defenses") == stem_words("recognised defences") == {"recognis", "defenc"}


def test_sentences_do_not_end_at_an_abbreviation():
    text = "Mr. Rudolf came. He left at 5 p.m. on Monday.\nAll slept"
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "Mr. Rudolf came.",
        "He left at 5 p.m. on Monday.",
        "All slept",
    ]


def test_a_long_sentence_is_divided_where_its_clauses_are():
    text = (
        "The envoys of the two states, who had met in the old harbour, agreed on a ferry across the lake, "
        "while the merchants of Strelsau asked for a second one."
    )
    assert [text[start:end] for start, end in split_phrases(text, (0, len(text)))] == [
        "The envoys of the two states",
        "who had met in the old harbour",
        "agreed on a ferry across the lake",
        "while the merchants of Strelsau asked for a second one",
    ]


def test_loose_words_at_the_ends_are_dropped_unless_they_are_signs():
    text = "and the treaty of 1917 has been"
    assert trim(text, (0, len(text))) == (8, 22)
    assert trim(text, (0, len(text)), [(27, 31)]) == (8, 31)


PIECES = [
    *(
        "Ruritania",
        "Freedonia",
        "signed",
        "agreed",
        "no",
        "first",
        "third",
        "1919",
        "3 March 1920",
        "$40 million",
        "the",
    ),
    *(
        "of",
        "and",
        "which",
        "ferry",
        "lake",
        "(",
        ")",
        "“",
        "”",
        ",",
        ";",
        ". ",
        ".",
        "? ",
        "\n",
        "Mr.",
        "a-b-c-d",
        "é🚢",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=80).map(" ".join))
def test_every_proposal_is_a_short_exact_quote_and_none_overlap(text):
    found = suggest(text)
    assert all(text[each.start : each.end] == each.quote for each in found)
    assert all(0 < count_words(each.quote) <= MAX_QUOTE_WORDS for each in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(each.kinds and each.signs and each.quote != each.sentence.rstrip(".!?") for each in found)


def test_proposals_would_stand_as_claims(ruritania, root):
    texts = {
        row.source: (root / "tests/roots/ruritania/articles" / row.file).read_text(encoding="utf-8")
        for row in ruritania.corpus.sources.itertuples()
    }
    rows = [
        {"claim": f"{source}-{each.start}", "source": source, **as_frame([each]).iloc[0].to_dict()}
        for source, text in texts.items()
        for each in suggest(text)
    ]
    assert len(rows) > 10
    assert verify(ruritania.corpus.with_tables(claims=pd.DataFrame(rows)), texts) == []


def test_measuring_counts_what_proposals_have_of_the_claims(ruritania, root):
    folder = root / "tests/roots/ruritania/articles"
    texts = {"courier-1921": (folder / "courier.txt").read_text(encoding="utf-8")}
    table = measure(ruritania.corpus, texts).set_index("source")
    counted = ["claims", "key", "proposals", "hit", "half"]
    assert table.loc["courier-1921", counted].tolist() == table.loc["all", counted].tolist()
    none = measure(ruritania.corpus, texts, lambda *_: []).set_index("source")
    assert none.loc["all", ["proposals", "hit", "half", "recall"]].tolist() == [0, 0, 0, 0]
    strong = measure(ruritania.corpus, texts, least=6).set_index("source")
    assert strong.loc["all", "proposals"] < table.loc["all", "proposals"]
