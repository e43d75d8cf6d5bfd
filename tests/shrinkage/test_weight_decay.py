"""Weight decay: trajectories against torch.optim, and what tells L2 from decay under each optimizer."""

import copy

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shrinkage import l2
from shrinkage.weight_decay import AdamW, Optimizer, adam, adamw, decay_groups, sgd, weights_only

BETAS = (0.8, 0.95)
everything = {"decays": lambda name, value: True}

# name: (our pair, torch's optimizer)
PAIRS = {
    "sgd": (sgd(0.05), lambda p: torch.optim.SGD(p, 0.05)),
    "sgd, L2": (sgd(0.05, lam=0.3, **everything), lambda p: torch.optim.SGD(p, 0.05, weight_decay=0.3)),
    "momentum": (sgd(0.02, momentum=0.9), lambda p: torch.optim.SGD(p, 0.02, momentum=0.9)),
    "momentum, L2": (
        sgd(0.02, momentum=0.9, lam=0.3, **everything),
        lambda p: torch.optim.SGD(p, 0.02, momentum=0.9, weight_decay=0.3),
    ),
    "nesterov, L2": (
        sgd(0.02, momentum=0.8, nesterov=True, lam=0.1, **everything),
        lambda p: torch.optim.SGD(p, 0.02, momentum=0.8, nesterov=True, weight_decay=0.1),
    ),
    "adam": (adam(), lambda p: torch.optim.Adam(p)),
    "adam, other numbers": (adam(0.05, BETAS, 1e-3), lambda p: torch.optim.Adam(p, 0.05, BETAS, 1e-3)),
    "adam, L2": (adam(0.01, lam=0.1, **everything), lambda p: torch.optim.Adam(p, 0.01, weight_decay=0.1)),
    "adamw": (adamw(**everything), lambda p: torch.optim.AdamW(p)),
    "adamw, much decay": (
        adamw(0.01, weight_decay=1.0, **everything),
        lambda p: torch.optim.AdamW(p, 0.01, weight_decay=1.0),
    ),
    "adamw, other numbers": (
        adamw(0.05, BETAS, 1e-3, 0.3, **everything),
        lambda p: torch.optim.AdamW(p, 0.05, BETAS, 1e-3, weight_decay=0.3),
    ),
    "adamw, no decay": (adamw(0.01, weight_decay=0.0), lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.0)),
}
CLASSES = [
    {},
    {"lr": 0.01, "weight_decay": 1.0},
    {"lr": 0.05, "betas": BETAS, "eps": 1e-3, "weight_decay": 0.3},
    {"lr": 0.01, "betas": (0.0, 0.9), "weight_decay": 0.0},
]


def network(generator, dtype=np.float64):
    """The parameters of a small network, and a batch for it."""
    parameters = l2.init_network(6, 8, 3, generator, like=np.ones(1, dtype))
    X = generator.normal(size=(40, 6)).astype(dtype)
    return parameters, X, generator.integers(0, 3, size=40)


def follow(optimizer, gradient, parameters, steps):
    """The parameters after each of some updates."""
    state, trail = optimizer.init(parameters), []
    for _ in range(steps):
        parameters, state = optimizer.update(gradient(parameters), state, parameters)
        trail.append(parameters)
    return trail


def tensors(parameters, device="cpu"):
    return {name: torch.nn.Parameter(torch.tensor(value, device=device)) for name, value in parameters.items()}


def follow_torch(optimizer, loss, weights, steps):
    trail = []
    for _ in range(steps):
        optimizer.zero_grad()
        loss(weights).backward()
        optimizer.step()
        trail.append({name: value.detach().cpu().numpy().copy() for name, value in weights.items()})
    return trail


def furthest(ours, theirs):
    """The largest difference of two trajectories, relative to the largest weight in them."""
    gaps = [
        np.abs(np.asarray(one[name]) - other[name]).max()
        for one, other in zip(ours, theirs, strict=True)
        for name in one
    ]
    return max(gaps) / max(np.abs(value).max() for other in theirs for value in other.values())


