"""The laws of `shrinkage.overfitting`, against scikit-learn, by identities and in their limits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from shrinkage.overfitting import (
    bias_variance,
    cross_validation,
    draw_random_features,
    k_fold,
    learning_curve,
    least_squares,
    mean_squared_error,
    min_norm_risk,
    one_standard_error,
    polynomial_features,
    random_features,
    repeated_predictions,
    validation_curve,
)
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsRegressor

SHAPES = [(20, 5), (5, 20), (8, 8), (1, 3), (3, 1)]
moderate = st.floats(-100, 100, allow_subnormal=False)


def linear_problem(generator, n, d, noise=0.5):
    """A random linear problem; the columns get different scales."""
    X = generator.standard_normal((n, d)) * np.geomspace(1, 3, d)
    return X, X @ generator.standard_normal(d) + noise * generator.standard_normal(n)


def fit_neighbours(X, y, k):
    return KNeighborsRegressor(k).fit(X, y).predict


def fit_line(X, y):
    w = least_squares(X, y)
    return lambda X: X @ w


# Features


def test_polynomial_features_are_the_powers(device, generator):
    x = generator.uniform(-1, 1, 7)
    Phi = polynomial_features(device.array(x), 5)
    np.testing.assert_allclose(device.numpy(Phi), np.vander(x, 6, increasing=True), rtol=device.rtol, atol=1e-6)


def test_degree_zero_is_a_column_of_ones_also_at_zero():
    np.testing.assert_array_equal(polynomial_features(np.array([0.0, -2.0]), 0), [[1.0], [1.0]])


def test_a_polynomial_of_degree_n_minus_1_goes_through_n_points(generator):
    x = np.sort(generator.uniform(-1, 1, 5)) + np.arange(5)  # apart from one another
    x = x / 5
    y = generator.standard_normal(5)
    Phi = polynomial_features(x, 4)
    np.testing.assert_allclose(Phi @ least_squares(Phi, y), y, rtol=0, atol=1e-7)


def test_random_features_are_a_relu_layer_over_the_root_of_its_width(device, generator):
    X, (W, b) = generator.standard_normal((6, 3)), draw_random_features(3, 4, generator)
    Phi = random_features(device.array(X), device.array(W), device.array(b))
    layer = [[max(0.0, x @ W[:, j] + b[j]) / 2.0 for j in range(4)] for x in X]
    np.testing.assert_allclose(device.numpy(Phi), layer, rtol=device.rtol, atol=1e-6)


def test_a_wider_draw_starts_with_the_narrower_one(generator):
    seed = int(generator.integers(2**32))
    W, b = draw_random_features(3, 10, np.random.default_rng(seed))
    W_narrow, b_narrow = draw_random_features(3, 4, np.random.default_rng(seed))
    np.testing.assert_array_equal(W[:, :4], W_narrow)
    np.testing.assert_array_equal(b[:4], b_narrow)


def test_random_weights_have_variance_one_over_d_and_biases_one(generator):
    W, b = draw_random_features(4, 20_000, generator)
    assert W.var() == pytest.approx(1 / 4, rel=0.05)
    assert b.var() == pytest.approx(1, rel=0.1)


def test_the_kernel_of_random_features_does_not_grow_with_the_width(generator):
    x = generator.standard_normal((1, 5))
    x *= math.sqrt(5) / np.linalg.norm(x)  # XW + b ~ N(0, 2): the mean of relu² is 1
    for count in (20_000, 80_000):
        Phi = random_features(x, *draw_random_features(5, count, generator))
        assert (Phi @ Phi.T).item() == pytest.approx(1, rel=0.1)


# Least squares


@pytest.mark.parametrize("shape", SHAPES)
def test_least_squares_is_the_pseudo_inverse(device, generator, shape):
    X, y = linear_problem(generator, *shape)
    if shape[0] == shape[1]:
        X = X + 10 * np.eye(*shape)  # well conditioned, so that float32 can be held to it
    w = least_squares(device.array(X), device.array(y))
    np.testing.assert_allclose(device.numpy(w), np.linalg.pinv(X) @ y, rtol=10 * device.rtol, atol=10 * device.rtol)


def test_least_squares_is_that_of_scikit_learn(generator):
    X, y = linear_problem(generator, 30, 6)
    sklearn = LinearRegression(fit_intercept=False).fit(X, y)
    np.testing.assert_allclose(least_squares(X, y), sklearn.coef_, rtol=1e-9)


def test_at_the_minimum_the_residual_is_orthogonal_to_every_column(generator):
    X, y = linear_problem(generator, 15, 4)
    np.testing.assert_allclose(X.T @ (X @ least_squares(X, y) - y), 0, atol=1e-10)


def test_of_all_interpolating_weights_it_takes_the_shortest(generator):
    X, y = linear_problem(generator, 4, 9)
    w = least_squares(X, y)
    np.testing.assert_allclose(X @ w, y, rtol=1e-9)
    null = np.linalg.svd(X)[2][4:]  # rows span the directions that X does not see
    other = w + generator.standard_normal(5) @ null
    np.testing.assert_allclose(X @ other, y, rtol=1e-9)
    assert np.linalg.norm(w) < np.linalg.norm(other)
    np.testing.assert_allclose(null @ w, 0, atol=1e-12)


def test_a_repeated_column_shares_the_weight_of_the_single_one(device, generator):
    X, y = linear_problem(generator, 12, 3)
    w = least_squares(device.array(X), device.array(y))
    twice = least_squares(device.array(np.hstack([X, X[:, :1]])), device.array(y))
    expected = [w[0] / 2, w[1], w[2], w[0] / 2]
    np.testing.assert_allclose(
        device.numpy(twice), [float(part) for part in expected], rtol=10 * device.rtol, atol=10 * device.rtol
    )


def test_columns_of_zeros_get_weight_zero():
    np.testing.assert_array_equal(least_squares(np.zeros((3, 2)), np.ones(3)), [0.0, 0.0])


def test_a_useless_column_removes_its_share_of_the_residual_on_average(generator):
    """Each column of pure noise takes 1/n of the first RSS, whatever y is: the chapter's first figure."""
    n, draws, y = 12, 4000, np.arange(12.0)
    left = [np.sum((Z @ least_squares(Z, y) - y) ** 2) for Z in generator.standard_normal((draws, n, 5))]
    standard_error = np.std(left) / math.sqrt(draws)
    assert np.mean(left) == pytest.approx((1 - 5 / n) * y @ y, abs=5 * standard_error)


