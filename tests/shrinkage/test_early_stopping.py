"""Early stopping: the rule, gradient descent as a filter, its risk beside ridge's, and what augmentation comes to."""

import copy
import itertools
import json
import math
import os
import pickle
import subprocess
import sys

import numpy as np
import pytest
import torch
from closeness import close
from hypothesis import given, settings
from hypothesis import strategies as st
from shrinkage import early_stopping as lib
from shrinkage import l2
from shrinkage.early_stopping import EarlyStopping, FilterRisk, Stop

seeds = st.integers(0, 2**32 - 1)
curves = st.lists(st.floats(0, 10) | st.just(math.nan) | st.just(math.inf), min_size=1, max_size=30)


def problem(generator, n, d):
    """A design with columns of different scale, and a target with signal in it."""
    X = generator.normal(size=(n, d)) * generator.uniform(0.5, 2.0, size=d)
    return X, X @ generator.normal(size=d) + generator.normal(size=n)


def run(errors, **settings):
    """A stopping rule at the end of a curve; the weights of epoch k are k."""
    stopping = EarlyStopping(**settings)
    for epoch, error in enumerate(errors):
        if stopping.update(error, {"w": np.array([float(epoch)])}):
            break
    return stopping


# The rule


def by_the_sentence(errors, patience, min_delta):
    """The rule as one reads it: no state, every epoch looked at from the start."""
    best = None
    for epoch, error in enumerate(errors):
        if error < (math.inf if best is None else errors[best]) - min_delta:
            best = epoch
        if epoch - (-1 if best is None else best) >= patience:
            return Stop(best, epoch)
    return Stop(best, len(errors) - 1)


@given(curves, st.integers(1, 6), st.sampled_from([0.0, 0.5, 2.0]))
def test_the_rule_is_what_its_sentence_says(errors, patience, min_delta):
    expected = by_the_sentence(errors, patience, min_delta)
    assert lib.stopping_epochs(errors, patience, min_delta) == expected
    stopping = run(errors, patience=patience, min_delta=min_delta)
    assert (stopping.best_epoch, stopping.epoch - 1) == expected
    assert stopping.stopped == (expected.last - (-1 if expected.best is None else expected.best) >= patience)


@given(curves, st.integers(1, 6))
def test_what_is_handed_back_is_the_best_of_what_was_run(errors, patience):
    stopping = run(errors, patience=patience)
    finite = [error for error in errors[: stopping.epoch] if math.isfinite(error)]
    if not finite:
        assert (stopping.best_epoch, stopping.best_error, stopping.best_weights) == (None, math.inf, None)
    else:
        assert stopping.best_error == min(finite) == errors[stopping.best_epoch]
        assert stopping.best_weights["w"].item() == stopping.best_epoch


@given(curves, st.integers(1, 6))
def test_more_patience_never_stops_sooner_nor_hands_back_worse(errors, patience):
    less, more = (run(errors, patience=p) for p in (patience, patience + 1))
    assert more.epoch >= less.epoch
    assert more.best_error <= less.best_error


def test_small_improvements_add_up():
    errors = [1.0, 0.95, 0.9, 0.85, 0.8]
    assert lib.stopping_epochs(errors, patience=3, min_delta=0.1) == Stop(3, 4)
    assert lib.stopping_epochs(errors, patience=2, min_delta=0.2) == Stop(0, 2)


def test_a_tie_does_not_improve():
    assert lib.stopping_epochs(np.array([1.0, 1.0, 1.0]), patience=2) == Stop(0, 2)
    assert lib.stopping_epochs((1.0, 0.5), patience=5, min_delta=0.5) == Stop(0, 1)


KERAS = """
import json, sys, types, keras
for errors, patience, min_delta in json.load(sys.stdin):
    rule = keras.callbacks.EarlyStopping("e", min_delta, patience, mode="min", restore_best_weights=True)
    rule.set_model(types.SimpleNamespace(stop_training=False, get_weights=list))
    rule.on_train_begin()
    for epoch, error in enumerate(errors):
        rule.on_epoch_end(epoch, {"e": error})
        if rule.model.stop_training:
            break
    print(rule.best_epoch, epoch)
"""


