"""What only a browser shows. Needs Chromium and playwright, which CI installs; elsewhere these tests are skipped."""

import shutil

import pytest
from test_book import PAGES

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; CI installs it")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here; CI installs it")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(book):
    return lambda name: (book / "html" / f"{name}.html").as_uri()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_scrolls_sideways_or_reports_an_error(name, width, browser, address):
    page = browser.new_page(viewport={"width": width, "height": 900})
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address(name), wait_until="domcontentloaded")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert errors == []
    page.close()


def test_the_register_filters_without_a_server_and_keeps_the_filter_in_the_address(browser, address, evidence):
    claims = evidence.claims
    page = browser.new_page()
    page.goto(address("claims"), wait_until="domcontentloaded")
    status = page.locator(".register-filter [role=status]")
    assert status.inner_text() == f"{len(claims)} of {len(claims)} claims"
    for field, value in [("source", "tdi-2022"), ("theme", "trade"), ("kind", "state"), ("modality", "asserted")]:
        page.select_option(f"select[name={field}]", value)
        claims = claims[claims[field] == value]
        assert status.inner_text() == f"{len(claims)} of {len(evidence.claims)} claims"
    assert page.locator(".entry.claim:visible").count() == len(claims)
    reopened = browser.new_page()
    reopened.goto(page.url, wait_until="domcontentloaded")
    assert reopened.locator(".entry.claim:visible").count() == len(claims)
    reopened.goto(address("claims") + "?question=relations-date", wait_until="domcontentloaded")
    assert reopened.locator(".entry.claim:visible").count() == (evidence.claims["question"] == "relations-date").sum()


def test_a_mark_leads_to_the_words_behind_it(browser, address):
    page = browser.new_page()
    page.goto(address("index"), wait_until="domcontentloaded")
    page.click("a[href$='#tdi-2022-independence-june-1992'] >> nth=0")
    page.wait_for_url("**/claims.html#tdi-2022-independence-june-1992")
    entry = page.locator("[id='tdi-2022-independence-june-1992']")
    assert "gained independence from the Soviet Union" in entry.inner_text()
