"""Bad input to `shrinkage.figures`."""

from shrinkage.figures import label_lines

BAD_INPUT = [
    (label_lines, {"ax": None}, "ax", TypeError),
    (label_lines, {"ax": [1, 2]}, "ax", TypeError),
]
