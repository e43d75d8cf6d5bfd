"""What a student reads who makes one of the known mistakes of item 6."""

from proctor import Mistake

from shrinkage.checks.bayes import slab_mistakes as wrong
from shrinkage.checks.bayes.slab_mistakes import FAR, MEAN, MEDIAN, PROBABILITY

THREE = [PROBABILITY, MEAN, MEDIAN]
NOT_FINITE = (
    "Far out, densities are 0 in floating point and their ratio is 0/0, or the odds are infinite. Work with the "
    "logarithm of the odds: then the probability is 1/(1 + exp(−log odds))."
)

mistakes = [
    Mistake(
        wrong.evidence_without_noise,
        "Here y has the density N(0, τ²) where w is in the slab. y is w plus noise: its variance is σ² + τ².",
        loses=THREE,
    ),
    Mistake(
        wrong.no_occam_factor,
        "Here the densities have lost the 1/√variance in front. The slab spreads its bets widely and has less "
        "density near 0: without this factor it wins even at y = 0.",
        loses=THREE,
    ),
    Mistake(
        wrong.no_prior_odds,
        "This is the answer for share = ½. Multiply the ratio of the densities by the prior odds, share/(1 − share).",
        loses=THREE,
    ),
    Mistake(
        wrong.share_of_zeros,
        "Here `share` is taken for the probability that w is 0. It is the probability of the slab, that w is not 0.",
        loses=THREE,
    ),
    Mistake(
        wrong.probability_of_zero,
        "This is the posterior probability that w is 0: return 1 minus it.",
        loses=[PROBABILITY, FAR],
    ),
    Mistake(
        wrong.mean_of_the_slab,
        "This is the mean if w is in the slab. With some probability w is 0: average the two cases.",
        loses=[MEAN],
    ),
    Mistake(
        wrong.not_shrunk,
        "This is the probability times y. In the slab the posterior mean is not y, but y shrunk by τ²/(σ² + τ²).",
        loses=[MEAN, FAR],
    ),
    Mistake(
        wrong.mean_for_median,
        "The third result is the mean once more. The median has half of the probability on each side, and 0 has a "
        "probability of its own: as long as neither side of 0 has more than a half, the median is 0.",
        loses=[MEDIAN],
    ),
    Mistake(
        wrong.median_of_the_slab,
        "This is the median if w is in the slab. The probability that sits at 0 counts too: it pulls the median "
        "to 0, and often keeps it there.",
        loses=[MEDIAN],
    ),
    Mistake(
        wrong.kept_or_killed,
        "This gives 0 or the median of the slab, whichever of spike and slab is more probable. The median of the "
        "mixture is pulled towards 0 where it is not 0, and may be 0 although the slab is more probable.",
        loses=[MEDIAN],
    ),
    Mistake(
        wrong.positive_side_only,
        "Where y is positive the median is right. For −y everything must be mirrored: the median has the sign of y.",
        loses=[MEDIAN, FAR],
    ),
    Mistake(
        wrong.past_zero,
        "Here the median jumps over 0, to the other side than y. Between the two stands the spike with all its "
        "probability: the median stops at 0. It leaves 0 only if more than a half lies on one side of it.",
        loses=[MEDIAN],
    ),
    Mistake(
        wrong.away_from_zero,
        "Where y is positive and large the median is right. For −y everything must be mirrored, but here the median is "
        "always moved downwards: a negative one away from 0, and a small positive one past it.",
        loses=[MEDIAN],
    ),
    Mistake(
        wrong.mean_kept_or_killed,
        "This is the posterior mean, set to 0 where the spike is the more probable. The median is another number: it "
        "has half of the probability on each side.",
        loses=[MEDIAN],
    ),
    Mistake(
        wrong.deviations,
        "Here both variances are squared, as if they were standard deviations. They are σ² and τ² themselves.",
        loses=[PROBABILITY, MEAN, MEDIAN, FAR],
    ),
    Mistake(wrong.densities_as_numbers, NOT_FINITE, loses=[FAR]),
    Mistake(wrong.odds_as_numbers, NOT_FINITE, loses=[FAR]),
]
