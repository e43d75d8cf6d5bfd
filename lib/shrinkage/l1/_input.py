"""The checks that the functions of this package share."""

from shrinkage import _validate as check


def design(X, y):
    """The namespace of inputs and targets that fit each other."""
    n, _ = check.array(X, "X", ndim=2).shape
    check.array(y, "y", shape=(n,))
    return check.alike(X=X, y=y)


def design_and_weights(X, y, w):
    """The same with weights that fit."""
    xp = design(X, y)
    check.array(w, "w", shape=(X.shape[1],))
    check.alike(X=X, w=w)
    return xp


def share(ratio):
    """The share of the L1 norm in an elastic net that is not pure ridge."""
    return float(check.number(ratio, "ratio", above=0, maximum=1))


def strengths(lams):
    """`lams` as a list of floats greater than 0."""
    lams = lams.tolist() if hasattr(lams, "tolist") else lams
    if not isinstance(lams, list | tuple) or not lams:
        kind = ValueError if isinstance(lams, list | tuple) else TypeError
        raise kind(f"lams must be a sequence of at least one number, got {lams!r:.60}")
    return [float(check.number(lam, "each of lams", above=0)) for lam in lams]


def group_members(groups, d):
    """`groups` as one list of coordinates a group."""
    groups = groups.tolist() if hasattr(groups, "tolist") else groups
    if not isinstance(groups, list | tuple | range):
        raise TypeError(f"groups must be a sequence of integers, got {groups!r:.60}")
    if len(groups) != d:
        raise ValueError(f"groups must have one entry for each of the {d} coordinates, got {len(groups)}")
    members = {}
    for j, group in enumerate(groups):
        members.setdefault(check.integer(group, "each of groups"), []).append(j)
    return list(members.values())
