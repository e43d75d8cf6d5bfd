"""A row of the bank: a submission in a few lines, and the score that it deserves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

NOTHING = "def penalty(w, lam):\n    return 0.0\n"


def wrong(attack, then=NOTHING):
    """A cell that attacks, and then answers wrongly."""
    return f"{attack.strip()}\n{then}"


@dataclass(frozen=True)
class Row:
    """A submission.

    deserves: its points for penalty (of 3), center (of 3) and largest (of 1).
    penalty, center, largest: the answers, right ones unless they are given.
    first: a cell that the student added before the answers.
    edit: changes the finished notebook; may return text, which is then handed in as it is.
    files: other files of the submission, by name.
    filename: the name of the notebook.
    after: does to the finished folder what no notebook and no file could.
    says: words that the feedback must hold.
    """

    name: str
    deserves: tuple[float, float, float]
    penalty: str | None = None
    center: str | None = None
    largest: str | None = None
    first: str = ""
    edit: Callable | None = None
    files: dict[str, str] = field(default_factory=dict)
    filename: str = "hw.ipynb"
    says: str = ""
    after: Callable[[Path], None] | None = None
