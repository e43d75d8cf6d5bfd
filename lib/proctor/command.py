"""Run nbgrader's own commands, one process for a whole class."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

# the line of a command's log that says whose turn it is
TURN = re.compile(r"Converting notebook .*[/\\]([^/\\]+)[/\\]([^/\\]+)[/\\][^/\\]+\.ipynb")


class CommandError(RuntimeError):
    """An nbgrader command that failed, with the end of what it said."""


def nbgrader(course: Path, verb: str, *arguments: str) -> None:
    """Run `nbgrader VERB ARGUMENTS` in a course's folder; names the students as their turn comes.

    What nbgrader says goes to VERB.log in that folder.
    """
    log, start, named = course / f"{verb}.log", time.monotonic(), None
    print(f"nbgrader {verb}", end="", flush=True)
    with log.open("w", encoding="utf-8") as stream, _start(course, verb, *arguments) as process:
        for line in process.stdout:
            stream.write(line)
            turn = TURN.search(line)
            if turn and turn.groups() != named and verb != "generate_assignment":
                named = turn.groups()
                print(f"  {turn[1]}/{turn[2]}", end="", flush=True)
    print(f"  ({time.monotonic() - start:.0f} s)", flush=True)
    if process.returncode:
        tail = "\n".join(log.read_text(encoding="utf-8").splitlines()[-30:])
        raise CommandError(f"nbgrader {verb} failed; the end of {log}:\n{tail}")


def autograde(course: Path, *arguments: str) -> None:
    """Run `proctor autograde ARGUMENTS` in a course's folder; it shows its own progress."""
    command = [sys.executable, "-m", "proctor.cli", "autograde", *arguments]
    if subprocess.run(command, cwd=course, env=_environment(), check=False).returncode:
        raise CommandError("proctor autograde failed: see above")


def _start(course, verb, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "nbgrader", verb, *arguments],
        cwd=course,
        env=_environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _environment():
    # nbgrader itself calls `alembic` by name: it is beside the interpreter, whatever the caller's PATH
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path}
