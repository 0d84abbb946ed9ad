"""Marks of evidence: what they say, where they lead, and what is wrong with an id."""

import re

import pytest


def test_the_small_book_is_built_without_a_warning(small_book):
    assert (small_book.status, small_book.warnings) == (0, "")


def test_a_mark_names_its_sources_and_leads_to_their_entries(small_book):
    claims, fact, question = small_book.page("index").select("article .evidence")
    links = claims.select("a")
    assert claims.get_text() == ",\u2009".join(link.get_text() for link in links)
    assert [(link["href"], link["title"], "≠" in link.get_text()) for link in links] == [
        ("claims.html#courier-1921-independence", "Courier 1921", True),
        ("claims.html#courier-1921-relations", "Courier 1921", True),
        ("claims.html#gazette-1920-relations", "Gazette 1920", False),
    ]
    register = small_book.page("claims")
    numbers = [register.find(id=link["href"].partition("#")[2]).select_one(".number").get_text() for link in links]
    assert [link.get_text().rstrip("≠") for link in links] == [number.strip() for number in numbers]
    assert (fact.get_text()[0], fact.a["title"]) == ("R", "Foreign Ministry of Freedonia")
    assert fact.a["href"] == "facts.html#recognition-note"
    assert question.get_text() == "When did Freedonia recognise Ruritania?"
    assert question.a["href"] == "questions.html#recognition-date"


def test_a_mark_follows_its_word_without_a_space_and_a_comma_parts_it_from_another(tmp_path, write_book, build_book):
    text = (
        "# Trade\n\nOne {claim}`courier-1921-trade` {fact}`recognition-note`. Two {claim}`gazette-1920-trade` more.\n"
    )
    page = build_book(write_book(tmp_path, {"trade": text})).page("trade")
    one, two, three = page.select("article p .evidence")
    assert str(one.previous_sibling).endswith("One") and str(three.previous_sibling).endswith("Two")
    assert two.previous_sibling is one and two.get_text().startswith(",\u2009R")
    assert three.next_sibling == " more."


def test_an_entry_leads_back_to_the_marks_that_cite_it(small_book):
    page = small_book.page("claims")
    cited = page.find(id="gazette-1920-relations").find_all("p")[-1]
    assert (cited.get_text(), cited.a["href"]) == ("Cited in the summary", "index.html#mark-1")
    cited = page.find(id="gazette-1920-ferry").find_all("p")[-1]
    assert [link["href"] for link in cited.select("a")] == ["executed/ferry.html#mark-1"]
    assert cited.get_text() == "Cited in Chapter 1"
    assert "Cited in no chapter." in page.find(id="gazette-1920-grain").get_text()


def test_a_question_is_cited_where_its_answers_are(small_book):
    entry = small_book.page("questions").find(id="trade-turnover")
    assert entry.find_all("p")[-1].get_text() == "Cited in Chapter 2, Chapter 3"


def test_in_print_a_mark_gives_the_number_of_its_entry(small_print):
    [number] = re.findall(r'label\("claims#gazette-1920-relations"\)\)\[(\d+)\];', small_print.split("= Claims")[0])
    assert re.search(rf"{number} “[^”]+”\n+Relations began in 1919", small_print)
    assert 'label("questions#recognition-date"))[When did Freedonia recognise' in small_print


@pytest.mark.parametrize("kind", ["claim", "fact", "question"])
def test_an_unknown_id_is_a_complaint_that_names_page_and_line(kind, tmp_path, write_book, build_book):
    book = build_book(write_book(tmp_path, {"trade": f"# Trade\n\nWrong {{{kind}}}`relations-ended`.\n"}), "dummy")
    complaint = rf"trade.md:3: ERROR: no {kind} “relations-ended”: correct the id, or add the row to data/{kind}s.csv"
    assert re.search(complaint, book.warnings)


def test_an_entry_that_no_register_lists_is_a_complaint_that_says_so(tmp_path, write_book, build_book):
    book = build_book(write_book(tmp_path, {"facts": "# Facts\n"}))
    assert "fact recognition-note has no entry: list it on a page with the register directive" in book.warnings


def test_a_register_of_something_else_is_a_complaint_that_names_the_registers(tmp_path, write_book, build_book):
    book = build_book(write_book(tmp_path, {"facts": "# Facts\n\n```{register} rumour\n```\n"}), "dummy")
    assert "no register of “rumour”: write one of claim, fact, question, name" in book.warnings
