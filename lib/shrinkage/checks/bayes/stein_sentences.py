"""What a student reads who makes one of the known mistakes of item 5."""

from proctor import Mistake

from shrinkage.checks.bayes import stein_mistakes as wrong
from shrinkage.checks.bayes.stein_mistakes import FACTOR, MEAN, PLANE, RANK

ALL = [MEAN, PLANE, FACTOR, RANK]
PROPER = [MEAN, PLANE, RANK]

mistakes = [
    Mistake(
        wrong.rank_forgotten,
        "Here k − 2 stands where k − r − 2 belongs. Each direction that the fit has taken from y is one in which "
        "nothing is left to shrink: with a column of ones it is k − 3.",
        loses=ALL,
    ),
    Mistake(
        wrong.no_two,
        "Here the 2 of k − r − 2 is missing: this shrinks too much. Without a fit (r = 0) it must be Stein's k − 2.",
        loses=ALL,
    ),
    Mistake(
        wrong.always_one_column,
        "Here k − 3 is used whatever Z is. It is k − r − 2: the 3 belongs to a Z of rank 1.",
        loses=[PLANE, RANK],
    ),
    Mistake(
        wrong.columns_counted,
        "Here the columns of Z are counted. A column that follows from the others takes nothing more from y: r is the "
        "rank, `np.linalg.matrix_rank(Z)`.",
        loses=[RANK],
    ),
    Mistake(
        wrong.towards_zero,
        "This shrinks towards 0, as the plain estimator of James and Stein does. Here the distance from the fit is to "
        "be shrunk, and the fit itself is kept.",
        loses=ALL,
    ),
    Mistake(
        wrong.towards_the_mean,
        "This shrinks towards the mean of y whatever Z is. The target is the least-squares fit of y on Z.",
        loses=[PLANE, FACTOR, RANK],
    ),
    Mistake(
        wrong.no_positive_part,
        "The factor is negative here: numbers that lie close to the fit are thrown to its other side. Nothing is "
        "lost by stopping at 0, and on average something is gained.",
        loses=[FACTOR],
    ),
    Mistake(
        wrong.above_one,
        "The factor is above 1 here, where k < r + 2: the numbers are driven away from the fit. With so few of them "
        "nothing can be gained: return y.",
        loses=[FACTOR],
    ),
    Mistake(
        wrong.unbounded,
        "Here the factor may leave [0, 1]. Below 0 it throws the numbers to the other side of the fit; above 1, where "
        "k < r + 2, it drives them away from it.",
        loses=[FACTOR],
    ),
    Mistake(
        wrong.not_added_back,
        "This is what is left of the distance from the fit. Add it to the fit: the numbers are shrunk to there.",
        loses=ALL,
    ),
    Mistake(
        wrong.the_other_share,
        "Here the distance is multiplied by the share that is to be taken away. Multiply by 1 minus it.",
        loses=ALL,
    ),
    Mistake(
        wrong.everything_shrunk,
        "Here y itself is multiplied by the factor, and not its distance from the fit: this pulls everything to 0.",
        loses=ALL,
    ),
    Mistake(
        wrong.variance_squared,
        "Here `variance` is squared, as if it were a standard deviation. It is v itself.",
        loses=PROPER,
    ),
    Mistake(
        wrong.norm_of_y,
        "Here ‖y‖² stands below the line, as where one shrinks towards 0. It is the squared distance from the fit, "
        "‖y − ŷ‖².",
        loses=ALL,
    ),
    Mistake(
        wrong.norm_not_squared,
        "Here the distance ‖y − ŷ‖ stands below the line, and not its square: variances are compared with squares.",
        loses=PROPER,
    ),
    Mistake(
        wrong.variance_left_out,
        "Here the variance v is missing: this is the answer for v = 1.",
        loses=PROPER,
    ),
    Mistake(
        wrong.fit_alone,
        "This is the fit itself, as if c were always 0. Add the share c of the distance y − ŷ to it.",
        loses=ALL,
    ),
    Mistake(
        wrong.ones_added,
        "Here a column of ones was added to Z. Z is all there is: the fit goes through the origin unless Z says "
        "otherwise.",
        loses=[PLANE],
    ),
    Mistake(
        wrong.mean_of_squares,
        "Here the variance is compared with the mean of the squared distances. In the formula their sum stands, "
        "and the count is in k − r − 2 already.",
        loses=PROPER,
    ),
    Mistake(
        wrong.normal_equations,
        "ZᵀZ has no inverse where the columns of Z depend on each other. The fit exists all the same: "
        "`np.linalg.lstsq` or `np.linalg.pinv` finds it, and `np.linalg.matrix_rank` says how many columns count.",
        loses=[RANK],
    ),
    Mistake(
        wrong.every_direction_of_qr,
        "Q of `np.linalg.qr` has as many columns as Z, also where those of Z depend on each other: the last of them "
        "are then no part of Z's space, and the fit takes too much. Use `np.linalg.lstsq` or `np.linalg.pinv`.",
        loses=[RANK],
    ),
]
