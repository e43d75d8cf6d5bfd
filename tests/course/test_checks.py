"""Every check is proven: right answers pass by every route, each known mistake loses what it should, and is named."""

import importlib.util
from functools import cache
from pathlib import Path

import pytest
from proctor.evidence import run_cases
from proctor.judge import judge
from proctor.question import counts
from proctor.report import Report
from proctor.wire import decode, encode
from seeds import SEED
from shrinkage import checks

ROOT = Path(__file__).parents[2]
SLUGS = sorted(path.stem for path in (ROOT / "solutions").glob("*.md"))
SEEDS = [SEED, SEED + 1, SEED + 20260]


def bank(slug):
    return importlib.import_module(f"{checks.__name__}.{slug}").CHECKS


@cache
def routes(slug):
    spec = importlib.util.spec_from_file_location(f"solutions_{slug}", ROOT / "solutions" / f"{slug}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.ROUTES


CHECKS = [pytest.param(slug, check, id=f"{slug}.{name}") for slug in SLUGS for name, check in bank(slug).items()]
FUNCTION_CHECKS = [row for row in CHECKS if not row.values[1].value]
MISTAKES = [
    pytest.param(check, mistake, id=f"{slug}.{name}.{mistake.wrong.__name__}")
    for slug in SLUGS
    for name, check in bank(slug).items()
    for mistake in check.mistakes
]
ROUTES = [
    pytest.param(bank(slug)[name], route, id=f"{slug}.{name}.{route.__name__}")
    for slug in SLUGS
    for name, alternatives in routes(slug).items()
    for route in alternatives
]


def verdict(check, answer, seed):
    """The verdict on what leaves a room."""
    return judge(check, decode(encode(run_cases(check, answer, seed)), counts(check, seed)), seed)


def as_answer(check, function):
    """What a student would hand in: the function, or for a value check what it computes."""
    if not check.value:
        return function
    (case,) = check.requirements[0].draw(0)
    return function(*case.values())


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("slug", "check"), CHECKS)
def test_the_reference_gets_full_marks(slug, check, seed):
    report = Report(verdict(check, as_answer(check, check.reference), seed))
    assert report.verdict.score == check.points, str(report)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("check", "route"), ROUTES)
def test_a_right_answer_by_another_route_gets_full_marks(check, route, seed):
    report = Report(verdict(check, as_answer(check, route), seed))
    assert report.verdict.score == check.points, str(report)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("check", "mistake"), MISTAKES)
def test_a_mistake_loses_exactly_its_requirements_and_is_named(check, mistake, seed):
    found = verdict(check, as_answer(check, mistake.wrong), seed)
    assert {finding.requirement for finding in found.findings if not finding.passed} == set(mistake.loses)
    assert {finding.mistake for finding in found.findings if not finding.passed} == {mistake.explanation}


@pytest.mark.parametrize(("slug", "check"), CHECKS)
def test_nothing_at_all_gets_nothing(slug, check):
    def stub(*args):
        raise NotImplementedError()

    assert verdict(check, None if check.value else stub, 0).score == 0


@pytest.mark.parametrize(("slug", "check"), FUNCTION_CHECKS)
def test_a_function_that_returns_none_gets_nothing(slug, check):
    assert verdict(check, lambda *args: None, 0).score == 0


@pytest.mark.parametrize(("slug", "check"), FUNCTION_CHECKS)
def test_a_function_item_has_five_mistakes_and_three_other_routes(slug, check):
    assert len(check.mistakes) >= 5
    assert len(routes(slug)[check.name]) >= 3


@pytest.mark.parametrize(("slug", "check"), CHECKS)
def test_the_name_in_the_bank_is_the_name_of_the_check(slug, check):
    assert bank(slug)[check.name] is check
    assert getattr(importlib.import_module(f"{checks.__name__}.{slug}"), check.name) is check
