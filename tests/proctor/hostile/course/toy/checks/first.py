"""What the answers to the one exercise of the small course must do."""

from proctor import Check, Mistake, Requirement

from toy import maths


def without_half(w, lam):
    return lam * (w**2).sum()


def weights(generator):
    return [{"w": generator.normal(size=size), "lam": float(generator.uniform(0.2, 2))} for size in (3, 5, 40)]


def no_weights(generator):
    return [{"w": generator.normal(size=0), "lam": 1.0}, {"w": generator.normal(size=1), "lam": 0.5}]


def tables(generator):
    return [{"X": generator.normal(3, 2, size=shape)} for shape in ((3, 2), (20, 4))]


def one_row(generator):
    return [{"X": generator.normal(size=(1, 3))}, {"X": generator.normal(size=(4, 1))}]


penalty = Check(
    "penalty",
    maths.penalty,
    [Requirement("is λ·½‖w‖²", 2, weights), Requirement("takes few weights", 1, no_weights)],
    [Mistake(without_half, "This is what you get without the ½.", ["is λ·½‖w‖²", "takes few weights"])],
)
center = Check(
    "center",
    maths.center,
    [Requirement("has columns of mean 0", 2, tables), Requirement("takes any shape", 1, one_row)],
)
largest = Check("largest", maths.largest, [Requirement("is the largest entry", 1)], value=True)
