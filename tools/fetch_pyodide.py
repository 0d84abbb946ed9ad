"""Fetches into `.pyodide/` what the package registries have of Pyodide, to test the browser notebooks; CI runs it.

That is the core from npm, and from Python's index the pure-Python wheels that the kernel needs, in the versions that
Pyodide names. What is compiled for browsers, numpy, pandas and matplotlib among it, is on Pyodide's own network only.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
from pathlib import Path

from jupyterlite_pyodide_kernel.constants import PYODIDE_PYTHON_VERSION, PYODIDE_VERSION

FOLDER = Path(__file__).resolve().parent.parent / ".pyodide"
KERNEL = ("micropip", "ipython", "jedi", "pyparsing", "python-dateutil")


def fetch() -> None:
    """Fill the folder, and let Pyodide's list of packages name the wheels as the registry has them."""
    FOLDER.mkdir(exist_ok=True)
    subprocess.run(["npm", "pack", "--silent", f"pyodide@{PYODIDE_VERSION}"], cwd=FOLDER, check=True)
    with tarfile.open(next(FOLDER.glob("pyodide-*.tgz"))) as archive:
        archive.extractall(
            FOLDER,
            [file for file in archive if file.name.startswith("package/pyodide") or "stdlib" in file.name],
            filter="data",
        )
    lock = json.loads((FOLDER / "package/pyodide-lock.json").read_text(encoding="utf-8"))
    wanted = list(KERNEL)
    for name in wanted:
        wanted += [needed for needed in lock["packages"][name.replace("_", "-")]["depends"] if needed not in wanted]
    packages = [lock["packages"][name.replace("_", "-")] for name in wanted]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--python-version", PYODIDE_PYTHON_VERSION, "--dest", str(FOLDER / "package")]
    subprocess.run([*command, *(f"{each['name']}=={each['version']}" for each in packages)], check=True)
    for each in packages:
        wheel = FOLDER / "package" / each["file_name"]
        each["sha256"] = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (FOLDER / "package/pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


if __name__ == "__main__":
    fetch()
