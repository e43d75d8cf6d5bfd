"""Of two thousand icons, serve the twenty that the book shows.

The theme brings the whole of Font Awesome: a font of 156 KB, and a style sheet that is mostly the names of its icons.
When the book is built we know which are used, and write a font and a style sheet of these.
"""

import logging
import re
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

STYLE = "_static/styles/pydata-sphinx-theme.css"
FONTS = "_static/vendor/fontawesome/webfonts"
NAME = re.compile(r"\bfa-[a-z0-9-]+")
RULE = re.compile(r'((?:\.fa-[a-z0-9-]+:before,?)+)\{content:"\\[0-9a-f]+"\}')
CHARACTER = re.compile(r'"\\([0-9a-f]{2,5})"')
PRIVATE = re.compile("[\ue000-\uf8ff]").match
SOURCES = re.compile(r'webfonts/([a-z0-9-]+)\.woff2\) format\("woff2"\),url\([^)]*\) format\("truetype"\)')


def used(out):
    """The names of the icons in the pages and in the scripts that could put one there."""
    files = [*out.rglob("*.html"), *out.glob("_static/*.js"), *out.glob("_static/scripts/*-theme.js")]
    return {name for file in files for name in NAME.findall(file.read_text())}


def thin(font, characters):
    """Write beside a font, as WOFF, what it has of the characters."""
    lean = TTFont(font)
    subsetter = Subsetter(Options(layout_features=[], notdef_outline=True))
    subsetter.populate(unicodes=characters)
    subsetter.subset(lean)
    lean.flavor = "woff"
    lean.save(font.with_suffix(".woff"))


def serve_what_is_used(app, exception):
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it tells of every table
    out = Path(app.outdir)
    if exception is not None or not (out / STYLE).exists():
        return
    names = used(out)
    style = RULE.sub(lambda rule: rule[0] if names & set(NAME.findall(rule[1])) else "", (out / STYLE).read_text())
    (out / STYLE).write_text(SOURCES.sub(r'webfonts/\1.woff) format("woff")', style))
    styles = "".join(file.read_text() for file in out.glob("_static/**/*.css"))
    # written as an escape or as itself, in the range of Unicode that is left to fonts
    characters = {int(code, 16) for code in CHARACTER.findall(styles)} | {ord(sign) for sign in styles if PRIVATE(sign)}
    for font in (out / FONTS).glob("*.ttf"):
        thin(font, characters)
        font.unlink()
        font.with_suffix(".woff2").unlink()
    (out / "_static/scripts/fontawesome.js").unlink(missing_ok=True)


def setup(app):
    app.connect("build-finished", serve_what_is_used, priority=900)  # when the pages are finished
    return {"parallel_read_safe": True, "parallel_write_safe": True}
