"""Bayes: posteriors and evidence against scipy and scikit-learn, and the identities and limits of the theory."""

import math
from itertools import pairwise

import numpy as np
import pytest
import torch
from closeness import close
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats
from shrinkage import bayes, l2
from shrinkage.data import batting_averages
from sklearn.linear_model import BayesianRidge, Lasso, Ridge

WIDE_AND_LONG = [(30, 5), (8, 8), (6, 20), (120, 60), (40, 90)]
seeds = st.integers(0, 2**32 - 1)


def problem(generator, n, d):
    """A design with columns of different scale, and a target with signal in it."""
    X = generator.normal(size=(n, d)) * generator.uniform(0.5, 2.0, size=d)
    return X, X @ generator.normal(size=d) + generator.normal(size=n)


# The coin


def test_the_log_density_is_scipys_beta(device):
    theta = np.linspace(0.01, 0.99, 9)
    for a, b in [(0.5, 0.5), (1, 1), (3, 11), (300, 20)]:
        expected = stats.beta(a, b).logpdf(theta)
        close(device, bayes.beta_log_density(device.array(theta), a, b), expected, loose=10)


@given(st.integers(0, 30), st.integers(0, 30), st.floats(0.1, 50), st.floats(0.1, 50))
def test_the_posterior_of_the_coin_is_likelihood_times_prior_made_a_density(heads, tails, a, b):
    theta = np.array([0.1, 0.5, 0.7])
    posterior = bayes.beta_posterior(heads, heads + tails, a, b)
    product = stats.binom(heads + tails, theta).logpmf(heads) + bayes.beta_log_density(theta, a, b)
    evidence = product - bayes.beta_log_density(theta, posterior.a, posterior.b)
    np.testing.assert_allclose(evidence, evidence[0], atol=1e-9)
    assert math.isclose(posterior.mean, stats.beta(*posterior).mean())
    assert math.isclose(posterior.variance, stats.beta(*posterior).var())


def test_tosses_one_at_a_time_or_all_at_once_come_to_the_same(generator):
    tosses = generator.integers(2, size=20)
    belief = bayes.Beta(2, 3)
    for toss in tosses:
        belief = bayes.beta_posterior(int(toss), 1, *belief)
    assert belief == bayes.beta_posterior(int(tosses.sum()), 20, 2, 3)


def test_ten_tosses_with_one_head():
    assert bayes.beta_mode(*bayes.beta_posterior(1, 10, 1 + 1e-9, 1 + 1e-9)) == pytest.approx(0.1)
    assert bayes.beta_mode(*bayes.beta_posterior(1, 10, 2, 2)) == pytest.approx(2 / 12)
    assert bayes.beta_posterior(1, 10, 1, 1).mean == pytest.approx(2 / 12)  # Laplace's rule of succession


@pytest.mark.parametrize("coordinate", ["theta", "angle", "logit"])
def test_the_mode_is_where_the_density_of_that_coordinate_is_largest(coordinate):
    theta = np.linspace(1e-4, 1 - 1e-4, 100_001)
    jacobian = {"theta": 0.0, "angle": 0.5, "logit": 1.0}[coordinate] * np.log(theta * (1 - theta))  # log |dθ/dφ|
    best = theta[np.argmax(bayes.beta_log_density(theta, 3.0, 11.0) + jacobian)]
    assert bayes.beta_mode(3.0, 11.0, coordinate) == pytest.approx(best, abs=2e-5)


def test_the_mode_in_log_odds_is_the_mean():
    assert bayes.beta_mode(3, 11, "logit") == pytest.approx(bayes.Beta(3, 11).mean)


# Priors and their λ


