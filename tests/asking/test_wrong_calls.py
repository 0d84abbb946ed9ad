"""A wrong call from Python is one line of our own, with what is like the name, and nothing from inside of pandas."""

import pandas as pd
import pytest

import dossier
from dossier import notebook
from dossier.errors import DossierError
from dossier.notebook import figures

CALLS = {
    "no folder": (lambda r: dossier.load("nowhere"), "nowhere/datapackage.json: no such file; name the folder"),
    "a number for a folder": (lambda r: dossier.load(3), "3 is no folder; name the folder of the data package"),
    "a file for a folder": (lambda r: dossier.load("README.md"), "README.md is a file, not a folder; name the folder"),
    "an unknown source": (lambda r: r.without("courier-1920"), "did you mean “courier-1921”?"),
    "a number for sources": (lambda r: dossier.load(without=3), "without: 3 is no source; name sources, in a list"),
    "a number for words": (lambda r: r.claims(3), "words: 3 is no text; write it in quotation marks"),
    "a list for words": (lambda r: r.claims(["ferry"]), "words: ['ferry'] is no text; write it in quotation marks"),
    "an unknown column": (lambda r: r.claims(them="lake"), "claims have no column “them”; did you mean “theme”?"),
    "an unknown code": (lambda r: r.claims(theme="lakes"), "no theme “lakes”; did you mean “lake”?"),
    "a number for a code": (lambda r: r.claims(theme=3), "theme: 3 is no code; write it in quotation marks"),
    "a number for words of facts": (lambda r: r.facts(3), "words: 3 is no text"),
    "an unknown column of facts": (lambda r: r.facts(qestion="x"), "did you mean “question”?"),
    "a number for words of questions": (lambda r: r.questions(3), "words: 3 is no text"),
    "an unknown judgement": (lambda r: r.questions(judgement="likly"), "did you mean “likely”?"),
    "an unknown question": (lambda r: r.question("recognition-dat"), "did you mean “recognition-date”"),
    "a number for a question": (lambda r: r.question(3), "3 names no question; write its id, or words of it"),
    "no question": (lambda r: r.question(None), "None names no question; write its id, or words of it"),
    "unknown claims": (lambda r: r.compare("courier-1921-fery", "x"), "did you mean “courier-1921-ferry”"),
    "numbers for claims": (lambda r: r.compare(3, 4), "one: 3 is no text; write it in quotation marks"),
    "an unknown scope": (lambda r: r.contradictions(scope="betwen"), "did you mean “between”?"),
    "contradictions of nobody": (lambda r: r.contradictions(source="x"), "no source “x”; there are courier-1921"),
    "a difference to a word": (lambda r: r.diff("HEAD"), "other: 'HEAD' is no report; load it with dossier.load"),
    "an unknown claim": (lambda r: r.what_if("courier-1921-fery", value="1"), "did you mean “courier-1921-ferry”"),
    "an unknown cell": (lambda r: r.what_if("courier-1921-ferry", valu="x"), "no column “valu”; did you mean “value”?"),
    "a value that is none": (lambda r: r.what_if("courier-1921-ferry", value="nearly"), "“nearly” is not a stage"),
    "a timeline of nothing": (lambda r: r.timeline("zzz"), "no claim with a date has these words and codes"),
    "an article of nobody": (lambda r: r.article("courier", "x"), "did you mean “courier-1921”?"),
    "an article of no folder": (lambda r: r.article("courier-1921", "x"), "x/courier.txt: no such file; put"),
    "a number for an article": (lambda r: r.article(3, "x"), "source: 3 is no text"),
    "an unknown format": (lambda r: r.export("sqlit", "x"), "no format “sqlit”; did you mean “sqlite”?"),
    "no path": (lambda r: r.export("sqlite", None), "path: None is no path; write the name of a file"),
    "answers to nothing": (lambda r: notebook.answers(r, "gull"), "no question “gull”; did you mean “gulls”?"),
    "nothing looked up": (lambda r: notebook.look_up(r, "ferry-open"), "did you mean “ferry-opens”?"),
    "an unknown list": (lambda r: notebook.listed(r, "crosing"), "no list “crosing”; did you mean “crossing”?"),
    "an unknown series": (lambda r: notebook.series(r, "customs"), "did you mean “customs-turnover”?"),
    "certainty of what is not there": (lambda r: notebook.certainty(r, "gullz"), "did you mean “gulls”"),
    "certainty of nothing": (lambda r: notebook.certainty(r), "certainty of nothing; name a question"),
    "an unknown table": (lambda r: r.corpus.rows("claim"), "no table “claim”; did you mean “claims”?"),
    "an unknown column of a table": (lambda r: r.corpus.rows("claims", them="x"), "did you mean “theme”?"),
    "an unknown colour": (lambda r: figures.colour_of("laek"), "no colour “laek”; write a theme or a role"),
    "a type that is none": (lambda r: dossier.values.read_value("dat", "1990"), "unknown question type “dat”"),
    "a date that is none": (lambda r: dossier.values.read_value("date", "1919-5"), "“1919-5” is not an EDTF date"),
    "a figure of nothing": (
        lambda r: figures.dots(pd.DataFrame({"a": ["x"]}), title="Dots"),
        "“Dots” cannot be drawn from 1 rows of a (ValueError: ",
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_wrong_call_is_one_line_that_says_what_to_write(ruritania, monkeypatch, root, name):
    monkeypatch.chdir(root)
    call, said = CALLS[name]
    with pytest.raises(DossierError) as error:
        call(ruritania)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert not str(error.value).startswith("'")


def test_a_report_is_found_from_inside_its_data_folder(ruritania_folder, monkeypatch):
    monkeypatch.chdir(ruritania_folder)
    title = dossier.load(ruritania_folder).settings.title
    assert [dossier.load(folder).settings.title for folder in (".", "../data", ruritania_folder)] == [title] * 3
