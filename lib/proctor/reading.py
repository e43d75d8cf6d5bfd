"""Read what was handed in: the cells of a notebook, whatever else is wrong with it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from proctor.outputs import clean

LARGEST = 64 * 2**20  # bytes of a notebook that are read
LONGEST = 40  # characters of what a cell says that it is
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


class UnreadableError(ValueError):
    """A submitted file that is no notebook; the message says why."""


@dataclass(frozen=True)
class Cell:
    """A cell of a submission: its text with the pictures that were pasted into it, and what it says of itself."""

    kind: str
    source: str
    grade_id: str | None
    name: str | None
    pictures: dict[str, dict[str, str]]


def read(path: Path) -> list[Cell]:
    """The cells of a submitted notebook, whatever else is wrong with it; `UnreadableError` where there are none."""
    try:
        if path.is_symlink() or not path.is_file():  # a link leads out of the submission, a pipe never ends
            raise UnreadableError("The notebook is no plain file.")
        if path.stat().st_size > LARGEST:
            raise UnreadableError(f"The notebook is larger than {LARGEST // 2**20} MiB.")
        data = json.loads(path.read_bytes().decode("utf-8-sig", "replace"))
    except UnreadableError:
        raise
    except OSError as error:
        raise UnreadableError(f"The notebook cannot be read ({type(error).__name__}).") from None
    except (ValueError, RecursionError):
        raise UnreadableError("The notebook is not a notebook file: it is no JSON.") from None
    cells = _listed(data)
    if not cells:
        raise UnreadableError("The notebook is not a notebook file: it has no cells.")
    return [_cell(cell) for cell in cells if isinstance(cell, dict)]


def _listed(data):
    """The list of cells, of the format of today or of the one before."""
    if not isinstance(data, dict):
        return []
    sheets = data.get("worksheets")
    if isinstance(sheets, list):
        sheets = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        return [cell for cells in sheets if isinstance(cells, list) for cell in cells]
    return data.get("cells") if isinstance(data.get("cells"), list) else []


def _cell(cell):
    metadata = cell.get("metadata") if isinstance(cell.get("metadata"), dict) else {}
    mark = metadata.get("nbgrader") if isinstance(metadata.get("nbgrader"), dict) else {}
    text = cell.get("source", cell.get("input", ""))
    if isinstance(text, list):
        text = "".join(line for line in text if isinstance(line, str))
    text = clean(text) if isinstance(text, str) else ""
    kind = _word(cell.get("cell_type")) or "strange"
    name, pictures = _word(cell.get("id", metadata.get("id"))), _pictures(cell.get("attachments"))
    return Cell(kind[:LONGEST], text, _word(mark.get("grade_id")), name, pictures)


def _pictures(said):
    """What a cell brings under `attachments`, so far as it is a picture."""
    rows = {name: parts for name, parts in said.items() if isinstance(parts, dict)} if isinstance(said, dict) else {}
    return {name: found for name, parts in rows.items() if (found := dict(filter(_is_picture, parts.items())))}


def _is_picture(part):
    kind, data = part
    return kind in PICTURES and isinstance(data, str) and re.fullmatch(r"[A-Za-z0-9+/=\s]*", data) is not None


def _word(value):
    return value if isinstance(value, str) and value else None
