"""Rooms that are forked from a warm hall: each one fresh, each one alone, and none without its walls."""

import logging
import time
from contextlib import closing
from pathlib import Path
from random import Random

import nbformat
import psutil
import pytest
from proctor import bubble
from proctor.examine import Examiner, Rules
from proctor.hall import Hall, HallError
from proctor.kernel import Kernel
from proctor.room import Room
from proctor.settings import ClosedRoom

from .hostile.classroom import HERE, released, source

OPEN = bubble.open_walls()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(OPEN is not None, reason=f"no closed room on this machine: {OPEN}")]

CHECKS = {"toy.checks.first"}
SETTINGS = ClosedRoom(library=["toy", "toy.given"])


@pytest.fixture(scope="module", autouse=True)
def toy():
    """The small course can be imported, here and in the hall."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(HERE / "course")
        yield


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """A hall that has imported NumPy and torch."""
    with closing(Hall(SETTINGS, tmp_path_factory.mktemp("course"), CHECKS)) as hall:
        hall.warm(["numpy", "torch", "random"])
        yield hall


def said_in_a_room(hall, files, *cells, random=7):
    """What each cell prints, in a room of its own."""
    with closing(Room(SETTINGS, Path("/nowhere"), files, CHECKS, hall, random).open()) as room, Kernel(room) as kernel:
        rans = [kernel.run(cell, 30) for cell in cells]
    return ["".join(output.get("text", "") for output in ran.outputs.kept).strip() or ran.error for ran in rans]


def test_a_room_finds_the_imports_done_and_none_of_what_the_one_before_it_left(hall, tmp_path):
    look = (
        "import os, sys, glob\nprint('torch' in sys.modules, glob.glob('/tmp/*'), os.listdir(), os.listdir('/dev/shm'))"
    )
    leave = (
        "for name in ('/tmp/left', 'left', '/dev/shm/left'): open(name, 'w').write('x')\nimport numpy; numpy.left = 1"
    )
    numpy = "import numpy; print(hasattr(numpy, 'left'))"
    first, _, _ = said_in_a_room(hall, tmp_path, look, leave, numpy)
    second, left = said_in_a_room(hall, tmp_path, look, numpy)
    assert first == second == "True [] [] []"
    assert left == "False"


def test_random_numbers_begin_where_they_are_told_to(hall, tmp_path):
    draw = ["import numpy, torch, random", "print(numpy.random.rand(), torch.rand(1).item(), random.random())"]
    warm = [said_in_a_room(hall, tmp_path, *draw, random=seed)[1] for seed in (1, 1, 2)]
    assert warm[0] == warm[1] != warm[2]
    assert said_in_a_room(None, tmp_path, *draw, random=1)[1] == warm[0]  # a room that stands alone
    assert warm[0].split()[-1] == str(Random(1).random()), "the kernel drew some before the submission did"


def test_a_room_sees_its_own_submission_and_no_other_no_process_and_no_line_to_the_grader(hall, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    other = Room(SETTINGS, Path("/nowhere"), tmp_path, CHECKS, hall).open()
    with closing(other):
        found = said_in_a_room(
            hall,
            tmp_path,
            "import os; print(sorted(os.listdir('/rooms')), sorted(os.listdir('/room/submission')))",
            "print([name for name in os.listdir('/proc') if name.isdigit()])",
            "names = [f'/proc/self/fd/{n}' for n in os.listdir('/proc/self/fd')]\n"
            "links = [os.readlink(name) for name in names if os.path.lexists(name)]\n"
            "print([link for link in links if 'room-' in link and not link.endswith('/log')])",
            "import socket\n"
            "unix = [line.split()[-1] for line in open('/proc/net/unix').read().splitlines()[1:]]\n"
            "print([name for name in unix if name.startswith('/') and not name.startswith('/room/wire/k-')])",
        )
    assert found == ["[] ['notes.txt']", "['1']", "[]", "[]"]


def test_a_room_has_no_right_and_gets_none_back(hall, tmp_path):
    rights, back = said_in_a_room(
        hall,
        tmp_path,
        "kinds = ('CapEff', 'CapPrm', 'CapInh', 'CapAmb')\n"
        "print([line.split()[1].strip('0') for line in open('/proc/self/status') if line.startswith(kinds)])",
        "import ctypes; c = ctypes.CDLL(None)\n"
        "mount = c.mount(b'tmpfs', b'/tmp', b'tmpfs', 0, None)\n"
        "print(c.unshare(0x10000000), c.umount(b'/rooms'), mount, c.chroot(b'/tmp'))",
    )
    assert rights == "['', '', '', '']"
    assert back == "-1 -1 -1 -1"


def test_all_of_a_room_ends_when_it_is_closed(hall, tmp_path):
    spawn = "import subprocess; subprocess.Popen(['sleep', '1000'], start_new_session=True); print('begun')"
    before = living(hall)
    assert said_in_a_room(hall, tmp_path, spawn) == ["begun"]
    deadline = time.monotonic() + 20
    while not living(hall) <= before:  # what was killed is there until the system has buried it
        assert time.monotonic() < deadline
        time.sleep(0.01)


def living(hall):
    """The processes of a hall and of its rooms."""
    return {process.pid for process in psutil.Process(hall.process.pid).children(recursive=True)}


def test_a_module_that_starts_threads_is_refused(tmp_path, monkeypatch):
    busy = "import threading, time\nthreading.Thread(target=time.sleep, args=(100,), daemon=True).start()\n"
    (tmp_path / "busy.py").write_text(busy)
    monkeypatch.syspath_prepend(tmp_path)
    refused = pytest.raises(HallError, match="starts threads")
    with closing(Hall(ClosedRoom(library=["busy"]), tmp_path, set())) as hall, refused:
        hall.warm(["busy"])


def test_a_paper_is_examined_although_the_hall_has_died(tmp_path):
    examiner = Examiner(SETTINGS, tmp_path, Rules(timeout=30), logging.getLogger("test"))
    with closing(examiner):
        examiner.rehearse(source())
        (hall,) = examiner.halls.values()
        hall.process.kill()
        notebook = nbformat.from_dict(released())
        notebook.metadata.proctor = {}
        examiner.examine(notebook, tmp_path, seed=3)
    verdicts = [cell.outputs[0].data["text/plain"] for cell in notebook.cells if cell.get("id", "").startswith("test-")]
    assert verdicts == ["3", "3", "1"]
