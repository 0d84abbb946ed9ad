"""The browser notebooks: the site's files, what its notebooks import, and what a browser makes of it.

The browser tests need Chromium and playwright, the last one Pyodide’s core besides (`tools/fetch_pyodide.py`); CI
installs all three. Nothing here reaches numpy, pandas or matplotlib as compiled for browsers: the notebooks run
natively, on the wheels that the browser would get.
"""

import json
import re
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL
from packaging.requirements import Requirement

from dossier.build.inputs import files_below
from dossier.build.jupyterlite import FROM_PYODIDE, KERNEL, build_site
from dossier.build.plan import list_library

# Runs the notebooks in one process that sees two folders and the standard library; prints what each one glues.
RUN = """
import json, sys
from pathlib import Path
sys.path += sys.argv[1:3]
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
shell, glued = InteractiveShell.instance(), {}
for path in map(Path, sys.argv[3:]):
    shell.reset()
    own = glued[path.name] = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            with capture_output() as captured:
                shell.run_cell("".join(cell["source"])).raise_error()
            for output in captured.outputs:
                if name := output.metadata.get("scrapbook", {}).get("name"):
                    own[name] = output.data
print(json.dumps(glued))
"""

ASK = """async code => {
    await jupyterapp.started;
    const kernel = await jupyterapp.serviceManager.kernels.startNew({ name: "python" });
    const said = [], future = kernel.requestExecute({ code });
    future.onIOPub = message => said.push(message.content.text ?? message.content.evalue ?? "");
    await future.done;
    return said.join("");
}"""


