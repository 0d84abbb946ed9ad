"""Terms: linked at their first use in running text, on the page and in print."""

import pytest
from docutils import nodes

from dossier.sphinx.terms import link_first_use, list_running


def write(*children):
    """A paragraph of texts and nodes within a section."""
    parts = [nodes.Text(child) if isinstance(child, str) else child for child in children]
    return nodes.section("", nodes.paragraph("", "", *parts))


def link(tree, name, meaning, address):
    return link_first_use(list_running(tree), name, meaning, address)


def find_links(tree):
    return [(link.astext(), link["refuri"]) for link in tree.findall(nodes.reference) if "meaning" in link]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Every claim counts.", "claim"),
        ("All claims count.", "claims"),
        ("Claims come first.", "Claims"),
        ("It was claimed.", None),
        ("The chamber’s claim failed.", None),
        ("A counter-claim.", None),
        ("The claim+ is new.", None),
    ],
)
def test_a_use_is_the_word_itself_or_its_plural(text, linked):
    tree = write(text)
    assert link(tree, "claim", "Words.", "terms.html#term-claim") is (linked is not None)
    assert find_links(tree) == ([(linked, "terms.html#term-claim")] if linked else [])
    assert tree.astext() == text


def test_a_term_with_capitals_is_sought_as_it_is_written():
    assert not link(write("the lng trade"), "LNG", "Gas.", "#")
    assert link(write("the LNG trade"), "LNG", "Gas.", "#")


@pytest.mark.parametrize(
    "apart",
    [
        nodes.literal("", "claim"),
        nodes.reference("", "claim", refuri="#"),
        nodes.inline("", "claim", classes=["evidence"]),
    ],
    ids=["code", "link", "mark"],
)
def test_what_is_not_running_text_is_passed_over(apart):
    tree = write(apart, " is no use, the second claim is")
    assert link(tree, "claim", "Words.", "#")
    assert "meaning" in tree[0][-2]


def test_a_title_a_caption_a_table_and_an_entry_are_passed_over():
    entry = nodes.container("", nodes.paragraph("", "a claim"), classes=["entry"])
    row = nodes.row("", nodes.entry("", nodes.paragraph("", "a claim")))
    table = nodes.table("", nodes.tgroup("", nodes.tbody("", row)))
    figure = nodes.figure("", nodes.caption("", "a claim"))
    assert not link(nodes.section("", nodes.title("", "a claim"), entry, table, figure), "claim", "", "#")


def test_a_page_links_a_term_once_and_says_its_meaning_to_screen_readers(small_book):
    page = small_book.page("index")
    [link] = page.select("article a.term")
    assert (link.get_text(), link["href"]) == ("claim", "terms.html#term-claim")
    assert link["data-meaning"] == "One source saying one thing."
    meaning = page.find(id=link["aria-describedby"])
    assert meaning.get_text() == "One source saying one thing." and meaning.find_parent(hidden=True)
    assert small_book.page("terms").select("a.term") == []
    assert small_book.page("terms").find(id="term-claim")


def test_code_is_not_a_use_and_a_term_below_another_folder_is_found(small_book):
    [link] = small_book.page("other/trade").select("article a.term")
    assert link["href"] == "../terms.html#term-claim"
    assert link.find_parent("p").get_text().startswith("A claim of the other paper")


def test_a_term_with_a_star_is_listed_and_not_linked(small_book):
    assert small_book.page("terms").find(id="term-rung")
    assert not small_book.page("index").select("a[href$='#term-rung']")


def test_print_links_a_term_to_its_entry(small_print):
    assert 'label("terms#term-claim"))[claim];' in small_print
    assert small_print.count("One source saying one thing") == 1


def test_the_glossary_lists_the_codes_of_a_field_with_their_definitions(small_book):
    term = small_book.page("terms").find(id="term-kind-agreement")
    assert term.find_next("dd").get_text(strip=True) == "A text, deal or arrangement that the two sides made."
