"""Turn it on: two lines in a course's nbgrader_config.py.

    from proctor.nbgrader import protect

    protect(c, library=["shrinkage", "shrinkage.data.*"])

From then on `nbgrader autograde` and formgrader's button rebuild every paper from the source, run it in a closed room
and let the judge sit outside. Everything else of nbgrader works as before.
"""

import copy
import fnmatch
import json
from collections.abc import Sequence
from pathlib import Path

import nbformat
import sqlalchemy.exc
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.api import Gradebook
from nbgrader.apps import api, autogradeapp
from nbgrader.converters import Autograde, BaseConverter, GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, LimitOutput, SaveAutoGrades, SaveCells
from nbgrader.utils import rmtree, setenv
from traitlets import List

from proctor import luggage, paper
from proctor.execute import ExecuteInRoom
from proctor.verdicts import is_test, write_zero


class CarriesFiles(BaseConverter):
    """Copies the files that come with a submission, but not those that could do harm."""

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """In the place of nbgrader's own, which follows links and copies everything."""
        source, target = Path(self._format_source(assignment_id, student_id)), Path(self._format_dest(assignment_id, student_id))
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
        wanted = Path(self.coursedir.format_path(self.coursedir.source_directory, ".", self.coursedir.assignment_id))
        names = [path.name for path in sorted(wanted.glob("*.ipynb")) if fnmatch.fnmatch(path.stem, self.coursedir.notebook_id)]
        if not names:
            raise self._give_up(f"There is no source notebook in {wanted}: generate the assignment first")
        pattern = Path(self._format_source(self.coursedir.assignment_id, self.coursedir.student_id))
        for folder in sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor)))):
            if folder.is_dir():
                self.assignments[str(folder)] = [str(folder / name) for name in names]
        if not self.assignments:
            raise self._give_up(f"No submissions were found at {pattern}")

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
        if target.exists() and not all(_is_whole(target / Path(name).name) for name in self.notebooks):
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
        place.write_text(nbformat.writes(_with_notes(rebuilt)), encoding="utf-8")
        self._sanitizing = False
        try:
            self._init_preprocessors()
            with setenv(NBGRADER_EXECUTION="autograde"):
                BaseConverter.convert_single_notebook(self, str(place))
        finally:
            self._sanitizing = True

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
        except paper.Unreadable as reason:
            return paper.blank(released, str(reason))
        rebuilt.notes += note
        return rebuilt

    def _released(self, assignment, notebook):
        """The source as students got it, but with its hidden tests: what nbgrader keeps in the gradebook, complete."""
        if (assignment, notebook) not in self.released:
            folder = self.coursedir.format_path(self.coursedir.source_directory, ".", assignment)
            source = nbformat.read(Path(folder, f"{notebook}.ipynb"), as_version=4)
            resources = {"nbgrader": {"assignment": assignment, "notebook": notebook, "student": ".", "db_url": self.coursedir.db_url}}
            resources["metadata"] = {"path": folder, "name": notebook}
            stages = GenerateAssignment(coursedir=self.coursedir, parent=self.parent).preprocessors
            for stage in stages[: stages.index(SaveCells)]:
                source, resources = stage(parent=self)(source, resources)
            for cell in filter(is_test, source.cells):
                write_zero(cell, "this cell was not run.")  # what stands there where nothing else is ever written
            self.released[assignment, notebook] = source
        return copy.deepcopy(self.released[assignment, notebook])


def _is_whole(path):
    """Whether a graded notebook was written by a run that came to its end."""
    try:
        return "seconds" in json.loads(path.read_bytes())["metadata"]["proctor"]
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _with_notes(rebuilt):
    """The notebook, headed by what is worth knowing about the submission."""
    notebook = rebuilt.notebook
    notebook.metadata.proctor.notes = rebuilt.notes
    if "unreadable" in notebook.metadata.proctor:
        for cell in filter(is_test, notebook.cells):
            write_zero(cell, notebook.metadata.proctor.unreadable)
    if rebuilt.notes:
        lines = ["**About this paper**", "", *(f"- `{note.replace('`', chr(39))}`" for note in rebuilt.notes)]
        notebook.cells.insert(0, nbformat.v4.new_markdown_cell("\n".join(lines), id="about-this-paper"))
    return notebook


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
            raise ImportError(f"{module.__name__} must use nbgrader's Autograde, got another: this version of nbgrader is unknown")
        module.Autograde = ClosedAutograde
