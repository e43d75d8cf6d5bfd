"""What a student reads who makes one of the known mistakes of item 7."""

from proctor import Mistake

from shrinkage.checks.bayes import evidence_mistakes as wrong
from shrinkage.checks.bayes.evidence_mistakes import GRADIENT, LEAN, LOGS, VALUE

IN_VALUE = [VALUE, LOGS]
IN_GRADIENT = [GRADIENT, LEAN]

mistakes = [
    Mistake(
        wrong.no_constant,
        "The ½n log 2π is missing. It changes no comparison, but the log evidence is the logarithm of a density, and "
        "that is what was asked for.",
        loses=IN_VALUE,
    ),
    Mistake(
        wrong.no_determinant,
        "The logarithm of the determinant is missing. It is what a large prior variance costs: without it the evidence "
        "grows for ever with τⱼ².",
        loses=IN_VALUE,
    ),
    Mistake(
        wrong.determinant_turned,
        "The logarithm of the determinant has the wrong sign. The density of a wide Gaussian is small: it is "
        "subtracted.",
        loses=IN_VALUE,
    ),
    Mistake(
        wrong.no_half,
        "A factor ½ is missing. The density has exp(−½ yᵀK⁻¹y) and det(K)^(−½): all three terms have the ½.",
        loses=IN_VALUE,
    ),
    Mistake(
        wrong.noise_not_in_determinant,
        "Here the determinant is that of K/σ². K has n rows: det K is σ²ⁿ times it, so n log σ² is missing.",
        loses=IN_VALUE,
    ),
    Mistake(
        wrong.at_the_mean,
        "This is the log likelihood at the posterior mean: how well the best weights fit. The evidence averages over "
        "all weights of the prior, and so charges for the freedom.",
        loses=IN_VALUE,
    ),
    Mistake(
        wrong.determinant_as_a_number,
        "Here the determinant is computed first, and it is 0 or infinite in floating point. Its logarithm is harmless: "
        "sum the logarithms of its factors, with `np.linalg.slogdet`, a Cholesky factor or singular values.",
        loses=[LOGS],
    ),
    Mistake(
        wrong.precisions,
        "Here `prior_variances` are taken for precisions. The covariance of y is σ²I + Σⱼ τⱼ² xⱼxⱼᵀ: a large τⱼ² lets "
        "feature j say much.",
        loses=[VALUE, GRADIENT, LOGS, LEAN],
    ),
    Mistake(
        wrong.deviations,
        "Here `prior_variances` are squared, as if they were standard deviations. They are the τⱼ² themselves.",
        loses=[VALUE, GRADIENT, LOGS, LEAN],
    ),
    Mistake(
        wrong.in_the_variances,
        "This is the gradient in τⱼ². The one in log τⱼ² is τⱼ² times it.",
        loses=IN_GRADIENT,
    ),
    Mistake(
        wrong.in_the_deviations,
        "This is twice the gradient: that in log τⱼ. Since log τⱼ² = 2 log τⱼ, the one in log τⱼ² is half of it.",
        loses=IN_GRADIENT,
    ),
    Mistake(
        wrong.fit_alone,
        "This is what comes from yᵀK⁻¹y alone. The determinant depends on τⱼ² as well, and holds it back: the "
        "derivative of log det K is the trace of K⁻¹ times the derivative of K.",
        loses=IN_GRADIENT,
    ),
    Mistake(
        wrong.gamma_of_one,
        "Here the determinant's share is −½ for every weight, as if the data left nothing open. It is −½γⱼ with "
        "γⱼ = 1 − Cⱼⱼ/τⱼ², where C is the posterior covariance.",
        loses=IN_GRADIENT,
    ),
    Mistake(
        wrong.downhill,
        "The gradient has the wrong sign: it is that of the negative log evidence, which some minimise.",
        loses=IN_GRADIENT,
    ),
    Mistake(
        wrong.negative,
        "This is minus the log evidence, which some minimise. Return the log evidence with its own sign.",
        loses=IN_VALUE,
    ),
    Mistake(
        wrong.all_squared,
        "Here both variances are squared, as if they were standard deviations. They are σ² and the τⱼ² themselves.",
        loses=[VALUE, GRADIENT, LOGS, LEAN],
    ),
    Mistake(
        wrong.examples_squared,
        "The gradient is right, but with 1500 examples an (n, n) matrix takes 18 MB. With few features, work with the "
        "(d, d) posterior covariance; or take the thin singular value decomposition, which is lean on both sides.",
        loses=[LEAN],
    ),
    Mistake(
        wrong.squares_everywhere,
        "The gradient is right, but for 1500 examples there is an (n, n) matrix and for 1500 features a (d, d) one, "
        "each of 18 MB. `X * variances` scales the columns without a diagonal matrix; the thin singular value "
        "decomposition of the scaled X needs no large square at all.",
        loses=[LEAN],
    ),
    Mistake(
        wrong.features_squared,
        "The gradient is right, but with 1500 features a (d, d) matrix takes 18 MB. With few examples, work with the "
        "(n, n) covariance of y; or take the thin singular value decomposition, which is lean on both sides.",
        loses=[LEAN],
    ),
]
