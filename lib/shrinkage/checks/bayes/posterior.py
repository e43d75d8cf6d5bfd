"""Item 3: the posterior of linear regression for any Gaussian prior and noise that differs between examples."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import part, parts, regression, rough, tidy
from shrinkage.checks.bayes.posterior_mistakes import mistakes
from shrinkage.checks.bayes.posterior_prior_mistakes import CERTAIN, COVARIANCE, MEAN, NOISE, TURNS

PARTS = "mean", "covariance"
RTOL = 1e-5
named = parts(*PARTS)


def reference(X, y, noise_variances, prior_mean, prior_covariance):
    seen = X @ prior_covariance  # (n, d), the covariance of the values Xw with w
    gain = np.linalg.solve(seen @ X.T + np.diag(noise_variances), seen).T
    return prior_mean + gain @ (y - X @ prior_mean), prior_covariance - gain @ seen


def _turns(answer, case):
    """The posterior after two batches: that of the first is handed back as the prior of the second."""
    first = {name.removesuffix(" 1"): value for name, value in case.items() if not name.endswith(" 2")}
    between = named(answer(*first.values()))
    prior = {f"prior_{name}": np.asarray(value, dtype=float) for name, value in between.items()}
    batch = {name.removesuffix(" 2"): value for name, value in case.items() if name.endswith(" 2")}
    return named(answer(*batch.values(), *prior.values()))


def _noise(generator, n):
    return np.full(n, generator.choice([0.2, 0.3, 0.5, 0.7]))


def _spread(generator, d, draw):
    """A covariance with all its entries different from 0."""
    A = draw(generator, d, d)
    return (A @ A.T + np.eye(d)) / d


def equal_cases(generator):
    """Equal noise, and a prior N(0, τ²I)."""
    drawn = []
    for n, d, draw in [(2, 1, tidy), (3, 2, tidy), (20, 5, rough), (4, 7, rough)]:
        X, y = regression(generator, n, d, draw)
        covariance = generator.choice([0.4, 0.6, 1.5, 2.0]) * np.eye(d)
        drawn.append(_case(X, y, _noise(generator, n), np.zeros(d), covariance))
    return drawn


def noise_cases(generator):
    """Noise that differs between the examples, and a prior N(0, τ²I)."""
    cases = equal_cases(generator)
    for case in cases:
        n = len(case["y"])
        case["noise_variances"] = generator.permutation(np.linspace(0.1, 0.9, n) ** 2 * 4).round(2)
    return cases


def turns_cases(generator):
    drawn = []
    for n, m, d, draw in [(1, 2, 2, tidy), (12, 8, 4, rough), (2, 3, 6, rough)]:
        (X, y), (X2, y2) = (regression(generator, size, d, draw) for size in (n, m))
        noise, noise2 = generator.choice([0.2, 0.3, 0.5, 0.7], size=2, replace=False)
        first = _case(X, y, np.full(n, noise), draw(generator, d), _spread(generator, d, draw))
        names = {name: f"{name} 1" for name in ("X", "y", "noise_variances")}
        second = {"X 2": X2, "y 2": y2, "noise_variances 2": np.full(m, noise2)}
        drawn.append({names.get(name, name): value for name, value in first.items()} | second)
    return drawn


def certain_cases(generator):
    """A weight that the prior knows; two weights that it knows to differ by a constant; both."""
    drawn = []
    for known, tied, d in [(True, False, 2), (False, True, 3), (True, True, 5)]:
        X, y = regression(generator, 2 * d - 2, d, tidy)
        covariance = np.diag(generator.choice([0.4, 0.6, 1.5, 2.0], size=d))
        if tied:
            covariance[:2, :2] = covariance[0, 0]
        if known:
            covariance[-1, -1] = 0.0
        drawn.append(_case(X, y, _noise(generator, len(y)), tidy(generator, d), covariance))
    return drawn


def _case(X, y, noise, mean, covariance):
    return {"X": X, "y": y, "noise_variances": noise, "prior_mean": mean, "prior_covariance": covariance}


posterior = Check(
    "posterior",
    reference=reference,
    requirements=[
        Requirement(MEAN, points=1, cases=equal_cases, part=part(0, *PARTS), rtol=RTOL),
        Requirement(COVARIANCE, points=1, cases=equal_cases, part=part(1, *PARTS), rtol=RTOL),
        Requirement(NOISE, points=1, cases=noise_cases, part=named, rtol=RTOL),
        Requirement(TURNS, points=1, cases=turns_cases, call=_turns, rtol=RTOL),
        Requirement(CERTAIN, points=1, cases=certain_cases, part=named, rtol=RTOL),
    ],
    mistakes=mistakes,
)
