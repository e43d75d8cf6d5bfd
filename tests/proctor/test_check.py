"""A check runs an answer, judges what came of it and explains; each step stands on its own."""

import logging
import subprocess
import sys
import warnings

import numpy as np
import pytest
import torch
from proctor import Check, Mistake, Requirement
from proctor.evidence import run_cases
from proctor.judge import judge
from proctor.report import as_html
from proctor.run import CheckError, prove


def scale(x, factor):
    return x * factor


def forgets_the_factor(x, factor):
    return x


def adds(x, factor):
    return x + factor


def some_cases(generator):
    return [{"x": generator.normal(size=size), "factor": 3.0} for size in (4, 2)]


def empty_case(generator):
    return [{"x": np.zeros(0), "factor": generator.uniform()}]


SCALE = Check(
    "scale",
    reference=scale,
    requirements=[
        Requirement("multiplies by the factor", points=2, cases=some_cases),
        Requirement("takes an empty array", points=1, cases=empty_case),
    ],
    mistakes=[
        Mistake(forgets_the_factor, "The factor is missing.", ["multiplies by the factor"]),
        Mistake(adds, "This adds.", ["multiplies by the factor"]),
    ],
)


def score(answer, check=SCALE, **options):
    return check(answer, **options).verdict.score


def test_a_right_answer_gets_all_points_and_a_line_for_each_requirement():
    assert str(SCALE(scale)).splitlines() == [
        "scale: 3 of 3 points",
        "✓ multiplies by the factor (2 points)",
        "✓ takes an empty array (1 point)",
    ]


def test_a_known_mistake_is_named_and_loses_only_its_requirement():
    report = SCALE(forgets_the_factor)
    assert report.verdict.score == 1
    assert "✗ multiplies by the factor (2 points)\n    The factor is missing.\n✓ takes" in str(report)


def test_an_unknown_mistake_is_shown_on_the_smallest_failing_case():
    text = str(SCALE(lambda x, factor: -x * factor, seed=7))
    (big, small) = some_cases(np.random.default_rng(0))
    assert big["x"].size > small["x"].size
    shown = next(line for line in text.splitlines() if line.strip().startswith("x "))
    assert shown.count(",") == 1
    assert "got" in text
    assert "expected" in text


def test_a_mistake_is_named_only_when_every_case_agrees():
    def sometimes(x, factor):
        return x if x.size == 2 else -x

    assert "The factor is missing" not in str(SCALE(sometimes))


def test_an_answer_that_changes_its_argument_is_told_so():
    def in_place(x, factor):
        x *= factor
        return x

    report = SCALE(in_place)
    assert report.verdict.score == 1  # the empty array has nothing to change
    assert "is right, but the call changes its argument x in place: work on a copy" in str(report)


def test_an_argument_that_may_change_may_change():
    def grow(x):
        x += 1

    def call(answer, case):
        answer(case["x"])
        return case["x"]

    def cases(generator):
        return [{"x": generator.normal(size=3)}]

    check = Check("grow", grow, [Requirement("adds one", 1, cases, call=call, may_change=["x"])])
    assert score(grow, check) == 1


def test_an_exception_is_shown_with_its_message_and_costs_that_requirement_alone():
    def fragile(x, factor):
        if not x.size:
            raise ValueError("nothing in it")
        return x * factor

    report = SCALE(fragile)
    assert report.verdict.score == 2
    assert "The call raised ValueError: nothing in it." in str(report)


def test_an_unwritten_answer_is_told_so_once():
    def stub(x, factor):
        raise NotImplementedError()

    text = str(SCALE(stub))
    assert text.count("Not written yet") == 1
    assert text.startswith("scale: 0 of 3 points")


def test_words_on_any_stream_cost_nothing_and_stay_off_the_page(capfd):
    logging.basicConfig(force=True)

    def chatty(x, factor):
        print("progress")
        print("trouble", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)
        logging.warning("log line")
        logging.getLogger("course").error("another")
        return x * factor

    assert score(chatty) == 3
    assert capfd.readouterr() == ("", "")


def test_what_a_wrong_answer_printed_and_warned_is_shown_with_its_case():
    def chatty(x, factor):
        print("here I am")
        warnings.warn("careful", stacklevel=1)
        return x - factor

    text = str(SCALE(chatty))
    assert "here I am" in text
    assert "UserWarning: careful" in text


