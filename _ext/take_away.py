"""On the page of an assignment: how to get it and where to run it.

Colab and Binder fetch the notebook from the repository, so they are offered where its address is known (published.py).
"""

from urllib.parse import urlsplit

BOX = """
<div class="take-away admonition" role="note">
<p class="admonition-title">Get it, run it</p>
<p>{links}</p>
<p>Here is what it needs besides Python 3.11 or newer{where}:</p>
<div class="highlight"><pre>{install}
jupyter lab {name}.ipynb</pre></div>
</div>
"""


def links(options, path):
    """Where the notebook can be opened, with what says so."""
    where = urlsplit(options.get("repository_url") or "")
    if where.netloc != "github.com":
        return {}
    place, branch = where.path.strip("/"), options["repository_branch"]
    return {
        "Open in Colab": f"https://colab.research.google.com/github/{place}/blob/{branch}/{path}",
        "Open in Binder": f"https://mybinder.org/v2/gh/{place}/{branch}?urlpath=lab/tree/{path}",
    }


def box(options, pagename, sources):
    """The box, with the way to the notebook that the book itself serves."""
    url, name = options.get("repository_url"), pagename.rpartition("/")[2]
    download = f'<a href="{sources}/{pagename}.ipynb" download>Download the notebook</a>'
    others = [f'<a href="{address}">{text}</a>' for text, address in links(options, f"{pagename}.ipynb").items()]
    return BOX.format(
        links=" · ".join([download, *others]),
        where="" if url else ", in a copy of the course's repository",
        install=f'pip install "shrinkage[course] @ git+{url}"' if url else "pip install '.[course]'",
        name=name if url else pagename,
    )


def offer(app, pagename, templatename, context, doctree):
    if pagename.startswith("exercises/"):
        after_title = "</h1>" + box(app.config.html_theme_options, pagename, context["pathto"]("_sources", 1))
        context["body"] = context["body"].replace("</h1>", after_title, 1)


def setup(app):
    app.connect("html-page-context", offer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