# Error and exact risk


def test_mean_squared_error_is_the_mean_of_the_squares(device):
    error = mean_squared_error(device.array([1.0, 2.0, 3.0]), device.array([1.0, 0.0, 6.0]))
    assert float(device.numpy(error)) == pytest.approx(13 / 3)


@given(y=arrays(float, 6, elements=moderate), shift=moderate)
def test_a_constant_error_is_squared(y, shift):
    assert mean_squared_error(y + shift, y) == pytest.approx(shift**2, abs=1e-9)


@pytest.mark.parametrize(("n", "d"), [(40, 10), (20, 10), (10, 20), (10, 60)])
def test_the_exact_risk_is_the_mean_of_simulated_risks(generator, n, d):
    beta = np.full(d, math.sqrt(2 / d))
    risks = []
    for _ in range(3000):
        X = generator.standard_normal((n, d))
        w = least_squares(X, X @ beta + 0.5 * generator.standard_normal(n))
        risks.append(np.sum((w - beta) ** 2) + 0.25)  # the risk of w, exactly: x is N(0, I)
    standard_error = np.std(risks) / math.sqrt(len(risks))
    assert np.mean(risks) == pytest.approx(min_norm_risk(n, d, 2.0, 0.25), abs=6 * standard_error)


@pytest.mark.parametrize(("n", "d"), [(9, 10), (10, 10), (11, 10)])
def test_the_risk_is_infinite_where_the_sizes_meet(n, d):
    assert min_norm_risk(n, d, 1.0, 0.25) == math.inf


