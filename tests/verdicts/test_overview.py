"""Findings summed up by source."""

from dossier.verdicts import gravest_by_source, rank_sources, worst_by_source


def test_each_source_is_told_the_gravest_verdict_that_it_meets(ruritania):
    gravest = gravest_by_source(ruritania.corpus, ruritania.findings)
    assert gravest["gulls"] == {"courier-1921": "agree", "gazette-1920": "agree"}
    assert gravest["relations-date"] == {"courier-1921": "compatible", "gazette-1920": "compatible"}
    assert gravest["recognition-date"]["gazette-1920"] == "conflict"


def test_a_source_without_company_is_alone(ruritania):
    corpus = ruritania.corpus.without("courier-1921")
    from dossier.verdicts import find

    assert gravest_by_source(corpus, find(corpus))["gulls"] == {"gazette-1920": "alone"}


def test_the_grid_has_the_questions_on_which_an_answer_meets_a_conflict(ruritania):
    grid = worst_by_source(ruritania.corpus, ruritania.findings)
    assert "When did relations begin?" not in grid.index
    assert grid.loc["When did Freedonia recognise Ruritania?"].tolist() == ["conflict", "conflict"]
    assert list(grid.columns) == ["gazette-1920", "courier-1921"]


def test_the_ranking_counts_each_conflict_for_each_side(ruritania):
    ranked = rank_sources(ruritania.corpus, ruritania.findings).set_index("source")
    conflicts = ruritania.findings.query("verdict == 'conflict'")["scope"].value_counts()
    assert ranked["itself"].sum() == conflicts["within"]
    assert ranked["others"].sum() == 2 * conflicts["between"]
    assert ranked["record"].sum() == conflicts["reference"]
    assert ranked.loc["gazette-1920", "claims"] == 9
