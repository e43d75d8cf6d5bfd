"""Two classes and a plane between them: its tilt, how far the data lie from it, and what is on the other side."""

import math

from array_api_compat import array_namespace

from shrinkage import _validate as validate
from shrinkage.robustness._input import checked_direction, checked_scalar


def tilting_angle(w, direction):
    """The angle in degrees between a classifier's w and a direction, such as that from one class mean to the other.

    Parameters
    ----------
    w : array (d,)
        Weights of the classifier, not all zero.
    direction : array (d,)
        The other vector, not zero: the difference j − i of two class means gives the tilting angle θ.

    Returns
    -------
    array ()
        θ, from 0 to 180: 0 for the classifier of the nearest mean, 90 where w does not look at the difference.

    Raises
    ------
    TypeError
        If the arguments are not floating-point arrays of one library, dtype and device.
    ValueError
        If one of them is zero or not finite, or their shapes differ.

    Notes
    -----
    From the arctangent of the parts of w across and along the direction: the arccosine, which is flat at 0, loses half
    the digits of a small angle.

    References
    ----------
    .. [1] T. Tanay and L. D. Griffin, "A new angle on L2 regularization", arXiv:1806.11186 (2018).

    Examples
    --------
    >>> import numpy as np
    >>> round(float(tilting_angle(np.array([1.0, 1.0]), np.array([2.0, 0.0]))), 9)
    45.0
    """
    checked_direction(w)
    checked_direction(direction, "direction", like=w)
    xp = validate.alike(w=w, direction=direction)
    unit = direction / xp.linalg.vector_norm(direction)
    along = w @ unit
    across = xp.linalg.vector_norm(w - along * unit)
    return xp.atan2(across, along) * (180 / math.pi)


def adversarial_distance(w, mean_minus, mean_plus):
    """How far, on average, the two class means lie from the boundary, on their own sides: ½‖j − i‖ cos θ.

    With i and j the means and (xᵀw + b)/‖w‖ the signed distance of x, it is ½ of the distance of j less that of i,
    which is wᵀ(j − i)/(2‖w‖): the bias drops out.

    Parameters
    ----------
    w : array (d,)
        Weights of the classifier, not all zero.
    mean_minus, mean_plus : arrays (d,)
        The means i and j of the classes −1 and +1.

    Returns
    -------
    array ()
        The distance; negative where w points the wrong way.

    Raises
    ------
    TypeError
        If the arguments are not floating-point arrays of one library, dtype and device.
    ValueError
        If `w` is zero, an array is not finite, or the shapes differ.

    References
    ----------
    .. [1] T. Tanay and L. D. Griffin, "A new angle on L2 regularization", arXiv:1806.11186 (2018), where the boundary
       goes through the middle of the means.
    """
    checked_direction(w)
    validate.array(mean_minus, "mean_minus", shape=w.shape)
    validate.array(mean_plus, "mean_plus", shape=w.shape)
    xp = validate.alike(w=w, mean_minus=mean_minus, mean_plus=mean_plus)
    return w @ (mean_plus - mean_minus) / (2 * xp.linalg.vector_norm(w))


def boundary_distance(X, w, b):
    """The signed distance of each row of X from the plane xᵀw + b = 0: (Xw + b)/‖w‖.

    Parameters
    ----------
    X : array (n, d)
        Points.
    w : array (d,)
        Weights, not all zero.
    b : float or array ()
        Bias.

    Returns
    -------
    array (n,)
        Distances, positive on the side of the class +1.

    Raises
    ------
    TypeError
        If an array is not floating point or not of the library, dtype and device of the others.
    ValueError
        If `w` is zero, an array is not finite, or shapes do not fit.
    """
    validate.array(X, "X", ndim=2)
    checked_direction(w, like=X)
    checked_scalar(b, "b")
    xp = validate.alike(X=X, w=w)
    return (X @ w + b) / xp.linalg.vector_norm(w)


def mirror_images(X, w, b):
    """Each row of X on the other side of the plane xᵀw + b = 0, equally far: x − 2 (xᵀw + b)/‖w‖² · w.

    The score xᵀw + b of the image is that of x with the other sign, so that a classifier is as sure of the opposite.

    Parameters
    ----------
    X, w, b
        As in :func:`boundary_distance`.

    Returns
    -------
    array (n, d)
        The mirror images.

    Raises
    ------
    TypeError, ValueError
        As :func:`boundary_distance`.

    References
    ----------
    .. [1] T. Tanay and L. D. Griffin, "A new angle on L2 regularization", arXiv:1806.11186 (2018).
    """
    distances = boundary_distance(X, w, b)
    unit = w / array_namespace(w).linalg.vector_norm(w)
    return X - 2 * distances[:, None] * unit