# Trajectories


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_walks_the_path_of_torch_for_100_steps_of_training(generator, name, dtype):
    optimizer, theirs = PAIRS[name]
    parameters, X, labels = network(generator, dtype)
    weights = tensors(parameters)
    trail = follow_torch(
        theirs(weights.values()), lambda w: l2.network_loss(w, torch.tensor(X), torch.tensor(labels), 0.0), weights, 100
    )
    ours = follow(optimizer, lambda w: l2.network_gradients(w, X, labels, 0.0), parameters, 100)
    # training feeds the rounding of the gradients back: at single precision see the next test for 1e-6
    assert furthest(ours, trail) < (1e-6 if dtype == np.float64 else 1e-3)


@pytest.mark.parametrize("name", PAIRS)
def test_given_the_same_gradients_a_pair_is_torch_at_1e_6_over_100_steps(device, generator, name):
    optimizer, theirs = PAIRS[name]
    start = {"W": generator.normal(size=(5, 4)), "b": generator.normal(size=4)}
    gradients = [{key: generator.normal(size=value.shape) for key, value in start.items()} for _ in range(100)]
    parameters = {key: device.array(value) for key, value in start.items()}
    weights = {
        key: torch.nn.Parameter(torch.tensor(value, dtype=getattr(torch, device.dtype))) for key, value in start.items()
    }
    oracle, state = theirs(weights.values()), optimizer.init(parameters)
    for gradient in gradients:
        parameters, state = optimizer.update({k: device.array(g) for k, g in gradient.items()}, state, parameters)
        for key, p in weights.items():
            p.grad = torch.tensor(gradient[key], dtype=p.dtype)
        oracle.step()
        for key, p in weights.items():
            np.testing.assert_allclose(device.numpy(parameters[key]), p.detach().numpy(), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("foreach", [True, False])
@pytest.mark.parametrize("numbers", CLASSES, ids=str)
def test_the_class_walks_the_path_of_torch_adamw(device, generator, numbers, foreach):
    if device.library == "numpy":
        pytest.skip("a torch optimizer")
    parameters, X, labels = network(generator, device.dtype)
    X, labels = torch.tensor(X, device=device.name), torch.tensor(labels, device=device.name)
    one, other = tensors(parameters, device.name), tensors(parameters, device.name)
    ours, theirs = AdamW(one.values(), foreach=foreach, **numbers), torch.optim.AdamW(other.values(), **numbers)
    for _ in range(100):
        loss = l2.network_loss(other, X, labels, 0.0)
        for name, gradient in zip(other, torch.autograd.grad(loss, list(other.values())), strict=True):
            one[name].grad, other[name].grad = gradient.clone(), gradient.clone()
        ours.step()
        theirs.step()
    for name, p in one.items():
        torch.testing.assert_close(p, other[name], rtol=1e-6, atol=1e-6 if device.dtype == "float64" else 2e-6)


def test_the_class_is_the_pair(generator):
    parameters, X, labels = network(generator)
    weights = tensors(parameters)
    groups = [
        {"params": [p for p in weights.values() if p.ndim >= 2], "weight_decay": 0.5},
        {"params": [p for p in weights.values() if p.ndim < 2], "weight_decay": 0.0},
    ]
    X_torch, labels_torch = torch.tensor(X), torch.tensor(labels)
    theirs = follow_torch(AdamW(groups, 0.01), lambda w: l2.network_loss(w, X_torch, labels_torch, 0.0), weights, 50)
    pair = adamw(0.01, weight_decay=0.5)
    assert furthest(follow(pair, lambda w: l2.network_gradients(w, X, labels, 0.0), parameters, 50), theirs) < 1e-6


def test_the_class_follows_a_scheduler_closures_and_missing_gradients_as_torch_does():
    trails = []
    for kind in (AdamW, torch.optim.AdamW):
        a, b = (torch.nn.Parameter(torch.linspace(-1, 1, 6, dtype=torch.float64)) for _ in range(2))
        optimizer = kind([{"params": [a]}, {"params": [b], "lr": 0.02, "weight_decay": 0.3}], 0.05, weight_decay=0.1)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 20)
        for t in range(20):

            def closure(a=a, b=b, optimizer=optimizer, t=t):
                optimizer.zero_grad()
                loss = ((a - 2) ** 2).sum() + (((b + t) ** 2).sum() if t % 3 else 0.0)
                loss.backward()
                return loss

            loss = optimizer.step(closure)
            schedule.step()
        trails.append((a, b, loss))
    for ours, theirs in zip(*trails, strict=True):
        torch.testing.assert_close(ours, theirs)


