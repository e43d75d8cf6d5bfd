"""Item 1: how far a convolution can stretch its input, and an input that it stretches so far."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import part, rough, tidy, until
from shrinkage.checks.robustness.stretch_mistakes import DULL, INPUT, MANY, ONE, mistakes
from shrinkage.robustness import lipschitz_bound

TOLERANCE = 1e-3  # what a run of power iteration that was stopped early may be off


def matrix(kernel, n):
    """The matrix (in·n, out·n) of the convolution x ↦ xM, for an input and an output that are written as rows."""
    outputs, inputs, _ = kernel.shape
    units = np.eye(inputs * n).reshape(-1, inputs, n)
    return convolve(kernel, units).reshape(-1, outputs * n)


def convolve(kernel, x):
    """The circular convolution of x (..., in, n) with a kernel (out, in, k)."""
    return sum(kernel[:, :, k] @ np.roll(x, k, axis=-1) for k in range(kernel.shape[2]))


def reference(kernel, n):
    M = matrix(kernel, n)
    _, directions = np.linalg.eigh(M @ M.T)
    return float(lipschitz_bound([M])), directions[:, -1].reshape(kernel.shape[1], n)


def _is_telling(case):
    """Whether power iteration settles, and not on a constant input, and the known mistakes show."""
    K = np.fft.fft(case["kernel"], case["n"], axis=2).transpose(2, 0, 1)  # (n, out, in)
    stretches = np.linalg.svd(K, compute_uv=False)
    largest, real = stretches[:, 0].max(), np.linalg.norm(K.real, 2, axis=(1, 2)).max()
    others = stretches[stretches < (1 - 1e-9) * largest]
    shows = all(abs(rival - largest) > 0.02 * largest for rival in [real, stretches[0, 0], *_rivals(K, **case)])
    apart = np.min(np.abs(stretches[[0, case["n"] // 2], 0] - real)) > 0.02 * real  # or two mistakes are one
    return bool(max(others) < 0.98 * largest and shows and apart)


def _rivals(K, kernel, n):
    """What the known mistakes take for σ."""
    yield np.linalg.norm(kernel.reshape(len(kernel), -1), 2)
    yield np.linalg.norm(abs(kernel).sum(axis=2), 2)
    yield np.linalg.norm(np.fft.fft(kernel, axis=2).transpose(2, 0, 1), 2, axis=(1, 2)).max()
    yield np.sqrt(n) * np.linalg.norm(kernel)
    yield np.linalg.norm(K, 2, axis=(1, 2)).max() ** 2
    if min(kernel.shape[:2]) > 1:
        yield abs(K).max()


def _case(generator, draw, shape, n):
    def drawn():
        return {"kernel": draw(generator, *shape), "n": n}

    return until(_is_telling, drawn)


def one_channel(generator):
    return [
        _case(generator, tidy, (1, 1, 2), 3),
        _case(generator, tidy, (1, 1, 3), 7),
        _case(generator, rough, (1, 1, 4), 9),
    ]


def many_channels(generator):
    return [
        _case(generator, tidy, (2, 2, 2), 3),
        _case(generator, rough, (3, 2, 3), 7),
        _case(generator, rough, (2, 4, 3), 7),
    ]


def inputs(generator):
    return [_case(generator, tidy, (2, 3, 2), 3), _case(generator, rough, (4, 2, 3), 8)]


def dull(generator):
    """Kernels that sum to 0, and 0 itself."""
    size = tidy(generator, 1)[0]
    rise = np.array([[[size, -size]]])
    bend = np.array([[[size, -2 * size, size]]])
    return [{"kernel": rise, "n": 3}, {"kernel": bend, "n": 5}, {"kernel": np.zeros((2, 1, 2)), "n": 4}]


def _right_input(result, expected, case):
    """A `judge` of x: whether it has length 1 and is stretched as far as can be."""
    kernel, n = case["kernel"], case["n"]
    x, shape = np.asarray(result), (kernel.shape[1], n)
    if x.shape != shape:
        return f"has an x of shape {x.shape}, not {shape}"
    if np.iscomplexobj(x):
        return "has a complex x; take the real part of it, and then make its length 1"
    length, reached, largest = (float(np.linalg.norm(v)) for v in (x, convolve(kernel, x), convolve(kernel, expected)))
    if abs(length - 1) > TOLERANCE:
        return f"has an x of length {length:.5g}, not 1"
    if reached < (1 - TOLERANCE) * largest:
        return f"has an x that comes out with length {reached:.5g}, but another one comes out with {largest:.5g}"
    return None


def _right_pair(result, expected, case):
    """A `judge` of σ and x together."""
    if not isinstance(result, list) or len(result) != 2:
        return "is not a pair (sigma, x)"
    if np.ndim(result[0]) or abs(result[0] - expected[0]) > TOLERANCE * expected[0] + 1e-6:
        return f"begins with {result[0]}, where σ is {expected[0]:.5g}"
    return _right_input(result[1], expected[1], case)


_sigma, _x = (part(i, "sigma", "x") for i in (0, 1))

conv_stretch = Check(
    "conv_stretch",
    reference=reference,
    requirements=[
        Requirement(ONE, points=1, cases=one_channel, part=_sigma, rtol=TOLERANCE),
        Requirement(MANY, points=1, cases=many_channels, part=_sigma, rtol=TOLERANCE),
        Requirement(INPUT, points=1, cases=inputs, part=_x, judge=_right_input, rtol=TOLERANCE),
        Requirement(DULL, points=1, cases=dull, judge=_right_pair, rtol=TOLERANCE),
    ],
    mistakes=mistakes,
)
