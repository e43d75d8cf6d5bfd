"""The nearest point of a ball: what a budget for the weights does to a step that overdraws it."""

from array_api_compat import array_namespace, device

from shrinkage import _validate as check
from shrinkage.l1.prox import shrunk


def project_l1_ball(v, radius):
    """The nearest point to v with ‖w‖₁ ≤ radius: v itself, or v soft-thresholded by just enough.

    Outside the ball the threshold t solves ``Σ_j max(|v_j| − t, 0) = radius``. The left side falls along a chain of
    straight lines whose kinks are the ``|v_j|``: sort them in falling order a₁ ≥ a₂ ≥ …, and t is the largest of the
    (a₁ + … + a_k − radius)/k, the one for which exactly a₁ … a_k survive.

    Parameters
    ----------
    v : array (d,)
    radius : float
        Greater than 0.

    Returns
    -------
    array (d,)
        Of the library, dtype and device of `v`.

    Raises
    ------
    TypeError, ValueError
        If `v` is not a finite floating-point array of one dimension or `radius` not greater than 0.

    References
    ----------
    .. [1] J. Duchi, S. Shalev-Shwartz, Y. Singer and T. Chandra, "Efficient projections onto the ℓ1-ball for learning
       in high dimensions", ICML (2008), figure 1.

    Examples
    --------
    >>> import numpy as np
    >>> project_l1_ball(np.array([3.0, -2.0, 0.5]), 3.0)
    array([ 2., -1.,  0.])
    """
    check.array(v, "v", ndim=1)
    check.number(radius, "radius", above=0)
    xp, radius = array_namespace(v), float(radius)
    if xp.sum(xp.abs(v)) <= radius:
        return xp.asarray(v, copy=True)
    a = xp.sort(xp.abs(v), descending=True)
    k = xp.arange(1, a.shape[0] + 1, dtype=v.dtype, device=device(v))
    return shrunk(xp, v, xp.max((xp.cumulative_sum(a) - radius) / k))


def project_l2_ball(v, radius):
    """The nearest point to v with ‖w‖ ≤ radius: v itself, or v scaled down to that length.

    Parameters
    ----------
    v : array (d,)
    radius : float
        Greater than 0.

    Returns
    -------
    array (d,)
        Of the library, dtype and device of `v`.

    Raises
    ------
    TypeError, ValueError
        As :func:`project_l1_ball`.

    References
    ----------
    .. [1] N. Parikh and S. Boyd, Proximal Algorithms (2014), section 6.5.1.
    """
    check.array(v, "v", ndim=1)
    check.number(radius, "radius", above=0)
    xp, radius = array_namespace(v), float(radius)
    length = xp.linalg.vector_norm(v)
    return v * (radius / length) if length > radius else xp.asarray(v, copy=True)