def test_the_rule_is_that_of_keras(generator, tmp_path):
    runs = [
        (generator.normal(size=15).cumsum().tolist(), patience, min_delta)
        for patience in (1, 2, 4)
        for min_delta in (0.0, 0.3)
        for _ in range(10)
    ]
    # in a process of its own: Keras takes its backend and its folder from the environment, once
    home = os.environ | {"KERAS_BACKEND": "torch", "KERAS_HOME": str(tmp_path), "CUDA_VISIBLE_DEVICES": ""}
    command = [sys.executable, "-c", KERAS]
    done = subprocess.run(command, input=json.dumps(runs), env=home, capture_output=True, text=True, check=True)
    theirs = [Stop(*map(int, line.split())) for line in done.stdout.splitlines()]
    assert [lib.stopping_epochs(*run) for run in runs] == theirs


WEIGHTS = [
    {"W": np.ones(2), "more": [np.ones(1), (np.ones(3),)]},
    {"W": torch.ones(2), "b": torch.nn.Parameter(torch.ones(3)) * 1},
    [np.ones((2, 2))],
    np.ones(3),
    torch.ones(2),
]


def leaves(weights):
    if isinstance(weights, dict):
        weights = list(weights.values())
    return [leaf for part in weights for leaf in leaves(part)] if isinstance(weights, list | tuple) else [weights]


@pytest.mark.parametrize("weights", WEIGHTS, ids=["nested", "tensors with a graph", "list", "array", "tensor"])
def test_what_is_kept_is_a_copy_going_in_and_coming_out(weights):
    stopping = EarlyStopping(patience=3)
    stopping.update(1.0, weights)
    with torch.no_grad():
        for leaf in leaves(weights):
            leaf *= 7  # training goes on in place
        assert all(bool((leaf == 1).all()) for leaf in leaves(stopping.best_weights))
        for leaf in leaves(stopping.best_weights):
            leaf *= 5  # and goes on from what was restored
        assert all(bool((leaf == 1).all()) for leaf in leaves(stopping.best_weights))
        for leaf in leaves(weights):
            leaf /= 7


def test_the_best_weights_of_a_module_can_be_loaded_again():
    module = torch.nn.Linear(2, 1)
    stopping, before = EarlyStopping(patience=1), module.weight.detach().clone()
    stopping.update(torch.tensor(1.0), module.state_dict())
    with torch.no_grad():
        module.weight += 1
    assert stopping.update(np.array([2.0]), module.state_dict())
    module.load_state_dict(stopping.best_weights)
    torch.testing.assert_close(module.weight.detach(), before)


def test_a_stopping_rule_can_be_copied_saved_and_read():
    stopping = run([2.0, 1.0, 3.0], patience=5, min_delta=0.25)
    for again in (copy.deepcopy(stopping), pickle.loads(pickle.dumps(stopping))):
        assert again.best_epoch == 1
        assert again.epoch == 3
        assert not again.stopped
    assert repr(stopping) == "EarlyStopping(patience=5, min_delta=0.25)"


def test_bad_settings_and_bad_errors_are_refused_by_name():
    for settings_, error, message in [
        ({"patience": 0}, ValueError, "patience must be at least 1, got 0"),
        ({"patience": 2.0}, TypeError, "patience must be an integer, got 2.0"),
        ({"patience": 1, "min_delta": -1}, ValueError, "min_delta must be at least 0, got -1"),
    ]:
        with pytest.raises(error, match=message):
            EarlyStopping(**settings_)
    for wrong in ("low", None, np.ones(2), True):
        with pytest.raises(TypeError, match="error must be a real number, got"):
            EarlyStopping(patience=1).update(wrong, {})
    stopping = run([1.0, 2.0], patience=1)
    with pytest.raises(RuntimeError, match="update must not be called after the stop, got epoch 2"):
        stopping.update(0.5, {})


# Gradient descent as a filter


@pytest.mark.parametrize(("n", "d"), [(30, 5), (6, 20)])
@pytest.mark.parametrize("steps", [0, 1, 7, 200])
def test_the_filter_of_gradient_descent_is_gradient_descent(device, generator, n, d, steps):
    X, y = problem(generator, n, d)
    lr = 1.5 * n / np.linalg.norm(X, 2) ** 2  # some factors overshoot 1 on their way
    path = lib.gradient_descent_path(device.array(X), device.array(y), lr, steps)
    at_once = lib.filtered_solution(
        device.array(X), device.array(y), lambda s: lib.gradient_descent_filter(s, n, lr, steps)
    )
    assert tuple(path.shape) == (steps + 1, d)
    close(device, at_once, device.numpy(path)[-1], loose=10)


