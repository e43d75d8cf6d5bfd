"""Markdown as a grader's browser may show it: what a student wrote runs nothing there."""

import html
from typing import Any

from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from proctor.paper import is_students


@pass_context
def markdown2html(context: dict[str, Any], source: str) -> str:
    """In the place of nbconvert's filter of this name, for feedback pages and formgrader.

    What is not surely the instructor's is shown without HTML of its own, harmful links and diagrams that are code.
    """
    cell = context.get("cell") or {}
    kind = IPythonRenderer if _is_instructors(cell) else _Plain
    options = {"escape": kind is _Plain, "allow_harmful_protocols": kind is not _Plain}
    try:
        renderer = kind(attachments=cell.get("attachments", {}), **options)
        return MarkdownWithMath(renderer=renderer).render(source)
    except InvalidNotebook:  # it shows a picture that it does not bring
        return f"<pre>{html.escape(source)}</pre>"


def _is_instructors(cell: NotebookNode) -> bool:
    """Whether a cell is text that came from the source; the outputs of any code may be a student's."""
    return cell.get("cell_type") == "markdown" and not is_students(cell)


class _Plain(IPythonRenderer):
    """nbconvert's renderer, but for the one thing that it does not escape."""

    def block_mermaidjs(self, code: str) -> str:
        return f"<pre>{html.escape(code)}</pre>"
