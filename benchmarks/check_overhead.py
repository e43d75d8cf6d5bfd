"""What a check costs in a student's notebook: its time beyond the answer's own, and the import of the checks.

    python benchmarks/check_overhead.py

Each answer is the reference itself, which each check calls too; the time of the answer's own calls is taken off.
"""

import importlib
import statistics
import subprocess
import sys
import time
from pathlib import Path

import shrinkage.checks

REPEATS = 5
SLUGS = sorted(path.name for path in Path(shrinkage.checks.__path__[0]).iterdir() if (path / "__init__.py").exists())


def timed(answer, spent):
    """The answer, which notes how long it takes."""

    def answering(*arguments, **named):
        begun = time.perf_counter()
        try:
            return answer(*arguments, **named)
        finally:
            spent.append(time.perf_counter() - begun)

    return answering


def overhead(check, seed):
    """Seconds of a check beyond those of the answer, for a seed whose cases nobody has drawn yet."""
    spent = []
    begun = time.perf_counter()
    if check.value:
        report = check(check.reference(**check.requirements[0].draw(0)[0]), seed)
    else:
        report = check(timed(check.reference, spent), seed)
    str(report)
    return time.perf_counter() - begun - sum(spent)


def seconds(code):
    """How long a fresh Python takes for some code."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begun


def main():
    """Print both, assignment by assignment."""
    print("assignment: import of shrinkage and its checks, of NumPy alone; each check beyond its answer (seconds)")
    for slug in SLUGS:
        code = f"import shrinkage; from shrinkage.checks import {slug}"
        took = [min(seconds(each) for _ in range(REPEATS)) for each in (code, "import numpy")]
        checks = importlib.import_module(f"shrinkage.checks.{slug}").CHECKS
        costs = {
            name: statistics.median(overhead(check, seed) for seed in range(1, REPEATS + 1))
            for name, check in checks.items()
        }
        listed = ", ".join(f"{name} {cost:.3f}" for name, cost in costs.items())
        print(f"{slug}: {took[0]:.2f}, {took[1]:.2f}; {listed}")
    print("goals: at most 0.3 for the import, less than 0.1 for a check")


if __name__ == "__main__":
    main()
