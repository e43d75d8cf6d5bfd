"""Item 5: the step of Lion, as a torch optimizer takes it: with groups of options, and with a state."""

import copy
from itertools import pairwise

from proctor import Check, Requirement

from shrinkage.checks.weight_decay.lion_cases import cases, first_cases, group_cases, untouched_cases
from shrinkage.checks.weight_decay.lion_mistakes import mistakes
from shrinkage.checks.weight_decay.lion_state_mistakes import FIRST, GROUPS, LATER, MOVERS, STATE, UNTOUCHED


def reference(optimizer):
    """Algorithm 2 of Chen et al., "Symbolic discovery of optimization algorithms" (2023)."""
    import torch

    for group in optimizer.param_groups:
        beta1, beta2 = group["betas"]
        for p in group["params"]:
            if p.grad is not None:
                m = optimizer.state[p].get("m", torch.zeros_like(p))
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.sub_(group["lr"] * torch.sign(beta1 * m + (1 - beta1) * p.grad))
                optimizer.state[p]["m"] = beta2 * m + (1 - beta2) * p.grad


def _optimizer(case, groups=None, values=None):
    """A torch optimizer whose step is not written, with the case's groups; and its parameters, by name."""
    import torch

    groups, values = groups or case["groups"], values or case["parameters"]
    made = {name: torch.nn.Parameter(torch.tensor(values[name])) for group in groups for name in group["params"]}
    filled = [{**group, "params": [made[name] for name in group["params"]]} for group in groups]
    return torch.optim.Optimizer(filled, dict(case["defaults"])), made


def _step(answer, optimizer, made, gradients):
    """One step: every parameter gets its gradient, or None, and the answer is called as `step` calls it."""
    import torch

    for name, parameter in made.items():
        parameter.grad = torch.tensor(gradients[name]) if name in gradients else None
    with torch.no_grad():
        answer(optimizer)


def _values(made):
    return {name: parameter.detach().clone() for name, parameter in made.items()}


def _minus(one, other):
    return {name: one[name] - value for name, value in other.items()}


def _still(before, after):
    """Which parameters stood still, in words: standing still must not pass for leaving alone."""
    still = [name for name, value in before.items() if bool((after[name] == value).all())]
    return f"{', '.join(still)} stood still" if still else "all of them moved"


def _run(answer, case, groups=None):
    """The parameters, by name, before the first step and after each."""
    optimizer, made = _optimizer(case, groups)
    reached = [_values(made)]
    for gradients in case["gradients"]:
        _step(answer, optimizer, made, gradients)
        reached.append(_values(made))
    return reached


def _first(answer, case):
    return {"after step 1": _run(answer, case)[1]}


def _later(answer, case):
    """How far each step after the first moves."""
    _, *reached = _run(answer, case)
    return {f"step {number}": _minus(after, before) for number, (before, after) in enumerate(pairwise(reached), 2)}


def _groups(answer, case):
    """Where a step with all groups ends, less where it ends for each by itself, its options being the defaults."""
    start, together = _run(answer, case)
    faster = [{**group, "lr": 2 * group["lr"]} for group in case["groups"]]
    growth = {
        name: step / (together[name] - start[name])
        for name, step in _minus(_run(answer, case, faster)[1], start).items()
    }
    alone = {}
    for group in case["groups"]:
        options = {name: value for name, value in group.items() if name != "params"}
        alone |= _run(answer, {**case, "defaults": options}, [group])[1]
    return {
        "all groups at once, less each by itself": _minus(together, alone),
        "how much longer the step is with twice the lr": growth,
        MOVERS: _still(start, together),
    }


def _state(answer, case):
    """How far a checkpoint's copy is from the optimizer it was taken of, after two more steps of both."""
    optimizer, made = _optimizer(case)
    for gradients in case["gradients"][:2]:
        _step(answer, optimizer, made, gradients)
    start = _values(made)
    other, others = _optimizer(case, values={name: value.numpy() for name, value in start.items()})
    other.load_state_dict(copy.deepcopy(optimizer.state_dict()))
    gaps, said = [], []
    for gradients in case["gradients"][2:]:
        _step(answer, optimizer, made, gradients)
        _step(answer, other, others, gradients)
        gaps.append(_minus(_values(others), _values(made)))
        said.append(_still(start, _values(made)))
    return {"the resumed run, less the run that never stopped": gaps, MOVERS: said[0]}


def _untouched(answer, case):
    """What the second step does to a parameter that has no gradient in it, and to the gradients."""
    optimizer, made = _optimizer(case)
    first, second = case["gradients"]
    _step(answer, optimizer, made, first)
    before = _values(made)
    _step(answer, optimizer, made, second)
    absent = {name: value for name, value in before.items() if name not in second}
    return {
        "how far those without a gradient move": _minus(_values(made), absent),
        "the gradients after the step": {name: parameter.grad for name, parameter in made.items()},
        MOVERS: _still({name: before[name] for name in second}, _values(made)),
    }


lion_step = Check(
    "lion_step",
    reference=reference,
    requirements=[
        Requirement(FIRST, points=1, cases=first_cases, call=_first),
        Requirement(LATER, points=1, cases=cases, call=_later),
        Requirement(GROUPS, points=1, cases=group_cases, call=_groups, rtol=1e-4),
        Requirement(STATE, points=1, cases=cases, call=_state),
        Requirement(UNTOUCHED, points=1, cases=untouched_cases, call=_untouched),
    ],
    mistakes=mistakes,
)
