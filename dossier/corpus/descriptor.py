"""Reads `datapackage.json`, and says what of it cannot be relied on: it may come from anybody, with their data.

A descriptor can make us read the tables beside it and nothing else: an address, a path that leaves the folder, a
profile or a dialect of its own are refused before anything is opened. Of Table Schema it may ask what is checked here.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar
from urllib.parse import urlsplit

import yaml

from dossier.corpus.columns import COLUMNS, TYPES
from dossier.corpus.faults import RESTORE, Fault, Place, say_kind
from dossier.corpus.files import FileError, is_below, read_text
from dossier.corpus.keys import check_pointers, check_primary
from dossier.corpus.letters import find_hidden
from dossier.corpus.records import Problem
from dossier.errors import DossierError, offer

Found = TypeVar("Found")

FILE = "datapackage.json"

PROFILES = ("data-package", "tabular-data-package", "data-resource", "tabular-data-resource")
STANDARD = "https://datapackage.org/profiles/"
"""How the address of a profile begins that is the standard's own; it is never fetched."""

PACKAGE_KEYS = frozenset(
    [
        "$schema",
        "profile",
        "name",
        "id",
        "title",
        "description",
        "version",
        "homepage",
        "licenses",
        "contributors",
        "keywords",
        "created",
        "sources",
        "image",
        "resources",
    ]
)
RESOURCE_KEYS = frozenset(
    [
        "$schema",
        "profile",
        "name",
        "type",
        "title",
        "description",
        "path",
        "scheme",
        "format",
        "mediatype",
        "encoding",
        "bytes",
        "hash",
        "licenses",
        "sources",
        "homepage",
        "dialect",
        "schema",
        "data",
    ]
)
SCHEMA_KEYS = frozenset(
    [
        "$schema",
        "name",
        "title",
        "description",
        "fields",
        "primaryKey",
        "foreignKeys",
        "missingValues",
        "fieldsMatch",
        "uniqueKeys",
    ]
)
FIELD_KEYS = frozenset(
    ["name", "title", "description", "type", "format", "example", "rdfType", "constraints", "missingValues"]
)
CONSTRAINTS = frozenset(["required", "unique", "enum", "pattern", "minimum", "maximum", "minLength", "maxLength"])
DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True}
"""What a dialect may say: how tables are read in any case."""

_REPEATED = re.compile(r"\((?:\?:)?(?:\\.|\[[^\]]*\]|[^\\()])[*+]\)[*+{]")
"""A repeat of a repeat and of nothing else, which takes for ever on a text that does not match."""

