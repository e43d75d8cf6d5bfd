"""The capstone: its data follow the law of MNIST-1D, its clock stops, and nothing leads from a room to the unseen."""

import multiprocessing
import pickle
import random
import time

import cloudpickle
import numpy as np
import pytest
import torch
from mnist1d.data import get_dataset_args, make_dataset
from proctor.question import seal
from scipy.ndimage import gaussian_filter1d
from shrinkage import rescue
from shrinkage.checks.rescue import CHECKS
from shrinkage.checks.rescue.fit import SetAside
from shrinkage.rescue import BUDGET, SIZES, Run, Task, Trial, accuracy, draw_task, make_network, run, trial, true_digits
from shrinkage.rescue.task import _blur, _digits, _redrawn


def untrained(X, y, generator):
    return make_network(generator)


def barely_trained(X, y, generator):
    network = make_network(generator)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-2)
    for rows in torch.randperm(len(X), generator=generator).split(100):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(network(X[rows]), y[rows]).backward()
        optimizer.step()
    return network


def test_the_true_digits_follow_the_law_of_mnist1d_moved_less(generator):
    settings = get_dataset_args()
    settings.num_samples, settings.seed, settings.max_translation = 10_000, int(generator.integers(2**31)), 16
    theirs = make_dataset(settings)
    X, y = np.concatenate([theirs["x"], theirs["x_test"]]), np.concatenate([theirs["y"], theirs["y_test"]])
    mine = true_digits(generator, rows=10_000, unseen=10)
    for digit in range(10):
        a, b = X[y == digit], mine.X[mine.y == digit].astype(float)
        for moment in (1, 2, 3):
            error = np.sqrt((a**moment).var(axis=0) / len(a) + (b**moment).var(axis=0) / len(b))
            assert np.max(np.abs((a**moment).mean(axis=0) - (b**moment).mean(axis=0)) / error) < 7
        assert np.abs(np.corrcoef(a.T) - np.corrcoef(b.T)).max() < 7 / np.sqrt(len(a) / 2)


def test_the_blur_is_scipys_with_mirrored_ends():
    np.testing.assert_allclose(_blur(), gaussian_filter1d(np.eye(72), 2, axis=1), atol=1e-12)


def test_redrawn_shapes_are_as_far_from_each_other_as_the_digits(generator):
    def distances(shapes):
        return np.sort(np.linalg.norm(shapes[:, None] - shapes, axis=-1), axis=None)

    shapes = _redrawn(_digits(), generator)
    np.testing.assert_allclose(distances(shapes), distances(_digits()), atol=1e-9)
    np.testing.assert_allclose(shapes[:, [0, -1]], 0, atol=1e-12)


def test_a_task_is_balanced_scaled_and_new_each_time(generator):
    task = draw_task(generator, rows=200, unseen=50)
    assert isinstance(task, Task)
    assert [part.shape for part in task] == [(200, 40), (200,), (50, 40), (50,)]
    assert (task.X.dtype, task.y.dtype) == (np.float32, np.int64)
    assert np.bincount(task.y).tolist() == [20] * 10
    assert np.bincount(task.y_unseen).tolist() == [5] * 10
    np.testing.assert_allclose((task.X.mean(), task.X.std()), (0, 1), atol=1e-5)
    assert not np.array_equal(task.X, draw_task(generator, rows=200, unseen=50).X)


def test_the_network_is_torchs_and_the_judges_accuracy_is_its_own(generator):
    network = make_network(torch.Generator().manual_seed(int(generator.integers(2**31))))
    shapes = [tuple(part.shape) for part in network.parameters()]
    assert shapes == [(128, 40), (128,), (128, 128), (128,), (10, 128), (10,)]
    assert SIZES == (40, 128, 128, 10)
    for part, reference in zip(network, [torch.nn.Linear(40, 128), None, torch.nn.Linear(128, 128)], strict=False):
        if reference is not None:
            assert part.weight.std().item() == pytest.approx(reference.weight.std().item(), rel=0.1)
            assert part.weight.abs().max() <= part.in_features**-0.5
    X, y = generator.standard_normal((500, 40)).astype(np.float32), generator.integers(0, 10, 500)
    right = (network(torch.tensor(X)).argmax(1).numpy() == y).mean()
    weights = [part.detach().numpy() for part in network.parameters()]
    assert accuracy(weights, X, y) == pytest.approx(right, abs=0.005)


def test_plain_training_knows_its_rows_and_few_others():
    found = trial(rescue.train_plainly, draw_task(np.random.default_rng(0)))
    assert isinstance(found, Trial)
    assert found.training > 0.99
    assert 0.5 < found.unseen < 0.72
    assert 700 < found.steps < BUDGET


