"""Grade a whole class at once: workers examine papers, and one writer records the grades."""

import contextlib
import json
import tempfile
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import asdict
from pathlib import Path

import sqlalchemy.exc
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import NbGraderException
from nbgrader.utils import rmtree
from traitlets import Bool, Integer, Unicode

from proctor import luggage
from proctor.converter import ClosedAutograde
from proctor.crew import CrewError, Refusal, RunRecord, crew, examine_all, failed, result_of
from proctor.desk import pack_files
from proctor.execute import settings_of
from proctor.fingerprint import library_fingerprint, submission_fingerprint
from proctor.gradebook import one_gradebook, out_of_reach
from proctor.lateness import dates, lateness, penalty
from proctor.origins import origins
from proctor.proof import WORTHWHILE
from proctor.run import CheckError
from proctor.settings import pack
from proctor.shelf import tops

UNKNOWN = "Nothing is graded: {reason} in the gradebook. `nbgrader generate_assignment` puts it there"


class ParallelAutograde(ClosedAutograde):
    """`ClosedAutograde` for many submissions at once; takes the same settings."""

    workers = Integer(
        0, min=0, help="Papers that are examined at once on this machine; 0 is one for each processor."
    ).tag(config=True)
    scheduler = Unicode("", help="Address of a Dask scheduler whose workers examine the papers.").tag(config=True)
    resume = Bool(False, help="Go on with a run that was cut off, even one that was forced.").tag(config=True)

    def convert_notebooks(self) -> None:
        """Examine what has changed, and record each result as it comes."""
        self._look_up()
        run = RunRecord(self.examiner.course, self.coursedir.assignment_id, self.resume, self.force)
        everything = self.assignments
        # one assignment after the other, since a hall is warm for one
        keys = {folder: self._key(folder) for folder in sorted(everything, key=lambda f: (self.assignment_of(f), f))}
        name = run.name if run.forced else None
        todo = [folder for folder, key in keys.items() if not self._is_graded(folder, key, name)]
        self.report.begin(len(everything), len(todo))
        with (
            one_gradebook(self.coursedir.db_url, self.coursedir.course_id) as self.gradebook,
            contextlib.closing(self._answers(everything, todo)) as examined,
        ):
            for folder, answers in examined:
                self.provenance = {"key": keys[folder], "run": run.name}
                if not any(isinstance(answer, Refusal) for answer in answers.values()):
                    answers |= self._record(folder, everything[folder], answers)
                self.report.graded(self._label(folder), answers)
        self.assignments = everything
        run.end()

    def _look_up(self):
        """What grades are made from, besides the papers, and what the gradebook knows of them."""
        self._await_gradebook()
        self.settings, self.rules = settings_of(self)
        self.penalty, self.recorded = penalty(self), self._recorded()

    def student_of(self, folder: str) -> str:
        """Whose submission a folder is."""
        return self.matched(folder)["student"]

    def _label(self, folder):
        """What a submission is called where a person reads of it."""
        student, assignment = self.student_of(folder), self.assignment_of(folder)
        return student if assignment == self.coursedir.assignment_id else f"{assignment} of {student}"

    def _key(self, folder):
        """What a grade would be made from; None, as which no grade counts, where the submission cannot be read."""
        rules = [library_fingerprint(self._packages(folder)), asdict(self.rules), pack(self.settings), self.penalty]
        with contextlib.suppress(OSError, RecursionError):  # whatever is wrong is said where the paper is prepared
            late = lateness(self.recorded[self.assignment_of(folder)], self.student_of(folder), Path(folder))
            return submission_fingerprint(Path(folder), [self._source(folder)], json.dumps([*rules, late], default=str))
        return None

    def _packages(self, folder):
        """The packages and modules of the course that a grade is made from."""
        return sorted(tops(self.settings.library) | origins(self._source(folder)))

    def _recorded(self):
        """What the gradebook knows of the submissions for each assignment."""
        names = sorted({self.assignment_of(folder) for folder in self.assignments})
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                return {name: dates(gradebook, name) for name in names}
            except MissingEntry as error:
                raise self._give_up(UNKNOWN.format(reason=error)) from None

    def _is_graded(self, folder, key, run):
        """Whether a submission has its grade, of this run where all are to be graded again."""
        assignment, student = self.assignment_of(folder), self.student_of(folder)
        target = Path(self._format_dest(assignment, student))
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            facts = [
                json.loads((target / Path(name).name).read_bytes())["metadata"]["proctor"]
                for name in self.assignments[folder]
            ]
            mine = [fact["key"] == key and (run is None or fact["run"] == run) for fact in facts]
            return key is not None and all(mine) and student in self.recorded[assignment][1]
        return False

    def _answers(self, everything, todo) -> Iterator[tuple[str, dict]]:
        """The examined notebooks of each submission, by name, as they are done; where one could not be, the reason."""
        warm, waiting, left = len(todo) >= WORTHWHILE, {}, iter(todo)
        with self._crew() as (executor, many):
            while True:
                for folder in left:
                    waiting[self._submit(executor, folder, everything[folder], warm)] = folder
                    if len(waiting) >= 2 * many:
                        break
                if not waiting:
                    return
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    folder = waiting.pop(future)
                    yield folder, result_of(future, [Path(name).stem for name in everything[folder]])

    @contextlib.contextmanager
    def _crew(self):
        try:
            with crew(self.scheduler, self.workers) as found:
                yield found
        except (CrewError, CheckError) as error:
            raise self._give_up(str(error)) from None

    def _submit(self, executor, folder, notebooks, warm) -> Future:
        try:
            jobs = self._jobs(folder, notebooks, warm)
        except Exception as error:  # such as a folder that cannot be read: this submission's trouble alone
            self.log.error("%s cannot be prepared", folder, exc_info=True)
            return executor.submit(failed, [Path(name).stem for name in notebooks], f"{type(error).__name__}: {error}")
        return executor.submit(examine_all, jobs)

    def _jobs(self, folder, notebooks, warm):
        """What a worker needs for each notebook of a submission."""
        assignment, student = self.assignment_of(folder), self.student_of(folder)
        source, packages = self._source(folder), self._packages(folder)
        common = {"library": library_fingerprint(packages), "packages": packages, "settings": pack(self.settings)}
        common |= {"rules": asdict(self.rules), "course": str(self.examiner.course)}
        common["seed"] = str(self.seed({"assignment": assignment, "student": student}))
        self.notebooks = notebooks
        with tempfile.TemporaryDirectory() as files:
            aside = luggage.carry(Path(folder), Path(files), most=self.most())
            luggage.provide(source, Path(files))
            common["files"] = pack_files(Path(files))
        return {
            Path(name).stem: common
            | {
                "notebook": json.dumps(self.rebuilt(name, aside)),
                "source": (source / Path(name).name).read_text("utf-8") if warm else "",
            }
            for name in notebooks
        }

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """What was there gives way: it was found to be out of date."""
        target = Path(self._format_dest(assignment_id, student_id))
        if target.exists():
            rmtree(str(target))
        return True

    def _record(self, folder, notebooks, papers):
        """Write the grades of one submission into the gradebook, and its papers into the folder of graded ones.

        Returns, by name, why a paper could not be recorded.
        """
        self._await_gradebook()
        self.assignments = {folder: notebooks}
        self.done = {(self.student_of(folder), name): paper for name, paper in papers.items()}
        try:
            self.convert_each()
            return {}
        except NbGraderException as error:
            if isinstance(error.__context__, sqlalchemy.exc.OperationalError):
                raise
            why = "its grades could not be recorded, see above"
            return {name: why for name, paper in papers.items() if not isinstance(paper, str)}
        finally:
            self.gradebook.rest()

    def save(self) -> None:
        """Commit, of a submission: that it has no grade yet, and then, with each notebook, its grades."""
        self.gradebook.save()

    def _await_gradebook(self):
        """Until the gradebook can be written, which somebody else may be doing; not for ever."""
        reason = out_of_reach(self.coursedir.db_url)
        if reason:
            raise self._give_up(reason)
