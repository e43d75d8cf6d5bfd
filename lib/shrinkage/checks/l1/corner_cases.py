"""The cases of item 5: data in which the lasso of two weights ends in a corner, or on an edge."""

import numpy as np

from shrinkage.checks._cases import regression, rough, tidy, until


def _lasso(X, y, lam):
    """The two weights of the lasso, quickly: many cases are drawn before one is telling."""
    (a, c), (_, b) = (X.T @ X / len(y)).tolist()
    p, q = (X.T @ y / len(y)).tolist()
    u = v = before = 0.0
    for _ in range(100):
        u, before = _shrunk(p - c * v, lam) / a, v
        v = _shrunk(q - c * u, lam) / b
        if abs(v - before) < 1e-12:
            break
    return np.array([u, v])


def _shrunk(value, lam):
    return max(value - lam, 0.0) + min(value + lam, 0.0)


def cases(generator):
    kinds = [(4, tidy, True), (4, tidy, False), (20, rough, False)]
    drawn = [until(_telling, lambda kind=kind: _case(generator, *kind)) for kind in kinds]
    return [{name: case[name] for name in ("X", "y", "lam")} for case in drawn]


def one_case(generator):
    return cases(generator)[:1]


def _case(generator, n, draw, corner):
    X, y = until(_uneven, lambda: regression(generator, n, 2, draw))
    lam = round(float(np.max(abs(X.T @ y)) / n * generator.uniform(0.2, 0.7)), 2)
    return {"X": X, "y": y, "lam": lam, "corner": corner}


def _uneven(pair):
    """Whether the loss is an ellipse, neither a circle nor a needle."""
    small, large = np.linalg.eigvalsh(pair[0].T @ pair[0])
    return bool(2 < large / small < 8)


def _telling(case):
    """Whether the lasso ends where it should, and least squares, the lasso, ridge and λ are clearly apart."""
    X, y, lam, corner = case.values()
    H = X.T @ X / len(y)
    free, w = np.linalg.lstsq(X, y, rcond=None)[0], _lasso(X, y, lam)
    ridge = np.linalg.solve(H + lam * np.eye(2), X.T @ y / len(y))
    apart = np.linalg.norm(free - w) > 0.2 and np.linalg.norm(ridge - w) > 0.1
    budget = abs(w).sum()
    if lam == 0 or budget < 0.2 or np.any(w == 0) != corner:
        return False
    sizes = [abs(free).sum() / budget, lam / budget]
    return bool(apart and min(abs(np.log(sizes))) > 0.2)