def test_the_same_seed_gives_the_same_cases_and_another_seed_others():
    first, again, other = (SCALE.requirements[0].draw(seed)[0]["x"] for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_seed_comes_from_the_environment_when_none_is_given(monkeypatch):
    seen = []

    def spy(x, factor):
        seen.append(x.copy())
        return x * factor

    for seed in ("0", "5"):
        monkeypatch.setenv("PROCTOR_SEED", seed)
        SCALE(spy)
    assert not np.array_equal(seen[0], seen[3])


def test_a_hard_coded_answer_to_one_seed_fails_on_another():
    known = iter([case["x"] * 3.0 for case in some_cases(np.random.default_rng(0))] * 9)
    assert score(lambda x, factor: next(known) if x.size else x, seed=3) == 1


def test_nbgrader_reads_the_bare_score_and_people_read_html():
    bundle = SCALE(forgets_the_factor)._repr_mimebundle_()
    assert float(bundle["text/plain"]) == 1.0
    assert "<li>✗ multiplies by the factor" in bundle["text/html"]


def test_what_an_answer_says_is_escaped_in_html():
    def hostile(x, factor):
        raise ValueError("<script>alert(1)</script>")

    page = as_html(SCALE(hostile).verdict)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_validate_shows_the_report_of_a_failed_cell_on_stderr(monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    SCALE(scale)
    assert capsys.readouterr().err == ""
    SCALE(forgets_the_factor)
    assert "The factor is missing." in capsys.readouterr().err


def a_sixth():
    return 1 / 6


def a_third():
    return 1 / 3


SIXTH = Check(
    "sixth",
    a_sixth,
    [Requirement("is a sixth", 1)],
    [Mistake(a_third, "Halve it.", ["is a sixth"])],
    value=True,
)


@pytest.mark.parametrize(
    ("answer", "points", "words"),
    [
        (1 / 6, 1, "✓"),
        (np.float64(1 / 6), 1, "✓"),
        (1 / 3, 0, "Halve it."),
        (None, 0, "The result is still None: there is no answer yet."),
        (0.2, 0, "The result is not the right one."),
        ("1/6", 0, "The result is '1/6', not a number."),
    ],
)
def test_a_value_is_judged_like_a_result(answer, points, words):
    report = SIXTH(answer)
    assert report.verdict.score == points
    assert words in str(report)
    assert points or "0.166667" not in str(report)  # the right value is not given away


@pytest.mark.parametrize(("right", "wrong"), [(3, 2), ("ridge", "lasso"), ([0.5, 2.0], [0.5, 3.0]), (True, False)])
def test_a_wrong_value_of_any_kind_does_not_give_the_right_one_away(right, wrong):
    report = Check("value", lambda: right, [Requirement("is right", 1)], value=True)(wrong)
    assert "The result is not the right one." in str(report)
    assert "expected" not in str(report)


def test_a_property_decides_where_no_single_value_is_right():
    def sums_to_one(result, expected, case):
        return None if abs(sum(result) - 1) < 1e-9 else f"sums to {sum(result):g}, not 1"

    def cases(generator):
        return [{"n": 3}]

    check = Check("weights", lambda n: [1.0] + [0.0] * (n - 1), [Requirement("sum to 1", 1, cases, judge=sums_to_one)])
    assert score(lambda n: np.ones(n) / n, check) == 1
    wrong = str(check(lambda n: np.ones(n)))
    assert "The result sums to 3, not 1." in wrong
    assert "expected" not in wrong  # what the reference returned is only one of many right answers
    assert "is not of the kind that was asked for" in str(check(lambda n: 5))
    assert "The result is None: is a `return` missing?\n" in str(check(lambda n: None))


def sorted_pair(x):
    return np.sort(x), np.argsort(x)


def descending(x):
    return np.sort(x)[::-1], np.argsort(x)


def pairs(generator):
    return [{"x": generator.normal(size=size)} for size in (3, 5)]


def whole(answer, case):
    return answer(*case.values())


def _at(index):
    return lambda result, case: result[index]


PARTS = Check(
    "sorted_pair",
    sorted_pair,
    [
        Requirement("sorts", 1, pairs, whole, part=_at(0)),
        Requirement("says where from", 1, pairs, whole, part=_at(1)),
    ],
    [Mistake(descending, "Downwards.", ["sorts"])],
)


def test_requirements_with_the_same_cases_and_call_share_a_run():
    calls = []

    def counted(x):
        calls.append(len(x))
        return sorted_pair(x)

    assert score(counted, PARTS) == 2
    assert calls == [3, 5]
    assert list(run_cases(PARTS, sorted_pair, 0)) == ["sorts"]


def test_a_requirement_with_other_cases_call_or_right_to_change_has_a_run_of_its_own():
    first = Requirement("a", 1, pairs, whole)
    others = [
        Requirement("b", 1, some_cases, whole),
        Requirement("c", 1, pairs),
        Requirement("d", 1, pairs, whole, may_change=["x"]),
    ]
    assert Check("x", sorted_pair, [first, *others]).runs == [first, *others]


def test_each_requirement_is_judged_by_its_part_and_a_mistake_is_known_by_it():
    report = PARTS(descending)
    assert [finding.mistake for finding in report.verdict.findings] == ["Downwards.", None]
    assert report.verdict.score == 1
    half = str(PARTS(lambda x: (np.sort(x), x)))
    assert "✓ sorts (1 point)\n✗ says where from" in half
    assert "expected  [" in half  # the part alone is shown


def test_a_result_without_the_part_is_a_failure_with_its_reason():
    text = str(PARTS(lambda x: [np.sort(x)]))
    assert "✓ sorts" in text
    assert "The result is not of the kind that was asked for (IndexError: list index out of range).\n" in text
    assert "got  " in text
    assert "expected" not in text  # beside all of the result, a part would be misread
    assert str(PARTS(lambda x: None)).count("is None: is a `return` missing?") == 1
    assert "The result is an object, not an array of shape (3,)" in str(PARTS(lambda x: object()))


def test_where_the_judge_has_no_use_for_the_reference_it_is_not_called():
    def never():
        raise AssertionError

    def even(result, expected, case):
        assert expected is None
        return None if result % 2 == 0 else "is odd"

    check = Check("even", never, [Requirement("is even", 1, judge=even, needs_reference=False)])
    assert score(lambda: 4, check) == 1
    assert "The result is odd." in str(check(lambda: 3))
    assert "The result is None: is a `return` missing?" in str(check(lambda: None))


def test_the_reference_and_a_known_mistake_meet_the_cases_of_a_run_once():
    met = []

    def noting(name, function):
        def noted(x):
            met.append((name, len(x)))
            return function(x)

        return noted

    def ascending_places(x):
        return descending(x)[0], np.zeros(len(x))

    loses = ["sorts", "says where from"]
    mistakes = [Mistake(noting("mistake", ascending_places), "Both.", loses)]
    check = Check("sorted_pair", noting("reference", sorted_pair), PARTS.requirements, mistakes)
    assert [finding.mistake for finding in check(ascending_places).verdict.findings] == ["Both.", "Both."]
    assert sorted(met) == [("mistake", 3), ("mistake", 5), ("reference", 3), ("reference", 5)]


def test_no_known_mistake_is_run_for_an_answer_that_is_not_written_yet():
    def never(x):
        raise AssertionError

    def stub(x):
        raise NotImplementedError

    check = Check("sorted_pair", sorted_pair, PARTS.requirements, [Mistake(never, "Never.", ["sorts"])])
    assert str(check(stub)).count("Not written yet") == 1


def test_cases_are_drawn_once_for_a_seed_and_handed_out_afresh():
    drawn = []

    def noted(generator):
        drawn.append(generator)
        return [{"x": generator.normal(size=3), "names": ["a"]}]

    requirement = Requirement("a", 1, noted)
    (first,) = requirement.draw(3)
    first["x"][:] = 0
    first["names"].append("b")
    (second,) = requirement.draw(3)
    assert len(drawn) == 1
    assert np.all(second["x"] != 0)
    assert second["names"] == ["a"]
    requirement.draw(4)
    assert len(drawn) == 2


def test_cases_that_a_copy_would_spoil_are_drawn_again():
    class Kept:
        def __reduce__(self):
            return str, ("a copy",)

    requirement = Requirement("a", 1, lambda generator: [{"x": generator.normal(size=2), "kept": Kept()}])
    first, second = (requirement.draw(0)[0] for _ in range(2))
    assert isinstance(second["kept"], Kept)
    assert first["kept"] is not second["kept"]
    assert np.array_equal(first["x"], second["x"])


def test_evidence_and_verdict_agree_with_the_call():
    evidence = run_cases(SCALE, adds, seed=4)
    verdict = judge(SCALE, evidence, seed=4)
    assert verdict.score == score(adds, seed=4) == 1
    assert [finding.mistake for finding in verdict.findings] == ["This adds.", None]


def test_evidence_shares_no_memory_with_the_answer():
    kept = torch.ones(3, requires_grad=True)
    check = Check("ones", lambda: np.ones(3), [Requirement("is one", 1)])
    evidence = run_cases(check, lambda: kept, seed=0)
    with torch.no_grad():
        kept.zero_()
    assert judge(check, evidence, seed=0).score == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"requirements": [Requirement("a", 1), Requirement("a", 1)]},
        {"requirements": [Requirement("a", 1)], "mistakes": [Mistake(a_third, "", ["b"])]},
        {"requirements": [Requirement("a", 1)], "mistakes": [Mistake(a_third, "", [])]},
    ],
)
def test_a_check_that_contradicts_itself_is_refused(wrong):
    with pytest.raises(ValueError, match=r"check 'x': .* must .*got"):
        Check("x", a_sixth, **wrong)


