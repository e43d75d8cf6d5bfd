"""Item 2: a step of stochastic gradient descent on torch parameters that decays the weights alone."""

from proctor import Check, Requirement

from shrinkage.checks._cases import close, rough, tidy
from shrinkage.checks.l2.step_grad_mistakes import ALONE, BIASES, FROZEN, WEIGHTS
from shrinkage.checks.l2.step_mistakes import mistakes

MOVERS = "the parameters with a gradient"


def reference(parameters, lr, lam):
    import torch

    decayed = [{"params": [p for p in parameters if p.ndim >= 2], "weight_decay": lam}]
    free = [{"params": [p for p in parameters if p.ndim < 2], "weight_decay": 0.0}]
    torch.optim.SGD(decayed + free, lr=lr).step()


def _parameters(case):
    """The case's arrays as torch parameters, with the case's gradients in their `.grad`."""
    import torch

    made = [torch.nn.Parameter(torch.tensor(values)) for values in case["parameters"]]
    for parameter, gradient in zip(made, case["gradients"], strict=True):
        parameter.grad = None if gradient is None else torch.tensor(gradient)
    return made


def _step(answer, case):
    """The parameters after one step by an answer."""
    made = _parameters(case)
    answer(list(made), case["lr"], case["lam"])
    return made


def _weights(answer, case):
    return {"the weights": [p for p in _step(answer, case) if p.ndim >= 2]}


def _biases(answer, case):
    made = _step(answer, case)
    return {"the biases": [p for p in made if p.ndim < 2], MOVERS: _moved(made, case)}


def _frozen(answer, case):
    made = _step(answer, case)
    still = [p for p, gradient in zip(made, case["gradients"], strict=True) if gradient is None]
    return {"those without a gradient": still, MOVERS: _moved(made, case)}


def _alone(answer, case):
    made = _step(answer, case)
    return {"their .grad": [p.grad for p in made], MOVERS: _moved(made, case)}


def _moved(made, case):
    """Whether any parameter with a gradient has moved, in words: standing still must not pass for leaving alone."""
    rows = zip(made, case["parameters"], case["gradients"], strict=True)
    moved = any(not close(p.detach().numpy(), before) for p, before, gradient in rows if gradient is not None)
    return "have moved" if moved else "have not moved"


def _case(generator, draw, shapes, without=(), flat=()):
    """Parameters of these shapes; those in `without` have no gradient, and that of those in `flat` is 0."""
    lr, lam = float(generator.choice([0.1, 0.2, 0.4])), float(generator.choice([0.3, 0.5, 0.7]))
    gradients = [None if i in without else draw(generator, *shape) * (i not in flat) for i, shape in enumerate(shapes)]
    parameters = [draw(generator, *shape) for shape in shapes]
    return {"parameters": parameters, "gradients": gradients, "lr": lr, "lam": lam}


def cases(generator):
    return [
        _case(generator, tidy, [(1, 2), (2,)]),
        _case(generator, tidy, [(3, 2), (), (2, 2), (2,)]),
        _case(generator, rough, [(4, 3, 3, 3), (4,), (7, 36), (7,), (3, 2, 4), (1, 5)], flat=[5]),
    ]


def frozen_cases(generator):
    return [
        _case(generator, tidy, [(1, 2), (2,), (2, 1)], without=[2]),
        _case(generator, rough, [(4, 3), (4,), (5, 4), (5,)], without=[0, 1]),
    ]


sgd_step = Check(
    "sgd_step",
    reference=reference,
    requirements=[
        Requirement(WEIGHTS, points=1, cases=cases, call=_weights),
        Requirement(BIASES, points=1, cases=cases, call=_biases),
        Requirement(FROZEN, points=1, cases=frozen_cases, call=_frozen),
        Requirement(ALONE, points=1, cases=cases, call=_alone),
    ],
    mistakes=mistakes,
)