@pytest.mark.parametrize(("first", "second"), [(AdamW, torch.optim.AdamW), (torch.optim.AdamW, AdamW), (AdamW, AdamW)])
def test_a_checkpoint_goes_on_in_torch_and_one_of_torch_in_ours(generator, first, second):
    start = torch.tensor(generator.normal(size=(3, 4)))
    gradients = torch.tensor(generator.normal(size=(20, 3, 4)))

    def walk(p, optimizer, steps):
        for gradient in gradients[steps]:
            p.grad = gradient.clone()
            optimizer.step()

    whole, broken = (torch.nn.Parameter(start.clone()) for _ in range(2))
    walk(whole, torch.optim.AdamW([whole], 0.01, weight_decay=0.2), slice(None))
    optimizer = first([broken], 0.01, weight_decay=0.2)
    walk(broken, optimizer, slice(10))
    resumed = second([broken])
    resumed.load_state_dict(copy.deepcopy(optimizer.state_dict()))
    walk(broken, resumed, slice(10, None))
    torch.testing.assert_close(broken, whole)


def test_a_sparse_gradient_is_refused():
    p = torch.nn.Parameter(torch.ones(2, 2))
    p.grad = torch.eye(2).to_sparse()
    with pytest.raises(ValueError, match="gradient must be dense"):
        AdamW([p]).step()


def test_a_group_is_checked_as_the_arguments_are():
    p = torch.nn.Parameter(torch.ones(2, 2))
    with pytest.raises(ValueError, match="weight_decay must be at least 0, got -1"):
        AdamW([{"params": [p], "weight_decay": -1}])


# Purity, state, rules


@pytest.mark.parametrize("optimizer", [sgd(0.1, 0.9, lam=0.1), adam(lam=0.1), adamw()], ids=["sgd", "adam", "adamw"])
def test_an_update_changes_nothing_in_place_and_keeps_dtype_and_device(device, generator, optimizer):
    assert isinstance(optimizer, Optimizer)
    parameters = {"W": device.array(generator.normal(size=(3, 2))), "b": device.array(generator.normal(size=2))}
    gradients = {name: device.array(generator.normal(size=tuple(value.shape))) for name, value in parameters.items()}
    state = optimizer.init(parameters)
    before = copy.deepcopy((parameters, gradients, state))
    after, new_state = optimizer.update(gradients, state, parameters)
    after, new_state = optimizer.update(gradients, new_state, after)
    assert new_state["t"] == 2
    assert str(before) == str((parameters, gradients, state))
    for values in [after, *(average for key, average in new_state.items() if key != "t")]:
        assert {name: device.numpy(value).shape for name, value in values.items()} == {"W": (3, 2), "b": (2,)}


@pytest.mark.parametrize(
    "optimizer",
    [sgd(0.1, weight_decay=0.5), sgd(0.1, lam=0.5), adam(lam=0.5), adamw(weight_decay=0.5)],
    ids=["sgd, decoupled", "sgd, L2", "adam", "adamw"],
)
def test_biases_stay_free_unless_a_rule_says_otherwise(optimizer):
    parameters = {"W": np.ones((2, 2)), "b": np.ones(2)}
    nothing = {name: np.zeros_like(value) for name, value in parameters.items()}
    after, _ = optimizer.update(nothing, optimizer.init(parameters), parameters)
    assert (after["W"] < 1).all()
    assert (after["b"] == 1).all()
    assert weights_only("W", parameters["W"])
    assert not weights_only("b", parameters["b"])


