"""What a cell may print in the room: enough to read, and never so much that it drowns what else the kernel says."""

from ipykernel.iostream import OutStream

PRINTED = 400_000  # characters of one stream for one cell; of these the grader keeps fewer


class ShortStream(OutStream):
    """The standard output or error of the kernel, silent for the rest of a cell that has printed too much.

    The grader takes no message above a size, and ZeroMQ answers one by closing the connection: what the kernel says
    until it is open again is lost, and a report of a check may be among it.
    """

    left = PRINTED

    def set_parent(self, parent: dict) -> None:
        """A new cell begins."""
        self.left = PRINTED
        super().set_parent(parent)

    def write(self, string: str) -> int:
        """Print what there is room for; says, as a stream must, that all of it was written."""
        if not isinstance(string, str):
            return super().write(string)  # which knows what to say of it
        super().write(string[: self.left])
        self.left -= min(self.left, len(string))
        return len(string)
