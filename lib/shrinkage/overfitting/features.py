"""Features: what a linear model of given capacity may combine."""

import math

from array_api_compat import array_namespace, device

from shrinkage import _validate


def polynomial_features(x, degree):
    r"""The powers of one input, Φ with Φᵢⱼ = xᵢʲ for j = 0, …, degree.

    A polynomial of that degree is the linear model ŷ = Φw, so `degree` sets the capacity: degree + 1 numbers.

    Parameters
    ----------
    x : array (n,)
        The inputs. Keep them in [−1, 1], where no power explodes.
    degree : int
        The highest power, at least 0.

    Returns
    -------
    array (n, degree + 1)
        Column j holds :math:`x^j`; column 0 is all ones. The library, dtype and device are those of x.

    Raises
    ------
    ValueError, TypeError
        If x is not a finite floating-point array of one dimension, or degree not an integer of at least 0.

    Examples
    --------
    >>> polynomial_features(np.array([0.0, 0.5, -1.0]), degree=2)
    array([[ 1.  ,  0.  ,  0.  ],
           [ 1.  ,  0.5 ,  0.25],
           [ 1.  , -1.  ,  1.  ]])
    """
    _validate.array(x, "x", ndim=1)
    degree = _validate.integer(degree, "degree", minimum=0)
    xp = array_namespace(x)
    powers = xp.arange(degree + 1, dtype=x.dtype, device=device(x))
    return x[:, None] ** powers  # (n, degree + 1)


def draw_random_features(d, count, generator):
    r"""A hidden layer that is drawn once and never trained: weights W and biases b.

    .. math:: W_{ij} \sim \mathcal N(0, 1/d), \qquad b_j \sim \mathcal N(0, 1),

    so that with standardised, uncorrelated inputs each unit sees a sum of variance 1 and a bias of the same
    size.

    Parameters
    ----------
    d : int
        How many inputs there are, at least 1.
    count : int
        How many features (hidden units) to draw, at least 1.
    generator : numpy.random.Generator
        Where the numbers come from. The features are drawn one after the other, so from the same state of the
        generator a larger `count` gives the same first features and more.

    Returns
    -------
    W : ndarray (d, count)
    b : ndarray (count,)
        Both float64. Convert them for use with torch.

    Raises
    ------
    ValueError, TypeError
        If d or count is not an integer of at least 1, or generator not a numpy.random.Generator.

    References
    ----------
    A. Rahimi and B. Recht, *Random features for large-scale kernel machines*, NIPS 2007. They take cosines;
    ReLU features are those of M. Belkin, D. Hsu, S. Ma and S. Mandal, PNAS 116 (2019), who have no biases.
    """
    d = _validate.integer(d, "d", minimum=1)
    count = _validate.integer(count, "count", minimum=1)
    units = _validate.generator(generator).standard_normal((count, d + 1))  # one row a hidden unit
    return units[:, :d].T / math.sqrt(d), units[:, d]


def random_features(X, W, b):
    r"""The output of a hidden layer of ReLU units, scaled so that its length does not grow with its width.

    .. math:: \Phi = \frac{1}{\sqrt{m}} \max(0,\, XW + b), \qquad m = \text{count}.

    A linear model on Φ is a two-layer network of which only the output layer is trained. With the factor
    1/√m, ΦΦᵀ tends to a fixed matrix (a kernel) as the width grows.

    Parameters
    ----------
    X : array (n, d)
    W : array (d, count)
    b : array (count,)
        Inputs, weights and biases: one library, dtype and device. See `draw_random_features`.

    Returns
    -------
    array (n, count)

    Raises
    ------
    ValueError, TypeError
        If a shape does not fit, or the arrays are not finite, floating-point and alike.
    """
    _validate.array(X, "X", ndim=2)
    _validate.array(W, "W", shape=(X.shape[1], None))
    _validate.array(b, "b", shape=(W.shape[1],))
    xp = _validate.alike(X=X, W=W, b=b)
    return xp.clip(X @ W + b, min=0.0) / math.sqrt(W.shape[1])
