"""`proctor insight ASSIGNMENT`: make the page and the tables of an assignment, without grading anything."""

import sys

from nbgrader.api import MissingEntry
from nbgrader.apps.baseapp import NbGrader

from proctor.insight import write_insight


class ProctorInsightApp(NbGrader):
    """Makes the instructor's page and tables of an assignment that was graded."""

    name = "proctor-insight"
    description = """Show what a class did with an assignment

    proctor insight ASSIGNMENT

    Makes insight/ASSIGNMENT/index.html, a page that opens in any browser and asks nobody for anything, and beside it
    questions.csv and requirements.csv. They are made from the graded papers and the gradebook, and change neither:
    make them again after grading by hand. `proctor autograde` makes them at its end.
    """

    def start(self) -> None:
        """Make the page, and say where it is."""
        super().start()
        if len(self.extra_args) == 1:
            self.coursedir.assignment_id = self.extra_args[0]
        if self.extra_args[1:] or not self.coursedir.assignment_id:
            self.fail("Name one assignment: proctor insight ASSIGNMENT")
        try:
            print(write_insight(self.coursedir, self.coursedir.assignment_id, self))
        except (ValueError, MissingEntry) as error:
            self.log.error("There is nothing to show: %s", error)
            sys.exit(1)
