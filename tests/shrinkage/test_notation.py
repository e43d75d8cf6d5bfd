"""Every row of the notation page's table of conventions, against the library or the formula it speaks of."""

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import optax
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from shrinkage.conventions import CONVENTIONS, from_lam, to_lam
from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression, Ridge

N, D, LAM, NOISE_VARIANCE = 40, 5, 0.3, 0.7
LIBRARIES = {name for name in CONVENTIONS if re.match(r"scikit-learn|torch|Keras|optax", name)}


def parameter(name):
    return from_lam(LAM, name, N, NOISE_VARIANCE)


@pytest.fixture
def data(generator):
    """Centred data, so that the free intercept is 0 and only the penalty is compared."""
    X = generator.standard_normal((N, D))
    y = X @ generator.standard_normal(D) + generator.standard_normal(N)
    return X - X.mean(axis=0), y - y.mean()


def our_ridge(X, y, lam=LAM):
    return np.linalg.solve(X.T @ X + N * lam * np.eye(D), X.T @ y)


def gradient(objective, w):
    w = torch.tensor(w, requires_grad=True)
    return torch.autograd.grad(objective(w), w)[0].numpy()


# The objectives as their sources write them, for the squared loss; c is the convention's own parameter.
OBJECTIVES = {
    "ours": lambda r, w, c: (r**2 / 2).mean() + c * (w**2).sum() / 2,
    "divided by 2m": lambda r, w, c: (r**2 / 2).mean() + c / (2 * N) * torch.linalg.matrix_norm(w[:, None]) ** 2,
    "halved": lambda r, w, c: (r**2 / 2).mean() + c / 2 * (w @ w),
    "without the half": lambda r, w, c: (r**2 / 2).mean() + c * (w**2).sum(),
    "unscaled ridge": lambda r, w, c: (r**2).sum() + c * (w**2).sum(),
    "prior precision": lambda r, w, c: (
        -torch.distributions.Normal(torch.zeros_like(r), NOISE_VARIANCE**0.5).log_prob(r).sum()
        - torch.distributions.Normal(torch.zeros_like(w), c**-0.5).log_prob(w).sum()
    ),
}


@pytest.mark.parametrize("name", OBJECTIVES)
def test_the_objective_has_our_minimiser_at_the_converted_parameter_and_at_no_other(name, data):
    X, y = map(torch.tensor, data)
    w, objective = our_ridge(*data), OBJECTIVES[name]
    slope = gradient(lambda w: objective(X @ w - y, w, parameter(name)), w)
    np.testing.assert_allclose(slope, 0, atol=1e-11)
    for wrong in (0.5 * parameter(name), 2 * parameter(name)):
        slope = gradient(lambda w, wrong=wrong: objective(X @ w - y, w, wrong), w)
        assert np.linalg.norm(slope) > 1e-3


def test_scikit_learn_ridge_takes_n_lambda(data):
    X, y = data
    model = Ridge(alpha=parameter("scikit-learn Ridge")).fit(X, y)
    np.testing.assert_allclose(model.coef_, our_ridge(X, y), rtol=1e-9)


@pytest.mark.parametrize(("name", "mixing"), [("scikit-learn Lasso", 1.0), ("scikit-learn ElasticNet", 0.4)])
def test_scikit_learn_lasso_and_elastic_net_take_lambda(name, mixing, data):
    X, y = data
    settings = {"alpha": parameter(name), "tol": 1e-12, "max_iter": 100_000}
    model = Lasso(**settings) if mixing == 1 else ElasticNet(l1_ratio=mixing, **settings)
    w = model.fit(X, y).coef_
    # the minimiser of mean ½(ŷ−y)² + λ(ρ‖w‖₁ + (1−ρ)½‖w‖²) is the fixed point of a proximal gradient step
    forward = w - (X.T @ (X @ w - y) / N + LAM * (1 - mixing) * w)
    shrunk = np.sign(forward) * np.maximum(np.abs(forward) - LAM * mixing, 0)
    np.testing.assert_allclose(w, shrunk, atol=1e-8)
    assert np.any(w != 0)


def test_scikit_learn_logistic_regression_takes_one_over_n_lambda(data):
    X, y = data
    labels = (y > 0).astype(float)
    model = LogisticRegression(C=parameter("scikit-learn LogisticRegression"), tol=1e-10, max_iter=10_000)
    w, b = model.fit(X, labels).coef_[0], model.intercept_[0]
    error = 1 / (1 + np.exp(-(X @ w + b))) - labels
    np.testing.assert_allclose(X.T @ error / N + LAM * w, 0, atol=1e-6)  # ∇ mean cross-entropy + λw
    np.testing.assert_allclose(error.mean(), 0, atol=1e-6)  # the intercept is free


def step_of_torch(X, y, w, b, lr, decay):
    X, y = torch.tensor(X), torch.tensor(y)
    w, b = (torch.tensor(value, requires_grad=True) for value in (w, b))
    optimizer = torch.optim.SGD([w, b], lr=lr, weight_decay=decay)
    ((X @ w + b - y) ** 2 / 2).mean().backward()
    optimizer.step()
    return w.detach().numpy(), b.detach().numpy()


def step_of_optax(X, y, w, b, lr, decay):
    optimizer = optax.chain(optax.add_decayed_weights(decay), optax.sgd(lr))
    parameters = {"w": w.astype("float32"), "b": b.astype("float32")}
    error = X @ w + b - y
    slopes = {"w": (X.T @ error / N).astype("float32"), "b": np.mean(error, dtype="float32")}
    updates, _ = optimizer.update(slopes, optimizer.init(parameters), parameters)
    moved = optax.apply_updates(parameters, updates)
    return np.asarray(moved["w"]), np.asarray(moved["b"])


