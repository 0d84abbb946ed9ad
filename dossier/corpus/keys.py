"""The keys of tables in a descriptor: primary keys, and foreign keys that point from one table to another.

The standard lets them be written in several ways; what reads tables gets them in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dossier.corpus.faults import RESTORE, Fault, Place, say_kind
from dossier.errors import offer


def settle_keys(resource: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table as it is described, its keys as lists of fields, each foreign key with the table it points to."""
    schema: Mapping[str, Any] = resource["schema"]
    primary = schema.get("primaryKey") or []
    pointers = [_read_pointer(key, resource["name"]) for key in schema.get("foreignKeys", ())]
    settled = {
        "primaryKey": [primary] if isinstance(primary, str) else primary,
        "foreignKeys": [
            {"fields": [own], "reference": {"resource": other, "fields": [theirs]}} for own, other, theirs in pointers
        ],
    }
    return {**resource, "schema": {**schema, **settled}}


def check_primary(
    place: Place, schema: Mapping[str, Any], names: Mapping[str, str], *, is_needed: bool
) -> Iterator[Fault]:
    """Check that a primary key, which some tables may lack, is of fields that there are."""
    keys = schema.get("primaryKey")
    if keys is None:
        if is_needed:
            yield (*place, "primaryKey"), "the table has no primary key", RESTORE
        return
    listed = [keys] if isinstance(keys, str) else keys
    if not isinstance(listed, list) or not listed or not all(isinstance(key, str) for key in listed):
        yield (*place, "primaryKey"), f"it is {say_kind(keys)}, not a list of fields", RESTORE
        return
    for key in listed:
        if key not in names:
            yield (*place, "primaryKey"), f"there is no field “{key}”", offer(key, names)


def check_pointers(resources: list[Any]) -> Iterator[Fault]:
    """Check that foreign keys lead from one field of a table to one field of a table."""
    fields = {
        each["name"]: [field.get("name") for field in each["schema"]["fields"] if isinstance(field, dict)]
        for each in resources
        if isinstance(each, dict)
        and isinstance(each.get("name"), str)
        and isinstance(each.get("schema"), dict)
        and isinstance(each["schema"].get("fields"), list)
    }
    for number, resource in enumerate(resources):
        if not isinstance(resource, dict) or resource.get("name") not in fields:
            continue
        place: Place = ("resources", number, "schema", "foreignKeys")
        keys = resource["schema"].get("foreignKeys", [])
        if not isinstance(keys, list):
            yield place, f"it is {say_kind(keys)}, not a list", RESTORE
            continue
        for count, key in enumerate(keys):
            own, other, theirs = _read_pointer(key, resource["name"])
            if own is None or own not in fields[resource["name"]]:
                yield (*place, count), "it does not name one field of its table", RESTORE
            elif other not in fields:
                yield (*place, count), f"there is no table “{other}”", offer(str(other), fields)
            elif theirs not in fields[other]:
                yield (*place, count), f"{other} has no field “{theirs}”", RESTORE


def _read_pointer(key: Any, table: str) -> tuple[str | None, str, str]:
    """Return the field, the table and the field there of a foreign key, None where it is not of this form."""
    try:
        own, theirs = key["fields"], key["reference"]["fields"]
        [own], [theirs] = ([side] if isinstance(side, str) else side for side in (own, theirs))
        other = key["reference"].get("resource") or table
    except (KeyError, TypeError, ValueError, AttributeError):
        return None, "", ""
    return (own, other, theirs) if all(isinstance(each, str) for each in (own, other, theirs)) else (None, "", "")
