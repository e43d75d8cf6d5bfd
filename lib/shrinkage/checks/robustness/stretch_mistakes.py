"""The known mistakes of item 1."""

import numpy as np
from proctor import Mistake

ONE = "finds σ for one channel"
MANY = "finds σ for several channels"
INPUT = "finds an x of length 1 that comes out with length σ"
DULL = "finds both for kernels that turn a constant into 0, and for the kernel 0"
SIGMA = [ONE, MANY, DULL]


def norm_of_the_kernel(kernel, n):
    out, channels, k = kernel.shape
    units = np.eye(channels * n).reshape(-1, channels, n)
    M = sum(kernel[:, :, j] @ np.roll(units, j, axis=2) for j in range(k)).reshape(-1, out * n)
    return np.linalg.norm(kernel.reshape(out, -1), 2), np.linalg.svd(M)[0][:, 0].reshape(channels, n)


def sum_of_sizes(kernel, n):
    out, channels, k = kernel.shape
    units = np.eye(channels * n).reshape(-1, channels, n)
    M = sum(kernel[:, :, j] @ np.roll(units, j, axis=2) for j in range(k)).reshape(-1, out * n)
    return np.linalg.norm(abs(kernel).sum(axis=2), 2), np.linalg.svd(M)[0][:, 0].reshape(channels, n)


def frobenius(kernel, n):
    out, channels, k = kernel.shape
    units = np.eye(channels * n).reshape(-1, channels, n)
    M = sum(kernel[:, :, j] @ np.roll(units, j, axis=2) for j in range(k)).reshape(-1, out * n)
    return np.linalg.norm(M), np.linalg.svd(M)[0][:, 0].reshape(channels, n)


def squared(kernel, n):
    out, channels, k = kernel.shape
    units = np.eye(channels * n).reshape(-1, channels, n)
    M = sum(kernel[:, :, j] @ np.roll(units, j, axis=2) for j in range(k)).reshape(-1, out * n)
    values, vectors = np.linalg.eigh(M @ M.T)
    return values[-1], vectors[:, -1].reshape(channels, n)


def short_spectrum(kernel, n):
    out, channels, k = kernel.shape
    units = np.eye(channels * n).reshape(-1, channels, n)
    M = sum(kernel[:, :, j] @ np.roll(units, j, axis=2) for j in range(k)).reshape(-1, out * n)
    sigma = max(np.linalg.norm(K, 2) for K in np.fft.fft(kernel, axis=2).transpose(2, 0, 1))
    return sigma, np.linalg.svd(M)[0][:, 0].reshape(channels, n)


def real_part_of_the_spectrum(kernel, n):
    out, channels, k = kernel.shape
    units = np.eye(channels * n).reshape(-1, channels, n)
    M = sum(kernel[:, :, j] @ np.roll(units, j, axis=2) for j in range(k)).reshape(-1, out * n)
    sigma = max(np.linalg.norm(K, 2) for K in np.fft.fft(kernel, n, axis=2).transpose(2, 0, 1).real)
    return sigma, np.linalg.svd(M)[0][:, 0].reshape(channels, n)


def channel_by_channel(kernel, n):
    out, channels, k = kernel.shape
    units = np.eye(channels * n).reshape(-1, channels, n)
    M = sum(kernel[:, :, j] @ np.roll(units, j, axis=2) for j in range(k)).reshape(-1, out * n)
    return abs(np.fft.fft(kernel, n, axis=2)).max(), np.linalg.svd(M)[0][:, 0].reshape(channels, n)


def constant_start(kernel, n):
    x = np.ones((kernel.shape[1], n)) / np.sqrt(kernel.shape[1] * n)
    for _ in range(200):
        y = sum(kernel[:, :, j] @ np.roll(x, j, axis=1) for j in range(kernel.shape[2]))
        back = sum(kernel[:, :, j].T @ np.roll(y, -j, axis=1) for j in range(kernel.shape[2]))
        x = back / max(np.linalg.norm(back), 1e-12)
    y = sum(kernel[:, :, j] @ np.roll(x, j, axis=1) for j in range(kernel.shape[2]))
    return np.linalg.norm(y), x


