"""The words that readers see: none of the machine, none that takes a side, one spelling, and not too many."""

import csv
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import nbformat
import pypdfium2
import pytest
import yaml
from bs4 import BeautifulSoup, NavigableString

from dossier.vocabulary import Judgement

ROOT = Path(__file__).resolve().parents[2]
"""Where the patterns are collected from, before any fixture runs."""

BANNED = ROOT / "tests" / "data" / "banned_words.csv"
"""What is not said, with why and what to write instead.

Column `where`: “reading” is the landing page, the page on reading, that on method, the notebooks and the brief;
“everywhere” are the registers, glossaries and cards too. Column `but_on` names pages that need the word nevertheless.
"""

READING = {"index", "reading", "method"}
"""The pages that one reads, beside the notebooks."""

APART = {"codebook", "changes", "extend", "ask"}
"""Pages about the data and the tools, which name their codes, and what the data once said."""

BLOCKS = ("p", "li", "td", "th", "dt", "dd", "caption", "figcaption", "h1", "h2", "h3", "h4", "option", "summary")
"""What a sentence does not reach out of."""

NO_PROSE = (
    "script, style, pre, form, template, .foot, .cite-box, .byline, .kicker, .drawing, .figure-title,"
    " .headerlink, .meanings, .notes, .edition"
)
"""What a page has beside its own words: code, its controls, and what waits for a reader."""

BUDGET = {
    "index": 1400,
    "reading": 300,
    "method": 900,
    "executed/01-sources": 950,
    "executed/02-diplomacy": 1450,
    "executed/03-defence": 1050,
    "executed/04-energy": 1050,
    "executed/05-trade": 1100,
    "executed/06-connectivity": 900,
    "executed/07-consistency": 1450,
    "executed/instrument": 540,
}
"""How many words of each page a reader has to read at most: prose, tables and captions."""

WHOLE, PER_MINUTE, LONGEST, MINUTES = 9000, 220, 10, 50
"""The most words of running prose, without tables and captions; how many words one reads a minute, tables included; and
how long a chapter and the whole may take."""

MARK = re.compile("\ue000([^\ue001]*)\ue001")
"""What stands for a mark while sentences are parted: the addresses that it leads to."""


class Rule(NamedTuple):
    """A row of the table of what is not said."""

    pattern: re.Pattern
    where: str
    but_on: tuple[str, ...]
    why: str
    example: str
    instead: str

    def holds_on(self, name):
        """Tell whether it holds on a page; a card is on no page."""
        return (self.where == "everywhere" or is_reading(name)) and name not in self.but_on


def read_rules():
    with BANNED.open(encoding="utf-8") as file:
        return [
            Rule(
                re.compile(row["pattern"], re.IGNORECASE),
                row["where"],
                tuple(row["but_on"].split()),
                row["why"],
                row["example"],
                row["instead"],
            )
            for row in csv.DictReader(file)
        ]


RULES = read_rules()


def is_reading(name):
    return name in READING or name == "brief" or name.startswith("executed/")


def unquote(text):
    """Return a text without what it quotes: those are the words of others."""
    return re.sub("“[^”]*”", "“”", text)


def part(text):
    """Return the sentences of a text."""
    text = re.sub(r"\s+", " ", text).strip()
    return [each for each in re.split("(?<=[.?!]) (?=[^a-z0-9 ])", text) if each]


def check(sentences, name):
    """Return a message for each sentence that says what is not said on the page."""
    rules = [rule for rule in RULES if rule.holds_on(name)]
    found = []
    for sentence in dict.fromkeys(sentences):
        own = unquote(sentence)
        found += [
            f"{name}: “{match[0]}” in “{sentence}”: {rule.why}. Not “{rule.example}” but “{rule.instead}”"
            for rule in rules
            if (match := rule.pattern.search(own))
        ]
    return found


def assert_clean(sentences, name):
    """Fail with the whole list of messages, which pytest would cut."""
    found = check(sentences, name)
    assert not found, f"{len(found)} found:\n" + "\n".join(found)


def part_all(texts):
    return [sentence for text in texts for sentence in part(text)]


def make_copy(article):
    """Return an article without what is beside its own words, quotations and marks replaced by signs."""
    article = article.__copy__()
    for apart in article.select(NO_PROSE):
        apart.decompose()
    for mark in article.select(".evidence"):
        mark.replace_with(f"\ue000{' '.join(link['href'] for link in mark.select('a'))}\ue001")
    for quoted in article.select("q"):
        quoted.replace_with("“”")
    return article


def list_sentences(article):
    """Return the sentences of a copy, block by block; a mark is still in each as a sign with its addresses."""
    blocks = {}
    for text in article.find_all(string=True):
        if type(text) is NavigableString:
            block = next((each for each in text.parents if each.name in BLOCKS), article)
            blocks.setdefault(id(block), []).append(text)
    return [sentence for texts in blocks.values() for sentence in part("".join(texts))]


