"""Item 3: a plot of what the decay took off weights whose gradients differ in size alone."""

import numpy as np
from proctor import Check, Requirement
from proctor.plots import joined, seen

from shrinkage.checks._cases import close, complete, until, words
from shrinkage.checks.weight_decay.pull_mistakes import SCALE, WORDS, mistakes
from shrinkage.checks.weight_decay.pull_run_mistakes import COUPLED, DECOUPLED
from shrinkage.weight_decay import adam, adamw

LABELS = {COUPLED: "Adam + L2", DECOUPLED: "AdamW"}


def reference(ax, scales, noise, lr, strength, betas, eps):
    free, coupled = (adam(lr, betas, eps, lam, decays=_always) for lam in (0.0, strength))
    decoupled = adamw(lr, betas, eps, strength, decays=_always)
    without = _end(free, scales, noise)
    ax.plot(scales, without - _end(coupled, scales, noise), "o-", label=LABELS[COUPLED])
    ax.plot(scales, without - _end(decoupled, scales, noise), "s--", label=LABELS[DECOUPLED])
    ax.set(xscale="log", xlabel="size of the gradients", ylabel="taken off by the decay")
    ax.legend()


def _always(name, value):
    return True


def _end(optimizer, scales, noise):
    """The weights after all steps, begun at 1."""
    parameters = {"w": np.ones(len(scales))}
    state = optimizer.init(parameters)
    for z in noise:
        parameters, state = optimizer.update({"w": scales * z}, state, parameters)
    return parameters["w"]


def _line(drawing, case, label):
    """The line with a label, from left to right; in words where it is not there."""
    found = [line for line in drawing["lines"] if _plain(line["label"]) == _plain(label)]
    if not found:
        labels = ", ".join(repr(line["label"]) for line in drawing["lines"] if line["label"])
        dots = "dots that nothing joins" if drawing["points"] else "no line"
        return f"{dots} with the label {label!r}" + (f"; the lines are {labels}" if labels else "")
    order = np.argsort(found[0]["x"])
    return {"x": found[0]["x"][order], "y": found[0]["y"][order]}


def _plain(label):
    return label.lower().replace(" ", "")


def _scale(drawing, case):
    logarithms = [np.log10(case["scales"]), np.log(case["scales"]), np.log2(case["scales"])]
    xs = [np.sort(line["x"]) for line in drawing["lines"]]
    taken = any(x.shape == logs.shape and close(x, logs) for x in xs for logs in logarithms)
    data = "the logarithm of the size" if taken else "the size"
    return {"x scale": drawing["x scale"], "y scale": drawing["y scale"], "x data": data}


def _words(drawing, case):
    return words(drawing, LABELS.values(), as_read=_plain)


def _case(generator, scales, steps):
    return {
        "scales": scales,
        "noise": generator.normal(size=steps).round(2),
        "lr": float(generator.choice([0.02, 0.03])),
        "strength": float(generator.choice([0.2, 0.3, 0.4])),
        "betas": (0.8, float(generator.choice([0.9, 0.95]))),
        "eps": 1e-6,
    }


def _goes_one_way(case):
    """Whether a step of noise moves each weight by 0.01 or more on average: decay before and after it differ."""
    free = adam(case["lr"], case["betas"], case["eps"], 0.0, decays=_always)
    moved = np.abs(1 - _end(free, case["scales"], case["noise"]))
    return np.min(moved) >= 0.01 * len(case["noise"])


def cases(generator):
    short = until(_goes_one_way, lambda: _case(generator, np.array([0.01, 1.0, 10.0]), 6))
    return [short, _case(generator, np.logspace(-2, 2, 9), 40)]


def one_case(generator):
    return cases(generator)[:1]


def _requirement(name, cases, part, **more):
    return Requirement(name, points=1, cases=cases, call=joined, part=part, **more)


draw_pull = Check(
    "draw_pull",
    reference=reference,
    requirements=[
        # 2e-3: what is left of single precision in the difference of two runs
        *(_requirement(name, cases, seen(_line, label), rtol=2e-3) for name, label in LABELS.items()),
        _requirement(SCALE, one_case, seen(_scale)),
        _requirement(WORDS, one_case, seen(_words), judge=complete),
    ],
    mistakes=mistakes,
)
