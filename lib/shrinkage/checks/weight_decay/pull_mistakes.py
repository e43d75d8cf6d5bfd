"""The known mistakes of item 3: those about the runs and their decay, and with them those about the picture."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.weight_decay.pull_decay_mistakes import mistakes as about_the_decay
from shrinkage.checks.weight_decay.pull_run_mistakes import LINES
from shrinkage.checks.weight_decay.pull_run_mistakes import mistakes as about_the_runs

SCALE = "has a logarithmic axis for the sizes and a linear one for what was taken off"
WORDS = "labels both axes and names both lines in a legend"


def linear_axis(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.plot(scales, without - coupled, label="Adam + L2")
    ax.plot(scales, without - decoupled, label="AdamW")
    ax.set(xlabel="size of the gradients", ylabel="pull")
    ax.legend()


def both_axes_logarithmic(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.plot(scales, without - coupled, label="Adam + L2")
    ax.plot(scales, without - decoupled, label="AdamW")
    ax.set(xscale="log", yscale="log", xlabel="size of the gradients", ylabel="pull")
    ax.legend()


def logarithms_as_data(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.plot(np.log10(scales), without - coupled, label="Adam + L2")
    ax.plot(np.log10(scales), without - decoupled, label="AdamW")
    ax.set(xlabel="log10 of the size", ylabel="pull")
    ax.legend()


def dots(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.plot(scales, without - coupled, "o", label="Adam + L2")
    ax.plot(scales, without - decoupled, "o", label="AdamW")
    ax.set(xscale="log", xlabel="size of the gradients", ylabel="pull")
    ax.legend()


def scattered(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.scatter(scales, without - coupled, label="Adam + L2")
    ax.scatter(scales, without - decoupled, label="AdamW")
    ax.set(xscale="log", xlabel="size of the gradients", ylabel="pull")
    ax.legend()


def no_legend(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.plot(scales, without - coupled, label="Adam + L2")
    ax.plot(scales, without - decoupled, label="AdamW")
    ax.set(xscale="log", xlabel="size of the gradients", ylabel="pull")


def axes_unlabelled(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.plot(scales, without - coupled, label="Adam + L2")
    ax.plot(scales, without - decoupled, label="AdamW")
    ax.set(xscale="log")
    ax.legend()


def elsewhere(ax, scales, noise, lr, strength, betas, eps):
    import matplotlib.pyplot as plt

    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    plt.plot(scales, without - coupled, label="Adam + L2")
    plt.plot(scales, without - decoupled, label="AdamW")
    plt.gca().set(xscale="log", xlabel="size of the gradients", ylabel="pull")
    plt.legend()


DOTS = "The points are not joined. Draw lines, with `ax.plot`; a marker may be added, as in '-o'."

mistakes = [
    *about_the_runs,
    *about_the_decay,
    Mistake(
        linear_axis,
        "The sizes are on a linear axis: all but the largest are squeezed against its left end. They span powers "
        "of ten.",
        loses=[SCALE],
    ),
    Mistake(
        both_axes_logarithmic,
        "What the decay took off is on a logarithmic axis too: where it is negative, it would disappear. Keep that "
        "axis linear.",
        loses=[SCALE],
    ),
    Mistake(
        logarithms_as_data,
        "Here the logarithms of the sizes are the data. Draw the sizes, and let the axis be logarithmic: then its "
        "ticks can be used.",
        loses=[*LINES, SCALE],
    ),
    Mistake(dots, DOTS, loses=LINES),
    Mistake(scattered, DOTS, loses=LINES),
    Mistake(
        no_legend,
        "ax has no legend. Labels alone are not shown: ask for it by `ax.legend()`, once the lines are drawn.",
        loses=[WORDS],
    ),
    Mistake(axes_unlabelled, "The axes have no labels: what is drawn against what?", loses=[WORDS]),
    Mistake(
        elsewhere,
        "ax is empty. What `plt` draws goes to the current axes, which need not be those that were given: call the "
        "methods of ax.",
        loses=[*LINES, SCALE, WORDS],
    ),
]
