"""Ridge, its directions, and networks with small weights."""

import numpy as np

from shrinkage.data import diabetes, mnist1d, standardize
from shrinkage.early_stopping import filter_risk
from shrinkage.l2 import effective_dof, init_network, network_logits, shrinkage_factors
from shrinkage.reproduced.result import Result


def standardized_diabetes():
    """The ten inputs, standardized, and the centred target."""
    X, y, _ = diabetes()
    return standardize(X), y - y.mean()


def effective_parameters():
    """Those of ridge on the diabetes data."""
    X, _ = standardized_diabetes()
    return tuple(float(effective_dof(X, k / len(X))) for k in (1, 10, 100, 1000))


def shrunken_fit():
    """How far scikit-learn's ridge is from the factors s²/(s² + nλ), relative to the fit."""
    from sklearn.linear_model import Ridge

    X, y = standardized_diabetes()
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    fit = X @ Ridge(alpha=0.1 * len(X), fit_intercept=False).fit(X, y).coef_
    ours = U @ (shrinkage_factors(s, len(X), 0.1) * (U.T @ y))
    return (float(np.max(np.abs(fit - ours)) / np.max(np.abs(fit))),)


def first_penalty_pays():
    """The slope of the mean squared error of β̂ in k at k = 0, over −2σ²Σ1/s⁴."""
    X, _ = standardized_diabetes()
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    coefficients, k, noise_variance = Vt @ np.ones(10), 1e-6, 3000.0
    none, some = (
        filter_risk(s, shrinkage_factors(s, len(X), value / len(X)), coefficients, noise_variance).total
        for value in (0.0, k)
    )
    return (float((some - none) / k / (-2 * noise_variance * np.sum(s**-4.0))),)


def departure_from_linear():
    """How much less a tanh network departs from the linear one, relative to it, when its weights are halved."""
    generator = np.random.default_rng(0)
    X, P = generator.normal(size=(50, 8)), init_network(8, 16, 3, generator)

    def departure(c):
        linear = X @ (c * P["W1"]) @ P["W2"]
        return np.linalg.norm(network_logits(P | {"W1": c * P["W1"]}, X) - linear) / np.linalg.norm(linear)

    return (float(departure(0.02) / departure(0.01)),)


def logistic_accuracy():
    """In percent, of a linear classifier on the test set of MNIST-1D."""
    from sklearn.linear_model import LogisticRegression

    digits = mnist1d()
    X, X_test = standardize(digits.X_train, digits.X_test)
    model = LogisticRegression(C=0.01, max_iter=200).fit(X, digits.y_train)
    return (100 * float(model.score(X_test, digits.y_test)),)


ROWS = (
    Result(
        "l2",
        "Effective number of parameters of ridge on the standardized diabetes data, at $n\\lambda$ = 1, 10, 100, 1000",
        "hastie2009elements",
        (9.74, 8.83, 6.59, 2.51),
        0.005,
        effective_parameters,
    ),
    Result(
        "l2",
        r"Ridge multiplies the fit along each singular direction by $s^2/(s^2 + n\lambda)$: relative difference",
        "hastie2009elements",
        (0.0,),
        1e-9,
        shrunken_fit,
    ),
    Result(
        "l2",
        r"Whenever there is noise, some penalty beats none: the error of $\hat\beta$ starts with the slope "
        r"$-2\sigma^2\sum_j s_j^{-4}$ in $n\lambda$; quotient",
        "hoerl1970ridge",
        (1.0,),
        1e-3,
        first_penalty_pays,
    ),
    Result(
        "l2",
        "Small weights keep tanh in its linear range: halve them, and a network's relative departure "
        "from the linear one "
        "falls fourfold",
        "",
        (4.0,),
        0.01,
        departure_from_linear,
    ),
    Result(
        "l2",
        "Test accuracy of logistic regression on MNIST-1D, in %",
        "greydanus2024scaling",
        (32.0,),
        2.0,
        logistic_accuracy,
    ),
)
