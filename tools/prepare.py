"""Makes `.venv/` with all that the report needs, once; mends it where it is half made, moved or out of date.

Runs under whatever Python a machine calls python3, so it imports nothing from outside and says plainly which it needs.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDED = (3, 11)
NOTES = "about 1 GB of disk and some minutes, most of them for downloads"


def refuse_python(version, name):
    """Return why a Python cannot be used, or nothing where it can."""
    if tuple(version[:2]) >= NEEDED:
        return ""
    found, needed = ".".join(map(str, version[:3])), ".".join(map(str, NEEDED))
    return f"{name} is Python {found}; {needed} or later is needed. Name one: make report PYTHON=python{needed}"


def make_key(root, version):
    """Return what an environment was made of and for: its place, the files that name its packages, the Python."""
    parts = [str(root.resolve()), ".".join(map(str, version[:3]))]
    parts += [(root / name).read_text(encoding="utf-8") for name in ("requirements.txt", "pyproject.toml")]
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()


def find_python(folder):
    """Return the interpreter of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def explain(folder, root):
    """Return why an environment must be made, or nothing where it is whole and of this place."""
    ready = folder / ".ready"
    if not folder.exists():
        return "there is no .venv yet"
    if not ready.exists():
        return ".venv is half made"
    try:
        asked = "import sys; print(*sys.version_info[:3])"
        said = subprocess.run([str(find_python(folder)), "-c", asked], stdout=subprocess.PIPE, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ".venv was moved, or its Python is gone"
    if ready.read_text(encoding="utf-8") != make_key(root, [int(part) for part in said.split()]):
        return "the list of packages, or the place of this folder, has changed"
    return ""


def install(python, *arguments):
    """Run pip and tell in one line how far it is. Returns its exit status."""
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, universal_newlines=True, cwd=str(ROOT))
    number, shows = 0, sys.stdout.isatty()
    for line in process.stdout:
        if line.startswith(("Collecting ", "Installing ", "Requirement already")):
            number += 1
            said = line.split(" (from")[0].split(":")[0].strip()
            if shows:
                print(f"\r  {number}: {said[:70]:<72}", end="", flush=True)
            elif number % 25 == 0 or said.startswith("Installing"):
                print(f"  {number}: {said}", flush=True)
    if shows:
        print("\r" + " " * 80 + "\r", end="")
    return process.wait()


def main():
    """Make the environment where that is needed. Returns the exit status."""
    folder = ROOT / ".venv"
    why = explain(folder, ROOT)
    if not why:
        return 0
    refused = refuse_python(sys.version_info, sys.executable)  # no walrus: older Pythons are to reach this line
    if refused:
        print(refused, file=sys.stderr)
        return 1
    print(f"{why}: making it, which takes {NOTES}", flush=True)
    venv.EnvBuilder(with_pip=True, clear=True).create(str(folder))
    python = find_python(folder)
    status = install(python, "-r", "requirements.txt") or install(
        python, "--no-build-isolation", "--no-deps", "--editable", "."
    )
    if status:
        print("the packages could not be installed; what pip said is above. The next call begins anew", file=sys.stderr)
        return 1
    (folder / ".ready").write_text(make_key(ROOT, sys.version_info), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
