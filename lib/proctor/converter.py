"""nbgrader's autograding with an honest room and a judge outside it."""

import contextlib
import fnmatch
import glob
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import sqlalchemy.exc
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import AssignLatePenalties, LimitOutput
from nbgrader.utils import rmtree, setenv
from traitlets import Bool, List, default

from proctor import luggage, paper
from proctor.examine import Examiner
from proctor.execute import ExecuteInRoom, announce, settings_of
from proctor.gradebook import MarkWhole, SaveWhole, forget_scores, one_engine
from proctor.outputs import readable
from proctor.proof import prepare
from proctor.reading import UnreadableError, read
from proctor.release import is_whole, released, with_notes
from proctor.run import CheckError
from proctor.secret import course_secret, seed
from proctor.submission import CarriesFiles

UNCONFIGURED = (
    "Nothing is graded: nbgrader_config.py could not be read to its end, see above, or does not call `protect`"
)


class ClosedAutograde(Autograde, CarriesFiles):
    """nbgrader's `Autograde`, which takes the same settings, with an honest room and a judge outside it."""

    configured = Bool(False, help="Whether nbgrader_config.py was read to its end; `protect` sets it.").tag(config=True)
    # nbgrader's own, but for the check of its metadata in each cell: they are the source's, and were checked there
    autograde_preprocessors = List(
        [ExecuteInRoom, ClearMetadataPreprocessor, LimitOutput, SaveWhole, AssignLatePenalties, MarkWhole]
    ).tag(config=True)

    @default("preprocessors")
    def _steps(self):
        """nbgrader has two rows of steps, and goes through one to clean a notebook; here it is built anew instead."""
        return self.autograde_preprocessors

    def start(self) -> None:
        """Grade what is to be graded; the rooms are closed at the end, whatever happens."""
        if not self.configured:
            raise self._give_up(UNCONFIGURED)
        settings, rules = settings_of(self)
        self.examiner = Examiner(settings, Path(self.coursedir.root).resolve(), rules, self.log)
        # what came of papers that workers examined, by student and name: the paper, or why there is none
        self.done: dict[tuple[str, str], NotebookNode | str] = {}
        self.provenance: dict[str, str] = {}  # what is noted in a paper besides its grades
        announce(settings, self.log)
        self.coursedir.get_existing_timestamp = self.timestamp  # nbgrader's own stops at one that it cannot read
        with contextlib.closing(self.examiner), one_engine():
            super().start()

    def init_notebooks(self) -> None:
        """The notebooks that each submission ought to hold, whatever it holds."""
        self.assignments, self.released = {}, {}
        assignment, student, named = self.coursedir.assignment_id, self.coursedir.student_id, self.coursedir.notebook_id
        folders = glob.glob(self._format_source(assignment, student))  # noqa: PTH207  nbgrader's pattern
        for folder in sorted(filter(os.path.isdir, folders)):
            if self.matched(folder) is None:
                self.log.error("%r is not graded: nbgrader cannot read such a name", folder)
                continue
            source = self._source(folder)
            names = fnmatch.filter([path.name for path in sorted(source.glob("*.ipynb"))], f"{named}.ipynb")
            if not names:
                raise self._give_up(f"There is no source notebook in {source}: generate the assignment first")
            self.assignments[folder] = [str(Path(folder, name)) for name in names]
        if not self.assignments:
            raise self._give_up(f"No submissions were found for assignment {assignment!r} and student {student!r}")

    def matched(self, folder: str) -> re.Match:
        """A submission's folder, taken apart into `assignment` and `student`."""
        return re.match(self._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True), folder)

    def assignment_of(self, folder: str) -> str:
        """The assignment that a submission is for."""
        return self.matched(folder)["assignment"]

    def _source(self, folder):
        """Where the instructor's notebooks lie for a submission."""
        return Path(self.coursedir.format_path(self.coursedir.source_directory, ".", self.assignment_of(folder)))

    def _give_up(self, message):
        self.log.error(message)
        return NbGraderException(message)

    def convert_notebooks(self) -> None:
        """Grade each submission, if the checks are in order."""
        everything = self.assignments
        try:
            prepare(self.examiner, map(self._source, everything), len(everything))
        except CheckError as error:
            raise self._give_up(str(error)) from error
        self.convert_each()

    def convert_each(self) -> None:
        """Each submission by itself: what goes wrong with one is recorded, and the others go on."""
        failed, everything = [], self.assignments
        for folder, notebooks in everything.items():
            self.assignments = {folder: notebooks}
            try:
                super().convert_notebooks()
            except NbGraderException as error:
                if isinstance(error.__context__, sqlalchemy.exc.OperationalError):
                    raise  # the gradebook is out of reach: there is no use in going on
                failed.append(folder)
        self.assignments = everything
        if failed:
            raise self._give_up(f"These submissions have no grade, see above: {', '.join(failed)}")

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Whether a submission is to be graded: also where an earlier run was cut off in the middle of it."""
        target = Path(self._format_dest(assignment_id, student_id))
        if target.exists() and not all(is_whole(target / Path(name).name) for name in self.notebooks):
            self.log.warning("An earlier grading of %s was not finished: starting again", target)
            rmtree(str(target))
        return super().init_destination(assignment_id, student_id)

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Prepare a submission; no older grade is left standing, whatever happens from here on."""
        try:
            super().init_assignment(assignment_id, student_id)
        finally:  # what nbgrader gives where there is no notebook is forgotten, too
            with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
                for name in self.notebooks:
                    forget_scores(gradebook, Path(name).stem, assignment_id, student_id)
                gradebook.db.commit()
            self.save()

    def save(self) -> None:
        """Commit what was written into the gradebook; here each step has done so itself."""

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Rebuild one notebook, run it in the room, and save its grades."""
        resources = self.init_single_notebook_resources(notebook_filename)
        facts = resources["nbgrader"]
        examined = self.done.pop((facts["student"], facts["notebook"]), None)
        if isinstance(examined, str):
            raise NbGraderException(f"{notebook_filename} could not be examined: {examined}")
        paper = examined or self.rebuilt(notebook_filename, self.aside)
        # which says no path, since the exporter would keep the metadata of the notebook of each path for ever
        resources["metadata"] = {"name": facts["notebook"]}
        self.exporter.optimistic_validation = True  # once, not after each step
        with setenv(NBGRADER_EXECUTION="autograde"):
            text, resources = self.exporter.from_notebook_node(paper, resources)
        self.write_single_notebook(text, resources)

    def rebuilt(self, notebook_filename: str, aside: Sequence[str]) -> NotebookNode:
        """The paper of a submitted notebook; `aside` are the files of the submission that are not carried along."""
        facts = self.init_single_notebook_resources(notebook_filename)["nbgrader"]
        rebuilt = self._paper(Path(notebook_filename), self._released(facts["assignment"], facts["notebook"]))
        rebuilt.notes = [*map(readable, [*paper.counted(rebuilt.notes), *luggage.told(aside)])]
        for note in rebuilt.notes:
            self.log.warning("%s: %s", notebook_filename, note)
        return with_notes(rebuilt)

    def examined(self, notebook: NotebookNode, facts: Mapping[str, str]) -> NotebookNode:
        """A rebuilt paper with its verdicts: those of a worker, or of an examination here and now."""
        if "seconds" not in notebook.metadata.proctor:
            folder = Path(self._format_dest(facts["assignment"], facts["student"]))
            self.examiner.examine(notebook, (self.examiner.course / folder).resolve(), self.seed(facts))
        return notebook

    def seed(self, facts: Mapping[str, str]) -> int:
        """The seed of a student's cases for an assignment."""
        return seed(course_secret(self.examiner.course), facts["assignment"], facts["student"])

    def _released(self, assignment, notebook):
        if (assignment, notebook) not in self.released:
            self.released[assignment, notebook] = released(self, assignment, notebook)
        return self.released[assignment, notebook]

    def _paper(self, path, released):
        """The rebuilt paper of a submitted file, which may be missing, misnamed or no notebook at all."""
        note = []
        if not path.exists():
            others = [other for other in path.parent.glob("[!.]*.ipynb") if str(other) not in self.notebooks]
            if len(others) != 1 or len(self.notebooks) != 1:
                return paper.blank(released, f"There is no notebook {path.name} in the submission.")
            note, path = [f"The notebook {others[0].name} was taken for {path.name}."], others[0]
        try:
            rebuilt = paper.rebuild(released, read(path))
        except UnreadableError as reason:
            return paper.blank(released, str(reason))
        rebuilt.notes += note
        return rebuilt
