"""The known mistakes of item 1."""

from proctor import Mistake

MEAN = "returns the posterior mean of θ first"
MODE = "returns the MAP of θ second, where it lies inside (0, 1)"
END = "returns the MAP of θ second, where it lies at an end"
POWER = "returns the MAP of q = θᵏ third"
ALL = [MEAN, MODE, END, POWER]


def no_prior(heads, tosses, a, b, k):
    share = heads / tosses
    return share, share, share**k


def tosses_for_tails(heads, tosses, a, b, k):
    def peak(a, b):
        return (a - 1) / (a + b - 2) if a > 1 and b > 1 else float(a > 1)

    a, b = a + heads, b + tosses
    return a / (a + b), peak(a, b), peak(a - k + 1, b) ** k


def sides_swapped(heads, tosses, a, b, k):
    def peak(a, b):
        return (a - 1) / (a + b - 2) if a > 1 and b > 1 else float(a > 1)

    a, b = a + tosses - heads, b + heads
    return a / (a + b), peak(a, b), peak(a - k + 1, b) ** k


def mode_for_mean(heads, tosses, a, b, k):
    def peak(a, b):
        return (a - 1) / (a + b - 2) if a > 1 and b > 1 else float(a > 1)

    a, b = a + heads, b + tosses - heads
    return peak(a, b), peak(a, b), peak(a - k + 1, b) ** k


def mean_for_mode(heads, tosses, a, b, k):
    def peak(a, b):
        return (a - 1) / (a + b - 2) if a > 1 and b > 1 else float(a > 1)

    a, b = a + heads, b + tosses - heads
    return a / (a + b), a / (a + b), peak(a - k + 1, b) ** k


def inside_only(heads, tosses, a, b, k):
    a, b = a + heads, b + tosses - heads
    return a / (a + b), (a - 1) / (a + b - 2), ((a - k) / (a - k + b - 1)) ** k


def clipped(heads, tosses, a, b, k):
    a, b = a + heads, b + tosses - heads
    peak, peak_of_q = (a - 1) / (a + b - 2), (a - k) / (a - k + b - 1)
    return a / (a + b), min(max(peak, 0), 1), min(max(peak_of_q, 0), 1) ** k


def mode_to_the_k(heads, tosses, a, b, k):
    def peak(a, b):
        return (a - 1) / (a + b - 2) if a > 1 and b > 1 else float(a > 1)

    a, b = a + heads, b + tosses - heads
    return a / (a + b), peak(a, b), peak(a, b) ** k


def mean_to_the_k(heads, tosses, a, b, k):
    def peak(a, b):
        return (a - 1) / (a + b - 2) if a > 1 and b > 1 else float(a > 1)

    a, b = a + heads, b + tosses - heads
    return a / (a + b), peak(a, b), (a / (a + b)) ** k


def jacobian_turned(heads, tosses, a, b, k):
    def peak(a, b):
        return (a - 1) / (a + b - 2) if a > 1 and b > 1 else float(a > 1)

    a, b = a + heads, b + tosses - heads
    return a / (a + b), peak(a, b), peak(a + k - 1, b) ** k


def one_power_too_many(heads, tosses, a, b, k):
    def peak(a, b):
        return (a - 1) / (a + b - 2) if a > 1 and b > 1 else float(a > 1)

    a, b = a + heads, b + tosses - heads
    return a / (a + b), peak(a, b), peak(a - k, b) ** k


def still_theta(heads, tosses, a, b, k):
    def peak(a, b):
        return (a - 1) / (a + b - 2) if a > 1 and b > 1 else float(a > 1)

    a, b = a + heads, b + tosses - heads
    return a / (a + b), peak(a, b), peak(a - k + 1, b)


mistakes = [
    Mistake(
        no_prior,
        "These are the maximum likelihood's numbers, heads/tosses: the prior has no part in them. The posterior is "
        "Beta(a + heads, b + tails).",
        loses=[MEAN, MODE, POWER],
    ),
    Mistake(
        tosses_for_tails,
        "Here b grows by the number of tosses. Heads are counted in a, tails in b: it grows by tosses − heads.",
        loses=ALL,
    ),
    Mistake(
        sides_swapped,
        "Here heads and tails have changed places. θ is the probability of heads, its power a − 1: heads add to a.",
        loses=ALL,
    ),
    Mistake(
        mode_for_mean,
        "This is the posterior's maximum, with its −1 and −2. The mean of Beta(a, b) is a/(a + b).",
        loses=[MEAN],
    ),
    Mistake(
        mean_for_mode,
        "This is the posterior mean. The MAP is where the density is largest: set the derivative of "
        "its logarithm to 0, and the powers a − 1 and b − 1 leave a −1 and a −2.",
        loses=[MODE, END],
    ),
    Mistake(
        inside_only,
        "Inside (0, 1) the formula is right. But where a power of θ or of 1 − θ is 0 or below, the density is largest "
        "at an end, and the formula gives something else, even a number outside [0, 1]: look at the powers first.",
        loses=[END, POWER],
    ),
    Mistake(
        clipped,
        "To clip the formula to [0, 1] is not enough. Where the two powers add up to less than 0, its denominator "
        "changes sign and it points to the wrong end: look at each power by itself.",
        loses=[END, POWER],
    ),
    Mistake(
        mode_to_the_k,
        "This is the MAP of θ to the power k. A maximum of a density does not move along with the coordinate: the "
        "density of q is that of θ times |dθ/dq|.",
        loses=[POWER],
    ),
    Mistake(
        mean_to_the_k,
        "This is the posterior mean of θ to the power k, which is neither the mean nor the MAP of q.",
        loses=[POWER],
    ),
    Mistake(
        jacobian_turned,
        "Here the density is multiplied by |dq/dθ|. The density of q is that of θ times |dθ/dq|: what dq is wide in "
        "θ. The probability of a small interval must stay the same.",
        loses=[POWER],
    ),
    Mistake(
        one_power_too_many,
        "Here the density of θ is divided by θᵏ. With q = θᵏ the derivative dq/dθ is kθᵏ⁻¹: divide by that.",
        loses=[POWER],
    ),
    Mistake(
        still_theta,
        "This is the θ at which the density of q is largest. The number asked for is q there: raise it to the power k.",
        loses=[POWER],
    ),
]
