"""What the registers and the matrix can be filtered by: one name for each choice, its label and its order.

An entry carries its facets as classes; the form that `register.js` makes of a placeholder reads them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html import HTMLTranslator

from dossier.sphinx.evidence import Evidence
from dossier.vocabulary import ALONE, Judgement, Stated, Status, Support, Told, Verdict

Facets = Mapping[str, Iterable[str]]
"""The values of one entry, by facet: {"theme": ["energy"], "verdict": ["agree", "conflict"]}."""

LABELS = {
    "source": "Source",
    "theme": "Theme",
    "kind": "Kind",
    "told": "Told as",
    "stated": "Stated",
    "judgement": "Judgement",
    "status": "Status",
    "sources": "Sources",
    "verdict": "Verdict",
    "record": "Record",
    "confidence": "Confidence",
    "question": "Question",
}
"""Every facet with what readers call it, in the order in which a form shows them."""


class FilterForm(nodes.comment):
    """A placeholder for the form that filters what follows; `noun` says what that is, `facets` what each select offers.

    A comment to every medium but HTML, where a script makes a form of it.
    """


def make_class(facet: str, value: str) -> str:
    """Return the class of an entry that has this value of a facet."""
    return f"{facet}--{value.replace(' ', '-')}"


def make_classes(facets: Facets) -> list[str]:
    """Return the classes of an entry; a value that is empty gives none."""
    return [make_class(facet, value) for facet, values in facets.items() for value in values if value]


def make_form(noun: str, entries: Iterable[Facets], evidence: Evidence) -> FilterForm:
    """Return the form that filters these entries: for each facet the values in use, in order, with their labels."""
    used: dict[str, set[str]] = {}
    for facets in entries:
        for facet, values in facets.items():
            used.setdefault(facet, set()).update(filter(None, values))
    offered: list[dict[str, object]] = []
    for facet, label in LABELS.items():
        if found := used.get(facet):
            known = _label_values(facet, evidence)
            values = [*(value for value in known if value in found), *sorted(found - known.keys())]
            choices = [[make_class(facet, value), known.get(value, value.replace("-", " "))] for value in values]
            offered.append({"name": facet, "label": label, "choices": choices})
    return FilterForm("", noun=noun, facets=offered)


def _label_values(facet: str, evidence: Evidence) -> dict[str, str]:
    """Return the known values of a facet in their order, with the label that readers see."""
    if facet == "source":
        sources = evidence.corpus.sources.sort_values("published")
        return dict(zip(sources["source"], sources["label"], strict=True))
    if facet == "theme":
        themes = [*evidence.settings.themes, *sorted(set(evidence.complete.questions["theme"])), "context only"]
        return {theme: evidence.label_theme(theme) for theme in themes}
    if facet == "question":
        texts = evidence.labels["question"]
        return {name: texts[name] for name in sorted(texts, key=lambda each: texts[each])}
    words: dict[str, list[str]] = {
        "verdict": [*sorted(Verdict, key=lambda each: each.gravity), ALONE],
        "told": list(Told),
        "stated": list(Stated),
        "judgement": list(Judgement),
        "status": list(Status),
        "sources": list(Status),
        "record": list(Support),
        "confidence": ["high", "medium", "low"],
    }
    return {str(word): str(word).replace("-", " ") for word in words.get(facet, ())}


def setup_facets(app: Sphinx) -> None:
    """Register the placeholder and its form on a page."""
    app.add_node(FilterForm, html=(_visit_form, lambda self, node: None))


def _visit_form(self: HTMLTranslator, node: FilterForm) -> None:
    facets = json.dumps(node["facets"], ensure_ascii=False)
    # The number of controls, from which the style keeps room for the form: what it inserts must not move the page.
    data = {"data-noun": node["noun"], "data-facets": facets, "style": f"--controls: {len(node['facets']) + 1}"}
    self.body.append(self.starttag(node, "div", "", CLASS="register-facets", **data) + "</div>\n")