def test_a_step_of_the_path_is_a_step_down_the_gradient(generator):
    X, y = (torch.tensor(part) for part in problem(generator, 12, 4))
    path = lib.gradient_descent_path(X, y, 0.1, 5)
    for w, after in itertools.pairwise(path):
        w = w.clone().requires_grad_()
        (torch.mean((X @ w - y) ** 2) / 2).backward()
        torch.testing.assert_close(after, w.detach() - 0.1 * w.grad)


@pytest.mark.parametrize(("n", "d"), [(30, 5), (6, 20)])
def test_the_path_ends_in_least_squares_of_minimum_norm(generator, n, d):
    X, y = problem(generator, n, d)
    s = np.linalg.svd(X, compute_uv=False)
    path = lib.gradient_descent_path(X, y, n / s[0] ** 2, math.ceil(40 * (s[0] / s[-1]) ** 2))
    np.testing.assert_allclose(path[-1], np.linalg.lstsq(X, y)[0], atol=1e-8)


def test_the_flow_is_the_limit_of_small_steps(device, generator):
    s = device.array(generator.uniform(0, 3, size=6))
    flow, gaps = device.numpy(lib.gradient_flow_filter(s, 4, 2.0)), []
    for steps in (10, 100, 1000):
        descent = device.numpy(lib.gradient_descent_filter(s, 4, 2.0 / steps, steps))
        gaps.append(np.abs(descent - flow).max())
    assert gaps[0] > gaps[1] > gaps[2]
    assert gaps[2] < 2e-3


@given(seeds, st.integers(1, 300), st.floats(0.01, 1))
@settings(deadline=None)
def test_descent_keeps_more_than_flow_and_flow_more_than_ridge(seed, steps, share):
    s, n = np.random.default_rng(seed).uniform(0, 3, size=8), 5
    lr = share * n / s.max() ** 2
    descent = lib.gradient_descent_filter(s, n, lr, steps)
    flow = lib.gradient_flow_filter(s, n, lr * steps)
    ridge = l2.shrinkage_factors(s, n, 1 / (lr * steps))
    assert (descent >= flow - 1e-12).all()
    assert (flow >= ridge - 1e-12).all()
    assert (flow <= 1.2985 * ridge + 1e-12).all()


def test_descent_and_ridge_agree_where_little_is_kept_and_where_all_is():
    s, n, lr, steps = np.array([1e-4, 1e3]), 10, 1e-5, 1000
    descent, ridge = lib.gradient_descent_filter(s, n, lr, steps), l2.shrinkage_factors(s, n, 1 / (lr * steps))
    np.testing.assert_allclose(descent, ridge, rtol=1e-2)
    np.testing.assert_allclose(descent[0], lr * steps * s[0] ** 2 / n, rtol=1e-6)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_tiny_singular_values_keep_their_digits(dtype):
    s = np.array([1e-6], dtype=dtype)
    for factors in (lib.gradient_descent_filter(s, 1, 1.0, 10), lib.gradient_flow_filter(s, 1, 10.0)):
        np.testing.assert_allclose(factors, [1e-11], rtol=1e-5)


def test_a_filter_of_ones_is_least_squares_and_the_filter_of_ridge_is_ridge(device, generator):
    X, y = problem(generator, 20, 4)
    A, b = device.array(X), device.array(y)
    close(device, lib.filtered_solution(A, b, lambda s: 0 * s + 1), np.linalg.lstsq(X, y)[0], loose=10)
    ridge = lib.filtered_solution(A, b, lambda s: l2.shrinkage_factors(s, 20, 0.3))
    close(device, ridge, l2.ridge(X, y, 0.3), loose=10)


# The risk, and 1.69


def test_the_worst_ratio_of_variances_is_1_6859_at_1_793_and_the_bias_is_never_larger():
    x = np.linspace(1e-3, 50, 500_001)  # time · s²/n
    flow = lib.gradient_flow_filter(np.sqrt(x), 1, 1.0)
    ridge = l2.shrinkage_factors(np.sqrt(x), 1, 1.0)
    variances = (flow / ridge) ** 2
    assert variances.max() == pytest.approx(1.6859, abs=5e-5)
    assert x[variances.argmax()] == pytest.approx(1.793, abs=5e-4)
    assert (1 - flow <= (1 - ridge) * (1 + 1e-12)).all()


