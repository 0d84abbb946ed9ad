"""What pairs hide, and facts that disagree."""

from dossier.verdicts import find, rate_questions
from dossier.verdicts.consistency import judge_facts, list_joint_clashes


def test_three_answers_can_clash_though_each_two_can_stand(make):
    claims = [{"source": source, "value": value} for source, value in (("a", "x;y"), ("b", "y;z"), ("c", "x;z"))]
    corpus = make(claims, type="category")
    assert list(list_joint_clashes(corpus)["labels"]) == [("x;y", "y;z", "x;z")]
    rating = rate_questions(corpus, find(corpus)).iloc[0]
    assert (rating["status"], rating["judgement"]) == ("contested", "unclear")


def test_three_sets_of_years_with_gaps_can_clash(make):
    claims = [
        {"source": "a", "value": "[1919,1920]"},
        {"source": "b", "value": "[1920,1921]"},
        {"source": "c", "value": "[1919,1921]"},
    ]
    wide = [*claims[:2], {"source": "c", "value": "1919/1921"}]
    assert len(list_joint_clashes(make(wide))) == 0
    apart = [{"source": "a", "value": "[1919,1921]"}, {"source": "b", "value": "[1921,1923]"},
             {"source": "c", "value": "[1919,1923]"}]  # fmt: skip
    assert len(list_joint_clashes(make(apart))) == 1


def test_what_three_answers_share_is_no_clash(make):
    claims = [{"source": source, "value": value} for source, value in (("a", "x;y"), ("b", "y;z"), ("c", "w;y"))]
    assert list_joint_clashes(make(claims, type="category")).empty


def test_several_answers_side_by_side_do_not_clash(make):
    claims = [{"source": source, "value": value} for source, value in (("a", "x;y"), ("b", "y;z"), ("c", "x;z"))]
    assert list_joint_clashes(make(claims, type="category", cardinality="many")).empty


def test_facts_are_judged_against_facts(make):
    corpus = make([{"source": "a", "value": "1919"}], facts=[{"value": "1919-03-03"}, {"value": "1919-03-04"}])
    [found] = judge_facts(corpus).itertuples()
    assert (found.facts, found.verdict, found.gap) == (("fact-0", "fact-1"), "conflict", "1 day")


def test_a_broader_code_includes_a_finer_one(make):
    from dataclasses import replace

    corpus = make([{"source": "a", "value": "cod"}, {"source": "b", "value": "fish"}], type="category")
    codes = corpus.vocabulary.iloc[:2].assign(
        field="category", code=["cod", "gadus"], broader=["fish", ""], same_as=["", "cod"]
    )
    [finding] = find(replace(corpus, vocabulary=codes)).itertuples()
    assert (finding.verdict, finding.subtype, finding.finer) == ("compatible", "refines", "a-0")
    same = make([{"source": "a", "value": "cod"}, {"source": "b", "value": "gadus"}], type="category")
    [finding] = find(replace(same, vocabulary=codes)).itertuples()
    assert (finding.verdict, finding.subtype) == ("agree", "equivalent")
