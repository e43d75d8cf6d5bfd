"""The checks of the assignment on averages."""

from proctor import Check, Mistake, Requirement


def average(numbers):
    return sum(numbers) / len(numbers)


def some_numbers(generator):
    return [{"numbers": generator.integers(1, 9, size).tolist()} for size in (3, 5)]


def one_number(generator):
    return [{"numbers": [4.0]}]


def forgets_to_divide(numbers):
    return sum(numbers)


def divides_by_one_less(numbers):
    return sum(numbers) / (len(numbers) - 1)


mean = Check(
    "mean",
    reference=average,
    requirements=[
        Requirement("is the sum divided by how many there are", points=2, cases=some_numbers),
        Requirement("gives a single number back", points=1, cases=one_number),
    ],
    mistakes=[
        Mistake(
            forgets_to_divide,
            "This is the sum: divide it by how many there are.",
            loses=["is the sum divided by how many there are"],
        ),
        Mistake(
            divides_by_one_less,
            "This divides by one less than how many there are.",
            loses=["is the sum divided by how many there are", "gives a single number back"],
        ),
    ],
)


def mean_of_first_ten():
    return 4.5


def mean_of_one_to_ten():
    return 5.5


ten = Check(
    "ten",
    reference=mean_of_first_ten,
    requirements=[Requirement("is the mean of 0, 1, …, 9", points=1)],
    mistakes=[Mistake(mean_of_one_to_ten, "This is the mean of 1, …, 10.", loses=["is the mean of 0, 1, …, 9"])],
    value=True,
)

CHECKS = {"mean": mean, "ten": ten}
