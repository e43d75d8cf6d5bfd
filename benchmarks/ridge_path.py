"""One SVD for a whole path of λ, against one solve a λ: ours in a loop, and scikit-learn's Ridge.

Run it as `python benchmarks/ridge_path.py`. All three run in one process on the same data, so the ratios
compare; the seconds depend on the machine.
"""

import time

import numpy as np
from shrinkage.l2 import ridge, ridge_path
from sklearn.linear_model import Ridge

SHAPES = [(1000, 500), (200, 2000)]
LAMS = np.logspace(-4, 4, 100)
REPEATS = 3


def sklearn_loop(X, y):
    n = len(y)
    return np.stack([Ridge(alpha=n * lam, fit_intercept=False).fit(X, y).coef_ for lam in LAMS])


def ridge_loop(X, y):
    return np.stack([ridge(X, y, lam) for lam in LAMS])


def path(X, y):
    return ridge_path(X, y, LAMS)


def fastest(solve, X, y):
    """The shortest of a few runs, in seconds, and the weights."""
    seconds = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        weights = solve(X, y)
        seconds.append(time.perf_counter() - start)
    return min(seconds), weights


def main():
    print(f"{len(LAMS)} values of λ, best of {REPEATS} runs")
    print("| n | d | ridge_path | loop of ridge | loop of sklearn Ridge | weights differ by at most |")
    print("| --- | --- | --- | --- | --- | --- |")
    for n, d in SHAPES:
        generator = np.random.default_rng(0)
        X, y = generator.normal(size=(n, d)), generator.normal(size=n)
        (ours, one), (loop, many), (theirs, oracle) = (
            fastest(solve, X, y) for solve in (path, ridge_loop, sklearn_loop)
        )
        gap = max(abs(one - oracle).max(), abs(many - oracle).max())
        print(
            f"| {n} | {d} | {ours:.3f} s | {loop:.2f} s, {loop / ours:.0f} times | "
            f"{theirs:.2f} s, {theirs / ours:.0f} times | {gap:.0e} |"
        )


if __name__ == "__main__":
    main()
