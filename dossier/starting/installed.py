"""Says how the library that runs can be installed again: as a line of a requirements file."""

from __future__ import annotations

import json
from importlib.metadata import Distribution, distribution


def name_requirement(*extras: str, installed: Distribution | None = None) -> str:
    """Return the line that installs what runs here, with these extras: the same commit, folder, file or version.

    Where it was installed from is what the installer noted of it (PEP 610); without a note it is a package index.
    `installed` is the distribution to name, by default that of this library.
    """
    found = installed or distribution("dossier")
    name = f"dossier[{','.join(extras)}]" if extras else "dossier"
    noted = found.read_text("direct_url.json")
    if not noted:
        return f"{name}=={found.version}"
    origin = json.loads(noted)
    address = origin["url"]
    if version_control := origin.get("vcs_info"):
        address = f"{version_control['vcs']}+{address}@{version_control['commit_id']}"
    if inner := origin.get("subdirectory"):
        address += f"#subdirectory={inner}"
    return f"{name} @ {address}"
