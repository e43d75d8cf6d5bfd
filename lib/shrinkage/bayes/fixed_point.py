"""Noise and prior variance from the data alone: the evidence at its largest."""

from typing import NamedTuple

import numpy as np

from shrinkage import _validate as check
from shrinkage.bayes.evidence import log_normal, not_zero, spectrum


class Evidence(NamedTuple):
    """What :func:`maximize_evidence` finds: both variances, γ, the log evidence there, and the steps that it took."""

    noise_variance: float
    prior_variance: float
    effective_parameters: float
    log_evidence: float
    iterations: int


def maximize_evidence(X, y, tolerance=1e-8, max_iterations=10_000):
    """The noise and prior variance under which the targets were most probable, by MacKay's fixed point.

    With γ = Σⱼ sⱼ²/(sⱼ² + nλ), the number of weights that the data determine, repeat
    τ² ← ‖m‖²/γ,  σ² ← ‖y − Xm‖²/(n − γ),  where m is ridge with nλ = σ²/τ²: each variance is a mean square over its
    degrees of freedom. No data are held out.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs. Where the model has an intercept, centre X and y; the one degree of freedom that this takes from y is
        not counted here.
    y : array (n,)
        Targets, of the library, dtype and device of `X`.
    tolerance : float
        Stop when a step changes σ²/τ² by less than this share of it.
    max_iterations : int
        At least 1.

    Returns
    -------
    Evidence
        A named tuple of floats `noise_variance`, `prior_variance`, `effective_parameters` (γ), `log_evidence`, and the
        int `iterations`.

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, or a number is of the wrong kind.
    ValueError
        If shapes do not fit, an array is empty or not finite, `y` or `X` is zero, `tolerance` is not positive,
        or `max_iterations` were not enough.

    Notes
    -----
    A fixed point is a stationary point of the evidence, which can have more than one. Where the evidence is largest
    at the edge, the variance that wants to be zero comes back as zero up to rounding: τ² where the data hold no
    signal, σ² where d ≥ n and they seem to hold no noise. Near such an edge the steps become slow;
    :func:`profile_evidence` shows the whole curve.

    References
    ----------
    .. [1] D. J. C. MacKay, "Bayesian interpolation", Neural Computation 4 (1992), section 4.
    .. [2] C. M. Bishop, Pattern Recognition and Machine Learning (2006), equations 3.91, 3.92 and 3.95.
    """
    tolerance = float(check.number(tolerance, "tolerance", above=0))
    check.integer(max_iterations, "max_iterations", minimum=1)
    n, *parts = spectrum(X, not_zero(y))
    s2, c2, rest = (np.asarray(part.tolist()) for part in parts)  # a few numbers from here on, in float64
    if not s2.any():
        raise ValueError("X must not be zero, got nothing else in it")
    k, least, most = s2.sum() / n, 1e-15 * s2[s2 > 0].min(), 1e15 * s2.max()
    for iteration in range(1, max_iterations + 1):
        before, (noise, prior, gamma) = k, _mackay_step(n, s2, c2, rest, k)
        k = noise / prior
        if abs(k - before) <= tolerance * before or not least < k < most:
            return Evidence(noise, prior, gamma, float(log_normal(n, s2, c2, rest, noise, prior)), iteration)
    raise ValueError(f"max_iterations must be enough for the fixed point to settle, got {max_iterations!r}")


def _mackay_step(n, s2, c2, rest, k):
    """The two variances after a step from k = σ²/τ², and γ."""
    gamma = np.sum(s2 / (s2 + k))
    length = np.sum(s2 * c2 / (s2 + k) ** 2)  # ‖m‖²
    residual = np.sum(c2 * (k / (s2 + k)) ** 2) + rest  # ‖y − Xm‖²
    # n − γ as a sum without cancellation
    noise = residual / (n - len(s2) + np.sum(k / (s2 + k)))
    return float(noise), float(length / gamma), float(gamma)