@given(seeds, st.floats(1e-3, 1e3), st.floats(1e-3, 1e3))
@settings(deadline=None)
def test_the_risk_of_the_flow_is_at_most_1_69_times_that_of_ridge(seed, time, noise):
    generator = np.random.default_rng(seed)
    X, w = generator.normal(size=(12, 5)) * generator.uniform(0.1, 3, size=5), generator.normal(size=5)
    s, Vt = np.linalg.svd(X, full_matrices=False)[1:]
    flow, ridge = (
        lib.filter_risk(s, factors, Vt @ w, noise)
        for factors in (lib.gradient_flow_filter(s, 12, time), l2.shrinkage_factors(s, 12, 1 / time))
    )
    assert isinstance(flow, FilterRisk)
    assert flow.bias2 <= ridge.bias2 * (1 + 1e-12)
    assert flow.variance <= 1.6862 * ridge.variance
    assert flow.total <= 1.6862 * ridge.total


def test_steps_that_are_not_small_can_cost_four_times_ridges_variance():
    s, w = np.array([1.0]), np.array([0.0])
    one_step = lib.filter_risk(s, lib.gradient_descent_filter(s, 1, 1.0, 1), w, 1.0)
    assert one_step.total == pytest.approx(4 * lib.filter_risk(s, l2.shrinkage_factors(s, 1, 1.0), w, 1.0).total)


def test_the_risk_is_what_repeated_draws_of_the_noise_say(generator):
    X, w = generator.normal(size=(15, 3)), generator.normal(size=3)
    s, Vt = np.linalg.svd(X, full_matrices=False)[1:]

    def flow(s):
        return lib.gradient_flow_filter(s, 15, 1.0)

    risk = lib.filter_risk(s, flow(s), Vt @ w, 0.25)
    draws = X @ w + 0.5 * generator.normal(size=(4000, 15))
    estimates = np.array([lib.filtered_solution(X, y, flow) for y in draws])
    errors = np.sum((estimates - w) ** 2, axis=1)
    assert abs(errors.mean() - risk.total) < 5 * errors.std() / 4000**0.5
    assert risk.total == pytest.approx(risk.bias2 + risk.variance)


def test_the_risk_of_many_filters_is_that_of_each(device, generator):
    s, c = generator.uniform(0, 2, size=4), generator.normal(size=4)
    s[-1] = 0
    factors = np.stack([l2.shrinkage_factors(s, 3, lam) for lam in (0.1, 1.0, 10.0)])
    many = lib.filter_risk(device.array(s), device.array(factors), device.array(c), 0.7)
    for part in FilterRisk._fields:
        close(device, getattr(many, part), [getattr(lib.filter_risk(s, f, c, 0.7), part) for f in factors])


def test_the_risk_of_the_fitted_values_is_the_note_of_the_docstring(generator):
    X, w = generator.normal(size=(15, 3)), generator.normal(size=3)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    f, n = l2.shrinkage_factors(s, 15, 0.2), 15
    fitted = lib.filter_risk(np.full(3, n**0.5), f, s * (Vt @ w) / n**0.5, 0.4)
    smoother = (U * f) @ U.T
    expected = np.sum((smoother @ X @ w - X @ w) ** 2) / n + 0.4 * np.trace(smoother @ smoother) / n
    assert fitted.total == pytest.approx(expected)


# Noise on the inputs is ridge


def test_the_expected_noisy_loss_is_the_loss_and_a_penalty_of_half_sigma_squared(device, generator):
    X, y = problem(generator, 10, 4)
    w = generator.normal(size=4)
    expected = np.mean((X @ w - y) ** 2) / 2 + 0.3**2 * (w @ w) / 2
    close(device, lib.expected_noisy_loss(device.array(X), device.array(y), device.array(w), 0.3), expected)


def test_the_expected_noisy_loss_is_exact_over_noise_of_two_points(generator):
    X, y = problem(generator, 3, 2)
    w, sigma = generator.normal(size=2), 0.8
    signs = np.array(np.meshgrid(*[[-1.0, 1.0]] * 6)).reshape(6, -1).T.reshape(-1, 3, 2)  # all 64 of ±σ
    losses = np.mean(((X + sigma * signs) @ w - y) ** 2, axis=1) / 2
    np.testing.assert_allclose(losses.mean(), lib.expected_noisy_loss(X, y, w, sigma))


def test_the_expected_noisy_loss_is_what_drawn_noise_says(generator):
    X, y = problem(generator, 10, 4)
    w = generator.normal(size=4)
    losses = [np.mean((lib.add_noise(X, 0.5, generator) @ w - y) ** 2) / 2 for _ in range(4000)]
    assert abs(np.mean(losses) - lib.expected_noisy_loss(X, y, w, 0.5)) < 5 * np.std(losses) / 4000**0.5


