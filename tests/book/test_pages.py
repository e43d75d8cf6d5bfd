"""What the reader gets: pages without dead links, without mute figures, and without a third party."""

from urllib.parse import unquote, urlsplit

import pytest
from book_pages import listed_pages

pytestmark = pytest.mark.slow

LINKS = {"a": "href", "img": "src", "link": "href", "script": "src", "source": "src", "iframe": "src"}


def links(soup):
    """Every (tag, address) of a page that does not leave the book."""
    for name, attribute in LINKS.items():
        for tag in soup.find_all(name, attrs={attribute: True}):
            if not urlsplit(tag[attribute]).scheme:
                yield tag, urlsplit(tag[attribute])


def place(book, page, address):
    """The file that an address of a page leads to; the page for lost links counts from the book's own root."""
    path = unquote(address.path)
    return book / path.removeprefix("/") if path.startswith("/") else book / page.parent / path


def test_the_book_builds_without_a_warning(book):
    assert (book / "index.html").exists()


@pytest.mark.parametrize("page", listed_pages())
def test_every_page_of_the_table_of_contents_is_there(page, book):
    assert (book / page).with_suffix(".html").exists()


def test_every_internal_link_and_image_leads_somewhere(book, pages):
    dead = [
        f"{page}: {address.geturl()}"
        for page, soup in pages.items()
        for _, address in links(soup)
        if address.path and not place(book, page, address).exists()
    ]
    assert not dead


def test_every_anchor_is_on_its_page(book, pages):
    anchors = {
        (book / page).resolve(): {tag.get("id") or tag.get("name") for tag in soup.find_all(id=True)}
        for page, soup in pages.items()
    }
    dead = []
    for page, soup in pages.items():
        for _, address in links(soup):
            target = place(book, page, address).resolve() if address.path else book / page
            if address.fragment and target in anchors and unquote(address.fragment) not in anchors[target]:
                dead.append(f"{page}: {address.geturl()}")
    assert not dead


def test_no_page_asks_a_third_party_for_anything(pages):
    asked = [
        f"{page}: {tag}"
        for page, soup in pages.items()
        for name, attribute in LINKS.items()
        if name != "a"
        for tag in soup.find_all(name, attrs={attribute: True})
        if urlsplit(tag[attribute]).netloc
    ]
    assert not asked


def test_every_figure_has_a_caption_a_name_and_an_alternative_text(pages):
    mute = []
    for page, soup in pages.items():
        for image in soup.select("article.bd-article .cell_output img, article.bd-article figure img"):
            figure = image.find_parent("figure")
            caption = figure and figure.select_one("figcaption .caption-text")
            alternative = image.get("alt", "")
            if not (caption and caption.get_text().strip() and figure.get("id")):
                mute.append(f"{page}: {image['src']} has no caption")
            if len(alternative) < 20 or alternative.startswith(".."):
                mute.append(f"{page}: {image['src']} has no alternative text, or none to speak of: {alternative!r}")
    assert not mute


def test_every_formula_is_set_by_the_books_own_mathjax(book, pages):
    formulas = [page for page, soup in pages.items() if soup.select_one("article .math")]
    assert formulas
    for page in formulas:
        (script,) = (tag for tag in pages[page].find_all("script", src=True) if "formulas.js" in tag["src"])
        assert (book / page.parent / urlsplit(script["src"]).path).with_name("mathjax").joinpath("startup.js").exists()


def test_no_cell_of_the_book_shows_an_error_or_a_warning(pages):
    noisy = [page for page, soup in pages.items() if soup.select_one(".cell_output .stderr, .cell_output .traceback")]
    assert not noisy
