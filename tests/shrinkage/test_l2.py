"""L2: ridge against scikit-learn, gradients against torch, and the identities and limits of the theory."""

import numpy as np
import pytest
import torch
from closeness import close
from hypothesis import given, settings
from hypothesis import strategies as st
from shrinkage import l2
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge

WIDE_AND_LONG = [(30, 5), (8, 8), (6, 20), (300, 150), (70, 200)]
seeds = st.integers(0, 2**32 - 1)
strengths = st.floats(1e-6, 1e6)


def problem(generator, n, d):
    """A design with columns of different scale, and a target with signal in it."""
    X = generator.normal(size=(n, d)) * generator.uniform(0.5, 2.0, size=d)
    return X, X @ generator.normal(size=d) + generator.normal(size=n)


# The penalty and its step


def test_the_penalty_is_half_the_squared_frobenius_norm(device, generator):
    W = generator.normal(size=(4, 3))
    close(device, l2.penalty(device.array(W), 0.3), 0.15 * np.linalg.norm(W) ** 2)


def test_the_penalty_gradient_is_what_autograd_says(generator):
    w = torch.tensor(generator.normal(size=7), requires_grad=True)
    l2.penalty(w, 0.7).backward()
    torch.testing.assert_close(w.grad, l2.penalty_gradient(w.detach(), 0.7))


def test_the_decayed_step_is_the_gradient_step_on_the_penalised_loss(device, generator):
    w, gradient = (device.array(generator.normal(size=5)) for _ in range(2))
    plain = w - 0.1 * (gradient + l2.penalty_gradient(w, 0.2))
    close(device, l2.decayed_step(w, gradient, 0.1, 0.2), device.numpy(plain))


def test_the_decayed_step_is_torch_sgd_with_weight_decay(generator):
    w = torch.tensor(generator.normal(size=5))
    theirs = torch.nn.Parameter(w.clone())
    optimizer = torch.optim.SGD([theirs], lr=0.05, weight_decay=0.3)
    for _ in range(10):
        gradient = torch.tensor(generator.normal(size=5))
        theirs.grad = gradient.clone()
        optimizer.step()
        w = l2.decayed_step(w, gradient, 0.05, 0.3)
    torch.testing.assert_close(w, theirs.data)


def test_without_a_gradient_the_decayed_step_shrinks_geometrically():
    w, zero = np.array([1.0, -2.0]), np.zeros(2)
    for _ in range(100):
        w = l2.decayed_step(w, zero, 0.1, 0.5)
    np.testing.assert_allclose(w, np.array([1.0, -2.0]) * 0.95**100)


def test_a_scalar_of_numpy_does_not_change_the_dtype():
    w = np.ones(3, dtype="float32")
    lam, lr = np.float64(0.1), np.float64(0.2)
    assert l2.penalty_gradient(w, lam).dtype == l2.decayed_step(w, w, lr, lam).dtype == np.float32
    assert l2.ridge(np.eye(3, dtype="float32"), w, lam).dtype == np.float32


# Ridge


@pytest.mark.parametrize(("n", "d"), WIDE_AND_LONG)
@pytest.mark.parametrize("lam", [1e-2, 1.0, 100.0])
def test_ridge_is_sklearn_ridge_with_alpha_n_lambda(device, generator, n, d, lam):
    X, y = problem(generator, n, d)
    oracle = Ridge(alpha=n * lam, fit_intercept=False, solver="svd").fit(X, y).coef_
    for solve in (l2.ridge, l2.ridge_primal, l2.ridge_dual):
        close(device, solve(device.array(X), device.array(y), lam), oracle, loose=10)
    close(device, l2.ridge_path(device.array(X), device.array(y), [lam])[0], oracle, loose=10)


@pytest.mark.parametrize(("n", "d"), WIDE_AND_LONG)
def test_ridge_with_intercept_is_sklearn_ridge(device, generator, n, d):
    X, y = problem(generator, n, d)
    X, y = X + generator.normal(size=d), y + 3.0
    oracle = Ridge(alpha=n * 0.5, solver="svd").fit(X, y)
    w, b = l2.ridge_with_intercept(device.array(X), device.array(y), 0.5)
    close(device, w, oracle.coef_, loose=10)
    close(device, b, oracle.intercept_, loose=100)


@settings(deadline=None)
@given(seeds, st.integers(1, 12), st.integers(1, 12), strengths)
def test_at_the_ridge_solution_the_gradient_of_the_objective_is_zero(seed, n, d, lam):
    X, y = problem(np.random.default_rng(seed), n, d)
    w = l2.ridge(X, y, lam)
    pull, push = X.T @ (X @ w - y) / n, l2.penalty_gradient(w, lam)
    scale = np.abs(X.T @ y / n).max() + np.abs(X.T @ X / n).max() * np.abs(w).max()
    np.testing.assert_allclose(pull + push, 0, atol=1e-9 * scale)