def test_the_least_expected_noisy_loss_is_at_ridge_with_lambda_sigma_squared(generator):
    X, y = (torch.tensor(part) for part in problem(generator, 10, 4))
    w = l2.ridge(X, y, 0.5**2).requires_grad_()
    lib.expected_noisy_loss(X, y, w, 0.5).backward()
    torch.testing.assert_close(w.grad, torch.zeros(4, dtype=w.dtype))


def test_least_squares_on_many_noisy_copies_tends_to_ridge(generator):
    X, y = problem(generator, 10, 3)
    copies = np.concatenate([lib.add_noise(X, 0.6, generator) for _ in range(20_000)])
    w = np.linalg.solve(copies.T @ copies, copies.T @ np.tile(y, 20_000))
    np.testing.assert_allclose(w, l2.ridge(X, y, 0.36), atol=0.03)


# The augmentations

AUGMENTATIONS = {
    "add_noise": (lib.add_noise, 0.3),
    "shift": (lib.shift, 4),
    "scale": (lib.scale, 1.5),
    "mask": (lib.mask, 3),
}
NOTHING = {"add_noise": 0.0, "shift": 0, "scale": 1.0, "mask": 0}


@pytest.mark.parametrize("name", AUGMENTATIONS)
def test_an_augmentation_is_pure_and_the_same_in_every_library(device, generator, name):
    function, strength = AUGMENTATIONS[name]
    X, seed = generator.normal(size=(20, 9)), int(generator.integers(1000))
    A = device.array(X)
    new = function(A, strength, np.random.default_rng(seed))
    close(device, new, function(X, strength, np.random.default_rng(seed)))
    np.testing.assert_array_equal(device.numpy(A), X.astype(device.dtype))
    assert (device.numpy(new) != device.numpy(A)).any()


@pytest.mark.parametrize("name", AUGMENTATIONS)
def test_an_augmentation_of_no_strength_does_nothing(generator, name):
    X = generator.normal(size=(5, 9))
    np.testing.assert_array_equal(AUGMENTATIONS[name][0](X, NOTHING[name], generator), X)


@pytest.mark.parametrize("name", AUGMENTATIONS)
def test_every_row_has_a_draw_of_its_own(generator, name):
    function, strength = AUGMENTATIONS[name]
    new = function(np.tile(generator.normal(size=9), (200, 1)), strength, generator)
    assert len(np.unique(new, axis=0)) > 5


def test_noise_has_the_deviation_that_was_asked_for(generator):
    X = np.full((400, 100), 3.0)
    new = lib.add_noise(X, 0.5, generator)
    assert abs(new.mean() - 3) < 5 * 0.5 / 200
    assert abs(new.std() - 0.5) < 5 * 0.5 / 200 / 2**0.5


def test_a_shift_rolls_by_every_number_of_places_up_to_the_largest_and_no_other(generator):
    X = np.tile(np.arange(7.0), (3000, 1))
    new = lib.shift(X, 2, generator)
    for row in new[:20]:
        np.testing.assert_array_equal(row, np.roll(np.arange(7.0), int(np.argmin(row))))
    places, counts = np.unique((np.argmin(new, axis=1) + 3) % 7 - 3, return_counts=True)
    assert places.tolist() == [-2, -1, 0, 1, 2]
    assert (np.abs(counts - 600) < 5 * 600**0.5).all()


def test_a_scale_multiplies_a_row_by_one_factor_and_is_as_often_up_as_down(generator):
    X = generator.normal(size=(3000, 4))
    factors = lib.scale(X, 2.0, generator) / X
    np.testing.assert_allclose(factors, np.broadcast_to(factors[:, :1], factors.shape))
    assert 0.5 <= factors.min() < 0.52
    assert 1.95 < factors.max() <= 2.0
    assert abs(np.mean(factors[:, 0] > 1) - 0.5) < 5 * 0.5 / 3000**0.5


def test_a_mask_silences_one_window_of_its_width_anywhere_that_it_fits(generator):
    new = lib.mask(np.ones((3000, 6)), 2, generator)
    assert (new.sum(axis=1) == 4).all()
    first = np.argmin(new, axis=1)
    assert (new[np.arange(3000), first + 1] == 0).all()
    counts = np.bincount(first, minlength=5)
    assert len(counts) == 5
    assert (np.abs(counts - 600) < 5 * 600**0.5).all()
    np.testing.assert_array_equal(lib.mask(np.ones((2, 6)), 6, generator), np.zeros((2, 6)))


