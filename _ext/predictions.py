"""What a reader was asked to predict stays hidden, the outputs of a cell tagged `hide-output` and the words after it.

A paragraph that says what came out carries `{.answer}` and stands below such a cell; it moves into the box that the
cell's outputs are in, and is read when the box is opened.
"""

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

AFTER_MYST_NB = 200  # which makes the boxes at 199
OUTPUTS = {"below-input", "above-output"}

log = logging.getLogger(__name__)


class HideAnswers(SphinxPostTransform):
    """Moves answers into the boxes before them."""

    default_priority = AFTER_MYST_NB
    formats = ("html",)

    def run(self, **options):
        for box in list(self.document.findall(HideCodeCellNode)):
            if OUTPUTS & set(box["classes"]):
                box["prompt_show"], box["prompt_hide"] = "Show what happens", "Hide what happens"
                for paragraph in list(_answers(box.parent)):
                    paragraph.parent.remove(paragraph)
                    box.append(paragraph)
        for paragraph in self.document.findall(nodes.paragraph):
            if "answer" in paragraph["classes"] and not isinstance(paragraph.parent, HideCodeCellNode):
                log.warning("an {.answer} that follows no cell tagged hide-output", location=paragraph)


def _answers(cell):
    """The answers right below a cell."""
    for node in cell.parent[cell.parent.index(cell) + 1 :]:
        if isinstance(node, nodes.paragraph) and "answer" in node["classes"]:
            yield node
        elif not isinstance(node, nodes.Invisible):
            return


def setup(app):
    app.add_post_transform(HideAnswers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
