"""Dropout: moments, exact averages over all masks, torch, and the penalties that dropout is."""

import os
import subprocess
import sys

import jax.example_libraries.stax
import numpy as np
import pytest
import torch
from closeness import close
from hypothesis import given, settings
from hypothesis import strategies as st
from shrinkage import l2
from shrinkage.dropout import (
    RATES,
    Dropout,
    all_masks,
    apply_mask,
    drop_probability,
    dropout,
    dropout_backward,
    dropout_mask,
    dropout_penalty,
    dropout_regression,
    mask_probabilities,
    max_norm,
    mc_predict,
    mlp,
    noising_penalty,
    quadratic_penalty,
    thinned_average,
    train_mlp,
)
from sklearn.linear_model import Ridge

seeds = st.integers(0, 2**32 - 1)
rates = st.floats(0.0, 0.95)
FAMILIES = ["gaussian", "logistic"]


def drawer(device, seed):
    """A generator for arrays of a device."""
    if device.library == "numpy":
        return np.random.default_rng(seed)
    return torch.Generator(device.name).manual_seed(seed)


def softplus(scores):
    return np.logaddexp(0, scores)


# The mask and its scaling


def test_a_mask_drops_each_entry_with_probability_p_independently(device):
    n, p = 20_000, 0.3
    mask = device.numpy(dropout_mask(device.array(np.ones((n, 3))), p, drawer(device, 0)))
    assert set(np.unique(mask)) == {0.0, 1.0}
    five_deviations = 5 * (p * (1 - p) / n) ** 0.5
    assert (abs(1 - mask.mean(axis=0) - p) < five_deviations).all()
    correlations = np.corrcoef(mask.T)[np.triu_indices(3, k=1)]
    assert (abs(correlations) < 5 / n**0.5).all()


def test_the_scaling_keeps_the_mean_and_adds_a_variance_of_p_over_1_minus_p_squares(device, generator):
    x, p = generator.normal(size=4), 0.4
    draws = device.numpy(dropout(device.array(np.tile(x, (40_000, 1))), p, drawer(device, 1)))
    deviation = np.sqrt(p / (1 - p)) * abs(x)
    np.testing.assert_allclose(draws.mean(axis=0), x, atol=5 * deviation.max() / 200)
    np.testing.assert_allclose(draws.std(axis=0), deviation, rtol=0.03)


@settings(deadline=None)
@given(seeds, st.integers(1, 8), rates)
def test_over_all_masks_the_mean_and_the_variance_are_exact(seed, d, p):
    x = np.random.default_rng(seed).normal(size=d)
    np.testing.assert_allclose(thinned_average(lambda rows: rows, x, p), x, rtol=1e-9)
    variance = thinned_average(lambda rows: (rows - x) ** 2, x, p)
    np.testing.assert_allclose(variance, p / (1 - p) * x**2, rtol=1e-9)


def test_dropout_is_its_mask_applied_and_a_generator_repeats_it(device, generator):
    x = device.array(generator.normal(size=(5, 4)))
    mask = dropout_mask(x, 0.5, drawer(device, 7))
    once, again = (dropout(x, 0.5, drawer(device, 7)) for _ in range(2))
    np.testing.assert_array_equal(device.numpy(once), device.numpy(again))
    np.testing.assert_array_equal(device.numpy(once), device.numpy(apply_mask(x, mask, 0.5)))
    one_generator = drawer(device, 7)
    first, second = (device.numpy(dropout(x, 0.5, one_generator)) for _ in range(2))
    assert not np.array_equal(first, second)


def test_outside_training_and_at_p_zero_dropout_is_the_identity(device, generator):
    x = device.array(generator.normal(size=(3, 2)))
    np.testing.assert_array_equal(device.numpy(dropout(x, 0.9, drawer(device, 0), training=False)), device.numpy(x))
    np.testing.assert_array_equal(device.numpy(dropout(x, 0.0, drawer(device, 0))), device.numpy(x))


