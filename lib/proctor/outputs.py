"""What a cell said, made safe to keep: text, errors and pictures, all of limited size.

HTML and scripts of a submission are left out, since a grader's browser would run them.
"""

import re
from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode

BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
LEFT_OUT = "Some of what this cell showed was left out: it was more than is kept.\n"


@dataclass(frozen=True)
class Space:
    """What may be kept: so many characters of text and of pictures, and so many outputs."""

    text: int
    pictures: int
    outputs: int


CELL = Space(text=200_000, pictures=4_000_000, outputs=2_000)
PAPER = Space(text=10_000_000, pictures=20_000_000, outputs=20_000)


class Outputs:
    """The outputs of one cell, as they come; `paper` is the space that is left for all its cells."""

    def __init__(self, paper: Space = PAPER):
        self.paper = paper
        self.most = Space(
            min(CELL.text, paper.text), min(CELL.pictures, paper.pictures), min(CELL.outputs, paper.outputs)
        )
        self._begin()

    def _begin(self):
        self.kept: list[NotebookNode] = []
        self.text, self.pictures, self.outputs = self.most.text, self.most.pictures, self.most.outputs
        self.clear_next = self.left_out = False

    @property
    def left(self) -> Space:
        """The space that is left for the paper's other cells once these outputs are in it."""
        return Space(
            self.paper.text - self.most.text + self.text,
            self.paper.pictures - self.most.pictures + self.pictures,
            self.paper.outputs - self.most.outputs + self.outputs,
        )

    @property
    def notice(self) -> list[NotebookNode]:
        """That something was left out, where it was."""
        return [nbformat.v4.new_output("stream", name="stderr", text=LEFT_OUT)] if self.left_out else []

    def take(self, kind: str, content: dict[str, Any]) -> None:
        """Keep what is worth keeping of one message; whatever is not as Jupyter writes it is dropped."""
        if kind == "clear_output" and content.get("wait") is True:
            self.clear_next = True
            return
        if kind == "clear_output" or self.clear_next:
            self._begin()
        if kind == "stream":
            self._stream("stderr" if content.get("name") == "stderr" else "stdout", self._cut(content.get("text")))
        elif kind == "error":
            self._add(self._error(content))
        elif kind in ("display_data", "execute_result"):
            self._display(content.get("data"))

    def _stream(self, name, text):
        last = self.kept[-1] if self.kept else None
        if last is not None and last.output_type == "stream" and last.name == name:
            last.text += text
        elif text:
            self._add(nbformat.v4.new_output("stream", name=name, text=text))

    def _error(self, content):
        lines = content.get("traceback")
        traceback = [self._cut(line) for line in lines[:100]] if isinstance(lines, list) else []
        name, value = (self._cut(content.get(key))[:1000] for key in ("ename", "evalue"))
        return nbformat.v4.new_output("error", ename=name, evalue=value, traceback=traceback)

    def _display(self, data):
        if not isinstance(data, dict):
            return
        kept = {"text/plain": self._cut(data.get("text/plain"))} if "text/plain" in data else {}
        for mime in ("image/png", "image/jpeg"):
            picture = data.get(mime)
            if not isinstance(picture, str) or not BASE64.fullmatch(picture):
                continue
            if len(picture) <= self.pictures:
                kept[mime] = picture
                self.pictures -= len(picture)
            else:
                self.left_out = True
        if kept:
            self._add(nbformat.v4.new_output("display_data", data=kept))

    def _add(self, output):
        if self.outputs > 0:
            self.kept.append(output)
            self.outputs -= 1
        else:
            self.left_out = True

    def _cut(self, text):
        text = clean(text) if isinstance(text, str) else ""
        self.left_out |= len(text) > self.text
        text = text[: self.text]
        self.text -= len(text)
        return text


def readable(text: str) -> str:
    """Text that does nothing to a terminal: no escapes, no other control characters."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", clean(text))


def clean(text: str) -> str:
    """Text that can be written to any file: a lone half of a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
