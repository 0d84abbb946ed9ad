"""The codebook prints what is checked: tables, fields, closed lists, and the ladders."""


def test_the_codebook_prints_the_standard_ladder_and_those_of_the_table(small_book):
    section = small_book.page("codebook").find(id="table-ladders")
    terms = {term.get_text(): term.find_next_sibling("dd").get_text(" ", strip=True) for term in section.select("dt")}
    assert terms["the standard ladder"] == (
        "Stages, the lowest first: interest, talks, offered, agreed, signed, under-way (a deed), done (a deed). "
        "Ends: lapsed, refused, rejected, unused."
    )
    assert terms["bridge"] == (
        "A bridge, from the wish for it to the day on which it opens. "
        "Stages, the lowest first: interest, agreed, done (a deed). Ends: lapsed, unused."
    )


def test_what_the_schema_sets_in_backticks_is_code(small_book):
    article = small_book.page("codebook").article
    assert "`" not in article.get_text()
    assert len(article.select("code")) > 50
