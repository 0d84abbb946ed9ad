"""What coders marked in other programs becomes rows for claims.csv; nothing is guessed."""

import csv
import io
import json
import zipfile

import pytest

from dossier.errors import DossierError
from dossier.exchange import FORMATS, read_drafts
from dossier.exchange.drafts import as_csv
from dossier.exchange.incoming import Coding, read_codings
from dossier.exchange.placing import find_span

QUOTE = {"type": "TextQuoteSelector", "exact": "Trade reached 12 million crowns", "prefix": "", "suffix": " in 1920"}


def hypothesis(**changes):
    """One annotation as Hypothesis exports it."""
    note = {
        "id": "x1",
        "uri": "https://lake.example/gazette",
        "text": "Trade was 12 million crowns.",
        "tags": ["lake", "How large is the trade?", "check again"],
        "document": {"title": ["What the lake is worth"]},
        "target": [
            {
                "source": "https://lake.example/gazette",
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/div[1]"},
                    {"type": "TextPositionSelector", "start": 5000, "end": 5031},
                    QUOTE,
                ],
            }
        ],
    }
    return note | changes


@pytest.fixture
def drafted(ruritania, lake_texts, tmp_path):
    """Returns what is drafted from a file with this content."""

    def draft(content, name="notes.json", texts=lake_texts):
        path = tmp_path / name
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return read_drafts(path, ruritania, texts)

    return draft


@pytest.mark.parametrize("listed", ["annotations", "rows"])
def test_hypothesis_gives_a_row_with_what_is_known(drafted, listed):
    [draft] = drafted({"total": 1, listed: [hypothesis()]}).rows
    filled = {name: cell for name, cell in draft.row.items() if cell != ""}
    assert filled == {
        "claim": "gazette-1920-",
        "source": "gazette-1920",
        "start": 160,
        "end": 191,
        "paragraph": 3,
        "quote": "Trade reached 12 million crowns",
        "statement": "Trade was 12 million crowns.",
        "theme": "lake",
        "question": "trade-turnover",
    }
    assert draft.remarks == ("the code “check again” is no theme, kind or question",)


def test_words_that_stand_nowhere_get_no_row(drafted):
    wrong = hypothesis(target=[{"selector": [QUOTE | {"exact": "Trade reached 13 million"}]}])
    found = drafted({"rows": [wrong, hypothesis(uri="https://a.example", document={}), hypothesis(target=[])]})
    assert found.rows == []
    assert found.unplaced == [
        "annotation 1: the words stand nowhere in the text: “Trade reached 13 million”",
        "annotation 2: no source is called “https://a.example”; there are courier-1921, gazette-1920",
        "annotation 3: no words are marked: “”",
    ]


def test_without_the_texts_a_row_has_no_offsets(drafted):
    [draft] = drafted([hypothesis(tags=[])], texts=None).rows
    assert (draft.row["quote"], draft.row["start"], draft.row["paragraph"]) == (QUOTE["exact"], "", "")
    assert draft.remarks == ("no offsets: name the folder of the texts with --texts",)


def test_a_web_annotation_of_another_program_is_read_too(drafted):
    note = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": [
            {"type": "TextualBody", "value": "Relations began in May 1919.", "purpose": "commenting"},
            {"type": "TextualBody", "value": "Event", "purpose": "tagging"},
        ],
        "target": {
            "source": "file:///home/ada/Courier.txt",
            "selector": {"type": "TextQuoteSelector", "exact": "followed in May 1919"},
        },
    }
    found = drafted([note], "notes.jsonld")
    assert found.unplaced == [
        "annotation 1: no source is called “file:///home/ada/Courier.txt”; there are courier-1921, gazette-1920"
    ]
    [draft] = drafted([note | {"target": note["target"] | {"source": "Courier.txt"}}], "notes.jsonld").rows
    assert (draft.row["start"], draft.row["kind"]) == (124, "event")
    assert draft.row["statement"] == "Relations began in May 1919."


