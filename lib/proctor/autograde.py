"""Grade a whole class at once: workers examine papers, and one writer records the grades."""

import contextlib
import json
import tempfile
import time
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
from proctor.crew import CrewError, RunRecord, crew, examine_all, failed, result_of
from proctor.desk import pack_files
from proctor.execute import settings_of
from proctor.fingerprint import library_fingerprint, submission_fingerprint
from proctor.gradebook import one_gradebook, unwritable
from proctor.origins import origins
from proctor.proof import WORTHWHILE
from proctor.run import CheckError
from proctor.settings import pack
from proctor.shelf import tops

GRADEBOOK_TRIES = 3  # to reach the gradebook, which somebody else may be writing
OUT_OF_REACH = (
    "The gradebook cannot be written: {reason}. Every grade that was recorded is there, and none by half: "
    "mend the cause, and give the same command again"
)


class ParallelAutograde(ClosedAutograde):
    """`ClosedAutograde` for many submissions at once; takes the same settings."""

    workers = Integer(0, help="Papers that are examined at once on this machine; 0 is one for each processor.").tag(
        config=True
    )
    scheduler = Unicode("", help="Address of a Dask scheduler whose workers examine the papers.").tag(config=True)
    resume = Bool(False, help="Go on with a run that was cut off, even one that was forced.").tag(config=True)

    def convert_notebooks(self) -> None:
        """Examine what has changed, and record each result as it comes."""
        self.settings, self.rules = settings_of(self)
        run = RunRecord(self.examiner.course, self.coursedir.assignment_id, self.resume, self.force)
        everything = self.assignments
        # one assignment after the other, since a hall is warm for one
        keys = {folder: self._key(folder) for folder in sorted(everything, key=lambda f: (self.assignment_of(f), f))}
        recorded = self._recorded()
        todo = [
            folder for folder, key in keys.items()
            if not self._is_graded(folder, key, recorded, run.name if run.forced else None)
        ]  # fmt: skip
        self.report.begin(len(everything), len(todo))
        with one_gradebook(self.coursedir.db_url, self.coursedir.course_id) as self.gradebook:
            for folder, answers in self._answers(everything, todo):
                self.provenance = {"key": keys[folder], "run": run.name}
                answers |= self._record(folder, everything[folder], answers)
                self.report.graded(self._label(folder), answers)
        self.assignments = everything
        run.end()

    def student_of(self, folder: str) -> str:
        """Whose submission a folder is."""
        return self.matched(folder)["student"]

    def _label(self, folder):
        """What a submission is called where a person reads of it."""
        student, assignment = self.student_of(folder), self.assignment_of(folder)
        return student if assignment == self.coursedir.assignment_id else f"{assignment} of {student}"

    def _key(self, folder):
        rules = json.dumps([library_fingerprint(self._packages(folder)), asdict(self.rules), pack(self.settings)])
        return submission_fingerprint(Path(folder), [self._source(folder)], rules)

    def _packages(self, folder):
        """The packages and modules of the course that a grade is made from."""
        return sorted(tops(self.settings.library) | origins(self._source(folder)))

    def _recorded(self):
        """The submissions that the gradebook knows, by assignment and student."""
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            names = {self.assignment_of(folder) for folder in self.assignments}
            found = set()
            for name in names:
                with contextlib.suppress(MissingEntry):
                    found |= {(name, row.student_id) for row in gradebook.find_assignment(name).submissions}
        return found

    def _is_graded(self, folder, key, recorded, run):
        """Whether a submission has its grade, of this run where all are to be graded again."""
        assignment, student = self.assignment_of(folder), self.student_of(folder)
        target = Path(self._format_dest(assignment, student))
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            facts = [
                json.loads((target / Path(name).name).read_bytes())["metadata"]["proctor"]
                for name in self.assignments[folder]
            ]
            mine = [fact["key"] == key and (run is None or fact["run"] == run) for fact in facts]
            return all(mine) and (assignment, student) in recorded
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
        source = self._source(folder)
        packages = self._packages(folder)
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
        for _ in range(GRADEBOOK_TRIES):
            reason = unwritable(self.coursedir.db_url)
            if not reason:
                return
            time.sleep(1)
        raise self._give_up(OUT_OF_REACH.format(reason=reason))
