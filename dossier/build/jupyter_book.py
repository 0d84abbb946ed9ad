"""Runs Jupyter Book on one report for several editions at once, which read its pages only once.

Jupyter Book's own command line hands neither a number of processes nor configuration values on to Sphinx; the function
under it does.
"""

from __future__ import annotations

import contextlib
import gc
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

BESIDE = "typst"
"""The builder that can go on from what another has read."""

LOG = "log.txt"
"""How the name of the log of an edition ends."""


@dataclass(frozen=True)
class Order:
    """What is to be built: the report in `root`, one edition for each Sphinx builder, into the folder of its name.

    `documents` is a folder for the documents that were read. Where `is_kept` says that those in it are of a build with
    the same settings, data and code, only pages that changed since are read. `data` is the folder of the evidence,
    `without` the sources to leave out, `jobs` how many processes run at a time.
    """

    root: Path
    editions: Mapping[str, Path]
    documents: Path
    data: Path
    is_kept: bool = False
    without: Sequence[str] = ()
    jobs: int = 1


def build_editions(order: Order) -> dict[str, bool]:
    """Build the editions and say of each whether it is whole; every warning is an error.

    Beside the folder of an edition is its log, and, where it is whole, an empty file that says so.
    """
    skip_address_grammars()
    # Millions of small nodes make the collector run again and again, and nearly all of them live to the end. Without it
    # a PDF of 27 s of computing takes 23 s.
    gc.disable()
    done = dict.fromkeys(order.editions, False)
    if BESIDE in order.editions and len(order.editions) > 1:
        [first] = [name for name in order.editions if name != BESIDE]
        order.editions[BESIDE].mkdir(parents=True, exist_ok=True)
        more = {"typst_beside": str(order.editions[BESIDE])}
        is_built = _build(order, first, order.editions[first], afresh=not order.is_kept, more=more)
        if is_built and any(order.editions[BESIDE].iterdir()):
            done = dict.fromkeys(order.editions, True)
    if not all(done.values()):
        # One by one, so that each says what is wrong with it.
        done = {name: _build(order, name, out, afresh=not order.is_kept) for name, out in order.editions.items()}
    for name, is_whole in done.items():
        if is_whole:
            out = order.editions[name]
            Path(out.parent, f"{out.name}-whole").touch()
    return done


def _build(order: Order, builder: str, out: Path, afresh: bool, more: Mapping[str, str] | None = None) -> bool:
    from jupyter_book.sphinx import build_sphinx

    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    with (
        Path(out.parent, f"{out.name}-{LOG}").open("w", encoding="utf-8") as log,
        contextlib.redirect_stdout(log),
        contextlib.redirect_stderr(log),
    ):
        config = order.root / "_config.yml"
        if mistakes := find_mistakes(config):
            print(*(f"_config.yml: ERROR: {mistake}" for mistake in mistakes), sep="\n")
            return False
        status = build_sphinx(
            order.root / "book",
            out,
            noconfig=True,
            path_config=config,
            doctreedir=order.documents,
            confoverrides={
                "external_toc_path": str(order.root / "_toc.yml"),
                "latex_individualpages": False,  # Jupyter Book takes it for given
                "nitpicky": True,
                "dossier_data": str(order.data),
                "dossier_without": list(order.without),
                **(more or {}),
            },
            builder=builder,
            freshenv=afresh,
            force_all=True,
            warningiserror=True,
            keep_going=True,
            jobs=order.jobs,
        )
    return status == 0


def find_mistakes(config: Path) -> list[str]:
    """Return what Jupyter Book's schema finds wrong with a configuration; its own command line only prints it."""
    from jsonschema import ValidationError
    from jupyter_book.config import validate_yaml

    try:
        validate_yaml(yaml.safe_load(config.read_text(encoding="utf-8")), raise_on_errors=True)
    except (yaml.YAMLError, ValidationError) as error:
        return [line.removeprefix("- ") for line in str(error).splitlines() if line.strip()]
    return []


def skip_address_grammars() -> None:
    """Keep jsonschema from building forty grammars for formats of addresses that no schema here asks for.

    Where it cannot import them it goes on without, and validates all else. That saves 1.8 s of 2.0 s of its import.
    """
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # Python's way of saying that there is no such module
