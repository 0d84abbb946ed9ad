"""The licences that a new report can choose for its data and its text."""

from __future__ import annotations

from typing import NamedTuple


class Licence(NamedTuple):
    """A licence: its title, the address of its text, and what it asks of those who use the work."""

    title: str
    address: str
    asks: str


LICENCES = {
    "CC-BY-4.0": Licence(
        "Creative Commons Attribution 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "Whoever uses them names the authors, the title of the report, its version and its commit.",
    ),
    "CC-BY-SA-4.0": Licence(
        "Creative Commons Attribution-ShareAlike 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        "Whoever uses them names the authors, the title of the report, its version and its commit, and shares what is "
        "made of them under the same licence.",
    ),
    "CC0-1.0": Licence(
        "Creative Commons Zero 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "Nothing is asked of those who use them; to name title, version and commit helps readers.",
    ),
}
"""The licences by their identifier in the SPDX list, the proposed one first."""
