"""The book at its address: where it is published, what search engines and citations need, and a page for lost links.

The one place that names the repository is `repository: {url: …}` in _config.yml. A GitHub workflow fills it in by
itself where it is empty. Without an address the book is whole, and nothing in it points to a place that is not known.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import yaml

ROBOTS = "User-agent: *\nAllow: /\n"


def repository(options):
    """The address of the repository, without a slash or .git at its end, or nothing."""
    actions = f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{os.environ.get('GITHUB_REPOSITORY', '')}"
    url = options.get("repository_url") or (actions if os.environ.get("GITHUB_REPOSITORY") else "")
    return url.removesuffix("/").removesuffix(".git")


def published(url):
    """Where GitHub Pages shows the book of a repository on GitHub."""
    owner, _, name = urlsplit(url).path.strip("/").partition("/")
    if name.lower() == f"{owner.lower()}.github.io":
        return f"https://{name.lower()}/"
    return f"https://{owner.lower()}.github.io/{name}/"


def settle(app):
    """Before other extensions look: the addresses of the repository and of the book."""
    options = app.config.html_theme_options
    options["repository_url"] = url = repository(options)
    options.setdefault("repository_branch", "main")
    if url:
        options.update(use_repository_button=True, use_issues_button=True)
        app.config.html_baseurl = app.config.html_baseurl or published(url)
        app.config.ogp_site_url = app.config.html_baseurl
        app.config.ogp_image = f"{app.config.html_baseurl}_static/card.png"
        app.setup_extension("sphinx_sitemap")
    app.config.notfound_urls_prefix = urlsplit(app.config.html_baseurl).path or "/"


def citation(app, pagename, templatename, context, doctree):
    """The tags that reference managers read, out of CITATION.cff."""
    file = Path(app.srcdir) / "CITATION.cff"
    if not file.exists():
        return
    said = yaml.safe_load(file.read_text())
    tags = {
        "citation_title": said["title"],
        "citation_author": said["authors"][0]["name"],
        "citation_publication_date": str(said["date-released"]).replace("-", "/"),
        "citation_public_url": app.config.html_baseurl,
    }
    context["metatags"] = context.get("metatags", "") + "".join(
        f'<meta name="{name}" content="{value}">\n' for name, value in tags.items() if value
    )


def lost(app, pagename, templatename, context, doctree):
    """A book of one page has no table of contents; the theme wants text of the page for lost links all the same."""
    if pagename == app.config.notfound_pagename:
        toctree = context["toctree"]
        context["toctree"] = lambda *given, **named: toctree(*given, **named) or ""


def robots(app, exception):
    if exception is None and app.builder.format == "html":
        where = app.config.html_baseurl
        text = ROBOTS + (f"Sitemap: {where}sitemap.xml\n" if where else "")
        (Path(app.outdir) / "robots.txt").write_text(text)
        (Path(app.outdir) / ".nojekyll").touch()  # or GitHub Pages would leave out every folder like _static


def setup(app):
    settle(app)
    app.connect("html-page-context", citation)
    app.connect("html-page-context", lost)  # after sphinx-notfound-page, whose name comes first, and before the theme
    app.connect("build-finished", robots)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
