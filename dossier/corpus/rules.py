"""The rules of the evidence that a table schema cannot state. Each tells the coder who broke it how to mend it.

Each is one function, registered in `dossier.corpus.rulebook`. No rule opens a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from dossier.corpus.labels import CONSTRAINT, ORDER, PairKey, canonical_key
from dossier.corpus.rulebook import Breach, Package, broken_rules, rule
from dossier.errors import offer
from dossier.values import STANDARD, Ladder, UnreadableValue, read_days, read_value
from dossier.vocabulary import LISTS, Outcome, Part

MAX_QUOTE_WORDS = 12

MAX_ID = 120
"""How many characters an id has at most: it stands in addresses, in file names and on pages."""

NAMED = ("claims", "facts", "questions", "series", "sources")
"""The tables whose rows are called by their id: one id never means two things."""

COMPARED = ("measure", "period", "as_of")
"""What two answers can be asked to share before they are compared."""


def count_words(text: str) -> int:
    """Return the number of words: runs of letters, digits or underscores in any script."""
    return len(re.findall(r"\w+", text))


@rule("orders")
def orders_form_no_circle(table: str, package: Package) -> Iterator[Breach]:
    """No event comes before itself."""
    before: dict[str, list[str]] = {}
    for order in package.tables[table].itertuples():
        before.setdefault(order.later, []).append(order.earlier)
        try:
            TopologicalSorter(before).prepare()
        except CycleError as circle:
            chain = " before ".join(circle.args[1])
            yield order.Index, "later", f"a circle: {chain}", "remove the order that does not hold"
            return


@rule("second_coding")
def resolutions_are_kept(table: str, package: Package) -> Iterator[Breach]:
    """A claim has what two coders resolved, and a difference has its reason."""
    claims = package.tables["claims"].set_index("claim")
    for row in package.tables[table].itertuples():
        kept = claims.at[row.claim, row.field]
        if kept != row.resolved:
            found = f"“{row.resolved}”, but the claim has “{kept}”"
            yield row.Index, "resolved", found, "change the claim, or resolve the difference anew"
        if (len({row.first, row.second, row.resolved}) > 1) != bool(row.reason):
            found = "a reason goes with a difference, and only with one"
            yield row.Index, "reason", found, "say how the difference was resolved, or empty the cell"


@rule()
def rows_are_sorted(table: str, package: Package) -> Iterator[Breach]:
    """Rows follow the primary key, integers by size."""
    schema = package.schema[table]["schema"]
    keys, rows = schema["primaryKey"], package.tables[table]
    integers = {field["name"] for field in schema["fields"] if field["type"] == "integer"}
    columns = [rows[key].map(int) if key in integers else rows[key] for key in keys]
    order = list(zip(rows.index, zip(*columns, strict=True), strict=True))
    for (_, before), (line, after) in pairwise(order):
        if after < before:
            found = f"“{', '.join(map(str, after))}” comes after “{', '.join(map(str, before))}”"
            yield line, keys[0], found, f"sort the rows by {', '.join(keys)}"


@rule()
def cells_are_single_lines(table: str, package: Package) -> Iterator[Breach]:
    """No cell begins or ends with space, or breaks its line."""
    for column, cells in package.tables[table].items():
        for line, text in zip(cells.index, cells.tolist(), strict=True):
            if text != text.strip() or len(text.splitlines()) > 1:
                yield line, str(column), f"“{text[:30]}” has a line break, or space at an end", "remove it"


@rule("sources", "claims", "facts", "series", "rulings", "errata")
def dates_are_edtf(table: str, package: Package) -> Iterator[Breach]:
    """Every date can be read."""
    rows = package.tables[table]
    for column in [name for name in ("published", "date", "as_of") if name in rows]:
        for line, text in rows[column].items():
            try:
                if text:
                    read_days(text)
            except UnreadableValue as error:
                yield line, column, error.found, error.remedy


@rule("claims")
def quotes_fit_their_offsets(table: str, package: Package) -> Iterator[Breach]:
    """A quote is as long as its offsets say, and short; the id of a claim begins with its source."""
    for claim in package.tables[table].itertuples():
        length = int(claim.end) - int(claim.start)
        if length != len(claim.quote):
            found = f"[{claim.start}:{claim.end}] is {length} code points, the quote {len(claim.quote)}"
            yield claim.Index, "end", found, "copy the row from `dossier new-claim`, or count code points"
        if (words := count_words(claim.quote)) > MAX_QUOTE_WORDS:
            yield claim.Index, "quote", f"{words} words", f"quote at most {MAX_QUOTE_WORDS}"
        if not claim.claim.startswith(f"{claim.source}-"):
            found = f"“{claim.claim}” does not begin with its source"
            yield claim.Index, "claim", found, f"begin the id with {claim.source}-"


@rule()
def cells_are_no_formulas(table: str, package: Package) -> Iterator[Breach]:
    """No cell begins as a formula does, which a spreadsheet would compute."""
    for column, cells in package.tables[table].items():
        for line, text in zip(cells.index, cells.tolist(), strict=True):
            if re.match(r"[=@]|[+-](?![\d.])", text):
                found = f"“{text[:30]}” begins as a formula, which a spreadsheet would compute"
                yield line, str(column), found, "begin it with a letter, a digit or a quotation mark"


@rule(*NAMED)
def ids_are_of_one_thing(table: str, package: Package) -> Iterator[Breach]:
    """No two claims, facts, questions, series or sources share an id, and none is too long to be written."""
    column = str(package.tables[table].columns[0])
    taken = {name: other for other in NAMED[: NAMED.index(table)] for name in package.ids(other)}
    for line, name in package.tables[table][column].items():
        if name in taken:
            yield line, column, f"“{name}” is an id of {taken[name]}.csv too", "give one of the two another id"
        if len(name) > MAX_ID:
            yield line, column, f"“{name[:30]}…” has {len(name)} characters", f"write at most {MAX_ID}"


@rule("sources")
def files_are_named_alone(table: str, package: Package) -> Iterator[Breach]:
    """The text of an article lies in the folder of the texts, and nowhere else."""
    for line, name in package.tables[table]["file"].items():
        if not re.fullmatch(r"(?!\.)[^/\\:]+", name):
            yield line, "file", f"“{name[:60]}” is a path, not the name of a file", "write the name of the file alone"


@rule("exclusions")
def exclusions_have_a_length(table: str, package: Package) -> Iterator[Breach]:
    """What is excluded ends after it begins."""
    for row in package.tables[table].itertuples():
        if int(row.start) >= int(row.end):
            found = f"[{row.start}:{row.end}] ends where it begins, or before that"
            yield row.Index, "end", found, "write the place after its last character"


@rule("claims", "exclusions")
def spans_end_in_their_text(table: str, package: Package) -> Iterator[Breach]:
    """What is quoted or excluded lies in the article."""
    sources = package.tables["sources"]
    lengths = dict(zip(sources["source"], map(int, sources["characters"]), strict=True))
    for row in package.tables[table].itertuples():
        if int(row.end) > lengths[row.source]:
            found = f"{row.end} is beyond the text of {row.source}, which has {lengths[row.source]} characters"
            yield row.Index, "end", found, "correct the place, or the number of characters in sources.csv"


@rule("questions")
def comparisons_are_on_columns(table: str, package: Package) -> Iterator[Breach]:
    """What answers are to share before they are compared is known."""
    for line, text in package.tables[table]["comparable_on"].items():
        for word in filter(None, text.split(";")):
            if word not in COMPARED:
                yield line, "comparable_on", f"“{word}” is nothing to compare on", offer(word, COMPARED)


@rule("claims", "facts")
def statements_are_one_sentence(table: str, package: Package) -> Iterator[Breach]:
    """A statement ends in a full stop, and nothing before it ends a sentence."""
    for line, text in package.tables[table]["statement"].items():
        if not text.endswith(".") or re.search(r"[a-z]{3}[.!?] [A-Z]", text):
            found = f"“{text[:40]}…” is not one sentence"
            yield line, "statement", found, "write one sentence that ends in a full stop"


@rule("claims", "facts")
def answers_are_readable(table: str, package: Package) -> Iterator[Breach]:
    """An answer has a value of the question's type, from known codes, and a measure where the question needs one."""
    for row in package.tables[table].itertuples():
        if not row.question:
            continue
        question = package.questions[row.question]
        if not row.value:
            found = "empty, although a question is named"
            yield row.Index, "value", found, "write the answer, or leave the question empty"
            continue
        try:
            value = read_value(
                question.type,
                row.value,
                time_role=question.time_role,
                date=row.date,
                as_of=getattr(row, "as_of", ""),
                ladder=package.ladders.get(question.ladder, STANDARD),
            )
        except UnreadableValue as error:
            yield row.Index, "value", error.found, error.remedy
            continue
        for code in sorted(value.codes - package.codes.get(value.vocabulary, set())):
            others = sorted(package.answered_with(row.question) - {code}) if question.type == "category" else []
            like = f"; other answers to it: {', '.join(others[:8])}" if others else ""
            remedy = f"correct it, or add the row {value.vocabulary},{code},… to vocabulary.csv{like}"
            yield row.Index, "value", f"“{code}” is not in the vocabulary", remedy
        if "measure" in question.comparable_on.split(";") and not row.measure:
            found = "empty, although the question compares by measure"
            others = sorted(package.measures.get(row.question, set()))
            like = f", such as {', '.join(f'“{each}”' for each in others)}" if others else ""
            yield row.Index, "measure", found, f"say what is counted or compared{like}"


