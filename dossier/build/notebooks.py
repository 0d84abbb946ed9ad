"""Runs one notebook from source to result, and knows when that is not needed.

The result of a run stays in memory and is moved into place by one rename. It is its source with the outputs of the run,
and bears a receipt: the digests of all that the run depended on. So words can be changed without running, and a result
that is of something else is found out.
"""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier import environment
from dossier.build.execution import INJECTED, NotebookError, execute
from dossier.build.inputs import digest
from dossier.build.receipts import Receipt
from dossier.checkout import EPOCH

HIDDEN = "remove-cell"
SKIPPED = "skip-execution"
DECISIVE = ("parameters", "raises-exception", SKIPPED)
"""The tags of a cell that bear on its run; others bear on its page."""

PLACE = "dossier"
"""Where in the metadata of a notebook its receipt is."""

NONE = "{}"
"""How no parameters are written."""

Read = tuple[str, dict[str, list[str]]]
"""A table of the evidence, or `file`, and by column the codes of what was read of it."""


@dataclass(frozen=True)
class Surroundings:
    """What a notebook finds around it: the report in `root`, the folder of its data, and what the build has reached.

    `verdicts` is the file of the verdicts on these data, where there is one. `scratch` is an existing folder for
    unfinished work, removed by the caller. `seconds` is how long a cell may take, and `handed` what the settings hand
    on of the caller's environment.
    """

    root: Path
    data: Path
    scratch: Path
    verdicts: Path | None = None
    seconds: int = 600
    handed: Mapping[str, str] = field(default_factory=dict)

    def variables(self, reads: Path) -> dict[str, str]:
        """Return the environment of a kernel that writes what it reads into the file `reads`."""
        return {
            **self.handed,
            # What a run leaves behind goes with it.
            "TMPDIR": str(reads.parent),
            # The reader's own IPython profile must not change a result.
            "IPYTHONDIR": str(reads.parent / "ipython"),
            # A result depends neither on the day it is computed nor on the commit: a new commit alone re-runs nothing.
            "SOURCE_DATE_EPOCH": str(EPOCH),
            environment.DATA: str(self.data),
            environment.VERDICTS: str(self.verdicts or ""),
            environment.READS: str(reads),
            environment.ROOT: str(self.root),
        }


@dataclass(frozen=True)
class Run:
    """What came of running a notebook: the executed notebook, what it read, and what its author should be told."""

    notebook: Mapping[str, Any]
    reads: Sequence[Read] = field(default=())
    remarks: Sequence[str] = field(default=())


def run(source: Path, notebook: Mapping[str, Any], parameters: Mapping[str, object], around: Surroundings) -> Run:
    """Run a notebook, as it was read from `source`, in the folder of that. Raises NotebookError: cell and cause."""
    import nbformat

    try:
        # A kernel that is being stopped may still remove files of its own.
        with tempfile.TemporaryDirectory(prefix="run-", dir=around.scratch, ignore_cleanup_errors=True) as folder:
            reads = Path(folder, "reads.jsonl")
            whole = nbformat.reads(json.dumps(notebook), as_version=4)
            executed = execute(whole, parameters, source.parent, around.variables(reads), reads, around.seconds)
            return Run(executed, read_reads(reads), list(_take_remarks(executed, injected=bool(parameters))))
    except NotebookError as error:
        raise NotebookError(f"{_shown(source, around)}{error}") from error
    except Exception as error:
        raise NotebookError(f"{_shown(source, around)}: {type(error).__name__}: {error}") from error


def _shown(source: Path, around: Surroundings) -> str:
    return source.relative_to(around.root).as_posix()


def _take_remarks(executed: Mapping[str, Any], *, injected: bool) -> Iterator[str]:
    """Take the remarks out of the outputs, and yield each with its cell, counted as in the source."""
    number = 0
    for cell in executed["cells"]:
        number += INJECTED not in _tags(cell) or not injected
        if cell["cell_type"] != "code":
            continue
        remarks = [output for output in cell["outputs"] if environment.REMARK in output.get("data", {})]
        cell["outputs"] = [output for output in cell["outputs"] if output not in remarks]
        yield from (f"cell {number}: {_join(remark['data'][environment.REMARK])}" for remark in remarks)


def read_reads(path: Path) -> list[Read]:
    """Return what a kernel wrote down of its reads, sorted; nothing where it read nothing."""
    if not path.is_file():
        return []
    lines = sorted(set(path.read_text(encoding="utf-8").splitlines()))
    return [(table, columns) for table, columns in map(json.loads, lines)]