@pytest.mark.parametrize("wrong", [{"part": _at(0), "same_dtype": True}, {"needs_reference": False}])
def test_a_requirement_that_contradicts_itself_is_refused(wrong):
    with pytest.raises(ValueError, match=r"requirement 'a': .* must be .*, got "):
        Requirement("a", 1, **wrong)


@pytest.mark.parametrize("count", [1, 3])
def test_another_number_of_outcomes_than_of_cases_is_refused(count):
    evidence = run_cases(PARTS, sorted_pair, 0)
    with pytest.raises(ValueError, match="zip"):
        judge(PARTS, {name: (rows * 2)[:count] for name, rows in evidence.items()}, 0)


def test_importing_proctor_imports_neither_torch_nor_matplotlib_nor_the_course():
    code = "import proctor, sys; print({'torch', 'matplotlib', 'shrinkage', 'nbgrader'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "set()"


def fails(*arguments):
    raise LookupError("a bug of the instructor's")


def some(generator):
    return [{"x": generator.normal(size=3)}]


def check_that_fails(reference=np.sort, **of_requirement):
    return Check("sort", reference, [Requirement("sorts", 1, **{"cases": some} | of_requirement)])


BROKEN = {
    "reference": check_that_fails(reference=fails),
    "part": check_that_fails(part=fails),
    "reference of a part": check_that_fails(reference=fails, part=len),
    "judge": check_that_fails(judge=fails),
}


