"""How fast a class is graded: `proctor autograde` in closed rooms, against stock nbgrader and an isolated floor.

    python benchmarks/class_throughput.py [--assignment SLUG] [--submissions 200] [--stock 8]

The class hands in the instructor's own answers. Stock is one `nbgrader autograde` for `--stock` of them, unprotected;
its time a submission does not depend on their number but for the start, which is counted. The floor forks a warm
process into new namespaces, makes an IPython shell and runs the same cells: no kernel, no judge, no gradebook.
"""

import argparse
import ctypes
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOUSE = Path(__file__).parents[1]
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "bench"
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError()"}
c.Execute.timeout = 300
c.Execute.shutdown_kernel = "immediate"
"""
LIBRARY = ["shrinkage", "shrinkage._validate", "shrinkage.checks._cases", "shrinkage.data.*", "shrinkage.figures"]
CLOSED = f"{STOCK}\nfrom proctor.nbgrader import protect\nprotect(c, library={LIBRARY})\n"
NAMESPACES = 0x10000000 | 0x20000 | 0x40000000 | 0x08000000 | 0x04000000  # user, mount, net, ipc, uts
WARM = "numpy", "torch", "matplotlib.pyplot", "IPython", "shrinkage.data"


def course(folder, slug, config, submissions):
    """A course with one assignment and a class that hands in what the instructor would."""
    source = HOUSE / "source" / slug / f"{slug}.ipynb"
    for path in (folder / "source" / slug, *(folder / f"submitted/s{n:04}" / slug for n in range(submissions))):
        path.mkdir(parents=True)
        shutil.copy(source, path)
    (folder / "nbgrader_config.py").write_text(config)
    run(folder, "nbgrader", "generate_assignment", slug)
    return json.loads(source.read_text())


def run(folder, module, *arguments):
    """A command of the course; how long it took."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = os.environ | {"PATH": path, "OMP_NUM_THREADS": "1"}
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stderr[-3000:])
    return time.perf_counter() - begun


def floor(cells, count):
    """Run the cells in `count` forks of this process, which is warm."""
    import importlib

    for name in WARM:
        importlib.import_module(name)
    import torch
    from IPython.core.interactiveshell import InteractiveShell

    torch.set_num_threads(1)
    begun = time.perf_counter()
    for _ in range(count):
        child = os.fork()
        if child == 0:
            ctypes.CDLL(None).unshare(NAMESPACES)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            shell = InteractiveShell()
            for cell in cells:
                shell.run_cell(cell)
            os._exit(0)
        os.waitpid(child, 0)
    return time.perf_counter() - begun


def main():
    """Print the times a submission, and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assignment", default="weight_decay")
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--stock", type=int, default=8)
    given = parser.parse_args()
    seconds, workers = {}, os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as place:
        notebook = course(Path(place, "closed"), given.assignment, CLOSED, given.submissions)
        seconds["closed"] = run(Path(place, "closed"), "proctor.cli", "autograde", given.assignment) / given.submissions
        course(Path(place, "stock"), given.assignment, STOCK, given.stock)
        seconds["stock"] = run(Path(place, "stock"), "nbgrader", "autograde", given.assignment) / given.stock
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    share = max(2, given.submissions // 10)
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        pool.starmap(floor, [(cells, 1)] * workers)  # imports
        begun = time.perf_counter()
        pool.starmap(floor, [(cells, share)] * workers, chunksize=1)
        seconds["floor"] = (time.perf_counter() - begun) / (share * workers)
    print(f"{given.submissions} submissions of {given.assignment}, {workers} processors; seconds a submission:")
    for name in ("stock", "closed", "floor"):
        print(f"  {name:8}{seconds[name]:8.3f}")
    print(f"stock / closed: {seconds['stock'] / seconds['closed']:.1f} (goal: 12, at least 10)")
    print(f"closed / floor: {seconds['closed'] / seconds['floor']:.2f} (goal: at most 1.5)")


if __name__ == "__main__":
    main()
