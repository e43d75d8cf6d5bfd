"""The known mistakes of item 5."""

import numpy as np
from proctor import Mistake

ONE = "gives ‖X̃w − ỹ‖²/(2n) = J(w) with one λ for all weights and the centre 0"
EACH = "does so with a λ of its own for each weight, 0 among them"
CENTRE = "does so with weights that are pulled towards another centre"


def no_n(X, y, lams, centre):
    A = np.diag(lams**0.5)
    return np.vstack([X, A]), np.concatenate([y, A @ centre])


def no_root(X, y, lams, centre):
    A = np.diag(len(y) * lams)
    return np.vstack([X, A]), np.concatenate([y, A @ centre])


def n_outside_the_root(X, y, lams, centre):
    A = len(y) * np.diag(lams**0.5)
    return np.vstack([X, A]), np.concatenate([y, A @ centre])


def n_of_the_longer(X, y, lams, centre):
    A = np.diag(((len(y) + len(lams)) * lams) ** 0.5)
    return np.vstack([X, A]), np.concatenate([y, A @ centre])


def two_n(X, y, lams, centre):
    A = np.diag((2 * len(y) * lams) ** 0.5)
    return np.vstack([X, A]), np.concatenate([y, A @ centre])


def over_n(X, y, lams, centre):
    A = np.diag((lams / len(y)) ** 0.5)
    return np.vstack([X, A]), np.concatenate([y, A @ centre])


def a_single_row(X, y, lams, centre):
    a = (len(y) * lams) ** 0.5
    return np.vstack([X, a]), np.append(y, a @ centre)


def mean_already_taken(X, y, lams, centre):
    n, A = len(y), np.diag(lams**0.5)
    return np.vstack([X / n**0.5, A]), np.concatenate([y / n**0.5, A @ centre])


def nothing_added(X, y, lams, centre):
    return X, y


def first_for_all(X, y, lams, centre):
    A = (len(y) * lams[0]) ** 0.5 * np.eye(len(lams))
    return np.vstack([X, A]), np.concatenate([y, A @ centre])


def mean_for_all(X, y, lams, centre):
    A = (len(y) * lams.mean()) ** 0.5 * np.eye(len(lams))
    return np.vstack([X, A]), np.concatenate([y, A @ centre])


def always_zero(X, y, lams, centre):
    A = np.diag((len(y) * lams) ** 0.5)
    return np.vstack([X, A]), np.concatenate([y, 0 * centre])


def centre_unscaled(X, y, lams, centre):
    A = np.diag((len(y) * lams) ** 0.5)
    return np.vstack([X, A]), np.concatenate([y, centre])


def centre_without_root(X, y, lams, centre):
    A = np.diag((len(y) * lams) ** 0.5)
    return np.vstack([X, A]), np.concatenate([y, len(y) * lams * centre])


def centre_opposite(X, y, lams, centre):
    A = np.diag((len(y) * lams) ** 0.5)
    return np.vstack([X, A]), np.concatenate([y, -A @ centre])


ALL = [ONE, EACH, CENTRE]

mistakes = [
    Mistake(
        no_n,
        "This is what you get from √λ on the added rows. The sum of squares is divided by 2n at the end, "
        "the added ones too, so that each must be n times larger before.",
        loses=ALL,
    ),
    Mistake(
        no_root,
        "This is what you get from nλ on the added rows. Least squares squares them: the square must be nλ.",
        loses=ALL,
    ),
    Mistake(
        n_outside_the_root,
        "This is what you get from n√λ on the added rows: squared, n²λ. The square must be nλ.",
        loses=ALL,
    ),
    Mistake(
        n_of_the_longer,
        "Here n counts the added rows too. n is the number of real examples, the rows of X.",
        loses=ALL,
    ),
    Mistake(
        two_n,
        "This is what you get from √(2nλ) on the added rows. The ½ before the penalty is already in 1/(2n): the "
        "square must be nλ.",
        loses=ALL,
    ),
    Mistake(
        over_n,
        "This is what you get from √(λ/n) on the added rows. Their squares are divided by 2n at the end, so they "
        "must be multiplied by n before, not divided.",
        loses=ALL,
    ),
    Mistake(
        a_single_row,
        "Here one row is added for all weights together. Its square is one sum squared, and weights of "
        "opposite sign cancel in it; the penalty is a sum of squares. It takes a row a weight.",
        loses=ALL,
    ),
    Mistake(
        mean_already_taken,
        "The minimiser is right, the scale is not: the rows were divided by √n already, and 1/(2n) divides "
        "again. The first n rows must be X and y themselves.",
        loses=ALL,
    ),
    Mistake(
        nothing_added,
        "This is the sum of squares of the data alone. Where is the penalty?",
        loses=ALL,
    ),
    Mistake(
        first_for_all,
        "Here every weight gets the first λ. Row j of the added ones needs λⱼ.",
        loses=[EACH],
    ),
    Mistake(
        mean_for_all,
        "Here every weight gets the mean of the λs. Row j of the added ones needs λⱼ.",
        loses=[EACH],
    ),
    Mistake(
        always_zero,
        "Here the weights are pulled to 0, wherever the centre is. An added row costs nothing where the "
        "weight equals its centre: which target makes its residual 0 there?",
        loses=[CENTRE],
    ),
    Mistake(
        centre_unscaled,
        "Here the added targets are the centre itself. The row beside them is scaled, so at w = centre the "
        "residual is not 0: scale the target as you scale the row.",
        loses=[CENTRE],
    ),
    Mistake(
        centre_without_root,
        "Here the added targets are nλc. The row beside them is √(nλ), so at w = centre the residual is not 0: "
        "scale the target as you scale the row.",
        loses=[CENTRE],
    ),
    Mistake(
        centre_opposite,
        "Here the weights are pulled to minus the centre: the added targets have the wrong sign.",
        loses=[CENTRE],
    ),
]
