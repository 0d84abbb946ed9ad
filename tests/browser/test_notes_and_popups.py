"""Notes beside the line and popups behind links, in a browser: by hover, by focus, by tap. CI installs it."""

from datetime import datetime

import pytest

CONSISTENCY = "executed/07-consistency"
MARK = "p .evidence a[href$='#tdi-2022-independence-june-1992'] >> nth=0"
NOTE = ".note[data-entry='claim-tdi-2022-independence-june-1992'] >> nth=0"
RECORD = "p .evidence.fact a[href$='#relations-established'] >> nth=0"
IN_A_TABLE = "td .evidence a[href$='#tdi-2022-independence-june-1992'] >> nth=0"
CARD = "span.evidence-card"


@pytest.fixture
def open_page(browser, book):
    pages = []

    def open_page(name=CONSISTENCY, clock=False, **options):
        context = browser.new_context(**options)
        page = context.new_page()
        pages.append(context)
        if clock:
            page.clock.install(time=datetime(2026, 1, 1))
        page.goto((book / "html" / f"{name}.html").as_uri(), wait_until="load")
        if clock:  # from here on time passes only when the test says so
            page.clock.pause_at(datetime(2026, 1, 2))
        if name == CONSISTENCY:
            page.locator(MARK).scroll_into_view_if_needed()
        return page

    yield open_page
    for context in pages:
        context.close()


def test_beside_the_line_stand_the_words_and_who_contradicts_them(open_page):
    page = open_page()
    text = page.locator(NOTE).inner_text()
    for part in ("The Diplomatic Insight, 2022, ¶ 8", "gained independence from the Soviet Union in June of 1992", "≠"):
        assert part in text
    assert "Korybko, 2021: “newfound independence in 1991”" in text
    mark, note = page.locator(MARK).bounding_box(), page.locator(NOTE).bounding_box()
    assert note["x"] > mark["x"] and abs(note["y"] - mark["y"]) < 300


def test_a_mark_shows_its_note_and_opens_no_popup_over_the_sentence(open_page):
    page = open_page(clock=True)
    page.hover(MARK)
    page.clock.run_for(500)
    assert "is-shown" in page.locator(NOTE).get_attribute("class")
    assert page.locator(CARD).count() == 0
    page.mouse.move(2, 2)
    assert "is-shown" not in page.locator(NOTE).get_attribute("class")
    page.focus(MARK)
    assert "is-shown" in page.locator(NOTE).get_attribute("class") and page.locator(CARD).count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims.html#tdi-2022-independence-june-1992")


def test_on_a_phone_notes_are_folded_below_their_paragraph_and_a_tap_unfolds_them(open_page):
    page = open_page(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    note = page.locator(NOTE)
    assert not note.is_visible()
    page.tap(MARK)
    assert note.is_visible() and page.locator(CARD).count() == 0
    assert note.bounding_box()["y"] > page.locator(MARK).bounding_box()["y"]
    assert "07-consistency" in page.url
    page.tap(MARK)
    page.wait_for_url("**/claims.html#tdi-2022-independence-june-1992")


def test_without_scripts_notes_stand_in_the_margin_and_unfold_on_a_phone(open_page):
    page = open_page(java_script_enabled=False)
    assert page.locator(NOTE).is_visible()
    page.click(MARK)
    page.wait_for_url("**/claims.html#tdi-2022-independence-june-1992")
    phone = open_page(java_script_enabled=False, viewport={"width": 390, "height": 800})
    assert not phone.locator(NOTE).is_visible()
    phone.locator("details.notes", has=phone.locator(NOTE.removesuffix(" >> nth=0"))).first.locator("summary").click()
    assert phone.locator(NOTE).is_visible()


def test_a_popup_opens_on_hover_can_be_entered_and_closes_when_left(open_page):
    page = open_page(clock=True)
    card = page.locator(CARD)
    page.locator(RECORD).scroll_into_view_if_needed()
    page.hover(RECORD)
    assert card.count() == 0
    page.clock.run_for(200)
    text = card.inner_text()
    assert "Authority" in text and "Confidence" in text and "Whole entry in the register" in text
    box = card.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 1280 and box["y"] >= 0 and box["y"] + box["height"] <= 720
    card.hover()
    page.clock.run_for(1000)
    assert card.is_visible()
    page.mouse.move(2, 2)
    page.clock.run_for(1000)
    assert card.count() == 0


def test_a_mark_in_a_table_has_no_note_and_opens_its_card(open_page):
    page = open_page()
    page.focus(IN_A_TABLE)
    text = page.locator(CARD).inner_text()
    for part in ("Azerbaijan became independent in June 1992.", "paragraph 8", "told as done", "Contradicts"):
        assert part in text


def test_a_popup_opens_on_focus_and_is_walked_through_by_keyboard(open_page):
    page = open_page()
    page.focus(RECORD)
    assert page.locator(RECORD).get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('span.evidence-card') !== null")
    page.keyboard.press("Escape")
    assert page.locator(CARD).count() == 0
    assert page.evaluate("document.activeElement.hash") == "#relations-established"
    page.keyboard.press("Enter")
    page.wait_for_url("**/facts.html#relations-established")


def test_one_popup_tells_of_works_figures_and_chapters_too(open_page):
    page = open_page("executed/02-diplomacy")
    for link, words in [
        ("a.reference.internal[href$='#unvotes2021'], a[href*='bibliography.html#']", "unvotes"),
        ("p a[href='#fig-votes']", "Over all years Pakistan voted more with India"),
        ("p a[href$='07-consistency.html']", "Where do the accounts contradict each other"),
    ]:
        page.locator(link).first.focus()
        assert words in page.locator(CARD).inner_text(), link
        page.keyboard.press("Escape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_an_open_popup_is_accessible(scheme, width, open_page, find_violations):
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.focus(RECORD)
    assert page.locator(CARD).count() == 1
    assert find_violations(page) == []


def test_escape_closes_a_popup_that_the_pointer_opened(open_page):
    page = open_page()
    page.hover(RECORD)
    page.locator(CARD).wait_for()
    page.keyboard.press("Escape")
    assert page.locator(CARD).count() == 0


def test_a_tap_opens_a_popup_and_a_tap_beside_it_closes_it(open_page):
    page = open_page(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    page.tap(RECORD)
    card = page.locator(CARD)
    card.wait_for()
    box = card.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    below = box["y"] + box["height"] + 15
    page.touchscreen.tap(5, below if below < 790 else box["y"] - 15)
    assert card.count() == 0
    page.tap(RECORD)
    page.tap(RECORD)
    page.wait_for_url("**/facts.html#relations-established")


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
    page.focus(RECORD)
    assert page.locator(CARD).count() == 1
    assert not [address for address in asked if not address.startswith(("file:", "data:"))]
    page.close()