@pytest.mark.parametrize("columns", [None, 3])
def test_mixup_mixes_inputs_and_targets_alike(device, generator, columns):
    X = generator.normal(size=(30, 4))
    Y = X @ generator.normal(size=(4, columns) if columns else 4)  # linear in X, so the mixtures are too
    seed = int(generator.integers(1000))
    A, B = lib.mixup(device.array(X), device.array(Y), 0.4, np.random.default_rng(seed))
    W = np.linalg.lstsq(X, Y)[0]
    close(device, B, device.numpy(A) @ W, loose=10)
    close(device, A, lib.mixup(X, Y, 0.4, np.random.default_rng(seed))[0])


def test_mixup_keeps_the_mean_in_expectation_and_its_weights_are_beta(generator):
    n, alpha = 4000, 0.7
    X, Y = np.eye(n)[:, :2] * 0 + np.arange(n)[:, None], np.eye(2)[generator.integers(0, 2, size=n)]
    weights = []
    for _ in range(5):
        mixed, _ = lib.mixup(X.astype(float), Y, alpha, generator)
        weights.append(mixed)
    assert abs(np.mean(weights) - X.mean()) < 5 * X.std() / n**0.5
    same = lib.mixup(np.where(np.arange(n)[:, None] % 2, 1.0, 0.0), Y, alpha, generator)[0].ravel()
    inside = same[(same > 0) & (same < 1)]  # those whose partner differs: a or 1 − a, both Beta(α, α)
    assert inside.var() == pytest.approx(1 / (4 * (2 * alpha + 1)), rel=0.2)


def test_smoothed_labels_are_probabilities_between_one_hot_and_uniform(generator):
    labels = generator.integers(0, 4, size=10)
    for epsilon in (0.0, 0.1, 1.0):
        smooth = lib.smooth_labels(labels, 4, epsilon)
        np.testing.assert_allclose(smooth.sum(axis=1), 1)
        np.testing.assert_allclose(smooth, (1 - epsilon) * np.eye(4)[labels] + epsilon / 4)
    tensors = lib.smooth_labels(torch.tensor(labels), 4, 0.1)
    assert tensors.dtype == torch.get_default_dtype()
    np.testing.assert_allclose(tensors.numpy(), lib.smooth_labels(labels, 4, 0.1), rtol=1e-6)


def test_the_loss_of_soft_targets_is_that_of_torch_and_smoothing_its_label_smoothing(device, generator):
    logits, labels = 5 * generator.normal(size=(12, 6)), generator.integers(0, 6, size=12)
    targets = lib.smooth_labels(labels, 6, 0.2)
    ours = lib.soft_cross_entropy(device.array(logits), device.array(targets))
    both = torch.tensor(logits), torch.tensor(labels)
    close(device, ours, torch.nn.functional.cross_entropy(both[0], torch.tensor(targets)).item())
    close(device, ours, torch.nn.functional.cross_entropy(*both, label_smoothing=0.2).item())


def test_the_loss_of_soft_targets_does_not_overflow_and_is_least_at_the_targets(generator):
    targets = generator.dirichlet(np.ones(5), size=8)
    least = lib.soft_cross_entropy(np.log(targets), targets)
    np.testing.assert_allclose(least, -np.mean(np.sum(targets * np.log(targets), axis=1)))
    assert lib.soft_cross_entropy(np.log(targets) + generator.normal(size=(8, 5)), targets) > least
    assert np.isfinite(lib.soft_cross_entropy(np.array([[1e4, 0.0]]), np.array([[0.5, 0.5]])))


def test_at_the_least_smoothed_loss_the_logits_stand_apart_by_log_one_plus_k_1_minus_eps_over_eps():
    K, epsilon = 10, 0.1
    z = torch.zeros(1, K, dtype=torch.float64, requires_grad=True)
    targets = lib.smooth_labels(torch.tensor([3]), K, epsilon).double()
    optimizer = torch.optim.LBFGS([z], max_iter=200, tolerance_grad=1e-12, tolerance_change=0)

    def closure():
        optimizer.zero_grad()
        loss = lib.soft_cross_entropy(z, targets)
        loss.backward()
        return loss

    optimizer.step(closure)
    gaps = (z[0, 3] - z[0]).detach().numpy()
    np.testing.assert_allclose(np.delete(gaps, 3), math.log(1 + K * (1 - epsilon) / epsilon), rtol=1e-4)
