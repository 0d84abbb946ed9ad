"""Roles that print how certain a statement is, in words that the engine computes: `certainty`, and `basis` with it.

`` {certainty}`question-id` `` says it of the leading answer to a question, `` {certainty}`claim-id,fact-id` `` of a
statement that rests on these claims and facts. A semicolon parts what vouches for the parts of a statement, which is as
certain as the weakest of them. `basis` prints the word and, behind a colon, who vouches for it.
"""

from __future__ import annotations

from difflib import get_close_matches

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.evidence import Evidence
from dossier.vocabulary import Judgement

NOBODY = "no source of this edition says so"
"""Stands for the word where a build leaves out all that vouches for a statement."""


def setup_certainty(app: Sphinx) -> None:
    """Register both roles."""
    app.add_role("certainty", CertaintyRole())
    app.add_role("basis", CertaintyRole(with_basis=True))


class CertaintyRole(SphinxRole):
    """Prints a word of the scale of certainty, set off by its type."""

    def __init__(self, *, with_basis: bool = False):
        super().__init__()
        self.with_basis = with_basis

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the word, or a message for a name that is neither a question, a claim nor a fact."""
        evidence = EvidenceDomain.of(self.env).evidence
        parts = [[name.strip() for name in part.split(",")] for part in self.text.split(";")]
        names = [name for part in parts for name in part]
        known = {name for kind in evidence.labels.values() for name in kind}
        if unknown := [name for name in names if name not in known]:
            near = get_close_matches(unknown[0], known, n=1)
            hint = f"did you mean “{near[0]}”?" if near else "name a question, or claims and facts"
            message = self.inliner.reporter.error(
                f"{self.name}: no question, claim or fact “{unknown[0]}”; {hint}", line=self.lineno
            )
            return [], [message]
        word, basis = say_certainty(evidence, parts)
        # With its basis the word begins a sentence of its own.
        node = nodes.emphasis("", word.capitalize() if self.with_basis else word, classes=["certainty"])
        return ([node, nodes.Text(f": {basis}")] if self.with_basis and basis else [node]), []


def say_certainty(evidence: Evidence, parts: list[list[str]]) -> tuple[str, str]:
    """Return the word, and who vouches for it: of one question, or of what rests on these claims and facts."""
    match parts:
        case [[question]] if question in evidence.labels["question"]:
            if question not in evidence.ratings.index:
                return NOBODY, ""
            rating = evidence.ratings.loc[question]
            return Judgement(rating["judgement"]).label, rating["basis"]
    vouched = evidence.report.vouching.vouch_parts(parts)
    return (vouched.word.label, vouched.basis) if vouched else (NOBODY, "")
