"""Gradient flow beside ridge, and noise on the inputs."""

import numpy as np

from shrinkage.early_stopping import (
    add_noise,
    expected_noisy_loss,
    filter_risk,
    gradient_descent_filter,
    gradient_descent_path,
    gradient_flow_filter,
)
from shrinkage.l2 import ridge, shrinkage_factors
from shrinkage.reproduced._l2 import standardized_diabetes
from shrinkage.reproduced.result import Result


def worst_ratios():
    """The worst ratio of variances, flow to ridge at λ = 1/t; the t·s²/n where it is; the worst ratio of biases."""
    x = np.linspace(1e-3, 50, 500_001)
    flow, kept = gradient_flow_filter(np.sqrt(x), 1, 1.0), shrinkage_factors(np.sqrt(x), 1, 1.0)
    variances, biases = (flow / kept) ** 2, ((1 - flow) / (1 - kept)) ** 2
    return float(variances.max()), float(x[variances.argmax()]), float(biases.max())


def worst_risk():
    """The worst ratio of whole risks, along the path, on the diabetes inputs and over 20 true weights."""
    X, _ = standardized_diabetes()
    s = np.linalg.svd(X, compute_uv=False)
    ratios = []
    for coefficients in np.random.default_rng(0).normal(size=(20, 10)) * 10:
        for time in np.logspace(-3, 4, 60):
            filters = gradient_flow_filter(s, len(X), time), shrinkage_factors(s, len(X), 1 / time)
            flow, kept = (filter_risk(s, factors, coefficients, 3000.0).total for factors in filters)
            ratios.append(flow / kept)
    return (float(max(ratios)),)


def descent_as_filter():
    """Gradient descent after 50 steps less its filter along the singular directions, relative to it."""
    X, y = standardized_diabetes()
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    last = gradient_descent_path(X, y, 0.1, 50)[-1]
    filtered = Vt.T @ (gradient_descent_filter(s, len(X), 0.1, 50) * (U.T @ y) / s)
    return (float(np.max(np.abs(last - filtered)) / np.max(np.abs(filtered))),)


def noise_is_ridge():
    """Whether ridge at λ = σ² has the least expected loss; and the loss of noisy copies over the expected one."""
    X, y = standardized_diabetes()
    sigma, generator = 0.5, np.random.default_rng(0)
    w = ridge(X, y, sigma**2)
    least = expected_noisy_loss(X, y, w, sigma)
    steps = 0.01 * generator.normal(size=(200, 10))
    rises = [float(expected_noisy_loss(X, y, w + step, sigma) - least) for step in steps]
    sampled = np.mean([np.mean((add_noise(X, sigma, generator) @ w - y) ** 2) / 2 for _ in range(200)])
    return "least" if min(rises) > 0 else "not least", float(sampled / least)


ROWS = (
    Result(
        "early_stopping",
        r"Gradient descent multiplies the fit along each singular direction by $1 - (1 - \eta s^2/n)^t$: "
        r"relative difference",
        "",
        (0.0,),
        1e-9,
        descent_as_filter,
    ),
    Result(
        "early_stopping",
        r"Gradient flow at time $t$ beside ridge at $\lambda = 1/t$: the worst ratio of variances, the "
        r"$ts^2/n$ where it "
        "occurs, the worst ratio of squared biases",
        "ali2019continuous",
        (1.6859, 1.793, 1.0),
        5e-4,
        worst_ratios,
    ),
    Result(
        "early_stopping",
        "So the flow's risk is at most 1.69 times ridge's: the worst on the diabetes inputs, along the "
        "path, for 20 true "
        "weight vectors",
        "ali2019continuous",
        (1.69,),
        0.0,
        worst_risk,
        at_most=True,
    ),
    Result(
        "early_stopping",
        r"Noise $\mathcal N(0, \sigma^2)$ on the inputs of a linear regression is ridge with $\lambda = \sigma^2$: the "
        "expected loss there, against 200 points around; the loss of 200 noisy copies of the data over "
        "the expected one",
        "bishop1995training",
        ("least", 1.0),
        5e-3,
        noise_is_ridge,
    ),
)
