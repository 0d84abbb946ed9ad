"""The columns that the library reads of each table, whatever else a descriptor describes, and their types."""

from __future__ import annotations

TYPES = {"string": "str", "integer": "int64", "number": "float64"}
"""The types of Table Schema that are read, and what pandas calls them."""

_COLUMNS = """
sources = source file label title author publisher published published_basis genre standpoint place interest
  derived_from text_sha256 characters:integer citekey
exclusions = source start:integer end:integer reason
claims = claim source start:integer end:integer paragraph:integer quote statement theme kind actor recipient date
  told stated attributed_to derived_from question value unit as_of measure note
questions = question text theme type unit time_role cardinality comparable_on options ladder
facts = fact question statement value date measure authority derived_from citekey confidence seen side
series = series date value:number unit reporter citekey
orders = earlier later gap_low gap_high why
constraints = one other bond why
rulings = clusters outcome which reason reading smallest_repair editor date
names = entity canonical as_written source note
vocabulary = field code broader same_as definition
waivers = source text reason
second_coding = claim field first second resolved reason
unquestioned = claim ground reason
errata = erratum date version place was now effect
places = place label east:number north:number kind note
routes = route position:integer place line name_at
lists = list position:integer id label code
ladders = ladder place:integer code role
"""

COLUMNS: dict[str, dict[str, str]] = {
    table: {name: kind or "string" for name, _, kind in (column.partition(":") for column in columns.split())}
    for table, _, columns in (line.partition(" = ") for line in _COLUMNS.replace("\n  ", " ").strip().splitlines())
}
"""The type of each column by table and column."""