@pytest.mark.parametrize("format", ["annotations", "qdpx"])
@pytest.mark.parametrize("with_texts", [True, False])
def test_our_own_export_has_nothing_new(both, exported, format, with_texts):
    report, texts = both
    found = read_drafts(exported(format), report, texts if with_texts else None)
    assert (found.rows, found.known, found.unplaced) == ([], len(report.corpus.claims), [])


def test_what_was_changed_on_the_way_is_a_row(ruritania, lake_texts, drafted, tmp_path):
    FORMATS["annotations"].write(ruritania, tmp_path / "lake.jsonld", lake_texts)
    whole = json.loads((tmp_path / "lake.jsonld").read_text(encoding="utf-8"))
    for body in whole["first"]["items"][0]["body"]:
        if "claim:note" in body:
            body["claim:note"] = "Seen again."
    found = drafted(whole, "lake.jsonld")
    assert [(draft.row["claim"], draft.row["note"]) for draft in found.rows] == [("courier-1921-boats", "Seen again.")]
    assert found.known == 17


PROJECT = """\
<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Lake" origin="Another program">
  <CodeBook><Codes>
    <Code guid="AAAAAAAA-0000-0000-0000-000000000001" name="Ties" isCodable="true"/>
    <Code guid="AAAAAAAA-0000-0000-0000-000000000002" name="treaties" isCodable="true"/>
  </Codes></CodeBook>
  <Sources><TextSource guid="AAAAAAAA-0000-0000-0000-000000000003" name="gazette" {where}>
    <PlainTextSelection guid="AAAAAAAA-0000-0000-0000-000000000004" startPosition="{start}" endPosition="{end}">
      <Coding guid="AAAAAAAA-0000-0000-0000-000000000005">
        <CodeRef targetGUID="aaaaaaaa-0000-0000-0000-000000000001"/></Coding>
      <Coding guid="AAAAAAAA-0000-0000-0000-000000000006">
        <CodeRef targetGUID="AAAAAAAA-0000-0000-0000-000000000002"/></Coding>
      <NoteRef targetGUID="AAAAAAAA-0000-0000-0000-000000000007"/>
    </PlainTextSelection>
  </TextSource></Sources>
  <Notes><Note guid="AAAAAAAA-0000-0000-0000-000000000007">
    <PlainTextContent>The treaty
was in force.</PlainTextContent></Note></Notes>
</Project>"""


def test_a_project_of_another_program_is_placed_by_its_words(ruritania, lake_texts, tmp_path):
    text = "Headed by another program\r\n" + (lake_texts / "gazette.txt").read_text(encoding="utf-8").replace(
        "\n", "\r\n"
    )
    start = text.index("customs treaty")
    with zipfile.ZipFile(tmp_path / "x.qdpx", "w") as archive:
        where = 'plainTextPath="internal://A.TXT"'
        archive.writestr("project.qde", PROJECT.format(where=where, start=start, end=start + 40))
        archive.writestr("Sources/a.txt", text.encode())
    [draft] = read_drafts(tmp_path / "x.qdpx", ruritania, lake_texts).rows
    filled = {name: cell for name, cell in draft.row.items() if cell != ""}
    assert filled == {
        "claim": "gazette-1920-",
        "source": "gazette-1920",
        "start": 248,
        "end": 288,
        "paragraph": 3,
        "quote": "customs treaty of 1917 is still in force",
        "statement": "The treaty was in force.",
        "theme": "ties",
        "question": "treaties",
    }
    assert draft.remarks == ("gazette-1920-treaties has the same words",)


