"""What only a browser shows of the built report: contrast, weight, keyboard, search, filters, paper."""

import gzip
import threading
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from dossier.vocabulary import ALONE, Judgement, Verdict

HEAVIEST, HEAVIEST_GZIPPED = 1_400_000, 400_000
"""Bytes of a page with all that it loads."""

TYPICAL = ["index", "matrix", "bibliography", "executed/07-consistency"]
"""Pages that between them have every kind of element: all rules are tried on them."""

LEAVE_ONE_OF_EACH = """() => {
  const seen = new Set();
  for (const entry of document.querySelectorAll(".entry, table.matrix tbody tr")) {
    const looks = [entry, ...entry.querySelectorAll("*")].flatMap(one => [one.tagName, ...one.classList]
      .filter(name => !/^(source|question)--/.test(name)));
    if (looks.every(look => seen.has(look))) entry.remove();
    looks.forEach(look => seen.add(look));
  }
}"""
"""Leaves of a register's hundreds of entries those that show something new: contrast takes seconds to measure."""

measure_gzipped = cache(lambda content: len(gzip.compress(content)))


def test_a_page_is_quiet_light_in_contrast_and_no_wider_than_the_screen(any_name, visit, address, find_violations):
    page = visit(address(any_name))
    images = page.eval_on_selector_all("img", "all => all.map(image => image.src)")
    urls = {*page.asked, *images}
    assert [url for url in urls if not url.startswith(("file:", "data:"))] == []
    contents = [Path(unquote(urlsplit(url).path)).read_bytes() for url in urls if url.startswith("file:")]
    assert len(contents) > 3
    for width in (1280, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert sum(map(len, contents)) <= HEAVIEST
    assert sum(map(measure_gzipped, contents)) <= HEAVIEST_GZIPPED
    page.evaluate(LEAVE_ONE_OF_EACH)
    for scheme in ("light", "dark"):
        page.evaluate("scheme => document.documentElement.dataset.theme = scheme", scheme)
        page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")  # colours fade over
        assert find_violations(page, "color-contrast") == [], scheme
    assert page.complaints == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("name", TYPICAL)
def test_a_page_breaks_no_rule_of_accessibility(name, width, scheme, visit, address, find_violations):
    page = visit(address(name), width, scheme)
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    assert find_violations(page) == []


@pytest.fixture
def serve(site, tmp_path):
    """The address of the edition on a host of its own, below a path."""
    (tmp_path / "some" / "where").mkdir(parents=True)
    (tmp_path / "some" / "where" / "report").symlink_to(site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/where/report/"
    server.shutdown()


def test_the_edition_works_below_any_path_of_a_host(serve, visit):
    for name in ("index.html", "executed/05-trade.html", "search.html?q=turnover"):
        page = visit(serve + name)
        assert page.complaints == []
        assert all(url.startswith((serve, "data:")) for url in page.asked)
    page.wait_for_selector("#search-results li p.context")


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *ignored):
        pass


@pytest.mark.parametrize("words", ["independence", "LNG", "recognition", "1992"])
def test_the_search_works_without_a_server(words, visit, address):
    page = visit(f"{address('search')}?q={words}")
    page.wait_for_selector("#search-results li a")
    hrefs = page.eval_on_selector_all("#search-results li a", "all => all.map(link => link.href)")
    assert hrefs
    assert "glue(" not in page.inner_text("#search-results"), "excerpts show no code"
    page.goto(hrefs[0])
    assert words.lower() in page.inner_text("article").lower()
    assert page.complaints == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(visit, address):
    page = visit(address("method"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main-content")
    page.goto(address("method"))
    links = page.locator("article a:visible, article summary:visible").count()
    reached = []
    while len(reached) < 300:
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => {
              const element = document.activeElement, style = getComputedStyle(element);
              if (element === document.body) return null;
              element.dataset.visits = +(element.dataset.visits || 0) + 1;
              return [element.className, !!element.closest("article"), +element.dataset.visits,
                style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
            }"""
        )
        if here is None or here[2] > 1:
            break
        reached.append(here)
    assert all(is_shown for *_, is_shown in reached)
    assert sum(in_article for _, in_article, *_ in reached) == links
    assert any("to-next" in name for name, *_ in reached), "the last link of the page is reached: no trap"


def test_code_is_hidden_behind_one_word_until_it_is_asked_for(visit, address):
    page = visit(address("executed/02-diplomacy"))
    code = page.locator("details.code").first
    assert code.locator("summary").inner_text() == "Code" and not code.locator("pre").first.is_visible()
    code.locator("summary").press("Enter")
    assert code.locator("pre").first.is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_keyboard_opens_and_leaves_the_chapters(width, visit, address):
    page = visit(address("index"), width)
    menu = page.locator("details.menu", has_text="Chapters")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.locator("a", has_text="How large is the trade").is_visible()
    page.keyboard.press("Tab")
    assert menu.evaluate("menu => menu.contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert not menu.locator("a").first.is_visible()
    assert menu.locator("summary").evaluate("head => head === document.activeElement")


def test_one_menu_is_open_at_a_time_and_a_click_elsewhere_closes_it(visit, address):
    page = visit(address("index"))
    menus = page.locator("details.menu")
    menus.nth(0).locator("summary").click()
    menus.nth(1).locator("summary").click()
    assert page.locator("details.menu[open]").count() == 1
    page.click("footer", position={"x": 2, "y": 2})
    assert page.locator("details.menu[open]").count() == 0


def test_the_citation_is_copied(visit, address):
    page = visit(address("executed/05-trade"), permissions=["clipboard-read", "clipboard-write"])
    page.click(".cite-box summary")
    page.click("button.copy")
    page.wait_for_function("document.querySelector('button.copy').textContent === 'Copied'")
    assert page.evaluate("navigator.clipboard.readText()") == page.inner_text(".cite-box .citation")


def test_the_colour_mode_is_chosen_and_kept(visit, address):
    page = visit(address("index"))
    page.click(".mode-button")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.click(".mode-button")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.click(".mode-button")
    modes = page.evaluate("[document.documentElement.dataset.mode, localStorage.getItem('mode')]")
    assert modes == ["auto", "auto"]


def test_without_scripts_the_colours_follow_the_system(visit, address):
    papers = set()
    for scheme in ("light", "dark"):
        page = visit(address("index"), scheme=scheme, java_script_enabled=False)
        page.screenshot(path="/dev/null", type="png")
        papers.add(page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor"))
    assert len(papers) == 2


def test_a_term_tells_its_meaning_in_the_popup_and_without_scripts(visit, address):
    page = visit(address("method"), 390)
    term = page.locator(".term", has_text="claims").first
    term.focus()
    popup = page.locator("span.evidence-card")
    assert "One source saying one thing" in popup.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    described = page.locator(f"id={term.get_attribute('aria-describedby')}")
    assert described.text_content() == term.get_attribute("data-meaning")
    page.keyboard.press("Escape")
    assert popup.count() == 0
    term.click()
    assert page.url.endswith("terms.html#term-claim")


def test_the_fonts_come_from_the_site_alone(visit, address):
    page = visit(address("executed/02-diplomacy"))
    loaded = page.evaluate(
        "document.fonts.ready.then(fonts => [...fonts].filter(one => one.status === 'loaded').map(one => one.family))"
    )
    assert {name.strip('"') for name in loaded} == {"Source Serif 4", "Source Sans 3"}
    assert all(url.startswith(("file:", "data:font/woff")) for url in page.asked)


def test_nothing_moves_while_a_page_loads(visit, serve):
    page = visit("about:blank", 390)
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver(list => { for (const one of list.getEntries()) window.shift += one.value; })
          .observe({type: 'layout-shift', buffered: true});"""
    )
    for name in ("index", "executed/02-diplomacy", "claims", "facts"):
        page.goto(f"{serve}{name}.html", wait_until="load")
        assert page.evaluate("document.fonts.ready.then(() => window.shift)") < 0.05, name


def test_motion_is_reduced_where_it_is_asked_for(visit, address):
    page = visit(address("index"), reduced_motion="reduce")
    moving = "all => all.filter(one => parseFloat(getComputedStyle(one).transitionDuration) > 0).length"
    assert page.eval_on_selector_all("*", moving) == 0


def test_on_paper_there_is_the_title_the_text_its_words_and_no_navigation_and_no_code(visit, address):
    page = visit(address("executed/05-trade"))
    assert page.locator("header.bar").is_visible()
    page.emulate_media(media="print")
    for part in ("header.bar", "nav.way-on", ".foot >> nth=0", ".byline"):
        assert not page.locator(part).is_visible(), part
    assert page.locator("h1").is_visible() and page.locator(".drawing.wide").first.is_visible()
    note = page.locator(".noted .note").first
    assert note.is_visible(), "paper has the words, since it cannot be clicked"
    assert not page.locator(".notes > summary").first.is_visible()


@pytest.mark.parametrize(("width", "kind"), [(1280, "wide"), (390, "narrow")])
def test_figures_are_text_of_twelve_pixels_or_more_that_lead_to_their_entries(width, kind, visit, address, chapters):
    for name in ("index", *chapters):
        page = visit(address(name), width)
        for drawing in page.locator("article svg.drawing").all():
            if drawing.get_attribute("class") != f"drawing {kind}":
                assert not drawing.is_visible()
                continue
            sizes = drawing.evaluate(
                """drawing => [...drawing.querySelectorAll("text")].map(text =>
                  parseFloat(getComputedStyle(text).fontSize) * drawing.getScreenCTM().a)"""
            )
            assert min(sizes) >= 11.9, (name, drawing.get_attribute("aria-label"))
    page = visit(address("executed/02-diplomacy"), width)
    target = page.locator(f"svg.drawing.{kind} a[href*='.html#']").first.get_attribute("href")
    assert target.startswith(("../claims.html#", "../facts.html#"))


def test_the_register_filters_without_a_server_and_keeps_the_filter_in_the_address(visit, address, evidence):
    claims = evidence.claims
    page = visit(address("claims"))
    status = page.locator(".register-filter [role=status]")
    assert status.inner_text() == f"{len(claims)} of {len(claims)} claims"
    for field, value in [("source", "tdi-2022"), ("theme", "trade"), ("kind", "state"), ("told", "done")]:
        page.select_option(f"select[name={field}]", value)
        claims = claims[claims[field] == value]
        assert status.inner_text() == f"{len(claims)} of {len(evidence.claims)} claims"
    assert page.locator(".entry.claim:visible").count() == len(claims)
    reopened = visit(page.url)
    assert reopened.locator(".entry.claim:visible").count() == len(claims)
    reopened.goto(address("claims") + "?question=relations-date", wait_until="domcontentloaded")
    assert reopened.locator(".entry.claim:visible").count() == (evidence.claims["question"] == "relations-date").sum()


def test_a_filter_without_a_hit_leaves_no_heading_standing(visit, address):
    page = visit(address("claims") + "?words=zebra")
    assert page.locator(".register-filter [role=status]").inner_text().startswith("0 of ")
    assert page.locator("article section section h2:visible").count() == 0


def test_facts_filter_by_confidence(visit, address, evidence):
    page = visit(address("facts") + "?confidence=low")
    assert page.locator(".entry.fact:visible").count() == (evidence.facts["confidence"] == "low").sum() > 0


def test_the_matrix_filters_and_sorts_and_keeps_both_in_the_address(visit, address):
    page = visit(address("matrix"))
    rows = page.locator("table.matrix tbody tr:visible")
    everything = rows.count()
    page.select_option("select[name=verdict]", "conflict")
    page.get_by_role("button", name="The Diplomatic Insight, 2022").click()
    column = rows.locator("td:nth-child(6)")
    said = [text.partition(" ")[2].strip() for text in column.all_inner_texts()]
    assert 0 < rows.count() < everything
    assert said[0] == "conflict"
    ranks = [*sorted(Verdict, key=lambda verdict: verdict.gravity), ALONE, ""]
    assert said == sorted(said, key=ranks.index)
    reopened = visit(page.url)
    assert (
        reopened.locator("table.matrix tbody tr:visible td:first-child").all_inner_texts()
        == rows.locator("td:first-child").all_inner_texts()
    )
    assert reopened.locator("th[aria-sort=ascending]").inner_text() == "The Diplomatic Insight, 2022"


def test_a_cell_of_the_table_opens_the_words_on_both_sides_and_the_reading(visit, address):
    page = visit(address("matrix"))
    row = page.locator("tr", has_text="When did Azerbaijan become independent")
    row.locator("td.is-conflict a").last.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    said = dialog.inner_text()
    for part in (
        "contradicts",
        "gained independence from the Soviet Union in June of 1992",
        "newfound independence in 1991",
    ):
        assert part in said
    assert dialog.locator(".ruling").count() > 0
    sides = dialog.locator(".finding.is-conflict .sides").first.locator(".side")
    left, right = sides.nth(0).bounding_box(), sides.nth(1).bounding_box()
    assert left["y"] == right["y"] and left["x"] < right["x"]
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    row.locator("td.is-conflict a").first.click()
    page.locator("dialog a", has_text="All answers").click()
    page.wait_for_url("**/questions.html#*")


def test_switches_leave_articles_out_and_show_which_judgements_change(visit, address, report):
    page = visit(address("matrix"))
    page.get_by_label("The Diplomatic Insight, 2022").check()
    whole, without = (each.ratings.set_index("question")["judgement"] for each in (report, report.without("tdi-2022")))
    changed = {name for name in whole.index if without.get(name) != whole[name]}
    assert page.locator(".switches [role=status]").inner_text() == f"{len(changed)} of {len(whole)} judgements change"
    assert page.locator("tr.is-changed").count() == len(changed) > 0
    shown = page.locator("tr.is-changed").first
    name = shown.get_attribute("data-question")
    now = shown.locator(".now").inner_text()
    assert now.endswith(str(without[name])) if name in without.index else now == "no article answers"
    assert page.locator("td.is-left-out").count() > 0
    reopened = visit(page.url)
    assert reopened.locator("tr.is-changed").count() == len(changed)
    reopened.select_option("select[name=theme]", "energy")
    assert "without=tdi-2022" in reopened.url and "theme=energy" in reopened.url
    for label in ("CACI Analyst, 2004", "Abbassoy, 2020", "Korybko, 2021"):
        reopened.get_by_label(label).check()
    assert reopened.get_by_label("Nawab, 2023").is_disabled(), "one article is left"
    reopened.get_by_label("The Diplomatic Insight, 2022").uncheck()
    assert "without=abbassoy-2020%2Ccaci-2004%2Ckorybko-2021" in reopened.url


def test_what_is_looked_for_goes_along_from_view_to_view(visit, address):
    page = visit(address("claims"))
    page.fill(".register-filter input[name=words]", "LNG")
    page.wait_for_function("document.querySelector('nav.views a:nth-child(3)').href.includes('words=LNG')")
    page.click("nav.views a:nth-child(3)")
    page.wait_for_url("**/questions.html?words=LNG")
    entries = page.locator(".entry.question:visible")
    assert 0 < entries.count() < page.locator(".entry.question").count()
    assert page.locator("nav.views a[aria-current=page]").inner_text() == "Questions"


def test_a_dialog_and_the_switches_are_accessible(visit, address, find_violations):
    for width in (1280, 390):
        page = visit(address("matrix"), width)
        page.get_by_label("Nawab, 2023").check()
        assert find_violations(page) == []
        page.locator("td.is-conflict a").first.click()
        assert find_violations(page) == []


def test_the_matrix_sorts_and_filters_by_judgement_in_the_order_of_the_words(visit, address):
    page = visit(address("matrix"))
    page.get_by_role("button", name="Judgement").click()
    said = page.locator("table.matrix tbody tr:visible td:nth-child(2)").all_inner_texts()
    words = [text.partition(" ")[2].strip() for text in said]
    assert words == sorted(words, key=list(Judgement).index) and len(set(words)) > 2
    page.select_option("select[name=judgement]", "unclear")
    kept = page.locator("table.matrix tbody tr:visible td:nth-child(2)").all_inner_texts()
    assert set(kept) == {"? unclear"}


def test_without_scripts_the_matrix_is_complete(visit, address):
    page = visit(address("matrix"), java_script_enabled=False)
    assert page.locator("table.matrix tbody tr:visible").count() == page.locator("table.matrix tbody tr").count() > 0


def test_a_mark_leads_to_the_words_behind_it(visit, address):
    page = visit(address("index"))
    page.click("a[href$='#tdi-2022-independence-june-1992'] >> nth=0")
    page.wait_for_url("**/claims.html#tdi-2022-independence-june-1992")
    entry = page.locator("[id='tdi-2022-independence-june-1992']")
    assert "gained independence from the Soviet Union" in entry.inner_text()