@settings(deadline=None)
@given(seeds, st.integers(1, 12), st.integers(1, 12), strengths)
def test_primal_equals_dual(seed, n, d, lam):
    X, y = problem(np.random.default_rng(seed), n, d)
    dual = l2.ridge_dual(X, y, lam)
    # the primal system's condition number bounds how far the two may drift apart
    condition = 1 + np.linalg.norm(X, 2) ** 2 / (n * lam)
    np.testing.assert_allclose(l2.ridge_primal(X, y, lam), dual, atol=1e-14 * condition * (1 + np.abs(dual).max()))


@settings(deadline=None)
@given(seeds, st.integers(1, 12), st.integers(1, 12), strengths, strengths)
def test_a_larger_penalty_never_lengthens_the_weights(seed, n, d, a, b):
    X, y = problem(np.random.default_rng(seed), n, d)
    more, less = (np.linalg.norm(w) for w in l2.ridge_path(X, y, [max(a, b), min(a, b)]))
    assert more <= less * (1 + 1e-12)


@pytest.mark.parametrize(("n", "d"), WIDE_AND_LONG)
def test_as_lambda_goes_to_zero_ridge_goes_to_least_squares_of_minimum_norm(device, generator, n, d):
    X, y = problem(generator, n, d)
    if n == d:
        X = X + 3 * np.eye(n)  # keep a square design away from singular
    oracle = np.linalg.pinv(X) @ y
    path = l2.ridge_path(device.array(X), device.array(y), [0.0, 1e-20])
    for w in path:
        close(device, w, oracle, loose=1e3)


def test_at_lambda_zero_a_design_of_low_rank_gives_the_minimum_norm(device, generator):
    X = generator.normal(size=(20, 3)) @ generator.normal(size=(3, 10))
    y = generator.normal(size=20)
    close(
        device,
        l2.ridge_path(device.array(X), device.array(y), [0.0])[0],
        np.linalg.pinv(X, rcond=1e-10) @ y,
        100,
    )


def test_a_design_of_zeros_gives_zero_weights(device):
    path = l2.ridge_path(device.array(np.zeros((3, 2))), device.array(np.ones(3)), [0.0, 1.0])
    np.testing.assert_array_equal(device.numpy(path), np.zeros((2, 2)))


def test_as_lambda_grows_ridge_goes_to_zero_along_the_correlations(generator):
    X, y = problem(generator, 30, 5)
    np.testing.assert_allclose(1e12 * l2.ridge(X, y, 1e12), X.T @ y / 30, rtol=1e-6)


def test_the_path_is_a_loop_of_ridge(device, generator):
    X, y = problem(generator, 40, 10)
    lams = np.logspace(-2, 2, 7)
    path = l2.ridge_path(device.array(X), device.array(y), lams)
    loop = [Ridge(alpha=40 * lam, fit_intercept=False, solver="svd").fit(X, y).coef_ for lam in lams]
    close(device, path, loop, loose=10)


def test_the_path_takes_a_list_an_array_or_a_tensor_of_strengths(generator):
    X, y = problem(generator, 9, 4)
    lams = [0.0, 0.125, 1]  # which the tensor's float32 holds exactly
    expected = l2.ridge_path(X, y, lams)
    for given_lams in (tuple(lams), np.array(lams), torch.tensor(lams)):
        np.testing.assert_array_equal(l2.ridge_path(X, y, given_lams), expected)


def test_the_intercept_follows_a_shift_and_the_weights_do_not(generator):
    X, y = problem(generator, 30, 5)
    w, b = l2.ridge_with_intercept(X, y, 2.0)
    shifted_w, shifted_b = l2.ridge_with_intercept(X, y + 100, 2.0)
    np.testing.assert_allclose(shifted_w, w, rtol=1e-9)
    np.testing.assert_allclose(shifted_b, b + 100)


def test_ridge_is_least_squares_on_rows_that_ask_for_zero(generator):
    X, y = problem(generator, 30, 5)
    rows = np.vstack([X, np.sqrt(30 * 0.4) * np.eye(5)])
    oracle = np.linalg.lstsq(rows, np.append(y, np.zeros(5)), rcond=None)[0]
    np.testing.assert_allclose(l2.ridge(X, y, 0.4), oracle)


def test_ridge_can_be_differentiated_in_torch(generator):
    X, y = (torch.tensor(part, requires_grad=True) for part in problem(generator, 7, 3))
    assert torch.autograd.gradcheck(lambda X, y: l2.ridge(X, y, 0.3), (X, y))


