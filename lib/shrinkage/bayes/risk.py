"""How much noise a ball of weights can fit: the complexity in structural risk."""

from array_api_compat import device

from shrinkage import _validate as check


def rademacher_complexity(X, radius, norm, draws, generator):
    """How well a ball of linear functions fits coin flips: E sup_{‖w‖ ≤ R} (1/n) Σᵢ εᵢ xᵢᵀw, each εᵢ = ±1.

    The supremum is attained: (R/n)‖Xᵀε‖₂ for the L2 ball, (R/n)‖Xᵀε‖_∞ for the L1 ball. The mean over the flips is by
    Monte Carlo; it is at most R‖X‖_F/n for L2, and for L1 at most (R/n)·c·√(2 log 2d) with c the longest column.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs.
    radius : float
        R > 0.
    norm : {"l2", "l1"}
        The norm of w that is at most R.
    draws : int
        How many vectors of flips, at least 1.
    generator : numpy.random.Generator
        Where the flips come from.

    Returns
    -------
    array ()
        The complexity, of the library, dtype and device of `X`.

    Raises
    ------
    TypeError
        If `X` is not a floating-point array or another argument of the wrong kind.
    ValueError
        If `X` is not a finite matrix, `radius` not positive, `norm` another word or `draws` < 1.

    References
    ----------
    .. [1] P. L. Bartlett and S. Mendelson, "Rademacher and Gaussian complexities", JMLR 3 (2002), whose definition has
       an absolute value and 2/n in place of 1/n.
    """
    n = check.array(X, "X", ndim=2).shape[0]
    radius = float(check.number(radius, "radius", above=0))
    check.choice(norm, "norm", ["l2", "l1"])
    check.integer(draws, "draws", minimum=1)
    xp = check.alike(X=X)
    flips = check.generator(generator).choice([-1.0, 1.0], size=(draws, n))
    sums = xp.asarray(flips, dtype=X.dtype, device=device(X)) @ X  # (draws, d), Xᵀε
    dual = xp.sqrt(xp.sum(sums**2, axis=1)) if norm == "l2" else xp.max(xp.abs(sums), axis=1)
    return radius / n * xp.mean(dual)
