"""nbgrader's step that runs a notebook, replaced by an examination in a closed room."""

from nbgrader.converters import NbGraderException
from nbgrader.preprocessors import Execute
from traitlets import Enum, Integer, Set

from proctor.examine import Rules
from proctor.remarks import remarks
from proctor.settings import ClosedRoom
from proctor.shelf import look_up
from proctor.verdicts import is_test


class ExecuteInRoom(Execute):
    """Stands in the place of nbgrader's `Execute` and takes the same settings, such as `c.Execute.timeout`."""

    unproven_cells = Enum(
        ["refuse", "trust"],
        "refuse",
        help="What a test cell is worth that calls no check of proctor's, such as one of bare asserts: 'refuse' gives "
        "nothing; 'trust' gives what nbgrader does, all of its points where no error is seen. The submission's own "
        "process then says what its points are, and can say it of a wrong answer.",
    ).tag(config=True)
    remarked = Set(help="The test cells about which something was said in this run.")
    attempts = Integer(3, help="How often a room is tried that does not open.").tag(config=True)

    def preprocess(self, nb, resources, km=None):
        """Take the notebook as it was examined, or have it examined now."""
        nb = self.parent.parent.examined(nb, resources["nbgrader"])
        for cell in filter(is_test, nb.cells):
            self._remark(cell, resources["nbgrader"])
        return nb, resources

    def _remark(self, cell, facts):
        """Say what the instructor ought to know about a test cell, once a run."""
        about = (facts["assignment"], facts["notebook"], cell.metadata.nbgrader.grade_id)
        if about in self.remarked:
            return
        for level, text in remarks(cell):
            self.remarked.add(about)
            self.log.log(level, "%s (%s/%s.ipynb, for everybody)", text, *about[:2])

    def rules(self) -> Rules:
        """The settings that concern the examination."""
        return Rules(self.timeout, self.unproven_cells, self.attempts)


def settings_of(parent) -> tuple[ClosedRoom, Rules]:
    """What a course's configuration says of rooms and of examinations."""
    return ClosedRoom(parent=parent), ExecuteInRoom(parent=parent).rules()


def announce(settings: ClosedRoom, log) -> None:
    """Say what stands open, once a run, loudly; or refuse to go on, also where rooms could not be furnished."""
    try:
        look_up(settings.library)
    except ValueError as error:
        log.error("Nothing is graded: %s", error)
        raise NbGraderException(str(error)) from None
    reason = settings.open_reason()
    if reason and settings.require_closed:
        log.error("Nothing is graded: ClosedRoom.require_closed is set, and %s", reason)
        raise NbGraderException(reason)
    if reason:
        log.error(
            "THE ROOM IS OPEN: submissions can read files, use the network and reach other processes, since %s. "
            "Verdicts are still made outside, of evidence on cases that nobody could know.",
            reason,
        )