def test_a_rule_may_go_by_name():
    optimizer = adamw(0.1, weight_decay=0.5, decays=lambda name, value: name == "b")
    parameters = {"W": np.ones((2, 2)), "b": np.ones(2)}
    nothing = {name: np.zeros_like(value) for name, value in parameters.items()}
    after, _ = optimizer.update(nothing, optimizer.init(parameters), parameters)
    np.testing.assert_allclose(after["b"], 0.95)
    np.testing.assert_array_equal(after["W"], 1)


@pytest.mark.parametrize("make", [sgd, adam, adamw])
def test_a_stack_of_models_trains_as_one_after_the_other(device, generator, make):
    lrs, decays = np.array([0.01, 0.1, 0.3]), np.array([0.0, 0.2, 0.5])
    pull = "weight_decay" if make is adamw else "lam"
    start, gradients = generator.normal(size=(3, 4, 2)), generator.normal(size=(10, 3, 4, 2))
    column = {"lr": device.array(lrs[:, None, None]), pull: device.array(decays[:, None, None])}
    step = iter(device.array(gradients))
    stack = follow(make(**column), lambda _: {"W": next(step)}, {"W": device.array(start)}, 10)[-1]["W"]
    for k in range(3):
        step = iter(gradients[:, k])
        alone = follow(make(lrs[k], **{pull: decays[k]}), lambda _, step=step: {"W": next(step)}, {"W": start[k]}, 10)
        np.testing.assert_allclose(device.numpy(stack)[k], alone[-1]["W"], atol=100 * device.rtol)


BAD_CALLS = [
    (lambda o, w, s: o.init([w["W"]]), TypeError, r"parameters must be a dict"),
    (lambda o, w, s: o.init({}), TypeError, r"parameters must be a dict of at least one array"),
    (lambda o, w, s: o.init({"W": np.array([np.nan])}), ValueError, r"parameters\['W'\] must be finite"),
    (lambda o, w, s: o.init({"W": np.array([1, 2])}), TypeError, r"parameters\['W'\] must have a floating-point dtype"),
    (lambda o, w, s: o.update([1.0], s, w), TypeError, r"gradients must be a dict, got \[1.0\]"),
    (lambda o, w, s: o.update({"V": w["W"]}, s, w), ValueError, r"gradients must have the names \['W'\], got \['V'\]"),
    (lambda o, w, s: o.update({"W": np.ones(2)}, s, w), ValueError, r"gradients\['W'\] must have shape \(2, 2\), got"),
    (lambda o, w, s: o.update({"W": np.ones((2, 2), "float32")}, s, w), TypeError, r"gradients\['W'\] must have the"),
    (lambda o, w, s: o.update(w, {"t": 0}, w), ValueError, r"state must be what init made of these parameters"),
]


@pytest.mark.parametrize(("call", "error", "message"), BAD_CALLS, ids=[row[2] for row in BAD_CALLS])
@pytest.mark.parametrize("optimizer", [sgd(0.1), adam(), adamw()], ids=["sgd", "adam", "adamw"])
def test_what_does_not_belong_together_is_refused_by_name(optimizer, call, error, message):
    parameters = {"W": np.ones((2, 2))}
    with pytest.raises(error, match=message):
        call(optimizer, parameters, optimizer.init(parameters))


@pytest.mark.parametrize("lr", [np.ones(3), np.ones((1, 1, 2)), np.ones((2, 1, 1))], ids=lambda lr: str(lr.shape))
def test_strengths_that_do_not_fit_the_parameters_are_refused(lr):
    with pytest.raises(ValueError, match=r"lr must broadcast against parameters\['W'\] of shape \(2, 2\), got"):
        adam(lr).init({"W": np.ones((2, 2))})


