"""A receipt says what a result is made of, and why it is another now."""

import pytest

from dossier.build.receipts import Receipt, explain, read_receipt, write_receipt

PARTS = {"code": "1", "data/facts.csv": "2"}


@pytest.mark.parametrize(
    ("receipt", "parts", "made", "why"),
    [
        (Receipt(PARTS, "x"), PARTS, "x", ""),
        (Receipt(PARTS, "x"), PARTS, "", "not made yet"),
        (None, PARTS, "x", "nobody knows what it was made of"),
        (Receipt(PARTS, "x"), {**PARTS, "code": "3"}, "x", "code changed"),
        (Receipt(PARTS, "x"), {"code": "1"}, "x", "data/facts.csv changed"),
        (Receipt(PARTS, "x"), {**PARTS, "python": "4", "code": "5"}, "x", "code and 1 more changed"),
        (Receipt(PARTS, "x"), PARTS, "y", "the result was changed by hand"),
    ],
)
def test_a_result_is_explained_by_the_parts_that_changed(receipt, parts, made, why):
    assert explain(receipt, parts, made) == why


def test_the_key_is_one_for_the_same_parts_in_any_order_and_another_for_others():
    assert Receipt(PARTS, "x").key == Receipt(dict(reversed(PARTS.items())), "y").key
    assert Receipt({**PARTS, "code": "3"}, "x").key != Receipt(PARTS, "x").key


def test_a_receipt_is_read_as_it_was_written_and_a_broken_one_is_none(tmp_path):
    path = tmp_path / "receipts" / "html.json"
    write_receipt(path, Receipt(PARTS, "x"))
    assert read_receipt(path) == Receipt(PARTS, "x")
    for text in ("", "[]", '{"parts": {}}', '{"other": 1}'):
        path.write_text(text)
        assert read_receipt(path) is None
