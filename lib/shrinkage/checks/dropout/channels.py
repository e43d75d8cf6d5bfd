"""Item 1: dropout of whole channels, with a generator: what is drawn is judged by its law, not by its numbers."""

import numpy as np
from proctor import Check, Requirement

from shrinkage import dropout
from shrinkage.checks._cases import tidy
from shrinkage.checks.dropout.channels_draws_mistakes import DRAWS, RATE
from shrinkage.checks.dropout.channels_mistakes import EVALUATION, VALUES, mistakes

CALLS = 200
SIDE = 400  # examples, channels or calls of the large cases: a right answer misses a bound below once in 10¹⁰ times
FACTORS = f"what x is multiplied by, in {CALLS} calls"
TORN = "channels with more than one factor"
SHARE = "share of the channels dropped"
THE_SAME = "the same channels in every call"
PER_EXAMPLE = "variance, over the examples, of the number of channels dropped"
PER_CHANNEL = "variance, over the channels, of the number of examples that lose it"
PER_CALL = "variance, over the calls, of the number of channels dropped in one"


def reference(x, p, training, generator):
    channels = np.ones((*x.shape[:2], 1, 1))
    return x * dropout.dropout(channels, p, generator, training=training)


def _shaped(result, x):
    """A result as an array; one without the shape of x cannot be looked into any further."""
    values = np.asarray(result, dtype=float)
    if result is None or values.shape != x.shape:
        got = "None: is a `return` missing?" if result is None else values.shape
        raise ValueError(f"the result must have the shape of x, {x.shape}, got {got}")
    return values


def _distinct(factors):
    """The different numbers among many, rounding apart; of more than six, the first six."""
    ordered = np.sort(factors.ravel())
    starts = np.flatnonzero(np.diff(ordered, prepend=-np.inf) > 1e-4)
    return [float(factor) for factor in ordered[starts][:6]]


def _factors(answer, case):
    """What the entries of x are multiplied by; the last call is given x itself, those before it a copy."""
    x, generator = case["x"], np.random.default_rng(case["seed"])
    inputs = [x.copy() for _ in range(CALLS - 1)] + [x]
    before = x.copy()
    results = [_shaped(answer(each, case["p"], case["training"], generator), x) for each in inputs]
    factors = np.stack(results) / before
    if not np.all(np.isfinite(factors)):
        raise ValueError("the result must be finite, got nan or inf in it")
    torn = np.ptp(factors, axis=(-2, -1)) > 1e-4
    return {FACTORS: _distinct(factors), TORN: "some" if np.any(torn) else "none"}


def _scaled(result, expected, case):
    """What is wrong with the factors in training. Both 0 and 1/(1 − p) need not occur: that is for RATE to say."""
    scale = 1 / (1 - case["p"])
    if result[TORN] != "none":
        return "drops a part of a channel, and not the whole"
    if not isinstance(result[FACTORS], list) or not result[FACTORS]:
        return "does not say what x is multiplied by"
    wrong = [factor for factor in result[FACTORS] if not (abs(factor) <= 1e-9 or abs(factor - scale) <= 1e-4 * scale)]
    return f"multiplies by {wrong[0]:.4g}, where 0 and 1/(1 − p) = {scale:.4g} are right" if wrong else None


def _dropped(answer, examples, channels, p, generator):
    """Which channels of which examples an answer drops: True where it does."""
    x = np.ones((examples, channels, 1, 1))
    return _shaped(answer(x, p, True, generator), x)[:, :, 0, 0] == 0


def _counts(answer, case):
    sizes, generator = (case["examples"], case["channels"], case["p"]), np.random.default_rng(case["seed"])
    gone = np.stack([_dropped(answer, *sizes, generator) for _ in range(case["calls"])])
    if len(gone) > 1 and np.all(gone == gone[0]):
        return {SHARE: THE_SAME}  # which is for DRAWS to say
    counts = {
        SHARE: float(gone.mean()),
        PER_EXAMPLE: float(gone.sum(axis=2).var()),
        PER_CHANNEL: float(gone.sum(axis=1).var()),
    }
    return counts if len(gone) == 1 else counts | {PER_CALL: float(gone.sum(axis=(1, 2)).var())}


def _law(result, expected, case):
    """What speaks against independent draws with probability p; `expected` is a draw too, and plays no part."""
    p, share = case["p"], result[SHARE]
    if case["calls"] > 1 and isinstance(share, str) and share == THE_SAME:
        return None
    if not abs(share - p) <= 0.01:
        return f"drops {share:.3f} of the channels where p = {p:g}"
    examples, channels = case["examples"], case["channels"]
    laws = [
        (PER_EXAMPLE, channels, "the channels of one example"),
        (PER_CHANNEL, examples, "the examples"),
        (PER_CALL, examples * channels, "all that are in one x"),
    ]
    for key, draws, among in laws if case["calls"] > 1 else laws[:2]:
        variance = draws * p * (1 - p)  # of the number of successes in independent draws
        if not variance / 2 <= result[key] <= 2 * variance:
            return (
                f"does not draw independently among {among}: see the {key}, where independent draws have {variance:g}"
            )
    return None


def _differing(answer, case):
    """How many channels have another fate in a second result than in the first."""

    def fates(generator):
        return _dropped(answer, case["examples"], case["channels"], case["p"], generator)

    given = np.random.default_rng(case["seed"])
    first, second = fates(given), fates(given)
    same_state, other = (fates(np.random.default_rng(case["seed"] + step)) for step in (0, 1))
    return {
        SHARE: float(np.mean(first)),
        "share of the channels with another fate in a second call": float(np.mean(first != second)),
        "the same, for a generator in the first one's state": float(np.mean(first != same_state)),
        "the same, for a generator with another seed": float(np.mean(first != other)),
    }


def _seed(generator):
    return int(generator.integers(2, 10_000))


def _few(training):
    def cases(generator):
        p = generator.choice([0.2, 0.3, 0.7, 0.8], 2, replace=False).tolist()
        shapes = [(1, 2, 1, 2), (2, 3, 2, 2)]
        return [
            {"x": tidy(generator, *shape), "p": p, "training": training, "seed": _seed(generator)}
            for shape, p in zip(shapes, p, strict=True)
        ]

    return cases


def many(generator):
    rates = [float(generator.choice([0.2, 0.3])), float(generator.choice([0.7, 0.8]))]
    nothing_dropped = {"calls": 1, "examples": 2, "channels": 3, "p": 0.0, "seed": _seed(generator)}
    large = [{"calls": 1, "examples": SIDE, "channels": SIDE, "p": p, "seed": _seed(generator)} for p in rates]
    often = {"calls": SIDE, "examples": SIDE // 2, "channels": 2, "p": rates[1], "seed": _seed(generator)}
    return [nothing_dropped, *large, often]


def even(generator):
    return [{"examples": SIDE // 2, "channels": SIDE // 2, "p": 0.5, "seed": _seed(generator)}]


channel_dropout = Check(
    "channel_dropout",
    reference=reference,
    requirements=[
        Requirement(EVALUATION, points=1, cases=_few(training=False), call=_factors),
        Requirement(VALUES, points=1, cases=_few(training=True), call=_factors, judge=_scaled),
        # the tolerances of these two tell known mistakes from one another: each share and variance is random
        Requirement(RATE, points=1, cases=many, call=_counts, judge=_law, rtol=0.5),
        Requirement(DRAWS, points=1, cases=even, call=_differing, rtol=0.5),
    ],
    mistakes=mistakes,
)
