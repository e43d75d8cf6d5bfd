"""Priors and penalties, evidence, coins, and eighteen players."""

import numpy as np

from shrinkage.bayes import (
    beta_mode,
    beta_posterior,
    gaussian_lam,
    james_stein,
    james_stein_risk,
    laplace_lam,
    laplace_log_prior,
    log_likelihood,
    maximize_evidence,
    posterior,
    profile_evidence,
    rademacher_complexity,
)
from shrinkage.data import batting_averages
from shrinkage.l1 import kkt_violation, lasso, objective
from shrinkage.reproduced._l2 import standardized_diabetes
from shrinkage.reproduced.result import Result

NOISE = 3000.0  # a variance, near that of the residuals of the diabetes data


def gaussian_mode():
    """The posterior mean less scikit-learn's Ridge(alpha=σ²/τ²), relative to it."""
    from sklearn.linear_model import Ridge

    X, y = standardized_diabetes()
    theirs = Ridge(alpha=NOISE / 400.0, fit_intercept=False).fit(X, y).coef_
    assert np.isclose(gaussian_lam(NOISE, 400.0, len(y)), NOISE / 400.0 / len(y))
    return (float(np.max(np.abs(posterior(X, y, NOISE, 400.0).mean - theirs)) / np.max(np.abs(theirs))),)


def laplace_mode():
    """The drop of the log posterior away from the lasso, per unit of J, over n/σ²; and how far the lasso misses its
    KKT conditions."""
    X, y = standardized_diabetes()
    lam = float(laplace_lam(NOISE, 1.0, len(y)))
    best = lasso(X, y, lam, tolerance=1e-14)

    def drop(w):
        logs = (log_likelihood(v, X, y, NOISE) + laplace_log_prior(v, 1.0) for v in (best, w))
        return float(next(logs) - next(logs)) / float(objective(X, y, w, lam) - objective(X, y, best, lam))

    drops = [drop(best + step) for step in np.random.default_rng(0).normal(size=(100, 10))]
    missed = float(kkt_violation(X, y, best, lam)) / lam
    return min(drops) * NOISE / len(y), max(drops) * NOISE / len(y), missed


def evidence():
    """λ by the fixed point, over the best of a fine grid, and over scikit-learn's BayesianRidge."""
    from sklearn.linear_model import BayesianRidge

    X, y = standardized_diabetes()
    found = maximize_evidence(X, y)
    lam = found.noise_variance / found.prior_variance / len(y)
    grid = lam * np.logspace(-1, 1, 4001)
    flat = {"alpha_1": 0, "alpha_2": 0, "lambda_1": 0, "lambda_2": 0}
    theirs = BayesianRidge(fit_intercept=False, tol=1e-12, max_iter=5000, **flat).fit(X, y)
    best = grid[np.argmax(profile_evidence(X, y, grid)[0])]
    return float(lam / best), float(lam / (theirs.lambda_ / theirs.alpha_ / len(y)))


def coin():
    """One head in ten tosses: the maximum likelihood, the mode under Beta(5, 5), the mean under Beta(1, 1)."""
    likelihood = beta_mode(2.0, 10.0)  # the posterior under a flat prior is the likelihood
    return likelihood, beta_mode(*beta_posterior(1, 10, 5, 5)), beta_posterior(1, 10, 1, 1).mean


def _players():
    """James and Stein's estimate of the batting averages, and the data."""
    data = batting_averages()
    mean = data.first.mean()
    return james_stein(data.first, mean * (1 - mean) / data.at_bats_first, center="mean"), data


def factor():
    """The share of each player's distance from the mean that is kept."""
    return (float(_players()[0].factor),)


def errors():
    """The total squared errors, as measured and as shrunk."""
    shrunk, data = _players()
    return tuple(float(np.sum((estimate - data.rest) ** 2)) for estimate in (data.first, shrunk.estimate))


def quotient():
    """The first of these over the second."""
    before, after = errors()
    return (before / after,)


def risk_of_stein():
    """The risk at θ = 0 for 3, 10 and 100 means, in units of the noise's variance."""
    return tuple(float(james_stein_risk(p, 0.0)) for p in (3, 10, 100))


def complexity():
    """How well the ball ‖w‖ ≤ 2 fits coin flips, over R‖X‖/n."""
    X, _ = standardized_diabetes()
    found = rademacher_complexity(X, 2.0, "l2", 2000, np.random.default_rng(0))
    return (float(found / (2.0 * np.linalg.norm(X) / len(X))),)


ROWS = (
    Result(
        "bayes",
        r"The posterior mode under $\mathcal N(0, \tau^2)$ is ridge with $n\lambda = \sigma^2/\tau^2$: "
        r"relative difference "
        "from scikit-learn",
        "bishop2006pattern",
        (0.0,),
        1e-10,
        gaussian_mode,
    ),
    Result(
        "bayes",
        r"Under a Laplace prior of scale $b$ it is the lasso with $n\lambda = \sigma^2/b$: the log posterior falls by "
        r"$n/\sigma^2$ per unit of $J$ (least and largest quotient of 100 steps), and the lasso meets its conditions",
        "tibshirani1996regression",
        (1.0, 1.0, 0.0),
        1e-6,
        laplace_mode,
    ),
    Result(
        "bayes",
        r"The evidence chooses $\lambda$ without a validation set: the fixed point over the best of a grid, and over "
        "scikit-learn's `BayesianRidge`",
        "mackay1992interpolation",
        (1.0, 1.0),
        2e-3,
        evidence,
    ),
    Result(
        "bayes",
        "A coin shows one head in ten tosses: maximum likelihood; mode under Beta(5, 5), $\\frac5{18}$; "
        "mean under a flat "
        "prior, $\\frac2{12}$",
        "",
        (0.1, 5 / 18, 2 / 12),
        1e-9,
        coin,
    ),
    Result(
        "bayes",
        "James and Stein's factor for the batting averages of 18 players",
        "efron1977stein",
        (0.212,),
        5e-4,
        factor,
    ),
    Result(
        "bayes",
        "The total squared error, as measured and as shrunk",
        "efron1975data",
        (0.0754, 0.0213),
        5e-5,
        errors,
    ),
    Result("bayes", "Their quotient", "efron1977stein", (3.5,), 0.05, quotient),
    Result(
        "bayes",
        "The risk of James and Stein's estimate where all means are zero is 2, for 3, 10 and 100 means",
        "james1961estimation",
        (2.0, 2.0, 2.0),
        1e-9,
        risk_of_stein,
    ),
    Result(
        "bayes",
        r"The ball $\lVert w\rVert \le R$ fits coin flips no better than $R\lVert X\rVert_F/n$: share of the bound",
        "bartlett2002rademacher",
        (1.0,),
        0.0,
        complexity,
        at_most=True,
    ),
)
