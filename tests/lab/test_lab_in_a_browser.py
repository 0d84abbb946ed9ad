"""Opens a report in JupyterLab in Chromium: what its marks show, and what saving leaves. Skipped without Chromium."""

import json
from pathlib import Path

import pytest

from dossier.sphinx.evidence import Evidence

LAKE = "notebooks/02-lake.ipynb"
TRIAL = "scratch/trial.ipynb"


@pytest.fixture
def visit(browser, lab):
    """Opens a file in a profile of its own, and returns the page with what it complained of and asked for elsewhere."""
    profiles = []

    def open_file(path):
        profiles.append(browser.new_context(viewport={"width": 1280, "height": 900}))
        page = profiles[-1].new_page()
        page.set_default_timeout(90_000)
        page.complaints, page.elsewhere = [], []
        page.on("console", lambda said: said.type in ("error", "warning") and page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        here = (f"http://127.0.0.1:{lab.port}/", "data:", "blob:")
        page.on("request", lambda request: request.url.startswith(here) or page.elsewhere.append(request.url))
        page.goto(lab.address(path))
        return page

    yield open_file
    for profile in profiles:
        profile.close()


def run_all(page):
    # The kernel that the notebook asks for is there when its name stands in the bar.
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def save(page, path):
    with page.expect_response(lambda answer: answer.request.method == "PUT" and path in answer.url) as saved:
        page.keyboard.press("Control+s")
    return saved.value


def marks(page, role):
    """What stands in the marks of a role, and what is wrong with each; a mark shows “…” until the engine answers."""
    chosen = f'.dossier-role[data-role="{role}"]'
    found = page.locator(chosen)
    found.first.wait_for(state="attached")
    answered = "(chosen) => [...document.querySelectorAll(chosen)].every(e => !e.textContent.includes('…'))"
    page.wait_for_function(answered, arg=chosen)
    wrong = "(all) => all.map(e => [e.textContent, (e.querySelector('[title]') ?? e).title])"
    return [tuple(each) for each in found.evaluate_all(wrong)]


@pytest.fixture
def trial(visit):
    page = visit(TRIAL)
    # The engine answers last.
    page.locator('.dossier-role[data-role="certainty"] em').wait_for()
    return page


def test_a_chapter_reads_as_in_the_book_and_is_saved_as_it_is_committed(visit, lab):
    committed = (lab.root / LAKE).read_bytes()
    page = visit(LAKE)
    glued = page.locator('.dossier-role[data-text="n_dated"]')
    page.locator(".dossier-open").first.wait_for()
    assert (glued.text_content(), glued.get_attribute("title")) == (
        "n_dated",
        "the value of n_dated is here when its cell has run",
    )
    run_all(page)
    page.locator(".dossier-glued").wait_for()
    number = page.locator(".dossier-glued").text_content()
    assert number not in ("", "n_dated")
    caption = page.locator(".dossier-caption")
    caption.wait_for()
    assert caption.text_content().startswith("Figure 2.1. Each dated claim on the lake, by date.")
    assert "A line of time from 1915 to 1922" in caption.locator("details p").text_content()
    assert page.locator(".dossier-title").text_content() == "Most of it is about 1920"
    # Drawn with its letters as text in the face that it was measured in, and with what it shows behind each mark.
    picture = page.locator(".dossier-picture")
    assert picture.get_attribute("aria-label").startswith("A line of time")
    assert picture.locator("text").count() > 3
    assert page.evaluate("document.fonts.check('12px \"Source Sans Pro\"')")
    assert marks(page, "numref") == [("Figure 2.1", "")]
    assert page.locator(".jp-OutputArea > .dossier-hidden").count() == 1
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()

    assert save(page, LAKE).status == 200
    assert (lab.root / LAKE).read_bytes() == committed
    run_all(page)
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    # The file on the disk is the one that JupyterLab knows, and what is open has kept its outputs.
    assert save(page, LAKE).status == 200
    assert (lab.root / LAKE).read_bytes() == committed
    assert page.locator(".jp-Dialog").count() == 0
    caption.wait_for()
    assert page.locator(".Toastify__toast").count() == 0
    assert (page.complaints, page.elsewhere) == ([], [])


def test_a_mark_shows_its_number_and_on_focus_what_it_rests_on(trial, ruritania):
    numbers = Evidence(ruritania, ruritania.corpus, Path(), "").numbers
    expected = f"{numbers['claim']['gazette-1920-trade']},{numbers['claim']['courier-1921-trade']}"
    assert marks(trial, "claim")[0][0].replace("\u2009", "").replace("≠", "") == expected
    assert marks(trial, "fact")[0][0] == numbers["fact"]["trade-1920"]
    trial.locator('[data-entry="claim-gazette-1920-trade"]').first.focus()
    card = trial.locator("#dossier-card")
    card.wait_for()
    assert (
        card.locator(".dossier-card-from").text_content() == "Gazette 1920 · The Gazette · December 1920 · paragraph 3"
    )
    assert card.locator(".dossier-card-quote").text_content().startswith("“")
    assert card.locator(".dossier-card-id").text_content() == "gazette-1920-trade"
    trial.keyboard.press("Escape")
    assert card.is_hidden()


def test_certainty_and_conflicts_are_those_of_the_engine(trial, ruritania):
    rating = ruritania.ratings.set_index("question").loc["trade-turnover"]
    assert marks(trial, "certainty") == [(rating["judgement"], rating["basis"])]
    conflicts = ruritania.findings.query("verdict == 'conflict'")
    contested = {claim for claims in conflicts["claims"] for claim in claims}
    assert "gazette-1920-trade" in contested
    mark = trial.locator('[data-entry="claim-gazette-1920-trade"]').first
    mark.filter(has_text="≠").wait_for()
    assert mark.text_content().endswith("≠")


def test_what_is_unknown_is_red_and_says_why(trial):
    wrong = trial.locator(".dossier-wrong")
    told = wrong.evaluate_all("all => all.map(e => [e.textContent, e.title])")
    assert told == [
        ["gazette-1920-trad", "no claim “gazette-1920-trad”; did you mean “gazette-1920-trade”?"],
        ["nothing-like-it", "no fact “nothing-like-it”: correct it, or add the row to data/facts.csv"],
        ["never", "no cell glues “never”"],
        ["fig-never", "no figure or table “fig-never” here"],
        ["nobody", "no work “nobody”: add it to book/references.bib"],
    ]
    assert wrong.first.evaluate("e => getComputedStyle(e).color") != trial.locator(".jp-MarkdownOutput h2").evaluate(
        "e => getComputedStyle(e).color"
    )


def test_every_construct_of_the_chapters_is_set(trial):
    text = trial.locator(".jp-MarkdownOutput")
    text.locator(".dossier-box").wait_for()
    said = text.inner_text()
    assert "Nobody reads this" not in said
    assert "(here)=" not in said
    # Two dollars are no formula.
    assert "US$3" in said
    assert "US$4" in said
    assert text.locator("mjx-container").count() == 0
    assert marks(trial, "ref") == [("the place", "")]
    assert marks(trial, "chapter") == [("Chapter 2", "")]
    assert marks(trial, "term") == [("claim", "")]
    assert marks(trial, "abbr") == [("ID", "identity")]
    [_, inside, outside] = [shown for shown, _ in marks(trial, "cite:p") + marks(trial, "cite:t")]
    assert (inside, outside) == ("[The Gazette, 1920]", "The Gazette [1920]")
    assert text.locator("code", has_text="{claim}").count() == 1
    box = text.locator(".dossier-box-warning")
    assert box.locator(".dossier-box-title em").text_content() == "care"
    assert box.locator(".dossier-box-title [data-entry]").count() == 1
    assert box.locator("li").all_text_contents() == ["one", "two"]


def test_what_stands_in_the_data_is_text_and_never_markup(visit, lab):
    file = lab.root / "data" / "claims.csv"
    kept = file.read_text(encoding="utf-8")
    row = next(line for line in kept.splitlines() if line.startswith("gazette-1920-trade,"))
    quote = row.split(",")[5]
    file.write_text(kept.replace(quote, "<img src=x onerror=alert(1)>"), encoding="utf-8")
    try:
        page = visit(TRIAL)
        page.locator('.dossier-role[data-role="certainty"] em').wait_for()
        page.locator('[data-entry="claim-gazette-1920-trade"]').first.focus()
        card = page.locator("#dossier-card")
        card.wait_for()
        assert card.locator(".dossier-card-quote").text_content() == "“<img src=x onerror=alert(1)>”"
        assert card.locator("img").count() == 0
    finally:
        file.write_text(kept, encoding="utf-8")


def test_a_page_in_the_preview_has_its_marks(visit, lab):
    (lab.root / "book" / "index.md").write_text(
        "# Page\n\nIt cost much {claim}`gazette-1920-trade`.\n", encoding="utf-8"
    )
    page = visit("book/index.md")
    page.locator(".jp-MarkdownViewer, .jp-FileEditor").first.wait_for()
    page.locator(".jp-DirListing-item", has_text="index.md").click(button="right")
    page.get_by_text("Open With").hover()
    page.get_by_text("Markdown Preview", exact=True).click()
    page.locator(".jp-MarkdownViewer h1").wait_for()
    page.locator('.jp-MarkdownViewer [data-entry="claim-gazette-1920-trade"]').wait_for()


def test_a_scratch_notebook_is_saved_as_jupyterlab_saves_it(visit, lab):
    page = visit(TRIAL)
    page.locator(".dossier-mark [data-entry]").first.wait_for()
    assert save(page, TRIAL).status == 200
    saved = (lab.root / TRIAL).read_text(encoding="utf-8")
    assert saved == json.dumps(json.loads(saved), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