@pytest.mark.parametrize(("n", "d"), WIDE_AND_LONG)
def test_the_mode_under_a_gaussian_prior_is_ridge(generator, n, d):
    X, y = problem(generator, n, d)
    lam = bayes.gaussian_lam(0.7, 0.3, n)
    mean = bayes.posterior(X, y, 0.7, 0.3).mean
    scale = np.abs(mean).max()
    np.testing.assert_allclose(mean, l2.ridge(X, y, lam), rtol=0, atol=1e-10 * scale)
    oracle = Ridge(alpha=0.7 / 0.3, fit_intercept=False, solver="svd").fit(X, y).coef_
    np.testing.assert_allclose(mean, oracle, rtol=0, atol=1e-10 * scale)


def test_the_log_joint_is_the_penalised_objective_times_minus_n_over_the_noise_variance(device, generator):
    X, y = problem(generator, 12, 3)
    v, w = generator.normal(size=(2, 3))
    for log_prior, lam, norm in [
        (lambda w: bayes.gaussian_log_prior(w, 0.4), bayes.gaussian_lam(0.9, 0.4, 12), lambda w: (w**2).sum() / 2),
        (lambda w: bayes.laplace_log_prior(w, 0.4), bayes.laplace_lam(0.9, 0.4, 12), lambda w: np.abs(w).sum()),
    ]:
        joints = [
            device.numpy(
                bayes.log_likelihood(device.array(point), device.array(X), device.array(y), 0.9)
                + log_prior(device.array(point))
            )
            for point in (v, w)
        ]
        J = [((X @ point - y) ** 2).mean() / 2 + lam * norm(point) for point in (v, w)]
        largest = np.abs(joints).max() + 12 / 0.9 * np.abs(J).max()
        assert joints[0] - joints[1] == pytest.approx(-12 / 0.9 * (J[0] - J[1]), abs=10 * device.rtol * largest)


def test_the_log_densities_are_scipys(device, generator):
    X, y = problem(generator, 12, 3)
    w = generator.normal(size=3)
    close(device, bayes.gaussian_log_prior(device.array(w), 0.4), stats.norm(0, 0.4**0.5).logpdf(w).sum())
    close(device, bayes.laplace_log_prior(device.array(w), 0.4), stats.laplace(0, 0.4).logpdf(w).sum())
    likelihood = bayes.log_likelihood(*(device.array(part) for part in (w, X, y)), 0.9)
    close(device, likelihood, stats.norm(X @ w, 0.9**0.5).logpdf(y).sum())


def test_the_mode_under_a_laplace_prior_is_the_lasso(generator):
    X, y = problem(generator, 40, 6)
    lam = bayes.laplace_lam(2.0, 0.1, 40)
    w = Lasso(alpha=lam, fit_intercept=False, tol=1e-12, max_iter=100_000).fit(X, y).coef_

    def log_joint(w):
        return bayes.log_likelihood(w, X, y, 2.0) + bayes.laplace_log_prior(w, 0.1)

    best = log_joint(w)
    for step in np.logspace(-4, 0, 9):
        for direction in [*np.eye(6), *generator.normal(size=(20, 6))]:
            assert log_joint(w + step * direction) <= best + 1e-9
            assert log_joint(w - step * direction) <= best + 1e-9


# The posterior of a linear model


@pytest.mark.parametrize(("n", "d"), WIDE_AND_LONG)
def test_the_covariance_is_the_inverse_of_the_precision(device, generator, n, d):
    X, y = problem(generator, n, d)
    posterior = bayes.posterior(device.array(X), device.array(y), 0.5, 2.0)
    close(device, posterior.covariance, np.linalg.inv(X.T @ X / 0.5 + np.eye(d) / 2.0), loose=100)
    close(device, posterior.mean, np.linalg.solve(X.T @ X / 0.5 + np.eye(d) / 2.0, X.T @ y / 0.5), loose=100)