OPTIMISERS = {"torch SGD": step_of_torch, "optax add_decayed_weights": step_of_optax}


@pytest.mark.parametrize("name", OPTIMISERS)
def test_an_optimisers_weight_decay_is_lambda_and_reaches_the_biases(name, data, generator):
    X, y = data
    w, b, lr = generator.standard_normal(D), np.array(2.0), 0.1
    new_w, new_b = OPTIMISERS[name](X, y, w, b, lr, parameter(name))
    error = X @ w + b - y
    np.testing.assert_allclose(new_w, (1 - lr * LAM) * w - lr * X.T @ error / N, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(new_b, (1 - lr * LAM) * b - lr * error.mean(), rtol=1e-4)
    assert CONVENTIONS[name].penalises_biases


KERAS = """
import keras, numpy as np
decay = keras.regularizers.L2({l2})
layers = [keras.layers.Dense(3, kernel_regularizer=decay), keras.layers.Dense(1, kernel_regularizer=decay)]
model = keras.Sequential(layers)
rng = np.random.default_rng(0)
X, y = rng.standard_normal(({n}, 5)).astype("float32"), rng.standard_normal(({n}, 1)).astype("float32")
model(X)
for layer in layers:
    layer.bias.assign(np.full(layer.bias.shape, 7.0))
model.compile(loss=lambda truth, guess: keras.ops.mean((guess - truth) ** 2 / 2, axis=-1))
reported = model.evaluate(X, y, batch_size={n}, verbose=0)
mean_loss = np.mean((np.asarray(keras.ops.convert_to_numpy(model(X))) - y) ** 2 / 2)
squares = sum(float(np.sum(keras.ops.convert_to_numpy(layer.kernel) ** 2)) for layer in layers)
print(reported, mean_loss, squares)
"""


def test_keras_adds_half_lambda_times_the_squares_of_each_layers_kernel_to_the_mean_loss(tmp_path):
    # in a process of its own: Keras takes its backend and its folder from the environment, once
    home = os.environ | {"KERAS_BACKEND": "torch", "KERAS_HOME": str(tmp_path), "CUDA_VISIBLE_DEVICES": ""}
    code = KERAS.format(l2=parameter("Keras L2"), n=N)
    found = subprocess.run([sys.executable, "-c", code], env=home, capture_output=True, text=True, check=True)
    reported, mean_loss, squares = map(float, found.stdout.split())
    assert reported == pytest.approx(mean_loss + LAM * squares / 2, rel=1e-4)
    assert not CONVENTIONS["Keras L2"].penalises_biases  # they are 7, and would add 98 λ


@pytest.mark.parametrize(
    "model",
    [Ridge(alpha=5.0), Lasso(alpha=0.1), ElasticNet(alpha=0.1)],
    ids=lambda model: type(model).__name__,
)
def test_scikit_learn_leaves_the_intercept_free(model, data):
    X, y = data
    before, after = (model.fit(X, y + shift).coef_.copy() for shift in (0.0, 1000.0))
    np.testing.assert_allclose(after, before, atol=1e-3)
    assert not CONVENTIONS[f"scikit-learn {type(model).__name__}"].penalises_biases


def test_a_doubled_loss_needs_a_doubled_lambda(data):
    """torch's MSELoss has no ½, so that the minimiser of ours is found at twice the weight decay."""
    X, y = map(torch.tensor, data)
    w = our_ridge(*data)
    doubled = gradient(lambda w: torch.nn.functional.mse_loss(X @ w, y) + 2 * LAM * (w @ w) / 2, w)
    np.testing.assert_allclose(doubled, 0, atol=1e-11)


def test_a_mean_over_c_outputs_too_needs_lambda_divided_by_c(data):
    X, y = data
    Y = np.stack([y, 3 * y, y**2], axis=1)
    decay = 2 * LAM / Y.shape[1]
    X, W, Y = torch.tensor(X), our_ridge(X, Y), torch.tensor(Y)
    slope = gradient(lambda W: torch.nn.functional.mse_loss(X @ W, Y) + decay * (W**2).sum() / 2, W)
    np.testing.assert_allclose(slope, 0, atol=1e-11)


def test_every_row_of_the_table_is_proven_here():
    here = {"scikit-learn Ridge", "scikit-learn Lasso", "scikit-learn ElasticNet", "Keras L2"}
    here |= {"scikit-learn LogisticRegression", *OPTIMISERS}
    assert set(CONVENTIONS) == here | set(OBJECTIVES)
    assert here == LIBRARIES


@pytest.mark.parametrize("name", CONVENTIONS)
def test_the_relation_that_is_printed_is_the_one_that_is_computed(name):
    formula = CONVENTIONS[name].relation.replace(r"n\lambda", r"n*\lambda").replace(r"\sigma^2", "v")
    value = eval(formula.replace(r"\lambda", "lam"), {"n": N, "lam": LAM, "v": NOISE_VARIANCE})
    assert parameter(name) == pytest.approx(value, rel=1e-12)


def test_the_page_explains_every_row():
    page = (Path(__file__).parents[2] / "notation.md").read_text()
    assert [name for name in CONVENTIONS if not re.search(rf"^{name}( — .*)?$", page, re.MULTILINE)] == []


positive = st.floats(1e-6, 1e6)


@given(positive, st.sampled_from(sorted(CONVENTIONS)), st.integers(1, 10**6), positive)
def test_there_and_back_is_where_one_was(lam, name, n, noise_variance):
    there = from_lam(lam, name, n, noise_variance)
    assert to_lam(there, name, n, noise_variance) == pytest.approx(lam, rel=1e-12)