def test_a_singular_system_is_blamed_on_lambda():
    X = torch.ones((4, 3), dtype=torch.float64)
    with pytest.raises(ValueError, match=r"lam must be large enough .* got 1e-300"):
        l2.ridge(X, X[:, 0], 1e-300)


# Directions


def test_ridge_shrinks_the_fit_along_each_singular_direction(device, generator):
    X, y = problem(generator, 12, 5)
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    factors = l2.shrinkage_factors(device.array(s), 12, 0.3)
    fit = device.array(X) @ l2.ridge(device.array(X), device.array(y), 0.3)
    close(device, fit, U @ (device.numpy(factors) * (U.T @ y)), loose=10)


def test_effective_dof_is_the_trace_of_the_hat_matrix(device, generator):
    X, _ = problem(generator, 12, 5)
    hat = X @ np.linalg.solve(X.T @ X + 12 * 0.3 * np.eye(5), X.T)
    close(device, l2.effective_dof(device.array(X), 0.3), np.trace(hat))


@pytest.mark.parametrize(("k", "expected"), [(1, 9.74), (10, 8.83), (100, 6.59), (1000, 2.51)])
def test_effective_dof_of_the_diabetes_data(k, expected):
    X = load_diabetes(scaled=False).data
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    assert round(float(l2.effective_dof(X, lam=k / len(X))), 2) == expected


def test_effective_dof_runs_from_the_rank_to_zero(device, generator):
    X = device.array(generator.normal(size=(20, 3)) @ generator.normal(size=(3, 10)))
    np.testing.assert_allclose(device.numpy(l2.effective_dof(X, 0.0)), 3)
    assert device.numpy(l2.effective_dof(X, 1e12)) < 1e-6


def test_the_quadratic_minimizer_of_squared_loss_is_ridge(device, generator):
    X, y = problem(generator, 30, 5)
    least_squares = np.linalg.lstsq(X, y, rcond=None)[0]
    w = l2.quadratic_minimizer(device.array(X.T @ X / 30), device.array(least_squares), 0.4)
    close(device, w, Ridge(alpha=30 * 0.4, fit_intercept=False).fit(X, y).coef_, loose=10)


def test_the_two_forms_of_the_quadratic_minimizer_agree(device, generator):
    root = generator.normal(size=(6, 6))
    H, w_star = root @ root.T, generator.normal(size=6)
    h, Q, factors = (device.numpy(part) for part in l2.eigen_shrinkage(device.array(H), 0.5))
    np.testing.assert_allclose(Q * h @ Q.T, H, atol=100 * device.rtol)
    close(
        device,
        l2.quadratic_minimizer(device.array(H), device.array(w_star), 0.5),
        Q @ (factors * (Q.T @ w_star)),
        10,
    )


def test_a_flat_direction_decays_to_nothing_and_a_steep_one_stays():
    h, Q, factors = l2.eigen_shrinkage(np.diag([0.0, 1e-6, 1.0, 1e6]), 1.0)
    np.testing.assert_array_equal(h, [0, 1e-6, 1, 1e6])
    np.testing.assert_array_equal(abs(Q), np.eye(4))
    np.testing.assert_allclose(factors, [0, 1e-6, 0.5, 1], rtol=1e-5)


def test_at_lambda_zero_the_factors_of_a_singular_hessian_are_zero_and_one(generator):
    B = generator.normal(size=(5, 2))
    np.testing.assert_array_equal(l2.eigen_shrinkage(B @ B.T, 0.0)[2], [0, 0, 0, 1, 1])
    np.testing.assert_array_equal(l2.shrinkage_factors(np.array([0.0, 2.0]), 3, 0.0), [0, 1])


# The network


def network(device, generator, n=9):
    """A small network with biases, inputs and labels for it."""
    X, labels = device.array(generator.normal(size=(n, 4))), generator.integers(3, size=n)
    parameters = l2.init_network(4, 6, 3, generator, like=X)
    for name in ("b1", "b2"):
        parameters[name] = device.array(generator.normal(size=tuple(parameters[name].shape)))
    if device.library == "torch":
        labels = torch.as_tensor(labels, device=device.name)
    return parameters, X, labels


def as_torch(value):
    return torch.as_tensor(np.array(value) if not torch.is_tensor(value) else value).cpu()


def test_the_loss_is_torch_cross_entropy_and_the_penalty_of_the_matrices(device, generator):
    parameters, X, labels = network(device, generator)
    P = {name: as_torch(value) for name, value in parameters.items()}
    logits = torch.tanh(as_torch(X) @ P["W1"] + P["b1"]) @ P["W2"] + P["b2"]
    oracle = torch.nn.functional.cross_entropy(logits, as_torch(labels)) + 0.05 * (P["W1"] ** 2).sum()
    oracle = oracle + 0.05 * (P["W2"] ** 2).sum()
    close(device, l2.network_loss(parameters, X, labels, 0.1), oracle.numpy())
    close(device, l2.network_logits(parameters, X), logits.numpy())


