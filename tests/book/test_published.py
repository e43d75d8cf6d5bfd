"""What follows from the one line that names the repository, and from its absence."""

from pathlib import Path

import pytest

EXTENSIONS = Path(__file__).parents[2] / "_ext"


@pytest.fixture
def extension(monkeypatch):
    """Imports a local extension by its name."""
    monkeypatch.syspath_prepend(EXTENSIONS)
    return pytest.importorskip


@pytest.mark.parametrize(
    ("repository", "book"),
    [
        ("https://github.com/Course/Regularization", "https://course.github.io/Regularization/"),
        ("https://github.com/course/course.github.io", "https://course.github.io/"),
    ],
)
def test_the_book_of_a_repository_has_its_address_on_github_pages(extension, repository, book):
    assert extension("published").published(repository) == book


def test_the_repository_is_that_of_the_setting_or_else_that_of_the_workflow_or_none(extension, monkeypatch):
    repository = extension("published").repository
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    assert repository({"repository_url": ""}) == ""
    assert repository({"repository_url": "https://github.com/a/b.git/"}) == "https://github.com/a/b"
    monkeypatch.setenv("GITHUB_REPOSITORY", "c/d")
    assert repository({}) == "https://github.com/c/d"
    assert repository({"repository_url": "https://github.com/a/b"}) == "https://github.com/a/b"


def test_an_assignment_is_offered_to_download_and_where_the_repository_is_known_to_run_elsewhere(extension):
    box = extension("take_away").box
    known = {"repository_url": "https://github.com/a/b", "repository_branch": "main"}
    text = box(known, "exercises/l2/l2", "../../_sources")
    assert 'href="../../_sources/exercises/l2/l2.ipynb"' in text
    assert 'href="https://colab.research.google.com/github/a/b/blob/main/exercises/l2/l2.ipynb"' in text
    assert 'href="https://mybinder.org/v2/gh/a/b/main?urlpath=lab/tree/exercises/l2/l2.ipynb"' in text
    assert 'pip install "shrinkage[course] @ git+https://github.com/a/b"' in text
    alone = box({"repository_url": ""}, "exercises/l2/l2", "../../_sources")
    assert 'href="../../_sources/exercises/l2/l2.ipynb"' in alone
    assert "http" not in alone
    assert "pip install '.[course]'" in alone
