"""Bad input to `shrinkage.conventions`."""

from shrinkage.conventions import from_lam, to_lam

BAD_INPUT = [
    (
        function,
        {value: 0.1, "name": "ours", "n": 10, "noise_variance": 1.0} | {argument: bad},
        argument,
        error,
    )
    for function, value in [(from_lam, "lam"), (to_lam, "value")]
    for argument, bad, error in [
        (value, 0, ValueError),
        (value, float("nan"), ValueError),
        (value, "0.1", TypeError),
        ("name", "sklearn", ValueError),
        ("name", None, ValueError),
        ("n", 0, ValueError),
        ("n", 10.0, TypeError),
        ("noise_variance", 0.0, ValueError),
        ("noise_variance", None, TypeError),
    ]
]