def test_an_end_that_names_the_last_letter_is_told(ruritania, lake_texts, tmp_path):
    with zipfile.ZipFile(tmp_path / "x.qdpx", "w") as archive:
        archive.writestr("project.qde", PROJECT.format(where="", start=0, end=13).replace(
            "<PlainTextSelection", "<PlainTextContent>customs treaty</PlainTextContent><PlainTextSelection"
        ))  # fmt: skip
    [draft] = read_drafts(tmp_path / "x.qdpx", ruritania, lake_texts).rows
    assert draft.remarks == ("ends within a word: is its last letter “y” left out?",)


def test_the_highlights_of_taguette_are_joined_by_their_id(drafted):
    table = "id,document,tag,content\n7,gazette.txt,lake,Grain could become\n7,gazette.txt,opinion,Grain could become\n"
    [draft] = drafted(table, "highlights.csv").rows
    assert (draft.row["theme"], draft.row["kind"], draft.row["start"]) == ("lake", "opinion", 349)


TEXT = "a ferry went on; a  ferry\nwent on, and a ferry “went” on"


@pytest.mark.parametrize(
    ("coding", "span"),
    [
        (Coding("", (), "ferry went on", 2, 15), (2, 15)),
        (Coding("", (), "ferry went on", 3, 16), (2, 15)),
        (Coding("", (), 'ferry "went"'), (41, 53)),
        (Coding("", (), "a ferry", before="on; ", after="went on,"), "the words stand there 2 times, at 0, 39"),
        (Coding("", (), "a ferry", before=", and ", after=" “went”"), (39, 46)),
        (Coding("", (), "a"), "the words stand there 4 times, at 0, 17, 35, 39"),
        (Coding("", (), " "), "no words are marked"),
        (Coding("", (), "a boat", 0, 6), "the words stand nowhere in the text"),
    ],
)
def test_words_are_placed_only_where_they_stand_once(coding, span):
    assert find_span(TEXT, coding) == span


def test_rows_are_printed_with_the_header_of_the_table(ruritania, drafted):
    lines = as_csv(drafted([hypothesis()]).rows, ruritania)
    [row] = csv.DictReader(io.StringIO(lines))
    assert list(row) == list(ruritania.corpus.claims.columns)
    assert row["start"] == "160"


def test_a_formula_and_too_many_words_are_told(drafted):
    long = "Freedonia, the third to recognise it, had done so in April 1919. Relations began"
    note = hypothesis(text="=1+1", tags=[], target=[{"selector": [QUOTE | {"exact": long}]}])
    [draft] = drafted([note]).rows
    assert draft.remarks == (
        "14 words; quote at most 12",
        "statement begins with “=”: a spreadsheet would compute it",
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("notes.txt", "x", "no ending that can be read; there are .json, .jsonld, .qdpx, .csv"),
        ("notes.csv", "a,b\n1,2\n", "no highlights of Taguette; export them as CSV, with id, document, tag, content"),
        ("notes.json", '{"rows": 1}', "no list of annotations; export it as JSON"),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path, name, content, message):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(DossierError, match=message):
        read_codings(tmp_path / name)


@pytest.mark.parametrize(
    "note",
    [
        {"uri": 1, "text": [], "tags": "lake", "document": [], "target": [{"selector": [[], {"type": 3}]}]},
        {"body": 3, "target": [3]},
        {"body": [{"value": {}, "purpose": "tagging"}], "target": {"source": {"id": []}, "selector": {"start": "x"}}},
    ],
)
def test_annotations_of_odd_shapes_are_unplaced_and_not_a_traceback(drafted, note):
    found = drafted([note])
    assert found.rows == [] and len(found.unplaced) == 1


def test_a_stranger_cannot_steer_the_terminal(drafted):
    note = hypothesis(uri="https://a.example/\x1b[2J\nline", document={})
    [told] = drafted([note]).unplaced
    assert told == (
        "annotation 1: no source is called “https://a.example/�[2J line”; there are courier-1921, gazette-1920"
    )


def test_half_a_character_is_refused(drafted):
    with pytest.raises(DossierError, match="not JSON in UTF-8"):
        drafted('[{"uri": "\\ud800"}]')