def test_outside_training_the_generator_is_not_used(device):
    used, fresh = drawer(device, 3), drawer(device, 3)
    x = device.array(np.ones(9))
    dropout(x, 0.5, used, training=False)
    np.testing.assert_array_equal(device.numpy(dropout_mask(x, 0.5, used)), device.numpy(dropout_mask(x, 0.5, fresh)))


def test_a_mask_of_one_row_or_of_whole_channels_spreads(device, generator):
    images = device.array(generator.normal(size=(2, 3, 4, 4)))
    mask = dropout_mask(images[:, :, :1, :1], 0.5, drawer(device, 0))
    dropped = device.numpy(apply_mask(images, mask, 0.5))
    silent = (dropped == 0).all(axis=(2, 3))
    np.testing.assert_array_equal(silent, device.numpy(mask)[:, :, 0, 0] == 0)
    np.testing.assert_allclose(dropped[~silent], 2 * device.numpy(images)[~silent])


def test_a_scalar_of_numpy_does_not_change_the_dtype():
    x, p = np.ones((3, 2), dtype="float32"), np.float64(0.5)
    mask = dropout_mask(x, p, np.random.default_rng(0))
    results = apply_mask(x, mask, p), dropout_penalty(x, p), quadratic_penalty(x, x[0], p), max_norm(x, p)
    results += noising_penalty(x, x[0], p), dropout_regression(x, x[:, 0], p), dropout(x, p, np.random.default_rng(0))
    assert {result.dtype for result in results} == {np.dtype("float32")}


def test_torch_dropout_has_the_same_law(generator):
    x = torch.tensor(generator.normal(size=3))
    rows = x.repeat(40_000, 1)
    ours = dropout(rows, 0.3, torch.Generator().manual_seed(0))
    theirs = torch.nn.functional.dropout(rows, 0.3)
    for sample in (ours, theirs):
        torch.testing.assert_close(sample[sample != 0], (rows / 0.7)[sample != 0])
        dropped = (sample == 0).double().mean(dim=0)
        assert (abs(dropped - 0.3) < 5 * (0.21 / 40_000) ** 0.5).all()


# The way back


def test_backward_is_what_autograd_says(generator):
    x = torch.tensor(generator.normal(size=(5, 4)), requires_grad=True)
    gradient = torch.tensor(generator.normal(size=(5, 4)))
    mask = dropout_mask(x, 0.4, torch.Generator().manual_seed(1))
    dropout(x, 0.4, torch.Generator().manual_seed(1)).backward(gradient)
    torch.testing.assert_close(x.grad, dropout_backward(gradient, mask, 0.4))


@settings(deadline=None)
@given(seeds, rates)
def test_backward_is_the_transpose_of_forward(seed, p):
    generator = np.random.default_rng(seed)
    x, gradient = generator.normal(size=(2, 6))
    mask = dropout_mask(x, p, generator)
    forth, back = gradient @ apply_mask(x, mask, p), dropout_backward(gradient, mask, p) @ x
    np.testing.assert_allclose(forth, back, rtol=1e-9, atol=1e-12)


def test_backward_keeps_library_device_and_dtype(device, generator):
    gradient = generator.normal(size=(3, 4))
    mask = np.array([0.0, 1.0, 1.0, 0.0])
    back = dropout_backward(device.array(gradient), device.array(mask), 0.75)
    close(device, back, 4 * gradient * mask)


# Thinned networks


@pytest.mark.parametrize("n", [1, 2, 5, 10])
def test_all_masks_are_all_different_and_end_with_the_whole_network(n):
    masks = all_masks(n)
    assert masks.shape == (2**n, n)
    assert len(np.unique(masks, axis=0)) == 2**n
    assert masks[-1].all()
    assert not masks[0].any()


@settings(deadline=None)
@given(st.integers(1, 10), rates)
def test_the_probabilities_of_all_masks_add_up_to_one(n, p):
    probabilities = mask_probabilities(all_masks(n), p)
    np.testing.assert_allclose(probabilities.sum(), 1)
    np.testing.assert_allclose(probabilities @ (n - all_masks(n).sum(axis=1)), n * p, atol=1e-12)


