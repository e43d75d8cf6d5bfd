"""The Makefile's verbs: listed, and careful with what is not theirs."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VERBS = ["course", "book", "exercises", "grade", "test", "bench", "lint", "clean", "help"]


def make(*arguments):
    done = subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_plain_make_lists_every_verb(verb):
    assert f"  make {verb} " in make()


@pytest.mark.parametrize("kept", ["submitted", "autograded", "feedback", "gradebook", "exercises", ".venv"])
def test_clean_leaves_what_cannot_be_made_again(kept):
    assert kept not in make("--dry-run", "clean")


def test_ci_runs_the_command_that_everyone_runs():
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "exec make test"
