"""Every page as a reader meets it: in a browser, light and dark, on a laptop and on a telephone."""

import json
from urllib.parse import urlsplit

import nbformat
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from book_pages import listed_pages
from nbclient import NotebookClient

pytestmark = pytest.mark.slow

LAPTOP, TELEPHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LOOKS = [(LAPTOP, "light"), (TELEPHONE, "dark"), (LAPTOP, "dark"), (TELEPHONE, "light")]
PAGES = [*listed_pages(), "404", "genindex", "search"]

# formulas are MathJax's own: a box of glyphs, and MathML for screen readers
AXE = "axe.run({exclude: [['mjx-math'], ['mjx-assistive-mml']]}, {resultTypes: ['violations'], preload: false})"
SET = "() => Promise.resolve(window.formulasSet).then(() => true)"
UNFOLD = """() => {
  for (const part of document.querySelectorAll("details")) part.open = true;
  for (const fade of document.getAnimations()) fade.finish();
}"""


@pytest.fixture(params=PAGES)
def opened(request, site, browser):
    """Opens the page with a size and a theme; returns it with what it complained of and whom it asked."""
    contexts = []

    def open_page(size, theme):
        context = browser.new_context(viewport=size, color_scheme=theme)
        contexts.append(context)
        page, complaints, asked = context.new_page(), [], []
        page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda sent: asked.append(sent.url))
        page.goto(f"{site}/{request.param}.html", wait_until="load")
        page.evaluate(SET)
        page.evaluate(UNFOLD)  # what waits to be opened is of the page too
        return page, complaints, asked

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("size", "theme"), LOOKS, ids=lambda look: look if isinstance(look, str) else f"{look['width']}"
)
def test_a_page_is_quiet_keeps_to_its_host_and_its_width_and_keeps_no_reader_out(opened, site, size, theme):
    page, complaints, asked = opened(size, theme)
    assert complaints == []
    assert [url for url in asked if urlsplit(url).scheme in {"http", "https"} and not url.startswith(site)] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.locator("mjx-merror").count() == 0
    if (size, theme) in LOOKS[:2]:  # every size and every theme once: opening a page takes longer than looking at it
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate(AXE)["violations"]
        assert {rule["id"]: [node["html"][:200] for node in rule["nodes"][:3]] for rule in found} == {}


@pytest.mark.parametrize("chapter", sorted(page for page in PAGES if page.startswith("chapters/")))
def test_a_prediction_comes_before_its_answer(site, browser, chapter):
    page = browser.new_page()
    page.goto(f"{site}/{chapter}.html")
    boxes = page.locator(".admonition-title", has_text="Predict").count()
    answers = page.locator("details.below-input")
    assert answers.count() >= boxes
    assert boxes or chapter == "chapters/rescue", "no page but the capstone's goes without a prediction"
    for answer in answers.all():
        output, summary, words = (answer.locator(part) for part in [".cell_output", "summary", "p.answer"])
        assert (output.is_visible(), summary.inner_text()) == (False, "Show what happens")
        assert not any(paragraph.is_visible() for paragraph in words.all())
        summary.focus()
        page.keyboard.press("Enter")
        assert (output.is_visible(), summary.inner_text()) == (True, "Hide what happens")
        assert all(paragraph.is_visible() for paragraph in words.all())
    page.close()


def test_an_answer_that_is_hidden_is_on_paper_and_opens_for_a_link(site, browser):
    page = browser.new_page()
    page.goto(f"{site}/chapters/dropout.html#fig-dropout-silenced")
    there = page.locator("#fig-dropout-silenced")
    there.wait_for(state="visible")
    shut = page.locator("details.below-input:not([open])")
    others = shut.count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert (others > 0, shut.count()) == (True, 0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert (shut.count(), there.is_visible()) == (others, True)
    page.close()


def test_a_lost_link_finds_its_way_back(site, browser):
    page = browser.new_page()
    page.goto(f"{site}/404.html")
    page.locator("nav a", has_text="Overfitting").first.click()
    assert page.url == f"{site}/chapters/overfitting.html"
    page.close()


def test_the_search_finds_a_formula_by_its_name(site, browser):
    page = browser.new_page()
    page.goto(f"{site}/search.html?q=ridge")
    page.locator("ul.search li").first.wait_for()
    assert "l2" in " ".join(link.get_attribute("href") for link in page.locator("ul.search a").all())
    page.close()


def test_a_chapter_downloads_as_a_notebook_in_plain_markdown(book):
    for page in PAGES:
        if page.startswith("chapters/"):
            notebook = json.loads((book / "_sources" / f"{page}.ipynb").read_text())
            prose = "\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
            code = "\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
            assert "}`" not in prose
            assert "```{" not in prose
            assert ":::" not in prose
            assert "myst_nb" not in code
            assert "{." not in prose
            assert all(not cell.get("outputs") for cell in notebook["cells"])


def test_a_chapter_that_was_downloaded_runs_without_the_book(book, tmp_path):
    notebook = nbformat.read(book / "_sources/chapters/rescue.ipynb", as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    assert any(cell.get("outputs") for cell in notebook.cells)
