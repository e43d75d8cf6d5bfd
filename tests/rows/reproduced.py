"""What the functions of shrinkage.reproduced refuse."""

from shrinkage.reproduced import Result, reproduce

ONE_TOO_MANY = Result("l2", "a claim", "", (1.0,), 0.1, lambda: (1.0, 2.0))

BAD_INPUT = [
    (reproduce, {"result": lambda: (1.0,)}, "result", TypeError),
    (reproduce, {"result": ONE_TOO_MANY}, "result", ValueError),
]