_UNFIT = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}|[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON allows and YAML does not, or takes for the end of a line."""


class DescriptorError(DossierError):
    """The descriptor cannot be read at all."""


def read_descriptor(folder: Path) -> tuple[str, Any]:
    """Return the text of a folder's descriptor, and what it holds. Raises DescriptorError."""
    path = folder / FILE
    try:
        text = read_text(path)
        return text, json.loads(text, parse_constant=_refuse_constant)
    except FileNotFoundError:
        raise DescriptorError(f"{path}: no such file; name the folder of the data package") from None
    except FileError as error:
        raise DescriptorError(str(error)) from None
    except json.JSONDecodeError as error:
        found = f"not a data package: {error.msg} at column {error.colno}" if text.strip() else "the file is empty"
        raise DescriptorError(f"{path}:{error.lineno}: {found}; {RESTORE}") from None
    except (RecursionError, ValueError) as error:
        why = str(error) if "is no number" in str(error) else "a number has too many digits"
        why = "nested too deep" if isinstance(error, RecursionError) else why
        raise DescriptorError(f"{path}: not a data package: {why}; {RESTORE}") from None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def descriptor_problems(folder: Path, text: str, package: Any) -> list[Problem]:
    """Return what is wrong with a descriptor, each with its line; only one in which nothing is wrong may be used."""
    faults = [*_check_twice(text), *_check_package(folder, package)] or list(_check_letters(package))
    faults = faults or list(check_pointers(package["resources"]))
    lines = _find_lines(text) if faults else {}
    return [
        Problem(FILE, _line_of(place, lines), "", ": ".join(filter(None, (_say(place), found))), remedy)
        for place, found, remedy in faults
    ]


def _say(place: Place) -> str:
    """Return a place as people write it: `resources[2].schema`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")


def _find_lines(text: str) -> dict[Place, int]:
    """Return the line of each place of a JSON text, as far as it can be told."""
    return dict(_visit(text, _walk))


def _visit(text: str, walk: Callable[[yaml.Node, Place], Iterator[Found]]) -> list[Found]:
    """Return what is found in the parts of a JSON text, which know their lines where they can be read as YAML."""
    try:
        node = yaml.compose(_UNFIT.sub(" ", text), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return list(walk(node, ())) if node else []
    except (yaml.YAMLError, RecursionError):
        return []


def _walk(node: yaml.Node, place: Place) -> Iterator[tuple[Place, int]]:
    yield place, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(value, (*place, str(key.value)))
            yield (*place, str(key.value)), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _walk(value, (*place, number))


def _line_of(place: Place, lines: Mapping[Place, int]) -> int:
    """Return the line of a place, or of the nearest around it."""
    return next((lines[place[:end]] for end in range(len(place), -1, -1) if place[:end] in lines), 0)


def _check_twice(text: str) -> Iterator[Fault]:
    """Refuse a key that stands twice in an object: one program takes the first, another the last."""
    twice: set[str] = set()

    def note(pairs: list[tuple[str, Any]]) -> None:
        twice.update(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)

    with suppress(RecursionError):
        json.loads(text, object_pairs_hook=note)
    places = _visit(text, _list_twice) if twice else []
    for place in places or [(key,) for key in sorted(twice)]:
        yield place, "the key stands twice in one object", "remove one of the two"


def _list_twice(node: yaml.Node, place: Place) -> Iterator[Place]:
    if isinstance(node, yaml.MappingNode):
        times = Counter(str(key.value) for key, _ in node.value)
        yield from ((*place, key) for key, number in times.items() if number > 1)
        for key, value in node.value:
            yield from _list_twice(value, (*place, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _list_twice(value, (*place, number))


def _check_package(folder: Path, package: Any) -> Iterator[Fault]:
    if not isinstance(package, dict):
        yield (), f"the whole is {say_kind(package)}, not an object", RESTORE
        return
    yield from _check_keys((), package, PACKAGE_KEYS)
    yield from _check_profile((), package)
    yield from _check_texts((), package, ("title", "description", "version"))
    yield from _check_licences(package)
    makers = package.get("contributors", [])
    if not isinstance(makers, list) or not all(isinstance(each, dict) for each in makers):
        yield ("contributors",), f"it is {say_kind(makers)}, not a list of contributors", "write [{“title”: …}]"
    else:
        for number, maker in enumerate(makers):
            yield from _check_texts(("contributors", number), maker, ("title", "role"))
    version = package.get("version", "1")
    if isinstance(version, str) and (not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,39}", version) or ".." in version):
        yield ("version",), f"“{version}” is no version, which stands in names of files", "write one such as 1.2.0"
    name = package.get("name")
    if not isinstance(name, str) or not re.fullmatch(r"[a-z0-9._-]{1,100}", name) or ".." in name:
        found = f"“{name}” is no name for a file" if isinstance(name, str) else "the package has no name"
        yield ("name",), found, "write small letters, digits and hyphens"
    resources = package.get("resources")
    if not isinstance(resources, list):
        found = "it lists no tables" if resources is None else f"it is {say_kind(resources)}, not a list"
        yield ("resources",), found, RESTORE
        return
    seen: dict[str, int] = {}
    for number, resource in enumerate(resources):
        place: Place = ("resources", number)
        if not isinstance(resource, dict):
            yield place, f"it is {say_kind(resource)}, not a table", RESTORE
        elif not isinstance(resource.get("name"), str):
            yield (*place, "name"), "the table has no name", "name it as its file is named"
        elif resource["name"] in seen:
            found = f"“{resource['name']}” is described twice, as resources[{seen[resource['name']]}] too"
            yield (*place, "name"), found, "remove one of the two"
        else:
            seen[resource["name"]] = number
            yield from _check_resource(folder, place, resource)
    for name in COLUMNS:
        if name not in seen:
            yield ("resources",), f"it describes no table “{name}”", RESTORE


def _check_keys(place: Place, found: Mapping[str, Any], known: frozenset[str]) -> Iterator[Fault]:
    """Refuse a key that looks like a slip for a known one; others are the package's own, as the standard allows."""
    for key in found:
        if key not in known and (said := offer(key, sorted(known))).startswith("did you mean"):
            yield (*place, key), "the key is unknown", said


def _check_texts(place: Place, found: Mapping[str, Any], keys: Iterable[str]) -> Iterator[Fault]:
    """Check that what pages show is text."""
    for key in keys:
        if key in found and not isinstance(found[key], str):
            yield (*place, key), f"it is {say_kind(found[key])}, not a text", "put it in quotation marks"


def _check_letters(package: Any) -> Iterator[Fault]:
    """Refuse signs that nobody sees, as in the cells of a table: descriptions stand on pages too."""
    left: list[tuple[Place, Any]] = [((), package)]  # a list, since a descriptor may be nested as deep as calls may
    while left:
        place, value = left.pop()
        if isinstance(value, str):
            yield from ((place, found, "remove it, or write the sign that is meant") for found in find_hidden(value))
        elif isinstance(value, dict | list):
            within = value.items() if isinstance(value, dict) else enumerate(value)
            left += [((*place, key), each) for key, each in within]


def _check_profile(place: Place, found: Mapping[str, Any]) -> Iterator[Fault]:
    for key in ("profile", "$schema"):
        value = found.get(key)
        if value is not None and value not in PROFILES and not str(value).startswith(STANDARD):
            said = f"“{value}”" if isinstance(value, str) else say_kind(value)
            yield (*place, key), f"{said} is no profile of the standard, and none is fetched", "remove it"


def _check_licences(package: Mapping[str, Any]) -> Iterator[Fault]:
    licences = package.get("licenses", [])
    if not isinstance(licences, list) or not all(isinstance(each, dict) for each in licences):
        yield ("licenses",), f"it is {say_kind(licences)}, not a list of licences", "write [{“name”: …, “path”: …}]"
        return
    if not licences:
        yield (
            ("licenses",),
            "the package names no licence, which every edition states",
            "write [{“name”: …, “path”: …}]",
        )
    for number, licence in enumerate(licences):
        yield from _check_texts(("licenses", number), licence, ("name", "title"))
        path = licence.get("path")
        if "name" not in licence:
            yield ("licenses", number), "the licence has no name", "write its short name, CC-BY-4.0"
        if path is None:
            yield ("licenses", number), "the licence has no path", "write its address, https://…, or a file name"
        elif not isinstance(path, str) or not (_is_address(path) or _is_inside(path)):
            yield ("licenses", number, "path"), f"“{path}” is no address", "write https://…, or a file name"


def _is_address(text: str) -> bool:
    if not re.fullmatch(r"[!#-;=?-\[\]_a-z~%]+", text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _is_inside(path: str) -> bool:
    """Tell whether a path is that of a file below where it is written, by its text alone."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not re.search(r"[\\:\x00-\x1f]", path) and "/" not in parts and ".." not in parts


def _check_resource(folder: Path, place: Place, resource: Mapping[str, Any]) -> Iterator[Fault]:
    name = resource["name"]
    yield from _check_keys(place, resource, RESOURCE_KEYS)
    yield from _check_texts(place, resource, ("title", "description"))
    yield from _check_profile(place, resource)
    if "data" in resource:
        yield (*place, "data"), "the data of the table stand in the descriptor", f"write them into {name}.csv"
    path = resource.get("path")
    if not isinstance(path, str) or not path:
        found = f"it is {say_kind(path)}, not a text" if path else "the table has no path"
        yield (*place, "path"), found, f"write “{name}.csv”"
    elif _names_scheme(path):
        yield (*place, "path"), f"“{path}” is an address, and nothing is fetched", f"write “{name}.csv”"
    elif not _is_inside(path):
        yield (*place, "path"), f"“{path}” leads out of the folder, and nothing is read there", f"write “{name}.csv”"
    elif name in COLUMNS and path != f"{name}.csv":
        yield (*place, "path"), f"“{path}” is not the file of the table {name}", f"write “{name}.csv”"
    elif not is_below(folder / path, folder):
        found = f"“{path}” is a link that leads out of the folder, and is not followed"
        yield (*place, "path"), found, "put the table itself there"
    for key, allowed in (("scheme", ("file",)), ("format", ("csv",)), ("encoding", ("utf-8", "utf8", "utf-8-sig"))):
        value = resource.get(key, allowed[0])
        if not isinstance(value, str) or value.lower() not in allowed:
            yield (
                (*place, key),
                f"“{value}” is not read here",
                f"save the table as CSV, in UTF-8, and write “{allowed[0]}”",
            )
    dialect = resource.get("dialect", {})
    if not isinstance(dialect, dict):
        yield (*place, "dialect"), f"a dialect elsewhere, “{dialect}”, is not fetched", "remove it"
    else:
        for key, value in dialect.items():
            if key in DIALECT and value != DIALECT[key]:
                found = f"“{value}” is not how tables are read here"
                yield (*place, "dialect", key), found, "save the table with commas, and remove the dialect"
    schema = resource.get("schema")
    if not isinstance(schema, dict):
        if schema is None:
            found = "the table has no schema"
        else:
            found = f"a schema elsewhere, “{schema}”, is not read" if isinstance(schema, str) else say_kind(schema)
        yield (*place, "schema"), found, "write the fields of the table here"
        return
    yield from _check_schema((*place, "schema"), name, schema)


def _names_scheme(path: str) -> bool:
    """Tell whether a path names a scheme, as an address does."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", path))


