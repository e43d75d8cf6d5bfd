"""L1: thresholds by Moreau's identity, solvers against scikit-learn, certificates, rates, and the diabetes path."""

import numpy as np
import pytest
import torch
from closeness import close
from hypothesis import given, settings
from hypothesis import strategies as st
from shrinkage import l1, l2
from shrinkage.data import diabetes, standardize
from sklearn.linear_model import ElasticNet, Lasso, enet_path, lars_path

WIDE_AND_LONG = [(30, 5), (8, 8), (6, 20), (100, 60), (40, 150)]
seeds = st.integers(0, 2**32 - 1)
strengths = st.floats(1e-4, 1e2)


def problem(generator, n, d):
    """A centred design with columns of different scale, and a target with a sparse signal in it."""
    X = generator.normal(size=(n, d)) * generator.uniform(0.5, 2.0, size=d)
    y = X[:, : max(1, d // 4)] @ generator.normal(size=max(1, d // 4)) + generator.normal(size=n)
    return X - X.mean(axis=0), y - y.mean()


def standardized_diabetes():
    X, y, names = diabetes()
    return standardize(X), y - y.mean(), names


# Thresholds


GROUPS = [0, 0, 1, 2, 2, 2, 1]
MEMBERS = [[0, 1], [2, 6], [3, 4, 5]]

# each prox as a function of v and t, and its penalty for t = 1
PROX = {
    "l1": (l1.soft_threshold, lambda w: np.abs(w).sum()),
    "elastic net": (lambda v, t: l1.prox_elastic_net(v, t, 0.3), lambda w: float(l1.penalty(w, 1.0, 0.3))),
    "squared l2": (l1.prox_squared_l2, lambda w: w @ w / 2),
    "group": (
        lambda v, t: l1.prox_group(v, t, GROUPS),
        lambda w: sum(np.sqrt(len(group)) * np.linalg.norm(w[group]) for group in MEMBERS),
    ),
}


@settings(deadline=None, max_examples=30)
@given(seeds, st.floats(0, 5))
@pytest.mark.parametrize("name", PROX)
def test_nothing_near_the_prox_is_a_better_compromise(name, seed, t):
    prox, omega = PROX[name]
    generator = np.random.default_rng(seed)
    v = 3 * generator.normal(size=7)
    w = prox(v, t)

    def compromise(w):
        return (w - v) @ (w - v) / 2 + t * omega(w)

    for scale in (1e-3, 1e-1, 1.0):
        for u in (w + scale * generator.normal(size=7), w * (1 + scale), w * (1 - scale), v):
            # it is 1-strongly convex, so elsewhere it is larger by at least half the squared distance
            assert compromise(u) >= compromise(w) + (u - w) @ (u - w) / 2 - 1e-9


@pytest.mark.parametrize("name", ["l1", "group"])
def test_prox_and_projection_on_the_dual_ball_add_up_to_the_point(device, generator, name):
    # Moreau: v = prox_tΩ(v) + projection of v on {u: Ω*(u) ≤ t}, for a norm Ω
    v, t = 2 * generator.normal(size=7), 1.3
    if name == "l1":
        dual = np.clip(v, -t, t)
    else:
        dual = v.copy()
        for group in MEMBERS:
            dual[group] = device.numpy(l1.project_l2_ball(device.array(v[group]), t * np.sqrt(len(group))))
    close(device, PROX[name][0](device.array(v), t) + device.array(dual), v)


def test_the_prox_of_the_largest_absolute_value_is_what_the_l1_ball_leaves(generator):
    # Moreau for t‖·‖_∞, whose dual ball is that of the L1 norm; its prox clips the largest entries to one level
    v, t = 2 * generator.normal(size=9), 1.7
    prox = v - l1.project_l1_ball(v, t)
    level = np.abs(prox).max()
    np.testing.assert_allclose(prox, np.clip(v, -level, level), atol=1e-12)
    if level > 1e-9:
        np.testing.assert_allclose(np.abs(v - prox).sum(), t)


@given(seeds, st.floats(0, 5))
@pytest.mark.parametrize("name", PROX)
def test_a_prox_never_pushes_two_points_apart(name, seed, t):
    generator = np.random.default_rng(seed)
    u, v = generator.normal(size=(2, 7))
    prox = PROX[name][0]
    assert np.linalg.norm(prox(u, t) - prox(v, t)) <= np.linalg.norm(u - v) * (1 + 1e-12)


def test_prox_maps_are_their_formulas_on_every_device(device):
    v = device.array([3.0, -0.5, -2.0, 1.0])
    close(device, l1.soft_threshold(v, 1.0), [2.0, 0, -1, 0])
    close(device, l1.hard_threshold(v, 1.0), [3.0, 0, -2, 0])
    close(device, l1.prox_squared_l2(v, 1.0), [1.5, -0.25, -1, 0.5])
    close(device, l1.prox_elastic_net(v, 2.0, 0.5), [1.0, 0, -0.5, 0])
    close(device, l1.prox_group(v, 1.0, [0, 1, 2, 3]), [2.0, 0, -1, 0])
    close(device, l1.penalty(v, 2.0), 13.0)
    close(device, l1.penalty(v, 2.0, 0.0), 14.25)


def test_the_hard_threshold_keeps_a_coordinate_where_that_is_cheaper(generator):
    v, t = generator.normal(size=200), 0.8
    kept = l1.hard_threshold(v, t)
    cost = (kept - v) ** 2 / 2 + t**2 / 2 * (kept != 0)
    np.testing.assert_allclose(cost, np.minimum(v**2, t**2) / 2)


def test_the_penalty_at_ratio_zero_is_that_of_l2(generator):
    w = generator.normal(size=6)
    np.testing.assert_allclose(l1.penalty(w, 0.7, 0.0), l2.penalty(w, 0.7))


# Projections


@settings(deadline=None)
@given(seeds, st.integers(1, 12), st.floats(1e-3, 20))
def test_a_projection_makes_an_obtuse_angle_with_every_point_of_the_ball(seed, d, radius):
    generator = np.random.default_rng(seed)
    v = 3 * generator.normal(size=d)
    for project, order in [(l1.project_l1_ball, 1), (l1.project_l2_ball, 2)]:
        w = project(v, radius)
        assert np.linalg.norm(w, order) <= radius * (1 + 1e-12)
        for u in generator.normal(size=(20, d)):
            u = radius * u / np.linalg.norm(u, order)
            assert (v - w) @ (u - w) <= 1e-9 * radius * np.linalg.norm(v)


def test_a_point_of_the_ball_stays(device):
    for project in (l1.project_l1_ball, l1.project_l2_ball):
        v = device.array([0.5, -0.25])
        w = project(v, 1.0)
        close(device, w, [0.5, -0.25])
        w[0] = 7.0
        close(device, v, [0.5, -0.25])  # what comes back is not the argument itself


def test_outside_the_ball_the_projection_has_the_length_of_the_radius(device, generator):
    v = 5 + generator.uniform(size=8)
    close(device, abs(l1.project_l1_ball(device.array(v), 3.0)).sum(), 3.0)
    close(device, (l1.project_l2_ball(device.array(v), 3.0) ** 2).sum(), 9.0)


# The lasso and the elastic net


@pytest.mark.parametrize(("n", "d"), WIDE_AND_LONG)
@pytest.mark.parametrize("ratio", [1.0, 0.5, 0.1])
def test_the_path_is_that_of_sklearn(generator, n, d, ratio):
    X, y = problem(generator, n, d)
    lams = l1.lam_max(X, y, ratio) * np.array([1.5, 0.5, 0.1, 0.03])
    _, oracle, _ = enet_path(X, y, l1_ratio=ratio, alphas=lams, tol=1e-14, max_iter=1_000_000)
    ours = l1.elastic_net_path(X, y, lams, ratio, tolerance=1e-14)
    np.testing.assert_allclose(ours, oracle.T, rtol=0, atol=1e-6 * (1 + np.abs(oracle).max()))


def test_lasso_and_elastic_net_are_those_of_sklearn(generator):
    X, y = problem(generator, 60, 30)
    oracle = Lasso(alpha=0.1, fit_intercept=False, tol=1e-14, max_iter=100_000).fit(X, y).coef_
    np.testing.assert_allclose(l1.lasso(X, y, 0.1, tolerance=1e-14), oracle, atol=1e-6)
    oracle = ElasticNet(alpha=0.1, l1_ratio=0.4, fit_intercept=False, tol=1e-14, max_iter=100_000).fit(X, y).coef_
    np.testing.assert_allclose(l1.elastic_net(X, y, 0.1, 0.4, tolerance=1e-14), oracle, atol=1e-6)


@pytest.mark.parametrize(("n", "d"), WIDE_AND_LONG)
@pytest.mark.parametrize("ratio", [1.0, 0.3])
def test_every_device_finds_the_same_path(device, generator, n, d, ratio):
    X, y = problem(generator, n, d)
    lams = l1.lam_max(X, y, ratio) * np.array([0.1, 2.0, 0.4])
    expected = l1.elastic_net_path(X, y, lams, ratio)
    found = device.numpy(l1.elastic_net_path(device.array(X), device.array(y), lams, ratio))
    for w, best, lam in zip(found, expected, lams, strict=True):
        gap = l1.objective(X, y, w.astype("float64"), lam, ratio) - l1.objective(X, y, best, lam, ratio)
        assert gap <= {"float64": 1e-9, "float32": 1e-4}[device.dtype] * (y @ y) / (2 * n)


@settings(deadline=None, max_examples=50)
@given(seeds, st.integers(2, 12), st.integers(1, 20), st.floats(1e-4, 1.5), st.floats(0.05, 1))
def test_at_the_minimum_the_conditions_hold_and_the_gap_is_closed(seed, n, d, share, ratio):
    X, y = problem(np.random.default_rng(seed), n, d)
    lam = share * float(l1.lam_max(X, y, ratio))
    if lam < 1e-12:
        return
    w = l1.elastic_net(X, y, lam, ratio)
    assert l1.duality_gap(X, y, w, lam, ratio) <= 1e-10 * (1 + 1e-3) * (y @ y) / (2 * n)
    assert l1.kkt_violation(X, y, w, lam, ratio) <= 1e-4 * np.abs(X.T @ y / n).max()


@settings(deadline=None, max_examples=50)
@given(seeds, st.integers(1, 12), st.integers(1, 12), strengths, st.floats(0.01, 1))
def test_the_gap_is_never_less_than_what_is_left_to_gain(seed, n, d, lam, ratio):
    generator = np.random.default_rng(seed)
    X, y, w = generator.normal(size=(n, d)), generator.normal(size=n), generator.normal(size=d)
    best = l1.objective(X, y, l1.elastic_net(X, y, lam, ratio), lam, ratio)
    at_w = l1.objective(X, y, w, lam, ratio)
    assert l1.duality_gap(X, y, w, lam, ratio) >= at_w - best - 1e-9 * (at_w + 1)


def test_along_a_descent_the_gap_goes_to_zero(generator):
    X, y = problem(generator, 50, 20)
    lam = 0.1 * float(l1.lam_max(X, y))
    gaps = [float(l1.duality_gap(X, y, l1.coordinate_descent(X, y, lam, k).w, lam)) for k in (0, 10, 100, 1000)]
    assert gaps[0] > gaps[-1]
    assert -1e-12 <= gaps[-1] <= 1e-9 * (y @ y)


def test_lam_max_is_where_the_first_weight_wakes(device, generator):
    X, y = problem(generator, 30, 8)
    for ratio in (1.0, 0.3):
        top = float(l1.lam_max(X, y, ratio))
        close(device, l1.lam_max(device.array(X), device.array(y), ratio), top)
        asleep, awake = l1.elastic_net_path(X, y, [top * (1 + 1e-9), top * (1 - 1e-3)], ratio)
        assert np.count_nonzero(asleep) == 0
        assert np.count_nonzero(awake) == 1


def test_with_orthonormal_inputs_the_lasso_is_the_soft_threshold_of_least_squares(generator):
    Q, _ = np.linalg.qr(generator.normal(size=(40, 6)))
    X, y = Q * np.sqrt(40), generator.normal(size=40)  # XᵀX = nI
    least_squares = X.T @ y / 40
    np.testing.assert_allclose(l1.lasso(X, y, 0.1), l1.soft_threshold(least_squares, 0.1), atol=1e-12)
    np.testing.assert_allclose(l2.ridge(X, y, 0.1), l1.prox_squared_l2(least_squares, 0.1), atol=1e-12)
    elastic = l1.elastic_net(X, y, 0.1, 0.6)
    np.testing.assert_allclose(elastic, l1.prox_elastic_net(least_squares, 0.1, 0.6), atol=1e-12)


def test_the_elastic_net_is_a_lasso_with_d_more_rows(generator):
    (X, y), lam, ratio = problem(generator, 30, 12), 0.2, 0.4
    rows = np.vstack([X, np.sqrt(30 * lam * (1 - ratio)) * np.eye(12)]) * np.sqrt(42 / 30)
    lasso = l1.lasso(rows, np.append(y, np.zeros(12)) * np.sqrt(42 / 30), lam * ratio)
    np.testing.assert_allclose(l1.elastic_net(X, y, lam, ratio), lasso, atol=1e-9)


def test_as_the_l1_part_vanishes_the_elastic_net_becomes_ridge(generator):
    X, y = problem(generator, 30, 12)
    np.testing.assert_allclose(l1.elastic_net(X, y, 0.3, 1e-9), l2.ridge(X, y, 0.3), atol=1e-6)


def test_of_two_copies_the_elastic_net_makes_twins_and_the_lasso_need_not(generator):
    X, y = problem(generator, 60, 5)
    copied = np.column_stack([X, X[:, 0]])
    w, pair = l1.lasso(X, y, 0.1), l1.lasso(copied, y, 0.1)
    assert np.count_nonzero(pair) <= np.count_nonzero(w)  # one of the two is enough
    np.testing.assert_allclose(pair[0] + pair[5], w[0], atol=1e-6)
    swapped = pair[[5, 1, 2, 3, 4, 0]]
    np.testing.assert_allclose(l1.objective(copied, y, swapped, 0.1), l1.objective(copied, y, pair, 0.1))
    twins = l1.elastic_net(copied, y, 0.1, 0.5)
    np.testing.assert_allclose(twins[0], twins[5], atol=1e-9)


def test_penalty_and_budget_are_the_same_problem(generator):
    # the lasso's w minimises the loss in the ball of radius ‖w‖₁: projected gradient descent arrives there too
    X, y = problem(generator, 50, 8)
    w = l1.lasso(X, y, 0.2 * float(l1.lam_max(X, y)), tolerance=1e-14)
    budget, eta = np.abs(w).sum(), 50 / np.linalg.norm(X, 2) ** 2
    u = np.zeros(8)
    for _ in range(20_000):
        u = l1.project_l1_ball(u - eta * X.T @ (X @ u - y) / 50, budget)
    np.testing.assert_allclose(u, w, atol=1e-7)


def test_dependent_columns_do_not_stop_the_solver(generator):
    X = generator.normal(size=(20, 4)) @ generator.normal(size=(4, 15))
    X, y = X - X.mean(axis=0), generator.normal(size=20)
    for lam in float(l1.lam_max(X, y)) * np.array([0.5, 0.1, 1e-2, 1e-3]):
        w = l1.lasso(X, y, lam)
        assert l1.duality_gap(X, y, w, lam) <= 1.001e-10 * (y @ y) / 40


def test_nearly_dependent_columns_do_not_stop_the_solver(generator):
    x = generator.uniform(-1, 1, 30)
    X, y = np.vander(x, 40), np.sin(3 * x) + 0.3 * generator.normal(size=30)  # powers up to the 39th
    lams = float(l1.lam_max(X, y)) * np.logspace(0, -4, 9)
    gaps = [l1.duality_gap(X, y, w, lam) for w, lam in zip(l1.lasso_path(X, y, lams), lams, strict=True)]
    assert max(gaps) <= 1e-6 * (y @ y) / 60


def test_zero_data_give_zero_weights(device):
    zeros, ones = device.array(np.zeros((3, 2))), device.array(np.ones(3))
    np.testing.assert_array_equal(device.numpy(l1.lasso_path(zeros, ones, [0.1, 1.0])), np.zeros((2, 2)))
    np.testing.assert_array_equal(device.numpy(l1.lasso(zeros + 1, 0 * ones, 0.1)), np.zeros(2))
    np.testing.assert_array_equal(device.numpy(l1.group_lasso(zeros, ones, 0.1, [0, 1])), np.zeros(2))
    assert float(l1.duality_gap(zeros, ones, zeros[0, :], 0.1)) == 0


def test_the_lasso_never_uses_more_columns_than_rows(generator):
    X, y = problem(generator, 10, 60)
    path = l1.lasso_path(X, y, float(l1.lam_max(X, y)) * np.logspace(0, -6, 20))
    assert (np.count_nonzero(path, axis=1) <= 9).all()  # centred rows: rank 9


# Steps


@pytest.mark.parametrize("ratio", [1.0, 0.5])
def test_ista_and_fista_keep_their_promises(device, generator, ratio):
    X, y = problem(generator, 40, 25)
    lam = 0.05 * float(l1.lam_max(X, y, ratio))
    best = l1.elastic_net(X, y, lam, ratio, tolerance=1e-14)
    least, L = l1.objective(X, y, best, lam, ratio), np.linalg.norm(X, 2) ** 2 / 40
    k = np.arange(1, 201)
    slack = {"float64": 1e-12, "float32": 1e-5}[device.dtype] * (y @ y)
    slow = device.numpy(l1.ista(device.array(X), device.array(y), lam, 200, ratio).objectives)
    assert (slow[1:] - least <= L * (best @ best) / (2 * k) + slack).all()
    assert (np.diff(slow) <= slack).all()
    fast = device.numpy(l1.fista(device.array(X), device.array(y), lam, 200, ratio).objectives)
    assert (fast[1:] - least <= 2 * L * (best @ best) / (k + 1) ** 2 + slack).all()


@pytest.mark.parametrize("solver", [l1.ista, l1.fista, l1.coordinate_descent])
def test_every_descent_starts_at_zero_and_ends_at_the_minimum(device, generator, solver):
    X, y = problem(generator, 60, 6)
    run = solver(device.array(X), device.array(y), 0.1, 600)
    close(device, run.objectives[0], y @ y / 120)
    assert run.objectives.shape == (601,)
    np.testing.assert_allclose(device.numpy(run.w), l1.lasso(X, y, 0.1), atol=1e3 * device.rtol)
    close(device, run.objectives[-1], l1.objective(X, y, device.numpy(run.w).astype("float64"), 0.1))


def test_a_sweep_of_coordinate_descent_never_goes_up(generator):
    X, y = problem(generator, 30, 40)
    objectives = l1.coordinate_descent(X, y, 0.05, 30, ratio=0.9).objectives
    assert (np.diff(objectives) <= 1e-12).all()


def test_without_a_penalty_one_sweep_over_orthogonal_columns_is_least_squares(generator):
    X, _ = np.linalg.qr(generator.normal(size=(20, 5)))
    y = generator.normal(size=20)
    np.testing.assert_allclose(l1.coordinate_descent(X, y, 0.0, 1).w, X.T @ y)


# Knots


def test_on_the_diabetes_data_the_features_come_in_this_order():
    X, y, names = standardized_diabetes()
    knots = l1.lasso_knots(X, y)
    events = [(what, None if j is None else names[j]) for what, j in knots.events]
    first = ["bmi", "s5", "bp", "s3", "sex", "s6", "s1", "s4", "s2", "age"]
    assert events == [("enters", name) for name in first] + [("leaves", "s3"), ("enters", "s3"), ("ends", None)]
    s3 = knots.weights[:, names.index("s3")]
    assert [i for i in range(4, 13) if s3[i] == 0] == [10, 11]  # gone at knot 10, back at knot 12


@pytest.mark.parametrize(("n", "d"), [(60, 8), (15, 40)])
def test_the_knots_are_those_of_sklearn(device, generator, n, d):
    X, y = problem(generator, n, d)
    lams, _, oracle = lars_path(X, y, method="lasso")
    knots = l1.lasso_knots(device.array(X), device.array(y))
    assert device.numpy(knots.weights).shape[1] == d
    if device.dtype == "float64":  # rounding the data to float32 can change who comes first
        np.testing.assert_allclose(device.numpy(knots.lams), lams, atol=1e-9 * lams[0])
        np.testing.assert_allclose(device.numpy(knots.weights), oracle.T, atol=1e-7 * np.abs(oracle).max())


def test_between_knots_the_path_is_straight(generator):
    X, y = problem(generator, 40, 12)
    knots = l1.lasso_knots(X, y)
    middle = (knots.lams[1:] + knots.lams[:-1]) / 2
    expected = (knots.weights[1:] + knots.weights[:-1]) / 2
    found = l1.lasso_path(X, y, middle, tolerance=1e-14)
    np.testing.assert_allclose(found, expected, atol=1e-6 * np.abs(expected).max())


def test_the_last_knot_is_least_squares(generator):
    X, y = problem(generator, 40, 7)
    knots = l1.lasso_knots(X, y)
    np.testing.assert_allclose(knots.weights[-1], np.linalg.lstsq(X, y, rcond=None)[0], atol=1e-9)
    assert knots.lams[-1] == 0
    assert knots.events[-1] == ("ends", None)


def test_of_a_copy_the_knots_take_one(generator):
    X, y = problem(generator, 40, 5)
    knots = l1.lasso_knots(np.column_stack([X, X[:, 2]]), y)
    np.testing.assert_allclose(knots.weights[-1, 2] + knots.weights[-1, 5], l1.lasso_knots(X, y).weights[-1, 2])
    assert knots.weights[-1, 2] == 0 or knots.weights[-1, 5] == 0


# Groups


def test_with_groups_of_one_the_group_lasso_is_the_lasso(device, generator):
    X, y = problem(generator, 60, 6)
    w = l1.group_lasso(device.array(X), device.array(y), 0.1, range(6))
    np.testing.assert_allclose(device.numpy(w), l1.lasso(X, y, 0.1), atol=1e4 * device.rtol)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.9, 1.1])
def test_a_group_rests_or_moves_as_a_whole_and_satisfies_its_condition(generator, share):
    X, y = problem(generator, 60, 7)
    top = max(np.linalg.norm(X[:, g].T @ y) / 60 / np.sqrt(len(g)) for g in MEMBERS)
    w = l1.group_lasso(X, y, share * top, np.array(GROUPS), tolerance=1e-13)
    pull = X.T @ (y - X @ w) / 60
    for group in MEMBERS:
        length, limit = np.linalg.norm(w[group]), share * top * np.sqrt(len(group))
        if length == 0:
            assert np.linalg.norm(pull[group]) <= limit * (1 + 1e-6)
        else:
            assert (w[group] != 0).all()
            np.testing.assert_allclose(pull[group], limit * w[group] / length, atol=1e-5 * top)
    assert (share < 1) == bool(w.any())


def test_results_are_tuples_with_names(generator):
    X, y = problem(generator, 20, 4)
    assert isinstance(l1.ista(X, y, 0.1, 2), l1.Run)
    assert isinstance(l1.lasso_knots(X, y), l1.Knots)
    assert l1.fista(torch.tensor(X), torch.tensor(y), 0.1, 0).objectives.shape == (1,)
