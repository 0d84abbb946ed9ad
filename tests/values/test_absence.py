"""An absence says none, only one, or names a member that there was."""

import pytest

from dossier.values import Absence, UnreadableValue, read_days, read_value


def test_an_absence_is_none_only_or_a_member():
    days = read_days("1998/2022")
    assert read_value("absence", "none", date="1998/2022") == Absence("none", "", days, "1998/2022")
    assert read_value("absence", "only jmc", date="1998/2022") == Absence("only", "jmc", days, "1998/2022")
    assert read_value("absence", "jmc") == Absence("member", "jmc", None, "")


def test_an_absence_knows_its_code_and_where_it_is_defined():
    assert [read_value("absence", text).codes for text in ("none", "only jmc", "jmc")] == [set(), {"jmc"}, {"jmc"}]
    assert read_value("absence", "none").vocabulary == "member"


@pytest.mark.parametrize("text", ["", "no agreements", "only ", "None"])
def test_what_is_not_an_absence_is_refused_with_a_remedy(text):
    with pytest.raises(UnreadableValue, match="is not an absence: write none, only CODE or CODE"):
        read_value("absence", text)


def test_a_denial_can_be_cut_short():
    none, member = read_value("absence", "none", date="1998/2022"), read_value("absence", "pact", date="2017-02")
    assert none.repair(member) == member.repair(none) == "If “none” were said only of the time before February 2017."
    assert none.repair(read_value("absence", "pact", date="2017/..")) == ""
    assert read_value("absence", "only jmc", date="2022").repair(member) == ""
