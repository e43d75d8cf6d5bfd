"""The settings of a course's rooms."""

import json

from traitlets import Bool, Float, Integer, List, Unicode
from traitlets.config import LoggingConfigurable

from proctor import bubble

MIB = 2**20


class ClosedRoom(LoggingConfigurable):
    """What every room of a course has in common; set these in nbgrader_config.py."""

    library = List(Unicode(), help="Modules of the course that a submission may import; `package.*` is all of it.").tag(
        config=True
    )
    memory = Integer(4096, help="MiB of memory for all processes of a submission together.").tag(config=True)
    disk = Integer(256, help="MiB that a submission may write in its folder, and as much in /tmp.").tag(config=True)
    processes = Integer(256, help="Processes and threads that may run at once.").tag(config=True)
    seconds = Float(900, help="Seconds that a submission may take in all.").tag(config=True)
    message = Integer(12, help="MiB that the grader reads at once of what a submission says.").tag(config=True)
    start_timeout = Float(60, help="Seconds that a kernel may take to start.").tag(config=True)
    warm = Bool(True, help="Open rooms by a fork of a process that has imported what they need, where that pays.").tag(
        config=True
    )
    require_closed = Bool(False, help="Refuse to grade where the room cannot be closed.").tag(config=True)

    def open_reason(self) -> str | None:
        """Why rooms are not closed on this machine, or None where they are."""
        return bubble.open_walls()

    def limits(self) -> dict[str, int]:
        """The limits that each process is under."""
        return {
            "RLIMIT_CORE": 0,
            "RLIMIT_DATA": self.memory * MIB,
            "RLIMIT_CPU": int(2 * self.seconds),
            "RLIMIT_FSIZE": self.disk * MIB,
            "RLIMIT_NOFILE": 512,
            "RLIMIT_NPROC": self.processes,
        }


def pack(settings: ClosedRoom) -> str:
    """Settings as text, for a worker."""
    return json.dumps({name: getattr(settings, name) for name in settings.trait_names(config=True)})


def unpack(text: str) -> ClosedRoom:
    """Settings out of what `pack` wrote."""
    return ClosedRoom(**json.loads(text))
