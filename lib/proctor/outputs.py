"""What a cell said, made safe to keep: text, errors and pictures, all of limited size.

HTML and scripts of a submission are left out, since a grader's browser would run them.
"""

import re
from typing import Any

import nbformat
from nbformat import NotebookNode

KEPT = 200_000  # characters of text for one cell
PICTURES = 4_000_000  # characters of pictures for one cell
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


class Outputs:
    """The outputs of one cell, as they come."""

    def __init__(self):
        self.kept: list[NotebookNode] = []
        self.text, self.pictures, self.clear_next = KEPT, PICTURES, False

    def take(self, kind: str, content: dict[str, Any]) -> None:
        """Keep what is worth keeping of one message; whatever is not as Jupyter writes it is dropped."""
        if kind == "clear_output":
            self.clear_next = content.get("wait") is True
            self.kept = self.kept if self.clear_next else []
            return
        if self.clear_next:
            self.kept, self.clear_next = [], False
        if kind == "stream":
            self._stream("stderr" if content.get("name") == "stderr" else "stdout", self._cut(content.get("text")))
        elif kind == "error":
            self.kept.append(self._error(content))
        elif kind in ("display_data", "execute_result"):
            self._display(content.get("data"))

    def _stream(self, name, text):
        last = self.kept[-1] if self.kept else None
        if last is not None and last.output_type == "stream" and last.name == name:
            last.text += text
        elif text:
            self.kept.append(nbformat.v4.new_output("stream", name=name, text=text))

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
            if isinstance(picture, str) and len(picture) <= self.pictures and BASE64.fullmatch(picture):
                kept[mime] = picture
                self.pictures -= len(picture)
        if kept:
            self.kept.append(nbformat.v4.new_output("display_data", data=kept))

    def _cut(self, text):
        text = clean(text)[: self.text] if isinstance(text, str) else ""
        self.text -= len(text)
        return text


def readable(text: str) -> str:
    """Text that does nothing to a terminal: no escapes, no other control characters."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", clean(text))


def clean(text: str) -> str:
    """Text that can be written to any file: a lone half of a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