def test_without_dropping_the_whole_network_has_probability_one(device):
    probabilities = device.numpy(mask_probabilities(device.array(all_masks(3)), 0.0))
    np.testing.assert_array_equal(probabilities, [0, 0, 0, 0, 0, 0, 0, 1])


def test_the_exact_average_is_where_sampling_goes(device, generator):
    x, w = device.array(generator.normal(size=6)), device.array(generator.normal(size=(6, 2)))

    def outputs(rows):
        return (rows @ w) ** 3

    exact = device.numpy(thinned_average(outputs, x, 0.3))
    rows = device.array(np.tile(device.numpy(x), (100_000, 1)))
    samples = device.numpy(outputs(dropout(rows, 0.3, drawer(device, 0)))).astype(float)
    np.testing.assert_allclose(exact, samples.mean(axis=0), atol=6 * samples.std() / 100_000**0.5)


def test_weight_scaling_is_exact_for_a_linear_output(device, generator):
    hidden, W = generator.normal(size=8), generator.normal(size=(8, 3))
    average = thinned_average(lambda rows: rows @ device.array(W), device.array(hidden), 0.5)
    close(device, average, hidden @ W, loose=10)


def test_weight_scaling_is_the_renormalised_geometric_mean_for_a_softmax_output(generator):
    hidden, W = torch.tensor(generator.normal(size=8)), torch.tensor(generator.normal(size=(8, 3)))
    mean_log = thinned_average(lambda rows: torch.log_softmax(rows @ W, dim=1), hidden, 0.5)
    torch.testing.assert_close(torch.softmax(mean_log, dim=0), torch.softmax(hidden @ W, dim=0))


def test_weight_scaling_is_not_the_arithmetic_mean_of_softmax_outputs(generator):
    hidden, W = torch.tensor(generator.normal(size=8)), torch.tensor(generator.normal(size=(8, 3)))
    mean = thinned_average(lambda rows: torch.softmax(rows @ W, dim=1), hidden, 0.5)
    torch.testing.assert_close(mean.sum(), torch.tensor(1.0, dtype=mean.dtype))
    assert abs(mean - torch.softmax(hidden @ W, dim=0)).max() > 1e-6


# The penalty that dropout is


def design(generator, n=12, d=5):
    X = generator.normal(size=(n, d)) * generator.uniform(0.3, 3.0, size=d) + generator.normal(size=d)
    return X, X @ generator.normal(size=d) + generator.normal(size=n)


@pytest.mark.parametrize("p", [0.0, 0.2, 0.5, 0.8])
def test_the_expected_squared_loss_is_the_loss_and_the_penalty(device, generator, p):
    X, y = design(generator)
    w = generator.normal(size=5)
    expected = np.mean(
        [
            thinned_average(lambda rows, target=target: (rows @ w - target) ** 2 / 2, row, p)
            for row, target in zip(X, y, strict=True)
        ]
    )
    penalty = device.numpy(dropout_penalty(device.array(X), p)) @ w**2 / 2
    np.testing.assert_allclose(((X @ w - y) ** 2).mean() / 2 + penalty, expected, rtol=10 * device.rtol)


@pytest.mark.parametrize("p", [0.1, 0.5, 0.9])
def test_dropout_regression_solves_its_normal_equations(device, generator, p):
    X, y = design(generator)
    gram = X.T @ X
    oracle = np.linalg.solve(gram + p / (1 - p) * np.diag(np.diag(gram)), X.T @ y)
    close(device, dropout_regression(device.array(X), device.array(y), p), oracle, loose=10)


@settings(deadline=None)
@given(seeds, st.integers(2, 12), st.integers(1, 8), st.floats(0.01, 0.95))
def test_at_dropout_regression_the_gradient_of_the_expected_loss_is_zero(seed, n, d, p):
    X, y = design(np.random.default_rng(seed), n, d)
    w = dropout_regression(X, y, p)
    pull = X.T @ (X @ w - y) / n
    np.testing.assert_allclose(pull + dropout_penalty(X, p) * w, 0, atol=1e-9 * abs(X.T @ y / n).max())


