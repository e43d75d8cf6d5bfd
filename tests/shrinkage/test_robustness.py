"""Robustness: norms that bound, derivatives by hand, shifts of scale that change nothing, and worst cases that are."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from shrinkage import l2, weight_decay
from shrinkage.data import mnist
from shrinkage.robustness import (
    adversarial_distance,
    adversarial_loss,
    boundary_distance,
    certified_radii,
    fgsm,
    init_relu_network,
    input_gradients,
    input_jacobians,
    lipschitz_bound,
    local_slopes,
    logistic_regression,
    mirror_images,
    relu_gradients,
    relu_logits,
    rescale_layers,
    spectral_norm,
    spectrally_normalized,
    tilting_angle,
    weissi,
    weissi_gradients,
)
from sklearn.linear_model import LogisticRegression
from torch.nn.functional import cross_entropy

matrices = hnp.arrays(float, hnp.array_shapes(min_dims=2, max_dims=2, max_side=6), elements=st.integers(-9, 9))


def with_singular_values(values, rows, generator):
    """A matrix (rows, len(values)) with given singular values, and its right singular vectors."""
    U, _ = np.linalg.qr(generator.standard_normal((rows, len(values))))
    V, _ = np.linalg.qr(generator.standard_normal((len(values), len(values))))
    return U * values @ V.T, V


def network(device, generator, sizes=(6, 9, 7, 4)):
    """A network with biases, and 20 inputs with labels."""
    parameters = init_relu_network(list(sizes), generator, like=device.array([1.0]))
    for name in parameters:
        if name[0] == "b":
            parameters[name] = device.array(generator.standard_normal(parameters[name].shape))
    labels = generator.integers(0, sizes[-1], 20)
    X = device.array(generator.standard_normal((20, sizes[0])))
    return parameters, X, labels if device.library == "numpy" else torch.as_tensor(labels, device=device.name)


def weights_of(parameters):
    return [value for name, value in sorted(parameters.items()) if name[0] == "W"]


def torch_logits(parameters, X):
    depth = len(parameters) // 2
    for i in range(1, depth + 1):
        X = X @ parameters[f"W{i}"] + parameters[f"b{i}"]
        X = torch.relu(X) if i < depth else X
    return X


def mean_loss(parameters, X, labels):
    return cross_entropy(torch.tensor(relu_logits(parameters, X)), torch.tensor(labels)).item()


CPU = type("CPU", (), {"library": "numpy", "array": staticmethod(lambda values: np.asarray(values, dtype=float))})


# norms


def test_power_iteration_finds_the_largest_singular_value(device, generator):
    W, _ = with_singular_values([3.0, 2.0, 1.0, 0.5], 7, generator)
    for A in (W, W.T):
        found = device.numpy(spectral_norm(device.array(A), 60, generator))
        np.testing.assert_allclose(found, np.linalg.norm(A, 2), rtol=device.rtol)


@given(matrices, st.integers(1, 5))
def test_power_iteration_never_finds_more_than_there_is(W, steps):
    assert spectral_norm(W, steps, np.random.default_rng(0)) <= np.linalg.norm(W, 2) * (1 + 1e-12)


@pytest.mark.parametrize("steps", [1, 2, 5, 9])
def test_the_error_of_power_iteration_falls_as_fast_as_is_said(steps, generator):
    W, V = with_singular_values([3.0, 2.6, 1.0], 5, generator)
    start, found = np.random.default_rng(7).standard_normal(3), spectral_norm(W, steps, np.random.default_rng(7))
    cos2 = (V[:, 0] @ start) ** 2 / (start @ start)
    assert 1 - (found / 3) ** 2 <= (1 / cos2 - 1) * (2.6 / 3) ** (4 * steps) + 1e-12


def test_power_iteration_knows_zero_and_extreme_sizes(generator):
    assert spectral_norm(np.zeros((3, 2)), 5, generator) == 0
    W = np.diag([2.0, 1.0])
    for size in (1e-250, 1e250):
        assert spectral_norm(size * W, 40, generator) == pytest.approx(2 * size, rel=1e-9)


@given(matrices)
def test_spectral_norm_frobenius_norm_and_rank_are_in_order(W):
    spectral, frobenius = (float(lipschitz_bound([W], norm)) for norm in ("spectral", "frobenius"))
    assert spectral <= frobenius * (1 + 1e-12)
    assert frobenius <= math.sqrt(np.linalg.matrix_rank(W)) * spectral * (1 + 1e-9)


def test_a_normalised_matrix_has_the_norm_of_the_bound_and_a_shorter_one_stays(device, generator):
    W, _ = with_singular_values([3.0, 2.0, 1.0], 4, generator)
    W = device.array(W)
    short = spectrally_normalized(W, 0.7, 60, generator)
    np.testing.assert_allclose(np.linalg.norm(device.numpy(short), 2), 0.7, rtol=device.rtol)
    np.testing.assert_allclose(device.numpy(short), device.numpy(W) * (0.7 / 3), rtol=device.rtol, atol=device.rtol)
    assert spectrally_normalized(W, 3.5, 60, generator) is W


def test_torchs_spectral_norm_is_ours_with_bound_one(generator):
    W, _ = with_singular_values([3.0, 2.0, 1.0], 4, generator)
    layer = torch.nn.Linear(3, 4, dtype=torch.float64)
    layer.weight.data = torch.tensor(W)
    theirs = torch.nn.utils.parametrizations.spectral_norm(layer, n_power_iterations=60).weight
    np.testing.assert_allclose(spectrally_normalized(W, 1.0, 60, generator), theirs.detach(), rtol=1e-9)


@pytest.mark.parametrize("norm", ["spectral", "frobenius"])
def test_no_two_outputs_are_farther_apart_than_the_bound_allows(norm, device, generator):
    parameters, X, _ = network(device, generator)
    bound = float(device.numpy(lipschitz_bound(weights_of(parameters), norm)))
    Z, X = device.numpy(relu_logits(parameters, X)), device.numpy(X)
    apart = np.linalg.norm(Z[:, None] - Z, axis=-1)
    assert np.all(apart <= bound * np.linalg.norm(X[:, None] - X, axis=-1) * (1 + device.rtol))


def test_the_bound_is_reached_where_the_layers_stretch_the_same_direction():
    W = np.array([[2.0, 0.0], [0.0, 1.0]])
    assert lipschitz_bound([W, W, W]) == pytest.approx(8)
    parameters = {f"W{i}": W for i in (1, 2, 3)} | {f"b{i}": np.zeros(2) for i in (1, 2, 3)}
    assert local_slopes(parameters, np.array([[1.0, 0.5]]))[0] == pytest.approx(8)


def test_half_the_sum_of_squares_bounds_the_product_of_norms(generator):
    W = [generator.standard_normal((4, 4)) for _ in range(3)]
    squares = sum(np.sum(A**2) for A in W)
    assert lipschitz_bound(W) <= lipschitz_bound(W, "frobenius") <= (squares / 3) ** 1.5 * (1 + 1e-12)


def test_no_change_shorter_than_the_certified_radius_changes_the_answer(device, generator):
    parameters, X, _ = network(device, generator)
    Z = device.numpy(relu_logits(parameters, X))
    labels = Z.argmax(axis=1)
    given_labels = labels if device.library == "numpy" else torch.as_tensor(labels, device=device.name)
    bound = lipschitz_bound(weights_of(parameters))
    radii = device.numpy(certified_radii(relu_logits(parameters, X), given_labels, bound))
    assert np.all(radii > 0)
    step = device.numpy(input_gradients(parameters, X, given_labels))
    for direction in (step, generator.standard_normal(step.shape)):
        length = np.linalg.norm(direction, axis=1, keepdims=True)  # 0 where all units of a layer are off
        moved = direction / np.where(length > 0, length, 1) * radii[:, None] * 0.999
        Z = device.numpy(relu_logits(parameters, device.array(device.numpy(X) + moved)))
        np.testing.assert_array_equal(Z.argmax(axis=1), labels)


def test_the_certified_radius_of_a_linear_classifier_is_its_distance_and_that_of_a_wrong_answer_zero(generator):
    w, X = generator.standard_normal(5), generator.standard_normal((30, 5))
    labels = np.zeros(30, dtype=int)
    W = np.stack([w, -w], axis=1)
    expected = np.maximum(boundary_distance(X, w, 0.0), 0)
    np.testing.assert_allclose(certified_radii(X @ W, labels, lipschitz_bound([W])), expected, rtol=1e-9)


# the network


def test_a_fresh_network_keeps_the_size_of_its_signal(generator):
    parameters = init_relu_network([400, 300, 500, 10], generator)
    assert [parameters[f"W{i}"].shape for i in (1, 2, 3)] == [(400, 300), (300, 500), (500, 10)]
    for i in (1, 2, 3):
        W = parameters[f"W{i}"]
        assert np.std(W) == pytest.approx(math.sqrt(2 / W.shape[0]), rel=0.1)
        assert not parameters[f"b{i}"].any()


def test_the_network_and_its_gradients_are_torchs(device, generator):
    parameters, X, labels = network(device, generator)
    theirs = {name: torch.tensor(device.numpy(value), requires_grad=True) for name, value in parameters.items()}
    inputs, targets = torch.tensor(device.numpy(X), requires_grad=True), torch.as_tensor(labels).cpu()
    Z = torch_logits(theirs, inputs)
    tolerance = {"rtol": 10 * device.rtol, "atol": 10 * device.rtol}
    np.testing.assert_allclose(device.numpy(relu_logits(parameters, X)), Z.detach().numpy(), **tolerance)
    cross_entropy(Z, targets).backward()
    for name, gradient in relu_gradients(parameters, X, labels).items():
        np.testing.assert_allclose(device.numpy(gradient), theirs[name].grad.numpy(), **tolerance)
    mine = device.numpy(input_gradients(parameters, X, labels))
    np.testing.assert_allclose(mine, 20 * inputs.grad.numpy(), **tolerance)


@pytest.mark.parametrize("sizes", [(6, 4), (6, 9, 4), (6, 9, 7, 4), (3, 9, 5)])
def test_the_jacobians_are_torchs_and_the_slopes_their_spectral_norms(sizes, device, generator):
    parameters, X, _ = network(device, generator, sizes)
    theirs = {name: torch.tensor(device.numpy(value)) for name, value in parameters.items()}
    single = torch.func.jacrev(lambda x: torch_logits(theirs, x))
    expected = torch.vmap(single)(torch.tensor(device.numpy(X))).numpy()
    tolerance = {"rtol": 10 * device.rtol, "atol": 10 * device.rtol}
    np.testing.assert_allclose(device.numpy(input_jacobians(parameters, X)), expected, **tolerance)
    slopes = device.numpy(local_slopes(parameters, X))
    np.testing.assert_allclose(slopes, np.linalg.norm(expected, 2, axis=(1, 2)), **tolerance)
    assert np.all(slopes <= device.numpy(lipschitz_bound(weights_of(parameters))) * (1 + device.rtol))


def test_the_gradients_train_a_network_with_the_optimizers_of_weight_decay(generator):
    parameters, X, labels = network(CPU, generator)
    before, optimizer = mean_loss(parameters, X, labels), weight_decay.adamw(0.01)
    state = optimizer.init(parameters)
    for _ in range(200):
        parameters, state = optimizer.update(relu_gradients(parameters, X, labels), state, parameters)
    assert mean_loss(parameters, X, labels) < 0.9 * before


# shifts of scale


def test_a_shift_of_scale_multiplies_the_logits_by_its_product(device, generator):
    parameters, X, _ = network(device, generator)
    gammas = generator.uniform(0.2, 5, 3)
    before, after = (device.numpy(relu_logits(net, X)) for net in (parameters, rescale_layers(parameters, gammas)))
    np.testing.assert_allclose(after, before * np.prod(gammas), rtol=10 * device.rtol, atol=10 * device.rtol)


def test_a_shift_by_powers_of_two_changes_no_bit_of_function_and_weissi_but_the_sum_of_squares(device, generator):
    parameters, X, _ = network(device, generator)
    shifted = rescale_layers(parameters, [8.0, 0.5, 0.25])
    np.testing.assert_array_equal(device.numpy(relu_logits(shifted, X)), device.numpy(relu_logits(parameters, X)))
    before, after = (weissi(weights_of(net), 0.3, 0.2) for net in (parameters, shifted))
    assert before == after
    squares = [float(sum(l2.penalty(W, 1.0) for W in weights_of(net))) for net in (parameters, shifted)]
    assert squares[1] > 2 * squares[0]


def test_rescaling_does_not_write_into_what_it_was_given(generator):
    parameters, _, _ = network(CPU, generator)
    kept = {name: value.copy() for name, value in parameters.items()}
    rescale_layers(parameters, [2.0, 1.0, 1.0])
    assert all(np.array_equal(parameters[name], kept[name]) for name in kept)


@given(st.lists(st.floats(0.01, 100), min_size=3, max_size=3))
def test_no_shift_of_scale_changes_weissi(gammas):
    generator = np.random.default_rng(3)
    parameters, _, _ = network(CPU, generator)
    gammas = np.array(gammas) / np.prod(gammas) ** (1 / 3)
    before, after = (weissi(weights_of(net), 0.3, 0.2) for net in (parameters, rescale_layers(parameters, gammas)))
    assert after == pytest.approx(before, rel=1e-12)


def test_balanced_layers_have_the_least_sum_of_squares_of_all_shifts(generator):
    parameters, _, _ = network(CPU, generator)
    norms = np.array([np.linalg.norm(W) for W in weights_of(parameters)])
    mean = np.prod(norms) ** (1 / 3)
    balanced = weights_of(rescale_layers(parameters, mean / norms))
    least = sum(l2.penalty(W, 1.0) for W in balanced)
    assert least == pytest.approx(1.5 * mean**2)  # (L/2) (Π‖W‖)^(2/L)
    for _ in range(20):
        gammas = generator.uniform(0.3, 3, 3)
        shifted = weights_of(rescale_layers(parameters, gammas / np.prod(gammas) ** (1 / 3)))
        assert sum(l2.penalty(W, 1.0) for W in shifted) >= least * (1 - 1e-12)


def test_weissi_is_its_formula(device, generator):
    W = [generator.standard_normal(shape) for shape in [(3, 4), (4, 2)]]
    lengths = [math.sqrt(np.sum(A**2)) for A in W]
    expected = 0.3 * lengths[0] * lengths[1] + 0.2 * sum(np.abs(A).sum() / c for A, c in zip(W, lengths, strict=True))
    found = device.numpy(weissi([device.array(A) for A in W], 0.3, 0.2))
    np.testing.assert_allclose(found, expected, rtol=device.rtol)


def test_the_gradients_of_weissi_are_autograds(device, generator):
    W = [generator.standard_normal(shape) for shape in [(3, 4), (4, 5), (5, 2)]]
    theirs = [torch.tensor(A, requires_grad=True) for A in W]
    weissi(theirs, 0.3, 0.2).backward()
    for mine, other in zip(weissi_gradients([device.array(A) for A in W], 0.3, 0.2), theirs, strict=True):
        np.testing.assert_allclose(device.numpy(mine), other.grad, rtol=10 * device.rtol, atol=device.rtol)


def test_weissi_pulls_every_layer_equally_along_itself_and_its_ratios_not_at_all(generator):
    W = [generator.standard_normal((3, 4)) * scale for scale in (0.1, 1.0, 7.0)]
    product = lipschitz_bound([W[0], W[1].T, W[2]], "frobenius")
    pulls = [np.sum(A * g) for A, g in zip(W, weissi_gradients(W, 0.3, 0.2), strict=True)]
    np.testing.assert_allclose(pulls, 0.3 * product, rtol=1e-9)


# linear classifiers


def test_the_tilting_angle_is_the_arccosine_of_the_cosine(device, generator):
    w, direction = generator.standard_normal((2, 9))
    expected = np.degrees(np.arccos(w @ direction / np.linalg.norm(w) / np.linalg.norm(direction)))
    found = device.numpy(tilting_angle(device.array(w), device.array(direction)))
    np.testing.assert_allclose(found, expected, rtol=10 * device.rtol)


@pytest.mark.parametrize("angle", [1e-9, 0.1, 42.0, 90.0, 179.0])
def test_the_tilting_angle_is_right_where_it_is_small_and_where_it_is_not(angle):
    w = np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle)), 0.0])
    assert tilting_angle(3 * w, np.array([2.0, 0.0, 0.0])) == pytest.approx(angle, rel=1e-9)


def test_the_adversarial_distance_is_half_the_gap_times_the_cosine_whatever_the_bias(device, generator):
    w, i, j = (device.array(values) for values in generator.standard_normal((3, 8)))
    found = device.numpy(adversarial_distance(w, i, j))
    gap = np.linalg.norm(device.numpy(j - i))
    expected = gap / 2 * np.cos(np.radians(device.numpy(tilting_angle(w, j - i))))
    np.testing.assert_allclose(found, expected, rtol=10 * device.rtol, atol=10 * device.rtol)
    for b in generator.standard_normal(3):
        of_i, of_j = (device.numpy(boundary_distance(mean[None, :], w, float(b)))[0] for mean in (i, j))
        np.testing.assert_allclose(found, (of_j - of_i) / 2, rtol=10 * device.rtol, atol=10 * device.rtol)


def test_a_mirror_image_has_the_opposite_score_and_lies_twice_the_distance_away(device, generator):
    X, w = device.array(generator.standard_normal((6, 5))), device.array(generator.standard_normal(5))
    images, tolerance = mirror_images(X, w, 0.4), 50 * device.rtol
    distances = device.numpy(boundary_distance(X, w, 0.4))
    np.testing.assert_allclose(device.numpy(boundary_distance(images, w, 0.4)), -distances, atol=tolerance)
    apart = np.linalg.norm(device.numpy(images) - device.numpy(X), axis=1)
    np.testing.assert_allclose(apart, 2 * np.abs(distances), atol=tolerance)
    np.testing.assert_allclose(device.numpy(mirror_images(images, w, 0.4)), device.numpy(X), atol=tolerance)


@pytest.mark.parametrize("lam", [10.0, 0.1, 1e-3])
def test_logistic_regression_is_scikit_learns_at_c_1_over_n_lambda(lam, device, generator):
    X = generator.standard_normal((60, 5))
    y = np.where(X[:, 0] + generator.standard_normal(60) > 0.3, 1.0, -1.0)
    w, b = logistic_regression(device.array(X), device.array(y), lam)
    theirs = LogisticRegression(C=1 / (60 * lam), tol=1e-10, max_iter=10_000).fit(X, y)
    tolerance = {"rtol": max(1e-4, 10 * device.rtol), "atol": max(1e-5, 10 * device.rtol)}
    np.testing.assert_allclose(device.numpy(w), theirs.coef_[0], **tolerance)
    np.testing.assert_allclose(device.numpy(b), theirs.intercept_[0], **tolerance)


@pytest.mark.parametrize("lam", [1.0, 1e-3, 1e-8])
def test_at_the_optimum_of_logistic_regression_the_gradient_is_zero_even_for_separable_classes(lam, generator):
    X = generator.standard_normal((20, 30))
    y = np.sign(X[:, 0])
    w, b = (torch.tensor(value, requires_grad=True) for value in logistic_regression(X, y, lam))
    (adversarial_loss(w, b, torch.tensor(X), torch.tensor(y), 0.0) + lam * w @ w / 2).backward()
    assert max(abs(w.grad).max(), abs(b.grad)) < 1e-9


def test_under_a_huge_penalty_w_points_from_mean_to_mean_and_b_counts_heads(generator):
    X = generator.standard_normal((40, 6))
    y = np.where(np.arange(40) < 30, 1.0, -1.0)
    w, b = logistic_regression(X, y, 1e7)
    gap = X[y > 0].mean(axis=0) - X[y < 0].mean(axis=0)
    np.testing.assert_allclose(1e7 * w, 30 * 10 / 40**2 * gap, atol=1e-5)
    assert b == pytest.approx(math.log(30 / 10), abs=1e-5)


# worst cases


def test_fgsm_moves_each_entry_by_epsilon_in_the_direction_of_its_slope(device, generator):
    X, g = generator.uniform(0, 1, (2, 5, 8))
    g[0, 0] = 0
    moved = device.numpy(fgsm(device.array(X), device.array(g - 0.5), 0.1))
    np.testing.assert_allclose(moved, X + 0.1 * np.sign(g - 0.5), rtol=device.rtol)
    clipped = device.numpy(fgsm(device.array(X), device.array(g - 0.5), 0.1, bounds=(0, 1)))
    np.testing.assert_array_equal(clipped, np.clip(moved, 0, 1))


@pytest.mark.parametrize(("norm", "order", "dual"), [("linf", np.inf, 1), ("l2", 2, 2)])
def test_the_worst_case_of_a_linear_classifier_is_reached_and_never_exceeded(norm, order, dual, device, generator):
    X, w = generator.standard_normal((12, 6)), generator.standard_normal(6)
    y, epsilon = np.where(np.arange(12) < 5, 1.0, -1.0), 0.3
    arrays = [device.array(values) for values in (X, y)]
    worst = device.numpy(adversarial_loss(device.array(w), 0.2, *arrays, epsilon, norm))

    def loss(delta):
        return np.mean(np.log1p(np.exp(-y * ((X + delta) @ w + 0.2))))

    attained = np.sign(w) if norm == "linf" else w / np.linalg.norm(w)
    np.testing.assert_allclose(worst, loss(-epsilon * y[:, None] * attained), rtol=10 * device.rtol)
    for _ in range(50):
        delta = generator.standard_normal(X.shape)
        delta *= epsilon / np.linalg.norm(delta, ord=order, axis=1, keepdims=True)
        assert loss(delta) <= worst * (1 + 10 * device.rtol)
    slope = (adversarial_loss(w, 0.2, X, y, 1e-6, norm) - loss(0)) / 1e-6
    share = np.mean(1 / (1 + np.exp(y * (X @ w + 0.2))))
    assert slope == pytest.approx(np.linalg.norm(w, dual) * share, rel=1e-3)


def test_fgsm_on_a_linear_classifier_is_its_worst_case(generator):
    X, w = generator.standard_normal((12, 6)), generator.standard_normal(6)
    y = np.where(np.arange(12) < 5, 1.0, -1.0)
    slopes = -y[:, None] * w / (1 + np.exp(y * (X @ w - 0.3)))[:, None]
    attacked = adversarial_loss(w, -0.3, fgsm(X, slopes, 0.2), y, 0.0)
    assert attacked == pytest.approx(adversarial_loss(w, -0.3, X, y, 0.2), rel=1e-12)


def test_for_a_small_epsilon_fgsm_raises_the_loss_of_a_network_by_epsilon_times_the_slopes_size(generator):
    parameters, X, labels = network(CPU, generator)
    g, epsilon = input_gradients(parameters, X, labels), 1e-6
    losses = [
        cross_entropy(torch.tensor(relu_logits(parameters, inputs)), torch.tensor(labels), reduction="none").numpy()
        for inputs in (X, fgsm(X, g, epsilon))
    ]
    np.testing.assert_allclose((losses[1] - losses[0]) / epsilon, np.abs(g).sum(axis=1), rtol=1e-3, atol=1e-5)


# 3 against 8, the figures of the chapter


@pytest.fixture(scope="module")
def threes_and_eights():
    X, digits = mnist((3, 8))
    rows = np.random.default_rng(0).permutation(1000)
    y = np.where(digits == 8, 1.0, -1.0)
    return X[rows[:600]], y[rows[:600]], X[rows[600:]], y[rows[600:]]


@pytest.mark.parametrize(
    ("strength", "angle", "distance", "error"), [(0.03, 64, 0.80, 3.2), (10.0, 42, 1.35, 2.2), (1e5, 0.1, 1.82, 20)]
)
def test_weak_to_strong_penalties_turn_the_boundary_from_64_to_42_to_a_tenth_of_a_degree(
    threes_and_eights, strength, angle, distance, error
):
    X, y, X_test, y_test = threes_and_eights
    w, b = logistic_regression(X, y, strength / 600)
    i, j = X[y < 0].mean(axis=0), X[y > 0].mean(axis=0)
    assert tilting_angle(w, j - i) == pytest.approx(angle, abs=0.05)
    assert adversarial_distance(w, i, j) == pytest.approx(distance, abs=0.005)
    assert 100 * np.mean(np.sign(X_test @ w + b) != y_test) == pytest.approx(error, abs=0.06)
