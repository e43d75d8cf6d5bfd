"""What augmented rows must be, whatever the draws were: the facts that are read off them, and their laws."""

import numpy as np

COUNTS = "how many rows are shifted by −max_shift, …, max_shift"
LOST = "how many rows are no shift of theirs"
ALIKE = "share of calls in which both of two rows have the same shift"
AGAIN = "share of rows with the same shift as in the call before"
NOWHERE = 99


def places(results, largest):
    """By how much each row of 1, 2, …, d was shifted: what most of its entries say; NOWHERE if they say nothing."""
    off = np.arange(results.shape[1]) - (results - 1)
    off = np.where(results != 0, off, np.nan)
    off[~np.any(results != 0, axis=1)] = NOWHERE
    found = np.nanmedian(off, axis=1)
    return np.where(np.abs(found) <= largest, np.round(found), NOWHERE).astype(int)


def windows(results, largest):
    """How often each picture of a row occurs, by its shift: 0 is in the window, x is not, _ was moved in."""
    found = places(results, largest)
    counts = {}
    for k in range(-largest, largest + 1):
        seen = np.where(results[found == k] == 0, "0", "x")
        pictures, times = np.unique([_moved_in("".join(row), k) for row in seen], return_counts=True)
        # whole numbers would have to be equal: of two answers with one law the counts are only near each other
        counts[f"shifted by {k}"] = dict(zip(pictures.tolist(), times.astype(float).tolist(), strict=True))
    return counts


def _moved_in(picture, k):
    inside = picture[k:] if k > 0 else picture[: len(picture) + k]
    return "_" * k + inside if k > 0 else inside + "_" * -k


def _right(row, k, width):
    """Each right result for a row that is shifted by k, one for each place of the window."""
    shifted = np.zeros_like(row)
    d = len(row)
    shifted[max(k, 0) : d + min(k, 0)] = row[max(-k, 0) : d - max(k, 0)]
    for first in range(d - width + 1):
        result = shifted.copy()
        result[first : first + width] = 0
        yield result


def values(result, expected, case):
    """What is wrong with the results of a row, if any is none of those that the shifts and windows can give."""
    largest, width = case["max_shift"], case["width"]
    for i, row in enumerate(case["X"]):
        right = np.array([each for k in range(-largest, largest + 1) for each in _right(row, k, width)])
        for got in np.asarray(result[f"row {i}"], dtype=float).reshape(-1, len(row)):
            if not np.any(np.all(np.abs(right - got) <= 1e-3 * np.abs(right), axis=1)):
                return (
                    f"turns the row {_show(row)} into {_show(got)}: no shift by at most {largest}, with zeros moved "
                    f"in, and then a window of {width} zeros, gives that"
                )
    return None


def _show(row):
    return f"({', '.join(f'{entry:.4g}' for entry in row)})"


def shifts(result, expected, case):
    """What speaks against independent shifts, all equally likely."""
    counts, largest = np.asarray(result[COUNTS], dtype=float), case["max_shift"]
    if counts.shape != (2 * largest + 1,):
        return "does not say how often each shift occurs"
    even = (counts.sum() + result[LOST]) / len(counts)
    for k, count in zip(range(-largest, largest + 1), counts, strict=True):
        if not abs(count - even) <= 7 * even**0.5:
            return f"shifts {count:.0f} rows by {k}, where about {even:.0f} are right"
    if result[AGAIN] == 1:
        return None  # which is for DRAWS to say
    for key in (ALIKE, AGAIN):
        if not abs(result[key] - 1 / len(counts)) <= 0.12:
            return f"does not draw each shift by itself: the {key} is {result[key]:.3f}, not {1 / len(counts):.3f}"
    return None


def window_law(result, expected, case):
    """What speaks against windows with all places equally likely, whatever the shift, if that occurs at all."""
    for k in range(-case["max_shift"], case["max_shift"] + 1):
        counts = result[f"shifted by {k}"]
        total = sum(counts.values())
        right = [_moved_in(_picture(row), k) for row in _right(np.ones(case["length"]), 0, case["width"])]
        strange = [picture for picture, count in counts.items() if picture not in right and count > 0.02 * total]
        if strange:
            legend = "0: hidden, x: not, _: moved in"
            return f"leaves rows such as {strange[0]} ({legend}), where a window of {case['width']} entries is right"
        if total >= 300 and (uneven := _uneven(counts, right)):
            return uneven
    return None


def _uneven(counts, right):
    """What is said of the picture that is furthest from its share, if that is seven standard deviations or more."""
    total = sum(counts.values())
    even = {picture: total * right.count(picture) / len(right) for picture in sorted(set(right))}
    off = {picture: abs(counts.get(picture, 0) - share) / share**0.5 for picture, share in even.items()}
    worst = max(off, key=off.get)
    if off[worst] <= 7:
        return None
    seen = f"{counts.get(worst, 0):.0f} of {total:.0f} rows"
    return f"gives {seen} the picture {worst} (0: hidden), where about {even[worst]:.0f} are right"


def _picture(row):
    return "".join("x" if entry else "0" for entry in row)
