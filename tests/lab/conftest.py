"""Serves a copy of the made-up report in JupyterLab, as `dossier lab` does; what the server started ends with it."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest

RURITANIA = Path(__file__).parents[1] / "roots" / "ruritania"

START = """\
import sys
from pathlib import Path
from dossier.lab.start import start
sys.exit(start(Path(sys.argv[1]), sys.argv[2:]))
"""

TRIAL = """\
% Nobody reads this.
(here)=
## Marks

It cost US$3 {claim}`gazette-1920-trade,courier-1921-trade`, not US$4 {fact}`trade-1920`
({certainty}`trade-turnover`). <b onclick="x">Bold</b>.

Unknown: {claim}`gazette-1920-trad`, {fact}`nothing-like-it`, {glue:text}`never`, {numref}`fig-never`, {cite:p}`nobody`.

See {ref}`the place <here>`, {chapter}`02-lake`, {cite:p}`gazette1920`, {cite:t}`gazette1920`, {term}`claim`,
{abbr}`ID (identity)` and `{claim}` in code.

```{admonition} With *care* {claim}`gazette-1920-trade`
:class: warning
- one
- two
```
"""


class Lab(NamedTuple):
    """A running JupyterLab: its report, and the address of one of its files."""

    root: Path
    port: int
    token: str

    def address(self, path):
        return f"http://127.0.0.1:{self.port}/lab/tree/{path}?token={self.token}&reset"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    pytest.importorskip("jupyterlab", reason="JupyterLab is not installed; CI installs it")
    root = tmp_path_factory.mktemp("lab") / "ruritania"
    shutil.copytree(RURITANIA, root)
    (root / "scratch").mkdir()
    # With its kernel, or JupyterLab asks for one before anything can be read.
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    trial = nbformat.v4.new_notebook(metadata=kernel, cells=[nbformat.v4.new_markdown_cell(TRIAL)])
    nbformat.write(trial, root / "scratch" / "trial.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    arguments = ["--no-browser", f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"]
    own = {f"JUPYTER_{kind}_DIR": str(root.parent / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DOSSIER_")} | own
    log = root.parent / "log.txt"
    with log.open("w") as opened:
        server = subprocess.Popen(
            [sys.executable, "-c", START, str(root), *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            for line in server.stdout:
                opened.write(line)
                if f":{port}/lab" in line:
                    break
            else:
                pytest.fail(f"JupyterLab did not start: {log.read_text()}")
            # What the server says is read on, or it would wait for us once the pipe is full.
            threading.Thread(target=opened.writelines, args=[server.stdout], daemon=True).start()
            yield Lab(root, port, token)
        finally:
            # The server, and the kernels in groups of their own, which end when it does.
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()
