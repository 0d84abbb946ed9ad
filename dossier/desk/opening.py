"""Opens an article at a desk, or says what is missing for it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.coding.draft import Coder
from dossier.corpus.quotes import read_texts
from dossier.corpus.tables import CorpusError
from dossier.desk.session import Session
from dossier.errors import DossierError, offer

if TYPE_CHECKING:
    from dossier.desk.widget import Desk


def open_session(data: Path | str, source: str, folder: Path | str) -> Session:
    """Return a session on one source of a data folder; `folder` has the source's text, and need have no other.

    Raises CorpusError for an unknown source, and for a text that is missing or is not the one that was coded.
    """
    coder = Coder(Path(data))
    known = coder.corpus.sources
    if source not in set(known["source"]):
        raise CorpusError(f"no source “{source}”; {offer(source, known['source'])}")
    alone = coder.corpus.with_tables(sources=known[known["source"] == source])
    return Session(coder, source, read_texts(alone, folder)[source])


def open_desk(data: Path | str, source: str, folder: Path | str) -> Desk:
    """Return the desk of one source, which a notebook shows as the last line of a cell.

    What is saved there is written into the data folder at once. Raises DossierError where anywidget is not installed,
    and CorpusError as `open_session` does.
    """
    if find_spec("anywidget") is None:
        raise DossierError("the desk needs anywidget, which is not installed; run pip install 'dossier[desk]'")
    from dossier.desk.widget import Desk  # only here: everything else works without it

    return Desk(open_session(data, source, folder))
