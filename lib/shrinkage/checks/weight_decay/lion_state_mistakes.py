"""The known mistakes of item 5 about the state, the groups, and what a step may touch."""

from proctor import Mistake

FIRST = "takes the right first step: a sign, and the decay of the old w"
LATER = "weighs the momentum against each new gradient, in the steps after the first (with ω = 0)"
GROUPS = "steps each group by the options of its own"
STATE = "goes on from a checkpoint as if it had never stopped"
UNTOUCHED = "leaves alone whatever has no gradient, and every .grad"
ALL = [FIRST, LATER, GROUPS, STATE, UNTOUCHED]
MOVERS = "the parameters with a gradient"


def defaults_for_all(optimizer):
    import torch

    options = optimizer.defaults
    (b1, b2), lr = options["betas"], options["lr"]
    for group in optimizer.param_groups:
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                p.sub_(lr * (torch.sign(b1 * m + (1 - b1) * p.grad) + options["weight_decay"] * p))
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad


def first_group_for_all(optimizer):
    import torch

    options = optimizer.param_groups[0]
    (b1, b2), lr = options["betas"], options["lr"]
    for group in optimizer.param_groups:
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                p.sub_(lr * (torch.sign(b1 * m + (1 - b1) * p.grad) + options["weight_decay"] * p))
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad


def first_group_alone(optimizer):
    import torch

    group = optimizer.param_groups[0]
    (b1, b2), lr = group["betas"], group["lr"]
    for p in group["params"]:
        if p.grad is not None:
            m = optimizer.state[p].get("m", torch.zeros_like(p))
            p.sub_(lr * (torch.sign(b1 * m + (1 - b1) * p.grad) + group["weight_decay"] * p))
            optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad


def memory_on_the_parameter(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = getattr(p, "momentum", torch.zeros_like(p))
                p.sub_(lr * (torch.sign(b1 * m + (1 - b1) * p.grad) + group["weight_decay"] * p))
                p.momentum = b2 * m + (1 - b2) * p.grad


def memory_of_the_function(optimizer, memory={}):  # noqa: B006  the mistake
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = memory.get(p, torch.zeros_like(p))
                p.sub_(lr * (torch.sign(b1 * m + (1 - b1) * p.grad) + group["weight_decay"] * p))
                memory[p] = b2 * m + (1 - b2) * p.grad


def none_as_zero(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            g = torch.zeros_like(p) if p.grad is None else p.grad
            m = optimizer.state[p].get("m", torch.zeros_like(p))
            p.sub_(lr * (torch.sign(b1 * m + (1 - b1) * g) + group["weight_decay"] * p))
            optimizer.state[p]["m"] = b2 * m + (1 - b2) * g


def none_decays(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            p.mul_(1 - lr * group["weight_decay"])
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                p.sub_(lr * torch.sign(b1 * m + (1 - b1) * p.grad))
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad


def stops_at_none(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is None:
                return
            m = optimizer.state[p].get("m", torch.zeros_like(p))
            p.sub_(lr * (torch.sign(b1 * m + (1 - b1) * p.grad) + group["weight_decay"] * p))
            optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad


def momentum_in_grad(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad
                p.grad.mul_(1 - b1).add_(m, alpha=b1).sign_()
                p.sub_(lr * (p.grad + group["weight_decay"] * p))


def gradient_cleared(optimizer):
    import torch

    for group in optimizer.param_groups:
        (b1, b2), lr = group["betas"], group["lr"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                p.sub_(lr * (torch.sign(b1 * m + (1 - b1) * p.grad) + group["weight_decay"] * p))
                optimizer.state[p]["m"] = b2 * m + (1 - b2) * p.grad
                p.grad = None


FORGOTTEN = (
    "The momentum is not in optimizer.state[p], and so not in `state_dict()`: a run that goes on from a checkpoint "
    "begins with a momentum of 0 again. Nothing else may hold it."
)

mistakes = [
    Mistake(
        defaults_for_all,
        "Here optimizer.defaults steps every group. They are only what a group gets that says nothing: a group's own "
        "lr, betas and weight_decay are in the group.",
        loses=[GROUPS],
    ),
    Mistake(
        first_group_for_all,
        "Here the options of the first group step all of them. Each group has its own: one without decay would decay.",
        loses=[GROUPS],
    ),
    Mistake(first_group_alone, "Only the first group moves. Go through all of optimizer.param_groups.", loses=[GROUPS]),
    Mistake(memory_on_the_parameter, FORGOTTEN, loses=[STATE]),
    Mistake(memory_of_the_function, FORGOTTEN, loses=[STATE]),
    Mistake(
        none_as_zero,
        "Here a .grad of None counts as a gradient of 0: the parameter moves a full η along its old "
        "momentum, and decays.",
        loses=[UNTOUCHED],
    ),
    Mistake(
        none_decays,
        "Here a parameter whose .grad is None decays all the same. Pass over it altogether.",
        loses=[UNTOUCHED],
    ),
    Mistake(
        stops_at_none,
        "Here the step ends at the first .grad that is None, and what stands behind it does not move: `continue`, not "
        "`return` or `break`.",
        loses=[UNTOUCHED],
    ),
    Mistake(
        momentum_in_grad,
        "The step is right. But .grad is overwritten on the way; whoever called may still want to read it. Compute in "
        "a new tensor.",
        loses=[UNTOUCHED],
    ),
    Mistake(
        gradient_cleared,
        "The step is right. But it clears .grad: that is the caller's business, `optimizer.zero_grad()`.",
        loses=[UNTOUCHED],
    ),
]
