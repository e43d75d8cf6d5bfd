"""Right answers by other routes."""


def with_statistics(numbers):
    import statistics

    return statistics.fmean(numbers)


ROUTES = {"mean": [with_statistics]}
