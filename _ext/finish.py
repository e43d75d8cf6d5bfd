"""What the theme leaves undone: names for screen readers, and pages that fetch no more than they show.

The theme writes these pieces in templates that cannot be extended, only copied whole. So the finished pages are mended,
by exact replacements; tests/book/test_browser.py looks at the result with the eyes of a browser and of axe-core.
"""

import re
from pathlib import Path

REPAIRS = [
    # the arrow beside a chapter's name opens what is below it
    (
        re.compile(r'(<a class="[^"]*" href="[^"]*">([^<]*)</a><details[^>]*>)<summary>'),
        r'\1<summary aria-label="Pages of \2">',
    ),
    # everything on a page belongs to a landmark
    (
        re.compile(r'<div id="pst-primary-sidebar" class="([^"]*)">'),
        r'<div id="pst-primary-sidebar" class="\1" role="complementary" aria-label="Contents of the book">',
    ),
    # roles that fell out of the standard, in a list whose items must say that they are items
    (re.compile(r'role="doc-biblioentry"'), 'role="listitem"'),
    # the icons are in a font already: this script repeats them
    (re.compile(r'<script defer src="[^"]*/fontawesome.js[^"]*"></script>'), ""),
    (re.compile(r'<link rel="preload" as="script" href="[^"]*/fontawesome.js[^"]*" />'), ""),
    # what a cell hides is announced by the words that are seen, and no summary holds a paragraph
    (re.compile(r'<summary aria-label="Toggle hidden content">'), "<summary>"),
    (
        re.compile(r'<p class="(collapsed|expanded) admonition-title">([^<]*)</p>'),
        r'<span class="\1 admonition-title">\2</span>',
    ),
    # a button sends no form unless it says so, and an icon alone has no name
    (re.compile(r"<button (?![^>]*\btype=)"), '<button type="button" '),
    (
        re.compile(
            r'(<button (?![^>]*aria-label=)[^>]*class="[^"]*(?:sidebar-toggle|fullscreen)[^"]*"[^>]*) title="([^"]*)"'
        ),
        r'\1 aria-label="\2" title="\2"',
    ),
    (re.compile(r'(<main [^>]*) role="main"'), r"\1"),
    (re.compile(r"<h1></h1>"), ""),  # a page that has no title, in what is printed of it
    # figures below the first screen are fetched when they come near
    (re.compile(r"<img (?![^>]*\bloading=)(?=[^>]*_images/)"), '<img loading="lazy" '),
]


# the scripts that the theme has a page wait for before it shows anything, though they work on the page when it is there
LATER = "doctools|sphinx_highlight|sphinx-book-theme|clipboard.min|copybutton|design-tabs|reach"
FASTER = [
    (re.compile(rf'<script (?![^>]*\bdefer)(?=[^>]*src="[^"]*/(?:{LATER})\.js)'), "<script defer "),
    # they answer while one types in the search field, which this book does not: its page of results has its own
    (re.compile(r'<script src="[^"]*(?:searchtools|language_data|searchindex)\.js[^"]*"></script>'), ""),
]
OPTIONS = re.compile(r'<script src="[^"]*/documentation_options\.js[^"]*"></script>')


def mend(page):
    """A page in which everything has its name, its type and its place."""
    for pattern, better in REPAIRS:
        page = pattern.sub(better, page)
    return page


def hasten(page, options):
    """A page that shows itself before its scripts have come; the few lines of `options` are in it."""
    for pattern, better in FASTER:
        page = pattern.sub(better, page)
    return OPTIONS.sub(lambda _: f"<script>{options}</script>", page)


def finish(app, exception):
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    options = (out / "_static/documentation_options.js").read_text().strip()
    for page in out.rglob("*.html"):
        if "_static" not in page.relative_to(out).parts:
            before = page.read_text()
            after = mend(before) if page.name == "search.html" else hasten(mend(before), options)
            if after != before:
                page.write_text(after)


def setup(app):
    app.connect("build-finished", finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
