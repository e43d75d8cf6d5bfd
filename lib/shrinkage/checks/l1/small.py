"""Item 7: what the lasso does to the truth as λ becomes small, and which other features would come in."""

import numpy as np
from proctor import Check, Mistake, Requirement

from shrinkage.checks._cases import part, rough, tidy, until

DRIFT = "gives the drift of the weights of S, and 0 for all others"
PULL = "gives the pull on each feature outside S"
NAMES = ("the drift", "the pull")
RTOL = 1e-4  # room for float32


def reference(X, w_star):
    S = w_star != 0
    drift, signs = np.zeros(len(w_star)), np.sign(w_star[S])
    drift[S] = len(X) * np.linalg.solve(X[:, S].T @ X[:, S], signs)
    return drift, X.T @ X @ drift / len(X)


def _pull(result, case):
    """The second result outside S; what it says of S itself follows from the definition, and is not asked for."""
    pull = np.asarray(part(1, *NAMES)(result), dtype=float)
    if pull.shape != case["w_star"].shape:
        raise ValueError(f"the pull must have the shape of w_star, {case['w_star'].shape}, got {pull.shape}")
    return {f"the pull on feature {j}": pull[j] for j in np.flatnonzero(case["w_star"] == 0)}


def cases(generator):
    sizes = [(3, 3, 2, tidy), (6, 5, 3, tidy), (30, 8, 4, rough), (7, 20, 3, rough)]
    return [until(_telling, lambda size=size: _case(generator, *size)) for size in sizes]


def _case(generator, n, d, k, draw):
    w_star = np.where(generator.permutation(d) < k, tidy(generator, d), 0.0)
    return {"X": draw(generator, n, d) * 1.5, "w_star": w_star}


def _telling(case):
    """Whether S has weights of both signs and correlated columns, though no near twins, and some pull is negative."""
    X, w_star = case.values()
    S, n = w_star != 0, len(X)
    G = X[:, S].T @ X[:, S] / n
    signs = np.sign(w_star[S])
    drift = np.linalg.solve(G, signs) if np.linalg.cond(G) < 50 else np.zeros_like(signs)
    pull = (X.T @ X[:, S] / n @ drift)[~S]
    correlated = np.max(abs(drift - signs / np.diag(G))) > 0.1
    return bool(abs(signs.sum()) < len(signs) and correlated and np.min(abs(drift)) > 0.05 and np.min(pull) < -0.1)


def no_n(X, w_star):
    S = w_star != 0
    drift = np.zeros(len(w_star))
    drift[S] = np.linalg.solve(X[:, S].T @ X[:, S], np.sign(w_star[S]))
    return drift, X.T @ X @ drift


def as_if_orthogonal(X, w_star):
    drift = len(X) * np.sign(w_star) / (X**2).sum(0)
    return drift, X.T @ X @ drift / len(X)


def as_if_orthonormal(X, w_star):
    drift = np.sign(w_star)
    return drift, X.T @ X @ drift / len(X)


def signs_ignored(X, w_star):
    S = w_star != 0
    drift = np.zeros(len(w_star))
    drift[S] = len(X) * np.linalg.solve(X[:, S].T @ X[:, S], np.ones(S.sum()))
    return drift, X.T @ X @ drift / len(X)


def weights_for_signs(X, w_star):
    S = w_star != 0
    drift = np.zeros(len(w_star))
    drift[S] = len(X) * np.linalg.solve(X[:, S].T @ X[:, S], w_star[S])
    return drift, X.T @ X @ drift / len(X)


def all_features(X, w_star):
    drift = len(X) * np.linalg.pinv(X.T @ X, rcond=1e-9) @ np.sign(w_star)
    return drift, X.T @ X @ drift / len(X)


def cut_after(X, w_star):
    drift = len(X) * np.linalg.pinv(X.T @ X, rcond=1e-9) @ np.sign(w_star) * (w_star != 0)
    return drift, X.T @ X @ drift / len(X)


def growing(X, w_star):
    S = w_star != 0
    drift = np.zeros(len(w_star))
    drift[S] = -len(X) * np.linalg.solve(X[:, S].T @ X[:, S], np.sign(w_star[S]))
    return drift, -X.T @ X @ drift / len(X)


def pull_of_the_residual(X, w_star):
    S = w_star != 0
    drift = np.zeros(len(w_star))
    drift[S] = len(X) * np.linalg.solve(X[:, S].T @ X[:, S], np.sign(w_star[S]))
    return drift, -X.T @ X @ drift / len(X)


def pull_without_n(X, w_star):
    S = w_star != 0
    drift = np.zeros(len(w_star))
    drift[S] = len(X) * np.linalg.solve(X[:, S].T @ X[:, S], np.sign(w_star[S]))
    return drift, X.T @ X @ drift


def size_of_the_pull(X, w_star):
    S = w_star != 0
    drift = np.zeros(len(w_star))
    drift[S] = len(X) * np.linalg.solve(X[:, S].T @ X[:, S], np.sign(w_star[S]))
    return drift, abs(X.T @ X @ drift) / len(X)


mistakes = [
    Mistake(
        no_n,
        "The drift is n times too small. Beside the mean loss, λ changes XᵀXw by nλ, not by λ.",
        loses=[DRIFT],
    ),
    Mistake(
        as_if_orthogonal,
        "This is right if the columns of S are orthogonal. Others move too, and make up for it or make it worse: solve "
        "for all weights of S together.",
        loses=[DRIFT, PULL],
    ),
    Mistake(
        as_if_orthonormal,
        "This is soft-thresholding: every weight of S loses λ. That is the lasso only where XᵀX = nI.",
        loses=[DRIFT, PULL],
    ),
    Mistake(
        signs_ignored,
        "Here every weight is taken for a positive one. The slope of |wⱼ| is the sign of w*ⱼ.",
        loses=[DRIFT, PULL],
    ),
    Mistake(
        weights_for_signs,
        "Here the weight stands where its sign should. That is how ridge drifts; the slope of |wⱼ| does not depend on "
        "the size of wⱼ.",
        loses=[DRIFT, PULL],
    ),
    Mistake(
        all_features,
        "Here the features outside S move as well. They are held at 0: solve for the weights of S, with the columns "
        "of S alone.",
        loses=[DRIFT, PULL],
    ),
    Mistake(
        cut_after,
        "Here all of XᵀX is inverted and the result is cut down to S. Cut first: invert the part of XᵀX that "
        "belongs to S.",
        loses=[DRIFT, PULL],
    ),
    Mistake(
        growing,
        "The drift has the wrong sign. w(λ) = w* − λ·drift: the minus is already there.",
        loses=[DRIFT],
    ),
    Mistake(
        pull_of_the_residual,
        "The pull has the wrong sign. With w = w* − λ·drift the residual y − Xw is +λX·drift.",
        loses=[PULL],
    ),
    Mistake(pull_without_n, "The pull is n times too large: the slope of a mean is divided by n.", loses=[PULL]),
    Mistake(
        size_of_the_pull,
        "This is the size of the pull. Its sign says with which sign the feature would come in: keep it.",
        loses=[PULL],
    ),
]

small_lam = Check(
    "small_lam",
    reference=reference,
    requirements=[
        Requirement(DRIFT, points=2, cases=cases, part=part(0, *NAMES), rtol=RTOL),
        Requirement(PULL, points=2, cases=cases, part=_pull, rtol=RTOL),
    ],
    mistakes=mistakes,
)
