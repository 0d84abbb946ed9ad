"""What several tests share: the evidence, the articles where they are present, and the built book."""

import os
import shutil
from functools import cache
from importlib import resources
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from filelock import FileLock

import dossier
from dossier.build import build

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root():
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def ruritania_folder():
    """The data folder of the made-up report."""
    return ROOT / "tests" / "roots" / "ruritania" / "data"


@pytest.fixture(scope="session")
def ruritania(ruritania_folder):
    """A made-up report of two sources, for the engine and the front ends."""
    return dossier.load(ruritania_folder)


@pytest.fixture(scope="session")
def report():
    """The report of this repository."""
    return dossier.load(ROOT / "data")


@pytest.fixture(scope="session")
def evidence(report):
    return report.corpus


@pytest.fixture(scope="session")
def findings(report):
    return report.findings


@pytest.fixture(scope="session")
def articles():
    """The folder of the articles' texts, which the repository does not contain."""
    folder = Path(os.environ.get("DOSSIER_ARTICLES", ROOT.parent / "shared" / "sources"))
    if not folder.is_dir():
        pytest.skip("the articles' texts are not here: name their folder in DOSSIER_ARTICLES")
    return folder


@pytest.fixture(scope="session")
def book():
    """The folder of the built report; what is unchanged is not built again, and one worker builds at a time."""
    with FileLock(ROOT / ".book.lock"):
        assert build(ROOT) == 0
    return ROOT / "_build"


@pytest.fixture(scope="session")
def page_names(root):
    """The pages of the report, in the order of its contents."""
    contents = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    return [contents["root"], *(page["file"] for part in contents["parts"] for page in part["chapters"])]


@pytest.fixture(scope="session")
def chapters(page_names):
    """The pages that are made from notebooks."""
    return [name for name in page_names if name.startswith("executed/")]


@pytest.fixture(scope="session")
def page(book):
    """Returns a page of the built report by its name, parsed once for all tests: they must not change it."""
    return cache(
        lambda name: BeautifulSoup((book / "html" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
    )


@pytest.fixture(scope="session")
def page_ids(page):
    """Returns the ids on a page by its name."""
    return cache(lambda name: {element["id"] for element in page(name).find_all(id=True)})


FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# Not for the whole session: playwright leaves an event loop running, which would disturb the tests that run notebooks.
@pytest.fixture(scope="module")
def launch():
    """Launches Chromium with further flags; without Chromium or playwright the test is skipped."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; CI installs it")
    chromium = shutil.which("chromium") or pytest.skip("there is no chromium here; CI installs it")
    with playwright.sync_playwright() as driver:
        yield lambda *flags: driver.chromium.launch(executable_path=chromium, args=[*FLAGS, *flags])


@pytest.fixture(scope="module")
def browser(launch):
    browser = launch()
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def find_violations():
    """Returns what axe finds on a page as it stands: the rule broken, and the element that breaks it.

    All rules of the standard are tried, or those that are named.
    """
    pytest.importorskip("axe_playwright_python", reason="axe is not installed; CI installs it")
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    # Without preload, which would fetch the style sheets again: a browser forbids that for local files.
    everything = {"type": "tag", "values": STANDARD}

    def find(page, *rules):
        page.evaluate(axe)
        wanted = {"type": "rule", "values": rules} if rules else everything
        settings = {"preload": False, "resultTypes": ["violations"], "runOnly": wanted}
        found = page.evaluate("settings => axe.run(document, settings)", settings)["violations"]
        return [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]

    return find