def test_a_schedule_that_turns_negative_is_refused():
    optimizer, parameters = adam(schedule=lambda t: 1 - t), {"W": np.ones((2, 2))}
    _, state = optimizer.update(parameters, optimizer.init(parameters), parameters)
    with pytest.raises(ValueError, match=r"schedule\(t\) must be at least 0, got -1"):
        optimizer.update(parameters, state, parameters)


# Laws


def one_weight(optimizer, gradients, start=1.0):
    """The trail of a single weight, as a matrix so that it decays, under given gradients."""
    gradients = iter(gradients)
    trail = follow(optimizer, lambda _: {"w": np.array([[next(gradients)]])}, {"w": np.array([[start]])}, 50)
    return np.array([parameters["w"].item() for parameters in trail])


def test_without_momentum_l2_is_decay_and_both_are_the_decayed_step(generator):
    gradients = generator.normal(size=50)
    coupled, decoupled = one_weight(sgd(0.1, lam=0.4), gradients), one_weight(sgd(0.1, weight_decay=0.4), gradients)
    np.testing.assert_allclose(coupled, decoupled, rtol=1e-12, atol=1e-12)
    w = np.array([1.0])
    for gradient in gradients:
        w = l2.decayed_step(w, np.array([gradient]), 0.1, 0.4)
    np.testing.assert_allclose(coupled[-1], w.item(), rtol=1e-12, atol=1e-12)


def test_with_momentum_they_rest_at_the_same_point_when_the_decay_is_larger_by_1_over_1_minus_mu():
    target, mu, lam = 3.0, 0.9, 0.2
    for pull in ({"lam": lam}, {"weight_decay": lam / (1 - mu)}):
        optimizer = sgd(0.05, momentum=mu, **pull)
        w = follow(optimizer, lambda p: {"w": p["w"] - target}, {"w": np.array([[0.0]])}, 2000)[-1]["w"].item()
        np.testing.assert_allclose(w, target / (1 + lam), rtol=1e-9)


@given(st.floats(-10, 10).filter(lambda g: abs(g) > 1e-3), st.floats(1e-3, 10), st.floats(1e-3, 1))
@settings(deadline=None)
def test_the_first_step_of_adam_is_the_sign_of_the_summed_gradient(gradient, weight, lam):
    total = gradient + lam * weight
    assume(abs(total) > 1e-9)
    after = one_weight(adam(0.01, eps=0.0, lam=lam), [gradient] * 50, weight)[0]
    np.testing.assert_allclose(after, weight - 0.01 * np.sign(total), atol=1e-9)


@given(st.floats(-10, 10).filter(lambda g: abs(g) > 1e-3), st.floats(1e-3, 10), st.floats(0, 1))
@settings(deadline=None)
def test_the_first_step_of_adamw_is_a_decay_and_a_sign(gradient, weight, omega):
    after = one_weight(adamw(0.01, eps=0.0, weight_decay=omega), [gradient] * 50, weight)[0]
    np.testing.assert_allclose(after, (1 - 0.01 * omega) * weight - 0.01 * np.sign(gradient), atol=1e-9)


def test_a_scale_of_the_gradients_divides_lambda_under_adam_and_does_nothing_under_adamw(generator):
    gradients, scale = generator.normal(size=50), 100.0
    np.testing.assert_allclose(
        one_weight(adam(0.01, eps=0.0, lam=0.5), scale * gradients),
        one_weight(adam(0.01, eps=0.0, lam=0.5 / scale), gradients),
    )
    np.testing.assert_allclose(
        one_weight(adamw(0.01, eps=0.0, weight_decay=0.5), scale * gradients),
        one_weight(adamw(0.01, eps=0.0, weight_decay=0.5), gradients),
    )


