"""The date of an undated source moves, and what repeats it moves with it."""

from dossier.verdicts.dating import find_bounds, find_dependent, list_tied, list_undated, move_source


def test_a_source_is_undated_where_its_date_is_inferred(ruritania):
    assert list_undated(ruritania.corpus) == ["gazette-1920"]


def test_cells_that_repeat_an_inferred_date_are_tied(ruritania):
    tied = list_tied(ruritania.corpus)
    assert set(tied["claim"]) == {"gazette-1920-ferry"}
    assert list(tied["column"]) == ["date", "as_of"]


def test_marks_and_ends_are_tied_and_other_dates_are_not(make):
    claims = [{"source": "a", "value": value} for value in ("1920", "1920~", "../1920", "1915/1920", "1920-03", "1921")]
    corpus = make(claims, sources=[{"source": "a", "published": "1920", "published_basis": "inferred: by its news"}])
    assert list(list_tied(corpus)["text"]) == ["1920", "1920~", "../1920", "1915/1920"]
    moved = move_source(corpus, "a", "1919")
    assert list(moved.claims["value"]) == ["1919", "1919~", "../1919", "1915/1919", "1920-03", "1921"]
    assert list(moved.sources["published"]) == ["1919"]


def test_the_month_of_an_inferred_day_is_tied_too(make):
    claims = [{"source": "a", "as_of": as_of} for as_of in ("1920-03", "1920-03-05", "1920-04")]
    sources = [{"source": "a", "published": "[1920-03-05..1920-03-09]", "published_basis": "inferred: by its news"}]
    corpus = make(claims, sources=sources)
    assert list(list_tied(corpus)["text"]) == ["1920-03"]
    assert list(move_source(corpus, "a", "1921-06-01").claims["as_of"]) == ["1921-06", "1920-03-05", "1920-04"]


def test_a_source_that_prints_its_date_ties_nothing(make):
    corpus = make(
        [{"source": "a", "value": "1920"}],
        sources=[{"source": "a", "published": "1920", "published_basis": "stated: on the page"}],
    )
    assert list_tied(corpus).empty


def test_findings_that_hang_on_an_inferred_date_are_found(make):
    corpus = make(
        [{"source": "a", "value": "1920"}, {"source": "b", "value": "1920"}, {"source": "b", "value": "1919"}],
        sources=[{"source": "a", "published": "1920", "published_basis": "inferred: by its news"}],
    )
    changed = find_dependent(corpus, "a", "1919")
    assert changed.loc["a-0~b-1"].tolist() == ["agree", "conflict"]
    assert changed.loc["a-0~b-2"].tolist() == ["conflict", "agree"]
    assert "b-1~b-2" not in changed.index


def test_the_bounds_of_an_inferred_date_are_its_month_with_the_margin_of_about(make):
    for published in ("1920-06", "1920-06~", "1920-06-09"):
        sources = [{"source": "a", "published": published, "published_basis": "inferred: by its news"}]
        corpus = make([{"source": "a", "value": "1920"}], sources=sources)
        assert find_bounds(corpus, "a") == ("1920-05-01", "1920-07-31")
