"""What is made of a question: status, record, certainty in words, and the basis."""

import pytest

from dossier.verdicts import find, rate_questions
from dossier.verdicts.judgements import TABLE, Origins, Others, Record, describe_basis, judge_question
from dossier.vocabulary import Judgement, Support


def rate(corpus, question="q"):
    return rate_questions(corpus, find(corpus)).set_index("question").loc[question]


def said(*values, **columns):
    """Return one claim per value, each of a source of its own."""
    return [{"source": source, "value": value, **columns} for source, value in zip("abcdefgh", values, strict=False)]


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        (said("1919"), "single-sourced"),
        (said("1919", "1919"), "corroborated"),
        (said("1919", "1920"), "contested"),
        (said("1919", "1919-03"), "mixed"),
        (said("1919", "1919", kind="opinion"), "mixed"),
        (said("1919", "1919", kind="prediction"), "mixed"),
        (said("1922", "1922", told="planned"), "mixed"),
        (said("1922", "1922", told="possible"), "mixed"),
        (said("1919", "1919", told="under-way"), "corroborated"),
        (said("1919", "1919", stated="hedges"), "mixed"),
        (said("1919", "1919", stated="passes-on"), "corroborated"),
        (said("unknown", "unknown"), "unanswered"),
        (said("1919", "1919", "unknown"), "corroborated"),
        (said("1919", "1919", attributed_to="the chamber"), "echoed"),
        (said("../..", "../.."), "unanswered"),
        (said("1919", "../.."), "single-sourced"),
        ([*said("1919"), {"source": "b", "value": "1919", "derived_from": "a-0"}], "echoed"),
        ([*said("1919"), {"source": "b", "value": "1919", "derived_from": "a-0"}, {"source": "c", "value": "1919"}],
         "corroborated"),
    ],
)  # fmt: skip
def test_the_status_says_how_far_the_sources_agree(make, claims, status):
    assert rate(make(claims))["status"] == status


def test_two_sources_with_one_upstream_are_one_witness(make):
    upstream = [{"source": source, "derived_from": "a wire"} for source in "ab"]
    assert rate(make(said("1919", "1919"), sources=upstream))["status"] == "echoed"


@pytest.mark.parametrize(
    ("fact", "record"),
    [
        ({"value": "1919-03"}, "in line"),
        ({"value": "1920"}, "against"),
        ({"value": "1920", "confidence": "low"}, "silent"),
        ({"value": "1919-03", "derived_from": "a"}, "circular"),
        ({"value": "1919", "derived_from": "a-0"}, "circular"),
    ],
)
def test_the_record_says_how_the_facts_stand_to_the_claims(make, fact, record):
    assert rate(make(said("1919"), facts=[fact]))["record"] == record


def test_facts_that_disagree_on_a_claim_divide_the_record(make):
    assert rate(make(said("1919"), facts=[{"value": "1919-03"}, {"value": "1920"}]))["record"] == "divided"


def test_what_the_record_contradicts_is_not_corroborated_nor_well_established(make):
    rating = rate(make(said("1919", "1919"), facts=[{"value": "1920"}]))
    assert (rating["status"], rating["judgement"]) == ("contested", "probably wrong")
    assert rating["basis"] == "two independent articles; outside records contradict it"


@pytest.mark.parametrize(
    ("ruling", "status", "judgement", "answer"),
    [
        ({"outcome": "open"}, "contested", "unclear", "1920"),
        ({"outcome": "prefer-one", "which": "1919"}, "contested", "likely", "1919"),
        ({"outcome": "both-stand"}, "mixed", "one source", "1920"),
        ({"outcome": "deprecated", "which": "1920"}, "single-sourced", "one source", "1919"),
    ],
)
def test_a_ruling_moves_the_question(make, ruling, status, judgement, answer):
    rating = rate(make(said("1919", "1920"), rulings=[{"clusters": "q: 1919 ~ 1920", **ruling}]))
    assert (rating["status"], rating["judgement"], rating["answer"]) == (status, judgement, answer)


def test_a_set_aside_answer_frees_the_question_from_its_conflict_with_the_record(make):
    rulings = [{"clusters": "q: 1919 ~ 1920", "outcome": "deprecated", "which": "1920"}]
    rating = rate(make(said("1919", "1920", "1919"), facts=[{"value": "1919-03"}], rulings=rulings))
    assert (rating["status"], rating["record"], rating["judgement"]) == ("corroborated", "in line", "well established")
    assert rating["basis"] == "two independent articles and Diet of Ruritania; one other answer set aside"


def test_a_contradiction_within_one_source_is_told(make):
    claims = [{"source": "a", "value": "1919"}, {"source": "a", "value": "1920"}]
    assert rate(make(claims))[["self_contradicted", "judgement"]].tolist() == [True, "unclear"]
    dissolved = make(claims, rulings=[{"clusters": "q: 1919 ~ 1920", "outcome": "both-stand"}])
    assert not rate(dissolved)["self_contradicted"]


