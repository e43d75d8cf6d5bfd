"""A change is seen at the next build, and a warning at every build until it is mended."""

import shutil
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow

PAGE = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# A page

```{code-cell} ipython3
import sys

sys.path.insert(0, "lib")
from tiny import answer

print(f"the answer is {answer()}")
```

```{literalinclude} lib/tiny.py
:pyobject: answer
```
"""
TINY = '''def answer():
    """The answer.

    And more than anybody asked for.
    """
    return {}
'''


@pytest.fixture
def rebuilt(build):
    """Builds a folder's book and returns its page."""

    def page_of(folder):
        built = build(folder)
        assert built.returncode == 0, built.stdout[-2000:] + built.stderr[-2000:]
        return (folder / "_build" / "html" / "index.html").read_text()

    return page_of


@pytest.fixture
def tiny(tmp_path):
    """A book of one page with this book's settings, extensions and styles, and a library of one function."""
    for name in ["_config.yml", "_ext", "_static", "_vendor", "references.bib"]:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    (tmp_path / "_toc.yml").write_text("{format: jb-book, root: index}")
    (tmp_path / "index.md").write_text(PAGE)
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "tiny.py").write_text(TINY.format(41))
    return tmp_path


def shown(html):
    """The answer in the cell's output and the one in the code that the page includes."""
    return [number for number in ("41", "42") if f"the answer is {number}" in html], [
        number for number in ("41", "42") if f'<span class="mi">{number}</span>' in html
    ]


def test_a_changed_line_in_lib_changes_the_page_at_the_next_build(tiny, rebuilt):
    assert shown(rebuilt(tiny)) == (["41"], ["41"])
    (tiny / "lib" / "tiny.py").write_text(TINY.format(42))
    html = rebuilt(tiny)
    assert shown(html) == (["42"], ["42"])
    assert "The answer." in html
    assert "more than anybody asked for" not in html  # _ext/short_docstrings.py
    assert len(list((tiny / "_build" / ".execution_cache").iterdir())) == 1  # the stale one is gone


def test_without_the_extension_the_old_output_would_stay(tiny, rebuilt):
    settings = yaml.safe_load((tiny / "_config.yml").read_text())
    settings["sphinx"]["config"]["extensions"].remove("fresh_outputs")
    del settings["sphinx"]["local_extensions"]["fresh_outputs"]
    (tiny / "_config.yml").write_text(yaml.safe_dump(settings))
    rebuilt(tiny)
    (tiny / "lib" / "tiny.py").write_text(TINY.format(42))
    assert shown(rebuilt(tiny)) == (["41"], ["42"])


def test_the_cache_is_named_after_lib_and_the_pins(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "_ext")
    from fresh_outputs import fingerprint

    seen = [fingerprint(tmp_path)]
    (tmp_path / "lib" / "deep").mkdir(parents=True)
    for name, text in [("lib/deep/a.py", "1"), ("lib/b.py", "1"), ("lib/b.py", "2"), ("constraints.txt", "numpy==2.0")]:
        (tmp_path / name).write_text(text)
        seen.append(fingerprint(tmp_path))
    assert len(set(seen)) == len(seen)
    (tmp_path / "README.md").write_text("Nothing that a page could show.")
    assert fingerprint(tmp_path) == seen[-1]


@pytest.mark.parametrize(
    "fault",
    ["[nowhere](nowhere.md)", "{cite}`nobody1900`", "```{code-cell} ipython3\n1 / 0\n```"],
    ids=["dead link", "unknown source", "cell that raises"],
)
def test_a_fault_fails_the_second_build_too(fault, tiny, build):
    (tiny / "index.md").write_text(PAGE + "\n" + fault + "\n")
    assert build(tiny).returncode != 0
    assert build(tiny).returncode != 0
