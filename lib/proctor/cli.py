"""The command `proctor`."""

import argparse
import sys
from pathlib import Path

from proctor.doctor import examine


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="proctor", description="Grading that cannot be fooled, for nbgrader courses.")
    commands = parser.add_subparsers(dest="command", required=True)
    doctor = commands.add_parser("doctor", help="say what protects this machine and what is missing")
    doctor.add_argument(
        "course", nargs="?", type=Path, default=Path(), help="the folder of the course (default: this one)"
    )
    given = parser.parse_args(arguments)
    well = True
    for finding in examine(given.course.resolve()):
        print(finding, flush=True)
        well &= finding.well
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
