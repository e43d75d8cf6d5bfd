"""Item 1: a penalised loss and its gradients, with a bias that stays free."""

from proctor import Check, Mistake, Requirement

from shrinkage import l2
from shrinkage.checks._cases import part, regression, rough, strength, tidy, until

LOSS = "returns J(w, b) first"
IN_W = "returns the gradient of J in w second"
IN_B = "returns the derivative of J in b third: b is free"


def reference(w, b, X, y, lam):
    n = X.shape[0]
    residual = X @ w + b - y
    loss = (residual**2).mean() / 2 + l2.penalty(w, lam)
    return loss, X.T @ residual / n + l2.penalty_gradient(w, lam), residual.mean()


def cases(generator):
    sizes = [(3, 2, tidy), (5, 3, tidy), (40, 8, rough)]
    return [until(_leans, lambda size=size: _case(generator, *size)) for size in sizes]


def _case(generator, n, d, draw):
    X, y = regression(generator, n, d, draw)
    return {"w": draw(generator, d), "b": float(draw(generator)), "X": X, "y": y, "lam": strength(generator)}


def _leans(case):
    """Whether the residuals do not cancel: the rounding of a `torch.tensor(b)`, which is a float32, must not show."""
    return abs((case["X"] @ case["w"] + case["b"] - case["y"]).mean()) > 0.2


def penalty_without_half(w, b, X, y, lam):
    r = X @ w + b - y
    return (r @ r / len(y)) / 2 + lam * (w @ w), X.T @ r / len(y) + 2 * lam * w, r.mean()


def squares_without_half(w, b, X, y, lam):
    r = X @ w + b - y
    return r @ r / len(y) + lam / 2 * (w @ w), 2 * X.T @ r / len(y) + lam * w, 2 * r.mean()


def sum_for_mean(w, b, X, y, lam):
    r = X @ w + b - y
    return r @ r / 2 + lam / 2 * (w @ w), X.T @ r + lam * w, r.sum()


def gradients_summed(w, b, X, y, lam):
    r = X @ w + b - y
    return r @ r / len(y) / 2 + lam / 2 * (w @ w), X.T @ r + lam * w, r.sum()


def bias_penalised(w, b, X, y, lam):
    r = X @ w + b - y
    return r @ r / len(y) / 2 + lam / 2 * (w @ w + b * b), X.T @ r / len(y) + lam * w, r.mean() + lam * b


def penalty_over_n(w, b, X, y, lam):
    n = len(y)
    r = X @ w + b - y
    return (r @ r + lam * (w @ w)) / (2 * n), (X.T @ r + lam * w) / n, r.mean()


def no_penalty(w, b, X, y, lam):
    r = X @ w + b - y
    return r @ r / len(y) / 2, X.T @ r / len(y), r.mean()


def residual_turned(w, b, X, y, lam):
    r = y - X @ w - b
    return r @ r / len(y) / 2 + lam / 2 * (w @ w), X.T @ r / len(y) + lam * w, r.mean()


def bias_forgotten(w, b, X, y, lam):
    r = X @ w - y
    return r @ r / len(y) / 2 + lam / 2 * (w @ w), X.T @ r / len(y) + lam * w, r.mean()


def half_left_over(w, b, X, y, lam):
    r = X @ w + b - y
    return r @ r / len(y) / 2 + lam / 2 * (w @ w), X.T @ r / len(y) + lam / 2 * w, r.mean()


def norm_not_squared(w, b, X, y, lam):
    r = X @ w + b - y
    length = (w @ w) ** 0.5
    return r @ r / len(y) / 2 + lam / 2 * length, X.T @ r / len(y) + lam / 2 * w / length, r.mean()


NO_MEAN = (
    "This is the sum of the losses of the examples, or the gradient of that sum; J begins with their mean: divide "
    "by n. Give each example twice: neither J nor its gradients may change."
)

penalised_loss = Check(
    "penalised_loss",
    reference=reference,
    requirements=[
        Requirement(LOSS, points=1, cases=cases, rtol=1e-5, part=part(0, "J", "gradient in w", "derivative in b")),
        Requirement(IN_W, points=1, cases=cases, rtol=1e-5, part=part(1, "J", "gradient in w", "derivative in b")),
        Requirement(IN_B, points=1, cases=cases, rtol=1e-5, part=part(2, "J", "gradient in w", "derivative in b")),
    ],
    mistakes=[
        Mistake(
            penalty_without_half,
            "This is what you get from the penalty λ‖w‖², without the ½: twice the penalty, and 2λw in the "
            "gradient. Set X and y to 0 and w = (2, 0): with λ = 1 the penalty must be 2, not 4.",
            loses=[LOSS, IN_W],
        ),
        Mistake(
            squares_without_half,
            "This is what you get from the mean of (ŷ − y)², without the ½ of the squared loss: everything "
            "that comes from the data is twice too large. One example with a residual of 2 must cost 2, not "
            "4.",
            loses=[LOSS, IN_W, IN_B],
        ),
        Mistake(sum_for_mean, NO_MEAN, loses=[LOSS, IN_W, IN_B]),
        Mistake(gradients_summed, NO_MEAN, loses=[IN_W, IN_B]),
        Mistake(
            bias_penalised,
            "This is what you get when b is penalised as well. The penalty is on w alone: shift y and b by "
            "the same number and J must stay as it was.",
            loses=[LOSS, IN_B],
        ),
        Mistake(
            penalty_over_n,
            "This is what you get when the penalty is divided by n too, as in λ/(2m)·‖w‖². Here λ stands "
            "beside the mean loss: with twice the data the penalty keeps its size.",
            loses=[LOSS, IN_W],
        ),
        Mistake(
            no_penalty,
            "This is the loss of the data alone: the penalty is missing. With λ = 100 and w ≠ 0, J must be large.",
            loses=[LOSS, IN_W],
        ),
        Mistake(
            residual_turned,
            "The data's part of this gradient has the wrong sign: it is what you get from y − ŷ without the "
            "minus that the chain rule adds. Move b up a little and see whether J rises or falls.",
            loses=[IN_W, IN_B],
        ),
        Mistake(
            bias_forgotten,
            "This is what you get when b is left out of the prediction. Free of a penalty does not mean "
            "absent: ŷ = Xw + b.",
            loses=[LOSS, IN_W, IN_B],
        ),
        Mistake(
            half_left_over,
            "The penalty's part of this gradient is ½λw. The derivative of ½w² is w: the ½ of the penalty is used up.",
            loses=[IN_W],
        ),
        Mistake(
            norm_not_squared,
            "This is what you get from ½‖w‖, the length of w and not its square. Double w: the penalty must "
            "become four times as large.",
            loses=[LOSS, IN_W],
        ),
    ],
)
