"""SGD, Adam and AdamW, step by step."""

import math

import numpy as np

from shrinkage.l2 import decayed_step
from shrinkage.reproduced.result import Result
from shrinkage.weight_decay import adam, adamw, sgd


def _follow(optimizer, gradient, w, steps):
    """Where a matrix of weights is after so many steps."""
    parameters = {"w": np.array(w)}
    state = optimizer.init(parameters)
    for _ in range(steps):
        parameters, state = optimizer.update({"w": gradient(parameters["w"])}, state, parameters)
    return parameters["w"]


def plain_sgd():
    """The largest difference between SGD with a penalty, SGD with decay, and the decayed step."""
    w, g = np.random.default_rng(0).normal(size=(2, 3, 4))
    coupled, decoupled = (
        _follow(sgd(0.1, **pull), lambda _: g, w, 1) for pull in ({"lam": 0.3}, {"weight_decay": 0.3})
    )
    expected = decayed_step(w, g, 0.1, 0.3)
    return tuple(float(np.max(np.abs(found - expected))) for found in (coupled, decoupled))


def momentum():
    """Where SGD with momentum 0.9 rests under λ = 0.5, and under a decay of 0.5 and of 5, for the loss ½(w − 1)²."""
    pulls = ({"lam": 0.5}, {"weight_decay": 0.5}, {"weight_decay": 5.0})
    return tuple(float(_follow(sgd(0.02, 0.9, **pull), lambda w: w - 1, [[0.0]], 4000)[0, 0]) for pull in pulls)


def _first_step(lam):
    """A million weights and gradients, and the first step of Adam with L2 in units of η, without ε."""
    w, g = np.random.default_rng(0).normal(size=(2, 1000, 1000))
    return w, g, (_follow(adam(0.1, eps=0.0, lam=lam), lambda _: g, w, 1) - w) / 0.1


def first_step():
    """How far it is from −sign(g + λw)."""
    w, g, step = _first_step(0.01)
    return (float(np.max(np.abs(step + np.sign(g + 0.01 * w)))),)


def unturned():
    """The share of weights whose first step is the one without penalty."""
    _, g, step = _first_step(0.01)
    return (float(np.mean(np.sign(step) == -np.sign(g))),)


def scaled_gradients():
    """Adam with λ on tenfold gradients less Adam with λ/10; AdamW on tenfold gradients less AdamW."""
    noise = np.random.default_rng(0).normal(size=300)

    def end(optimizer, c):
        draws = iter(noise)
        return _follow(optimizer, lambda w: c * (w - 1 + next(draws)), [[0.0]], 300)[0, 0]

    eps = {"eps": 1e-12}
    coupled = end(adam(0.01, lam=0.1, **eps), 10.0) - end(adam(0.01, lam=0.01, **eps), 1.0)
    decoupled = end(adamw(0.01, weight_decay=0.1, **eps), 10.0) - end(adamw(0.01, weight_decay=0.1, **eps), 1.0)
    return abs(float(coupled)), abs(float(decoupled))


def paper_algorithm():
    """AdamW of the paper, line by line, less ours with ω = λ/α, and less PyTorch's: 100 steps of a cosine schedule."""
    alpha, lam, draws = 0.02, 0.004, np.random.default_rng(0).normal(size=100)
    eta = [(1 + np.cos(np.pi * t / 100)) / 2 for t in range(101)]
    theta, m, v = 1.0, 0.0, 0.0
    for t, g in enumerate(draws, start=1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
        theta = theta - eta[t] * (alpha * m_hat / (np.sqrt(v_hat) + 1e-8) + lam * theta)
    feed = iter(draws)
    ours = adamw(alpha, weight_decay=lam / alpha, schedule=lambda t: eta[t])
    ours = _follow(ours, lambda w: np.full_like(w, next(feed)), [[1.0]], 100)[0, 0]
    return abs(float(ours - theta)), abs(float(_of_torch(alpha, lam / alpha, draws, eta) - theta))


def _of_torch(lr, omega, draws, eta):
    import torch

    w = torch.nn.Parameter(torch.ones(1, dtype=torch.float64))
    optimizer = torch.optim.AdamW([w], lr, weight_decay=omega)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: eta[min(epoch + 1, 100)])
    for g in draws:
        w.grad = torch.tensor([g], dtype=torch.float64)
        optimizer.step()
        scheduler.step()
    return w.item()


def fence():
    """Where AdamW without noise rests for the loss ½(w − 1)², under ω = 0.5, 2 and 4."""
    optimizers = (adamw(0.003, betas=(0.9, 0.9), weight_decay=omega) for omega in (0.5, 2.0, 4.0))
    return tuple(float(_follow(optimizer, lambda w: w - 1, [[0.0]], 1500)[0, 0]) for optimizer in optimizers)


ROWS = (
    Result(
        "weight_decay",
        r"Under SGD a penalty $\lambda$ and a decay $\omega = \lambda$ are the same step: largest "
        r"difference of each from "
        r"$(1 - \eta\lambda)w - \eta g$",
        "loshchilov2019decoupled",
        (0.0, 0.0),
        1e-12,
        plain_sgd,
    ),
    Result(
        "weight_decay",
        r"Under momentum $\mu = 0.9$ a decay pulls $1 - \mu$ as much: where $\frac12(w-1)^2$ rests under "
        r"$\lambda = 0.5$, "
        r"$\omega = 0.5$ and $\omega = 5$",
        "",
        (1 / 1.5, 1 / 1.05, 1 / 1.5),
        1e-6,
        momentum,
    ),
    Result(
        "weight_decay",
        r"Adam with L2 takes the first step $-\eta\operatorname{sign}(g + \lambda w)$: largest "
        r"difference in units of $\eta$",
        "kingma2015adam",
        (0.0,),
        1e-9,
        first_step,
    ),
    Result(
        "weight_decay",
        r"So the penalty hardly acts there: of weights that are standard normal like their gradients it "
        r"leaves the step of "
        r"a share $1 - \frac1\pi\arctan\lambda$ alone, at $\lambda = 0.01$",
        "",
        (1 - math.atan(0.01) / math.pi,),
        2e-4,
        unturned,
    ),
    Result(
        "weight_decay",
        r"On gradients ten times as large, Adam with λ is Adam with λ/10, and AdamW is AdamW: "
        r"differences after 300 steps",
        "loshchilov2019decoupled,zhuang2022understanding",
        (0.0, 0.0),
        1e-8,
        scaled_gradients,
    ),
    Result(
        "weight_decay",
        r"The paper's decay is scaled by $\eta_t$ alone, PyTorch's by the learning rate: its λ is αω. "
        r"Difference of ours and "
        "of PyTorch's from the paper's algorithm",
        "loshchilov2019decoupled",
        (0.0, 0.0),
        1e-10,
        paper_algorithm,
    ),
    Result(
        "weight_decay",
        r"Without noise AdamW minimises the loss in the box $\lvert w_j\rvert \le 1/\omega$: where "
        r"$\frac12(w-1)^2$ rests "
        r"under $\omega$ = 0.5, 2, 4",
        "xie2024implicit",
        (1.0, 0.5, 0.25),
        0.01,
        fence,
    ),
)
