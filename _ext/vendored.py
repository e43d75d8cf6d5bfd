"""Serve what lies in _vendor/ from the book itself, so that no page asks another site for anything.

Jupyter Book puts every script below a static folder into every page. What is added here, after it has looked, is copied
and no more; the setting `mathjax_path` asks for the one script that pages need, which fetches MathJax.
"""

from pathlib import Path


def add_static(app, config):
    config.html_static_path += [str(Path(app.srcdir) / "_vendor"), str(Path(__file__).with_name("formulas.js"))]


def setup(app):
    app.connect("config-inited", add_static)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
