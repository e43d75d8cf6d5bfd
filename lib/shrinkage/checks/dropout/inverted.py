"""Item 2: a layer trained in the paper's convention, translated with all that belongs to it into the inverted one."""

from proctor import Check, Mistake, Requirement

from shrinkage.checks._cases import part, rough, strength, tidy

NOW = "gives p and W′: the same outputs in training and when predicting"
STEP = "gives η′: the same outputs after a step without a penalty"
DECAY = "gives λ′: the same outputs after a step with the penalty"
LIMIT = "gives c′: the same outputs after the columns were shortened"


def reference(W, q, lr, lam, limit):
    # W′ = qW, so ∂J/∂W′ = (1/q) ∂J/∂W: what moves W by −ηG moves W′ by −qηG = −q²η G′
    return {"p": 1 - q, "W": q * W, "lr": q**2 * lr, "lam": lam / q**2, "limit": q * limit}


def _now(result, case):
    return {name: part(name)(result) for name in ("p", "W")}


def cases(generator):
    keeping = generator.choice([0.3, 0.4, 0.6, 0.8, 0.9], 3, replace=False).tolist()
    drawn = []
    for (shape, draw), q in zip([((1, 1), tidy), ((2, 3), tidy), ((7, 4), rough)], keeping, strict=True):
        lr, limit = float(generator.choice([0.02, 0.05, 0.1])), float(generator.choice([2.0, 3.0, 4.0]))
        drawn.append({"W": draw(generator, *shape), "q": q, "lr": lr, "lam": strength(generator), "limit": limit})
    return drawn


def q_for_p(W, q, lr, lam, limit):
    return {"p": q, "W": q * W, "lr": q**2 * lr, "lam": lam / q**2, "limit": q * limit}


def weights_unchanged(W, q, lr, lam, limit):
    return {"p": 1 - q, "W": W.copy(), "lr": q**2 * lr, "lam": lam / q**2, "limit": q * limit}


def weights_divided(W, q, lr, lam, limit):
    return {"p": 1 - q, "W": W / q, "lr": q**2 * lr, "lam": lam / q**2, "limit": q * limit}


def weights_times_p(W, q, lr, lam, limit):
    return {"p": 1 - q, "W": (1 - q) * W, "lr": q**2 * lr, "lam": lam / q**2, "limit": q * limit}


def rate_unchanged(W, q, lr, lam, limit):
    return {"p": 1 - q, "W": q * W, "lr": lr, "lam": lam / q**2, "limit": q * limit}


def rate_times_q(W, q, lr, lam, limit):
    return {"p": 1 - q, "W": q * W, "lr": q * lr, "lam": lam / q**2, "limit": q * limit}


def rate_divided(W, q, lr, lam, limit):
    return {"p": 1 - q, "W": q * W, "lr": lr / q**2, "lam": lam / q**2, "limit": q * limit}


def lam_unchanged(W, q, lr, lam, limit):
    return {"p": 1 - q, "W": q * W, "lr": q**2 * lr, "lam": lam, "limit": q * limit}


def lam_divided_once(W, q, lr, lam, limit):
    return {"p": 1 - q, "W": q * W, "lr": q**2 * lr, "lam": lam / q, "limit": q * limit}


def lam_multiplied(W, q, lr, lam, limit):
    return {"p": 1 - q, "W": q * W, "lr": q**2 * lr, "lam": q**2 * lam, "limit": q * limit}


def limit_unchanged(W, q, lr, lam, limit):
    return {"p": 1 - q, "W": q * W, "lr": q**2 * lr, "lam": lam / q**2, "limit": limit}


def limit_divided(W, q, lr, lam, limit):
    return {"p": 1 - q, "W": q * W, "lr": q**2 * lr, "lam": lam / q**2, "limit": limit / q}


def limit_squared(W, q, lr, lam, limit):
    return {"p": 1 - q, "W": q * W, "lr": q**2 * lr, "lam": lam / q**2, "limit": q**2 * limit}


mistakes = [
    Mistake(
        q_for_p,
        "This p is q, the probability of *keeping*. Ours is the probability of dropping: where nothing is dropped, "
        "q = 1 and p = 0.",
        loses=[NOW],
    ),
    Mistake(
        weights_unchanged,
        "W′ is W here. Inverted dropout divides what is kept by q, so with the same W its outputs are 1/q times as "
        "large as the paper's, and when predicting they are too.",
        loses=[NOW],
    ),
    Mistake(
        weights_divided,
        "This W′ is W/q, the way back. Inverted dropout divides what is kept by q already: which W′ makes (1/q)W′ "
        "equal W?",
        loses=[NOW],
    ),
    Mistake(
        weights_times_p,
        "This W′ is W times the probability of dropping. When predicting, the paper multiplies W by q, that of "
        "keeping.",
        loses=[NOW],
    ),
    Mistake(
        rate_unchanged,
        "η′ is η here. Inverted dropout sees inputs 1/q times as large, so the gradient in W′ is 1/q times that in W, "
        "while W′ = qW needs a step q times as large.",
        loses=[STEP],
    ),
    Mistake(
        rate_times_q,
        "This η′ is qη: half of it. One q is due to the step, which must be q times that of W. The other is due to "
        "the gradient: in W′ it is 1/q times the one in W.",
        loses=[STEP],
    ),
    Mistake(
        rate_divided,
        "This η′ is larger than η. The gradient in W′ is larger than that in W, and the step must be smaller: both ask "
        "for a smaller η′.",
        loses=[STEP],
    ),
    Mistake(
        lam_unchanged,
        "λ′ is λ here. The penalty must cost the same, and ‖W′‖² = q²‖W‖² is smaller.",
        loses=[DECAY],
    ),
    Mistake(
        lam_divided_once,
        "This λ′ is λ/q. The penalty holds the square of the weights: ‖W′‖² = q²‖W‖².",
        loses=[DECAY],
    ),
    Mistake(
        lam_multiplied,
        "This λ′ is smaller than λ. The penalty must cost the same, λ′‖W′‖² = λ‖W‖², and W′ is the smaller of the two.",
        loses=[DECAY],
    ),
    Mistake(
        limit_unchanged,
        "c′ is c here. A column of W is shortened where it is longer than c; the same column of W′ = qW is then longer "
        "than what?",
        loses=[LIMIT],
    ),
    Mistake(
        limit_divided,
        "This c′ is larger than c, though the columns of W′ = qW are shorter than those of W.",
        loses=[LIMIT],
    ),
    Mistake(
        limit_squared,
        "This c′ is q²c. A length grows with the weights and not with their squares: a column of qW is q times as "
        "long.",
        loses=[LIMIT],
    ),
]

to_inverted = Check(
    "to_inverted",
    reference=reference,
    requirements=[
        Requirement(NOW, points=1, cases=cases, part=_now),
        Requirement(STEP, points=1, cases=cases, part=part("lr")),
        Requirement(DECAY, points=1, cases=cases, part=part("lam")),
        Requirement(LIMIT, points=1, cases=cases, part=part("limit")),
    ],
    mistakes=mistakes,
)
