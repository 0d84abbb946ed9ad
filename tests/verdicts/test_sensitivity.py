"""What changes when the date of an undated source is moved within its bounds."""

from dossier.verdicts.sensitivity import move_inferred_dates


def test_what_hangs_on_an_inferred_date_is_named(make):
    corpus = make(
        [{"source": "a", "value": "1920-06", "question": "q"}, {"source": "a", "value": "1915", "question": "other"}],
        facts=[{"value": "1920-06-20", "question": "q"}, {"value": "1915", "question": "other"}],
        sources=[{"source": "a", "published": "1920-06", "published_basis": "inferred: by its news"}],
    )
    early, late = move_inferred_dates(corpus).itertuples(index=False)
    assert tuple(early) == ("a", "1920-05-01", 1, ("a-0~fact-0",), ("q",))
    assert tuple(late) == ("a", "1920-07-31", 1, ("a-0~fact-0",), ("q",))


def test_what_does_not_repeat_the_date_does_not_move(make):
    corpus = make(
        [{"source": "a", "value": "1915"}, {"source": "b", "value": "1915"}],
        sources=[{"source": "a", "published": "1920-06", "published_basis": "inferred: by its news"}],
    )
    found = move_inferred_dates(corpus)
    assert list(found["cells"]) == [0, 0]
    assert not any([*found["findings"], *found["questions"]])


def test_a_source_with_a_printed_date_is_not_moved(make):
    corpus = make(
        [{"source": "a", "value": "1920"}],
        sources=[{"source": "a", "published": "1920", "published_basis": "stated: on the page"}],
    )
    assert move_inferred_dates(corpus).empty
