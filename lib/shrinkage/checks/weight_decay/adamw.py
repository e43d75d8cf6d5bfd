"""Item 1: a step of AdamW as a pure function, which keeps a count of its own for each parameter."""

import copy

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import rough, tidy
from shrinkage.checks.weight_decay.adamw_mistakes import mistakes
from shrinkage.checks.weight_decay.adamw_state_mistakes import ABSENT, APART, BIASES, DECAY, MOVERS, UPDATE
from shrinkage.weight_decay import adamw

DIGITS = 5  # of a difference that should be 0: room for the rounding of float32


def reference(parameters, gradients, state, lr, weight_decay, betas, eps):
    """The library's AdamW with a state of its own for each parameter, so that each has its own count of steps."""
    optimizer = adamw(lr, betas, eps, weight_decay)
    new, states = dict(parameters), dict(state or {})
    for name, gradient in gradients.items():
        alone = {name: parameters[name]}
        before = states.get(name) or optimizer.init(alone)
        stepped, states[name] = optimizer.update({name: gradient}, before, alone)
        new |= stepped
    return new, states


def _step(answer, case, parameters, gradients, state, number=0, **changed):
    """One call of an answer: the new parameters, as NumPy arrays, and the new state."""
    rest = {name: case[name] for name in ("weight_decay", "betas", "eps")} | changed
    result = answer(parameters, gradients, state, case["lrs"][number], *rest.values())
    if result is None:
        raise TypeError("the function must return (parameters, state), got None: is a `return` missing?")
    if not isinstance(result, tuple | list) or len(result) != 2 or not isinstance(result[0], dict):
        raise TypeError("the function must return (parameters, state), of which the first is a dictionary")
    new, state = result
    if set(new) != set(case["parameters"]):
        wanted, got = (", ".join(sorted(map(str, names))) for names in (case["parameters"], new))
        raise ValueError(f"the new parameters must have the names {wanted}, got {got or 'none'}")
    return {name: np.asarray(value) for name, value in new.items()}, state


def _run(answer, case, gradients, **changed):
    """The parameters before the first step and after each step of a run; an answer gets copies."""
    reached, state = [copy.deepcopy(case["parameters"])], None
    for number, each in enumerate(gradients):
        new, state = _step(answer, case, copy.deepcopy(reached[-1]), copy.deepcopy(each), state, number, **changed)
        reached.append(new)
    return reached


def _minus(one, other, names):
    return {name: np.subtract(one[name], other[name]) for name in names}


def _rest(one, other, names):
    """What should be no difference."""
    return {name: np.round(value, DIGITS) for name, value in _minus(one, other, names).items()}


def _moved(case, new, names):
    """Whether each parameter of `names` has moved, in words: standing still must not pass for leaving alone."""
    still = [name for name in names if np.array_equal(np.asarray(new[name]), case["parameters"][name])]
    return f"{', '.join(still)} stood still" if still else "all of them moved"


def _update(answer, case):
    """Where the run without decay stands after its first step and after its last."""
    reached = _run(answer, case, case["gradients"], weight_decay=0.0)
    return {"after step 1": reached[1], f"after step {len(reached) - 1}": reached[-1]}


def _decay(answer, case):
    """What weight_decay adds to the first step of each weight."""
    first = case["gradients"][:1]
    (_, with_decay), (_, without) = (_run(answer, case, first, weight_decay=w) for w in (case["weight_decay"], 0.0))
    weights = [name for name, value in case["parameters"].items() if value.ndim >= 2]
    return {"what weight_decay adds to": _minus(with_decay, without, weights)}


def _direction(case, new, names):
    """Whether the first step took each parameter of `names` against its gradient, in words."""
    gradients, old = case["gradients"][0], case["parameters"]
    astray = [name for name in names if not np.all((np.asarray(new[name]) - old[name]) * gradients[name] < 0)]
    return f"{', '.join(astray)} did not move against the gradient" if astray else "all moved against the gradient"


def _biases(answer, case):
    with_decay, without = (_run(answer, case, case["gradients"], weight_decay=w) for w in (case["weight_decay"], 0.0))
    biases = [name for name, value in case["parameters"].items() if value.ndim < 2]
    added = _rest(with_decay[-1], without[-1], biases)
    return {"what weight_decay adds to": added, MOVERS: _direction(case, with_decay[1], biases)}


