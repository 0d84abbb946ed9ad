"""Answers that say the same are one cluster, whoever gives them and however they write it."""

from dataclasses import replace

import pandas as pd
import pytest

from dossier.corpus.labels import PairKey, label_of
from dossier.values import STANDARD, Ladder
from dossier.verdicts.clusters import cluster_corpus, read_questions
from dossier.verdicts.findings import find


def clusters(corpus):
    [(_, _, found)] = cluster_corpus(corpus)
    return {cluster.label: sorted(row.id for row in cluster.members) for cluster in found}


def test_claims_with_equal_values_are_one_cluster_and_facts_stand_alone(make):
    corpus = make(
        [{"source": "a", "value": "1919"}, {"source": "b", "value": "1919"}, {"source": "b", "value": "1919-03"}],
        facts=[{"fact": "note", "value": "1919"}],
    )
    assert clusters(corpus) == {"1919": ["a-0", "b-1"], "1919-03": ["b-2"], "note": ["note"]}


def test_two_ways_of_writing_one_set_are_one_cluster_and_equivalent(make):
    corpus = make([{"source": "a", "value": "art;boats"}, {"source": "b", "value": "boats;art"}], type="category")
    assert clusters(corpus) == {"art;boats": ["a-0", "b-1"]}
    [finding] = find(corpus).itertuples()
    assert (finding.verdict, finding.subtype, finding.cluster) == ("agree", "equivalent", "q: art;boats ~ art;boats")


@pytest.mark.parametrize(
    ("type", "question", "claim", "label"),
    [
        ("date", {}, {"value": "1919", "date": "1920", "as_of": "1921", "measure": "m"}, "1919"),
        ("date", {}, {"value": "1922", "told": "planned"}, "1922 (planned)"),
        ("status", {}, {"value": "talks", "date": "1919", "as_of": "1920"}, "talks (1920)"),
        ("status", {}, {"value": "talks", "date": "1919"}, "talks (1919)"),
        ("absence", {}, {"value": "none", "date": "1915/1921", "as_of": "1922"}, "none (1915/1921)"),
        ("amount", {"comparable_on": "measure;period"}, {"value": "12", "measure": "exports", "date": "1920"},
         "12 (exports, 1920)"),
        ("amount", {"comparable_on": "as_of"}, {"value": "12", "unit": "boats", "as_of": "1920"}, "12 boats (1920)"),
    ],
)  # fmt: skip
def test_a_label_holds_what_a_comparison_needs(make, type, question, claim, label):
    corpus = make([{"source": "a", **claim}], type=type, **question)
    [row], [asked] = corpus.claims.itertuples(), corpus.questions.itertuples()
    assert label_of(row, asked) == label
    assert list(clusters(corpus)) == [label]


def test_a_key_goes_to_text_and_back():
    for text in ("q: 1919 ~ 1920", "order: q 1919 ~ r note", "q: talks (1919, planned) ~ ferry-opens"):
        assert str(PairKey.parse(text)) == text


@pytest.mark.parametrize("text", ["q", "q: 1919", "q: 1919~1920", ": 1 ~ 2", "q:  ~ 2"])
def test_what_is_not_a_key_is_refused(text):
    with pytest.raises(ValueError, match="write question: one ~ other"):
        PairKey.parse(text)


def test_a_ruling_holds_for_every_pair_that_says_the_same(make):
    claims = [{"source": source, "value": value} for source in "abc" for value in ("1919", "1920")]
    corpus = make(claims, rulings=[{"clusters": "q: 1919 ~ 1920", "outcome": "open"}])
    conflicts = find(corpus).query("verdict == 'conflict'")
    assert len(conflicts) == 9
    assert set(conflicts["outcome"]) == {"open"}


def test_a_ruling_is_found_by_any_way_of_writing_an_answer(make):
    corpus = make(
        [{"source": "a", "value": "boats;art"}, {"source": "b", "value": "art;boats"}, {"source": "c", "value": "war"}],
        type="category",
        rulings=[{"clusters": "q: art;boats ~ war", "outcome": "open"}],
    )
    assert list(find(corpus).query("verdict == 'conflict'")["outcome"]) == ["open", "open"]


def test_a_question_climbs_the_ladder_that_it_names(make):
    corpus = make([{"source": "a", "value": "built"}], type="status", ladder="crossing")
    rows = [("crossing", 1, "planned", "stage"), ("crossing", 2, "built", "deed"), ("crossing", 3, "sunk", "end")]
    ladders = pd.DataFrame(rows, columns=["ladder", "place", "code", "role"])
    question = read_questions(replace(corpus, ladders=ladders))["q"]
    assert question.ladder == Ladder(("planned", "built"), ("built",), ("sunk",))
    assert read_questions(make([{"source": "a", "value": "done"}], type="status"))["q"].ladder is STANDARD
