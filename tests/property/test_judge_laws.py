"""Laws that every pair of answers keeps, whatever the type of its question."""

from dataclasses import replace

from hypothesis import given
from strategies import pairs

from dossier.values import PROFILES
from dossier.verdicts.judge import Answer, judge


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
    assert judge(full, full, question, PROFILES[profile]).verdict == "agree"


@given(pairs())
def test_a_more_lenient_reading_never_makes_a_conflict(pair):
    a, b, question, _ = pair
    verdicts = [judge(a, b, question, PROFILES[name]).verdict for name in ("strict", "default", "lenient")]
    assert verdicts == sorted(verdicts, key=lambda verdict: verdict != "conflict")