def bytes_below(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def needs(*names):
    """The names of these packages and of all that they need here."""
    found = set()
    for name in names:
        if name not in found:
            wanted = map(Requirement, distribution(name).requires or ())
            found |= {name} | needs(*(each.name for each in wanted if not each.marker or each.marker.evaluate()))
    return found


@pytest.fixture(scope="module")
def notebooks(root):
    return sorted((root / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def served(book):
    """Returns the address at which a folder is served on this machine, so that the pages lie on a sub-path."""
    servers = []

    class Quiet(SimpleHTTPRequestHandler):
        extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}  # noqa: RUF012

        def log_message(self, *words):
            pass

    def serve(folder=book):
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def browser(launch):
    # No name is resolved: requests to other hosts are recorded and fail.
    browser = launch("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
    yield browser
    browser.close()


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def asked(context):
    """The hosts that were asked for something, with the path."""
    found = []
    context.on("request", lambda request: found.append((urlsplit(request.url).netloc, urlsplit(request.url).path)))
    return found


def test_the_site_holds_notebooks_and_evidence_as_they_are(book, root, notebooks):
    held = bytes_below(book / "html" / "lite" / "files")
    assert held == {
        **{f"notebooks/{path.name}": path.read_bytes() for path in notebooks},
        **{f"data/{path.name}": path.read_bytes() for path in files_below(root / "data")},
        "dossier.toml": (root / "dossier.toml").read_bytes(),
    }


def test_the_site_is_built_with_the_same_bytes_again(book, root, notebooks, tmp_path):
    package = list_library(notebooks)
    build_site(notebooks, files_below(root / "data"), root / "dossier.toml", package, tmp_path / "again", tmp_path)
    again, before = bytes_below(tmp_path / "again"), bytes_below(book / "html" / "lite")
    assert again.keys() == before.keys()
    assert [name for name, content in again.items() if content != before[name]] == []


def test_each_chapter_offers_itself_and_says_what_that_loads(book, notebooks):
    html = book / "html"
    explanation = BeautifulSoup((html / "run.html").read_text(encoding="utf-8"), "html.parser")
    assert explanation.select_one("#in-the-browser")
    for path in notebooks:
        page = BeautifulSoup((html / "executed" / f"{path.stem}.html").read_text(encoding="utf-8"), "html.parser")
        (link,) = page.select("a[data-lite]")
        assert link["href"] == "../run.html#in-the-browser"
        target = urlsplit(link["data-lite"])
        assert (html / "executed" / target.path).is_file()
        (inside,) = parse_qs(target.query)["path"]
        assert (html / "lite" / "files" / inside).read_bytes() == path.read_bytes()
    assert urlsplit(PYODIDE_CDN_URL).netloc in explanation.select_one("article").get_text()


def test_the_kernel_gets_every_wheel_and_asks_no_index(book):
    lite = book / "html" / "lite"
    config = json.loads((lite / "jupyter-lite.json").read_text())["jupyter-config-data"]
    kernel = config["litePluginSettings"][f"{KERNEL}:kernel"]
    script = lite / "extensions" / KERNEL / "static"
    wheels = [(script / name).resolve() for name in kernel["loadPyodideOptions"]["packages"] if name.endswith(".whl")]
    assert sorted(wheels) == sorted((lite / "pypi").resolve().glob("*.whl"))
    assert kernel["disablePyPIFallback"]


def test_every_wheel_carries_its_licence(book):
    for wheel in (book / "html" / "lite" / "pypi").glob("*.whl"):
        assert [name for name in ZipFile(wheel).namelist() if re.search("/(LICEN[CS]E|COPYING)", name)], wheel.name


def test_the_chapters_say_the_same_with_nothing_but_what_the_browser_gets(book, root, notebooks, tmp_path):
    wheels, pyodide = tmp_path / "wheels", tmp_path / "pyodide"
    for wheel in (book / "html" / "lite" / "pypi").glob("*.whl"):
        ZipFile(wheel).extractall(wheels)
    pyodide.mkdir()
    for name in needs("ipython", *FROM_PYODIDE):
        package = distribution(name)
        for top in {file.parts[0] for file in package.files} - {"..", "__pycache__", "mpl_toolkits"}:
            (pyodide / top).symlink_to(Path(package.locate_file(top)))
    command = [sys.executable, "-I", "-S", "-c", RUN, str(wheels), str(pyodide)]
    run = subprocess.run(
        [*command, *map(str, notebooks)],
        env={
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "HOME": str(tmp_path),
            "DOSSIER_DATA": str(wheels / "data"),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:] + run.stdout[-2000:]
    glued = json.loads(run.stdout.splitlines()[-1])
    for path in notebooks:
        cells = json.loads((root / "book" / "executed" / path.name).read_text(encoding="utf-8"))["cells"]
        outputs = [output for cell in cells for output in cell.get("outputs", ()) if "data" in output]
        assert glued[path.name] == {
            output["metadata"]["scrapbook"]["name"]: {mime: "".join(text) for mime, text in output["data"].items()}
            for output in outputs
            if "application/papermill.record/text/plain" in output["data"]
        }


def test_a_page_from_disk_leads_to_the_explanation(context, book, chapters):
    page = context.new_page()
    page.goto((book / "html" / f"{chapters[0]}.html").as_uri(), wait_until="domcontentloaded")
    page.click("a[data-lite]")
    page.wait_for_url("**/run.html#in-the-browser")


def test_one_click_opens_the_chapter_and_only_then_another_host_is_asked(context, asked, served, notebooks):
    page, chapter = context.new_page(), notebooks[-1]
    [title, *_] = json.loads(chapter.read_text(encoding="utf-8"))["cells"]
    page.goto(f"{served()}/html/executed/{chapter.stem}.html", wait_until="load")
    own = urlsplit(page.url).netloc
    assert {host for host, _ in asked} == {own}
    assert not [path for _, path in asked if "/lite/" in path]
    with page.expect_event("pageerror", timeout=60_000):  # Python cannot come from a host that is not there
        page.click("a[data-lite]")
        page.locator(".jp-Notebook h1", has_text="".join(title["source"]).removeprefix("# ")).wait_for(timeout=60_000)
    assert page.locator(".jp-DirListing-item").count() == len(notebooks)
    assert {host for host, _ in asked} == {own, urlsplit(PYODIDE_CDN_URL).netloc}


def test_its_python_finds_the_package_and_the_evidence_and_judges(context, asked, served, book, root, report, tmp_path):
    pyodide = root / ".pyodide" / "package"
    if not pyodide.is_dir():
        pytest.skip("Pyodide's core is not here: tools/fetch_pyodide.py fetches it, as CI does")
    lite = tmp_path / "lite"
    shutil.copytree(book / "html" / "lite", lite)
    shutil.copytree(pyodide, lite / "pyodide")
    config = json.loads((lite / "jupyter-lite.json").read_text())
    config["jupyter-config-data"]["exposeAppInBrowser"] = True
    config["jupyter-config-data"]["litePluginSettings"][f"{KERNEL}:kernel"]["pyodideUrl"] = "./pyodide/pyodide.mjs"
    (lite / "jupyter-lite.json").write_text(json.dumps(config))
    page = context.new_page()
    page.goto(f"{served(tmp_path)}/lite/lab/index.html", wait_until="load")
    page.wait_for_function("window.jupyterapp")
    said = page.evaluate(
        ASK,
        """
import csv, os, sys
from pathlib import Path
from types import ModuleType

sys.modules["pandas"] = ModuleType("pandas")  # which only Pyodide's own network has; no value needs it
import dossier

with Path(os.environ["DOSSIER_DATA"], "claims.csv").open(encoding="utf-8") as file:
    print(sys.platform, sum(1 for row in csv.DictReader(file)))
from dossier.settings import read_settings

print(read_settings(Path(os.environ["DOSSIER_DATA"]).parent).title)
answers = dossier.Answer("1992-06"), dossier.Answer("1991")
print(dossier.judge(*answers, dossier.Question("date")).verdict)
""",
    )
    assert said == f"emscripten {len(report.corpus.claims)}\n{report.settings.title}\nconflict\n"
    assert {host for host, _ in asked} == {urlsplit(page.url).netloc}
