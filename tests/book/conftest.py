"""The book, built once for all the tests that look at it."""

import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def build():
    """Builds the book in a folder with warnings as errors, as `make book` does, and returns the finished process."""
    command = [Path(sys.executable).with_name("jupyter-book"), "build", "-W", "-n", "--keep-going"]
    return lambda folder: subprocess.run([*command, folder], capture_output=True, text=True, timeout=1200)


@pytest.fixture(scope="session")
def book(build):
    """The folder of the book's HTML. It is the one that `make book` builds into, so that outputs are kept."""
    built = build(ROOT)
    assert built.returncode == 0, built.stdout[-4000:] + built.stderr[-4000:]
    return ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def pages(book):
    """Every HTML page of the book, parsed, by its path below the book's folder."""
    found = sorted(path for path in book.rglob("*.html") if "_static" not in path.parts)
    return {path.relative_to(book): BeautifulSoup(path.read_bytes(), "html.parser") for path in found}