def test_a_run_can_be_repeated_and_leaves_random_numbers_and_threads_alone(generator):
    task = draw_task(generator, rows=200, unseen=10)
    torch.set_num_threads(2)
    try:
        states = random.getstate(), np.random.get_state()[1].tolist(), torch.get_rng_state()  # noqa: NPY002
        one, two = (run(barely_trained, task.X, task.y, seed=3) for _ in range(2))
        assert isinstance(one, Run)
        assert random.getstate() == states[0]
        assert np.random.get_state()[1].tolist() == states[1]  # noqa: NPY002
        assert torch.equal(torch.get_rng_state(), states[2])
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(1)
    for a, b in zip(one.weights, two.weights, strict=True):
        np.testing.assert_array_equal(a, b)
        assert a.dtype == np.float32


def test_layers_of_dropout_and_lists_of_arrays_are_the_given_network_too(generator):
    def with_dropout(X, y, generator):
        layers = make_network(generator)
        return torch.nn.Sequential(*layers[:2], torch.nn.Dropout(), *layers[2:])

    def as_list(X, y, generator):
        return [part.detach().numpy().astype(float) for part in make_network(generator).parameters()]

    task = draw_task(generator, rows=10, unseen=10)
    runs = [run(fit, task.X, task.y, 0).weights for fit in (untrained, with_dropout, as_list)]
    for other in runs[1:]:
        assert all(np.array_equal(a, b) for a, b in zip(runs[0], other, strict=True))


def test_a_fit_that_never_ends_is_stopped(generator, monkeypatch):
    def endless(X, y, generator):
        while True:
            X @ X.T

    monkeypatch.setattr("shrinkage.rescue.clock.BUDGET", 200)
    task, start = draw_task(generator, rows=100, unseen=10), time.process_time()
    with pytest.raises(TimeoutError, match="times the budget"):
        run(endless, task.X, task.y, 0)
    assert time.process_time() - start < 10


def test_a_fit_that_goes_on_after_it_was_stopped_gets_nothing(generator, monkeypatch):
    def stubborn(X, y, generator):
        try:
            while True:
                X @ X.T
        except TimeoutError:
            return make_network(generator)

    monkeypatch.setattr("shrinkage.rescue.clock.BUDGET", 200)
    task = draw_task(generator, rows=100, unseen=10)
    with pytest.raises(TimeoutError, match="times the budget"):
        run(stubborn, task.X, task.y, 0)


def test_time_is_not_had_for_nothing_in_another_process_or_after_the_fit(generator, monkeypatch):
    def burn():
        start = time.process_time()
        while time.process_time() - start < 2:
            pass

    def in_another_process(X, y, generator):
        other = multiprocessing.get_context("fork").Process(target=burn)
        other.start()
        other.join()
        return make_network(generator)

    class Late(torch.nn.Sequential):
        def parameters(self, recurse=True):
            burn()
            return super().parameters(recurse)

    monkeypatch.setattr("shrinkage.rescue.clock.BUDGET", 200)
    task = draw_task(generator, rows=100, unseen=10)
    for fit in (in_another_process, lambda X, y, generator: Late(*make_network(generator))):
        with pytest.raises(TimeoutError, match="times the budget"):
            run(fit, task.X, task.y, 0)


def test_what_goes_into_a_room_holds_no_unseen_example_and_no_seed():
    check, seed = CHECKS["fit"], 987654321
    visible = ["shrinkage", "shrinkage._validate", "shrinkage.checks._cases", "shrinkage.data.*", "shrinkage.rescue.*"]
    question = pickle.loads(seal(check, seed, "nonce", {"shrinkage", "proctor"}, visible))
    assert str(seed).encode() not in pickle.dumps(question)
    for row, requirement in zip(question["runs"], check.runs, strict=True):
        (case,), (inside,) = requirement.draw(seed), pickle.loads(row["cases"])
        assert inside["unseen"] == "set aside for the judge"
        assert isinstance(case["unseen"], SetAside)
        for X, y in case["unseen"].parts:
            assert len(X) == len(y) == 2000
            assert X[:1].tobytes() not in row["cases"]


def test_set_aside_is_lost_by_any_copy_that_leaves_the_process():
    for module in (pickle, cloudpickle):
        assert module.loads(module.dumps(SetAside(np.ones(3)))) == "set aside for the judge"


def test_all_steps_are_asked_of_the_same_networks():
    check = CHECKS["fit"]
    steps = [each for each in check.requirements if each.name.startswith("finds")]
    assert len(steps) == 5
    assert {check.run_of(each).name for each in steps} == {steps[0].name}
