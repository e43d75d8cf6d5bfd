"""The known mistakes of item 3 about the decay of the weights in a run."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.weight_decay.pull_run_mistakes import COUPLED, DECOUPLED


def rate_forgotten(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.plot(scales, without - coupled, label="Adam + L2")
    ax.plot(scales, without - decoupled, label="AdamW")
    ax.set(xscale="log", xlabel="size of the gradients", ylabel="pull")
    ax.legend()


def decays_after_the_step(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            w = w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
            w = w - lr * decay * w
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.plot(scales, without - coupled, label="Adam + L2")
    ax.plot(scales, without - decoupled, label="AdamW")
    ax.set(xscale="log", xlabel="size of the gradients", ylabel="pull")
    ax.legend()


def squares_unpenalised(ax, scales, noise, lr, strength, betas, eps):
    def run(lam, decay):
        (b1, b2), w, m, v = betas, np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            m, v = b1 * m + (1 - b1) * (scales * z + lam * w), b2 * v + (1 - b2) * (scales * z) ** 2
            w = w - lr * decay * w - lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        return w

    without, coupled, decoupled = run(0, 0), run(strength, 0), run(0, strength)
    ax.plot(scales, without - coupled, label="Adam + L2")
    ax.plot(scales, without - decoupled, label="AdamW")
    ax.set(xscale="log", xlabel="size of the gradients", ylabel="pull")
    ax.legend()


mistakes = [
    Mistake(
        rate_forgotten,
        "AdamW's decay forgets the learning rate here: a step takes η·ω·w off.",
        loses=[DECOUPLED],
    ),
    Mistake(
        decays_after_the_step,
        "AdamW's decay acts after the step here: it shrinks the step as well. It belongs to w as it was before.",
        loses=[DECOUPLED],
    ),
    Mistake(
        squares_unpenalised,
        "Here λw goes into m but not into v. It is added to the gradient before anything else: the squares see it too.",
        loses=[COUPLED],
    ),
]
