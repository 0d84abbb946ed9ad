"""Every clause of every rule has an example that breaks it, and the words of its complaint are exact."""

import ast
import inspect

import pandas as pd
import pytest

from dossier.corpus import rules
from dossier.corpus.rulebook import RULES, Package, broken_rules

THIRTEEN = "a b c d e f g h i j k l m"

# Each example: edits of cells (table, line, column, text) and whole rows (table, row), and the complaints that follow.
EXAMPLES = {
    "a circle of orders": (
        [("orders", ["relations-date", "independence-date", "", "", "Turned round."])],
        [
            "orders.csv:4: column later: a circle: recognition-date before relations-date before independence-date "
            "before recognition-date; "
            "remove the order that does not hold",
        ],
    ),
    "a circle, told once": (
        [
            ("orders", ["relations-date", "independence-date", "", "", "Turned round."]),
            ("orders", ["trade-turnover", "treaties", "", "", "Beside the point."]),
        ],
        [
            "orders.csv:4: column later: a circle: recognition-date before relations-date before independence-date "
            "before recognition-date; "
            "remove the order that does not hold",
        ],
    ),
    "a resolution that the claim does not keep": (
        [("second_coding", 2, "resolved", "plan")],
        [
            "second_coding.csv:2: column resolved: “plan”, but the claim has “agreement”; "
            "change the claim, or resolve the difference anew",
        ],
    ),
    "a difference without a reason": (
        [("second_coding", 2, "reason", "")],
        [
            "second_coding.csv:2: column reason: a reason goes with a difference, and only with one; "
            "say how the difference was resolved, or empty the cell",
        ],
    ),
    "a reason without a difference": (
        [("second_coding", 2, "second", "agreement")],
        [
            "second_coding.csv:2: column reason: a reason goes with a difference, and only with one; "
            "say how the difference was resolved, or empty the cell",
        ],
    ),
    "two codings that differ from the resolution": (
        [("second_coding", 2, "first", "event"), ("second_coding", 2, "reason", "")],
        [
            "second_coding.csv:2: column reason: a reason goes with a difference, and only with one; "
            "say how the difference was resolved, or empty the cell",
        ],
    ),
    "a formula": (
        [("names", 2, "note", "=HYPERLINK(1)"), ("names", 3, "note", "-3"), ("names", 4, "note", "+cmd")],
        [
            "names.csv:2: column note: “=HYPERLINK(1)” begins as a formula, which a spreadsheet would compute; "
            "begin it with a letter, a digit or a quotation mark",
            "names.csv:4: column note: “+cmd” begins as a formula, which a spreadsheet would compute; "
            "begin it with a letter, a digit or a quotation mark",
        ],
    ),
    "an id of two things": (
        [("facts", 2, "fact", "courier-1921-ferry"), ("lists", 4, "id", "courier-1921-ferry")],
        ["facts.csv:2: column fact: “courier-1921-ferry” is an id of claims.csv too; give one of the two another id"],
    ),
    "an id without end": (
        [("facts", 5, "fact", "v" * 121)],
        ["facts.csv:5: column fact: “vvvvvvvvvvvvvvvvvvvvvvvvvvvvvv…” has 121 characters; write at most 120"],
    ),
    "a path in the place of a file": (
        [("sources", 2, "file", "../../etc/passwd")],
        [
            "sources.csv:2: column file: “../../etc/passwd” is a path, not the name of a file; "
            "write the name of the file alone"
        ],
    ),
    "an exclusion turned round": (
        [("exclusions", 2, "end", "0")],
        [
            "exclusions.csv:2: column end: [0:0] ends where it begins, or before that; "
            "write the place after its last character"
        ],
    ),
    "an exclusion beyond the text": (
        [("exclusions", 2, "end", "1000000000000")],
        [
            "exclusions.csv:2: column end: 1000000000000 is beyond the text of courier-1921, which has 454 characters; "
            "correct the place, or the number of characters in sources.csv"
        ],
    ),
    "a comparison on nothing": (
        [("questions", 2, "comparable_on", "mesure;period")],
        ["questions.csv:2: column comparable_on: “mesure” is nothing to compare on; did you mean “measure”?"],
    ),
    "rows out of order": (
        [("waivers", ["", "Anna", "Named once."])],
        [
            "waivers.csv:4: column source: “, Anna” comes after “, Ruritania”; sort the rows by source, text",
        ],
    ),
    "numbers sorted as texts": (
        [
            ("exclusions", ["gazette-1920", "9", "12", "Nothing."]),
            ("exclusions", ["gazette-1920", "10", "12", "Nothing."]),
        ],
        [],
    ),
    "space before a cell": (
        [("names", 2, "note", " a note")],
        [
            "names.csv:2: column note: “ a note” has a line break, or space at an end; remove it",
        ],
    ),
    "a line break in a cell": (
        [("names", 2, "note", "one\ntwo")],
        [
            "names.csv:2: column note: “one\\ntwo” has a line break, or space at an end; remove it",
        ],
    ),
    "a publication date in words": (
        [("sources", 2, "published", "April 1921")],
        [
            "sources.csv:2: column published: “April 1921” is",
            "; write 1992",
        ],
    ),
    "a date in words": (
        [("series", 3, "date", "last year")],
        [
            "series.csv:3: column date: “last year” is",
            "; write 1992",
        ],
    ),
    "an as_of in words": (
        [("claims", 9, "as_of", "lately")],
        [
            "claims.csv:9: column as_of: “lately” is",
            "; write 1992",
        ],
    ),
    "the date of a claim": (
        [("claims", 2, "date", "1922-13")],
        [
            "claims.csv:2: column date: “1922-13” is",
            "; write 1992",
        ],
    ),
    "the date of a fact": (
        [("facts", 3, "date", "May")],
        [
            "facts.csv:3: column date: “May” is",
            "; write 1992",
        ],
    ),
    "the date of a ruling": (
        [("rulings", 2, "date", "May")],
        [
            "rulings.csv:2: column date: “May” is",
            "; write 1992",
        ],
    ),
    "the date of an erratum": (
        [("errata", ["slip", "May", "0.1", "claims", "a", "b", "none"])],
        [
            "errata.csv:2: column date: “May” is",
            "; write 1992",
        ],
    ),
    "offsets that are too wide": (
        [("claims", 2, "end", "362")],
        [
            "claims.csv:2: column end: [333:362] is 29 code points, the quote 28; "
            "copy the row from `dossier new-claim`, or count code points",
        ],
    ),
    "a quote that is too long": (
        [("claims", 2, "quote", THIRTEEN), ("claims", 2, "end", "358")],
        [
            "claims.csv:2: column quote: 13 words; quote at most 12",
        ],
    ),
    "an id without its source": (
        [("claims", 2, "claim", "boats"), ("unquestioned", 2, "claim", "boats")],
        [
            "claims.csv:2: column claim: “boats” does not begin with its source; begin the id with courier-1921-",
        ],
    ),
    "an id that runs on from its source": (
        [("claims", 10, "claim", "courier-1921treaties")],
        [
            "claims.csv:10: column claim: “courier-1921treaties” does not begin with its source; "
            "begin the id with courier-1921-",
        ],
    ),
    "a statement without a full stop": (
        [("claims", 2, "statement", "Boats may cross the lake")],
        [
            "claims.csv:2: column statement: “Boats may cross the lake…” is not one sentence; "
            "write one sentence that ends in a full stop",
        ],
    ),
    "two statements": (
        [("facts", 2, "statement", "The ferry sailed. It sank.")],
        [
            "facts.csv:2: column statement: “The ferry sailed. It sank.…” is not one sentence; "
            "write one sentence that ends in a full stop",
        ],
    ),
    "a claim that answers with nothing": (
        [("claims", 3, "value", "")],
        [
            "claims.csv:3: column value: empty, although a question is named; "
            "write the answer, or leave the question empty",
        ],
    ),
    "a fact that answers with nothing": (
        [("facts", 3, "value", "")],
        [
            "facts.csv:3: column value: empty, although a question is named; "
            "write the answer, or leave the question empty",
        ],
    ),
    "a value that cannot be read": (
        [("claims", 7, "value", "second")],
        [
            "claims.csv:7: column value: “second” is",
            "; write 2",
        ],
    ),
    "a code that is not in the vocabulary": (
        [("claims", 4, "value", "endorses")],
        [
            "claims.csv:4: column value: “endorses” is not in the vocabulary; "
            "correct it, or add the row category,endorses,… to vocabulary.csv; other answers to it: supports",
        ],
    ),
    "a member that is not in the vocabulary": (
        [("claims", 10, "value", "only fish-treaty")],
        [
            "claims.csv:10: column value: “fish-treaty” is not in the vocabulary; "
            "correct it, or add the row member,fish-treaty,… to vocabulary.csv",
        ],
    ),
    "an answer without its measure": (
        [("claims", 9, "measure", "")],
        [
            "claims.csv:9: column measure: empty, although the question compares by measure; "
            "say what is counted or compared, such as “turnover”",
        ],
    ),
    "a code of the schema without a definition": (
        [("vocabulary", "kind", "plan", None)],
        [
            "vocabulary.csv: column code: no row for kind “plan”; add the row with its definition",
        ],
    ),
    "a code of the library without a definition": (
        [("vocabulary", "verdict", "agree", None)],
        [
            "vocabulary.csv: column code: verdict “agree” is in this table or in dossier/vocabulary.py, not in both; "
            "make the two lists the same",
        ],
    ),
    "a verdict that the library does not have": (
        [("vocabulary", "verdict", "agree", "agrees")],
        [
            "vocabulary.csv: column code: verdict “agree” is in this table or in dossier/vocabulary.py, not in both; "
            "make the two lists the same",
            "vocabulary.csv: column code: verdict “agrees” is in this table or in dossier/vocabulary.py, not in both; "
            "make the two lists the same",
        ],
    ),
    "a series without a definition": (
        [("vocabulary", "series", "customs-turnover", None)],
        [
            "vocabulary.csv: column code: series “customs-turnover” has no definition, or no figures; "
            "add the definition, or remove it",
        ],
    ),
    "an actor under another name": (
        [("claims", 5, "actor", "Freedonia;Ruritanian Republic")],
        [
            "claims.csv:5: column actor: “Ruritanian Republic” is not a canonical name; "
            "add it to names.csv, or use a form that is there: did you mean “Ruritania”?",
        ],
    ),
    "a recipient under another name": (
        [("claims", 4, "recipient", "Fredonia")],
        [
            "claims.csv:4: column recipient: “Fredonia” is not a canonical name; "
            "add it to names.csv, or use a form that is there: did you mean “Freedonia”?",
        ],
    ),
    "a ruling on an answer that nobody gives": (
        [("rulings", 2, "clusters", "independence-date: 1919-01 ~ 1919-07")],
        [
            "rulings.csv:2: column clusters: “1919-07” is not an answer to independence-date; "
            "correct the label, or remove the ruling",
            "rulings.csv:2: column which: “1919-06” with the outcome deprecated; "
            "name one of the two for prefer-one and deprecated, and only for them",
        ],
    ),
    "a ruling on a question that nobody asks": (
        [("rulings", 2, "clusters", "birthday: 1919-01 ~ 1919-06")],
        [
            "rulings.csv:2: column clusters: “1919-01” is not an answer to birthday; "
            "correct the label, or remove the ruling",
            "rulings.csv:2: column clusters: “1919-06” is not an answer to birthday; "
            "correct the label, or remove the ruling",
        ],
    ),
    "a ruling on a fact": (
        [
            ("rulings", 2, "clusters", "independence-date: 1919-06 ~ ruritania-founded"),
        ],
        [],
    ),
    "a ruling on an order": (
        [
            ("rulings", 2, "clusters", "order: independence-date 1919-06 ~ recognition-date 1919-04"),
            ("rulings", 2, "which", "independence-date 1919-06"),
        ],
        [],
    ),
    "a preference without its object": (
        [("rulings", 2, "outcome", "prefer-one"), ("rulings", 2, "which", "")],
        [
            "rulings.csv:2: column which: “” with the outcome prefer-one; "
            "name one of the two for prefer-one and deprecated, and only for them",
        ],
    ),
    "a choice that the outcome does not make": (
        [("rulings", 2, "outcome", "both-stand")],
        [
            "rulings.csv:2: column which: “1919-06” with the outcome both-stand; "
            "name one of the two for prefer-one and deprecated, and only for them",
        ],
    ),
    "a claim without a question and without a reason": (
        [("claims", 2, "claim", "courier-1921-canoes")],
        [
            "unquestioned.csv: column claim: “courier-1921-canoes” answers no question; "
            "ask one, or add a row with the reason",
            "unquestioned.csv:2: column claim: “courier-1921-boats” answers a question; remove the row",
        ],
    ),
    "a claim derived from nothing known": (
        [("claims", 2, "derived_from", "the chamber;the fishermen")],
        [
            "claims.csv:2: column derived_from: “the fishermen” is not a claim, a source, a fact, a work or a name in "
            "attributed_to or authority; correct the id or the name",
        ],
    ),
    "facts derived from a source, a claim, a fact and an authority": (
        [("facts", 2, "derived_from", "courier-1921;courier-1921-ferry;trade-1920;Lake Office")],
        [],
    ),
    "a gap turned round": (
        [("orders", 2, "gap_low", "P2M"), ("orders", 2, "gap_high", "P1M")],
        ["orders.csv:2: column gap_low: P2M is longer than P1M; write the shorter duration first"],
    ),
    "a gap with room": ([("orders", 2, "gap_low", "P1M"), ("orders", 2, "gap_high", "P2M")], []),
    "a gap without an upper end": ([("orders", 2, "gap_low", "P2M")], []),
    "a broader code that is in no list": (
        [("vocabulary", "category", "supports", ("broader", "sides"))],
        [
            "vocabulary.csv:SUPPORTS: column broader: “sides” is not a code of category; "
            "correct the code, or add its row"
        ],
    ),
    "a synonym from another list": (
        [("vocabulary", "category", "supports", ("same_as", "neutral;lake"))],
        ["vocabulary.csv:SUPPORTS: column same_as: “lake” is not a code of category; correct the code, or add its row"],
    ),
    "an option that is not a code": (
        [("questions", 3, "options", "neutral;opposes")],
        [
            "questions.csv:3: column options: “opposes” is not in the vocabulary; "
            "correct it, or add the row category,opposes,… to vocabulary.csv"
        ],
    ),
    "a ruling with its sides turned round": (
        [("rulings", 2, "clusters", "independence-date: 1919-06 ~ 1919-01")],
        [
            "rulings.csv:2: column clusters: the two sides stand the other way round; "
            "write “independence-date: 1919-01 ~ 1919-06”"
        ],
    ),
    "a ruling on a constraint": (
        [
            ("rulings", 2, "clusters", "constraint: trade-turnover ~40 (turnover, 1920) ~ trade-turnover trade-1920"),
            ("rulings", 2, "which", "trade-turnover trade-1920"),
        ],
        [],
    ),
    "a list with what does not exist": (
        [("lists", 2, "id", "courier-1921-boat")],
        [
            "lists.csv:2: column id: “courier-1921-boat” is not a claim, a fact or a series; "
            "correct the id, or remove the row",
        ],
    ),
    "a list with a series, and without a code": (
        [("lists", 2, "id", "customs-turnover"), ("lists", 2, "code", "")],
        [],
    ),
    "a list that is not defined": (
        [("lists", ["ferries", "1", "ferry-opens", "", ""])],
        [
            "lists.csv:5: column list: “ferries” is not in the vocabulary; "
            "correct it, or add the row list,ferries,… to vocabulary.csv",
        ],
    ),
    "a list with a code that is not defined": (
        [("lists", 4, "code", "planed")],
        [
            "lists.csv:4: column code: “planed” is not in the vocabulary; "
            "correct it, or add the row crossing,planed,… to vocabulary.csv",
        ],
    ),
    "a ladder that is not defined": (
        [("vocabulary", "ladder", "bridge", None)],
        [
            "ladders.csv:2: column ladder: “bridge” is not in the vocabulary; "
            "correct it, or add the row ladder,bridge,… to vocabulary.csv",
        ],
    ),
    "a ladder with a gap": (
        [("ladders", 6, "place", "7")],
        ["ladders.csv:6: column place: 7 where 5 is next; number the places from 1 without a gap"],
    ),
    "a ladder with one code twice": (
        [("ladders", 3, "code", "interest")],
        ["ladders.csv:3: column code: “interest” is on this ladder twice; remove one of the two"],
    ),
    "a ladder that goes on after an end": (
        [("ladders", 6, "role", "deed")],
        [
            "ladders.csv:6: column role: “unused” is a deed after an end; put the ends last",
            "vocabulary.csv: column code: rung “unused” is in this table or in dossier/vocabulary.py or "
            "ladders.csv, not in both; make the two lists the same",
        ],
    ),
    "a ladder with a code that is not defined": (
        [("ladders", 3, "code", "sketched"), ("ladders", 6, "code", "sunk")],
        [
            "vocabulary.csv: column code: rung “sketched” is in this table or in dossier/vocabulary.py or "
            "ladders.csv, not in both; make the two lists the same",
            "vocabulary.csv: column code: end “sunk” is in this table or in dossier/vocabulary.py or "
            "ladders.csv, not in both; make the two lists the same",
        ],
    ),
    "a ladder for what is no status": (
        [("questions", 3, "ladder", "bridge")],
        ["questions.csv:3: column ladder: “bridge” for a question of the type category; empty the cell"],
    ),
    "a ladder that does not exist": (
        [("questions", 2, "ladder", "bridges")],
        [
            "questions.csv:2: column ladder: “bridges” is not in ladders.csv; "
            "correct the name, add the ladder, or empty the cell for the standard one",
        ],
    ),
    "a stage that is on another ladder": (
        [("questions", 2, "ladder", "bridge")],
        [
            "claims.csv:11: column value: “talks” is not a stage; "
            "write one of interest, agreed, done, lapsed, unused, two stages joined by /, or <= and a stage",
        ],
    ),
    "nothing": (
        [],
        [],
    ),
}