def test_dropout_regression_is_least_squares_on_many_masked_copies(generator):
    X, y = design(generator, n=40, d=3)
    copies = 5000
    masked = dropout(np.tile(X, (copies, 1)), 0.3, generator)
    sampled = np.linalg.lstsq(masked, np.tile(y, copies), rcond=None)[0]
    np.testing.assert_allclose(dropout_regression(X, y, 0.3), sampled, atol=0.05 * abs(sampled).max())


def test_dropout_regression_is_sklearn_ridge_on_columns_of_unit_mean_square(generator):
    X, y = design(generator)
    scale = np.sqrt((X**2).mean(axis=0))
    oracle = Ridge(alpha=len(y) * 0.2 / 0.8, fit_intercept=False).fit(X / scale, y).coef_ / scale
    np.testing.assert_allclose(dropout_regression(X, y, 0.2), oracle)


def test_dropout_regression_predicts_the_same_in_any_units_and_ridge_does_not(generator):
    X, y = design(generator)
    units = np.array([1.0, 10.0, 0.1, 1e3, 1e-3])
    np.testing.assert_allclose(X @ dropout_regression(X, y, 0.3), (X * units) @ dropout_regression(X * units, y, 0.3))
    ridge_change = X @ l2.ridge(X, y, 0.5) - (X * units) @ l2.ridge(X * units, y, 0.5)
    assert abs(ridge_change).max() > 1e-6


def test_dropout_regression_halves_lone_columns_at_p_half(device, generator):
    Q = np.linalg.qr(generator.normal(size=(9, 4)))[0]
    w = generator.normal(size=4)
    fitted = dropout_regression(device.array(Q), device.array(Q @ w), 0.5)
    close(device, fitted, w / 2, loose=10)


def test_without_dropout_the_regression_is_least_squares(device, generator):
    X, y = design(generator)
    oracle = np.linalg.lstsq(X, y, rcond=None)[0]
    close(device, dropout_regression(device.array(X), device.array(y), 0.0), oracle, loose=100)


def test_a_column_of_zeros_gets_weight_zero(device, generator):
    X, y = design(generator)
    X[:, 2] = 0
    fitted = device.numpy(dropout_regression(device.array(X), device.array(y), 0.4))
    kept = np.delete(np.arange(5), 2)
    oracle = np.insert(dropout_regression(X[:, kept], y, 0.4), 2, 0)
    np.testing.assert_allclose(fitted, oracle, atol=10 * device.rtol * abs(oracle).max())


def test_dropout_gives_two_copies_of_a_column_equal_weights(generator):
    X, y = design(generator)
    X[:, 1] = X[:, 0]
    w = dropout_regression(X, y, 0.2)
    np.testing.assert_allclose(w[0], w[1])


def test_the_noising_penalty_is_the_expected_log_loss_less_the_log_loss(generator):
    X, w, p = generator.normal(size=(10, 6)), generator.normal(size=6), 0.4
    labels = generator.integers(0, 2, size=10)

    def loss(scores, label):
        return softplus(scores) - label * scores

    expected = [
        thinned_average(lambda rows, label=label: loss(rows @ w, label), row, p)
        for row, label in zip(X, labels, strict=True)
    ]
    np.testing.assert_allclose(noising_penalty(X, w, p), np.mean(expected - loss(X @ w, labels)), rtol=1e-9)


@settings(deadline=None)
@given(seeds, rates, st.sampled_from(FAMILIES))
def test_the_noising_penalty_is_never_negative(seed, p, family):
    generator = np.random.default_rng(seed)
    X, w = generator.normal(size=(4, 5)), 3 * generator.normal(size=5)
    assert noising_penalty(X, w, p, family) >= -1e-12
    assert quadratic_penalty(X, w, p, family) >= 0