def _check_schema(place: Place, table: str, schema: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _check_keys(place, schema, SCHEMA_KEYS)
    yield from _check_profile(place, schema)
    fields = schema.get("fields")
    if not isinstance(fields, list) or not fields:
        found = "the table has no fields" if not fields else f"it is {say_kind(fields)}, not a list"
        yield (*place, "fields"), found, RESTORE
        return
    names: dict[str, str] = {}
    for number, field in enumerate(fields):
        at: Place = (*place, "fields", number)
        if not isinstance(field, dict) or not isinstance(field.get("name"), str) or not field["name"]:
            yield at, "the field has no name", RESTORE
        elif field["name"] in names:
            yield (*at, "name"), f"there are two fields “{field['name']}”", "remove one of the two"
        else:
            names[field["name"]] = field.get("type")  # type: ignore[assignment]  # checked below
            yield from _check_field(at, table, field)
    for name in COLUMNS.get(table, {}):
        if name not in names:
            yield (*place, "fields"), f"there is no field “{name}”", RESTORE
    if schema.get("missingValues", [""]) != [""]:
        yield (*place, "missingValues"), "only an empty cell is a missing value here", "write [“”]"
    yield from check_primary(place, schema, names, is_needed=table in COLUMNS)


def _check_field(place: Place, table: str, field: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _check_keys(place, field, FIELD_KEYS)
    name, kind = field["name"], field.get("type")
    wanted = COLUMNS.get(table, {}).get(name)
    if not isinstance(kind, str) or kind not in TYPES:
        found = f"“{name}” has no type" if kind is None else f"“{kind}” is not a type that is read here"
        yield (*place, "type"), found, f"write “{wanted}”" if wanted else f"write {', '.join(TYPES)}"
        return
    if wanted and kind != wanted:
        yield (*place, "type"), f"“{name}” is of type {wanted}, not {kind}", f"write “{wanted}”"
        return
    yield from _check_texts(place, field, ("title", "description"))
    address = field.get("rdfType")
    if address is not None and not (isinstance(address, str) and _is_address(address)):
        yield (*place, "rdfType"), f"“{address}” is no address of a term", "write http://… or https://…, or remove it"
    rules = field.get("constraints", {})
    if not isinstance(rules, dict):
        yield (*place, "constraints"), f"it is {say_kind(rules)}, not an object", RESTORE
        return
    for rule, value in rules.items():
        yield from (
            (((*place, "constraints", rule), found, remedy)) for found, remedy in _check_rule(rule, value, kind)
        )


def _check_rule(rule: str, value: Any, kind: str) -> Iterator[tuple[str, str]]:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if rule not in CONSTRAINTS:
        yield "the constraint is unknown, and would not be held", offer(rule, sorted(CONSTRAINTS))
    elif rule in ("required", "unique") and not isinstance(value, bool):
        yield f"it is {say_kind(value)}, neither true nor false", "write true or false"
    elif rule == "enum" and not (isinstance(value, list) and value and all(map(_is_plain, value))):
        yield f"it is {say_kind(value)}, not a list of values", RESTORE
    elif rule == "enum" and kind != "string" and not all(map(_is_number, value)):
        yield f"its values are not of type {kind}", "write numbers"
    elif rule in ("minimum", "maximum"):
        if not _is_number(value):
            found = "it is infinite" if isinstance(value, float) else f"it is {say_kind(value)}, not a number"
            yield found, "write a number"
        elif kind == "string":
            yield "a text has no least and no greatest value", "remove it"
    elif rule in ("minLength", "maxLength") and not (is_whole and value >= 0):
        yield f"it is {say_kind(value)}, not a number of characters", "write a whole number"
    elif rule == "pattern":
        yield from _check_pattern(value)


def _check_pattern(value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str):
        yield f"it is {say_kind(value)}, not a pattern", "write a regular expression"
        return
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError) as error:
        yield f"“{value[:60]}” is no regular expression ({error})", "mend it, or restore it from version control"
        return
    if _REPEATED.search(value):
        yield f"“{value[:60]}” repeats what repeats, and could take for ever", "write it without a repeat in a repeat"


def _is_plain(value: Any) -> bool:
    return isinstance(value, str) or _is_number(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < math.inf