def change(texts, edits):
    """Return the tables with cells, rows or codes changed."""
    tables = {name: frame.copy() for name, frame in texts.items()}
    for table, *edit in edits:
        frame = tables[table]
        if table == "vocabulary":
            field, code, new = edit
            row = (frame["field"] == field) & (frame["code"] == code)
            column, text = new if isinstance(new, tuple) else ("code", new)
            tables[table] = frame[~row] if new is None else frame.assign(**{column: frame[column].mask(row, text)})
        elif len(edit) == 1:
            frame.loc[len(frame) + 2] = edit[0]
        else:
            line, column, text = edit
            frame.loc[line, column] = text
    return tables


@pytest.fixture(scope="module")
def packages(texts, schema):
    return [Package(change(texts, edits), schema) for edits, _ in EXAMPLES.values()]


def is_as_expected(problems, complaints):
    """Compare in full; a complaint of two parts is a beginning and an end, around words of the reader of values."""
    told = [str(problem) for problem in problems]
    if len(complaints) == 2 and complaints[1].startswith("; "):
        return len(told) == 1 and told[0].startswith(complaints[0]) and complaints[1] in told[0]
    return told == complaints


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_broken_rule_says_where_what_and_how_to_mend_it(name, texts, schema):
    edits, complaints = EXAMPLES[name]
    [line] = texts["vocabulary"].index[texts["vocabulary"]["code"] == "supports"]
    complaints = [complaint.replace("SUPPORTS", str(line)) for complaint in complaints]
    problems = broken_rules(change(texts, edits), schema)
    assert is_as_expected(problems, complaints), [str(problem) for problem in problems]


