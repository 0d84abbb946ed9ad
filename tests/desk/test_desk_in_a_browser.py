"""The desk in a running JupyterLab: words are selected, a form is filled, a conflict is told, a row is written, undone.

Needs JupyterLab, anywidget, playwright and Chromium; else skipped.
"""

import csv
import hashlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections import deque
from urllib.parse import urlsplit

import pytest

CELL = 'from dossier.desk.opening import open_desk\nopen_desk("data", "courier-1921", "articles")'
HOSTILE = '<img src=x onerror="window.broken = 1"> & <b>bold</b>'
NEWS = {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}


@pytest.fixture(scope="module")
def copied(root, tmp_path_factory):
    """The made-up report with markup in an article and in a claim, and a notebook that opens a desk."""
    folder = shutil.copytree(root / "tests/roots/ruritania", tmp_path_factory.mktemp("desk") / "ruritania")
    article = folder / "articles" / "courier.txt"
    old = article.read_bytes()
    new = old + f"\n{HOSTILE}\n".encode()
    article.write_bytes(new)
    replace(folder / "data/sources.csv", hashlib.sha256(old).hexdigest(), hashlib.sha256(new).hexdigest())
    replace(folder / "data/claims.csv", "Boats may cross the lake by 1922.", "Boats <b>may</b> cross.")
    cell = {"cell_type": "code", "id": "desk", "metadata": {}, "execution_count": None, "outputs": [], "source": CELL}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (folder / "desk.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def is_complaint(said):
    """Tell whether a message is an error of the desk: a busy JupyterLab may lose its debugger, which nobody uses."""
    return said.type == "error" and not said.text.startswith("Could not restore the debugger state")


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def lab(copied, tmp_path_factory):
    """The address of a JupyterLab of our own on the copied report, with its token; a function of a theme's name."""
    for name in ("jupyterlab", "anywidget"):
        pytest.importorskip(name, reason=f"{name} is not installed; install the extra “desk”")
    home = tmp_path_factory.mktemp("jupyter")
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(NEWS), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.root_dir={copied}"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"]
    folders = {name: str(home / name.lower()) for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    folders |= {"JUPYTER_CONFIG_DIR": str(home), "JUPYTERLAB_SETTINGS_DIR": str(home / "settings")}
    folders |= {"JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"), "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(
        command,
        cwd=copied,
        env=os.environ | folders,
        start_new_session=True,  # so that its kernels end with it
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        said = []
        for line in server.stderr:  # it says its address when it listens
            said.append(line)
            if f":{port}/lab?token=" in line:
                break
        else:
            pytest.fail("JupyterLab did not start: " + "".join(said[-20:]))
        threading.Thread(target=deque, args=(server.stderr, 0), daemon=True).start()

        def address(theme="Light"):
            chosen = json.dumps({"theme": f"JupyterLab {theme}"})
            (settings / "themes.jupyterlab-settings").write_text(chosen, encoding="utf-8")
            return f"http://127.0.0.1:{port}/lab/tree/desk.ipynb?reset&token={token}"

        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


@pytest.fixture
def open_notebook(lab, browser):
    """Opens the notebook, runs its cell by keyboard, and returns the page with what its console complained of."""
    profiles = []

    def open_notebook(theme="Light", width=1360):
        profiles.append(browser.new_context(viewport={"width": width, "height": 1000}))
        page = profiles[-1].new_page()
        page.set_default_timeout(60_000)
        page.complaints, page.asked = [], []
        page.on("console", lambda said: is_complaint(said) and page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(lab(theme))
        page.locator(".jp-Notebook .cm-content").first.click()
        page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").wait_for(state="attached")
        if width < 1000:
            page.keyboard.press("Control+b")  # without the side bar
        page.complaints.clear()  # of extensions at the start, whatever a notebook shows
        page.keyboard.press("Control+Enter")
        page.locator(".dossier-desk .word").first.wait_for()
        return page

    yield open_notebook
    for profile in profiles:
        profile.close()


def word(page, text, number=0):
    return page.get_by_role("option", name=text, exact=True).nth(number)


def drag(page, first, last):
    """Select from the first letter of one word to the last of another, as a hand does."""
    first.scroll_into_view_if_needed()
    start, end = first.bounding_box(), last.bounding_box()
    page.mouse.move(start["x"] + 1, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=4)
    page.mouse.move(end["x"] + end["width"] - 0.5, end["y"] + end["height"] / 2)
    page.mouse.up()


def field(page, column):
    return page.locator(f".dossier-desk [data-column='{column}']")


def rows(folder):
    with (folder / "data" / "claims.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def save_button(page):
    return page.get_by_role("button", name="Save", exact=True)


def wait_for_save(page):
    page.locator(".dossier-desk button.save:enabled").wait_for()


def test_with_the_mouse_a_claim_is_coded_judged_saved_and_undone(open_notebook, copied):
    path = copied / "data" / "claims.csv"
    before = path.read_bytes()
    page = open_notebook()
    assert "9 claims" in page.locator(".dossier-desk .count").inner_text()
    drag(page, word(page, "Ruritania", -1), word(page, "Freedonia", -1))  # behind the emoji
    page.locator(".dossier-desk .quote").wait_for()
    assert page.locator(".dossier-desk .quote").inner_text() == "“Ruritania backs Freedonia”"
    assert page.locator(".dossier-desk .place").inner_text() == "courier-1921 · ¶ 4 · [404:429]"
    assert save_button(page).is_disabled()
    field(page, "statement").fill("Ruritania stays neutral over the Isle of Gulls.")
    field(page, "question").fill("gulls")
    page.locator(".dossier-desk .needs:visible").wait_for()
    assert "Value: category; one of neutral, supports." in page.locator(".dossier-desk .needs").inner_text()
    field(page, "value").fill("sideways")
    page.locator("[data-field='value'].is-wrong").wait_for()
    assert "sideways" in page.locator("[data-field='value'] .note").inner_text()
    assert save_button(page).is_disabled()
    field(page, "value").fill("neutral")
    announced = page.locator(".dossier-desk [aria-live='assertive']", has_text="Conflict with courier-1921-gulls")
    announced.wait_for(state="attached")
    assert announced.text_content() == (
        "Conflict with courier-1921-gulls; gazette-1920-gulls. Judgement: well established, then unclear."
    )
    told = page.locator(".dossier-desk .verdicts li").first.inner_text()
    assert "here: “Ruritania backs Freedonia” – neutral" in told
    assert "Courier 1921, ¶ 4: “backs Freedonia over the Isle of Gulls” – supports" in told
    assert path.read_bytes() == before  # all this before anything is written
    wait_for_save(page)
    save_button(page).dblclick()
    page.get_by_role("button", name="Undo courier-1921-ruritania-stays-neutral-over").wait_for()
    names = [row["claim"] for row in rows(copied)]
    assert names == sorted(names) and len(names) == 19
    [row] = [row for row in rows(copied) if row["claim"] == "courier-1921-ruritania-stays-neutral-over"]
    assert (row["start"], row["end"], row["quote"]) == ("404", "429", "Ruritania backs Freedonia")
    assert (row["theme"], row["kind"], row["told"], row["value"]) == ("ties", "position", "done", "neutral")
    assert "10 claims" in page.locator(".dossier-desk .count").inner_text()
    assert word(page, "Ruritania", -1).locator(".coded").count() == 1
    page.get_by_role("button", name="Undo courier-1921-ruritania-stays-neutral-over").click()
    page.locator(".dossier-desk .status", has_text="is taken back").wait_for()
    assert path.read_bytes() == before
    assert word(page, "Ruritania", -1).locator(".coded").count() == 0
    assert page.complaints == []


def test_with_the_keyboard_alone_a_claim_is_coded_judged_saved_and_undone(open_notebook, copied):
    path = copied / "data" / "claims.csv"
    before = path.read_bytes()
    page = open_notebook()
    page.keyboard.press("Escape")
    press_until(page, "Tab", IN_ARTICLE)
    for key in ("PageDown", "ArrowRight"):
        page.keyboard.press(key)
    assert at(page) == "recognised"
    card = page.locator(".dossier-desk [role='tooltip']")
    card.wait_for()
    for part in ("Freedonia recognised Ruritania on 3 March 1919.", "When did Freedonia recognise", "1919-03-03"):
        assert part in card.inner_text()
    for _ in range(5):
        page.keyboard.press("Shift+ArrowRight")
    assert page.locator(".dossier-desk .word[aria-selected='true']").all_inner_texts()[-2:] == ["March", "1919"]
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    page.locator(".dossier-desk .form").wait_for()
    assert page.locator(".dossier-desk .quote").inner_text() == "“recognised Ruritania on 3 March”"
    page.keyboard.type("Freedonia recognised Ruritania on 11 March 1919.")
    page.keyboard.press("Tab")
    page.keyboard.type("recognition-date")
    page.locator(".dossier-desk [data-field='value']:visible").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("1919-03-11")
    announced = page.locator(".dossier-desk [aria-live='assertive']", has_text="courier-1921-recognition (8 days)")
    announced.wait_for(state="attached")
    assert path.read_bytes() == before
    wait_for_save(page)
    page.keyboard.press("Control+Enter")
    page.locator(".dossier-desk .status", has_text="Saved as courier-1921-freedonia-recognised").wait_for()
    assert len(rows(copied)) == 19
    assert page.evaluate(IN_ARTICLE)
    press_until(page, "Shift+Tab", "document.activeElement.matches('.dossier-desk .undo')")
    page.keyboard.press("Enter")
    page.locator(".dossier-desk .status", has_text="is taken back").wait_for()
    assert path.read_bytes() == before
    assert page.locator(".jp-Notebook .jp-Cell").count() == 1  # no key reached the notebook
    assert page.complaints == []


IN_ARTICLE = "document.activeElement.matches('.dossier-desk .article')"


def at(page):
    """Return the word that a screen reader would read."""
    return page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).textContent"
    )


def press_until(page, key, reached):
    for _ in range(40):
        page.keyboard.press(key)
        if page.evaluate(reached):
            return
    raise AssertionError(f"{key} does not lead there")


def test_what_was_typed_stands_when_words_are_selected_again_and_goes_when_given_up(open_notebook):
    page = open_notebook()
    drag(page, word(page, "Trade"), word(page, "came"))
    field(page, "statement").fill("Mine.")
    drag(page, word(page, "Trade"), word(page, "about"))
    page.locator(".dossier-desk .quote", has_text="“Trade came to about”").wait_for()
    field(page, "question").fill("trade-turnover")
    page.locator("[data-column='measure'].is-proposed").wait_for()
    assert field(page, "measure").input_value() == "turnover"
    assert field(page, "statement").input_value() == "Mine."
    page.keyboard.press("Escape")
    page.locator(".dossier-desk .form").wait_for(state="detached")
    assert page.locator(".dossier-desk .status").inner_text() == "Nothing was saved."


def test_markup_in_texts_stays_text_and_nothing_is_asked_of_another_host(open_notebook):
    page = open_notebook()
    assert HOSTILE in page.locator(".dossier-desk .paragraph").last.inner_text()
    word(page, "boats").locator(".run").hover()
    card = page.locator(".dossier-desk [role='tooltip']")
    card.wait_for()
    assert "Boats <b>may</b> cross." in card.inner_text()
    drag(page, word(page, "<img"), word(page, "src=x"))
    page.locator(".dossier-desk .quote").wait_for()
    assert page.locator(".dossier-desk img, .dossier-desk .article b, .dossier-desk .quote b").count() == 0
    assert page.evaluate("window.broken === undefined")
    assert {urlsplit(url).hostname for url in page.asked if url.startswith("http")} == {"127.0.0.1"}
    assert page.complaints == []


@pytest.mark.parametrize(("theme", "width"), [("Light", 1360), ("Dark", 1360), ("Light", 790)])
def test_the_desk_is_accessible_in_both_themes_and_no_wider_than_its_cell(theme, width, open_notebook, find_violations):
    page = open_notebook(theme, width)
    drag(page, word(page, "independent"), word(page, "since"))
    page.locator(".dossier-desk .form").wait_for()
    field(page, "question").fill("independence-date")
    field(page, "value").fill("1919-07")
    page.locator(".dossier-desk .verdicts li.is-conflict").first.wait_for()
    page.locator(".dossier-desk .state", has_text="needed").wait_for()
    desk = page.locator(".dossier-desk")
    assert desk.evaluate("desk => [...desk.querySelectorAll('*')].every(e => e.closest('.unseen, [hidden]') "
                         "|| e.getBoundingClientRect().right <= desk.getBoundingClientRect().right + 1)")  # fmt: skip
    found = [(rule, html) for rule, html in find_violations(page) if is_ours(page, html)]
    assert found == []


def is_ours(page, html):
    """Tell whether an element of the page, by the beginning of its markup, belongs to the desk."""
    ours = page.evaluate("[...document.querySelectorAll('.dossier-desk, .dossier-desk *')].map(e => e.outerHTML)")
    return any(each.startswith(html[:120]) for each in ours)