@settings(deadline=None)
@given(seeds, st.integers(2, 12), st.integers(1, 6))
def test_likelihood_times_prior_over_posterior_is_the_evidence_whatever_the_weights(seed, n, d):
    generator = np.random.default_rng(seed)
    X, y = problem(generator, n, d)
    w = generator.normal(size=d)
    joint = bayes.log_likelihood(w, X, y, 0.8) + bayes.gaussian_log_prior(w, 0.6)
    posterior = stats.multivariate_normal(*bayes.posterior(X, y, 0.8, 0.6)).logpdf(w)
    assert joint - posterior == pytest.approx(bayes.log_evidence(X, y, 0.8, 0.6), rel=1e-8, abs=1e-8)


def test_yesterdays_posterior_is_todays_prior(device, generator):
    X, y = problem(generator, 20, 4)
    once = bayes.posterior(device.array(X), device.array(y), 0.5, 2.0)
    mean, covariance = device.array(np.zeros(4)), device.array(2.0 * np.eye(4))
    for rows in np.split(generator.permutation(20), [1, 2, 7]):
        mean, covariance = bayes.update(mean, covariance, device.array(X[rows]), device.array(y[rows]), 0.5)
    close(device, mean, device.numpy(once.mean), loose=20)
    np.testing.assert_allclose(device.numpy(covariance), device.numpy(once.covariance), atol=20 * device.rtol)


def test_more_data_never_make_the_posterior_wider(generator):
    X, y = problem(generator, 20, 4)
    before = bayes.posterior(X[:10], y[:10], 0.5, 2.0).covariance
    after = bayes.posterior(X, y, 0.5, 2.0).covariance
    assert np.linalg.eigvalsh(before - after)[0] > -1e-12


def test_where_the_data_are_silent_the_posterior_is_the_prior(generator):
    X = generator.normal(size=(30, 3)) * [1.0, 1.0, 0.0]
    mean, covariance = bayes.posterior(X, generator.normal(size=30), 0.5, 2.0)
    np.testing.assert_allclose(mean[2], 0.0, atol=1e-12)
    np.testing.assert_allclose(covariance[2], [0.0, 0.0, 2.0], atol=1e-12)


