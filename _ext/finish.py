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
    # figures below the first screen are fetched when they come near
    (re.compile(r"<img (?![^>]*\bloading=)(?=[^>]*_images/)"), '<img loading="lazy" '),
]


def mend(page):
    for pattern, better in REPAIRS:
        page = pattern.sub(better, page)
    return page


def finish(app, exception):
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    for page in out.rglob("*.html"):
        if "_static" not in page.relative_to(out).parts:
            before = page.read_text()
            if (after := mend(before)) != before:
                page.write_text(after)


def setup(app):
    app.connect("build-finished", finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
