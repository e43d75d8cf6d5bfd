"""Show library code in a chapter with the first line of its docstring, and no more of it.

A docstring of the library gives shapes, errors and sources, and is often longer than the code. The page on the
API has all of it; a chapter, which says the same in its own words, has `literalinclude` with `:pyobject:` show
the function as it runs.
"""

import ast
import re

from docutils import nodes
from sphinx.directives.code import LiteralInclude


def shorten(source):
    """The source of a function or class with its docstring cut to the first line; anything else as it is."""
    if not source.startswith(("def ", "class ", "@")):
        return source
    lines = source.splitlines(keepends=True)
    definition = ast.parse(source).body[0]
    docstring = definition.body[0]
    if ast.get_docstring(definition) is None or docstring.lineno == docstring.end_lineno:
        return source
    summary = re.sub(r":\w+:`~?(.*?)`", r"`\1`", lines[docstring.lineno - 1].rstrip()) + '"""\n'
    return "".join([*lines[: docstring.lineno - 1], summary, *lines[docstring.end_lineno :]])


class ShortInclude(LiteralInclude):
    """A `literalinclude` that cuts the docstring of what `:pyobject:` names."""

    def run(self):
        found = super().run()
        blocks = (block for node in found for block in node.findall(nodes.literal_block))
        for block in blocks if "pyobject" in self.options else ():
            block.rawsource = shorten(block.astext())
            block.children = [nodes.Text(block.rawsource)]
        return found


def setup(app):
    app.add_directive("literalinclude", ShortInclude, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
