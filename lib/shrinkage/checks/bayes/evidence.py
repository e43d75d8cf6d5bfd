"""Item 7: the log evidence with a prior variance for each weight, and its gradient in their logarithms."""

import tracemalloc

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import part, rough, tidy
from shrinkage.checks.bayes.evidence_mistakes import GRADIENT, LEAN, LOGS, VALUE
from shrinkage.checks.bayes.evidence_sentences import mistakes

LIMIT = 8  # MB; a matrix of the long side by itself has 18
RTOL = 1e-5
PARTS = "log evidence", "gradient"


def reference(X, y, noise_variance, prior_variances):
    n = len(y)
    U, s, Vt = np.linalg.svd(X * np.sqrt(prior_variances), full_matrices=False)  # of C = σ²I + U s² Uᵀ
    along, total = U.T @ y, noise_variance + s**2
    rest = np.sum((y - U @ along) ** 2) / noise_variance  # what no weight can reach
    log_det = np.sum(np.log(total)) + (n - len(s)) * np.log(noise_variance)
    value = -0.5 * (n * np.log(2 * np.pi) + log_det + rest + np.sum(along**2 / total))
    return value, 0.5 * ((Vt.T @ (s / total * along)) ** 2 - (Vt**2).T @ (s**2 / total))


def _case(generator, n, d, noise_variance, draw=rough):
    prior = generator.permutation(np.resize([0.4, 1.5, 0.2, 2.5, 0.7], d))
    X, w = draw(generator, n, d), rough(generator, d) * np.sqrt(prior)
    y = X @ w + np.sqrt(noise_variance) * rough(generator, n)
    return {"X": X, "y": y.round(2), "noise_variance": float(noise_variance), "prior_variances": prior}


def cases(generator):
    noises = generator.choice([0.2, 0.3, 0.5, 0.7], size=4)
    sizes = [(2, 1, tidy), (3, 2, tidy), (20, 5, rough), (6, 15, rough)]
    return [_case(generator, n, d, noise, draw) for (n, d, draw), noise in zip(sizes, noises, strict=True)]


def large_cases(generator):
    """Determinants far below the smallest and above the largest number of floating point, on either side."""
    steep = _case(generator, 120, 100, 1e-2, lambda generator, *shape: 30 * rough(generator, *shape))
    return [_case(generator, 300, 3, 1e-3), _case(generator, 300, 3, 400.0), steep]


def long_cases(generator):
    return [_case(generator, 1500, 4, 0.5), _case(generator, 10, 1500, 0.5)]


def _lean(answer, case):
    """The gradient, and whether NumPy's arrays took more memory on the way than an answer needs."""
    tracemalloc.start()
    try:
        gradient = part(1, *PARTS)(answer(*case.values()))
        peak = tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()
    return {"gradient": gradient, "memory": f"{'less' if peak < LIMIT else 'more'} than {LIMIT} MB"}


evidence_gradient = Check(
    "evidence_gradient",
    reference=reference,
    requirements=[
        Requirement(VALUE, points=1, cases=cases, part=part(0, *PARTS), rtol=RTOL),
        Requirement(GRADIENT, points=1, cases=cases, part=part(1, *PARTS), rtol=RTOL),
        Requirement(LOGS, points=1, cases=large_cases, part=part(0, *PARTS), rtol=RTOL),
        Requirement(LEAN, points=1, cases=long_cases, call=_lean, rtol=RTOL),
    ],
    mistakes=mistakes,
)
