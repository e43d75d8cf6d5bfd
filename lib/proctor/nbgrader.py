"""Turn it on: a few lines in a course's nbgrader_config.py.

    try:
        from proctor.nbgrader import protect
    except ImportError as error:
        raise SystemExit(f"proctor is needed to grade: {error}")

    protect(c, library=["shrinkage", "shrinkage.data.*"])

From then on `nbgrader autograde` and formgrader's button rebuild every paper from the source, run it in a closed room
and let the judge sit outside. Everything else of nbgrader works as before. The detour by SystemExit is needed, since
nbgrader passes over a config file that fails in any other way, and would then grade unprotected.
"""

import fnmatch
import glob
import os
import re
from collections.abc import Sequence
from pathlib import Path

import nbformat
import sqlalchemy.exc
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.api import Gradebook
from nbgrader.apps import api, autogradeapp
from nbgrader.converters import Autograde, BaseConverter
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, LimitOutput, SaveAutoGrades
from nbgrader.utils import rmtree, setenv
from traitlets import List

from proctor import luggage, paper
from proctor.execute import ExecuteInRoom
from proctor.release import is_whole, released, with_notes


class CarriesFiles(BaseConverter):
    """Copies the files that come with a submission, but not those that could do harm."""

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """In the place of nbgrader's own, which follows links and copies everything."""
        source, target = (
            Path(self._format_source(assignment_id, student_id)),
            Path(self._format_dest(assignment_id, student_id)),
        )
        target.mkdir(parents=True, exist_ok=True)
        self.aside = luggage.carry(source, target, ignore=set())


class ClosedAutograde(Autograde, CarriesFiles):
    """nbgrader's `Autograde`, which takes the same settings, with an honest room and a judge outside it."""

    autograde_preprocessors = List(
        [ExecuteInRoom, ClearMetadataPreprocessor, LimitOutput, SaveAutoGrades, AssignLatePenalties, CheckCellMetadata]
    ).tag(config=True)

    def init_notebooks(self) -> None:
        """The notebooks that each submission ought to hold, whatever it holds."""
        self.assignments, self.released = {}, {}
        assignment, student = self.coursedir.assignment_id, self.coursedir.student_id
        parts = re.compile(self._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True))
        folders = glob.glob(self._format_source(assignment, student))  # noqa: PTH207  nbgrader's pattern
        for folder in sorted(filter(os.path.isdir, folders)):
            source = self.coursedir.format_path(self.coursedir.source_directory, ".", parts.match(folder)["assignment"])
            names = [path.name for path in sorted(Path(source).glob("*.ipynb"))]
            names = [name for name in names if fnmatch.fnmatch(Path(name).stem, self.coursedir.notebook_id)]
            if not names:
                raise self._give_up(f"There is no source notebook in {source}: generate the assignment first")
            self.assignments[folder] = [str(Path(folder, name)) for name in names]
        if not self.assignments:
            raise self._give_up(f"No submissions were found for assignment {assignment!r} and student {student!r}")

    def _give_up(self, message):
        self.log.error(message)
        return NbGraderException(message)

    def convert_notebooks(self) -> None:
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
        super().init_assignment(assignment_id, student_id)
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            for notebook in gradebook.find_submission(assignment_id, student_id).notebooks:
                if str(Path(self.notebooks[0]).with_name(f"{notebook.name}.ipynb")) in self.notebooks:
                    for grade in notebook.grades:
                        grade.auto_score, grade.needs_manual_grade = None, True
            gradebook.db.commit()

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Rebuild one notebook, run it in the room, and save its grades."""
        facts = self.init_single_notebook_resources(notebook_filename)["nbgrader"]
        place = Path(self._format_dest(facts["assignment"], facts["student"]), f"{facts['notebook']}.ipynb")
        rebuilt = self._paper(Path(notebook_filename), self._released(facts["assignment"], facts["notebook"]))
        rebuilt.notes += [f"The file {name} was set aside." for name in self.aside]
        for note in rebuilt.notes:
            self.log.warning("%s: %s", notebook_filename, note)
        place.write_text(nbformat.writes(with_notes(rebuilt)), encoding="utf-8")
        self._sanitizing = False
        try:
            self._init_preprocessors()
            with setenv(NBGRADER_EXECUTION="autograde"):
                BaseConverter.convert_single_notebook(self, str(place))
        finally:
            self._sanitizing = True

    def _released(self, assignment, notebook):
        if (assignment, notebook) not in self.released:
            self.released[assignment, notebook] = released(self, assignment, notebook)
        return self.released[assignment, notebook]

    def _paper(self, path, released):
        """The rebuilt paper of a submitted file, which may be missing, misnamed or no notebook at all."""
        note = []
        if not path.exists():
            others = [other for other in path.parent.glob("*.ipynb") if str(other) not in self.notebooks]
            if len(others) != 1 or len(self.notebooks) != 1:
                return paper.blank(released, f"There is no notebook {path.name} in the submission.")
            note, path = [f"The notebook {others[0].name} was taken for {path.name}."], others[0]
        try:
            rebuilt = paper.rebuild(released, paper.read(path))
        except paper.UnreadableError as reason:
            return paper.blank(released, str(reason))
        rebuilt.notes += note
        return rebuilt


def protect(c, library: Sequence[str] = (), **room: object) -> None:
    """Let `nbgrader autograde` and formgrader grade in closed rooms.

    Parameters
    ----------
    c : the config object of nbgrader_config.py
    library : the modules of the course that a submission may import: `package` is its `__init__` alone, `package.*`
        all that is in it. Whatever is not listed, such as the reference implementations, does not exist in the room.
    room : other settings of `ClosedRoom`, such as `memory=2048` or `require_closed=True`
    """
    c.ClosedRoom.library = list(library)
    for name, value in room.items():
        setattr(c.ClosedRoom, name, value)
    for module in (api, autogradeapp):
        if getattr(module, "Autograde", None) not in (Autograde, ClosedAutograde):
            # no other error would stop nbgrader from going on without this configuration
            raise SystemExit(f"proctor does not know this version of nbgrader: {module.__name__}.Autograde is another")
        module.Autograde = ClosedAutograde
