"""Every public function refuses bad input with an error that names the argument."""

import importlib
import inspect
import pkgutil

import pytest
import rows
import shrinkage

# rows/<topic>.py: BAD_INPUT = [(function, arguments, the argument that is wrong, ValueError or TypeError), ...]
TABLES = {
    info.name: table
    for info in pkgutil.iter_modules(rows.__path__)
    if (table := getattr(importlib.import_module(f"rows.{info.name}"), "BAD_INPUT", None))
}
ROWS = [row for table in TABLES.values() for row in table]


def public_functions():
    for info in pkgutil.iter_modules(shrinkage.__path__):
        if info.name.startswith("_") or info.name == "checks":
            continue
        module = importlib.import_module(f"shrinkage.{info.name}")
        for name in module.__all__:
            if inspect.isfunction(getattr(module, name)):
                yield pytest.param(getattr(module, name), id=f"{info.name}.{name}")


@pytest.mark.parametrize(
    ("function", "arguments", "name", "error"),
    [pytest.param(*row, id=f"{row[0].__module__}.{row[0].__name__}-{row[2]}-{i}") for i, row in enumerate(ROWS)],
)
def test_bad_input_is_refused_by_name(function, arguments, name, error):
    call = inspect.BoundArguments(inspect.signature(function), arguments)  # knows where *others goes
    with pytest.raises(error, match=rf"\b{name}\b.* must .*got "):
        function(*call.args, **call.kwargs)


@pytest.mark.parametrize("function", list(public_functions()))
def test_every_argument_of_every_public_function_has_a_row(function):
    tested = {row[2] for row in ROWS if row[0] is function}
    assert tested >= set(inspect.signature(function).parameters), "arguments without a row in tests/rows"
