"""Starts JupyterLab on a report, with what the library adds to it; nothing is installed for that."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from dossier.errors import DossierError

HERE = Path(__file__).parent
FIRST = Path("lab", "start.ipynb")
"""What is opened first, where a report has it."""


def start(root: Path, arguments: Sequence[str] = ()) -> int:
    """Serve JupyterLab with a report as its root folder until it is stopped; returns the exit status.

    `arguments` are those of `jupyter lab`, and go before what is set here. Raises DossierError where there is no report
    or no JupyterLab.
    """
    try:
        from jupyterlab.labapp import LabApp
    except ImportError:
        raise DossierError("JupyterLab is not installed; install dossier[report]") from None
    LabApp.launch_instance([*list_settings(root), *arguments])
    return 0


def list_settings(root: Path) -> list[str]:
    """Return what makes JupyterLab the lab of a report, as arguments of `jupyter lab`.

    Raises DossierError where the folder holds no report.
    """
    root = root.resolve()
    if not (root / "data" / "datapackage.json").is_file():
        raise DossierError(f"{root}: no data/datapackage.json; name the folder of a report with --root")
    settings = {
        "ServerApp.root_dir": root,
        "ServerApp.contents_manager_class": "dossier.lab.contents.TidyContents",
        "ServerApp.jpserver_extensions": "dossier.lab.serving=True",
        "LabApp.extra_labextensions_path": HERE / "labextensions",
        "LabApp.app_settings_dir": HERE / "settings",
        # What was open is remembered with the report, or another report would be asked for its chapters.
        "LabApp.workspaces_dir": root / "_build" / "lab" / "workspaces",
        # No network: neither news, nor whether there is a newer version, nor a list of extensions.
        "LabApp.news_url": None,
        "LabApp.check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
    }
    if (root / FIRST).is_file():
        settings["LabApp.default_url"] = f"/lab/tree/{FIRST.as_posix()}"
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # In a container root is all there is.
        settings["ServerApp.allow_root"] = True
    return [f"--{name}={value}" for name, value in settings.items()]