def test_where_the_loss_is_silent_adam_walks_at_full_speed_and_adamw_decays():
    for lam in (1e-4, 1e-2, 1.0):
        walk = one_weight(adam(0.001, lam=lam), np.zeros(50))
        np.testing.assert_allclose(walk[-1], 1 - 50 * 0.001, rtol=2e-3)
    np.testing.assert_allclose(one_weight(adamw(0.01, weight_decay=0.3), np.zeros(50))[-1], (1 - 0.003) ** 50)


def test_at_a_constant_gradient_adam_moves_by_the_learning_rate_in_every_step():
    np.testing.assert_allclose(one_weight(adam(0.01, eps=0.0), np.full(50, 7.0)), 1 - 0.01 * np.arange(1, 51))


@pytest.mark.parametrize(
    "make",
    [lambda lr, **kw: adamw(lr, weight_decay=0.3, **kw), lambda lr, **kw: sgd(lr, 0.9, weight_decay=0.3, **kw)],
    ids=["adamw", "momentum"],
)
def test_a_schedule_is_a_learning_rate_that_changes_and_the_decay_changes_with_it(generator, make):
    gradients, factors = generator.normal(size=50), generator.uniform(0, 2, size=51)
    scheduled = one_weight(make(0.1, schedule=lambda t: factors[t]), gradients)
    parameters = {"w": np.array([[1.0]])}
    state = make(0.1).init(parameters)
    for t in range(1, 51):
        parameters, state = make(0.1 * factors[t]).update({"w": np.array([[gradients[t - 1]]])}, state, parameters)
        np.testing.assert_allclose(parameters["w"].item(), scheduled[t - 1], rtol=1e-12, atol=1e-12)


def test_the_algorithm_of_the_paper_is_ours_with_its_lambda_over_alpha(generator):
    gradients, alpha, lam, (beta1, beta2), eps = generator.normal(size=50), 0.02, 0.005, (0.9, 0.999), 1e-8

    def eta(t):
        return 0.5 + 0.5 * np.cos(np.pi * t / 50)

    theta, m, v, trail = 1.0, 0.0, 0.0, []
    for t, g in enumerate(gradients, start=1):  # algorithm 2, lines 7 to 12
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        theta = theta - eta(t) * (alpha * m_hat / (np.sqrt(v_hat) + eps) + lam * theta)
        trail.append(theta)
    ours = one_weight(adamw(alpha, weight_decay=lam / alpha, schedule=eta), gradients)
    np.testing.assert_allclose(ours, trail, rtol=1e-12, atol=1e-12)


# Groups


def test_decay_groups_split_by_dimension_leave_out_the_frozen_and_take_the_shared_once():
    module = torch.nn.Sequential(
        torch.nn.Conv1d(1, 4, 3),
        torch.nn.BatchNorm1d(4),
        torch.nn.Linear(4, 4),
        torch.nn.Linear(4, 4),
        torch.nn.Linear(4, 2),
    )
    module[3].weight = module[2].weight
    module[4].requires_grad_(False)
    decay, free = decay_groups(module, 0.1)
    assert (decay["weight_decay"], free["weight_decay"]) == (0.1, 0.0)
    assert [p is q for p, q in zip(decay["params"], [module[0].weight, module[2].weight], strict=True)] == [True, True]
    assert [tuple(p.shape) for p in free["params"]] == [(4,), (4,), (4,), (4,), (4,)]


def test_decay_groups_serve_torch_optimizers():
    module = torch.nn.Linear(2, 2)
    for kind in (AdamW, torch.optim.AdamW, torch.optim.SGD):
        optimizer = kind(decay_groups(module, 0.5), lr=0.1)
        for p in module.parameters():
            p.grad = torch.zeros_like(p)
        before = [p.detach().clone() for p in (module.weight, module.bias)]
        optimizer.step()
        torch.testing.assert_close(module.weight.detach(), 0.95 * before[0])
        torch.testing.assert_close(module.bias.detach(), before[1])
