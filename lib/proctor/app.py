"""`proctor autograde ASSIGNMENT`: nbgrader's configuration and its options, with many workers."""

import logging
import sys
import warnings

from nbgrader.api import MissingEntry
from nbgrader.apps.baseapp import NbGrader, nbgrader_aliases, nbgrader_flags
from nbgrader.converters import NbGraderException
from rich.console import Console
from rich.logging import RichHandler
from sqlalchemy.exc import SAWarning
from traitlets import TraitError, default
from traitlets.config.loader import ArgumentError, KVArgParseConfigLoader

from proctor.autograde import ParallelAutograde
from proctor.desk import seldom_collect
from proctor.insight import write_insight
from proctor.progress import Report

CUT_OFF = "Cut off. Every grade that was recorded is there, and none by half: proctor autograde %s --resume goes on"


class _Options(KVArgParseConfigLoader):
    """nbgrader's own passes over a name that it does not know, and would grade the whole class for a misspelt one."""

    def _handle_unrecognized_alias(self, arg):
        raise ArgumentError(f"there is no option --{arg}, see proctor autograde --help")


class ProctorAutogradeApp(NbGrader):
    """Grades all submissions for an assignment at once."""

    name = "proctor-autograde"
    description = """Grade all submissions for an assignment, many at once

    proctor autograde ASSIGNMENT [--student ID] [--workers N] [--scheduler tcp://HOST:PORT] [--resume] [--force]

    Takes nbgrader's own configuration and options. What has not changed since it was graded (the paper, the
    assignment, when it is due, the library, the rules) is not graded again, unless --force is given. A run that was
    cut off goes on where it stood when it is started again; --resume does the same for one that was forced. At the
    end it makes insight/ASSIGNMENT/index.html, which shows what the class did, as `proctor insight ASSIGNMENT` does.
    """
    aliases = nbgrader_aliases | {
        "workers": "ParallelAutograde.workers",
        "scheduler": "ParallelAutograde.scheduler",
    }
    flags = nbgrader_flags | {
        "force": ({"BaseConverter": {"force": True}}, "Grade again what has not changed."),
        "f": ({"BaseConverter": {"force": True}}, "Grade again what has not changed."),
        "resume": ({"ParallelAutograde": {"resume": True}}, "Go on with the run that was cut off."),
    }

    @default("classes")
    def _classes_default(self):
        return [*super()._classes_default(), ParallelAutograde]

    def _create_loader(self, argv, aliases, flags, classes):
        return _Options(argv, aliases, flags, classes=classes, log=self.log, subcommands=self.subcommands)

    def start(self) -> None:
        """Grade, and say what came of it; the exit status is 1 where a submission has no grade."""
        super().start()
        if len(self.extra_args) == 1:
            self.coursedir.assignment_id = self.extra_args[0]
        if self.extra_args[1:] or not self.coursedir.assignment_id:
            self.fail("Name one assignment: proctor autograde ASSIGNMENT")
        warnings.filterwarnings("ignore", category=SAWarning)
        seldom_collect()
        console = Console(stderr=True, quiet=self.log_level >= logging.CRITICAL)
        self._speak_through(console)
        with Report(console) as report:
            converter = self._grade(report)
        converter.report.summary()
        for assignment in sorted({converter.assignment_of(folder) for folder in converter.assignments}):
            self._show_insight(assignment, console)
        sys.exit(1 if converter.report.failed else 0)

    def _grade(self, report):
        try:
            converter = ParallelAutograde(coursedir=self.coursedir, parent=self)
            converter.report = report
            converter.start()
            return converter
        except NbGraderException:  # which was logged where it was raised
            sys.exit(1)
        except TraitError as error:
            self.log.error("Nothing is graded: %s", error)
            sys.exit(1)
        except KeyboardInterrupt:
            self.log.error(CUT_OFF, self.coursedir.assignment_id)
            sys.exit(130)
        except OSError as error:
            self.log.error("%s. What was graded is recorded: mend the cause, and give the same command again", error)
            sys.exit(1)

    def _show_insight(self, assignment, console):
        """Make the instructor's page; the grades are there, whatever becomes of it."""
        try:
            path = write_insight(self.coursedir, assignment, self)
            console.print(f"what the class did: {path}", markup=False, highlight=False, soft_wrap=True)
        except (ValueError, MissingEntry) as error:
            self.log.error("There is nothing to show of %s: %s", assignment, error)
        except Exception as error:
            self.log.error("The page on %s could not be made; the grades stand. %s", assignment, error)
            self.log.debug("What went wrong with the page:", exc_info=True)

    def _speak_through(self, console):
        """Warnings stand above the bar, not in it."""
        self.log.handlers[:] = [RichHandler(console=console, show_path=False, show_time=False, markup=False)]
        self.log.setLevel(max(self.log_level, 30))
