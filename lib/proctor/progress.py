"""What a person sees of a run: a bar, what went wrong as it comes, and a summary at the end."""

from collections import Counter

from nbformat import NotebookNode
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

SHOWN = 8  # rows of a list at the end of a run


class Report:
    """Tells of a run as it goes on. Holds a few numbers a submission, and no paper."""

    def __init__(self, console: Console):
        self.console, self.failed, self.zeros = console, {}, {}
        self.seconds: dict[str, float] = {}
        self.mistakes: Counter[str] = Counter()
        self.total = self.unchanged = 0

    def __enter__(self) -> "Report":
        columns = (TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self.progress = Progress(*columns, console=self.console)
        self.task = self.progress.add_task("", total=None)
        return self

    def __exit__(self, *error: object) -> None:
        if self.progress.live.is_started:
            self.progress.stop()

    def begin(self, total: int, todo: int) -> None:
        """How many submissions there are, and how many of them are to be graded."""
        self.total, self.unchanged = total, total - todo
        self.progress.update(self.task, total=todo)
        self.progress.start()

    def graded(self, student: str, papers: dict[str, NotebookNode | str]) -> None:
        """A submission is done: by name its papers, or why one has no grade."""
        for name, paper in papers.items():
            if isinstance(paper, str):
                self.failed[student] = f"{name}: {paper}"
                self._say("red", student, f"NOT GRADED: {paper}")
                continue
            record = paper.metadata.proctor
            self.seconds[student] = self.seconds.get(student, 0.0) + record.seconds
            self.mistakes.update(mistakes(paper))
            reason = why_nothing(paper)
            if reason:
                self.zeros[student] = reason if len(papers) == 1 else f"{name}: {reason}"
                self._say("yellow", student, f"no points from the tests: {self.zeros[student]}")
        self.progress.advance(self.task)

    def _say(self, colour, student, text):
        self.console.print(f"{student}: {text}", style=colour, markup=False, highlight=False)

    def summary(self) -> None:
        """What came of the run."""
        graded = len(self.seconds) - len(self.failed.keys() & self.seconds.keys())
        table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
        table.add_row("graded", str(graded))
        table.add_row("unchanged since they were graded", str(self.unchanged))
        table.add_row("with a notebook that got no points from its tests", _listed(self.zeros))
        table.add_row("not graded", _listed(self.failed))
        slowest = sorted(self.seconds.items(), key=lambda item: -item[1])[:3]
        table.add_row("slowest", ", ".join(f"{student} ({seconds:.1f} s)" for student, seconds in slowest) or "-")
        self.console.print(table, markup=False)
        if self.mistakes:
            self.console.print("known mistakes, by how many made them:")
        for mistake, count in self.mistakes.most_common(SHOWN):
            self.console.print(f"{count:6}  {mistake}", markup=False, highlight=False)


def mistakes(paper: NotebookNode) -> set[str]:
    """The known mistakes that a paper makes."""
    rows = [row for cell in paper.cells for row in cell.metadata.get("proctor", {}).get("findings", [])]
    return {row["mistake"] for row in rows if row.get("mistake")}


def why_nothing(paper: NotebookNode) -> str | None:
    """Why a paper earns nothing by itself, where no answer of it could even be judged."""
    if "unreadable" in paper.metadata.proctor:
        return paper.metadata.proctor.unreadable
    said = [cell.metadata.proctor for cell in paper.cells if "proctor" in cell.metadata and _is_judged(cell)]
    reasons = [row.reason for row in said if "reason" in row]
    return reasons[0] if reasons and len(reasons) == len(said) else None


def _is_judged(cell):
    return "reason" in cell.metadata.proctor or "findings" in cell.metadata.proctor


def _listed(reasons):
    if not reasons:
        return "0"
    rows = [f"{student} ({reason})" for student, reason in sorted(reasons.items())[:SHOWN]]
    return f"{len(reasons)}: " + "; ".join(rows) + ("; …" if len(reasons) > SHOWN else "")
