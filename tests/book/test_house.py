"""The rules of the house: what lies where, who imports whom, how long a thing may be."""

import ast
import importlib
import importlib.metadata
import inspect
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import jupytext
import proctor
import pytest
import shrinkage
from bs4 import BeautifulSoup
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[2]
LIB = ROOT / "lib"
SLUGS = sorted(path.stem for path in (ROOT / "chapters").glob("*.md"))
NOT_TOPICS = {"checks", "conventions", "data", "figures", "reproduced"}
MODULES = sorted(LIB.rglob("*.py"))
CHAPTERS = [
    *sorted((ROOT / "chapters").glob("*.md")),
    *(ROOT / f"{page}.md" for page in ("notation", "recipes", "reproduced")),
]
TOPICS = [
    importlib.import_module(f"shrinkage.{info.name}")
    for info in pkgutil.iter_modules(shrinkage.__path__)
    if not info.name.startswith("_") and info.name != "checks"
]
SYMBOLS = [pytest.param(topic, name, id=f"{topic.__name__}.{name}") for topic in TOPICS for name in topic.__all__]


def names(folder, pattern="*"):
    """The names, less their endings, of what lies in a folder and is neither hidden nor private."""
    return {path.stem for path in (ROOT / folder).glob(pattern) if path.name[0] not in "._"}


def relative(path):
    return path.relative_to(ROOT).as_posix()


def test_a_topic_has_the_same_slug_in_every_folder():
    slugs = set(SLUGS)
    assert slugs
    assert names("solutions", "*.md") == slugs
    assert names("solutions", "*.py") == slugs
    assert names("exercises") == slugs
    assert {path.stem for path in (ROOT / "exercises").glob("*/*.ipynb") if path.parent.name == path.stem} == slugs
    assert names("lib/shrinkage") == slugs | NOT_TOPICS
    assert names("lib/shrinkage/checks") == slugs
    assert names("tests/rows", "*.py") == slugs | NOT_TOPICS - {"checks"}
    assert names("tests/shrinkage", "test_*.py") >= {f"test_{slug}" for slug in slugs}


@pytest.mark.parametrize("python", ["3.11.0", "3.12.0", "3.13.0"])
def test_every_pin_can_be_installed_on_every_python_that_the_readme_names(python):
    wants = {dist.name: dist.metadata.get("Requires-Python") or "" for dist in importlib.metadata.distributions()}
    assert {name: want for name, want in wants.items() if python not in SpecifierSet(want)} == {}


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_a_module_fits_one_reading(module):
    assert len(module.read_text().splitlines()) <= 200


def body_lines(function):
    """How many lines the body of a function has, less its docstring."""
    first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
    return function.end_lineno - first.lineno + 1


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_a_function_fits_one_thought(module):
    functions = (node for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.FunctionDef))
    assert {node.name: body_lines(node) for node in functions if body_lines(node) > 20} == {}


def imported(module):
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_imports_run_one_way(module):
    place = relative(module)
    if place.startswith("lib/proctor/"):
        barred = r"shrinkage\b"
    elif place.startswith("lib/shrinkage/checks/"):
        barred = r"nbgrader\b"
    else:
        barred = r"shrinkage\.checks\b|proctor\b"
    assert [name for name in imported(module) if re.match(barred, name)] == []


@pytest.mark.parametrize("topic", [shrinkage, *TOPICS], ids=lambda topic: topic.__name__)
def test_no_import_brings_torch_with_it(topic):
    code = f"import sys, {topic.__name__}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def lines_to_read(cell):
    """How many lines of a cell's code a reader has before the eyes, blank ones not counted."""
    unseen = {"remove-input", "remove-cell"} & set(cell.metadata.get("tags", []))
    return 0 if unseen else sum(bool(line.strip()) for line in cell.source.splitlines())


@pytest.mark.parametrize("chapter", CHAPTERS, ids=relative)
def test_a_cell_of_a_chapter_has_at_most_15_lines(chapter):
    cells = [cell for cell in jupytext.read(chapter).cells if cell.cell_type == "code"]
    assert cells
    assert [cell.source for cell in cells if lines_to_read(cell) > 15] == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=relative)
def test_what_is_to_be_predicted_is_hidden_at_first_and_nothing_else(chapter):
    asked, answered = 0, True
    for cell in jupytext.read(chapter).cells:
        if "{admonition} Predict" in cell.source:
            assert answered, f"a prediction above {cell.source[:60]!r} has no cell tagged hide-output"
            asked, answered = asked + 1, False
        elif "hide-output" in cell.metadata.get("tags", []):
            assert asked, f"{cell.source[:60]!r} hides its output though nothing was asked"
            answered = True
    assert answered


def spoken_of(topic, name):
    """The names that stand for a symbol: its own, and for a class those of the functions that return it."""
    symbol = getattr(topic, name)
    makers = [getattr(topic, other) for other in topic.__all__] if isinstance(symbol, type) else []
    makers = [maker.__name__ for maker in makers if inspect.isfunction(maker) and name in inspect.getsource(maker)]
    return "|".join([name, *makers])


@pytest.mark.parametrize(("topic", "name"), SYMBOLS)
def test_a_public_symbol_is_used_in_a_chapter(topic, name):
    cells = [cell for page in CHAPTERS for cell in jupytext.read(page).cells]
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    included = "\n".join(re.findall(r"^:pyobject: .*$", "\n".join(cell.source for cell in cells), re.MULTILINE))
    assert re.search(rf"\b({spoken_of(topic, name)})\b", code + included)


@pytest.mark.parametrize(("topic", "name"), SYMBOLS)
def test_a_public_symbol_is_named_in_a_test(topic, name):
    tests = "\n".join(path.read_text() for path in (ROOT / "tests" / "shrinkage").glob("test_*.py"))
    assert re.search(rf"\b({spoken_of(topic, name)})\b", tests)


@pytest.mark.parametrize(("topic", "name"), SYMBOLS)
def test_a_public_symbol_has_a_docstring(topic, name):
    symbol = getattr(topic, name)
    assert symbol.__doc__ if callable(symbol) else name.isupper()  # a constant's text follows it in the source


@pytest.mark.slow
@pytest.mark.parametrize("package", [*TOPICS, proctor], ids=lambda package: package.__name__)
def test_every_public_symbol_is_in_the_api_reference(package, book):
    page = BeautifulSoup((book / "api.html").read_bytes(), "html.parser")
    documented = {tag["id"] for tag in page.select("dt.sig[id]")}
    assert {f"{package.__name__}.{name}" for name in package.__all__} <= documented
