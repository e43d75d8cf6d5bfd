"""Run rebuilt papers in rooms, judge the evidence outside, and write the verdicts into the papers.

This is all that a worker does: it needs a paper, its files and a seed, and no gradebook.
"""

import contextlib
import copy
import logging
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from proctor.hall import Hall, HallError
from proctor.kernel import Kernel
from proctor.marks import calls, imports
from proctor.room import Room, RoomError
from proctor.settings import ClosedRoom
from proctor.sitting import Sitting

HALLS = 2  # that are kept open: a class is graded one assignment after the other


@dataclass(frozen=True)
class Rules:
    """What a course decides about the examination of its papers; see the settings of `ExecuteInRoom`.

    timeout: seconds for a cell, or None. unproven_cells: "refuse" or "trust". attempts: to open a room.
    """

    timeout: float | None = 30
    unproven_cells: str = "refuse"
    attempts: int = 3

    @property
    def trusting(self) -> bool:
        """Whether a test cell that calls no check may give points."""
        return self.unproven_cells == "trust"


class Examiner:
    """Examines one paper after the other; keeps a warm hall for the assignments that were rehearsed."""

    def __init__(self, settings: ClosedRoom, course: Path, rules: Rules, log: logging.Logger):
        self.settings, self.course, self.rules, self.log = settings, Path(course), rules, log
        self.halls: dict[frozenset[str], Hall] = {}

    def examine(self, notebook: NotebookNode, files: Path, seed: int) -> None:
        """Run a paper and leave one verdict in each test cell, in place.

        RoomError where no room could be opened, which is no fault of the submission's.
        """
        begun, record = time.monotonic(), notebook.metadata.setdefault("proctor", {})
        if "unreadable" not in record:
            self._run_in_some_room(notebook, files, seed)
        seconds, closed = round(time.monotonic() - begun, 3), not self.settings.open_reason()
        record.update(seed=str(seed), seconds=seconds, closed=closed)

    def _run_in_some_room(self, notebook, files, seed):
        """Try again where the room failed before any of the student's code had run; the last time, in a cold one."""
        modules = self._modules(notebook)
        for attempt in range(self.rules.attempts):
            hall = None if attempt == self.rules.attempts - 1 else self.halls.get(modules)
            room = Room(self.settings, self.course, files, set(modules), hall, seed % 2**32)
            try:
                with contextlib.closing(room.open()), Kernel(room) as kernel:
                    Sitting(room, kernel, seed, self.rules, self.log).run(notebook)
                return
            except RoomError as error:
                self.log.warning("Attempt %d to open a room failed: %s", attempt + 1, error)
                last = error
        raise last

    def rehearse(self, source: NotebookNode) -> None:
        """Run the instructor's own notebook, solutions and all, and keep what it imported warm for what follows."""
        modules = self._modules(source)
        if self.settings.open_reason() or not self.settings.warm or modules in self.halls:
            return
        try:
            while len(self.halls) >= HALLS:
                self.halls.pop(next(iter(self.halls))).close()
            hall = Hall(self.settings, self.course, set(modules))
            self.halls[modules] = hall
            hall.warm(imports(source))  # the rehearsal then finds most of what it needs
            hall.warm(self._imports(copy.deepcopy(source), hall, modules))
        except (HallError, RoomError) as error:
            self.log.warning("Rooms are opened one by one, which takes longer: %s", error)
            if modules in self.halls:
                self.halls.pop(modules).close()

    def _imports(self, source, hall, modules):
        """The names of the modules that are there when the instructor's notebook has run."""
        with tempfile.TemporaryDirectory() as files:
            room = Room(self.settings, self.course, Path(files), set(modules), hall)
            with contextlib.closing(room.open()), Kernel(room) as kernel:
                Sitting(room, kernel, 0, self.rules, self.log).run(source)
                ran = kernel.run("import sys; print(*sys.modules)", self.rules.timeout)
        said = "".join(output.get("text", "") for output in ran.outputs.kept)
        return [name for name in said.split() if not name.startswith(("__m", "matplotlib_inline"))]

    def close(self) -> None:
        """Close the halls."""
        while self.halls:
            self.halls.popitem()[1].close()

    def _modules(self, notebook) -> frozenset[str]:
        """The modules of the checks that the test cells of a notebook call."""
        found: Mapping = calls(notebook, self.rules.trusting)
        return frozenset(call.module for row in found.values() for call in row)