def test_without_noise_enough_examples_leave_no_risk():
    assert min_norm_risk(10, 10, 1.0, 0.0) == 0.0
    assert min_norm_risk(50, 10, 1.0, 0.0) == 0.0
    assert min_norm_risk(9, 10, 1.0, 0.0) == pytest.approx(0.1)


def test_the_risk_tends_to_the_noise_with_many_examples_and_to_the_variance_of_y_with_many_features():
    assert min_norm_risk(10**9, 10, 1.0, 0.25) == pytest.approx(0.25)
    assert min_norm_risk(10, 10**9, 1.0, 0.25) == pytest.approx(1.25)


def test_the_published_example_of_double_descent_is_reproduced(generator):
    """Nakkiran 2020: d = 500, σ = 0.5, ‖β‖ = 1; the best ridge penalty is dσ²/‖β‖² = 125 whatever n is."""
    d, beta, identity = 500, np.zeros(500), np.eye(500)
    beta[0] = 1.0
    for n, expected in [(500, 0.64), (1000, 0.42)]:
        risks = []
        for _ in range(4):
            X = generator.standard_normal((n, d))
            y = X @ beta + 0.5 * generator.standard_normal(n)
            w = np.linalg.solve(X.T @ X + 125 * identity, X.T @ y)
            risks.append(np.sum((w - beta) ** 2) + 0.25)
        assert np.mean(risks) == pytest.approx(expected, abs=0.04)
    assert min_norm_risk(1000, 500, 1.0, 0.25) == pytest.approx(0.50, abs=0.005)


# Bias and variance


@given(predictions=arrays(float, (4, 3), elements=moderate), truth=arrays(float, 3, elements=moderate))
def test_bias_and_variance_add_up_to_the_error_exactly(predictions, truth):
    parts = bias_variance(predictions, truth)
    assert parts.total == pytest.approx(np.mean((predictions - truth) ** 2), rel=1e-9, abs=1e-9)
    assert parts.total == parts.bias2 + parts.variance + parts.noise
    assert min(parts) >= 0


def test_the_parts_are_means_over_points_of_numpys_moments(device, generator):
    predictions, truth = generator.standard_normal((6, 4)), generator.standard_normal(4)
    parts = bias_variance(device.array(predictions), device.array(truth), noise_variance=0.5)
    expected = [np.mean((predictions.mean(0) - truth) ** 2), np.mean(predictions.var(0)), 0.5]
    got = [float(device.numpy(part)) for part in parts]
    np.testing.assert_allclose(got, [*expected, sum(expected)], rtol=device.rtol)


def test_the_total_is_the_error_on_new_noisy_targets(generator):
    predictions, truth = generator.standard_normal((50, 3)), np.zeros(3)
    y = truth + 0.7 * generator.standard_normal((40_000, 1, 3))
    measured = np.mean((predictions - y) ** 2)
    assert bias_variance(predictions, truth, 0.49).total == pytest.approx(measured, rel=0.05)


def test_a_constant_prediction_has_no_variance_and_a_perfect_one_no_bias(generator):
    truth = generator.standard_normal(5)
    assert bias_variance(np.ones((9, 5)), truth).variance == 0
    symmetric = np.stack([truth + 1, truth - 1])
    assert bias_variance(symmetric, truth).bias2 == pytest.approx(0, abs=1e-30)
    assert bias_variance(symmetric, truth).variance == pytest.approx(1)


