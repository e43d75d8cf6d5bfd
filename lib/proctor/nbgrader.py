"""Turn it on: a few lines in a course's nbgrader_config.py.

    try:
        from proctor.nbgrader import protect
    except Exception as error:
        raise SystemExit(f"proctor is needed to grade: {error}") from error

    protect(c, library=["shrinkage", "shrinkage.data.*"])

From then on `nbgrader autograde` and formgrader's button rebuild every paper from the source, run it in a closed room
and let the judge sit outside. Everything else of nbgrader works as before. The detour by SystemExit is needed, since
nbgrader passes over a config file that fails in any other way, and would then grade unprotected. For the same reason
these lines stand first: where something below them fails, nothing is graded.
"""

from collections.abc import Sequence

from nbgrader.apps import api, autogradeapp
from nbgrader.converters import Autograde

from proctor.converter import ClosedAutograde


def protect(c, library: Sequence[str] = (), unproven_cells: str | None = None, **room: object) -> None:
    """Let `nbgrader autograde` and formgrader grade in closed rooms.

    Parameters
    ----------
    c : the config object of nbgrader_config.py
    library : the modules of the course that a submission may import: `package` is its `__init__` alone, `package.*`
        all that is in it. Whatever is not listed, such as the reference implementations, does not exist in the room.
    unproven_cells : what a test cell is worth that calls no check of proctor's, such as one of bare asserts: "refuse",
        as by default, gives nothing; "trust" gives its points where it raises nothing, and the submission's own process
        then says what they are.
    room : other settings of `ClosedRoom`, such as `memory=2048` or `require_closed=True`
    """
    for module in (api, autogradeapp):
        if getattr(module, "Autograde", None) not in (Autograde, ClosedAutograde):
            # no other error would stop nbgrader from going on without this configuration
            raise SystemExit(f"proctor does not know this version of nbgrader: {module.__name__}.Autograde is another")
        module.Autograde = ClosedAutograde
    c.ClosedAutograde.configured = True
    filters = ("markdown2html", "highlight_code")  # of feedback and formgrader
    c.HTMLExporter.filters = {name: f"proctor.markup.{name}" for name in filters}
    c.ClosedRoom.library = list(library)
    if unproven_cells is not None:
        c.ExecuteInRoom.unproven_cells = unproven_cells
    for name, value in room.items():
        setattr(c.ClosedRoom, name, value)
