"""One paper in one room: each cell in turn, a question for each test cell, and a verdict on the evidence."""

import secrets

from nbformat import NotebookNode
from nbformat.v4 import new_output

from proctor.kernel import Kernel, Ran
from proctor.likeness import COMMON_SEED, is_unexplained, likeness
from proctor.marks import calls
from proctor.outputs import PAPER, Space
from proctor.paper import is_answer, is_students
from proctor.question import LeakError, seal
from proctor.room import Room, RoomError
from proctor.run import CheckError, outcomes_of
from proctor.shelf import tops
from proctor.verdicts import RefusedError, decide, gathered, is_test, limited, write_points, write_verdict, write_zero

MISREAD = ("SyntaxError", "IndentationError", "TabError")  # how the error of a cell begins that is no Python
CLOSER = 3  # test cells of a paper that are asked once more, for the instructor's insight


class Sitting:
    """The examination of one paper; `rules` are those of `proctor.examine.Rules`."""

    def __init__(self, room: Room, kernel: Kernel, seed: int, rules, log):
        self.room, self.kernel, self.seed, self.rules, self.log = room, kernel, seed, rules, log

    def run(self, notebook: NotebookNode) -> None:
        """Each cell in turn; after a death, no points for those that are left."""
        self.checks = calls(notebook, self.rules.trusting)
        theirs, death, space, self.misread = False, None, PAPER, ""
        for cell in [cell for cell in notebook.cells if cell.cell_type == "code"]:
            theirs |= is_students(cell)
            self.misread = "" if is_answer(cell) else self.misread
            if death and is_test(cell):
                write_zero(cell, death)
            if death or not cell.source.strip():
                continue
            ran = self._run_test(cell) if is_test(cell) else self._run_plain(cell, space)
            ended = f": {self.room.ended}" if self.room.ended else ""
            if ran.status == "died" and not theirs:
                raise RoomError(f"the kernel died in a cell of the instructor's{ended or ': no reason is known'}")
            if ran.status == "died":
                death = f"the kernel died in an earlier cell{ended}"
            if not is_test(cell):
                space = self._keep(cell, ran, death)
        if not death:
            self._look_closer(notebook)

    def _run_plain(self, cell, space) -> Ran:
        """Run a cell that is graded by nobody, or by a person."""
        return self.kernel.run(cell.source, self.rules.timeout, space=space)

    def _keep(self, cell, ran, death) -> Space:
        """Keep what came of a cell that is no test; what is left for those that follow."""
        cell.outputs = ran.outputs.kept + ran.outputs.notice + _last_words(ran, death)
        if is_students(cell) and ran.error.startswith(MISREAD):
            self.misread = ran.error
        return ran.outputs.left

    def _run_test(self, cell) -> Ran:
        """Run a test cell, and write its verdict."""
        name, found = cell.metadata.nbgrader.grade_id, self.checks.get(cell.metadata.nbgrader.grade_id, [])
        if len(found) != 1:
            return self._run_unproven(cell, len(found))
        check = found[0].check
        nonce, ran = self._ask(cell, check, self.seed, self.rules.timeout)
        try:
            write_verdict(cell, decide(check, self.seed, nonce, ran))
        except RefusedError as reason:
            self.log.info("Cell %s gets no points: %s", name, reason)
            why = f"{reason}{f' ({self.room.ended})' if self.room.ended else ''}"
            write_zero(cell, why if why.endswith("?") else f"{why}.")
        except CheckError:
            raise  # no fault of the submission's: it has no verdict
        except Exception as error:
            self.log.error("The judge of cell %s failed on this submission", name, exc_info=True)
            write_zero(
                cell, f"the judge could not read the results ({type(error).__name__}); your instructor can see why."
            )
        return ran

    def _ask(self, cell, check, seed, timeout):
        """Run a test cell while a question lies ready."""
        nonce = secrets.token_hex(16)
        self.room.ask(self._question(check, seed, nonce))
        ran = self.kernel.run(cell.source, timeout, store_history=False)
        self.room.ask(None)
        if self.misread and ran.error.startswith("NameError"):
            ran.error = f"{self.misread} in the answer above it, hence {ran.error}"
        return nonce, ran

    def _look_closer(self, notebook):
        """Note what wrong answers do that nothing explains, on cases common to all; every verdict is written by now.

        Whatever goes wrong here ends the looking, and changes nothing else.
        """
        odd = [(cell, rows) for cell in notebook.cells if (rows := _unexplained(cell))]
        try:
            for cell, rows in odd[:CLOSER]:
                check = self.checks[cell.metadata.nbgrader.grade_id][0].check
                asked = {requirement.name: requirement for requirement in check.requirements}
                nonce, ran = self._ask(cell, check, COMMON_SEED, (self.rules.timeout or 30) / 3)
                with limited():
                    evidence = gathered(check, COMMON_SEED, nonce, ran)
                    for row in rows:
                        about = outcomes_of(check, asked[row["requirement"]], evidence, COMMON_SEED)
                        row["like"] = likeness(about)
        except Exception as error:
            self.log.debug("No closer look at this paper: %s: %s", type(error).__name__, error)

    def _question(self, check, seed, nonce):
        library = self.room.settings.library
        try:
            return seal(check, seed, nonce, tops([*library, *self.room.checks]), library)
        except LeakError as error:
            raise ValueError(f"the check {check.name!r} cannot be sent into the room: {error}") from error

    def _run_unproven(self, cell, count) -> Ran:
        """A test cell that does not call exactly one check."""
        ran = self.kernel.run(cell.source, self.rules.timeout)
        if count == 0 and self.rules.trusting:
            points = float(cell.metadata.nbgrader.points) if ran.status == "ok" else 0.0
            write_points(cell, points, f"{ran.status}: {ran.error}")
        else:
            write_zero(cell, f"this test cell calls {count} checks, not one, so nothing proves the answer.")
        cell.metadata.proctor.update(checks=count, trusted=self.rules.trusting)
        return ran


def _unexplained(cell):
    return [row for row in cell.metadata.get("proctor", {}).get("findings", []) if is_unexplained(row)]


def _last_words(ran, death):
    if ran.status not in ("died", "timeout"):
        return []
    return [new_output("stream", name="stderr", text=f"This cell did not end: {death or 'the time limit'}.\n")]