def test_least_squares_in_the_right_model_is_unbiased_with_variance_sigma_squared_d_over_n(generator):
    X, beta = generator.standard_normal((25, 5)), np.ones(5)

    def sample(generator):
        return X, X @ beta + 0.3 * generator.standard_normal(25)

    predictions = repeated_predictions(fit_line, sample, X, 3000, generator)
    parts = bias_variance(predictions, X @ beta)
    assert parts.variance == pytest.approx(0.09 * 5 / 25, rel=0.1)
    assert parts.bias2 == pytest.approx(parts.variance / 3000, rel=3)  # only what the finite draws leave


def test_repeated_predictions_hold_one_row_a_training_set(device):
    sizes = iter([1.0, 2.0, 3.0])

    def sample(generator):
        value = next(sizes)
        return device.array([[value]]), device.array([value])

    x = device.array([[5.0], [7.0]])
    predictions = repeated_predictions(lambda X, y: lambda x: x[:, 0] + y[0], sample, x, 3, np.random.default_rng(0))
    np.testing.assert_array_equal(device.numpy(predictions), [[6, 8], [7, 9], [8, 10]])


def test_the_same_generator_gives_the_same_predictions(generator):
    def sample(generator):
        return linear_problem(generator, 6, 2)

    seed, x = int(generator.integers(2**32)), np.eye(2)
    first, second = (repeated_predictions(fit_line, sample, x, 3, np.random.default_rng(seed)) for _ in range(2))
    np.testing.assert_array_equal(first, second)


# Folds and cross-validation


@given(n=st.integers(2, 60), data=st.data(), seed=st.integers(0, 2**32 - 1))
def test_the_folds_share_out_every_example_once(n, data, seed):
    k = data.draw(st.integers(2, n))
    folds = k_fold(n, k, np.random.default_rng(seed))
    assert len(folds) == k
    assert sorted(np.concatenate([validation for _, validation in folds])) == list(range(n))
    assert all(sorted([*train, *validation]) == list(range(n)) for train, validation in folds)
    sizes = [len(validation) for _, validation in folds]
    assert max(sizes) - min(sizes) <= 1


def test_the_folds_are_shuffled(generator):
    (_, first), *_ = k_fold(1000, 2, generator)
    assert not np.array_equal(first, np.arange(500))


def test_cross_validation_is_that_of_scikit_learn(generator):
    X, y = linear_problem(generator, 30, 3)
    folds, values = k_fold(30, 5, generator), [1, 2, 5, 20]
    errors = cross_validation(fit_neighbours, X, y, values, folds)
    search = GridSearchCV(
        KNeighborsRegressor(), {"n_neighbors": values}, scoring="neg_mean_squared_error", cv=folds
    ).fit(X, y)
    for i in range(5):
        np.testing.assert_allclose(errors[:, i], -search.cv_results_[f"split{i}_test_score"], rtol=1e-12)
    assert values[errors.mean(axis=1).argmin()] == search.best_params_["n_neighbors"]


def test_leaving_one_out_of_least_squares_is_the_residual_over_one_minus_the_leverage(device, generator):
    X, y = linear_problem(generator, 10, 3)
    folds = k_fold(10, 10, generator)
    errors = cross_validation(lambda X, y, value: fit_line(X, y), device.array(X), device.array(y), [None], folds)
    hat = X @ np.linalg.pinv(X)
    shortcut = ((y - hat @ y) / (1 - np.diag(hat))) ** 2
    order = [validation[0] for _, validation in folds]
    np.testing.assert_allclose(device.numpy(errors)[0], shortcut[order], rtol=50 * device.rtol, atol=1e-4)


def test_cross_validation_takes_a_vector_of_inputs_as_well(generator):
    x = generator.uniform(-1, 1, 20)

    def fit(x, y, degree):
        w = least_squares(polynomial_features(x, degree), y)
        return lambda x: polynomial_features(x, degree) @ w

    errors = cross_validation(fit, x, 1 + x - 2 * x**2, [0, 1, 2], k_fold(20, 4, generator))
    assert errors.shape == (3, 4)
    assert np.all(errors[2] < 1e-20)
    assert np.all(errors[:2].mean(axis=1) > 1e-3)


