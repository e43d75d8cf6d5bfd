"""Fingerprints of answers: copydetect's tokens and k-grams, of every position, so that no chance is in them."""

import io
from collections.abc import Set
from dataclasses import dataclass, field
from functools import cache

K = 25  # characters of a passage, the length that copydetect itself takes
LONGEST = 6000  # characters of an answer that are compared


@dataclass
class Text:
    """An answer as it is compared, and who wrote it."""

    kind: str
    normal: str
    students: list[str] = field(default_factory=list)


@cache
def _copydetect():
    """Imported when it is first needed: it brings Matplotlib with it."""
    import copydetect
    import copydetect.utils

    return copydetect


def normal(kind: str, words: str) -> str:
    """An answer without what does not count: in code names, comments and layout; in prose letter case and layout."""
    if kind != "code":
        return " ".join(words.lower().split())[:LONGEST]
    return _copydetect().utils.filter_code(words[: 4 * LONGEST], "answer", "python")[0][:LONGEST]


def fingerprint(text: str):
    """The fingerprint of a normal text."""
    return _copydetect().CodeFingerprint("answer", K, 1, filter=False, fp=io.StringIO(text))


def without(print_, passages: Set[int]):
    """A fingerprint less some passages.

    copydetect's own way to take boilerplate out loses passages that an answer repeats, since it takes all for
    different.
    """
    kept = {passage: places for passage, places in print_.hash_idx.items() if passage not in passages}
    less = fingerprint("")
    less.hashes, less.hash_idx, less.filtered_code = set(kept), kept, print_.filtered_code
    less.token_coverage = _copydetect().utils.get_token_coverage(kept, K, len(print_.filtered_code))
    return less


def overlap(one, other, least: int) -> tuple[float, float]:
    """The share of two fingerprints that is the same, and its length; nothing where it is shorter than `least`."""
    if 3 * len(one.hashes & other.hashes) < min(len(one.hashes), len(other.hashes)) or not one.hashes:
        return 0.0, 0.0  # no need to look closer
    size, shares, _ = _copydetect().compare_files(one, other)
    both = shares[0] * one.token_coverage + shares[1] * other.token_coverage
    return (both / (one.token_coverage + other.token_coverage), float(size)) if size >= least else (0.0, 0.0)