class Without(ast.NodeTransformer):
    """Takes one clause out of the source of a rule: a breach, or one side of an `or` or an `and`."""

    def __init__(self, place):
        self.place, self.seen, self.lost = place, 0, ""

    def is_next(self, node):
        self.seen += 1
        if self.seen == self.place:
            self.lost = ast.unparse(node)
        return self.seen == self.place

    def visit_Expr(self, node):
        if isinstance(node.value, ast.Yield | ast.YieldFrom) and self.is_next(node):
            return ast.parse("yield from ()").body[0]
        return self.generic_visit(node)

    def visit_BoolOp(self, node):
        for value in list(node.values):
            if self.is_next(value):
                node.values.remove(value)
        self.generic_visit(node)
        return node if len(node.values) > 1 else node.values[0]


def without_each_clause(function):
    """Yield what each shortening of a rule leaves out, with the shorter rule."""
    source = inspect.getsource(function)
    cut, place = None, 0
    while cut is None or place <= cut.seen:
        place += 1
        cut = Without(place)
        tree = cut.visit(ast.parse(source))
        tree.body[0].decorator_list = []
        if cut.lost:
            names = dict(vars(rules))
            exec(compile(ast.fix_missing_locations(tree), "a shorter rule", "exec"), names)
            yield cut.lost, names[function.__name__]


