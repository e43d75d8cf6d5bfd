"""Chapters as notebooks that Jupyter, JupyterLab and Colab open as they are, and that run with `shrinkage` installed.

A chapter is written in MyST, of which a notebook knows nothing. Each construction that the chapters use becomes plain
Markdown: numbers of equations and names of sources are written out, boxes become quotations or `<details>`, included
code is copied, numbers that cells computed stand where the page shows them.
"""

import ast
import json
import re
import textwrap
from pathlib import Path

import jupytext
from pybtex.database import parse_file
from short_docstrings import shorten

GLUE = "from myst_nb import glue"
SHOW = 'def glue(name, value, display=True):  # a number of the text\n    print(f"{name} = {value}")'
FENCE = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{(?P<kind>[\w:-]+)\} ?(?P<title>[^\n]*)\n(?P<body>.*?)^(?P=fence)\s*?$", re.M | re.S
)
OPTION = re.compile(r"^:[\w-]+:[^\n]*\n", re.M)
ROLE = re.compile(r"\{(?P<kind>[\w:]+)\}`(?P<text>[^`]+)`")


def people(entry):
    """ "Hoerl and Kennard", out of a bibliography's entry."""
    names = [" ".join(person.prelast_names + person.last_names) for person in entry.persons.get("author", [])]
    names = [re.sub(r"[{}\\]", "", name) for name in names] or [entry.fields.get("title", entry.key)]
    return f"{names[0]} et al." if len(names) > 2 else " and ".join(names)


class Words:
    """What the roles of one page stand for."""

    def __init__(self, app, docname, sources):
        self.env, self.docname, self.root, self.sources = app.env, docname, Path(app.srcdir), sources
        glued = Path(app.outdir).parent / "jupyter_execute" / f"{docname}.glue.json"
        self.numbers = json.loads(glued.read_text()) if glued.exists() else {}

    def role(self, match):
        kind, text = match["kind"].rpartition(":")[0] or match["kind"], match["text"]
        name = {"cite": "cite", "glue": "glue", "eq": "equation", "numref": "figure", "ref": "title"}.get(kind, "code")
        return getattr(self, name)(text, match["kind"])

    def cite(self, keys, kind):
        found = [self.sources[key.strip()] for key in keys.split(",")]
        years = [(people(entry), entry.fields.get("year", "")) for entry in found]
        return ", ".join(f"{who} ({year})" if kind == "cite:t" else f"({who}, {year})" for who, year in years)

    def glue(self, name, kind):
        name, _, form = name.partition(":")
        value = re.sub(r"^np\.\w+\((.*)\)$", r"\1", self.numbers[name]["data"]["text/plain"]).strip("'\"")
        return format(float(value), form) if form else value

    def equation(self, label, kind):
        page = self.env.domaindata["math"]["objects"][label][0]
        return f"({self.number(page, 'displaymath', f'equation-{label}')})"

    def figure(self, label, kind):
        page, anchor, _ = self.env.domaindata["std"]["labels"][label]
        return f"Figure {self.number(page, 'figure', anchor)}"

    def number(self, page, kind, anchor):
        return ".".join(map(str, self.env.toc_fignumbers[page][kind][anchor]))

    def title(self, text, kind):
        return text.partition(" <")[0]

    def code(self, text, kind):
        return f"`{text.removeprefix('~').rpartition('.')[2]}`"


def included(root, page, title, options):
    """The lines of a file that a page shows: the whole, or one function."""
    file = (root / page).parent / title.strip()
    source = file.read_text()
    wanted = re.search(r":pyobject: ([\w.]+)", options)
    if wanted:
        node = ast.parse(source)
        for name in wanted[1].split("."):
            node = next(child for child in node.body if getattr(child, "name", None) == name)
        source = shorten(textwrap.dedent(ast.get_source_segment(source, node, padded=True)))
    return f"```python\n{source}\n```"


def boxes(words):
    """How a fenced directive looks in a notebook."""

    def box(match):
        kind, title, body = match["kind"], match["title"].strip(), match["body"]
        options = "".join(OPTION.findall(body))
        body = FENCE.sub(box, OPTION.sub("", body).strip())
        if kind == "literalinclude":
            return included(words.root, words.docname, title, options)
        if kind == "widget":
            return ""
        if kind == "dropdown":
            return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>\n"
        return "\n".join(f"> {line}".rstrip() for line in [f"**{title or kind.capitalize()}**", "", *body.splitlines()])

    return box


def plain(text, words):
    """MyST as Markdown that any notebook shows."""
    text = FENCE.sub(boxes(words), text)
    text = re.sub(
        r"^\$\$ \(([\w:-]+)\)$", lambda label: rf"\tag{{{words.equation(label[1], '')[1:-1]}}} $$", text, flags=re.M
    )
    text = re.sub(r"^\([\w:-]+\)=\n", "", text, flags=re.M)
    text = re.sub(r"^\{\.\w+\}\n", "", text, flags=re.M)
    text = ROLE.sub(words.role, text)
    return re.sub(r"\[([^\]]*)\]\((?!https?:)[^)\s]+\)", r"\1", text)  # a link into the book leads nowhere from here


def notebook(app, docname, sources):
    """A chapter's source as a notebook; `sources` are the entries of the bibliography."""
    words = Words(app, docname, sources)
    made = jupytext.read(Path(app.srcdir) / f"{docname}.md")
    for cell in made.cells:
        if cell.cell_type == "markdown":
            cell.source = plain(cell.source, words)
        else:
            cell.source, cell.metadata = cell.source.replace(GLUE, SHOW), {}
    made.metadata = {"kernelspec": made.metadata["kernelspec"], "language_info": {"name": "python"}}
    return made


def chapters(app):
    """The pages with cells that are written as text."""
    written = [name for name in app.env.found_docs if str(app.env.doc2path(name)).endswith(".md")]
    return sorted(name for name in written if "kernelspec" in app.env.metadata.get(name, {}))


def write(app, exception):
    if exception is None and app.builder.format == "html":
        sources = parse_file(Path(app.srcdir) / "references.bib").entries
        for docname in chapters(app):
            target = Path(app.outdir) / "_sources" / f"{docname}.ipynb"
            target.parent.mkdir(parents=True, exist_ok=True)
            jupytext.write(notebook(app, docname, sources), target)


def offer(app, pagename, templatename, context, doctree):
    """The theme's button downloads what this names, below _sources/."""
    if pagename in chapters(app):
        context["ipynb_source"] = f"{pagename}.ipynb"


def setup(app):
    app.connect("html-page-context", offer)
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