# The one-standard-error rule


def test_the_rule_takes_the_first_within_one_standard_error(device):
    # the best is row 3: mean 2, standard deviation 1, standard error 1/√3 = 0.577, so the bar is at 2.577
    errors = device.array([[4.0, 4, 4], [2.5, 2.6, 2.7], [2.5, 2.5, 2.5], [1, 2, 3], [3, 3, 3]])
    assert one_standard_error(errors) == 2


@pytest.mark.parametrize(("offset", "chosen"), [(-1e-6, 0), (1e-6, 1)])
def test_the_bar_is_the_sample_standard_deviation_over_root_k(offset, chosen):
    best = np.array([1.0, 2.0, 3.0, 6.0])
    bar = best.mean() + best.std(ddof=1) / 2
    assert one_standard_error(np.stack([np.full(4, bar + offset), best])) == chosen


@given(errors=arrays(float, (5, 4), elements=st.floats(0, 10, allow_subnormal=False)))
def test_the_rule_never_takes_a_less_regularised_one_than_the_best(errors):
    chosen, means = one_standard_error(errors), errors.mean(axis=1)
    assert type(chosen) is int
    assert chosen <= means.argmin()
    assert means[chosen] <= means.min() + errors[means.argmin()].std(ddof=1) / 2 + 1e-12


def test_without_spread_the_rule_takes_the_best():
    assert one_standard_error(np.array([[3.0, 3.0], [1.0, 1.0], [2.0, 2.0]])) == 1


# Curves


def test_a_learning_curve_fits_the_first_examples_and_errs_on_both_sets(device, generator):
    X, y = linear_problem(generator, 12, 3)
    X_val, y_val = linear_problem(generator, 7, 3)
    train, validation = learning_curve(fit_line, *map(device.array, (X, y, X_val, y_val)), sizes=[4, 12])
    for i, size in enumerate([4, 12]):
        w = np.linalg.lstsq(X[:size], y[:size], rcond=None)[0]
        expected = [np.mean((X[:size] @ w - y[:size]) ** 2), np.mean((X_val @ w - y_val) ** 2)]
        got = [device.numpy(train)[i], device.numpy(validation)[i]]
        np.testing.assert_allclose(got, expected, rtol=100 * device.rtol, atol=1e-4)


def test_more_examples_than_weights_leave_training_error(generator):
    X, y = linear_problem(generator, 40, 8)
    train, _ = learning_curve(fit_line, X, y, X, y, sizes=[2, 8, 9, 40])
    np.testing.assert_allclose(train[:2], 0, atol=1e-12)
    assert np.all(train[2:] > 1e-9)


def test_a_validation_curve_errs_on_both_sets_at_every_value(generator):
    X, y = linear_problem(generator, 20, 2)
    X_val, y_val = linear_problem(generator, 9, 2)
    train, validation = validation_curve(fit_neighbours, X, y, X_val, y_val, [1, 20])
    assert train[0] == 0  # one's own nearest neighbour is oneself
    assert train[1] == pytest.approx(y.var())
    assert validation[1] == pytest.approx(np.mean((y_val - y.mean()) ** 2))
    assert validation[0] == pytest.approx(mean_squared_error(fit_neighbours(X, y, 1)(X_val), y_val))


def test_training_error_of_nested_models_never_rises(device, generator):
    x = generator.uniform(-1, 1, 15)
    y = np.sin(4 * x) + 0.2 * generator.standard_normal(15)

    def fit(x, y, degree):
        w = least_squares(polynomial_features(x, degree), y)
        return lambda x: polynomial_features(x, degree) @ w

    train, _ = validation_curve(fit, *map(device.array, (x, y, x, y)), values=range(7))
    assert np.all(np.diff(device.numpy(train)) <= device.rtol)
