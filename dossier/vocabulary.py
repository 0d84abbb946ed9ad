"""The closed lists of the library. A member knows its place, its label, its sign and the role of its colour.

Every medium reads these lists: tables and figures, the pages and their scripts, style sheets, and print. A member is a
text, its code, so that it compares and sorts with the codes in the data: ``Verdict.CONFLICT == "conflict"``.
"""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """One word of a closed list, in the order in which the report lists them.

    `label` is how readers see it, `sign` a character that says the same without colour, and `colour` the role in the
    palette of `dossier.settings`: `conflict`, `ink` or `faint`.
    """

    label: str
    sign: str
    colour: str

    def __new__(cls, code: str, label: str = "", sign: str = "", colour: str = "ink") -> Word:
        """Make a member of its code; the label is the code with blanks where none is given."""
        word = str.__new__(cls, code)
        word._value_ = code
        word.label = label or code.replace("-", " ")
        word.sign = sign
        word.colour = colour
        return word

    @property
    def place(self) -> int:
        """The place of the word in its list, from 0."""
        return list(type(self)).index(self)


class Verdict(Word):
    """What a comparison of two answers to one question says."""

    AGREE = "agree", "", "●"
    COMPATIBLE = "compatible", "", "○"
    CONFLICT = "conflict", "", "✕", "conflict"
    NOT_COMPARABLE = "not comparable", "", "–", "faint"
    UNDECIDED = "undecided", "", "?", "faint"

    @property
    def gravity(self) -> int:
        """How grave the verdict is: 0 is the gravest."""
        return _GRAVEST_FIRST.index(self)

    @property
    def meets(self) -> str:
        """What one of the two does to the other, as the verb of a sentence."""
        return _MEETS[self]


_GRAVEST_FIRST = (
    Verdict.CONFLICT,
    Verdict.UNDECIDED,
    Verdict.NOT_COMPARABLE,
    Verdict.COMPATIBLE,
    Verdict.AGREE,
)


_MEETS = {
    Verdict.AGREE: "agrees with",
    Verdict.COMPATIBLE: "can stand with",
    Verdict.CONFLICT: "contradicts",
    Verdict.NOT_COMPARABLE: "cannot be compared with",
    Verdict.UNDECIDED: "leaves open how it stands to",
}

ALONE = "alone"
"""Said in place of a verdict where nothing can be compared with an answer; less grave than any verdict."""


class Subtype(Word):
    """Why a verdict is what it is: first of agreements, then compatible, conflicts, not comparable, undecided."""

    EXACT = "exact"
    EQUIVALENT = "equivalent"
    REFINES = "refines"
    OVERLAP = "overlap"
    WITHIN_APPROXIMATION = "within-approximation"
    ROUNDING = "rounding"
    SATISFIES_BOUND = "satisfies-bound"
    PROGRESSION = "progression"
    DISJOINT_DATE = "disjoint-date"
    DISJOINT_AMOUNT = "disjoint-amount"
    DIFFERENT_CATEGORY = "different-category"
    RANK = "rank"
    REGRESS = "regress"
    ENDED = "ended"
    COUNTER_EXAMPLE = "counter-example"
    CHRONOLOGY = "chronology"
    CONSTRAINT = "constraint"
    MEASURE = "measure"
    AS_OF = "as_of"
    PERIOD = "period"
    MODALITY = "modality"
    EVENT = "event"
    UNPARSED = "unparsed"
    NO_DATE = "no-date"
    NEEDS_RULING = "needs-ruling"
    SILENT = "silent"


class Scope(Word):
    """Between whom a finding is: within one source, between two, or between a source and a reference fact."""

    WITHIN = "within", "within one source"
    BETWEEN = "between", "between two sources"
    REFERENCE = "reference", "between a source and the record"


class Status(Word):
    """What the sources taken together make of a question."""

    CORROBORATED = "corroborated"
    ECHOED = "echoed"
    SINGLE_SOURCED = "single-sourced", "single-sourced"
    CONTESTED = "contested"
    MIXED = "mixed", "several accounts, none confirming another"
    UNANSWERED = "unanswered", "no answer"


