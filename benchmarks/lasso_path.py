"""The lasso for a hundred λ: our active-set path against scikit-learn's compiled coordinate descent.

Run it as `python benchmarks/lasso_path.py`. Both run in one process on the same data and stop at the same relative
duality gap; what they reached is measured by one function for both. The ratios compare; the seconds are of processor
time on one thread and depend on the machine. Both data sets are Gaussian, the one with 20 weights behind it and the
other pure noise, where nearly every feature comes in; λ goes from λ_max down to λ_max/1000.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before NumPy starts its threads

import time
import warnings

import numpy as np
from shrinkage.l1 import duality_gap, lam_max, lasso_path
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import lasso_path as sklearn_path

SHAPES = [(1000, 500), (200, 2000)]
GAPS = [2e-4, 2e-6]  # scikit-learn's tol, 1e-4 by default, is relative to ‖y‖², our tolerance to ‖y‖²/2
REPEATS = 5


def problem(n, d, relevant):
    """Centred data with `relevant` weights behind them, and a hundred strengths."""
    generator = np.random.default_rng(0)
    X = generator.normal(size=(n, d))
    y = X[:, :relevant] @ generator.normal(size=relevant) + generator.normal(size=n)
    X, y = X - X.mean(axis=0), y - y.mean()
    return X, y, np.geomspace(1, 1e-3, 100) * float(lam_max(X, y))


def theirs(X, y, lams, gap):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return sklearn_path(X, y, alphas=lams, tol=gap / 2, max_iter=100_000)[1].T


def fastest(solve, *arguments):
    """The shortest of a few runs, in seconds of processor time, and the weights. A slow one runs once."""
    seconds = []
    while len(seconds) < REPEATS and (not seconds or seconds[0] < 1):
        start = time.process_time()
        weights = solve(*arguments)
        seconds.append(time.process_time() - start)
    return min(seconds), weights


def widest(X, y, weights, lams):
    """The largest relative duality gap along a path."""
    return max(float(duality_gap(X, y, w, lam)) for w, lam in zip(weights, lams, strict=True)) / (y @ y / 2 / len(y))


def main():
    print("100 values of λ, one thread, best of", REPEATS)
    print("| n | d | relevant | gap asked | lasso_path | reached | sklearn | reached | ratio |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for n, d in SHAPES:
        for relevant in (20, 0):
            X, y, lams = problem(n, d, relevant)
            for gap in GAPS:
                ours, one = fastest(lasso_path, X, y, lams, gap)
                other, two = fastest(theirs, X, y, lams, gap)
                reached = f"{widest(X, y, one, lams):.0e}", f"{widest(X, y, two, lams):.0e}"
                print(
                    f"| {n} | {d} | {relevant} | {gap:.0e} | {ours:.3f} s | {reached[0]} "
                    f"| {other:.3f} s | {reached[1]} | {ours / other:.2f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
