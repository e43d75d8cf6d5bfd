"""The known mistakes of item 5, and what is said about them."""

from proctor import Mistake

from shrinkage.checks.l1 import corner_budgets as budgets
from shrinkage.checks.l1 import corner_ellipses as ellipses

POINTS = "marks the weights of least squares and of the lasso"
DIAMOND = "draws the budget: all w with the ‖w‖₁ of the lasso's weights"
ELLIPSE = "draws the loss: all w with the mean loss of the lasso's weights"
WORDS = "labels both axes, names all four in a legend, and gives both axes the same scale"
PICTURE = [POINTS, DIAMOND, ELLIPSE]

mistakes = [
    Mistake(
        budgets.lam_without_n,
        "This is the picture for λ beside the sum of squares, n times too weak a penalty. Beside the mean loss, λ is "
        "compared with Xᵀ(Xw − y)/n.",
        loses=PICTURE,
    ),
    Mistake(
        budgets.intercept_fitted,
        "These are the lasso's weights beside an intercept, or after centring. Use X and y as they are; scikit-learn's "
        "Lasso needs `fit_intercept=False` for that.",
        loses=PICTURE,
    ),
    Mistake(
        budgets.ridge,
        "The weights that are marked as the lasso's are ridge's: they minimise the loss + λ·½‖w‖².",
        loses=PICTURE,
    ),
    Mistake(
        budgets.soft_least_squares,
        "Here the weights of least squares are soft-thresholded by λ. That is the lasso only where XᵀX = nI.",
        loses=PICTURE,
    ),
    Mistake(
        budgets.budget_of_least_squares,
        "This diamond goes through the weights of least squares. With that budget nothing would be held back: it is "
        "the lasso's weights that use their budget up.",
        loses=[DIAMOND],
    ),
    Mistake(
        budgets.lam_for_budget,
        "Here λ is taken for the budget. λ is a price; the budget is what is bought at that price, ‖w‖₁ at the lasso's "
        "weights.",
        loses=[DIAMOND],
    ),
    Mistake(
        budgets.round_budget,
        "This is a circle: all w of the same length ‖w‖₂. The budget is on |w₁| + |w₂|.",
        loses=[DIAMOND],
    ),
    Mistake(
        budgets.open_diamond,
        "One side of the diamond is missing: come back to the first corner at the end.",
        loses=[DIAMOND],
    ),
    Mistake(
        budgets.square_budget,
        "This is a square with sides along the axes: all w with the same max |wⱼ|. The budget is on |w₁| + |w₂|.",
        loses=[DIAMOND],
    ),
    Mistake(
        ellipses.axes_of_the_ellipse_swapped,
        "This ellipse is long where the loss is steep. It must be short there: a small step changes the loss much.",
        loses=[ELLIPSE],
    ),
    Mistake(
        ellipses.round_loss,
        "This is a circle. The loss grows at different rates in different directions: its level sets are ellipses.",
        loses=[ELLIPSE],
    ),
    Mistake(
        ellipses.ellipse_around_zero,
        "This ellipse stands around 0. The loss is smallest at the weights of least squares: that is its centre.",
        loses=[ELLIPSE],
    ),
    Mistake(
        ellipses.transpose_forgotten,
        "This ellipse leans the wrong way. NumPy's cholesky gives L with H = LLᵀ, so that dᵀHd = ‖Lᵀd‖²: solve with "
        "Lᵀ, not with L.",
        loses=[ELLIPSE],
    ),
    Mistake(
        ellipses.radius_not_rooted,
        "The ellipse has the right form and the wrong size: it is scaled by a square. Twice as far away the loss has "
        "grown four times as much.",
        loses=[ELLIPSE],
    ),
    Mistake(
        ellipses.half_of_the_ellipse,
        "This is half of the ellipse. Go round once: 2π.",
        loses=[ELLIPSE],
    ),
    Mistake(
        ellipses.axes_stretched,
        "The axes have different scales, so that the diamond is no square on its tip: ax.set_aspect('equal').",
        loses=[WORDS],
    ),
    Mistake(
        ellipses.no_legend,
        "There is no legend on ax: call `ax.legend()` after drawing.",
        loses=[WORDS],
    ),
    Mistake(
        ellipses.nothing_on_the_axes,
        "The axes have no labels: nobody can tell which weight is which.",
        loses=[WORDS],
    ),
]
