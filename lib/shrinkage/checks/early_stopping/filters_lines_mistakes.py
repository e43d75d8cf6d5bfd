"""The known mistakes of item 4 about the lines."""

import numpy as np
from proctor import Mistake

STOPPED = "draws a line for each number of steps, what gradient descent keeps"
RIDGE = "draws a line for each number of steps, what ridge keeps with λ = 1/(ηt)"
LINES = [STOPPED, RIDGE]


def flow(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, 1 - np.exp(-lr * t * s**2 / n), label=f"{t} steps")
        ax.plot(s, s**2 / (s**2 + n / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xscale="log", xlabel="s", ylabel="kept")
    ax.legend()


def residual(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, (1 - lr * s**2 / n) ** t, label=f"{t} steps")
        ax.plot(s, s**2 / (s**2 + n / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xscale="log", xlabel="s", ylabel="left")
    ax.legend()


def taken_off(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, (1 - lr * s**2 / n) ** t, label=f"{t} steps")
        ax.plot(s, 1 - s**2 / (s**2 + n / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xscale="log", xlabel="s", ylabel="taken off")
    ax.legend()


def one_step(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, lr * t * s**2 / n, label=f"{t} steps")
        ax.plot(s, s**2 / (s**2 + n / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xscale="log", xlabel="s", ylabel="kept")
    ax.legend()


def steps_without_square(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, 1 - (1 - lr * s / n) ** t, label=f"{t} steps")
        ax.plot(s, s**2 / (s**2 + n / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xscale="log", xlabel="s", ylabel="kept")
    ax.legend()


def steps_without_n(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, 1 - (1 - lr * s**2) ** t, label=f"{t} steps")
        ax.plot(s, s**2 / (s**2 + n / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xscale="log", xlabel="s", ylabel="kept")
    ax.legend()


def ridge_without_n(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, 1 - (1 - lr * s**2 / n) ** t, label=f"{t} steps")
        ax.plot(s, s**2 / (s**2 + 1 / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xscale="log", xlabel="s", ylabel="kept")
    ax.legend()


def ridge_without_rate(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, 1 - (1 - lr * s**2 / n) ** t, label=f"{t} steps")
        ax.plot(s, s**2 / (s**2 + n / t), label=f"ridge for {t} steps")
    ax.set(xscale="log", xlabel="s", ylabel="kept")
    ax.legend()


def ridge_upside_down(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, 1 - (1 - lr * s**2 / n) ** t, label=f"{t} steps")
        ax.plot(s, s**2 / (s**2 + n * lr * t), label=f"ridge for {t} steps")
    ax.set(xscale="log", xlabel="s", ylabel="kept")
    ax.legend()


def ridge_without_square(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, 1 - (1 - lr * s**2 / n) ** t, label=f"{t} steps")
        ax.plot(s, s / (s + n / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xscale="log", xlabel="s", ylabel="kept")
    ax.legend()


def against_places(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(1 - (1 - lr * s**2 / n) ** t, label=f"{t} steps")
        ax.plot(s**2 / (s**2 + n / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xscale="log", xlabel="direction", ylabel="kept")
    ax.legend()


def against_eigenvalues(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s**2 / n, 1 - (1 - lr * s**2 / n) ** t, label=f"{t} steps")
        ax.plot(s**2 / n, s**2 / (s**2 + n / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xscale="log", xlabel="s²/n", ylabel="kept")
    ax.legend()


def dots(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, 1 - (1 - lr * s**2 / n) ** t, "o", label=f"{t} steps")
        ax.plot(s, s**2 / (s**2 + n / (lr * t)), "s", label=f"ridge for {t} steps")
    ax.set(xscale="log", xlabel="s", ylabel="kept")
    ax.legend()


LEFT = (
    "This is what is taken off: for the steps (1 − ηs²/n)ᵗ, what they have left to do, and for ridge nλ/(s² + nλ). "
    "Draw what is kept, 1 minus it."
)

mistakes = [
    Mistake(
        flow,
        "This is gradient flow, 1 − exp(−ηts²/n). Steps of a finite size keep 1 − (1 − ηs²/n)ᵗ, a little more.",
        loses=[STOPPED],
    ),
    Mistake(residual, LEFT, loses=[STOPPED]),
    Mistake(taken_off, LEFT, loses=LINES),
    Mistake(
        one_step,
        "This is ηts²/n, what t steps would do if each went as far as the first. It passes 1: each step does its share "
        "of what is left.",
        loses=[STOPPED],
    ),
    Mistake(
        steps_without_square,
        "For the steps s stands where s² is right: the curvature along a singular direction is s²/n.",
        loses=[STOPPED],
    ),
    Mistake(
        steps_without_n,
        "For the steps the n is missing: the loss is a mean, and its curvature along a singular direction is s²/n.",
        loses=[STOPPED],
    ),
    Mistake(
        ridge_without_n,
        "For ridge the n is missing: it keeps s²/(s² + nλ), since λ stands beside a mean loss.",
        loses=[RIDGE],
    ),
    Mistake(
        ridge_without_rate,
        "This is ridge with λ = 1/t. The learning rate belongs to it: two steps of half the size lead about as far as "
        "one, so λ = 1/(ηt).",
        loses=[RIDGE],
    ),
    Mistake(
        ridge_upside_down,
        "This is ridge with λ = ηt. More steps mean less regularization: λ = 1/(ηt).",
        loses=[RIDGE],
    ),
    Mistake(
        ridge_without_square,
        "For ridge s stands where s² is right: it keeps s²/(s² + nλ).",
        loses=[RIDGE],
    ),
    Mistake(
        against_places,
        "These lines stand at 0, 1, 2, …, the places of the singular values in their array. Draw against s.",
        loses=LINES,
    ),
    Mistake(against_eigenvalues, "These lines stand at s²/n. Draw against s itself.", loses=LINES),
    Mistake(
        dots,
        "These are dots that nothing joins. Draw lines; a marker may be added, as in 'o-'.",
        loses=LINES,
    ),
]