def test_for_linear_regression_all_three_penalties_are_one(device, generator):
    X, w = device.array(generator.normal(size=(7, 5))), device.array(generator.normal(size=5))
    expected = device.numpy(dropout_penalty(X, 0.3)) @ device.numpy(w) ** 2 / 2
    close(device, noising_penalty(X, w, 0.3, "gaussian"), expected, loose=100)
    close(device, quadratic_penalty(X, w, 0.3, "gaussian"), expected, loose=10)


def test_the_quadratic_penalty_is_half_the_curvature_times_the_variance(device, generator):
    X, w, p = generator.normal(size=(7, 30)), generator.normal(size=30), 0.3
    q = 1 / (1 + np.exp(-X @ w))
    oracle = np.mean(q * (1 - q) * (p / (1 - p)) * (X**2 @ w**2)) / 2
    close(device, quadratic_penalty(device.array(X), device.array(w), p), oracle, loose=10)


def test_for_small_weights_the_quadratic_penalty_is_right_to_third_order(generator):
    X, w = generator.normal(size=(6, 5)), generator.normal(size=5)
    errors = [abs(noising_penalty(X, t * w, 0.5) - quadratic_penalty(X, t * w, 0.5)) / t**2 for t in (1e-1, 1e-2, 1e-3)]
    assert errors[2] < errors[0] / 20 + 1e-9


def test_a_confident_logistic_model_pays_next_to_nothing_by_the_approximation_only(generator):
    X, w = np.ones((1, 4)), np.full(4, 25.0)
    assert quadratic_penalty(X, w, 0.5) < 1e-30
    assert noising_penalty(X, w, 0.5) > 0.01


def test_the_logistic_penalty_does_not_overflow(device):
    X, w = device.array([[1e3, -1e3]]), device.array([1e2, 1e2])
    value = device.numpy(noising_penalty(X, w, 0.5))
    np.testing.assert_allclose(value, 5e4, rtol=1e-4)


# Conventions


ONES = np.ones((1, 20_000), dtype="float32")
KERAS = """
import keras, numpy as np
dropped = keras.layers.Dropout({rate})(np.ones({shape}, dtype="float32"), training=True)
print(np.mean(keras.ops.convert_to_numpy(dropped) == 0))
"""


def share_dropped_by_torch(rate, folder):
    return float((torch.nn.Dropout(rate)(torch.tensor(ONES)) == 0).float().mean())


def share_dropped_by_stax(rate, folder):
    drop = jax.example_libraries.stax.Dropout(rate)[1]
    return np.mean(np.asarray(drop((), ONES, rng=jax.random.PRNGKey(0))) == 0)


def share_dropped_by_keras(rate, folder):
    # in a process of its own: Keras takes its backend and its folder from the environment, once
    home = os.environ | {"KERAS_BACKEND": "torch", "KERAS_HOME": str(folder), "CUDA_VISIBLE_DEVICES": ""}
    code = KERAS.format(rate=rate, shape=ONES.shape)
    return float(subprocess.run([sys.executable, "-c", code], env=home, capture_output=True, check=True).stdout)


@pytest.mark.parametrize(
    ("name", "share_dropped"),
    [
        ("torch.nn.Dropout", share_dropped_by_torch),
        ("keras.layers.Dropout", share_dropped_by_keras),
        ("jax.example_libraries.stax.Dropout", share_dropped_by_stax),
    ],
)
def test_the_libraries_drop_what_the_table_says(name, share_dropped, tmp_path):
    assert abs(share_dropped(0.2, tmp_path) - drop_probability(0.2, name)) < 0.02


@pytest.mark.parametrize("name", RATES)
def test_the_two_conventions_agree_at_one_half_and_nowhere_else(name):
    assert drop_probability(0.5, name) == 0.5
    assert drop_probability(0.25, name) == {"drop": 0.25, "keep": 0.75}[RATES[name].probability_of]


