"""Item 6: for each of six faults of an optimizer, one step that shows this fault and no other."""

import math

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks.weight_decay.isolate_mistakes import FAULTS, mistakes

KEYS = ("w", "b", "w_gradient", "b_gradient", "lr", "weight_decay", "betas", "eps")
TOLERANCE = 0.01
LARGEST = 1e6
RIGHT = "right"


def reference(fault):
    return {
        "grows": _test(w=10.0, lr=1.0, weight_decay=0.1),
        "forgets lr": _test(w=1.0, lr=0.001, weight_decay=0.5),
        "decays biases": _test(b=1.0, lr=0.5, weight_decay=0.5),
        "couples": _test(w=1.0, lr=0.1, weight_decay=0.001),
        "decays after": _test(w_gradient=1.0, lr=0.5, weight_decay=0.5, betas=(0.0, 0.0)),
        "skips correction": _test(w_gradient=1.0, lr=0.5, weight_decay=0.0),
    }[fault]


def _test(w=0.0, b=0.0, w_gradient=0.0, b_gradient=0.0, betas=(0.9, 0.999), eps=1e-8, *, lr, weight_decay):
    return dict(zip(KEYS, (w, b, w_gradient, b_gradient, lr, weight_decay, betas, eps), strict=True))


def _after_one_step(kind, test):
    """w and b after one step from a zero state, by a right AdamW or by one with a fault."""
    moved = []
    for value, gradient, decay in [(test["w"], test["w_gradient"], True), (test["b"], test["b_gradient"], False)]:
        decay = test["weight_decay"] if decay or kind == "decays biases" else 0.0
        moved.append(_moved(kind, value, gradient, test["lr"], decay, test["betas"], test["eps"]))
    return moved


def _moved(kind, value, gradient, lr, decay, betas, eps):
    gradient += decay * value if kind == "couples" else 0.0
    correction = [1.0, 1.0] if kind == "skips correction" else [1 - beta for beta in betas]
    m, v = ((1 - beta) * power for beta, power in zip(betas, (gradient, gradient**2), strict=True))
    step = lr * (m / correction[0]) / (math.sqrt(v / correction[1]) + eps)
    if kind == "decays after":
        return (value - step) * (1 - lr * decay)
    share = {"grows": -lr * decay, "forgets lr": decay, "couples": 0.0}.get(kind, lr * decay)
    return value * (1 - share) - step


def _read(result):
    """The test in a result as numbers, or a sentence that says why it is none."""
    if not isinstance(result, dict) or set(result) != set(KEYS):
        return f"is not a dictionary with the keys {', '.join(KEYS)} and no others"
    if np.size(result["betas"]) != 2 or any(np.size(result[key]) != 1 for key in KEYS if key != "betas"):
        return "must hold a pair of numbers as betas, and a number under each other key"
    test = {key: float(np.asarray(value).item()) for key, value in result.items() if key != "betas"}
    betas = tuple(float(beta) for beta in np.ravel(result["betas"]))
    if not all(abs(number) <= LARGEST for number in (*test.values(), *betas)):
        return "holds a number beyond a million, or one that is not finite"
    inside = test["lr"] > 0 and test["weight_decay"] >= 0 and test["eps"] > 0 and all(0 <= beta < 1 for beta in betas)
    return test | {"betas": betas} if inside else "breaks one of: lr > 0, weight_decay ≥ 0, eps > 0, 0 ≤ β < 1"


def _shows_it_alone(result, expected, case):
    """None where the step shows the case's fault and no other; or what it shows."""
    test = _read(result)
    if isinstance(test, str):
        return test
    after = {kind: _after_one_step(kind, test) for kind in (RIGHT, *FAULTS)}
    caught = [kind for kind in FAULTS if math.dist(after[kind], after[RIGHT]) > TOLERANCE]
    wrong = [case["fault"]] if case["fault"] not in caught else [kind for kind in caught if kind != case["fault"]]
    if not wrong:
        return None
    said = f"catches {', '.join(map(repr, caught))}" if caught else "catches nothing"
    rows = "; ".join(f"{_words(after[kind])} with {kind!r}" for kind in wrong)
    return f"{said}. After the step {_words(after[RIGHT])} with the right optimizer; {rows}"


def _words(pair):
    return f"w is {pair[0]:.4g} and b is {pair[1]:.4g}"


def _requirement(fault, name):
    return Requirement(name, points=1, cases=lambda generator: [{"fault": fault}], judge=_shows_it_alone)


isolating_test = Check(
    "isolating_test",
    reference=reference,
    requirements=[_requirement(fault, name) for fault, name in FAULTS.items()],
    mistakes=mistakes,
)