@rule("vocabulary")
def vocabulary_is_complete(table: str, package: Package) -> Iterator[Breach]:
    """Every closed list of the schema and of the library is defined in the vocabulary, code for code."""
    for resource in package.schema.values():
        for field in resource["schema"]["fields"]:
            name = field["name"]
            for code in field.get("constraints", {}).get("enum", []):
                if code not in package.codes.get(name, ()):
                    yield 0, "code", f"no row for {name} “{code}”", "add the row with its definition"
    for name, words in LISTS.items():
        laid = {code for ladder in package.ladders.values() for code in _codes_of(ladder, name)}
        for code in sorted(({*words} | laid) ^ package.codes.get(name, set())):
            owners = "dossier/vocabulary.py or ladders.csv" if laid else "dossier/vocabulary.py"
            found = f"{name} “{code}” is in this table or in {owners}, not in both"
            yield 0, "code", found, "make the two lists the same"
    for series in sorted({*package.tables["series"]["series"]} ^ package.codes.get("series", set())):
        found = f"series “{series}” has no definition, or no figures"
        yield 0, "code", found, "add the definition, or remove it"


def _codes_of(ladder: Ladder, field: str) -> tuple[str, ...]:
    """Return the codes of a ladder that a field of the vocabulary defines."""
    return {"rung": ladder.stages, "end": ladder.ends}.get(field, ())