def breaches(function, tables, package):
    return [list(function(table, package)) for table in tables or package.tables]


@pytest.mark.parametrize(("tables", "function"), RULES, ids=lambda each: getattr(each, "__name__", ""))
def test_each_clause_of_a_rule_is_missed_by_some_example_once_it_is_gone(tables, function, packages):
    whole = [(breaches(function, tables, package), package) for package in packages]
    whole.sort(key=lambda example: not any(example[0]))  # those that break the rule first: they miss it soonest
    assert any(whole[0][0]), "no example breaks this rule"
    shorter = list(without_each_clause(function))
    assert shorter
    unnoticed = [lost for lost, rest in shorter if all(breaches(rest, tables, each) == told for told, each in whole)]
    assert unnoticed == []


def test_problems_come_in_the_order_of_files_and_lines(texts, schema):
    edits = [("facts", 3, "value", ""), ("claims", 7, "statement", "No"), ("claims", 3, "statement", "No")]
    problems = broken_rules(change(texts, edits), schema)
    assert [(problem.file, problem.line) for problem in problems] == [
        ("claims.csv", 3),
        ("claims.csv", 7),
        ("facts.csv", 3),
    ]


def test_a_table_without_rows_breaks_nothing(texts, schema):
    assert broken_rules(texts | {"waivers": pd.DataFrame(columns=["source", "text", "reason"])}, schema) == []
