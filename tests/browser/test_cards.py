"""The cards behind the marks, in a browser: by hover, by focus, by tap; Escape closes. CI installs what they need."""

from datetime import datetime

import pytest

MARK = ".evidence a[href$='#tdi-2022-independence-june-1992'] >> nth=0"
CARD = "span.evidence-card"


@pytest.fixture
def open_page(browser, book):
    pages = []

    def open_page(name="executed/07-consistency", clock=False, **options):
        context = browser.new_context(**options)
        page = context.new_page()
        pages.append(context)
        if clock:
            page.clock.install(time=datetime(2026, 1, 1))
        page.goto((book / "html" / f"{name}.html").as_uri(), wait_until="load")
        if clock:  # from here on time passes only when the test says so
            page.clock.pause_at(datetime(2026, 1, 2))
        page.locator(MARK).scroll_into_view_if_needed()
        return page

    yield open_page
    for context in pages:
        context.close()


def tells_all(card):
    text = card.inner_text()
    return all(
        part in text
        for part in (
            "Azerbaijan became independent in June 1992.",
            "gained independence from the Soviet Union in June of 1992",
            "The Diplomatic Insight, 2022",
            "11 June 2022",
            "paragraph 8",
            "June 1992",
            "told as done",
            "When did Azerbaijan become independent",
            "Contradicts",
            "Korybko, 2021",
            "newfound independence in 1991",
        )
    )


def test_a_card_opens_on_hover_can_be_entered_and_closes_when_left(open_page):
    page = open_page(clock=True)
    card = page.locator(CARD)
    page.hover(MARK)
    assert card.count() == 0
    page.clock.run_for(200)
    assert tells_all(card)
    box = card.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 1280 and box["y"] >= 0 and box["y"] + box["height"] <= 720
    card.hover()
    page.clock.run_for(1000)
    assert card.is_visible()
    page.mouse.move(2, 2)
    page.clock.run_for(1000)
    assert card.count() == 0


def test_a_card_opens_on_focus_and_is_walked_through_by_keyboard(open_page):
    page = open_page()
    page.focus(MARK)
    card = page.locator(CARD)
    assert tells_all(card)
    assert page.locator(MARK).get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('span.evidence-card') !== null")
    assert page.evaluate("document.activeElement.textContent") == "The Diplomatic Insight, 2022"
    page.keyboard.press("Escape")
    assert card.count() == 0
    assert page.evaluate("document.activeElement.hash") == "#tdi-2022-independence-june-1992"
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims.html#tdi-2022-independence-june-1992")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_an_open_card_is_accessible(scheme, width, open_page, find_violations):
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.focus(MARK)
    assert page.locator(CARD).count() == 1
    assert find_violations(page) == []


def test_escape_closes_a_card_that_the_pointer_opened(open_page):
    page = open_page()
    page.hover(MARK)
    page.locator(CARD).wait_for()
    page.keyboard.press("Escape")
    assert page.locator(CARD).count() == 0


def test_a_tap_opens_a_card_and_a_tap_elsewhere_closes_it(open_page):
    page = open_page(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    page.tap(MARK)
    card = page.locator(CARD)
    card.wait_for()
    assert tells_all(card)
    box = card.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert "07-consistency" in page.url
    below = box["y"] + box["height"] + 15
    page.touchscreen.tap(5, below if below < 790 else box["y"] - 15)
    assert card.count() == 0
    page.tap(MARK)
    page.tap(MARK)
    page.wait_for_url("**/claims.html#tdi-2022-independence-june-1992")


def test_a_fact_has_a_card_too(open_page):
    page = open_page("index")
    page.focus(".evidence.fact a[href$='#relations-established'] >> nth=0")
    text = page.locator(CARD).inner_text()
    assert "Authority" in text and "Confidence" in text and "Whole entry in the register" in text


def test_without_scripts_a_mark_is_a_link_and_no_card_shows(open_page):
    page = open_page(java_script_enabled=False)
    page.hover(MARK)
    assert page.locator(CARD).count() == 0
    assert "Whole entry in the register" not in page.locator("article").inner_text()
    page.click(MARK)
    page.wait_for_url("**/claims.html#tdi-2022-independence-june-1992")


def test_a_download_comes_without_a_server(open_page):
    page = open_page()
    with page.expect_download() as download:
        page.click("a[href$='data/fig-1992.csv']")
    assert download.value.suggested_filename == "fig-1992.csv"


@pytest.mark.parametrize("name", ["index", "executed/07-consistency"])
def test_no_page_asks_the_network(name, browser, book):
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((book / "html" / f"{name}.html").as_uri(), wait_until="load")
    page.focus(MARK)
    assert page.locator(CARD).count() == 1
    assert not [address for address in asked if not address.startswith(("file:", "data:"))]
    page.close()
