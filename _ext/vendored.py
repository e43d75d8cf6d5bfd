"""Serve what lies in _vendor/ from the book itself, so that no page asks another site for anything.

Jupyter Book puts every script below a static folder into every page. A folder that is added here, after it
has looked, is copied and no more; the setting `mathjax_path` asks for the one script that pages need.
"""

from pathlib import Path


def add_folder(app, config):
    config.html_static_path.append(str(Path(app.srcdir) / "_vendor"))


def setup(app):
    app.connect("config-inited", add_folder)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
