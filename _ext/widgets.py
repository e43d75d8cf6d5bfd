"""The directive `widget`: a picture that the reader can move, drawn by an ES module of _widgets/.

    ```{widget} spectrum
    :alt: What the widget shows, in words.
    :height: 26rem
    :narrow: 30rem
    :figure: fig-l2-factors

    The caption, in MyST.
    ```

The page reserves the height, so that nothing moves when the module arrives; `narrow`, if it differs, is for
telephones. A page loads the modules of its own widgets and no others: the folder is copied by hand, since Jupyter
Book puts every script below a static folder into every page. Without JavaScript, and in any builder but HTML, the
alternative text stands in; `figure` names a figure of the same page that shows something of the same.
"""

from html import escape
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.fileutil import copy_asset

FOLDER = "_widgets"

STAGE = """<figure class="widget" id="widget-{name}" data-widget="{name}" style="--tall: {height}; --taller: {narrow}">
<div class="widget-stage" data-alt="{alt}">
<noscript><p>{alt} To move it you need JavaScript{figure}.</p></noscript>
</div>
<figcaption>
"""


class Widget(nodes.General, nodes.Element):
    """A widget, with its caption for children."""


class WidgetDirective(SphinxDirective):
    """Puts a widget on the page, if there is a module of that name."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = dict.fromkeys(["alt", "height", "narrow", "figure"], directives.unchanged_required)

    def run(self):
        (name,) = self.arguments
        module = Path(self.env.srcdir) / FOLDER / f"{name}.js"
        if not module.is_file():
            raise self.error(f"no widget is called {name!r}: {FOLDER}/{module.name} does not exist")
        if missing := {"alt", "height"} - set(self.options):
            raise self.error(f"the widget {name!r} needs the option {min(missing)!r}")
        for path in module.parent.iterdir():  # the page names the versions of what it loads
            self.env.note_dependency(f"{FOLDER}/{path.name}")
        node = Widget("", name=name, **{"narrow": self.options["height"], "figure": ""} | self.options)
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def open_figure(translator, node):
    figure = f'; <a href="#{escape(node["figure"])}">this figure</a> stands still' if node["figure"] else ""
    words = {key: escape(node[key]) for key in ("name", "alt", "height", "narrow")}
    translator.body.append(STAGE.format(figure=figure, **words))


def close_figure(translator, node):
    translator.body.append("</figcaption>\n</figure>\n")


class WidgetsInWords(SphinxPostTransform):
    """Where nothing can move, a widget is its alternative text."""

    default_priority = 100

    def run(self, **kwargs):
        if self.app.builder.format != "html":
            for node in list(self.document.findall(Widget)):
                node.replace_self(nodes.paragraph(text=node["alt"]))


def copy_modules(app):
    if app.builder.format == "html":
        copy_asset(Path(app.srcdir) / FOLDER, Path(app.outdir) / "_static" / "widgets")


def load_modules(app, pagename, templatename, context, doctree):
    names = sorted({node["name"] for node in doctree.findall(Widget)} if doctree else ())
    for name in names:
        app.add_js_file(f"widgets/{name}.js", type="module")
    if names:
        app.add_css_file("widgets/widgets.css")


def setup(app):
    app.add_node(Widget, html=(open_figure, close_figure))
    app.add_directive("widget", WidgetDirective)
    app.add_post_transform(WidgetsInWords)
    app.connect("builder-inited", copy_modules)
    app.connect("html-page-context", load_modules)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
