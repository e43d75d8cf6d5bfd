"""The cases of item 5: no sign in them hangs on rounding, and the known mistakes show."""

import numpy as np

from shrinkage.checks._cases import rough, tidy, until

# what a step takes the sign of, and the m that it leaves: the right rule, and some that are wrong
RULES = [
    lambda m, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * m + (1 - b2) * g),
    lambda m, g, b1, b2: (b2 * m + (1 - b2) * g, b1 * m + (1 - b1) * g),
    lambda m, g, b1, b2: (b2 * m + (1 - b2) * g, b2 * m + (1 - b2) * g),
    lambda m, g, b1, b2: (b1 * m + (1 - b1) * g, b1 * m + (1 - b1) * g),
    lambda m, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * m + g),
    lambda m, g, b1, b2: (g, m),
]


def _interpolations(rule, case, name):
    """What each step takes the sign of, for one parameter."""
    (b1, b2), m, found = case["defaults"]["betas"], np.zeros_like(case["parameters"][name]), []
    for gradients in case["gradients"]:
        c, m = rule(m, gradients[name], b1, b2)
        found.append(c)
    return np.stack(found)


def _is_clear(case):
    return all(np.min(np.abs(_interpolations(RULES[0], case, name))) > 0.02 for name in case["parameters"])


def _tells_rules_apart(case):
    """Whether no two rules take the same steps."""
    steps = {
        tuple(np.concatenate([np.sign(_interpolations(rule, case, name)).ravel() for name in case["parameters"]]))
        for rule in RULES
    }
    return _is_clear(case) and len(steps) == len(RULES) and _tells_loss_of_momentum(case)


def _tells_loss_of_momentum(case):
    """Whether a run that forgets its momentum after two steps goes elsewhere in the third."""
    late = {**case, "gradients": case["gradients"][2:]}
    pairs = [(_interpolations(RULES[0], case, n)[2], _interpolations(RULES[0], late, n)[0]) for n in case["parameters"]]
    return any(np.any(one * other < 0) for one, other in pairs)


def _tells_coupling(case):
    """Whether the sign of g + ωw, the gradient of a penalised loss, is somewhere not that of g, and somewhere is."""
    (gradients,), decay = case["gradients"], case["defaults"]["weight_decay"]
    agree = [np.sign(g + decay * case["parameters"][name]) == np.sign(g) for name, g in gradients.items()]
    agree = np.concatenate([np.ravel(each) for each in agree])
    return _is_clear(case) and agree.any() and not agree.all()


def _options(generator, weight_decays=(0.3, 0.6, 0.7)):
    rest = {"lr": [0.1, 0.2, 0.4], "weight_decay": weight_decays}
    betas = tuple(float(generator.choice(values)) for values in ([0.55, 0.7, 0.75], [0.8, 0.85, 0.9]))
    return {name: float(generator.choice(values)) for name, values in rest.items()} | {"betas": betas}


def _case(generator, draw, shapes, steps, **options):
    """One group, whose options are the defaults."""
    return {
        "parameters": {name: np.asarray(draw(generator, *shape)) for name, shape in shapes.items()},
        "defaults": _options(generator, **options),
        "groups": [{"params": list(shapes)}],
        "gradients": [{n: np.asarray(draw(generator, *shape)) for n, shape in shapes.items()} for _ in range(steps)],
    }


def first_cases(generator):
    sizes = [(tidy, {"W": (1, 2)}), (rough, {"W": (3, 2), "b": (3,)})]
    return [until(_tells_coupling, lambda size=size: _case(generator, *size, steps=1)) for size in sizes]


def cases(generator):
    """Four steps without decay: what moves the parameters is the momentum alone."""
    sizes = [(_is_clear, tidy, {"W": (1, 2)}), (_tells_rules_apart, rough, {"W": (3, 2), "b": (3,)})]
    return [
        until(telling, lambda size=size: _case(generator, *size, steps=4, weight_decays=[0.0]))
        for telling, *size in sizes
    ]


def group_cases(generator):
    return [
        _grouped(generator, tidy, {"W": (1, 1)}, {"b": (1,)}),
        _grouped(generator, rough, {"W": (2, 2), "V": (1, 2)}, {"b": (2,), "scale": ()}),
    ]


def _grouped(generator, draw, *shapes):
    """Two groups and defaults, all with different options."""

    def drawn():
        case = _case(generator, draw, {name: shape for each in shapes for name, shape in each.items()}, 1)
        return case | {"groups": [{"params": list(each), **_options(generator)} for each in shapes]}

    def differ(case):
        options = [*case["groups"], case["defaults"]]
        return all(len({each[name] for each in options}) == 3 for name in ("lr", "weight_decay"))

    return until(differ, drawn)


def untouched_cases(generator):
    """In the second step V has no gradient, and stands between two that have one."""
    drawn = []
    for draw, shapes in [(tidy, {"W": (1, 1), "V": (1, 1), "b": (1,)}), (rough, {"W": (3, 2), "V": (2,), "b": (2,)})]:
        case = _case(generator, draw, shapes, 2)
        del case["gradients"][1]["V"]
        drawn.append(case)
    return drawn
