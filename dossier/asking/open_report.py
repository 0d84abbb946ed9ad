"""A report that answers an analyst's questions in one line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dossier import report
from dossier.asking import drawing, hinges, lists, pairs, question
from dossier.asking.article import Article, show_article
from dossier.asking.card import show_card
from dossier.asking.changes import Changes, show_changes, suppose
from dossier.asking.shown import Shown
from dossier.corpus.tables import CorpusError
from dossier.errors import UnusableValue, demand_texts, offer

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dossier.desk.widget import Desk


@dataclass(frozen=True, repr=False, eq=False)
class OpenReport(report.Report):
    """A report that is open to questions. Nothing that is asked writes a file.

    A misspelt name is refused with what is like it. In the examples, `report` is the made-up report of the tests,
    `dossier.load("tests/roots/ruritania/data")`.
    """

    def __repr__(self) -> str:
        return repr(show_card(self))

    def _repr_html_(self) -> str:
        return show_card(self)._repr_html_()

    def claims(self, words: str = "", **columns: str | Iterable[str]) -> Shown:
        """Return what the articles say with these words, and with these codes in the columns of claims that are named.

        Each word is the beginning of a word of the statement, the quotation, the question, or of whoever acts; a name
        stands for all its spellings.

        >>> report.claims("ferry", source="courier-1921")  # doctest: +ELLIPSIS
        One claim in one article on “ferry”
        • The two governments agreed on a ferry in 1920. (Courier 1921; “agreed on a ferry in 1920”; 1920; ...)
        """
        demand_texts(words=words)
        return lists.find_claims(self, words, columns)

    def facts(self, words: str = "", **columns: str | Iterable[str]) -> Shown:
        """Return what outside records say with these words.

        >>> len(report.facts("ferry"))
        1
        """
        demand_texts(words=words)
        return lists.find_facts(self, words, columns)

    def questions(self, words: str = "", **columns: str | Iterable[str]) -> Shown:
        """Return the questions that have these words, or are answered with them: answer, certainty and its basis.

        Beside the columns of questions, `judgement` may be named: well established, likely, one source, unclear,
        probably wrong.

        >>> list(report.questions(judgement="well established")["question"])
        ['gulls', 'independence-date']
        """
        demand_texts(words=words)
        return lists.find_questions(self, words, columns)

    def question(self, name: str) -> Shown:
        """Return one question, by its id or by words that it alone has: how certain, who says what, who contradicts.

        >>> print(report.question("ferry-status").title)
        How far did the ferry come?
        """
        return question.show_question(self, name)

    def compare(self, one: str, other: str) -> Shown:
        """Return what two claims or facts make of each other, in a sentence.

        >>> print(report.compare("courier-1921-recognition", "gazette-1920-recognition").sentences[0])
        Courier 1921 contradicts Gazette 1920 (29 days): no day is shared.
        """
        demand_texts(one=one, other=other)
        return pairs.compare(self, one, other)

    def contradictions(self, words: str = "", *, source: str = "", scope: str = "") -> Shown:
        """Return who contradicts whom: of one article where `source` is named, and of one `scope`.

        The scopes are within (an article contradicts itself), between (two articles) and reference (an outside record).

        >>> len(report.contradictions(scope="between"))
        7
        """
        demand_texts(words=words, source=source, scope=scope)
        return pairs.find_contradictions(self, words, source, scope)

    def hinges(self) -> Shown:
        """Return which judgements change when one article is left out."""
        return hinges.find_hinges(self)

    def sources(self) -> Shown:
        """Return the articles, by date."""
        return lists.list_sources(self)

    def diff(self, other: report.Report) -> Changes:
        """Return what is judged otherwise here than in another state of the report, which comes first.

        >>> print(report.diff(report.without("gazette-1920")).sentences[0])
        Changes: six judgements. New: eleven contradictions. Gone: no contradiction.
        """
        if not isinstance(other, report.Report):
            raise UnusableValue(f"other: {other!r} is no report; load it with dossier.load")
        return show_changes(other, self, "What changes")

    def what_if(self, claim: str = "", **cells: Any) -> Changes:
        """Return what would change if a claim said something else, or, without an id, if there were a claim more.

        `cells` are columns of claims: `value`, and for a claim more `question` too. `.report` is the report as it would
        be.

        >>> print(report.what_if("gazette-1920-recognition", value="1919-03").sentences[0])
        Changes: one judgement. New: no contradiction. Gone: two contradictions.
        """
        demand_texts(claim=claim)
        return show_changes(self, suppose(self, claim, cells), "What would change")

    def timeline(self, words: str = "", **columns: str | Iterable[str]) -> Figure:
        """Return a figure of the claims with a date, on one line of time: a bar is as long as the date is vague.

        It is a figure of matplotlib, to be changed or saved. Raises CorpusError where no claim is left.
        """
        demand_texts(words=words)
        return drawing.draw_claims(self, words, columns)

    def article(self, source: str, folder: Path | str) -> Article:
        """Return an article with the words that claims rest on marked; its text is in `folder`.

        >>> report.article("gazette-1920", "tests/roots/ruritania/articles").title
        'Gazette 1920: What the lake is worth (nine claims)'
        """
        demand_texts(source=source)
        return show_article(self, source, folder)

    def desk(self, source: str, folder: Path | str) -> Desk:
        """Return the desk at which an article is coded in JupyterLab, as the last line of a cell.

        What is saved there is written into the data folder at once, and can be undone; load the report again to judge
        it. Raises DossierError where anywidget is not installed.
        """
        from dossier.desk.opening import open_desk  # only here: it needs anywidget

        demand_texts(source=source)
        return open_desk(self.settings.data, source, Path(folder))

    def export(self, form: str, path: Path | str, texts: Path | str | None = None) -> Path:
        """Write the report for another program, and return the path: parquet, sqlite, jsonld, annotations, qdpx, csl.

        Raises DossierError for another format, and where a format needs a package or the articles' texts.
        """
        from dossier.exchange import FORMATS

        demand_texts(form=form)
        if not isinstance(path, str | Path):
            raise UnusableValue(f"path: {path!r} is no path; write the name of a file")
        if form not in FORMATS:
            raise CorpusError(f"no format “{form}”; {offer(form, FORMATS)}")
        FORMATS[form].write(self, Path(path), Path(texts) if texts is not None else None)
        return Path(path)


def load(folder: Path | str | None = None, *, without: Iterable[str] = ()) -> OpenReport:
    """Open a report from its data folder, without the rows of the articles named in `without`.

    Without a folder it is the one that the environment variable DOSSIER_DATA names, else the nearest `data/` in the
    current folder or above it. Raises CorpusError or SettingsError, each with one line that says how to mend it.

    >>> import dossier
    >>> dossier.load("tests/roots/ruritania/data", without=["gazette-1920"]).sources().title
    'One article'
    """
    return report.load(folder, without=without, kind=OpenReport)