# Max-norm


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_max_norm_is_the_nearest_point_within_the_limit(device, generator, axis):
    W = generator.normal(size=(4, 3))
    projected = device.numpy(max_norm(device.array(W), 1.0, axis=axis))
    norms = np.linalg.norm(W, axis=axis, keepdims=True)
    np.testing.assert_allclose(projected, W * np.minimum(1, 1 / norms), rtol=1e-5)
    np.testing.assert_allclose(device.numpy(max_norm(device.array(projected), 1.0, axis=axis)), projected, rtol=1e-5)


def test_max_norm_leaves_zeros_and_short_vectors_alone(device):
    W = np.array([[0.0, 0.3, 3.0], [0.0, 0.4, 4.0]])
    close(device, max_norm(device.array(W), 0.5), [[0, 0.3, 0.3], [0, 0.4, 0.4]])


def test_max_norm_is_torch_renorm(generator):
    W = torch.tensor(generator.normal(size=(4, 3)))
    torch.testing.assert_close(max_norm(W, 0.8, axis=1), torch.renorm(W, p=2, dim=0, maxnorm=0.8), rtol=1e-6, atol=0)


# Monte Carlo dropout


def test_mc_predict_gives_the_mean_and_the_spread_of_its_draws(device, generator):
    X = device.array(generator.normal(size=(6, 3)))
    mean, std = mc_predict(lambda X, g: dropout(X, 0.5, g), X, 20, drawer(device, 5))
    same = drawer(device, 5)
    draws = np.stack([device.numpy(dropout(X, 0.5, same)) for _ in range(20)])
    close(device, mean, draws.mean(axis=0), loose=10)
    close(device, std, draws.std(axis=0), loose=10)


def test_mc_predict_goes_to_the_exact_average(generator):
    x, w = generator.normal(size=5), generator.normal(size=5)
    mean, std = mc_predict(lambda X, g: np.tanh(dropout(X, 0.5, g) @ w), np.tile(x, (100, 1)), 400, generator)
    exact = thinned_average(lambda rows: np.tanh(rows @ w), x, 0.5)
    square = thinned_average(lambda rows: np.tanh(rows @ w) ** 2, x, 0.5)
    assert abs(mean.mean() - exact) < 5 * std.mean() / 200 + 1e-3
    np.testing.assert_allclose((std**2).mean(), square - exact**2, rtol=0.05)


def test_the_spread_of_mc_dropout_on_a_linear_model_does_not_shrink_with_more_data(generator):
    spreads = []
    for n in (100, 10_000):
        X = generator.normal(size=(n, 4))
        w = dropout_regression(X, X @ np.ones(4), 0.2)
        point = np.ones((1, 4))
        spreads.append(mc_predict(lambda X, g, w=w: dropout(X, 0.2, g) @ w, point, 2000, generator)[1].item())
    np.testing.assert_allclose(spreads[1], spreads[0], rtol=0.25)


# torch modules


def test_the_module_drops_in_training_and_not_in_evaluation():
    x = torch.ones(1000)
    layer = Dropout(0.25, torch.Generator().manual_seed(0))
    values = layer(x).unique()
    torch.testing.assert_close(values, torch.tensor([0.0, 1 / 0.75]))
    torch.testing.assert_close(layer.eval()(x), x)
    assert repr(layer) == "Dropout(p=0.25)"


def test_the_module_is_the_function():
    x = torch.linspace(-1, 1, 50)
    layer = Dropout(0.4, torch.Generator().manual_seed(3))
    torch.testing.assert_close(layer(x), dropout(x, 0.4, torch.Generator().manual_seed(3)))


def test_the_module_without_a_generator_uses_the_global_one_and_with_one_does_not():
    state = torch.get_rng_state()
    Dropout(0.5, torch.Generator())(torch.ones(5))
    assert torch.equal(state, torch.get_rng_state())
    Dropout(0.5)(torch.ones(5))
    assert not torch.equal(state, torch.get_rng_state())


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"p": 1.0}, ValueError, "p must be"),
        ({"p": "half"}, TypeError, "p must be"),
        ({"generator": 0}, TypeError, "generator must be"),
    ],
)
def test_the_module_refuses_bad_input_by_name(arguments, error, message):
    with pytest.raises(error, match=message):
        Dropout(**arguments)


