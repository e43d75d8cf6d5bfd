"""Item 3: the simplest model that is not clearly worse than the best, judged fold by fold."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import until
from shrinkage.checks.overfitting.paired_mistakes import ORDER, PAIRED, TIE, mistakes


def reference(errors, complexity):
    means = errors.mean(axis=1)
    best = min(range(len(means)), key=lambda i: (means[i], complexity[i]))
    gap = errors - errors[best]  # (values, k)
    near = gap.mean(axis=1) <= gap.std(axis=1, ddof=1) / np.sqrt(errors.shape[1])
    return complexity[near].min()


def in_order(generator):
    small = [until(_is_clear, lambda count=count: _few(generator, count)) for count in (3, 3, 4)]
    return [*small, _ladder(generator, 5), _ladder(generator, 10)]


def shuffled(generator):
    """The same in another order of the rows: first comes one that is within the noise, but not the simplest."""
    few, *ladders = in_order(generator)[2:]
    drawn = [until(_hides_the_simplest, lambda: _shuffle(generator, few))]
    for case, first in zip(ladders, (5, 7), strict=True):
        others = np.delete(np.arange(8), first)
        order = np.insert(generator.permutation(others), 0, first)
        drawn.append({name: values[order] for name, values in case.items()})
    return drawn


def ties(generator):
    """In units of 1/8, so that equal means are equal to the last bit."""
    taken = _tied(generator, lambda spread: np.array([0, 0, 1, 1]))
    clear = _tied(generator, lambda spread: np.array([0, 1, 1, 1]))
    refused = _tied(generator, lambda spread: np.array([0, 0, 1, 1]) * round(1.3 * spread))
    others = [_with_two_more(generator, case) for case in (clear, refused)]
    simple_first = {name: values[[0, 1, 3, 2, 4]] for name, values in others[0].items()}
    edges = _edge(generator, [0, 0, 0, 2]), _edge(generator, [0, 0, -1, 16])
    return [taken, *others, simple_first, *edges]


def _complexity(generator, count):
    return np.sort(generator.choice(np.arange(count, 5 * count), count, replace=False))


def _few(generator, count):
    """A few candidates in four folds, in numbers of one digit after the point."""
    folds = generator.integers(10, 40, 4)
    errors = (folds + generator.integers(0, 8, (count, 4))) / 10
    return {"errors": errors, "complexity": _complexity(generator, count)}


def _ladder(generator, k):
    """Eight candidates, from the simplest; the gap of the last seven to their sixth, the best, is t standard errors.

    The folds differ far more than the candidates do, so that the unpaired rule takes any of them.
    """
    t = np.array([3.0, 1.5, 1.04, 0.96, 0.5, 0.0, 0.3])
    spread = generator.uniform(0.05, 0.1, 7) * (t > 0)
    noise = generator.normal(size=(7, k))
    noise = (noise - noise.mean(axis=1, keepdims=True)) / noise.std(axis=1, ddof=1, keepdims=True)
    gap = spread[:, None] * (t[:, None] / np.sqrt(k) + noise)
    folds = 4 + generator.permutation(np.linspace(-2, 2, k))
    errors = folds + gap
    return {"errors": np.stack([_loud(errors[5]), *errors]), "complexity": _complexity(generator, 8)}


def _loud(best):
    """Not within the noise of the gap, nor within that of the best, but within the noise of its own errors."""
    mean, error = best.mean(), best.std(ddof=1) / np.sqrt(len(best))
    return mean + 1.15 * error + 1.3 * (best - mean)


def _shuffle(generator, case):
    order = generator.permutation(len(case["complexity"]))
    return {name: values[order] for name, values in case.items()}


def _tied(generator, gap):
    """A simple candidate, then two that are best, the complex one before the other.

    The simple one is above the simpler of the two by `gap` in every draw, which is beyond the noise; against
    the other it is within, for that one finds easy what the two find hard.
    """
    best = np.sort(generator.integers(8, 40, 4) + np.arange(0, 8, 2))

    def draw():
        simple = best + generator.permutation(gap(best.std(ddof=1)))
        return np.stack([simple, best[::-1], best])[:, generator.permutation(4)] / 8

    errors = until(lambda errors: _ratios(errors, 1)[0] < 0.9, draw)
    return {"errors": errors, "complexity": _complexity(generator, 3)[[0, 2, 1]]}


def _edge(generator, gap):
    """A candidate with this gap, alone within the noise; one that is worse in one fold of four is at its very edge.

    Its mean gap is then one standard error to the last bit. That of the second gap is 0.92 of one.
    """
    best = 16 + 4 * generator.permutation(np.array([1, 4, 7, 10])) + generator.integers(0, 4, 4)
    worse = generator.permutation(np.array(gap))
    errors = np.stack([worse + best, 4 + worse + best, best]) / 8
    complexity = _complexity(generator, 4)
    return {"errors": np.stack([*errors, _loud(errors[2]).round(3)]), "complexity": complexity[[2, 1, 3, 0]]}


def _with_two_more(generator, case):
    """The same with two more complex candidates within the noise, the less complex first and the most complex last."""
    gaps = np.stack([generator.permutation([2, -1, 0, 0]), generator.permutation([3, -2, 1, 0])]) / 8
    first, last = case["errors"][2] + gaps
    complexity = case["complexity"]
    return {
        "errors": np.stack([first, *case["errors"], last]),
        "complexity": np.array([complexity.max() + 1, *complexity, complexity.max() + 3]),
    }


def _ratios(errors, best):
    """The gap to a candidate in standard errors of that gap; 0 for the candidate itself."""
    gap = errors - errors[best]
    error = gap.std(axis=1, ddof=1) / np.sqrt(errors.shape[1])
    return np.divide(gap.mean(axis=1), error, out=np.full(len(gap), np.inf), where=error > 0)


def _is_clear(case):
    """No tie and no gap that rounding decides, and neither the simplest nor the best is right."""
    errors, means = case["errors"], np.sort(case["errors"].mean(axis=1))
    best = int(np.argmin(errors.mean(axis=1)))
    ratios = np.delete(_ratios(errors, best), best)
    apart = np.all(np.abs(ratios - 1) > 0.05) and np.all(np.isfinite(ratios)) and np.all(np.diff(means) > 0.01)
    return apart and reference(**case) not in (case["complexity"][0], case["complexity"][best])


def _hides_the_simplest(case):
    """In the order of the rows some other candidate within the noise comes first."""
    best = int(np.argmin(case["errors"].mean(axis=1)))
    near = (_ratios(case["errors"], best) < 1) | (np.arange(len(case["errors"])) == best)
    return case["complexity"][np.argmax(near)] != reference(**case)


paired_choice = Check(
    "paired_choice",
    reference=reference,
    requirements=[
        Requirement(PAIRED, points=2, cases=in_order),
        Requirement(ORDER, points=1, cases=shuffled),
        Requirement(TIE, points=1, cases=ties),
    ],
    mistakes=mistakes,
)
