"""The known mistakes of item 6."""

import numpy as np
from proctor import Mistake

AXIS = "is the soft threshold of one entry where a is a column of the identity"
MET = "makes aᵀw = 0 where t is large, and moves along a alone"
BEYOND = "moves by t·a where t is small"
ZERO = "gives v for a = 0"
ALL = [AXIS, MET, BEYOND]


def every_entry(v, a, t):
    return np.sign(v) * np.maximum(abs(v) - t * abs(a), 0)


def not_divided(v, a, t):
    return v - np.clip(a @ v, -t, t) * a


def divided_by_the_length(v, a, t):
    length = np.linalg.norm(a)
    return v - np.clip(a @ v / length, -t, t) * a / length if length else v.copy()


def never_stops(v, a, t):
    return v - t * np.sign(a @ v) * a


def always_meets(v, a, t):
    return v - (a @ v) / (a @ a) * a if a @ a else v.copy()


def hard(v, a, t):
    s = a @ a
    return v - (a @ v) / s * a if s and abs(a @ v) <= t * s else v.copy()


def squared_penalty(v, a, t):
    return v - t * (a @ v) / (1 + t * (a @ a)) * a


def half_the_threshold(v, a, t):
    s = a @ a
    return v - np.clip(a @ v / s, -t / 2, t / 2) * a if s else v.copy()


def sign_forgotten(v, a, t):
    s = a @ a
    return v - min(max(a @ v / s, 0), t) * a if s else v.copy()


def away(v, a, t):
    s = a @ a
    return v + np.clip(a @ v / s, -t, t) * a if s else v.copy()


def part_alone(v, a, t):
    s = a @ a
    k = a @ v / s if s else 0.0
    return np.sign(k) * max(abs(k) - t, 0) * a if s else v.copy()


def nothing_for_zero(v, a, t):
    s = a @ a
    return v - np.clip(a @ v / s, -t, t) * a if s else np.zeros_like(v)


def one_sided(v, a, t):
    s = a @ a
    return v - min(a @ v / s, t) * a if s else v.copy()


def threshold_divided(v, a, t):
    s = a @ a
    return v - np.clip(a @ v / s, -t / s, t / s) * a if s else v.copy()


def divided_by_zero(v, a, t):
    return v - np.clip(a @ v / (a @ a), -t, t) * a


mistakes = [
    Mistake(
        every_entry,
        "Here each entry is thresholded by itself. The penalty sees the one number aᵀw, so all entries of a share one "
        "decision: w = v − c·a.",
        loses=[MET, BEYOND],
    ),
    Mistake(
        not_divided,
        "Here aᵀv itself is compared with t. Along a the step c·a changes aᵀw by c‖a‖²: the c that reaches 0 is "
        "aᵀv/‖a‖².",
        loses=[MET],
    ),
    Mistake(
        divided_by_the_length,
        "This is right for an a of length 1. A longer a pays more for the same step: set w = v − c·a, and minimise "
        "over c.",
        loses=[MET, BEYOND],
    ),
    Mistake(
        never_stops,
        "Here v always moves by t·a, past aᵀw = 0 to the other side. Where it reaches 0 it stays.",
        loses=[AXIS, MET],
    ),
    Mistake(
        always_meets,
        "This is the projection onto aᵀw = 0, the limit of a large t. A small t takes only a part of the way.",
        loses=[AXIS, BEYOND],
    ),
    Mistake(
        hard,
        "This is a hard threshold: all of the way or none of it. The penalty's pull is t·a wherever aᵀw ≠ 0.",
        loses=[AXIS, BEYOND],
    ),
    Mistake(
        squared_penalty,
        "This is the prox of t·½(aᵀw)², which never makes aᵀw zero. The penalty is t·|aᵀw|.",
        loses=ALL,
    ),
    Mistake(half_the_threshold, "Here t counts half. Look at the ½ in ½‖w − v‖²: its derivative has none.", loses=ALL),
    Mistake(sign_forgotten, "Here nothing happens where aᵀv < 0. The penalty is the same for a and for −a.", loses=ALL),
    Mistake(away, "Here v moves away from aᵀw = 0. The penalty pulls |aᵀw| down.", loses=ALL),
    Mistake(
        part_alone,
        "This is the part along a by itself. The part of v across a costs nothing, so it stays in w.",
        loses=ALL,
    ),
    Mistake(nothing_for_zero, "For a = 0 the penalty is 0, whatever w is. Nothing moves v.", loses=[ZERO]),
    Mistake(
        one_sided,
        "Here t bounds the step where aᵀv > 0 and not where aᵀv < 0. The penalty is the same for a and for −a.",
        loses=[AXIS, BEYOND],
    ),
    Mistake(
        threshold_divided,
        "Here the step ends at t/‖a‖². Where aᵀw ≠ 0 the penalty pulls by t·a, whatever the length of a: |c| goes up "
        "to t.",
        loses=[MET, BEYOND],
    ),
    Mistake(
        divided_by_zero,
        "For a = 0 this divides by zero. The penalty is then 0, whatever w is.",
        loses=[ZERO],
    ),
]