def small_problem(generator, n=64):
    X = torch.tensor(generator.normal(size=(n, 4)), dtype=torch.float32)
    return X, (X[:, 0] > 0).long()


def test_a_layer_that_drops_nothing_draws_nothing():
    generator = torch.Generator().manual_seed(0)
    before, x = generator.get_state(), torch.randn(3, 4)
    assert torch.equal(Dropout(0.0, generator)(x), x)
    assert torch.equal(generator.get_state(), before)


def test_an_mlp_is_drawn_by_its_generator_alone():
    state = torch.get_rng_state()
    first, second = (mlp([400, 300, 2], 0.5, torch.Generator().manual_seed(4)) for _ in range(2))
    assert torch.equal(state, torch.get_rng_state())
    for a, b in zip(first.parameters(), second.parameters(), strict=True):
        assert torch.equal(a, b)
    assert abs(first[0].weight.std() - (2 / 400) ** 0.5) < 1e-3
    assert [type(layer).__name__ for layer in first] == ["Linear", "ReLU", "Dropout", "Linear"]


def test_training_repeats_given_the_seed_and_ends_in_evaluation_mode(generator):
    X, labels = small_problem(generator)
    results = []
    for _ in range(2):
        drawn = torch.Generator().manual_seed(5)
        model = train_mlp(mlp([4, 16, 2], 0.3, drawn), X, labels, 3e-2, 60, 16, drawn)
        assert not model.training
        results.append(model(X))
    torch.testing.assert_close(results[0], results[1], rtol=0, atol=0)
    assert (results[0].argmax(dim=1) == labels).float().mean() > 0.9


def test_training_on_a_gpu_stays_there(device, generator):
    if device.library != "torch" or device.dtype != "float32":
        pytest.skip("the network is in float32, in torch")
    X, labels = (part.to(device.name) for part in small_problem(generator))
    drawn = torch.Generator(device.name).manual_seed(0)
    model = train_mlp(mlp([4, 8, 2], 0.5, drawn), X, labels, 1e-2, 2, 16, drawn, limit=1.0)
    assert device.numpy(model(X).detach()).shape == (64, 2)


def test_without_epochs_training_changes_nothing(generator):
    X, labels = small_problem(generator)
    model = mlp([4, 8, 2], 0.5, torch.Generator().manual_seed(0))
    before = [parameter.clone() for parameter in model.parameters()]
    train_mlp(model, X, labels, 1e-2, 0, 16, torch.Generator())
    assert all(torch.equal(a, b) for a, b in zip(before, model.parameters(), strict=True))


def test_training_holds_every_units_incoming_weights_to_the_limit(generator):
    X, labels = small_problem(generator)
    drawn = torch.Generator().manual_seed(0)
    model = train_mlp(mlp([4, 16, 2], 0.5, drawn), X, labels, 0.1, 5, 16, drawn, limit=0.5)
    norms = torch.cat([w.norm(dim=1) for w in model.parameters() if w.ndim == 2])
    assert norms.max() <= 0.5 + 1e-6


def test_weight_decay_shrinks_matrices_and_leaves_biases_alone():
    drawn = torch.Generator().manual_seed(0)
    model = mlp([4, 8, 2], 0.0, drawn)
    torch.nn.init.ones_(model[0].bias)
    torch.nn.init.constant_(model[0].weight, -1.0)  # no input is positive: the hidden layer is dead
    X = torch.ones(10, 4)
    train_mlp(model, X, torch.zeros(10, dtype=torch.int64), 0.1, 20, 10, drawn, weight_decay=0.5)
    assert (model[0].weight > -1).all()
    torch.testing.assert_close(model[0].bias.detach(), torch.ones(8))