def digest_code(notebook: Mapping[str, Any]) -> str:
    """Return the digest of all that runs in a notebook: its cells of code, in order, with the tags that bear on it."""
    cells = [
        (cell["source"], [tag for tag in _tags(cell) if tag in DECISIVE])
        for cell in _code_cells(notebook)
        if INJECTED not in _tags(cell)
    ]
    return digest(json.dumps(cells, ensure_ascii=False))


def digest_outputs(notebook: Mapping[str, Any]) -> str:
    """Return the digest of what came of a run; empty where a cell has not run."""
    cells = [cell for cell in _code_cells(notebook) if cell["source"].strip() and SKIPPED not in _tags(cell)]
    if any(cell.get("execution_count") is None for cell in cells):
        return ""
    return digest(json.dumps([_join(cell["outputs"]) for cell in cells], sort_keys=True, ensure_ascii=False))


def join_code(notebook: Mapping[str, Any]) -> str:
    """Return the code of all cells as one text."""
    return "\n".join(cell["source"] for cell in _code_cells(notebook))


def compose(
    source: Mapping[str, Any],
    executed: Mapping[str, Any],
    receipt: Receipt,
    reads: Sequence[Read],
    remarks: Sequence[str] = (),
) -> dict[str, Any]:
    """Return a source with the outputs of a run of the same code, its receipt, and the same ids each time.

    `remarks` are kept with the receipt, for whoever asks whether a run had any.
    """
    made = copy.deepcopy(dict(source))
    outputs = iter(_code_cells(executed))
    cells = []
    for number, cell in enumerate(made["cells"], start=1):
        cell.setdefault("id", f"cell-{number}")
        cells.append(cell)
        if cell["cell_type"] != "code":
            continue
        _take_outputs(cell, next(outputs))
        if "parameters" in _tags(cell) and receipt.parts.get("parameters", NONE) != NONE:
            injected = next(outputs)
            about = {"tags": [INJECTED, HIDDEN]}
            cells.append({"cell_type": "code", "id": f"made-{number}", "metadata": about, "source": injected["source"]})
            _take_outputs(cells[-1], injected)
    made["cells"] = cells
    made["metadata"]["language_info"] = executed["metadata"]["language_info"]
    kept = {
        "key": receipt.key,
        "parts": dict(receipt.parts),
        "made": receipt.made,
        "reads": [list(read) for read in reads],
    }
    told = {"remarks": list(remarks)} if remarks else {}
    made["metadata"][PLACE] = {**made["metadata"].get(PLACE, {}), "receipt": kept, **told}
    return made


def take_receipt(executed: Mapping[str, Any]) -> tuple[Receipt | None, list[Read]]:
    """Return the receipt of an executed notebook and what its run read, or None and nothing where it has none."""
    found: Any = executed["metadata"].get(PLACE, {}).get("receipt")
    try:
        receipt = Receipt(dict(found["parts"]), found["made"])
        reads = [(table, dict(columns)) for table, columns in found["reads"]]
    except (TypeError, KeyError, ValueError):
        return None, []
    return (receipt, reads) if receipt.key == found.get("key") else (None, [])


def list_remarks(executed: Mapping[str, Any]) -> list[str]:
    """Return what the run of an executed notebook had to remark."""
    return list(executed["metadata"].get(PLACE, {}).get("remarks", ()))


def put(notebook: Mapping[str, Any], target: Path, scratch: Path) -> bool:
    """Write a result in one step, and tell whether that changed anything."""
    import nbformat

    text = nbformat.writes(nbformat.from_dict(notebook)) + "\n"
    if target.is_file() and target.read_text(encoding="utf-8") == text:
        return False
    whole = scratch / f"{digest(str(target))}.ipynb"
    whole.write_text(text, encoding="utf-8", newline="\n")
    target.parent.mkdir(parents=True, exist_ok=True)
    whole.replace(target)
    return True


def _code_cells(notebook: Mapping[str, Any]) -> list[Any]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _tags(cell: Mapping[str, Any]) -> list[str]:
    return cell["metadata"].get("tags", [])


def _take_outputs(cell: dict[str, Any], ran: Mapping[str, Any]) -> None:
    cell["outputs"], cell["execution_count"] = copy.deepcopy(ran["outputs"]), ran["execution_count"]


def _join(value: Any) -> Any:
    """Return what a file of a notebook holds with every text in one piece: it may be a list of lines."""
    if isinstance(value, list):
        is_text = value and all(isinstance(each, str) for each in value)
        return "".join(value) if is_text else [_join(each) for each in value]
    return {name: _join(each) for name, each in value.items()} if isinstance(value, dict) else value
