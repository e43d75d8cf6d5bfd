"""Run a rebuilt paper in the room, judge the evidence outside, and write the verdicts into the paper."""

import contextlib
import secrets
import time
from pathlib import Path

from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute
from traitlets import Enum, Integer

from proctor.kernel import Kernel, Ran
from proctor.marks import calls
from proctor.question import LeakError, seal
from proctor.room import Room, RoomError
from proctor.secret import course_secret, seed
from proctor.settings import ClosedRoom
from proctor.shelf import tops
from proctor.verdicts import RefusedError, decide, is_test, write_verdict, write_zero

ATTEMPTS = 3  # to open a room


class ExecuteInRoom(Execute):
    """Stands in the place of nbgrader's `Execute` and takes the same settings, such as `c.Execute.timeout`."""

    unproven_cells = Enum(
        ["refuse", "trust"],
        "refuse",
        help="What a test cell is worth that calls no check of proctor's, such as one of bare asserts: nothing, or "
        "what nbgrader gives it, all of its points where no error is seen, which a submission can bring about.",
    ).tag(config=True)
    attempts = Integer(ATTEMPTS, help="How often a room is tried that does not open.").tag(config=True)

    def preprocess(self, nb, resources, km=None):
        """Run the notebook and leave one verdict in each test cell."""
        begun, self.settings = time.monotonic(), ClosedRoom(parent=self)
        self._announce()
        facts, place = resources["nbgrader"], Path(resources["metadata"]["path"])
        self.course = Path(self.parent.parent.coursedir.root).resolve()
        self.seed = seed(course_secret(self.course), facts["assignment"], facts["student"])
        self.checks = calls(nb)
        record = nb.metadata.setdefault("proctor", {})
        if "unreadable" not in record:
            self._run_in_some_room(nb, (self.course / place).resolve())
        record.update(
            seed=str(self.seed), seconds=round(time.monotonic() - begun, 3), closed=not self.settings.open_reason()
        )
        return nb, resources

    def _announce(self):
        """Say what stands open, once a process, loudly; or refuse to go on."""
        reason = self.settings.open_reason()
        if reason and self.settings.require_closed:
            raise RoomError(f"ClosedRoom.require_closed is set, and {reason}")
        if reason and not ExecuteInRoom.announced:
            ExecuteInRoom.announced = True
            self.log.error(
                "THE ROOM IS OPEN: submissions can read files, use the network and reach other processes, since %s. "
                "Verdicts are still made outside, of evidence on cases that nobody could know.",
                reason,
            )

    announced = False

    def _run_in_some_room(self, nb, files):
        """Run the notebook; try again where the room failed before any of the student's code had run."""
        modules = {call.module for row in self.checks.values() for call in row}
        for attempt in range(self.attempts):
            room = Room(self.settings, self.course, files, modules)
            try:
                with contextlib.closing(room.open()), Kernel(room) as kernel:
                    self._run(nb, room, kernel)
                return
            except RoomError as error:
                self.log.warning("Attempt %d to open a room failed: %s", attempt + 1, error)
                last = error
        raise last

    def _run(self, nb, room, kernel):
        """Each cell in turn; after a death, no points for those that are left."""
        theirs, death = False, None
        for cell in [cell for cell in nb.cells if cell.cell_type == "code"]:
            theirs |= "extra" in cell.metadata.get("proctor", {}) or bool(
                cell.metadata.get("nbgrader", {}).get("solution")
            )
            if death and is_test(cell):
                write_zero(cell, death)
            if death or not cell.source.strip():
                continue
            ran = self._run_test(cell, room, kernel) if is_test(cell) else kernel.run(cell.source, self.timeout)
            if ran.status == "died" and not theirs:
                raise RoomError(f"the kernel died in a cell of the instructor's: {room.ended or 'no reason is known'}")
            if ran.status == "died":
                death = f"the kernel died in an earlier cell{f': {room.ended}' if room.ended else ''}"
            if not is_test(cell):
                cell.outputs = ran.outputs.kept + (
                    [_last_words(death or "the time limit")] if ran.status in ("died", "timeout") else []
                )

    def _run_test(self, cell, room, kernel) -> Ran:
        """Run a test cell, and write its verdict."""
        name, found = cell.metadata.nbgrader.grade_id, self.checks.get(cell.metadata.nbgrader.grade_id, [])
        if len(found) != 1:
            return self._run_unproven(cell, kernel, len(found))
        check, nonce = found[0].check, secrets.token_hex(16)
        room.ask(self._question(check, nonce))
        ran = kernel.run(cell.source, self.timeout, store_history=False)
        room.ask(None)
        try:
            write_verdict(cell, decide(check, self.seed, nonce, ran))
        except RefusedError as reason:
            self.log.info("Cell %s gets no points: %s", name, reason)
            write_zero(cell, f"{reason}{f' ({room.ended})' if room.ended else ''}.")
        except Exception as error:
            self.log.error("The judge of cell %s failed on this submission", name, exc_info=True)
            write_zero(
                cell, f"the judge could not read the results ({type(error).__name__}); your instructor can see why."
            )
        return ran

    def _question(self, check, nonce):
        modules = [call.module for row in self.checks.values() for call in row]
        try:
            return seal(check, self.seed, nonce, tops([*self.settings.library, *modules]), self.settings.library)
        except LeakError as error:
            raise ValueError(f"the check {check.name!r} cannot be sent into the room: {error}") from error

    def _run_unproven(self, cell, kernel, count) -> Ran:
        """A test cell that does not call exactly one check."""
        name, ran = cell.metadata.nbgrader.grade_id, kernel.run(cell.source, self.timeout)
        if count == 0 and self.unproven_cells == "trust":
            self.log.error(
                "CELL %s IS NOT PROTECTED: it calls no check, so a submission can give itself its points", name
            )
            points = float(cell.metadata.nbgrader.points)
            write_zero(cell, f"{ran.status}: {ran.error}")
            cell.outputs[0].data["text/plain"] = f"{points if ran.status == 'ok' else 0:g}"
        else:
            self.log.error("CELL %s GETS NO POINTS: it calls %d checks, and must call one", name, count)
            write_zero(cell, f"this test cell calls {count} checks, not one, so nothing proves the answer.")
        return ran


def _last_words(reason):
    return new_output("stream", name="stderr", text=f"This cell did not end: {reason}.\n")
