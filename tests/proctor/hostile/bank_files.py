# ruff: noqa: E501  submissions stand as they were handed in
"""Files of a submission that are no plain files, have odd names, or are too many, too large or in the way."""

import os

from .row import Row

LATIN = os.fsdecode(b"\xe9l\xe8ve")  # what is no UTF-8
HELPED = "import helper\ndef penalty(w, lam):\n    return lam * helper.HALF * np.sum(w**2)\n"
TERMINAL = "\x1b]0;owned\x07\x1b[2K"


def links_to(target):
    """The notebook is a link."""

    def after(folder):
        (folder / "hw.ipynb").unlink()
        (folder / "hw.ipynb").symlink_to(target)

    return after


def is_a_pipe(name):
    """A file is a pipe that nobody writes into."""

    def after(folder):
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)

    return after


def is_a_folder(folder):
    (folder / "hw.ipynb").unlink()
    (folder / "hw.ipynb").mkdir()
    (folder / "hw.ipynb/x.txt").write_text("x")


def is_renamed(folder):
    (folder / "hw.ipynb").rename(folder / f"devoir-{LATIN}.ipynb")


def has_a_link(folder):
    (folder / LATIN).symlink_to("nowhere")


def holds(size):
    """A file of so many bytes, all of them holes."""

    def after(folder):
        with (folder / "data.bin").open("wb") as file:
            file.truncate(size)

    return after


def nests(name, times):
    """Folders in each other, more than Python's stack is high, or longer than a path may be; a file is the innermost."""

    def after(folder):
        here = os.open(folder, os.O_RDONLY)
        for _ in range(times):
            os.mkdir(name, dir_fd=here)
            inner = os.open(name, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
        os.close(os.open("x.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
        os.close(here)

    return after


ROWS = [
    Row("is a link to the source", (0, 0, 0), after=links_to("../../../source/hw/hw.ipynb"), says="no plain file"),
    Row("is a link to another student's paper", (0, 0, 0), after=links_to("../../s001/hw/hw.ipynb")),
    Row("is a pipe", (0, 0, 0), after=is_a_pipe("hw.ipynb")),
    Row("says its time through a pipe", (3, 3, 1), after=is_a_pipe("timestamp.txt")),
    Row("says no time", (3, 3, 1), files={"timestamp.txt": "yesterday evening"}),
    Row("is a folder", (0, 0, 0), after=is_a_folder),
    Row("has a name in Latin-1", (3, 3, 1), after=is_renamed),
    Row("brings a link whose name is in Latin-1", (3, 3, 1), after=has_a_link),
    Row("brings a sparse file of a TiB", (3, 3, 1), after=holds(2**40)),
    Row("brings a large file and a helper", (3, 3, 1), penalty=HELPED, files={"helper.py": "HALF = 0.5"}, after=holds(101 * 2**20)),
    Row("brings more than half of what the room holds", (3, 3, 1), after=holds(40 * 2**20)),
    Row("brings folders nested without end", (3, 3, 1), after=nests("a", 1200), says="a/a/a was set aside"),
    Row("brings folders whose path is longer than a path may be", (3, 3, 1), after=nests("b" * 240, 17), says="bbb was set aside"),
    Row("brings a folder where the assignment has a file", (3, 3, 1), files={"data.csv/x": "1"}),
    Row("brings a file where the assignment has a folder", (3, 3, 1), files={"given": "1"}),
    Row("brings what the kernel looks for while it starts", (3, 3, 1), files={f"{name}.py": "import os\nos._exit(0)\n" for name in ("orjson", "argcomplete")}),
    Row("brings a file whose name writes on the terminal", (3, 3, 1), files={f"a{TERMINAL}": "-> nowhere"}),
    Row("writes on the grader's terminal", (0, 0, 0), first=f"class check:\n    def __getattr__(self, name): raise ValueError({TERMINAL!r})\ncheck = check()"),
]  # fmt: skip
