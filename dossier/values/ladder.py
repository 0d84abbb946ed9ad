"""A ladder: the stages of a thing on its way to the deed, and the ways in which it can end on the way.

The standard ladder is that of `dossier.vocabulary`, its one owner; the table `ladders` holds the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dossier.vocabulary import End, Part, Stage


@dataclass(frozen=True)
class Ladder:
    """The stages in order, which of them are deeds, and the ends, all as codes.

    >>> loan = Ladder(("asked", "granted", "drawn", "repaid"), deeds=("drawn", "repaid"), ends=("called-in",))
    >>> loan.place("drawn"), loan.is_end("called-in")
    (2, True)
    """

    stages: tuple[str, ...] = tuple(Stage)
    deeds: tuple[str, ...] = tuple(stage for stage in Stage if stage.is_deed)
    ends: tuple[str, ...] = tuple(End)

    def place(self, stage: str) -> int:
        """Return the place of a stage, from 0. Raises ValueError for an end or an unknown code."""
        return self.stages.index(stage)

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the stages."""
        return tuple(say_stage(stage) for stage in self.stages)

    def is_end(self, code: str) -> bool:
        """Return whether a code is an end."""
        return code in self.ends


def say_stage(code: str) -> str:
    """Return the name of a stage or an end, as readers should see it.

    >>> say_stage("under-way")
    'under way'
    """
    return code.replace("-", " ")


STANDARD = Ladder()
"""The ladder of `dossier.vocabulary`: from interest to done, with its ends."""


def read_ladders(rows: Iterable[Any]) -> dict[str, Ladder]:
    """Return every ladder by its name, with the standard one under the empty name.

    `rows` are those of the table `ladders`: ladder, place (from 1), code, and role (stage, deed or end).
    """
    codes: dict[str, list[Any]] = {}
    for row in sorted(rows, key=lambda row: int(row.place)):
        codes.setdefault(row.ladder, []).append(row)
    return {"": STANDARD} | {name: _join(own) for name, own in codes.items()}


def _join(rows: list[Any]) -> Ladder:
    """Return the ladder of its rows; a deed is a stage too."""
    stages = tuple(row.code for row in rows if row.role != Part.END)
    deeds = tuple(row.code for row in rows if row.role == Part.DEED)
    return Ladder(stages, deeds, tuple(row.code for row in rows if row.role == Part.END))
