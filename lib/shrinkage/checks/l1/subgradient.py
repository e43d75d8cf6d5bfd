"""Item 1: the subgradient of smallest norm, which is 0 at a minimum and points away from it elsewhere."""

import numpy as np
from proctor import Check, Requirement

from shrinkage import l1
from shrinkage.checks._cases import part, regression, rough, strength, tidy, until
from shrinkage.checks.l1.subgradient_mistakes import ACTIVE, HELD, IN_B, LEAVING, mistakes

RTOL = 1e-4  # room for float32


def reference(X, y, w, b, lam):
    residual = X @ w + b - y
    slope = X.T @ residual / X.shape[0]
    return np.where(w != 0, slope + lam * np.sign(w), l1.soft_threshold(slope, lam)), residual.mean()


def _entries(chosen):
    """A `part`: some entries of the first result: those where `chosen(w, slope, lam)`."""

    def of_result(result, case):
        in_w = np.asarray(part(0, "the entries for w", "the one for b")(result), dtype=float)
        X, y, w, b, lam = case.values()
        if in_w.shape != w.shape:
            raise ValueError(f"the first result must have the shape of w, {w.shape}, got {in_w.shape}")
        which = np.flatnonzero(chosen(w, X.T @ (X @ w + b - y) / len(y), lam))
        return {f"entry {j} of the first result": in_w[j] for j in which}

    return of_result


def _active(w, slope, lam):
    return w != 0


def _leaving(w, slope, lam):
    return (w == 0) & (abs(slope) > lam)


def _held(w, slope, lam):
    return (w == 0) & (abs(slope) <= lam)


def cases(generator):
    return until(_all_signs, lambda: _draw(generator))


def _draw(generator):
    sizes = [(2, 4, tidy), (4, 5, tidy), (30, 9, rough)]
    return [until(_telling, lambda size=size: _case(generator, *size)) for size in sizes]


def _case(generator, n, d, draw):
    X, y = regression(generator, n, d, draw)
    zeros = generator.permutation(d) < (d + 1) // 2
    w = np.where(zeros, 0.0, draw(generator, d))
    if n > 2:  # a weight that is nearly 0 is not 0
        w[np.flatnonzero(w)[0]] *= 1e-13
    return {"X": X, "y": y, "w": w, "b": float(tidy(generator)), "lam": strength(generator)}


def _telling(case):
    """Whether there are weights of each kind, and nothing near 0 or near a tie."""
    X, y, w, b, lam = case.values()
    residual = X @ w + b - y
    slope = X.T @ residual / len(y)
    kinds = all(chosen(w, slope, lam).any() for chosen in (_active, _leaving, _held))
    clear = np.all(abs(abs(slope) - lam) > 0.02) and np.all(abs(slope) > 0.02) and abs(residual.mean()) > 0.2
    tiny = (w != 0) & (abs(w) < 1e-6)
    hidden = tiny & (abs(slope) > lam) & (slope * w < 0)  # it would be the same number if the weight were 0
    return bool(kinds and clear and not hidden.any())


def _all_signs(drawn):
    """Whether each kind of entry has both signs somewhere, so that a lost sign shows in each."""
    seen = {"active": [], "gentle": [-1.0], "leaving": [], "held": [], "b": []}
    for case in drawn:
        X, y, w, b, lam = case.values()
        slope = X.T @ (X @ w + b - y) / len(y)
        in_w, in_b = reference(**case)
        seen["active"] += [*in_w[w != 0]]
        seen["gentle"] += [*(lam - abs(slope))[w != 0]]
        seen["leaving"] += [*in_w[_leaving(w, slope, lam)]]
        seen["held"] += [*slope[_held(w, slope, lam)]]
        seen["b"] += [in_b]
    return all(min(entries) < 0 < max(entries) for entries in seen.values())


smallest_subgradient = Check(
    "smallest_subgradient",
    reference=reference,
    requirements=[
        Requirement(ACTIVE, points=1, cases=cases, part=_entries(_active), rtol=RTOL),
        Requirement(LEAVING, points=1, cases=cases, part=_entries(_leaving), rtol=RTOL),
        Requirement(HELD, points=1, cases=cases, part=_entries(_held), rtol=RTOL),
        Requirement(IN_B, points=1, cases=cases, part=part(1, "the entries for w", "the one for b"), rtol=RTOL),
    ],
    mistakes=mistakes,
)
