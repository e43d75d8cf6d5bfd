"""Text and code as a grader's browser may show it: what a student wrote runs nothing there, and holds up nobody."""

import html
import re
from typing import Any

from jinja2 import pass_context
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from proctor.paper import is_students

WORDS = 20_000  # characters of a text that are set: each formula that is not closed is looked for to the end
FORMULAS = 500  # that may begin in it
PAGE = 100_000  # characters by the student, in all, up to which a paper is set and its code has colours
PLAIN = "<p><em>Shown as it was written: it is too long, or holds too many formulas, to be set.</em></p>"


@pass_context
def markdown2html(context: dict[str, Any], source: str) -> str:
    """In the place of nbconvert's filter of this name, for feedback pages and formgrader.

    What is not surely the instructor's is shown without HTML of its own, harmful links and diagrams that are code; and
    as it was written where it would take long to set.
    """
    cell = context.get("cell") or {}
    kind = IPythonRenderer if _is_instructors(cell) else _Plain
    if kind is _Plain and (_is_long(context) or _takes_long(source)):
        return f"{PLAIN}<pre>{html.escape(source)}</pre>"
    options = {"escape": kind is _Plain, "allow_harmful_protocols": kind is not _Plain}
    try:
        renderer = kind(attachments=cell.get("attachments", {}), **options)
        return MarkdownWithMath(renderer=renderer).render(source)
    except InvalidNotebook:  # it shows a picture that it does not bring
        return f"<pre>{html.escape(source)}</pre>"


@pass_context
def highlight_code(
    context: dict[str, Any], source: str, language: str | None = None, metadata: dict[str, Any] | None = None
) -> str:
    """In the place of nbconvert's filter of this name: the student's code is without colours where there is much."""
    if is_students(context.get("cell") or NotebookNode(metadata={})) and _is_long(context):
        return f'<div class="highlight"><pre>{html.escape(source)}</pre></div>'
    spoken = context["nb"].metadata.get("language_info", {})
    lexer = spoken.get("pygments_lexer", spoken.get("name"))
    return Highlight2HTML(pygments_lexer=lexer)(source, language, metadata)


def _is_long(context):
    """Whether a paper holds more by the student than is set."""
    return context["nb"].metadata.get("proctor", {}).get("written", 0) > PAGE


def _takes_long(source):
    return len(source) > WORDS or len(re.findall(r"\\begin\{|\\\\[\[(]", source)) > FORMULAS


def _is_instructors(cell: NotebookNode) -> bool:
    """Whether a cell is text that came from the source; the outputs of any code may be a student's."""
    return cell.get("cell_type") == "markdown" and not is_students(cell)


class _Plain(IPythonRenderer):
    """nbconvert's renderer, but for the one thing that it does not escape."""

    def block_mermaidjs(self, code: str) -> str:
        return f"<pre>{html.escape(code)}</pre>"
