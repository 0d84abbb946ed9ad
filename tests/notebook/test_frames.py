"""Rows of evidence come with typed numbers and with words, for claims and facts alike."""

import math
from dataclasses import replace
from datetime import date

import pytest

from dossier.notebook import answers, claims, facts, listed, look_up, series, sources


def test_answers_come_in_the_order_of_the_questions_claims_first(ruritania):
    rows = answers(ruritania, "trade-turnover", "relations-date")
    assert list(rows["id"]) == [
        "courier-1921-trade",
        "gazette-1920-trade",
        "trade-1920",
        "courier-1921-relations",
        "gazette-1920-relations",
    ]
    assert list(rows["record"]) == [False, False, True, False, False]


def test_an_amount_is_numbers_and_words(ruritania):
    about, rounded, counted = answers(ruritania, "trade-turnover").itertuples()
    assert (about.low, about.high, about.middle) == (40, 40, 40)
    assert (about.amount, about.figure) == ("about 40 million crowns", "about 40")
    assert (rounded.middle, rounded.amount) == (12, "12 million crowns")
    assert (counted.middle, counted.amount, counted.who) == (12.4, "12.4 million crowns", "Customs of Ruritania")


def test_a_row_says_who_and_when_and_cites_itself(ruritania):
    row = answers(ruritania, "trade-turnover").iloc[0]
    assert row["said"] == "Trade between the two was about 40 million crowns in 1920. {claim}`courier-1921-trade`"
    assert row["quoted"] == "“about 40 million crowns in 1920” {claim}`courier-1921-trade`"
    assert (row["who"], row["reporter"], row["basis"]) == ("Courier 1921", "the chamber", "article")
    assert (row["when"], row["as_of_when"], row["text"]) == ("1920", "1920", "How large is the trade?")


def test_a_date_is_an_answer_in_words_and_a_day_to_sort_by(ruritania):
    row = answers(ruritania, "recognition-date").iloc[0]
    assert (row["answer"], row["day"]) == ("3 March 1919", date(1919, 3, 3).toordinal())
    assert (row["amount"], math.isnan(row["low"])) == ("", True)


def test_a_status_is_places_on_the_scale_and_its_stages(ruritania):
    agreed, talks, done = answers(ruritania, "ferry-status").itertuples()
    assert [(row.low, row.stages, row.answer) for row in (agreed, talks, done)] == [
        (3, ("agreed",), "agreed"),
        (1, ("talks",), "talks"),
        (6, ("done",), "done"),
    ]


def test_a_rank_is_a_place_without_a_unit(ruritania):
    assert list(answers(ruritania, "recognition-rank")["amount"]) == ["second", "third"]


def test_an_unknown_question_is_refused(ruritania):
    with pytest.raises(KeyError, match="no question “ferries”"):
        answers(ruritania, "ferries")


def test_claims_are_chosen_by_their_codes_and_come_as_in_the_text(ruritania):
    assert list(claims(ruritania, theme="lake", kind=["agreement", "quantity"])["id"]) == [
        "courier-1921-trade",
        "courier-1921-ferry",
        "gazette-1920-trade",
    ]


def test_facts_are_chosen_by_their_codes(ruritania):
    assert list(facts(ruritania, confidence="medium")["id"]) == ["trade-1920"]


def test_rows_of_no_claim_have_the_same_columns(ruritania):
    none, some = claims(ruritania, theme="sea"), claims(ruritania, theme="lake")
    assert len(none) == 0
    assert list(none.columns) == list(some.columns)


def test_a_claim_that_is_left_out_has_no_figure(ruritania):
    [there, gone] = look_up(ruritania.without("courier-1921"), "gazette-1920-trade", "courier-1921-trade")
    assert (there.middle, there.amount) == (12, "12 million crowns")
    assert (math.isnan(gone.middle), gone.amount, gone.said) == (True, "", "")


def test_an_unknown_id_is_refused(ruritania):
    with pytest.raises(KeyError, match="no claim or fact “trade-1921”"):
        look_up(ruritania, "trade-1921")


def test_a_list_has_its_order_labels_and_meanings(ruritania):
    rows = listed(ruritania, "crossing")
    assert list(rows["id"]) == ["courier-1921-ferry", "gazette-1920-ferry", "ferry-opens"]
    assert list(rows["label"]) == ["agreement", "talks", "opening"]
    assert list(rows["meaning"]) == ["It was planned", "It was planned", "It was made"]
    assert list(rows["when"]) == ["1920", "December 1920", "1 May 1922"]


def test_a_list_leaves_out_the_claims_of_sources_left_out(ruritania):
    assert list(listed(ruritania.without("courier-1921"), "crossing")["id"]) == ["gazette-1920-ferry", "ferry-opens"]


def test_an_unknown_list_is_refused(ruritania):
    with pytest.raises(KeyError, match="no list “crossings”"):
        listed(ruritania, "crossings")


def test_a_series_comes_by_date_with_its_id(ruritania):
    rows = series(ruritania, "customs-turnover")
    assert rows[["id", "date", "value"]].to_numpy().tolist() == [
        ["customs-turnover", "1919", 8.1],
        ["customs-turnover", "1920", 12.4],
    ]


def test_articles_come_by_publication_with_the_ground_of_their_date(ruritania):
    rows = sources(ruritania)
    assert list(rows["source"]) == ["gazette-1920", "courier-1921"]
    basis = ruritania.corpus.sources.set_index("source")["published_basis"]
    joined = rows["basis"] + (": " + rows["why"]).where(rows["why"] != "", "")
    assert list(joined) == [basis[source] for source in rows["source"]]
    assert set(rows["basis"]) <= {"stated", "inferred"}


def test_texts_of_the_data_are_escaped_in_words_and_kept_as_they_are_in_columns(ruritania):
    claim = ruritania.corpus.claims.iloc[[0]].assign(statement="A *star*.", quote="$1")
    changed = replace(ruritania, corpus=replace(ruritania.corpus, claims=claim))
    [row] = claims(changed).itertuples()
    assert (row.statement, row.quote) == ("A *star*.", "$1")
    assert row.said.startswith("A \\*star\\*. {claim}`")
    assert row.quoted.startswith("“\\$1” {claim}`")
