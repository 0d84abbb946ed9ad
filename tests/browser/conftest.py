"""Opens pages of the built report in a browser. Needs Chromium, playwright and axe, which CI installs; else skipped."""

from pathlib import Path

import pytest
import yaml


def pytest_generate_tests(metafunc):
    """A test that asks for `any_name` is run for each page of the report and for the search."""
    if "any_name" in metafunc.fixturenames:
        contents = yaml.safe_load((Path(__file__).parents[2] / "_toc.yml").read_text(encoding="utf-8"))
        pages = [page["file"] for part in contents["parts"] for page in part["chapters"]]
        metafunc.parametrize("any_name", [contents["root"], *pages, "search"])


@pytest.fixture(scope="session")
def site(book):
    return book / "html"


@pytest.fixture(scope="session")
def address(site):
    return lambda name: (site / f"{name}.html").as_uri()


@pytest.fixture
def visit(browser):
    """Opens an address in a profile of its own and returns the page with what it complained of and asked for."""
    profiles = []

    def open_page(url, width=1280, scheme="light", **settings):
        profiles.append(browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **settings))
        page = profiles[-1].new_page()
        page.complaints, page.asked = [], []
        page.on("console", lambda said: said.type in ("error", "warning") and page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(url, wait_until="load")
        return page

    yield open_page
    for profile in profiles:
        profile.close()
