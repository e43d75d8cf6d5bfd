"""Item 5: the strongest attack on a logistic classifier in a box, its loss, and the gradient that trains against it."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import part, rough, tidy, until
from shrinkage.checks.robustness.worst_mistakes import ATTACK, GRADIENT, LARGE, LOSS, mistakes
from shrinkage.robustness import adversarial_loss, fgsm

PARTS = ("X_adv", "loss", "gradient")
PART_OF = {ATTACK: 0, LOSS: 1, GRADIENT: 2}
TOLERANCE = 1e-4  # room for single precision


def reference(w, b, X, y, eps):
    attacked = fgsm(X, -y[:, None] * w, eps, bounds=(0.0, 1.0))
    margins = y * (attacked @ w + b)
    loss = adversarial_loss(w, b, attacked, y, 0.0)
    pull = -y * np.exp(-np.logaddexp(0, margins))  # −y/(1 + exp(m)), for margins of any size
    return attacked, float(loss), attacked.T @ pull / len(y)


def _strongest(result, expected, case):
    """A `judge` of X_adv: whether it keeps to the rules, and no row could be attacked harder."""
    w, b, X, y, eps = case.values()
    attacked = np.asarray(result)
    if attacked.shape != X.shape:
        return f"has an X_adv of shape {attacked.shape}, not {X.shape}"
    moved = np.abs(attacked - X)
    if np.max(moved) > eps + TOLERANCE:
        return f"moves a pixel by {np.max(moved):.4g}, and ε is {eps:g}"
    outside = attacked[(attacked < -TOLERANCE) | (attacked > 1 + TOLERANCE)]
    if outside.size:
        return f"has a pixel {outside[0]:.4g}, outside [0, 1]"
    reached, best = (y * (rows @ w + b) for rows in (attacked, expected))
    off = reached - best
    i = int(np.argmax(off))
    if off[i] > TOLERANCE * (np.max(abs(best)) + 1):
        return f"leaves row {i} a margin y·s of {reached[i]:.4g}, and it can be brought down to {best[i]:.4g}"
    return None


def _drawn(generator, draw, n, d):
    X = generator.integers(0, 11, (n, d)) / 10 if draw is tidy else np.clip(generator.normal(0.5, 0.4, (n, d)), 0, 1)
    w, (b,), y = draw(generator, d), tidy(generator, 1), generator.choice([-1.0, 1.0], n)
    return {"w": w, "b": float(b), "X": X, "y": y, "eps": float(generator.choice([0.15, 0.2, 0.25, 0.3]))}


def _is_telling(case):
    """Whether each mistake shows in each part that it is about; large margins apart."""
    right = reference(*case.values())
    wrongs = [(mistake.wrong(*case.values()), set(mistake.loses) - {LARGE}) for mistake in mistakes]
    return all(_off(wrong[i], right[i]) for wrong, names in wrongs for i in map(PART_OF.get, names))


def _off(wrong, right):
    return np.max(np.abs(wrong - right)) > 0.01 * np.max(np.abs(right))


def _is_attacked(case):
    """Whether the attack meets an edge of the box."""
    return bool(np.any(np.abs(reference(*case.values())[0] - case["X"]) < 0.9 * case["eps"]))


def _case(generator, draw, n, d):
    return until(_is_attacked if draw is tidy else _is_telling, lambda: _drawn(generator, draw, n, d))


def cases(generator):
    return [_case(generator, tidy, 2, 2), _case(generator, rough, 7, 5)]


def cases_with_zeros(generator):
    """The same, and one in which w has zeros, for whose pixels any move is as good."""
    drawn = [*cases(generator), _case(generator, rough, 6, 8)]
    drawn[-1]["w"][generator.permutation(8)[:3]] = 0.0
    return drawn


def large_cases(generator):
    sizes = [(tidy, 2, 2), (rough, 8, 5)]
    wrong = [_large(until(_spreads, lambda size=size: _drawn(generator, *size))) for size in sizes]
    return [*wrong, until(_is_decided, lambda: _turned(until(_spreads, lambda: _drawn(generator, rough, 8, 5))))]


def _spreads(case):
    return np.ptp(case["X"] @ case["w"]) > 0.5


def _large(case):
    """The case with scores up to ±3000, of which the two farthest are on the wrong side, one of each label."""
    scores = case["X"] @ case["w"]
    high, low = np.argmax(scores), np.argmin(scores)
    factor = 6000 / (scores[high] - scores[low])
    b = -factor * (scores[high] + scores[low]) / 2
    y = case["y"].copy()
    y[high], y[low] = -1.0, 1.0
    return case | {"w": factor * case["w"], "b": float(b), "y": y}


def _turned(case):
    """The case with scores in the thousands, of which the attack takes one from the margin 1500 to −1500."""
    w, _, X, y, _ = case.values()
    drops = y * ((X - reference(*case.values())[0]) @ w)
    i = np.argmax(drops)
    factor = 3000 / drops[i]
    return case | {"w": factor * w, "b": float(1500 * y[i] - factor * (X[i] @ w))}


def _is_decided(case):
    """Whether no margin under attack is near 0, and each slope of the loss is 0 in either precision or in none."""
    w, b, X, y, _ = case.values()
    before, after = (y * (rows @ w + b) for rows in (X, reference(*case.values())[0]))
    return bool(np.min(np.abs(after)) > 20 and not np.any((before > 80) & (before < 750)))


def _loss_and_gradient(result, case):
    return [part(i, *PARTS)(result) for i in (1, 2)]


def _requirement(name, index, drawn, **more):
    return Requirement(name, points=1, cases=drawn, part=part(index, *PARTS), rtol=TOLERANCE, **more)


worst_case = Check(
    "worst_case",
    reference=reference,
    requirements=[
        _requirement(ATTACK, 0, cases_with_zeros, judge=_strongest),
        _requirement(LOSS, 1, cases),
        _requirement(GRADIENT, 2, cases),
        Requirement(LARGE, points=1, cases=large_cases, part=_loss_and_gradient, rtol=TOLERANCE),
    ],
    mistakes=mistakes,
)