def _absent(answer, case):
    """A run in which one parameter has no gradient for a while, against its run without that while."""
    name, without = case["absent"], [name for name in case["parameters"] if name != case["absent"]]
    paused = _run(answer, case, case["gradients"])
    straight = _run(answer, case, [each for each in case["gradients"] if name in each])
    rests = [number for number, each in enumerate(case["gradients"]) if name not in each]
    moved = [_rest(paused[number + 1], paused[number], [name]) for number in rests]
    return {
        "how far it moves in the steps without its gradient": moved,
        "what these steps change at the end": _rest(paused[-1], straight[-1], [name]),
        MOVERS: _moved(case, straight[1], [name, *without]),
    }


def _apart(answer, case):
    """Two calls with the same arguments; those of the second step were returned by the first."""
    parameters, (first, second) = case["parameters"], case["gradients"][:2]
    case = case | {"weight_decay": 0.0}
    new, state = _step(answer, case, parameters, first, None)
    kept = copy.deepcopy(new)
    one, _ = _step(answer, case, new, second, state, 1)
    one = copy.deepcopy(one)
    two, _ = _step(answer, case, new, second, state, 1)
    return {
        "how two calls with the same arguments differ": _rest(two, one, parameters),
        "how the second step changes the parameters it was given": _rest(new, kept, parameters),
        MOVERS: _direction(case, kept, [name for name, value in parameters.items() if value.ndim >= 2]),
    }


def _case(generator, draw, shapes, steps):
    pick = generator.choice
    return {
        "parameters": {name: np.asarray(draw(generator, *shape)) for name, shape in shapes.items()},
        "gradients": [
            {name: _gradient(generator, draw, shape) for name, shape in shapes.items()} for _ in range(steps)
        ],
        "lrs": [float(lr) for lr in generator.permutation([0.05, 0.1, 0.15, 0.2, 0.25, 0.3])[:steps]],
        "weight_decay": float(pick([0.4, 0.6, 0.7])),
        "betas": (float(pick([0.5, 0.7, 0.8])), float(pick([0.6, 0.9, 0.95]))),
        "eps": float(pick([0.02, 0.05, 0.1])),
    }


def _gradient(generator, draw, shape):
    """A gradient whose parts have different sizes, so that ε shows in some and β₂ in others."""
    return np.asarray(draw(generator, *shape) * generator.choice([0.1, 1.0, 3.0], shape))


def cases(generator):
    small = {"W": (1, 2), "b": (2,)}
    large = {"kernel": (2, 3, 2, 2), "gain": (3,), "W": (4, 3), "scale": (), "filter": (2, 3, 2)}
    drawn = [_case(generator, tidy, small, 4), _case(generator, rough, large, 4)]
    drawn[1]["gradients"][2]["W"] = np.zeros((4, 3))  # m goes on all the same
    return drawn


def decay_cases(generator):
    """The same, but the first gradient of one weight is 0 too."""
    drawn = cases(generator)
    drawn[1]["gradients"][0]["W"] = np.zeros((4, 3))
    return drawn


def absent_cases(generator):
    """Six steps with one learning rate; in the third and the fourth the first parameter has no gradient."""
    drawn = []
    for shapes in [{"W": (1, 1), "b": (1,)}, {"b": (3,), "W": (2, 2)}, {"kernel": (2, 1, 2, 2), "scale": ()}]:
        case, name = _case(generator, tidy, shapes, 6), next(iter(shapes))
        for each in case["gradients"][2:4]:
            del each[name]
        drawn.append(case | {"lrs": case["lrs"][:1] * 6, "absent": name})
    return drawn


adamw_step = Check(
    "adamw_step",
    reference=reference,
    requirements=[
        Requirement(UPDATE, points=1, cases=cases, call=_update, rtol=1e-3),
        Requirement(DECAY, points=1, cases=decay_cases, call=_decay, rtol=1e-3),
        Requirement(BIASES, points=1, cases=cases, call=_biases, rtol=1e-4),
        Requirement(ABSENT, points=1, cases=absent_cases, call=_absent, rtol=1e-4),
        Requirement(APART, points=1, cases=cases, call=_apart, rtol=1e-4),
    ],
    mistakes=mistakes,
)
