"""Names of entries and of findings go to text and back, and refuse what they are not."""

import pytest

from dossier.corpus import FindingId, Problem, Ref


@pytest.mark.parametrize("text", ["claim-courier-1921-ferry", "fact-trade-1920", "question-treaties"])
def test_a_reference_goes_to_text_and_back(text):
    assert str(Ref.parse(text)) == text


@pytest.mark.parametrize("text", ["claim", "claim-", "source-courier-1921", ""])
def test_what_is_not_a_reference_is_refused(text):
    with pytest.raises(ValueError, match="does not name an entry; write claim-…"):
        Ref.parse(text)


def test_a_finding_has_one_id_whatever_the_order_of_its_sides():
    assert FindingId.of(("b", "a")) == FindingId.of(("a", "b")) == FindingId("a", "b")


def test_the_claim_comes_before_the_fact():
    assert str(FindingId.of(("z",), ("a",))) == "z~a"


@pytest.mark.parametrize("text", ["a", "a~", "~b", "a~b~c", ""])
def test_what_is_not_a_finding_is_refused(text):
    with pytest.raises(ValueError, match="write two ids joined by ~"):
        FindingId.parse(text)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.csv", 2, "value", "found.", "mend it"), "a.csv:2: column value: found; mend it"),
        (Problem("a.csv", 0, "", "found", "mend it"), "a.csv: found; mend it"),
    ],
)
def test_a_problem_is_one_line(problem, text):
    assert str(problem) == text
