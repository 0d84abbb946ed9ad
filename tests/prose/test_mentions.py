"""What a text refers to is read with its line, as the build's own parser reads it."""

import pytest

from dossier.prose.mentions import Mention, read_prose


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One {claim}`a,b`.", [("claim", "a,b", 1)]),
        ("# Head\n\none\ntwo {fact}`f` three", [("fact", "f", 4)]),
        ("- item\n- {glue:text}`n:s`", [("glue:text", "n:s", 2)]),
        ("| a | b |\n|---|---|\n| {claim}`g` | 1 |", [("claim", "g", 3)]),
        ("Text[^n]\n\n[^n]: Note {claim}`e`", [("claim", "e", 3)]),
        ("```{figure} a.png\n:name: fig-x\n:alt: u\n\nCaption {fact}`f`\n```", [("fact", "f", 5)]),
        (
            ":::{admonition} Title {claim}`q`\n:class: note\nBody {claim}`c`\n:::",
            [("claim", "q", 1), ("claim", "c", 3)],
        ),
        ("```{admonition} A\nBody\n\n- {claim}`c`\n```", [("claim", "c", 4)]),
        ("```python\nprint('{claim}`x`')\n```", []),
        ("```{code-block} text\n{claim}`x`\n```", []),
        ("`{claim}`", []),
        ("% {claim}`x`", []),
        ("[words](other.md#x) ![alt](pic.png)", [("link", "other.md#x", 1)]),
        ("{numref}`Table %s <tab-x>`", [("numref", "Table %s <tab-x>", 1)]),
    ],
)
def test_roles_and_links_are_found_where_they_stand(text, found):
    assert list(read_prose(text, ["colon_fence"]).mentions) == [Mention(*each) for each in found]


def test_labels_are_those_of_targets_and_of_directives():
    figure, table = "```{figure} a.png\n:name: fig-x\n```\n", "```{list-table}\n---\nname: tab-y\n---\n* - a\n```\n"
    assert read_prose(f"(here)=\n# Head\n\n{figure}\n{table}").labels == {"here", "fig-x", "tab-y"}