@pytest.mark.parametrize("check", BROKEN.values(), ids=BROKEN)
def test_what_fails_on_the_reference_is_the_fault_of_the_check_and_of_no_answer(check):
    says = r"^the check 'sort' fails by itself: its `fails` raised LookupError: a bug of the instructor's$"
    with pytest.raises(CheckError, match=says):
        check(np.sort)
    with pytest.raises(CheckError, match=says):
        prove(check, 0)


def test_a_judge_that_fails_without_a_reference_to_look_at_is_the_fault_of_the_check():
    with pytest.raises(CheckError, match="its `fails` raised LookupError"):
        check_that_fails(judge=fails, needs_reference=False)(np.sort)


def test_cases_that_cannot_be_drawn_and_a_value_that_cannot_be_computed_are_the_fault_of_the_check():
    with pytest.raises(CheckError, match="its `fails` raised LookupError"):
        prove(check_that_fails(cases=fails), 0)
    mistake = Mistake(fails, "This fails.", ["is 4"])
    with pytest.raises(CheckError, match="its `fails` raised LookupError"):
        Check("four", lambda: 4, [Requirement("is 4", 1)], [mistake], value=True)(5)


def test_what_fails_on_an_answers_result_alone_costs_that_answer_its_points():
    def rising(result, expected, case):
        return None if result[0] < expected[-1] else "does not rise"

    for check in (check_that_fails(judge=rising), check_that_fails(part=lambda result, case: result[0])):
        prove(check, 0)
        assert score(np.sort, check) == 1
        assert score(lambda x: 3, check) == 0
        assert "is not of the kind that was asked for" in str(check(lambda x: 3))


def test_memory_that_runs_out_is_not_taken_for_the_fault_of_the_check():
    def hungry(*arguments):
        raise MemoryError

    with pytest.raises(MemoryError):  # the submission may have filled it: its paper alone is concerned
        check_that_fails(judge=hungry)(np.sort)
