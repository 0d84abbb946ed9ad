"""Imports of the library run one way: from a room to the rooms before it, never back."""

import ast
from pathlib import Path

import pytest

import dossier

PACKAGE = Path(dossier.__file__).parent
FLOORS = (
    {"errors"},
    {"environment", "vocabulary", "checkout", "contents"},
    {"settings"},
    {"values"},
    {"corpus"},
    {"verdicts"},
    {"report"},
    {"coding", "lab"},
    {"prose"},
    {"notebook"},
    {"edition"},
    {"exchange", "desk"},
    {"asking"},
    {"starting", "testing"},
    {"typst"},
    {"sphinx"},
)
"""Rooms that stand on one floor do not import each other."""
ENTRANCES = {"__init__", "__main__", "cli", "commands"}
APART = {"build": {"checkout", "contents", "corpus", "environment", "settings", "verdicts", "build"}}
"""The runner works on files; it opens the evidence only to check and judge it."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path):
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_rooms(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "dossier":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module.startswith("dossier."):
            yield node.module.split(".")[1]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_from_the_rooms_before_it(path):
    room, imported = room_of(path), set(imported_rooms(path))
    if room in ENTRANCES:
        return
    if room in APART:
        assert imported <= APART[room]
        return
    [floor] = [number for number, rooms in enumerate(FLOORS) if room in rooms]
    allowed = {room}.union(*FLOORS[:floor])
    assert imported <= allowed


def test_every_room_has_a_floor():
    known = set.union(*FLOORS) | ENTRANCES | set(APART)
    assert {room_of(path) for path in MODULES} == known
