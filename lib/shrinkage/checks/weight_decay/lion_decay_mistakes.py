"""The known mistakes of item 5 about the decay."""

from proctor import Mistake

from shrinkage.checks.weight_decay.lion_state_mistakes import FIRST, GROUPS


def grows(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                p.sub_(lr * (torch.sign(b1 * m + (1 - b1) * p.grad) - group["weight_decay"] * p))
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad


def forgets_the_learning_rate(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                p.sub_(lr * torch.sign(b1 * m + (1 - b1) * p.grad) + group["weight_decay"] * p)
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad


def couples(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                g = p.grad + group["weight_decay"] * p
                p.sub_(lr * torch.sign(b1 * m + (1 - b1) * g))
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * g


def decay_under_the_sign(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                p.sub_(lr * torch.sign(b1 * m + (1 - b1) * p.grad + group["weight_decay"] * p))
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad


def decays_after_the_step(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                p.sub_(lr * torch.sign(b1 * m + (1 - b1) * p.grad))
                p.mul_(1 - lr * group["weight_decay"])
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad


def no_decay(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                p.sub_(lr * torch.sign(b1 * m + (1 - b1) * p.grad))
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad


def weights_only(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                decay = group["weight_decay"] if p.ndim >= 2 else 0
                p.sub_(lr * (torch.sign(b1 * m + (1 - b1) * p.grad) + decay * p))
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad


COUPLED = (
    "Here the decay is coupled: ωw is added to what the sign is taken of. There it either changes nothing or turns the "
    "whole step round, and nothing shrinks by ηωw. Let it act on w directly."
)

mistakes = [
    Mistake(
        grows,
        "These weights grow: the decay has the wrong sign. A step with a gradient of 0 must bring w closer to 0.",
        loses=[FIRST],
    ),
    Mistake(
        forgets_the_learning_rate,
        "The decay forgets the learning rate: it takes ωw off, not ηωw.",
        loses=[FIRST, GROUPS],
    ),
    Mistake(couples, COUPLED, loses=[FIRST]),
    Mistake(decay_under_the_sign, COUPLED, loses=[FIRST]),
    Mistake(
        decays_after_the_step,
        "Here the decay acts after the step, and shrinks the step too. It belongs to w as it was before: "
        "w − η(sign(c) + ωw), all with the old w.",
        loses=[FIRST, GROUPS],
    ),
    Mistake(no_decay, "Nothing decays. Beside its sign the step takes ηωw off.", loses=[FIRST]),
    Mistake(
        weights_only,
        "Here ndim decides what decays. A torch optimizer decays whatever is in a group with ω > 0: to leave the "
        "biases out is the business of whoever makes the groups.",
        loses=[FIRST],
    ),
]
