"""Item 1: a coin with a Beta prior: the posterior mean, the MAP, and the MAP of a power of θ."""

from proctor import Check, Requirement

from shrinkage.checks._cases import part, until
from shrinkage.checks.bayes.coin_mistakes import END, MEAN, MODE, POWER, mistakes

DIGITS = 1e-4  # room for a maximum that was searched for
PARTS = "posterior mean", "MAP of θ", "MAP of q"


def _peak(a, b):
    """Where θ^(a − 1) (1 − θ)^(b − 1) is largest; an exponent of 0 or below sends it to an end."""
    if a > 1 and b > 1:
        return (a - 1) / (a + b - 2)
    return 1.0 if a > 1 else 0.0


def reference(heads, tosses, a, b, k):
    a, b = a + heads, b + tosses - heads
    return a / (a + b), _peak(a, b), _peak(a - k + 1, b) ** k


def _case(heads, tosses, a, b, k):
    return {"heads": int(heads), "tosses": int(tosses), "a": float(a), "b": float(b), "k": int(k)}


def inner_cases(generator):
    """Cases whose densities have their maximum inside, with a prior that is not symmetric."""

    def draw(tosses, k):
        a, b = generator.choice([1.5, 2.0, 2.5, 3.0, 4.5], size=2, replace=False)
        return _case(generator.integers(k, tosses - 1), tosses, a, b, k)

    return [until(_leans, lambda size=size: draw(*size)) for size in [(5, 2), (10, 2), (24, 3)]]


def _leans(case):
    """Whether heads and tails differ, before and after the tosses: else mean and mode agree, and sides may swap."""
    heads, tails = case["heads"], case["tosses"] - case["heads"]
    return heads != tails and abs(case["a"] + heads - case["b"] - tails) > 0.6


def end_cases(generator):
    """One side never seen and hardly expected: at first a power of 0, at last two powers whose sum is below 0.

    For no density are both powers 0 or below, that of q neither: hence the k = 1.
    """
    few, more = generator.integers(2, 9, size=2)
    small, large = generator.choice([0.2, 0.3, 0.5, 0.7]), generator.choice([1.5, 2.0, 2.5])
    return [
        _case(0, few, 1, large, 2),
        _case(0, more, small, large, 2),
        _case(more, more, large, small, 3),
        _case(1, 1, 0.2, small, 1),
        _case(0, 1, small, 0.2, 2),
    ]


def power_cases(generator):
    """The cases inside, and two in which fewer heads than k leave the density of q falling."""
    few = int(generator.integers(3, 8))
    return [*inner_cases(generator), _case(1, few, 1.5, 2.5, 4), _case(1, 2, 1.5, 0.5, 5)]


coin = Check(
    "coin",
    reference=reference,
    requirements=[
        Requirement(MEAN, points=1, cases=inner_cases, part=part(0, *PARTS), rtol=DIGITS),
        Requirement(MODE, points=1, cases=inner_cases, part=part(1, *PARTS), rtol=DIGITS),
        Requirement(END, points=1, cases=end_cases, part=part(1, *PARTS), rtol=DIGITS),
        Requirement(POWER, points=1, cases=power_cases, part=part(2, *PARTS), rtol=DIGITS),
    ],
    mistakes=mistakes,
)
