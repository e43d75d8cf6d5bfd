"""Refuse a mean and covariance that make no Gaussian belief."""

from shrinkage import _validate as check


def checked_belief(mean, covariance):
    """The namespace and size of a Gaussian belief, after the checks."""
    (d,) = check.array(mean, "mean", ndim=1).shape
    check.array(covariance, "covariance", shape=(d, d))
    xp = check.alike(mean=mean, covariance=covariance)
    gap, largest = (float(xp.max(xp.abs(part))) for part in (covariance - covariance.T, covariance))
    if gap > 100 * xp.finfo(covariance.dtype).eps * largest:
        raise ValueError(f"covariance must be symmetric, got entries that differ from their mirror image by {gap:.3g}")
    return xp, d
