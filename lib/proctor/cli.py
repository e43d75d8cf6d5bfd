"""The command `proctor`."""

import argparse
import sys
from pathlib import Path

from proctor.doctor import examine


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["autograde"]:
        from proctor.app import ProctorAutogradeApp  # which takes nbgrader's own options

        ProctorAutogradeApp.launch_instance(argv=arguments[1:])
        return 0
    if arguments[:1] == ["insight"]:
        from proctor.insight.app import ProctorInsightApp

        ProctorInsightApp.launch_instance(argv=arguments[1:])
        return 0
    well, course = True, _parser().parse_args(arguments).course.resolve()
    sys.path.insert(0, str(course))  # as nbgrader does, so that a package in the course's folder is found
    for finding in examine(course):
        print(finding, flush=True)
        well &= finding.well
    return 0 if well else 1


def _parser():
    parser = argparse.ArgumentParser(prog="proctor", description="Grading that cannot be fooled, for nbgrader courses.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("autograde", help="grade all submissions for an assignment at once", add_help=False)
    commands.add_parser("insight", help="make a page and tables of what a class did with one", add_help=False)
    doctor = commands.add_parser("doctor", help="say what protects this machine and what is missing")
    doctor.add_argument(
        "course", nargs="?", type=Path, default=Path(), help="the folder of the course (default: this one)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