def length_forgotten(kernel, n):
    out, channels, k = kernel.shape
    units = np.eye(channels * n).reshape(-1, channels, n)
    M = sum(kernel[:, :, j] @ np.roll(units, j, axis=2) for j in range(k)).reshape(-1, out * n)
    U, s, _ = np.linalg.svd(M)
    return s[0], s[0] * U[:, 0].reshape(channels, n)


def zero_over_zero(kernel, n):
    _, channels, k = kernel.shape
    x = np.random.default_rng(0).normal(size=(channels, n))
    for _ in range(400):
        y = sum(kernel[:, :, j] @ np.roll(x, j, axis=1) for j in range(k))
        x = sum(kernel[:, :, j].T @ np.roll(y, -j, axis=1) for j in range(k))
        x = x / np.linalg.norm(x)
    return np.linalg.norm(sum(kernel[:, :, j] @ np.roll(x, j, axis=1) for j in range(k))), x


def adjoint_not_turned(kernel, n):
    _, channels, k = kernel.shape
    x = np.random.default_rng(0).normal(size=(channels, n))
    x = x / np.linalg.norm(x)
    for _ in range(400):
        y = sum(kernel[:, :, j] @ np.roll(x, j, axis=1) for j in range(k))
        back = sum(kernel[:, :, j].T @ np.roll(y, j, axis=1) for j in range(k))
        x = back / np.linalg.norm(back) if back.any() else x
    return np.linalg.norm(sum(kernel[:, :, j] @ np.roll(x, j, axis=1) for j in range(k))), x


mistakes = [
    Mistake(
        norm_of_the_kernel,
        "σ is the spectral norm of the kernel's own numbers as a matrix (out, in·k). Each of them acts at n places, "
        "and the output overlaps: ask what the whole map from (in, n) to (out, n) does.",
        loses=SIGMA,
    ),
    Mistake(
        sum_of_sizes,
        "σ is what would come out if all the products had the same sign. That is a bound, and nothing reaches it here.",
        loses=SIGMA,
    ),
    Mistake(
        frobenius,
        "σ is the Frobenius norm of the map: it sums the squares of all its singular values. The largest is asked for.",
        loses=SIGMA,
    ),
    Mistake(
        squared,
        "σ is squared: this is the largest eigenvalue of AᵀA for the map A. Take its root.",
        loses=SIGMA,
    ),
    Mistake(
        short_spectrum,
        "The Fourier transform is taken over the k numbers of the kernel. It must have the n frequencies of the input: "
        "fill the kernel up with zeros, as `np.fft.fft(kernel, n)` does.",
        loses=SIGMA,
    ),
    Mistake(
        real_part_of_the_spectrum,
        "σ comes from the real part of the Fourier transform. What counts is its absolute value or, with channels, the "
        "spectral norm of the complex matrix at each frequency.",
        loses=SIGMA,
    ),
    Mistake(
        channel_by_channel,
        "σ is that of the single pair of channels with the largest one. An input that uses all channels at once is "
        "stretched further.",
        loses=[MANY],
    ),
    Mistake(
        constant_start,
        "This is how far an input is stretched that is constant over the n places. Power iteration which begins there "
        "never leaves: a convolution turns constants into constants. Begin with random numbers.",
        loses=[ONE, MANY, INPUT, DULL],
    ),
    Mistake(length_forgotten, "x points the right way, but its length is not 1. Divide by it.", loses=[INPUT, DULL]),
    Mistake(
        zero_over_zero,
        "This is right until the kernel is 0: then each x comes out as 0, and to divide 0 by its length gives nan. "
        "Any x of length 1 is right there, and σ is 0.",
        loses=[DULL],
    ),
    Mistake(
        adjoint_not_turned,
        "The way back has the channels transposed, but shifts in the same direction as the way there. What shifted "
        "by +k has to come back by −k.",
        loses=[MANY, INPUT],
    ),
]
