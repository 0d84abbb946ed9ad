"""The report as tables: findings and judgements have a schema as the data have."""

from dossier.exchange.tables import describe, list_tables


def by_name(report):
    return {table.name: table for table in list_tables(report)}


def test_every_table_of_the_package_is_there_and_three_more(ruritania):
    names = list(by_name(ruritania))
    assert names[:3] == ["sources", "exclusions", "claims"]
    assert names[-3:] == ["findings", "finding_sides", "judgements"]


def test_the_sides_of_a_finding_are_rows_that_point_at_claims_and_facts(ruritania):
    sides = by_name(ruritania)["finding_sides"]
    wanted = "courier-1921-ferry~ferry-opens"
    assert [row for row in sides.rows() if row[0] == wanted] == [
        (wanted, 1, "courier-1921-ferry", None),
        (wanted, 2, None, "ferry-opens"),
    ]
    assert describe(sides)["foreignKeys"][1] == {
        "fields": ["claim"],
        "reference": {"resource": "claims", "fields": ["claim"]},
    }


def test_a_judgement_has_its_answer_in_words(ruritania):
    judged = by_name(ruritania)["judgements"].frame.set_index("question")
    assert judged.loc["recognition-date", ["judgement", "answer_in_words"]].tolist() == [
        "likely",
        "3 March 1919",
    ]


def test_without_a_source_no_row_points_at_what_went_with_it(ruritania):
    tables = by_name(ruritania.without("courier-1921"))
    assert set(tables["claims"].frame["source"]) == {"gazette-1920"}
    for table in tables.values():
        for [own], other, [theirs] in table.links:
            pointing = set(table.frame[own]) - {""}
            assert pointing <= set(tables[other].frame[theirs])
    assert len(tables["second_coding"].frame) < len(by_name(ruritania)["second_coding"].frame)