def unmark(sentence):
    return re.sub(r" ([.,;:])", r"\1", re.sub(r"\s+", " ", MARK.sub("", sentence))).strip()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern.pattern)
def test_a_banned_pattern_meets_its_example_and_not_what_to_write_instead(rule):
    assert rule.pattern.search(unquote(rule.example))
    assert_clean([rule.instead], "index")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern.pattern)
def test_a_banned_pattern_says_why_and_where(rule):
    assert rule.why
    assert rule.where in ("reading", "everywhere")


@pytest.mark.parametrize(
    "sentence",
    [
        "Azerbaijan has been a market since 2003.",
        "How far has Azerbaijan come?",
        "Whoever has them can look them up in the register of claims.",
        "There is no report of a purchase, and there was no other offer.",
        "The map shows de facto boundaries, with no endorsement of any claim.",
        "The Senate recalled its “victory in 2020”.",
        "He calls Pakistan a “loyal ally”.",
        "The size of the prize, and the centre's programme.",
        "Two lines of 60 days were offered (US$120 million, LNG).",
        "It was held in September 2021 (Baku, 2021).",
        "The AIR Center was founded in 2019.",
        "Türkiye and Romania were first, in 1991.",
    ],
)
def test_plain_sentences_are_not_banned(sentence):
    assert_clean([sentence], "index")


def test_a_page_for_readers_is_stricter_than_a_register():
    assert check(["The claim is of 1992."], "index") != []
    assert_clean(["The claim is of 1992."], "claims")
    assert check(["The verdict is of 1992."], "claims") != []


def test_sentences_are_parted_behind_their_marks():
    [first, second] = part("It was signed \ue000a.html#x\ue001. “Soon” it was sent \ue000a.html#x b.html#y\ue001.")
    assert unmark(first) == "It was signed."
    assert unmark(second) == "“Soon” it was sent."


def prose_of(source):
    """Return the sentences of Markdown, without its roles and directives, and with a nought for a glued number."""
    source = re.sub(r"\{glue:text\}`[^`]*`", "0", source)
    source = re.sub(r"\{[a-z:]+\}`[^`]*`|^```.*|^:[a-z-]+:.*|^%.*", "", source, flags=re.MULTILINE)
    source = re.sub(r"\]\([^)]*\)|[*_\[]", "", source).replace("]", "")
    return [
        each for block in re.split(r"\n\s*\n|\n(?=[-#:|*] )", source) for each in part(re.sub(r"^[-#:*>]+ ", "", block))
    ]


