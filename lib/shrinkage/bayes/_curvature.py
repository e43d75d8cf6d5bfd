"""What the Laplace approximation needs of torch: derivatives of a function, and the inverse of a curvature."""

from array_api_compat import is_torch_array

from shrinkage import _validate as check


def tensor(value, name):
    """A finite floating-point torch vector."""
    if not is_torch_array(value):
        raise TypeError(f"{name} must be a torch tensor, got {type(value).__name__}")
    return check.array(value, name, ndim=1)


def checked_value(log_joint, w):
    """log_joint(w), after the check that it is one finite number in the dtype of w."""
    value = check.function(log_joint, "log_joint")(w)
    if not is_torch_array(value) or value.ndim or not bool(value.isfinite()):
        raise ValueError(f"log_joint must return one finite number as a tensor of shape (), got {value!r:.60}")
    return value


def jacobian(function, w, X, name):
    """f(w, X), (n,), and its derivatives in w, (n, P)."""
    if not is_torch_array(X):
        raise TypeError(f"{name} must be a torch tensor, got {type(X).__name__}")
    check.array(X, name)
    check.alike(mean=w, **{name: X})
    w = w.detach()
    values = check.function(function, "function")(w, X)
    if not is_torch_array(values) or tuple(values.shape) != (X.shape[0],):
        shape = tuple(getattr(values, "shape", ()))
        raise ValueError(f"function must return a tensor of shape ({X.shape[0]},), got {type(values).__name__} {shape}")
    from torch.autograd.functional import jacobian

    return values.detach(), jacobian(lambda w: function(w, X), w, vectorize=True)


def inverse(precision, name, wanted):
    """The inverse of a symmetric positive definite matrix; if it is none, `name` was not as `wanted`."""
    import torch

    L, failed = torch.linalg.cholesky_ex((precision + precision.mT) / 2)
    if bool(failed):
        least = float(torch.linalg.eigvalsh(precision)[0])
        raise ValueError(f"{name} must be {wanted}, got a curvature of {least:.3g} in some direction")
    return torch.cholesky_inverse(L)
