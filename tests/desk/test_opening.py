"""A desk is opened for one source, and says what is missing for it."""

import sys

import pytest

from dossier.desk.opening import open_desk
from dossier.errors import DossierError


def test_without_anywidget_one_line_says_how_to_install_it(copied, monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)  # which is how Python notes that a module is not there
    with pytest.raises(DossierError) as raised:
        open_desk(copied / "data", "courier-1921", copied / "articles")
    assert str(raised.value) == "the desk needs anywidget, which is not installed; run pip install 'dossier[desk]'"


def test_a_desk_says_how_far_its_article_is_coded_and_follows_what_is_saved(copied):
    pytest.importorskip("anywidget", reason="anywidget is not installed; install the extra “desk”")
    desk = open_desk(copied / "data", "courier-1921", copied / "articles")
    assert repr(desk) == "Desk: courier-1921, 9 claims, 0 of 14 marks uncovered"
    place = {"start": 404, "end": 429}
    cells = {"statement": "Ruritania stays neutral.", "question": "gulls", "value": "neutral"}
    desk._handle_custom_msg({"do": "select"} | place, [])
    desk._handle_custom_msg({"do": "save", "draft": 1, "cells": cells} | place, [])
    assert repr(desk) == "Desk: courier-1921, 10 claims, 0 of 14 marks uncovered"
    assert desk.article["undo"] == "courier-1921-ruritania-stays-neutral"
    desk._handle_custom_msg({"do": "undo"}, [])
    assert len(desk.article["claims"]) == 9 and desk.article["undo"] == ""
