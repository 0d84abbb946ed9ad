"""A ladder: the stages of a thing on its way to the deed, and the ways in which it can end on the way."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.vocabulary import End, Stage


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

    def is_end(self, code: str) -> bool:
        """Return whether a code is an end."""
        return code in self.ends


STANDARD = Ladder()
"""The ladder of `dossier.vocabulary`: from interest to done, with its ends."""