@rule("ladders")
def ladders_are_climbed_in_order(table: str, package: Package) -> Iterator[Breach]:
    """A ladder has a name, each of its codes once, no gap between its places, and its ends after its last stage."""
    for name, own in package.tables[table].groupby("ladder", sort=False):
        if name not in package.codes.get("ladder", ()):
            remedy = f"correct it, or add the row ladder,{name},… to vocabulary.csv"
            yield own.index[0], "ladder", f"“{name}” is not in the vocabulary", remedy
        for place, row in enumerate(own.itertuples(), start=1):
            if int(row.place) != place:
                found = f"{row.place} where {place} is next"
                yield row.Index, "place", found, "number the places from 1 without a gap"
        for code in own[own["code"].duplicated()].itertuples():
            yield code.Index, "code", f"“{code.code}” is on this ladder twice", "remove one of the two"
        for before, row in pairwise(own.itertuples()):
            if before.role == Part.END and row.role != Part.END:
                yield row.Index, "role", f"“{row.code}” is a {row.role} after an end", "put the ends last"


@rule("questions")
def ladders_are_of_a_status(table: str, package: Package) -> Iterator[Breach]:
    """Only a status has a ladder of its own, and that is in the table of ladders."""
    for row in package.tables[table].itertuples():
        if row.ladder and row.type != "status":
            yield row.Index, "ladder", f"“{row.ladder}” for a question of the type {row.type}", "empty the cell"
        elif row.ladder not in package.ladders:
            remedy = "correct the name, add the ladder, or empty the cell for the standard one"
            yield row.Index, "ladder", f"“{row.ladder}” is not in ladders.csv", remedy


@rule("vocabulary")
def relations_of_codes_exist(table: str, package: Package) -> Iterator[Breach]:
    """A broader code, and one of the same meaning, is in the same list."""
    for row in package.tables[table].itertuples():
        for column, codes in (("broader", row.broader), ("same_as", row.same_as)):
            for code in filter(None, codes.split(";")):
                if code not in package.codes[row.field]:
                    found = f"“{code}” is not a code of {row.field}"
                    yield row.Index, column, found, "correct the code, or add its row"


@rule("questions")
def options_are_codes(table: str, package: Package) -> Iterator[Breach]:
    """A closed list of answers holds codes of the vocabulary."""
    for row in package.tables[table].itertuples():
        for code in filter(None, row.options.split(";")):
            if code not in package.codes.get("category", ()):
                remedy = f"correct it, or add the row category,{code},… to vocabulary.csv"
                yield row.Index, "options", f"“{code}” is not in the vocabulary", remedy


