"""Laws that every pair of answers keeps, whatever the type of its question."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import amounts, codes, pairs

from dossier.values import PROFILES
from dossier.verdicts.judge import Answer, Question, judge
from dossier.vocabulary import Subtype, Verdict


@given(pairs())
def test_the_rule_is_symmetric(pair):
    a, b, question, profile = pair
    there, back = judge(a, b, question, PROFILES[profile]), judge(b, a, question, PROFILES[profile])
    assert replace(there, finer=None) == replace(back, finer=None)


@given(pairs())
def test_refinement_flips_sides(pair):
    a, b, question, profile = pair
    there, back = judge(a, b, question, PROFILES[profile]), judge(b, a, question, PROFILES[profile])
    assert (there.finer, back.finer) in {(None, None), (0, 1), (1, 0)}


@given(pairs())
def test_a_full_answer_agrees_with_itself(pair):
    a, _, question, profile = pair
    full = Answer(a.value, a.date or "1992", a.as_of or "1992", a.measure or "turnover", a.modality)
    found = judge(full, full, question, PROFILES[profile])
    assume(found.subtype != Subtype.UNPARSED)  # all of several dates are not one span
    assert found.verdict is Verdict.AGREE


@given(pairs())
def test_a_more_lenient_reading_never_makes_a_conflict(pair):
    a, b, question, _ = pair
    verdicts = [judge(a, b, question, PROFILES[name]).verdict for name in ("strict", "default", "lenient")]
    assert verdicts == sorted(verdicts, key=lambda verdict: verdict != "conflict")


@given(amounts, amounts, st.sampled_from(sorted(PROFILES)))
def test_a_unit_changes_no_verdict(one, other, profile):
    question = Question("amount", unit="tonnes")
    plain = judge(Answer(one), Answer(other), question, PROFILES[profile])
    scaled = judge(
        Answer(one, unit="thousand tonnes"),
        Answer(other, unit="million kg"),
        question,
        PROFILES[profile],
    )
    assert (plain.verdict, plain.finer) == (scaled.verdict, scaled.finer)


@given(codes, codes, codes)
def test_a_further_option_never_makes_a_conflict(one, more, other):
    question = Question("category")
    wider = judge(Answer(f"{one};{more}"), Answer(other), question)
    if wider.verdict is Verdict.CONFLICT:
        assert judge(Answer(one), Answer(other), question).verdict is Verdict.CONFLICT
