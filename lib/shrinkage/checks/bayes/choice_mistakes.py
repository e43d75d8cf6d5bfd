"""The known mistakes of item 4, and what they share with the right answer: the data, and the evidence's choice."""

import numpy as np
from proctor import Mistake

from shrinkage import bayes
from shrinkage.data import diabetes, standardize

LAM = "begins with the λ that maximises the evidence"
GAMMA = "ends with γ at this λ"
BOTH = [LAM, GAMMA]


def given(rows=slice(60)):
    X, y, _ = diabetes()
    return standardize(X[rows]), y[rows] - y[rows].mean()


def chosen(X, y):
    found = bayes.maximize_evidence(X, y)
    return found.noise_variance / (len(y) * found.prior_variance), found.effective_parameters


def _spectrum():
    """U, s² and Uᵀy of the given data, and y."""
    X, y = given()
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    return U, s**2, U.T @ y, y


def _largest(score):
    """The λ in [1e-4, 1e2] with the largest score, by ever finer grids on a log scale, and γ there."""
    middle, width, squares = -1.0, 3.0, _spectrum()[1]
    for _ in range(12):
        lams = 10 ** np.linspace(middle - width, middle + width, 61)
        middle, width = float(np.log10(lams[np.argmax([score(lam) for lam in lams])])), width / 10
    return 10**middle, float(np.sum(squares / (squares + 60 * 10**middle)))


def n_in_lambda():
    lam, gamma = chosen(*given())
    return 60 * lam, gamma


def inverted():
    lam, gamma = chosen(*given())
    return 1 / lam, gamma


def all_patients():
    return chosen(*given(slice(None)))


def raw_inputs():
    X, y, _ = diabetes()
    return chosen(X[:60] - X[:60].mean(axis=0), y[:60] - y[:60].mean())


def target_as_given():
    return chosen(given()[0], diabetes()[1][:60])


def deviation_of_a_sample():
    X, y = given()
    return chosen(X * (59 / 60) ** 0.5, y)


def standardized_among_all():
    X, y, _ = diabetes()
    return chosen(standardize(X)[:60], y[:60] - y[:60].mean())


def left_one_out():
    U, squares, along, y = _spectrum()

    def score(lam):
        kept = squares / (squares + 60 * lam)
        leverage = U**2 @ kept
        return -np.mean(((y - U @ (kept * along)) / (1 - leverage)) ** 2)

    return _largest(score)


def noise_of_least_squares():
    U, squares, along, y = _spectrum()
    noise = np.sum((y - U @ along) ** 2) / (60 - 10)

    def score(lam):
        ratio = 1 + squares / (60 * lam)
        return -np.sum(np.log(ratio)) - np.sum(along**2 / ratio) / noise

    return _largest(score)


def freedom_lost():
    lam, gamma = chosen(*given())
    return lam, 10 - gamma


def all_ten():
    return chosen(*given())[0], 10.0


def no_squares():
    lam, s = chosen(*given())[0], np.sqrt(_spectrum()[1])
    return lam, float(np.sum(s / (s + 60 * lam)))


def no_n_in_gamma():
    lam, squares = chosen(*given())[0], _spectrum()[1]
    return lam, float(np.sum(squares / (squares + lam)))


def order_swapped():
    return chosen(*given())[::-1]


mistakes = [
    Mistake(
        n_in_lambda,
        "γ is right, but the first number is σ²/τ², which is nλ. Divide by n.",
        loses=[LAM],
    ),
    Mistake(
        inverted,
        "γ is right, but the first number is nτ²/σ², the inverse of λ.",
        loses=[LAM],
    ),
    Mistake(
        all_patients,
        "These are the numbers for all 442 patients. Use the first 60 alone.",
        loses=BOTH,
    ),
    Mistake(
        raw_inputs,
        "These are the numbers for inputs that are centred but not scaled. One prior variance for all weights makes "
        "sense only once the measurements have one scale: divide by their standard deviations.",
        loses=BOTH,
    ),
    Mistake(
        target_as_given,
        "Here the mean of the target was left in, so all of it counts as noise. Subtract the mean of the 60.",
        loses=BOTH,
    ),
    Mistake(
        deviation_of_a_sample,
        "γ is right, but the measurements were divided by the standard deviation with n − 1. Take the one that divides "
        "by n, as `standardize` does.",
        loses=[LAM],
    ),
    Mistake(
        standardized_among_all,
        "Here the means and deviations of all 442 patients were used. Take the 60 first, then standardize.",
        loses=BOTH,
    ),
    Mistake(
        left_one_out,
        "This is the λ with the smallest leave-one-out error. It is another good choice, but not the evidence's.",
        loses=BOTH,
    ),
    Mistake(
        noise_of_least_squares,
        "Here σ² was fixed to what least squares leaves over, and only τ² was chosen. The evidence is to be maximised "
        "over both.",
        loses=BOTH,
    ),
    Mistake(
        freedom_lost,
        "λ is right, but the second number is 10 − γ, the part of the weights that the prior holds.",
        loses=[GAMMA],
    ),
    Mistake(
        all_ten,
        "λ is right, but there are 10 weights, and γ counts how many of them the data determine: less than 10.",
        loses=[GAMMA],
    ),
    Mistake(
        no_squares,
        "λ is right, but in γ the singular values are squared: a direction counts by s²/(s² + nλ).",
        loses=[GAMMA],
    ),
    Mistake(
        no_n_in_gamma,
        "λ is right, but beside s² it is nλ, not λ, that stands in γ.",
        loses=[GAMMA],
    ),
    Mistake(order_swapped, "The two numbers have changed places: (λ, γ).", loses=BOTH),
]
