"""Dropout's averages, exactly."""

import numpy as np

from shrinkage.data import mnist1d
from shrinkage.dropout import (
    dropout_penalty,
    dropout_regression,
    noising_penalty,
    quadratic_penalty,
    thinned_average,
)
from shrinkage.reproduced._l2 import standardized_diabetes
from shrinkage.reproduced.result import Result

P = 0.2


def loss_over_all_masks():
    """The expected loss over all 1024 masks of each example, relative to loss plus penalty, less 1."""
    X, y = standardized_diabetes()
    X, y = X[:40], y[:40]
    w = dropout_regression(X, y, P)
    masked = [thinned_average(lambda rows, t=t: (rows @ w - t) ** 2 / 2, x, P) for x, t in zip(X, y, strict=True)]
    formula = np.mean((X @ w - y) ** 2) / 2 + dropout_penalty(X, P) @ w**2 / 2
    return (float(np.mean(masked) / formula - 1),)


def normal_equations():
    """How far the minimiser is from ridge's with p/(1 − p) diag(XᵀX), relative to it."""
    X, y = standardized_diabetes()
    gram = X.T @ X
    w = np.linalg.solve(gram + P / (1 - P) * np.diag(np.diag(gram)), X.T @ y)
    return (float(np.max(np.abs(dropout_regression(X, y, P) - w)) / np.max(np.abs(w))),)


def geometric_mean():
    """The normalised geometric mean of 1024 thinned softmax classifiers, less what the whole one says."""
    generator = np.random.default_rng(0)
    x, W = generator.normal(size=10), generator.normal(size=(10, 4))

    def log_softmax(Z):
        return Z - np.log(np.sum(np.exp(Z), axis=-1, keepdims=True))

    mean_log = thinned_average(lambda rows: log_softmax(rows @ W), x, P)
    gap = np.exp(log_softmax(mean_log)) - np.exp(log_softmax(x @ W))
    return (float(np.max(np.abs(gap))),)


def second_order():
    """For logistic regression with small weights: the exact penalty over the quadratic one."""
    generator = np.random.default_rng(0)
    X, w = generator.normal(size=(50, 6)), 0.01 * generator.normal(size=6)
    return (float(noising_penalty(X, w, P) / quadratic_penalty(X, w, P)),)


def perceptron_accuracy():
    """In percent, of a network of two hidden layers of 100 units on the test set of MNIST-1D, without dropout."""
    import torch

    from shrinkage.dropout import mlp, train_mlp

    digits = mnist1d()
    X, X_test = (torch.tensor(part, dtype=torch.float32) for part in (digits.X_train, digits.X_test))
    generator = torch.Generator().manual_seed(0)
    model = mlp([40, 100, 100, 10], 0.0, generator)
    train_mlp(model, X, torch.tensor(digits.y_train), 1e-2, 50, 100, generator)
    with torch.no_grad():
        right = model(X_test).argmax(dim=1) == torch.tensor(digits.y_test)
    return (100 * right.double().mean().item(),)


ROWS = (
    Result(
        "dropout",
        r"For linear regression dropout is an L2 penalty with $\frac{p}{1-p}\operatorname{diag}(X^\top "
        r"X)$: expected loss "
        "over all masks against loss plus penalty, relative difference",
        "srivastava2014dropout,wager2013dropout",
        (0.0,),
        1e-10,
        loss_over_all_masks,
    ),
    Result(
        "dropout",
        "Its minimiser solves the normal equations with that penalty: relative difference",
        "wager2013dropout",
        (0.0,),
        1e-9,
        normal_equations,
    ),
    Result(
        "dropout",
        "With masks in front of a softmax layer, the whole network is the normalised geometric mean of "
        "the thinned ones: "
        "largest difference",
        "baldi2013understanding",
        (0.0,),
        1e-12,
        geometric_mean,
    ),
    Result(
        "dropout",
        r"For logistic regression dropout is L2 with $\frac{p}{1-p}\operatorname{diag}H$ to second order: quotient at "
        "small weights",
        "wager2013dropout",
        (1.0,),
        1e-3,
        second_order,
    ),
    Result(
        "dropout",
        "Test accuracy of a network with two hidden layers on MNIST-1D, in %",
        "greydanus2024scaling",
        (68.0,),
        3.0,
        perceptron_accuracy,
    ),
)
