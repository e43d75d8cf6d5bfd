"""What a check asks, sealed to be sent into the room: cases and how to call an answer, and nothing that answers.

A question is pickled by value outside and opened inside; nothing is ever unpickled on its way back. It must hold no
reference, no known mistake and no seed: the pickler refuses them, and with them every function and module of the
course that the room does not show.
"""

import io
import pickle
import sys
import types
from collections.abc import Collection

import cloudpickle

from proctor.check import Check


class LeakError(ValueError):
    """A check whose cases or call would carry into the room what must stay outside; the instructor mends it."""


def seal(check: Check, seed: int, nonce: str, hidden: Collection[str], visible: Collection[str]) -> bytes:
    """The question that `check` asks with `seed`.

    nonce: what the evidence must repeat.
    hidden: the top packages of the course. Of these, the room shows the modules `visible` alone.
    """
    wrap = _Sealer.wrapper(check, hidden, visible)
    with _by_value(hidden, visible):
        rows = [_row(check, requirement, seed, wrap) for requirement in check.runs]
    return pickle.dumps({"nonce": nonce, "check": check.name, "value": check.value, "runs": rows})


def _row(check, requirement, seed, wrap):
    """What the room is told of a run; of a value it needs no more than how many cases there are."""
    cases = requirement.draw(seed)
    drawn = [{} for _ in cases] if check.value else list(cases)
    row = {"name": requirement.name, "may_change": list(requirement.may_change), "cases": wrap(drawn)}
    return row | {"call": None if check.value else wrap(requirement.call)}


def counts(check: Check, seed: int) -> dict[str, int]:
    """How many outcomes a run must have in the evidence, by the name of its first requirement."""
    return {requirement.name: len(requirement.draw(seed)) for requirement in check.runs}


class _Sealer(cloudpickle.Pickler):
    """Pickles what the room does not show by value, and refuses what gives an answer away."""

    def __init__(self, file, forbidden, hidden, visible):
        super().__init__(file)
        self.forbidden, self.hidden, self.visible = forbidden, hidden, visible

    @classmethod
    def wrapper(cls, check, hidden, visible):
        answers = [check.reference, *(mistake.wrong for mistake in check.mistakes)]
        forbidden = {id(answer): answer for answer in answers}

        def wrap(value):
            file = io.BytesIO()
            cls(file, forbidden, hidden, visible).dump(value)
            return file.getvalue()

        return wrap

    def reducer_override(self, value):
        if id(value) in self.forbidden or isinstance(value, Check):
            raise LeakError(f"its cases or call hold {value!r:.80}, which answers the question")
        if isinstance(value, types.ModuleType) and self._is_hidden(value.__name__):
            raise LeakError(f"its call uses the module {value.__name__}, which is not in ClosedRoom.library")
        named = isinstance(value, types.FunctionType | type) and self._is_hidden(value.__module__)
        if named and not _beside(value):
            raise LeakError(f"its call uses {value.__module__}.{value.__name__}, which is not in ClosedRoom.library")
        return super().reducer_override(value)

    def _is_hidden(self, module):
        top = (module or "").split(".")[0]
        return top in self.hidden and top != "proctor" and not shown(module, self.visible)


def shown(module: str, visible: Collection[str]) -> bool:
    """Whether the room shows a module: it is listed, or its package is with `.*`."""
    parts = module.split(".")
    packages = (".".join(parts[:end]) + ".*" for end in range(1, len(parts) + 1))
    return module in visible or any(package in visible for package in packages)


def _beside(value):
    """Whether a function belongs to the checks, not to the mathematics: its module, or a package above, has checks."""
    parts = value.__module__.split(".")
    packages = (sys.modules.get(".".join(parts[:end])) for end in range(len(parts), 0, -1))
    return any(map(has_checks, packages))


def has_checks(module: types.ModuleType | None) -> bool:
    """Whether checks are among the names of a module."""
    return module is not None and any(isinstance(value, Check) for value in vars(module).values())


class _by_value:  # noqa: N801  reads as a phrase after `with`
    """Let cloudpickle take the hidden modules of the course by value for a moment."""

    def __init__(self, hidden, visible):
        names = [name for name in list(sys.modules) if name.split(".")[0] in hidden and not shown(name, visible)]
        self.modules = [sys.modules[name] for name in names]

    def __enter__(self):
        self.registered = cloudpickle.list_registry_pickle_by_value()
        for module in self.modules:
            cloudpickle.register_pickle_by_value(module)

    def __exit__(self, *error):
        for module in self.modules:
            if module.__name__ not in self.registered:
                cloudpickle.unregister_pickle_by_value(module)
