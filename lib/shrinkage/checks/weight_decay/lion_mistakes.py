"""The known mistakes of item 5: those about the step, and with them those about what surrounds it."""

from proctor import Mistake

from shrinkage.checks.weight_decay.lion_decay_mistakes import mistakes as about_the_decay
from shrinkage.checks.weight_decay.lion_state_mistakes import ALL, FIRST, LATER
from shrinkage.checks.weight_decay.lion_state_mistakes import mistakes as about_the_rest


def no_sign(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                p.sub_(lr * (b1 * m + (1 - b1) * p.grad + group["weight_decay"] * p))
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad


def ascends(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                p.sub_(lr * (group["weight_decay"] * p - torch.sign(b1 * m + (1 - b1) * p.grad)))
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad


def new_tensors(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                stepped = p - lr * (torch.sign(b1 * m + (1 - b1) * p.grad) + group["weight_decay"] * p)
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad
                p = stepped


def betas_swapped(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b2, b1), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                p.sub_(lr * (torch.sign(b1 * m + (1 - b1) * p.grad) + group["weight_decay"] * p))
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad


def momentum_first(optimizer):
    import torch

    for group in optimizer.param_groups:
        (_, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                m = b2 * m + (1 - b2) * p.grad
                p.sub_(lr * (torch.sign(m) + group["weight_decay"] * p))
                optimizer.state[p]["m"] = m


def one_beta(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, _), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                m = b1 * m + (1 - b1) * p.grad
                p.sub_(lr * (torch.sign(m) + group["weight_decay"] * p))
                optimizer.state[p]["m"] = m


def undamped(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                p.sub_(lr * (torch.sign(b1 * m + (1 - b1) * p.grad) + group["weight_decay"] * p))
                optimizer.state[p]["m"] = b2 * m + p.grad


def no_momentum(optimizer):
    import torch

    for group in optimizer.param_groups:
        lr = group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                p.sub_(lr * (torch.sign(p.grad) + group["weight_decay"] * p))


mistakes = [
    *about_the_decay,
    Mistake(
        no_sign,
        "The sign is missing: this is momentum with decoupled decay. In Lion's step every coordinate moves by η, decay "
        "apart.",
        loses=[FIRST, LATER],
    ),
    Mistake(
        ascends,
        "This step goes up the loss: subtract η·sign(c).",
        loses=[FIRST, LATER],
    ),
    Mistake(
        new_tensors,
        "No tensor was changed in place: `p = p − …` makes a new tensor and gives it an old name, and the model still "
        "holds the old one. Change the tensor itself, as `p -= …` or `p.add_(…)` do.",
        loses=ALL,
    ),
    Mistake(
        betas_swapped,
        "β₁ and β₂ have changed places. The sign is taken with β₁, and the momentum is kept with β₂. The first step "
        "cannot tell.",
        loses=[LATER],
    ),
    Mistake(
        momentum_first,
        "Here the momentum is updated first, and the sign is taken of it. Take the sign of β₁m + (1 − β₁)g, with the "
        "old m; then update m with β₂.",
        loses=[LATER],
    ),
    Mistake(
        one_beta,
        "Here β₁ serves for both: what the sign is taken of is kept as the momentum. The momentum has a longer "
        "memory, β₂.",
        loses=[LATER],
    ),
    Mistake(
        undamped,
        "The momentum gathers g at full weight. It is an average: β₂m + (1 − β₂)g.",
        loses=[LATER],
    ),
    Mistake(
        no_momentum,
        "This is the sign of the new gradient alone: the momentum has no say.",
        loses=[LATER],
    ),
    *about_the_rest,
]