@rule("claims")
def actors_have_names(table: str, package: Package) -> Iterator[Breach]:
    """Whoever acts or receives is written in the canonical form."""
    canonical = set(package.tables["names"]["canonical"])
    for column in ("actor", "recipient"):
        for line, text in package.tables[table][column].items():
            for name in filter(None, text.split(";")):
                if name not in canonical:
                    found = f"“{name}” is not a canonical name"
                    remedy = f"add it to names.csv, or use a form that is there: {offer(name, sorted(canonical))}"
                    yield line, column, found, remedy


@rule("rulings")
def rulings_point_at_evidence(table: str, package: Package) -> Iterator[Breach]:
    """A ruling is on two answers that exist, and names one of them where it prefers one or sets one aside."""
    facts = package.ids("facts")
    for ruling in package.tables[table].itertuples():
        key = PairKey.parse(ruling.clusters)
        if (ordered := canonical_key(ruling.clusters, facts)) != ruling.clusters:
            yield ruling.Index, "clusters", "the two sides stand the other way round", f"write “{ordered}”"
        for side in (key.one, key.other):
            question, _, label = (
                side.partition(" ") if key.question in (ORDER, CONSTRAINT) else (key.question, "", side)
            )
            if label not in package.labels.get(question, ()):
                found = f"“{label}” is not an answer to {question}"
                yield ruling.Index, "clusters", found, "correct the label, or remove the ruling"
        if (ruling.outcome in (Outcome.PREFER_ONE, Outcome.DEPRECATED)) != (ruling.which in (key.one, key.other)):
            found = f"“{ruling.which}” with the outcome {ruling.outcome}"
            yield ruling.Index, "which", found, "name one of the two for prefer-one and deprecated, and only for them"


@rule("claims", "facts")
def derivations_are_known(table: str, package: Package) -> Iterator[Breach]:
    """What a claim or a fact is derived from is evidence, or a name that the evidence gives."""
    for row in package.tables[table].itertuples():
        for name in filter(None, row.derived_from.split(";")):
            if name not in package.origins:
                found = f"“{name}” is not a claim, a source, a fact, a work or a name in attributed_to or authority"
                yield row.Index, "derived_from", found, "correct the id or the name"


@rule("orders")
def gaps_are_in_order(table: str, package: Package) -> Iterator[Breach]:
    """The least time between two events is not longer than the greatest."""
    for row in package.tables[table].itertuples():
        if row.gap_high and _sort_duration(row.gap_low) > _sort_duration(row.gap_high):
            found = f"{row.gap_low} is longer than {row.gap_high}"
            yield row.Index, "gap_low", found, "write the shorter duration first"


def _sort_duration(text: str) -> int:
    """Return about how many days a duration has."""
    days = {"Y": 365, "M": 30, "D": 1}
    return sum(int(number) * days[unit] for number, unit in re.findall(r"(\d+)([YMD])", text))


@rule("lists")
def lists_name_evidence(table: str, package: Package) -> Iterator[Breach]:
    """An item of a list is evidence; the list and the code of the item are in the vocabulary."""
    known = package.ids("claims") | package.ids("facts") | package.ids("series")
    for row in package.tables[table].itertuples():
        if row.id not in known:
            yield row.Index, "id", f"“{row.id}” is not a claim, a fact or a series", "correct the id, or remove the row"
        for column, field, code in (("list", "list", row.list), ("code", row.list, row.code)):
            if code and code not in package.codes.get(field, set()):
                found = f"“{code}” is not in the vocabulary"
                yield row.Index, column, found, f"correct it, or add the row {field},{code},… to vocabulary.csv"


@rule("unquestioned")
def unquestioned_claims_have_their_reason(table: str, package: Package) -> Iterator[Breach]:
    """A claim answers a question, or it is listed with the reason why none is asked."""
    listed = package.tables[table]
    claims = package.tables["claims"]
    silent = set(claims[claims["question"] == ""]["claim"])
    for line, claim in listed["claim"].items():
        if claim not in silent:
            yield line, "claim", f"“{claim}” answers a question", "remove the row"
    for claim in sorted(silent - set(listed["claim"])):
        yield 0, "claim", f"“{claim}” answers no question", "ask one, or add a row with the reason"


__all__ = ["MAX_QUOTE_WORDS", "broken_rules", "count_words"]
