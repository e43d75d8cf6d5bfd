"""Least squares at any width, the error that is reported, and the exact risk of the minimum-norm fit."""

import math

from shrinkage import _validate


def least_squares(X, y):
    r"""The shortest of all w that minimise the mean of the loss ½(Xw − y)²: w = X⁺y.

    .. math:: \hat w = \arg\min \|w\| \quad \text{over all minimisers of} \quad \frac{1}{2n}\|Xw - y\|^2.

    With n ≥ d and independent columns there is one minimiser, :math:`(X^\top X)^{-1}X^\top y`. With d > n
    there are infinitely many, all with training error 0 if the rows are independent; this one is the limit
    of ridge regression as λ → 0, and what gradient descent from w = 0 finds.

    Parameters
    ----------
    X : array (n, d)
    y : array (n,)
        One library, dtype and device.

    Returns
    -------
    array (d,)
        With X = U diag(s) Vᵀ it is V diag(1/s) Uᵀy. Singular values of at most eps · max(n, d) · s_max
        count as 0 and are left out: 1/s would multiply rounding errors only.

    Raises
    ------
    ValueError, TypeError
        If the shapes do not fit, or the arrays are not finite, floating-point and alike.

    References
    ----------
    G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th ed. (2013), §5.5.
    """
    _validate.array(X, "X", ndim=2)
    _validate.array(y, "y", shape=(X.shape[0],))
    xp = _validate.alike(X=X, y=y)
    U, s, Vt = xp.linalg.svd(X, full_matrices=False)
    tolerance = xp.finfo(X.dtype).eps * max(X.shape) * s[0]
    rank = int(xp.count_nonzero(s > tolerance))  # s falls, so the first `rank` are kept
    return Vt[:rank, :].T @ ((U[:, :rank].T @ y) / s[:rank])


def mean_squared_error(prediction, y):
    r"""The error that this course reports, (1/n) Σ (ŷᵢ − yᵢ)².

    It is twice the mean of the loss ½(ŷ − y)² that is minimised: the ½ makes gradients tidy, but the error
    without it is the one that splits into bias² + variance + noise.

    Parameters
    ----------
    prediction : array (n,)
    y : array (n,)
        One library, dtype and device. The shapes must be equal: (n, 1) against (n,) would broadcast to an
        (n, n) array.

    Returns
    -------
    scalar of the library and dtype of the input

    Raises
    ------
    ValueError, TypeError
        If the shapes differ, or the arrays are not finite, floating-point and alike.
    """
    _validate.array(prediction, "prediction", ndim=1)
    _validate.array(y, "y", shape=prediction.shape)
    xp = _validate.alike(prediction=prediction, y=y)
    return xp.mean((prediction - y) ** 2)


def min_norm_risk(n, d, signal, noise_variance):
    r"""The exact expected error of minimum-norm least squares on an isotropic Gaussian design.

    The rows of X and a new x are N(0, I_d), y = xᵀβ + ε with E ε = 0 and Var ε = σ². Then, over training
    sets and the new example together,

    .. math::

        \mathbb E\,(x^\top \hat w - y)^2 = \sigma^2 +
        \begin{cases}
        \sigma^2\,\dfrac{d}{n-d-1} & n > d + 1 \\[2ex]
        \|\beta\|^2\Bigl(1 - \dfrac{n}{d}\Bigr) + \sigma^2\,\dfrac{n}{d-n-1} & d > n + 1
        \end{cases}

    and it is infinite for `|n − d| ≤ 1` unless σ² = 0: the expectation of 1/s² does not exist there.

    Parameters
    ----------
    n, d : int
        How many examples and how many features, at least 1.
    signal : float
        ‖β‖², at least 0.
    noise_variance : float
        σ², at least 0.

    Returns
    -------
    float
        The noise of the new example included, so never below σ².

    Raises
    ------
    ValueError, TypeError
        If n or d is not an integer of at least 1, or signal or noise_variance not a number of at least 0.

    References
    ----------
    M. Belkin, D. Hsu and J. Xu, *Two models of double descent for weak features*, SIAM J. Math. Data Sci. 2
    (2020), Theorem 1 with every feature in use. T. Hastie, A. Montanari, S. Rosset and R. J. Tibshirani, Ann.
    Statist. 50 (2022), have the limit n, d → ∞ with d/n fixed, without the σ² of the new example.
    """
    n = _validate.integer(n, "n", minimum=1)
    d = _validate.integer(d, "d", minimum=1)
    signal = _validate.number(signal, "signal", minimum=0)
    noise_variance = _validate.number(noise_variance, "noise_variance", minimum=0)
    gap = abs(n - d) - 1
    unseen = signal * max(0.0, 1 - n / d)  # the part of β that n random rows do not see
    amplification = min(n, d) / gap if gap > 0 else math.inf  # E Σ 1/s²
    return unseen + noise_variance + (noise_variance * amplification if noise_variance else 0.0)
