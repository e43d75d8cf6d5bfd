"""The known mistakes of item 3 about the runs and what is drawn of them."""

import numpy as np
from proctor import Mistake

COUPLED = "draws what L2 took off under Adam, against the size of the gradients, as the line 'Adam + L2'"
DECOUPLED = "draws what decoupled decay took off, as the line 'AdamW'"
LINES = [COUPLED, DECOUPLED]


def end_points(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    coupled, decoupled = run(strength, 0), run(0, strength)
    ax.plot(scales, coupled, label="Adam + L2")
    ax.plot(scales, decoupled, label="AdamW")
    ax.set(xscale="log", xlabel="size of the gradients", ylabel="pull")
    ax.legend()


def way_gone(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    coupled, decoupled = run(strength, 0), run(0, strength)
    ax.plot(scales, 1 - coupled, label="Adam + L2")
    ax.plot(scales, 1 - decoupled, label="AdamW")
    ax.set(xscale="log", xlabel="size of the gradients", ylabel="pull")
    ax.legend()


def sign_turned(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.plot(scales, coupled - without, label="Adam + L2")
    ax.plot(scales, decoupled - without, label="AdamW")
    ax.set(xscale="log", xlabel="size of the gradients", ylabel="pull")
    ax.legend()


def shares_of_the_way(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.plot(scales, 1 - coupled / without, label="Adam + L2")
    ax.plot(scales, 1 - decoupled / without, label="AdamW")
    ax.set(xscale="log", xlabel="size of the gradients", ylabel="pull")
    ax.legend()


def labels_swapped(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.plot(scales, without - coupled, label="AdamW")
    ax.plot(scales, without - decoupled, label="Adam + L2")
    ax.set(xscale="log", xlabel="size of the gradients", ylabel="pull")
    ax.legend()


def noise_alike(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.plot(scales, without - coupled, label="Adam + L2")
    ax.plot(scales, without - decoupled, label="AdamW")
    ax.set(xscale="log", xlabel="size of the gradients", ylabel="pull")
    ax.legend()


def no_bias_correction(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for z in noise:
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * decay * w - lr * m / (np.sqrt(v) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.plot(scales, without - coupled, label="Adam + L2")
    ax.plot(scales, without - decoupled, label="AdamW")
    ax.set(xscale="log", xlabel="size of the gradients", ylabel="pull")
    ax.legend()


mistakes = [
    Mistake(
        end_points,
        "These are the weights at the end. They moved by the noise as well: what the decay took off is the end without "
        "decay less the end with it, after the same noise.",
        loses=LINES,
    ),
    Mistake(
        way_gone,
        "This is how far the weights went from 1. Most of that is noise. Compare with a run on the same noise whose "
        "strength is 0.",
        loses=LINES,
    ),
    Mistake(sign_turned, "The sign is turned: take the end with decay from the end without.", loses=LINES),
    Mistake(
        shares_of_the_way,
        "This is divided by the weight at the end of the run without decay. The plain difference was asked for.",
        loses=LINES,
    ),
    Mistake(labels_swapped, "The two labels have changed places.", loses=LINES),
    Mistake(
        noise_alike,
        "Here all weights see the same gradients. That of weight j is scales[j] times the noise of the step.",
        loses=[COUPLED],
    ),
    Mistake(
        no_bias_correction,
        "These runs skip the bias correction: the first steps have the wrong size.",
        loses=LINES,
    ),
]
