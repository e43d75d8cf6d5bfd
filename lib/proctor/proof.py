"""What is done with the instructor's own notebooks before a submission is graded: their checks are proven."""

from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from proctor.examine import Examiner
from proctor.likeness import COMMON_SEED
from proctor.marks import calls
from proctor.run import CheckError, prove
from proctor.verdicts import RefusedError, limited

WORTHWHILE = 4  # submissions from which on a rehearsal costs less than it saves


def stopped(notebook: str, reason: str) -> CheckError:
    """What ends a run, and what it says: whatever a submission is, it could not be judged."""
    return CheckError(
        f"Grading stops, and the grades stay as they are: in {notebook}, {reason}. "
        "Mend the check, and give the same command again"
    )


def prepare(examiner: Examiner, sources: Iterable[Path], papers: int) -> None:
    """Prove the checks of the notebooks in some folders; run these for many papers, whose rooms then open warm."""
    for path in sorted(path for source in set(sources) for path in source.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        try:
            _prove_all(notebook, examiner.rules.trusting)
            if papers >= WORTHWHILE:
                examiner.rehearse(notebook)
        except CheckError as error:
            raise stopped(path.name, str(error)) from error


def _prove_all(notebook: NotebookNode, trusting: bool) -> None:
    for call in [call for row in calls(notebook, trusting).values() for call in row]:
        try:
            with limited():
                prove(call.check, COMMON_SEED)
        except (RefusedError, MemoryError) as error:
            raise CheckError(f"the check {call.check.name!r} takes too much for its own reference: {error}") from error
