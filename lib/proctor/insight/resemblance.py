"""Which answers resemble each other, or the instructor's solution: k-grams of tokens, compared by copydetect.

Names, comments and layout do not count; what was given to start from does not either, nor what so many students
wrote that the question itself must ask for it. A resemblance proves nothing: it says where to look.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations

from proctor.insight.gather import Paper
from proctor.insight.prints import Text, fingerprint, normal, overlap, without
from proctor.insight.source import Starter
from proctor.insight.survey import Place

ALIKE = 0.8  # the share of two answers that must be the same for them to be listed
LEAST = 60  # characters of its own that an answer must have, its names counted as one each
MOST = 300  # different texts of an answer that are compared with each other
FEW, SHARE = 5, 5  # a passage is common that more than FEW, and more than one in SHARE of the class, wrote


@dataclass
class Pair:
    """Two students: by question, how much of their answers is the same, and whether it is so word for word."""

    students: tuple[str, str]
    questions: dict[Place, tuple[float, bool]] = field(default_factory=dict)
    weight: float = 0.0

    @property
    def telling(self) -> Place:
        """The question whose answers are to be looked at first."""
        return max(self.questions, key=lambda place: self.questions[place][::-1])


@dataclass
class Question:
    """What was compared of one question; `like_solution` is who wrote what the instructor did."""

    answers: int = 0
    texts: int = 0
    left_out: int = 0
    long_enough: int = 0
    like_solution: list[str] = field(default_factory=list)


@dataclass
class Alike:
    """The report: pairs, the weightiest first, what was compared of each question, and everyone's words."""

    pairs: list[Pair]
    questions: dict[Place, Question]
    words: dict[Place, dict[str, str]]


class Resemblance:
    """Takes papers in, and compares them in the end. Holds the answers, each text once."""

    def __init__(self, starters: dict[Place, Starter]):
        self.starters = starters
        self.words: dict[Place, dict[str, str]] = {}
        self.texts: dict[Place, dict[str, Text]] = {}
        self.normal: dict[tuple[str, str], str] = {}

    def add(self, paper: Paper) -> None:
        """Take the answers of a paper in."""
        for name, (kind, words) in paper.answers.items():
            place, key = (paper.notebook, name), (kind, words)
            if key not in self.normal:
                self.normal[key] = normal(kind, words)
            text = self.normal[key]
            self.words.setdefault(place, {})[paper.student] = words
            self.texts.setdefault(place, {}).setdefault(text, Text(kind, text)).students.append(paper.student)

    def report(self) -> Alike:
        """Compare every two answers to each question, and every answer with the solution."""
        pairs, questions = {}, {}
        for place, texts in self.texts.items():
            longest = sorted(texts.values(), key=lambda text: (-len(text.normal), text.normal))[:MOST]
            asked = Question(len(self.words[place]), len(texts), len(texts) - len(longest))
            questions[place] = asked
            self._compare(place, longest, asked, pairs)
        ranked = sorted(pairs.values(), key=lambda pair: (-pair.weight, pair.students))
        return Alike(ranked, questions, self.words)

    def _compare(self, place, texts, asked, pairs):
        starter = self.starters.get(place, Starter("", ""))
        kind = texts[0].kind
        given = fingerprint(normal(kind, starter.stub)).hashes
        prints = [without(fingerprint(text.normal), given) for text in texts]
        solution = without(fingerprint(normal(kind, starter.solution)), given)
        for text, print_ in zip(texts, prints, strict=True):
            asked.long_enough += len(text.students) * (print_.token_coverage >= LEAST)
            if overlap(print_, solution, LEAST)[0] >= ALIKE:
                asked.like_solution += text.students
        common = _common(texts, prints)
        own = [(text, without(print_, common)) for text, print_ in zip(texts, prints, strict=True)]
        for one, other, share, size in _alike([row for row in own if row[1].token_coverage >= LEAST]):
            if one != other:
                self._enter(pairs, place, {tuple(sorted((one, other))): (share, size)})

    def _enter(self, pairs, place, found):
        for students, (share, size) in found.items():
            pair = pairs.setdefault(students, Pair(students))
            same = len({"".join(self.words[place][name].split()) for name in students}) == 1
            pair.questions[place] = (share, same)
            pair.weight += size * (2 if same else 1)


def _common(texts, prints):
    """The passages that so many wrote that they say nothing."""
    holders = Counter()
    for text, print_ in zip(texts, prints, strict=True):
        holders.update(dict.fromkeys(print_.hashes, len(text.students)))
    bound = max(FEW, sum(len(text.students) for text in texts) // SHARE)
    return {passage for passage, count in holders.items() if count > bound}


def _alike(own):
    """Every two students whose answers are alike: both, the share that is the same, and how long it is."""
    for text, print_ in own:
        for one, other in combinations(text.students, 2):
            yield one, other, 1.0, print_.token_coverage
    for (text, print_), (other_text, other_print) in combinations(own, 2):
        share, size = overlap(print_, other_print, LEAST)
        if share >= ALIKE:
            for one in text.students:
                for other in other_text.students:
                    yield one, other, share, size