def test_a_broken_order_marks_the_answer_that_all_others_exclude_and_not_its_neighbour(ruritania):
    marked = ruritania.ratings.set_index("question")["self_contradicted"]
    assert (bool(marked["independence-date"]), bool(marked["recognition-date"])) == (True, False)


@pytest.mark.parametrize(
    ("values", "shared"),
    [(("1919", "1919"), "to the year"), (("1919-03",) * 2, "to the month"), (("1919-03-03",) * 2, "to the day"),
     (("1919",), ""), (("1919", "1920"), "")],
)  # fmt: skip
def test_agreement_says_how_precise_it_is(make, values, shared):
    assert rate(make(said(*values)))["shared"] == shared


def test_the_better_supported_of_two_disputed_answers_leads(make):
    rating = rate(make(said("1919", "1920"), facts=[{"value": "1919-03"}]))
    assert (rating["answer"], rating["judgement"]) == ("1919", "likely")


def test_on_a_ladder_the_latest_answer_leads(make):
    claims = [
        {"source": "a", "value": "talks", "as_of": "1920"},
        {"source": "b", "value": "agreed", "as_of": "1921"},
    ]
    assert rate(make(claims, type="status"))["answer"] == "agreed (1921)"


@pytest.mark.parametrize(
    ("origins", "others", "record", "word"),
    [
        ("several", "agree", "silent", "well established"),
        ("several", "agree", "supports", "well established"),
        ("several", "agree", "against", "probably wrong"),
        ("several", "agree", "divided", "unclear"),
        ("several", "dissent", "supports", "unclear"),
        ("several", "ruled", "silent", "likely"),
        ("one", "alone", "supports", "well established"),
        ("one", "alone", "leans", "likely"),
        ("one", "alone", "silent", "one source"),
        ("one", "lean", "silent", "likely"),
        ("one", "ruled", "silent", "likely"),
        ("one", "dissent", "silent", "unclear"),
        ("one", "alone", "against", "probably wrong"),
        ("none", "alone", "silent", "one source"),
        ("none", "lean", "silent", "unclear"),
        ("none", "alone", "supports", "likely"),
    ],
)
def test_the_table_gives_the_word(origins, others, record, word):
    assert judge_question(Origins(origins), Others(others), Record(record)) == word


def test_every_case_has_a_word_and_every_row_is_used():
    used = set()
    for origins in Origins:
        for others in Others:
            for record in Record:
                word = judge_question(origins, others, record)
                seen = (origins, others, record)
                used.add(next(row for row in TABLE if all(c in ("", s) for c, s in zip(row, seen, strict=False))))
                if record is Record.AGAINST:
                    assert word is Judgement.PROBABLY_WRONG
    assert used == set(TABLE)


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        ((2, 2, ["the Embassy"], Support.IN_LINE, Record.SUPPORTS, Others.AGREE, 0),
         "two independent articles and the Embassy"),
        ((1, 1, ["the Embassy", "the Senate"], Support.IN_LINE, Record.SUPPORTS, Others.ALONE, 0),
         "one article, the Embassy and the Senate"),
        ((0, 0, ["the Embassy"], Support.IN_LINE, Record.SUPPORTS, Others.ALONE, 0), "the Embassy"),
        ((1, 1, [], Support.SILENT, Record.SILENT, Others.ALONE, 0), "one article"),
        ((1, 1, [], Support.IN_LINE, Record.LEANS, Others.ALONE, 0), "one article; outside records leave room for it"),
        ((1, 1, [], Support.SILENT, Record.SILENT, Others.LEAN, 0), "one article; other answers fit it"),
        ((1, 1, [], Support.AGAINST, Record.AGAINST, Others.ALONE, 0), "one article; outside records contradict it"),
        ((1, 1, [], Support.AGAINST, Record.DIVIDED, Others.ALONE, 0),
         "one article; whether outside records contradict it is open"),
        ((1, 3, [], Support.SILENT, Record.SILENT, Others.ALONE, 0), "three articles of one origin"),
        ((2, 3, [], Support.SILENT, Record.SILENT, Others.AGREE, 0), "three articles of two origins"),
        ((0, 1, [], Support.SILENT, Record.SILENT, Others.ALONE, 0), "a judgement or a plan in one article"),
        ((1, 1, [], Support.CIRCULAR, Record.SILENT, Others.ALONE, 0),
         "one article; the outside record goes back to the same source"),
        ((1, 1, [], Support.SILENT, Record.SILENT, Others.DISSENT, 2),
         "one article; against another answer; two other answers set aside"),
    ],
)  # fmt: skip
def test_the_basis_is_a_phrase(arguments, phrase):
    assert describe_basis(*arguments) == phrase