def test_the_gradients_by_hand_are_those_of_autograd(device, generator):
    parameters, X, labels = network(device, generator)
    P = {name: as_torch(value).requires_grad_() for name, value in parameters.items()}
    l2.network_loss(P, as_torch(X), as_torch(labels), 0.1).backward()
    for name, gradient in l2.network_gradients(parameters, X, labels, 0.1).items():
        close(device, gradient, P[name].grad.numpy())


def test_huge_logits_do_not_overflow(generator):
    parameters = {"W1": np.ones((1, 1)), "b1": np.zeros(1), "W2": np.array([[2e3, -2e3]]), "b2": np.zeros(2)}
    loss = l2.network_loss(parameters, np.array([[10.0]]), np.array([1]), 0.0)
    np.testing.assert_allclose(loss, 4e3, rtol=1e-6)


def test_training_is_torch_sgd_with_weight_decay_on_the_matrices_alone(device, generator):
    parameters, X, labels = network(device, generator)
    P = {name: torch.nn.Parameter(as_torch(value).clone()) for name, value in parameters.items()}
    groups = [
        {"params": [P["W1"], P["W2"]], "weight_decay": 0.2},
        {"params": [P["b1"], P["b2"]], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.SGD(groups, lr=0.1)
    for _ in range(20):
        optimizer.zero_grad()
        l2.network_loss(P, as_torch(X), as_torch(labels), 0.0).backward()
        optimizer.step()
    trained = l2.train_network(parameters, X, labels, 0.2, 0.1, 20, len(X), generator)
    for name, value in trained.items():
        close(device, value, P[name].data.numpy(), loose=10)


def test_training_is_a_loop_of_decayed_steps(generator):
    device = type("NumPy", (), {"library": "numpy", "array": staticmethod(np.asarray)})
    parameters, X, labels = network(device, generator)
    trained = l2.train_network(parameters, X, labels, 0.2, 0.1, 5, 9, generator)
    for _ in range(5):
        gradients = l2.network_gradients(parameters, X, labels, 0.0)
        decay = {"W1": 0.2, "b1": 0.0, "W2": 0.2, "b2": 0.0}
        parameters = {k: l2.decayed_step(parameters[k], gradients[k], 0.1, decay[k]) for k in parameters}
    for name, value in trained.items():
        np.testing.assert_allclose(value, parameters[name], rtol=1e-9)


def test_training_repeats_given_the_generator_and_leaves_its_input_alone(device, generator):
    parameters, X, labels = network(device, generator)
    before = {name: device.numpy(value).copy() for name, value in parameters.items()}
    first, second = (
        l2.train_network(parameters, X, labels, 0.01, 0.1, 30, 4, np.random.default_rng(7)) for _ in range(2)
    )
    for name in parameters:
        np.testing.assert_array_equal(device.numpy(first[name]), device.numpy(second[name]))
        np.testing.assert_array_equal(device.numpy(parameters[name]), before[name])
        assert not np.array_equal(device.numpy(first[name]), before[name])


def test_the_same_generator_draws_the_same_network_in_every_library(device):
    drawn = l2.init_network(50, 40, 3, np.random.default_rng(3), like=device.array([0.0]))
    oracle = l2.init_network(50, 40, 3, np.random.default_rng(3))
    for name, value in drawn.items():
        close(device, value, oracle[name])
    assert abs(oracle["W1"].std() - 50**-0.5) < 0.01
    assert not oracle["b1"].any()


def test_a_huge_lambda_silences_the_units_and_leaves_the_class_frequencies(generator):
    X, labels = generator.normal(size=(60, 4)), np.repeat([0, 1, 2], [30, 20, 10])
    parameters = l2.init_network(4, 6, 3, generator)
    trained = l2.train_network(parameters, X, labels, 5.0, 0.1, 1500, 60, generator)
    assert max(abs(trained["W1"]).max(), abs(trained["W2"]).max()) < 1e-6
    np.testing.assert_allclose(np.exp(trained["b2"] - trained["b2"][0]), [1, 2 / 3, 1 / 3], rtol=1e-3)


def test_accuracy_counts_the_largest_logits(device, generator):
    parameters, X, labels = network(device, generator)
    right = device.numpy(l2.network_logits(parameters, X)).argmax(axis=1) == as_torch(labels).numpy()
    assert l2.accuracy(parameters, X, labels) == right.mean()
