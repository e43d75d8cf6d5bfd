"""The lasso's path, its solvers, and copies of a feature."""

import numpy as np

from shrinkage.data import diabetes, linear_data
from shrinkage.l1 import elastic_net, fista, ista, lam_max, lasso, lasso_knots, objective
from shrinkage.l2 import ridge
from shrinkage.reproduced._l2 import standardized_diabetes
from shrinkage.reproduced.result import Result


def _moves():
    """The lasso's path on the diabetes data, as ("enters", name) and ("leaves", name)."""
    names = diabetes()[2]
    return [(what, names[j]) for what, j in lasso_knots(*standardized_diabetes()).events if j is not None]


def order_of_entry():
    """In which order the ten features enter."""
    return tuple(name for _, name in _moves()[:10])


def later_moves():
    """What comes after the tenth: the move's number, what happens, and to whom."""
    return tuple(part for number, move in enumerate(_moves(), start=1) if number > 10 for part in (number, *move))


def around_the_top():
    """How many weights scikit-learn's lasso uses just above λ_max, and just below."""
    from sklearn.linear_model import Lasso

    X, y = standardized_diabetes()
    top = float(lam_max(X, y))
    fits = (Lasso(alpha=top * c, fit_intercept=False, tol=1e-10).fit(X, y).coef_ for c in (1.001, 0.999))
    return tuple(int(np.sum(w != 0)) for w in fits)


def shares_of_the_bounds():
    """What ISTA and FISTA leave, over what their bounds allow, at the worst of 1000 steps."""
    generator = np.random.default_rng(0)
    X, y = linear_data(100, np.repeat([1.0, 0.0], [10, 190]), 1.0, generator)
    lam = 0.02 * float(lam_max(X, y))
    best, k = lasso(X, y, lam, tolerance=1e-14), np.arange(1, 1001)
    size = np.linalg.norm(X, 2) ** 2 / 100 * (best @ best)  # M‖w*‖²
    least = float(objective(X, y, best, lam))
    bounds = {ista: size / (2 * k), fista: 2 * size / (k + 1) ** 2}
    left = {method: method(X, y, lam, 1000).objectives[1:] - least for method in bounds}
    return tuple(float(np.max(left[method] / bounds[method])) for method in bounds)


def copies():
    """Two copies of a feature: weights that the lasso uses; ridge's share; how the elastic net's two differ."""
    X, y = linear_data(100, np.array([1.0, -1.0]), 0.5, np.random.default_rng(0))
    twice, lam = np.column_stack([X, X[:, 0]]), 0.1  # the third column is the first again
    used = np.max(np.sum(lasso_knots(twice, y).weights[:, [0, 2]] != 0, axis=1))  # at any strength
    scaled = np.column_stack([2**0.5 * X[:, 0], X[:, 1]])  # one column that costs half: ridge sees (a + b)²/2 + …
    alone = 2**0.5 * ridge(scaled, y, lam)[0]
    first, _, second = ridge(twice, y, lam)
    net = elastic_net(twice, y, lam, 0.5)
    return int(used), float(first / alone), float(second / alone), float(abs(net[0] - net[2]))


ROWS = (
    Result(
        "l1",
        "The lasso's path on the diabetes data: the order in which features enter",
        "efron2004least",
        ("bmi", "s5", "bp", "s3", "sex", "s6", "s1", "s4", "s2", "age"),
        0.0,
        order_of_entry,
    ),
    Result(
        "l1",
        "Its moves after the tenth",
        "efron2004least",
        (11, "leaves", "s3", 12, "enters", "s3"),
        0.0,
        later_moves,
    ),
    Result(
        "l1",
        r"All weights are zero from $\lambda_{\max} = \lVert X^\top y\rVert_\infty/n$ on: weights in use "
        r"just above and "
        "just below, by scikit-learn",
        "",
        (0, 1),
        0.0,
        around_the_top,
    ),
    Result(
        "l1",
        r"After $k$ steps ISTA has at most $M\lVert w^*\rVert^2/2k$ left to gain, FISTA at most "
        r"$2M\lVert w^*\rVert^2/(k+1)^2$: largest share of the bound in 1000 steps",
        "beck2009fast",
        (1.0, 1.0),
        0.0,
        shares_of_the_bounds,
        at_most=True,
    ),
    Result(
        "l1",
        "Of two copies of a feature the lasso's path uses one; ridge gives each half of what one column "
        "would get at half the "
        "price; the elastic net gives both the same: difference",
        "zou2005regularization",
        (1, 0.5, 0.5, 0.0),
        1e-9,
        copies,
    ),
)