class Support(Word):
    """How the reference facts stand to the claims on a question."""

    AGAINST = "against", "contradicted by the record", "✕", "conflict"
    DIVIDED = "divided", "outside records disagree", "✕", "conflict"
    IN_LINE = "in line", "in line with the record", "○"
    CIRCULAR = "circular", "the record repeats its source", "", "faint"
    SILENT = "silent", "the record is silent", "", "faint"


class Judgement(Word):
    """How certain the answer to a question is, in the words that readers see."""

    WELL_ESTABLISHED = "well established", "", "●"
    LIKELY = "likely", "", "○"
    ONE_SOURCE = "one source", "", "·"
    UNCLEAR = "unclear", "", "?"
    PROBABLY_WRONG = "probably wrong", "", "✕", "conflict"


class Outcome(Word):
    """What an editor's ruling makes of two answers."""

    PREFER_ONE = "prefer-one", "one is preferred"
    BOTH_STAND = "both-stand", "both can stand"
    DEPRECATED = "deprecated", "one is set aside"
    OPEN = "open"


class Bond(Word):
    """How a constraint binds the answers to one question to those of another."""

    PART = "part"
    GROWTH = "growth"
    NEEDS = "needs"


class Told(Word):
    """How a source tells of a thing: as a deed, or as something that may come."""

    DONE = "done"
    UNDER_WAY = "under-way"
    PLANNED = "planned"
    POSSIBLE = "possible"

    @property
    def looks_ahead(self) -> bool:
        """Whether the words are about what may come."""
        return self in (Told.PLANNED, Told.POSSIBLE)


class Stated(Word):
    """How surely a source says it."""

    STATES = "states"
    HEDGES = "hedges"
    PASSES_ON = "passes-on", "passes on"


class Modality(Word):
    """Told and stated in one word, for readers of the column `modality` until they follow."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    PLANNED = "planned"
    POTENTIAL = "potential"
    OPINION = "opinion"

    @property
    def looks_ahead(self) -> bool:
        """Whether the words are about what may come."""
        return self.told.looks_ahead

    @property
    def told(self) -> Told:
        """As what the thing is told."""
        return {Modality.PLANNED: Told.PLANNED, Modality.POTENTIAL: Told.POSSIBLE}.get(self, Told.DONE)

    @property
    def stated(self) -> Stated:
        """How surely the thing is said."""
        if self is Modality.REPORTED:
            return Stated.PASSES_ON
        return Stated.HEDGES if self in (Modality.POTENTIAL, Modality.OPINION) else Stated.STATES


class Stage(Word):
    """A stage of the standard ladder, on the way from interest to deed, the lowest first."""

    INTEREST = "interest"
    TALKS = "talks"
    OFFERED = "offered"
    AGREED = "agreed"
    SIGNED = "signed"
    UNDER_WAY = "under-way"
    DONE = "done"

    @property
    def is_deed(self) -> bool:
        """Whether something is being done or has been."""
        return self in (Stage.UNDER_WAY, Stage.DONE)


class Part(Word):
    """What a code is on a ladder: a stage of talk, a stage that is a deed, or an end."""

    STAGE = "stage"
    DEED = "deed"
    END = "end"


class End(Word):
    """A way in which a thing on the standard ladder ends before its deed is done, or its use."""

    LAPSED = "lapsed"
    REFUSED = "refused"
    REJECTED = "rejected"
    UNUSED = "unused"


LISTS: dict[str, type[Word]] = {
    "verdict": Verdict,
    "subtype": Subtype,
    "scope": Scope,
    "status": Status,
    "support": Support,
    "judgement": Judgement,
    "outcome": Outcome,
    "told": Told,
    "stated": Stated,
    "rung": Stage,
    "end": End,
    "role": Part,
    "bond": Bond,
}
"""The closed lists by the name of their field in `vocabulary.csv`, which defines each code for readers.

Under `rung` and `end` the table defines the codes of further ladders too.
"""