def list_sources():
    """Return the hand-written pages and the notebooks that readers read, in the order of the report."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    names = [contents["root"], *(page["file"] for part in contents["parts"] for page in part["chapters"])]
    return [name for name in names if name not in APART]


@pytest.mark.parametrize("name", list_sources())
def test_what_is_written_by_hand_has_no_banned_words(name):
    """What the built pages are tested for as well; this needs no build."""
    if name.startswith("executed/"):
        notebook = nbformat.read(ROOT / "notebooks" / f"{Path(name).name}.ipynb", as_version=4)
        texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
        for cell in notebook.cells:
            shown = cell.metadata.get("mystnb", {})
            texts += [shown.get("figure", {}).get("caption", ""), shown.get("image", {}).get("alt", "")]
    else:
        texts = [(ROOT / "book" / f"{name}.md").read_text(encoding="utf-8")]
        if not is_reading(name):
            texts = [re.sub(r"`[^`]*`", "", text) for text in texts]
    assert_clean([sentence for text in texts for sentence in prose_of(text)], name)


def test_the_page_on_reading_explains_every_judgement_in_its_order():
    text = (ROOT / "book" / "reading.md").read_text(encoding="utf-8")
    explained = re.findall(r"^(.+)\n: ", text, re.MULTILINE)
    assert [word.lower() for word in explained] == [judgement.label for judgement in Judgement]


@pytest.fixture(scope="module")
def told(page):
    """Returns the sentences of a page by its name, each still with its marks."""

    def read(name):
        article = make_copy(page(name).article)
        if name == "bibliography":
            for work in article.select(".citation, dl.citation, [role=doc-biblioentry]"):
                work.decompose()
        if not is_reading(name):
            for code in article.select("code"):
                code.decompose()
        return list_sentences(article)

    return cache(read)


def test_no_page_has_banned_words(page_names, told, subtests):
    for name in page_names:
        if name not in APART:
            with subtests.test(name):
                assert_clean(map(unmark, told(name)), name)


def test_no_page_shows_an_id_of_the_evidence(page_names, told, evidence, subtests):
    ids = {*evidence.claims["claim"], *evidence.facts["fact"], *evidence.questions["question"]}
    ids = {name for name in ids if "-" in name}
    for name in page_names:
        if name not in APART:
            with subtests.test(name):
                words = {word for each in told(name) for word in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", unmark(each))}
                assert words & ids == set()


def test_no_card_and_no_note_has_banned_words(page_names, page, subtests):
    seen = set()
    assert any(list_cards(page(name)) for name in page_names)
    for name in page_names:
        with subtests.test(name):
            lines = [line for card in list_cards(page(name)) for line in card.select(".card-line:not(q, .work)")]
            lines += page(name).select(".notes .note")
            texts = {" ".join(unquote_marks(line).split()) for line in lines} - seen
            seen |= texts
            assert_clean(part_all(sorted(texts)), f"a card of {name}")


def list_cards(soup):
    """Return the cards of a page; what is in a template is no part of the page until a script takes it out."""
    return [BeautifulSoup(card.decode_contents(), "html.parser") for card in soup.select("template.evidence-card")]


def unquote_marks(line):
    """Return the text of a line of a card, without what it quotes."""
    line = line.__copy__()
    for quoted in line.select("q, .card-number, .note-number"):
        quoted.replace_with("“”" if quoted.name == "q" else "")
    return line.get_text(" ")


def list_shown(book):
    """Yield the number of each figure and table, its caption, and the title that is drawn in a figure."""
    for file in sorted((book / "html" / "data").glob("*.json")):
        about = json.loads(file.read_text(encoding="utf-8"))
        if {"title", "caption", "number"} <= about.keys():
            yield about["number"], about["caption"], about["title"] if file.stem.startswith("fig-") else ""


def test_titles_and_captions_have_no_banned_words_and_curly_marks(book, subtests):
    shown = list(list_shown(book))
    assert shown
    for number, caption, title in shown:
        with subtests.test(number):
            assert_clean(part_all([title, caption]), "index")
            assert not re.search(r"['\"]", title + caption), "write ’ “ ” in titles and captions"


def test_headings_have_curly_marks_and_what_describes_a_picture_no_banned_words(page_names, page, subtests):
    for name in page_names:
        with subtests.test(name):
            headings = [each.get_text() for each in page(name).select("article :is(h1, h2, h3)")]
            assert [each for each in headings if "'" in each] == []
            described = [image["alt"] for image in page(name).select("article img[alt]")]
            assert_clean(part_all(described), "index")


def test_no_sentence_has_one_mark_twice_or_three_names_in_one(page_names, told, page, subtests):
    for name in filter(is_reading, page_names):
        with subtests.test(name):
            for sentence in told(name):
                links = Counter(
                    link
                    for mark in MARK.findall(sentence)
                    for link in mark.split()
                    if "claims.html#" in link or "facts.html#" in link
                )
                assert [link for link, times in links.items() if times > 1] == [], unmark(sentence)
            marks = [mark.get_text() for mark in page(name).select("article .evidence")]
            assert [mark for mark in marks if len(re.findall(r"[^\W\d_][^;\]]*", mark)) > 2] == []


def test_no_sentence_has_the_title_of_a_chapter_as_its_subject(page_names, page, told, chapters, subtests):
    titles = {name: re.sub(r"^[\d.\s]+|#$", "", page(name).h1.get_text()).strip() for name in chapters}
    for name in filter(is_reading, page_names):
        with subtests.test(name):
            for sentence in map(unmark, told(name)):
                within = [title for title in titles.values() if title in sentence and len(sentence) > len(title) + 12]
                assert within == [], sentence


@pytest.fixture(scope="module")
def brief(book):
    """The text of the brief, in sentences."""
    leaves = pypdfium2.PdfDocument(book / "pdf" / "brief.pdf")
    text = " ".join(leaf.get_textpage().get_text_bounded() for leaf in leaves)
    return part(re.sub("[\x02\ufffe\u00ad]\\s*", "", text))


def test_the_brief_has_no_banned_words(brief):
    assert_clean(brief, "brief")


@pytest.fixture(scope="module")
def lengths(page):
    """How many words of each page a reader has to read: without marks, code, data links, notes and cards."""
    found = {}
    for name in BUDGET:
        article = make_copy(page(name).article)
        found[name] = len(MARK.sub("", article.get_text(" ")).split())
    return found


@pytest.fixture(scope="module")
def prose(page):
    """How many words of running prose each page has: what `lengths` counts, without tables and captions."""
    found = {}
    for name in BUDGET:
        article = make_copy(page(name).article)
        for apart in article.select("table, figcaption"):
            apart.decompose()
        found[name] = len(MARK.sub("", article.get_text(" ")).split())
    return found


def test_every_page_with_a_budget_is_one_that_one_reads(page_names):
    assert set(BUDGET) <= set(filter(is_reading, page_names))


def test_every_page_keeps_to_its_budget(lengths, subtests, as_begun):
    for name, words in lengths.items():
        with subtests.test(name):
            assert words <= BUDGET[name]


def test_the_whole_is_read_in_less_than_an_hour_and_a_chapter_in_ten_minutes(lengths, prose, chapters):
    assert sum(prose.values()) <= WHOLE
    assert sum(lengths.values()) / PER_MINUTE <= MINUTES
    assert max(lengths[name] for name in chapters if name in lengths) / PER_MINUTE <= LONGEST