def test_the_posterior_is_that_of_bayesian_ridge(generator):
    X, y = problem(generator, 60, 5)
    model = BayesianRidge(fit_intercept=False, alpha_1=0, alpha_2=0, lambda_1=0, lambda_2=0, tol=1e-12, max_iter=5000)
    model.fit(X, y)
    mean, covariance = bayes.posterior(X, y, 1 / model.alpha_, 1 / model.lambda_)
    np.testing.assert_allclose(mean, model.coef_, rtol=1e-6)
    np.testing.assert_allclose(covariance, model.sigma_, rtol=1e-6, atol=1e-9)
    predicted, variance = bayes.predictive(X, mean, covariance, 1 / model.alpha_)
    theirs, deviation = model.predict(X, return_std=True)
    np.testing.assert_allclose(predicted, theirs, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(np.sqrt(variance), deviation, rtol=1e-6)


def test_samples_have_the_mean_and_covariance_asked_for(device, generator):
    root = generator.normal(size=(3, 3))
    mean, covariance = generator.normal(size=3), root @ root.T + np.eye(3)
    draws = device.numpy(bayes.draw_weights(device.array(mean), device.array(covariance), 40_000, generator))
    z = np.linalg.solve(np.linalg.cholesky(covariance), (draws - mean).T)  # (3, draws), standard normal
    assert np.abs(z.mean(axis=1)).max() < 6 / 200
    assert np.abs(np.cov(z) - np.eye(3)).max() < 12 / 200


def test_the_predictive_is_what_sampled_functions_do(device, generator):
    X, y = problem(generator, 20, 3)
    mean, covariance = bayes.posterior(device.array(X), device.array(y), 0.5, 2.0)
    X_new = device.array(generator.normal(size=(4, 3)))
    predicted, variance = bayes.predictive(X_new, mean, covariance, 0.0)
    values = device.numpy(bayes.draw_weights(mean, covariance, 40_000, generator) @ X_new.T)
    predicted, variance = device.numpy(predicted), device.numpy(variance)
    assert np.abs((values.mean(axis=0) - predicted) / np.sqrt(variance)).max() < 6 / 200
    np.testing.assert_allclose(values.var(axis=0), variance, rtol=0.05)


def test_noise_adds_its_variance_to_the_predictive(device, generator):
    X, y = problem(generator, 20, 3)
    belief = bayes.posterior(device.array(X), device.array(y), 0.5, 2.0)
    function, target = (bayes.predictive(device.array(X), *belief, noise)[1] for noise in (0.0, 0.5))
    np.testing.assert_allclose(device.numpy(target) - device.numpy(function), 0.5, rtol=1e-5)


# Evidence


@pytest.mark.parametrize(("n", "d"), WIDE_AND_LONG)
def test_the_evidence_is_the_normal_density_of_the_targets(device, generator, n, d):
    X, y = problem(generator, n, d)
    oracle = stats.multivariate_normal(np.zeros(n), 0.5 * np.eye(n) + 2.0 * X @ X.T).logpdf(y)
    close(device, bayes.log_evidence(device.array(X), device.array(y), 0.5, 2.0), oracle, loose=10)


def test_the_evidence_is_the_product_of_the_predictions_made_one_after_the_other(generator):
    X, y = problem(generator, 15, 4)
    mean, covariance, total = np.zeros(4), 2.0 * np.eye(4), 0.0
    for x, target in zip(X[:, None, :], y, strict=True):
        predicted, variance = bayes.predictive(x, mean, covariance, 0.5)
        total += stats.norm(predicted[0], variance[0] ** 0.5).logpdf(target)
        mean, covariance = bayes.update(mean, covariance, x, np.array([target]), 0.5)
    assert total == pytest.approx(bayes.log_evidence(X, y, 0.5, 2.0))


def test_without_a_prior_the_evidence_is_that_of_noise(generator):
    X, y = problem(generator, 15, 4)
    assert bayes.log_evidence(X, y, 0.5, 0.0) == pytest.approx(stats.norm(0, 0.5**0.5).logpdf(y).sum())


@pytest.mark.parametrize(("n", "d"), WIDE_AND_LONG)
def test_the_profile_is_the_evidence_at_its_best_noise_variance(device, generator, n, d):
    X, y = problem(generator, n, d)
    lams = [0.01, 0.3, 5.0]
    logs, noise = bayes.profile_evidence(device.array(X), device.array(y), lams)
    logs, noise = device.numpy(logs), device.numpy(noise)
    for lam, log, best in zip(lams, logs, noise.astype(float), strict=True):
        at = [bayes.log_evidence(X, y, v, v / (n * lam)) for v in (best, best * 1.01, best / 1.01)]
        assert log == pytest.approx(at[0], rel=10 * device.rtol)
        assert at[0] > max(at[1:])


@pytest.mark.parametrize(("n", "d"), [(60, 5), (200, 40), (120, 80)])
def test_the_fixed_point_is_the_top_of_the_grid(generator, n, d):
    X, y = problem(generator, n, d)
    found = bayes.maximize_evidence(X, y)
    at = found.noise_variance / (n * found.prior_variance)
    lams = at * np.exp(np.linspace(-0.5, 0.5, 201))
    logs, noise = bayes.profile_evidence(X, y, lams)
    assert logs.argmax() == 100
    assert noise[100] == pytest.approx(found.noise_variance, rel=1e-4)
    assert logs.max() == pytest.approx(found.log_evidence)
    assert found.effective_parameters == pytest.approx(float(l2.effective_dof(X, at)))


def test_at_the_fixed_point_each_variance_is_a_mean_square_over_its_degrees_of_freedom(device, generator):
    X, y = problem(generator, 60, 5)
    found = bayes.maximize_evidence(device.array(X), device.array(y), tolerance=1e-10)
    assert all(isinstance(number, float) for number in found[:4])
    w = l2.ridge(X, y, bayes.gaussian_lam(found.noise_variance, found.prior_variance, 60))
    gamma = found.effective_parameters
    rel = 100 * device.rtol
    assert found.prior_variance == pytest.approx(w @ w / gamma, rel=rel)
    assert found.noise_variance == pytest.approx(((y - X @ w) ** 2).sum() / (60 - gamma), rel=rel)


def test_the_fixed_point_is_that_of_bayesian_ridge(generator):
    X, y = problem(generator, 80, 6)
    model = BayesianRidge(fit_intercept=False, alpha_1=0, alpha_2=0, lambda_1=0, lambda_2=0, tol=1e-10, max_iter=5000)
    model.fit(X, y)
    found = bayes.maximize_evidence(X, y)
    assert 1 / model.alpha_ == pytest.approx(found.noise_variance, rel=1e-5)
    assert 1 / model.lambda_ == pytest.approx(found.prior_variance, rel=1e-5)


def test_targets_without_signal_want_a_prior_variance_of_zero():
    X = np.eye(6)[:, :2]
    found = bayes.maximize_evidence(X, np.array([0.1, -0.1, 2.0, -1.0, 1.5, 1.0]))
    assert found.prior_variance < 1e-12
    assert found.effective_parameters < 1e-6
    assert found.noise_variance == pytest.approx((0.02 + 4 + 1 + 2.25 + 1) / 6)


def test_targets_that_need_no_noise_want_a_noise_variance_of_zero():
    found = bayes.maximize_evidence(np.diag([1.0, 2.0, 3.0]), np.array([0.1, 2.0, 3.0]))
    assert found.noise_variance < 1e-12
    assert found.effective_parameters == pytest.approx(3)
    assert math.isfinite(found.log_evidence)


def test_the_fixed_point_does_not_mind_the_units(generator):
    X, y = problem(generator, 60, 5)
    one, other = bayes.maximize_evidence(X, y), bayes.maximize_evidence(X, 1e6 * y)
    assert other.noise_variance == pytest.approx(1e12 * one.noise_variance, rel=1e-6)
    assert other.iterations == one.iterations


# What the mode hides


@pytest.mark.parametrize("z", [-3.0, -0.4, 0.0, 0.02, 1.0, 6.0])
@pytest.mark.parametrize(("v", "b"), [(1.0, 1.0), (0.3, 2.0), (2.0, 0.2)])
def test_the_mean_under_a_laplace_prior_is_that_of_quadrature(device, z, v, b):
    log_top = -min((z - w) ** 2 / (2 * v) + abs(w) / b for w in (0.0, z, z - v / b, z + v / b))

    def mass(w):
        return math.exp(-((z - w) ** 2) / (2 * v) - abs(w) / b - log_top)

    around = np.linspace(-40, 40, 81) * v**0.5 + z
    points = sorted({0.0, *around})
    pairs = list(pairwise(points))
    moment = sum(integrate.quad(lambda w: w * mass(w), low, high)[0] for low, high in pairs)
    total = sum(integrate.quad(mass, low, high)[0] for low, high in pairs)
    mean = bayes.laplace_posterior_mean(device.array([z]), v, b)
    np.testing.assert_allclose(device.numpy(mean)[0], moment / total, atol=20 * device.rtol * (1 + abs(z) + v / b))


@settings(deadline=None)
@given(st.floats(-50, 50), st.floats(0.01, 100), st.floats(0.01, 100))
def test_the_mean_is_odd_lies_below_the_measurement_and_above_the_threshold(z, v, b):
    plus, minus = bayes.laplace_posterior_mean(np.array([z, -z]), v, b)
    assert plus == pytest.approx(-minus, abs=1e-9 * (1 + abs(z)))
    slack = 1e-9 * (1 + abs(z) + v / b)
    soft = max(abs(z) - v / b, 0.0)
    assert soft - slack <= abs(plus) <= abs(z) + slack


def test_numpy_and_torch_agree_far_in_the_tail():
    z = np.linspace(-2000, 2000, 401)
    ours = bayes.laplace_posterior_mean(z, 1.0, 0.5)
    np.testing.assert_allclose(ours, bayes.laplace_posterior_mean(torch.tensor(z), 1.0, 0.5).numpy(), atol=1e-7)
    z = np.linspace(-20, 20, 401)
    ours = bayes.laplace_posterior_mean(z, 1.0, 0.02)  # v/b = 50 deviations: both tails
    np.testing.assert_allclose(ours, bayes.laplace_posterior_mean(torch.tensor(z), 1.0, 0.02).numpy(), atol=1e-7)


def test_the_mean_is_not_sparse_where_the_mode_is(generator):
    z = generator.uniform(0.01, 0.99, size=100)  # soft thresholding by v/b = 1 makes all of them 0
    assert np.all(bayes.laplace_posterior_mean(z, 1.0, 1.0) > 0)


# James and Stein


def test_the_batting_averages_of_efron_and_morris():
    players = batting_averages()
    mean = players.first.mean()
    shrunk = bayes.james_stein(players.first, mean * (1 - mean) / players.at_bats_first, center="mean")
    errors = [((estimate - players.rest) ** 2).sum() for estimate in (players.first, shrunk.estimate)]
    assert round(float(shrunk.factor), 3) == 0.212
    assert [round(float(error), 4) for error in errors] == [0.0754, 0.0213]
    assert len(players.names) == len(players.at_bats_rest) == 18


def test_the_batting_averages_are_whole_hits_of_45():
    hits = batting_averages().first * 45
    np.testing.assert_allclose(hits, hits.round(), atol=0.5 * 0.001 * 45)


@pytest.mark.parametrize(("p", "squared_norm"), [(3, 0.0), (5, 4.0), (12, 30.0)])
def test_the_risk_of_james_stein_is_its_formula_and_below_p(generator, p, squared_norm):
    theta = np.full(p, math.sqrt(squared_norm / p))
    x = generator.normal(size=(20_000, p)) + theta
    plain, positive = (
        np.array([((bayes.james_stein(row, 1.0, None, part).estimate - theta) ** 2).sum() for row in x])
        for part in (False, True)
    )
    risk = bayes.james_stein_risk(p, squared_norm)
    assert risk < p
    # at p = 3 the loss has no fourth moment to speak of: compare its median of means
    blocks = plain.reshape(20, -1).mean(axis=1)
    assert np.median(blocks) == pytest.approx(risk, abs=6 * blocks.std() / 20**0.5 + 0.05)
    assert positive.mean() <= plain.mean() + 1e-12
    assert positive.mean() < p


def test_the_risk_runs_from_two_to_p():
    risks = [bayes.james_stein_risk(10, squared_norm) for squared_norm in (0.0, 1.0, 10.0, 1e3, 1e6, 1e10)]
    assert risks[0] == 2.0
    assert risks == sorted(risks)
    assert risks[-1] == pytest.approx(10.0)
    assert bayes.james_stein_risk(10, 1e4) == pytest.approx(10 - 64 / 1e4, abs=1e-4)


def test_the_risk_is_that_of_quadrature():
    chi = stats.ncx2(7, 5.0)
    expected = 7 - 25 * integrate.quad(lambda q: chi.pdf(q) / q, 0, np.inf)[0]
    assert bayes.james_stein_risk(7, 5.0) == pytest.approx(expected, rel=1e-6)


def test_james_stein_shrinks_by_its_formula_toward_any_centre(device, generator):
    x = generator.normal(size=9) * 3 + 1
    for center, c, lost in [(None, 0.0, 2), (2.5, 2.5, 2), ("mean", x.mean(), 3)]:
        estimate, factor = bayes.james_stein(device.array(x), 0.5, center)
        expected = 1 - (9 - lost) * 0.5 / ((x - c) ** 2).sum()
        close(device, factor, max(expected, 0.0), loose=10)
        close(device, estimate, c + max(expected, 0.0) * (x - c), loose=10)


def test_the_positive_part_goes_no_further_than_the_centre(device):
    x = device.array([0.1, -0.1, 0.2, 0.0])
    assert device.numpy(bayes.james_stein(x, 1.0).factor) == 0
    np.testing.assert_array_equal(device.numpy(bayes.james_stein(x, 1.0).estimate), np.zeros(4))
    assert device.numpy(bayes.james_stein(x, 1.0, positive_part=False).factor) < 0


def test_moving_everything_moves_the_estimate_toward_the_mean_along(generator):
    x = generator.normal(size=8)
    here, there = (bayes.james_stein(x + shift, 0.5, "mean").estimate for shift in (0.0, 10.0))
    np.testing.assert_allclose(there, here + 10.0)


# Structural risk


@pytest.mark.parametrize(("norm", "dual"), [("l2", 2), ("l1", np.inf)])
def test_the_supremum_over_the_ball_is_the_dual_norm(generator, norm, dual):
    X = generator.normal(size=(6, 3))
    flips = np.array(np.meshgrid(*[[-1.0, 1.0]] * 6)).reshape(6, -1).T  # all 64
    exact = 2.0 / 6 * np.linalg.norm(flips @ X, dual, axis=1).mean()
    estimate = bayes.rademacher_complexity(X, 2.0, norm, 20_000, generator)
    assert estimate == pytest.approx(exact, rel=0.05)


def test_the_complexity_keeps_its_bounds_and_grows_with_the_radius(device, generator):
    X = device.array(generator.normal(size=(50, 8)))
    columns = np.linalg.norm(device.numpy(X), axis=0)
    bounds = {"l2": np.linalg.norm(columns), "l1": columns.max() * math.sqrt(2 * math.log(16))}
    for norm, bound in bounds.items():
        one, two = (bayes.rademacher_complexity(X, R, norm, 2000, np.random.default_rng(0)) for R in (1.0, 2.0))
        assert device.numpy(one) <= bound / 50
        np.testing.assert_allclose(device.numpy(two), 2 * device.numpy(one), rtol=1e-5)


# The Laplace approximation


def linear_model(generator, n=25, d=4):
    """A linear model in torch: its data, its log joint and its function."""
    X, y = (torch.tensor(part) for part in problem(generator, n, d))
    return X, y, lambda w: bayes.log_likelihood(w, X, y, 0.5) + bayes.gaussian_log_prior(w, 2.0), lambda w, X: X @ w


def test_for_a_linear_model_the_approximation_is_exact(generator):
    X, y, log_joint, function = linear_model(generator)
    exact = bayes.posterior(X, y, 0.5, 2.0)
    mode = bayes.find_mode(log_joint, torch.zeros(4, dtype=torch.float64))
    laplace = bayes.laplace_approximation(log_joint, mode)
    newton = bayes.gauss_newton_approximation(function, mode, X, 0.5, torch.full_like(mode, 1 / 2.0))
    for approximation in (laplace, newton):
        torch.testing.assert_close(approximation.mean, exact.mean, rtol=1e-4, atol=1e-4)
        torch.testing.assert_close(approximation.covariance, exact.covariance, rtol=1e-8, atol=1e-10)
    log = bayes.laplace_log_evidence(log_joint, *laplace)
    torch.testing.assert_close(log, bayes.log_evidence(X, y, 0.5, 2.0), rtol=1e-7, atol=1e-6)
    predicted = bayes.linearized_predictive(function, X, *laplace, 0.5)
    torch.testing.assert_close(predicted, bayes.predictive(X, *laplace, 0.5))


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize(
    "name",
    ["cpu", pytest.param("cuda", marks=pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device"))],
)
def test_the_approximation_stays_on_its_device_and_dtype(generator, name, dtype):
    X, y = (torch.tensor(part, device=name, dtype=dtype) for part in problem(generator, 25, 4))

    def log_joint(w):
        return bayes.log_likelihood(w, X, y, 0.5) + bayes.gaussian_log_prior(w, 2.0)

    belief = bayes.laplace_approximation(log_joint, bayes.find_mode(log_joint, torch.zeros_like(X[0])))
    predicted = bayes.linearized_predictive(lambda w, X: X @ w, X, *belief, 0.5)
    log = bayes.laplace_log_evidence(log_joint, *belief)
    newton = bayes.gauss_newton_approximation(lambda w, X: X @ w, belief.mean, X, 0.5, torch.ones_like(X[0]))
    for value in (*belief, *newton, *predicted, log):
        assert (value.device.type, value.dtype) == (name, dtype)


def test_the_gauss_newton_curvature_leaves_out_residual_times_second_derivative(generator):
    X, y = (torch.tensor(generator.normal(size=size)) for size in [(15, 1), 15])

    def function(w, X):
        return w[1] * torch.tanh(w[0] * X[:, 0])

    def log_joint(w):
        return -((y - function(w, X)) ** 2).sum() / (2 * 0.5) - (w**2).sum() / (2 * 2.0)

    mode = bayes.find_mode(log_joint, torch.tensor([0.5, 0.5], dtype=torch.float64))
    residual = (function(mode, X) - y).detach()
    left_out = torch.autograd.functional.hessian(lambda w: (residual * function(w, X)).sum() / 0.5, mode)
    exact = bayes.laplace_approximation(log_joint, mode).covariance.inverse()
    newton = bayes.gauss_newton_approximation(function, mode, X, 0.5, torch.full_like(mode, 1 / 2.0)).covariance
    torch.testing.assert_close(exact - left_out, newton.inverse(), rtol=1e-6, atol=1e-6)


def test_the_linearized_predictive_is_that_of_small_perturbations(generator):
    X = torch.tensor(generator.normal(size=(5, 1)))
    mean = torch.tensor(generator.normal(size=2))
    covariance = 1e-8 * torch.tensor([[2.0, 0.5], [0.5, 1.0]], dtype=torch.float64)

    def function(w, X):
        return w[1] * torch.tanh(w[0] * X[:, 0])

    draws = bayes.draw_weights(mean, covariance, 4000, generator)
    values = torch.stack([function(w, X) for w in draws])
    predicted, variance = bayes.linearized_predictive(function, X, mean, covariance, 0.0)
    torch.testing.assert_close(predicted, function(mean, X))
    torch.testing.assert_close(values.var(dim=0), variance, rtol=0.2, atol=0)


def test_the_approximation_of_a_coin_depends_on_the_coordinate():
    def in_theta(w):
        return bayes.beta_log_density(w, 3.0, 11.0).sum()

    def in_logit(w):
        theta = torch.sigmoid(w)
        return (bayes.beta_log_density(theta, 3.0, 11.0) + torch.log(theta * (1 - theta))).sum()

    theta = torch.tensor([bayes.beta_mode(3, 11)], dtype=torch.float64)
    logit = bayes.find_mode(in_logit, torch.tensor([0.0], dtype=torch.float64))
    assert float(torch.sigmoid(logit)) == pytest.approx(bayes.beta_mode(3, 11, "logit"))
    m = bayes.beta_mode(3, 11)
    assert float(bayes.laplace_approximation(in_theta, theta).covariance) == pytest.approx(m * (1 - m) / 12)
    # and so does the evidence, whose true logarithm is 0 in either
    logs = [
        float(bayes.laplace_log_evidence(f, *bayes.laplace_approximation(f, w)))
        for f, w in [(in_theta, theta), (in_logit, logit)]
    ]
    assert abs(logs[1]) < abs(logs[0]) < 0.1


def test_a_saddle_is_no_mode():
    with pytest.raises(ValueError, match="mode must be a maximum of log_joint"):
        bayes.laplace_approximation(lambda w: w[0] ** 2 - w[1] ** 2, torch.zeros(2))
