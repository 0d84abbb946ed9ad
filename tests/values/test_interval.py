"""The algebra of intervals, and of sets of them with gaps."""

from dossier.values import PROFILES, Interval, Ranges, read_value


def ranges(*bounds, step=0):
    return Ranges.of(*(Interval(low, high) for low, high in bounds), step=step)


def test_parts_that_overlap_are_joined_and_gaps_are_kept():
    assert ranges((5, 6), (1, 2), (2, 3)).parts == (Interval(1, 3), Interval(5, 6))


def test_neighbouring_whole_numbers_are_joined():
    assert ranges((1, 2), (3, 4)).parts == (Interval(1, 2), Interval(3, 4))
    assert ranges((1, 2), (3, 4), step=1).parts == (Interval(1, 4),)


def test_a_set_overlaps_only_where_it_has_numbers():
    gaps = ranges((1, 2), (8, 9), (20, 30))
    assert [gaps.overlaps(ranges((low, low))) for low in (2, 5, 8, 25, 31)] == [True, False, True, True, False]


def test_a_set_contains_what_lies_in_one_of_its_parts():
    gaps = ranges((1, 2), (8, 9))
    assert gaps.contains(ranges((1, 1), (8.5, 9)))
    assert not gaps.contains(ranges((2, 8)))
    assert not gaps.contains(ranges((3, 4)))


def test_an_open_end_leaves_its_number_out():
    below = Interval(0, 127, high_open=True)
    assert not below.overlaps(Interval(127, 127))
    assert below.overlaps(Interval(126.9, 127))
    assert Interval(0, 127).contains(below)
    assert not below.contains(Interval(0, 127))


def test_the_gap_is_the_least_distance():
    assert ranges((1, 2), (10, 11)).gap(ranges((5, 6))) == 3
    assert ranges((1, 2)).gap(ranges((2, 3))) == 0


def test_each_end_keeps_its_own_margin():
    joined = Ranges.of(Interval(1, 2, below=5), Interval(2, 3, above=7))
    assert joined.parts == (Interval(1, 3, below=5, above=7),)
    assert joined.widened(PROFILES["lenient"]).parts == (Interval(-9, 17),)


def test_a_width_counts_whole_numbers():
    assert ranges((1, 2), (10, 12)).width(step=1) == 5
    assert ranges((1, 2), (10, 12)).width() == 3


def test_three_sets_with_gaps_may_be_at_odds_although_each_two_are_not():
    one, two, three = (read_value("date", text) for text in ("[1990,1992]", "[1992,1994]", "[1990,1994]"))
    assert one.has_gaps
    assert one.meets(two) and two.meets(three) and one.meets(three)
    assert not one.meets(two, three)
    assert not read_value("date", "1990/1994").has_gaps


def test_three_choices_may_be_at_odds_although_each_two_are_not():
    one, two, three = (read_value("category", text) for text in ("a;b", "b;c", "a;c"))
    assert one.has_gaps and one.meets(two) and not one.meets(two, three)
    assert one.meets(read_value("category", "a+d"), three)
