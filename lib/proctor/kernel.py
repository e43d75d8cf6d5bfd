"""Talk to the kernel in the room, which may say anything: bound what is read, and believe nothing of it."""

import contextlib
import time
from dataclasses import dataclass, field
from typing import Any

import zmq
from jupyter_client import BlockingKernelClient

from proctor.outputs import Outputs, readable
from proctor.room import Room, RoomError
from proctor.wire import MIME

QUEUED = 50  # messages that may wait to be read; times ClosedRoom.message, this bounds the grader's memory
GRACE = 4.0  # seconds that a cell has to end when it is interrupted
LOST = 2.0  # seconds without an answer after which a connection is taken for lost
OPENING = 10.0  # seconds that it may take to be open again
LAST_WORDS = 3.0  # seconds that outputs may come after a cell has ended


@dataclass
class Ran:
    """What came of one cell.

    status: "ok", "error", "timeout" (interrupted in time), or "died" (the room is gone).
    error: the type and text of the exception, where there was one.
    evidence: what collectors published meanwhile, as it came.
    """

    status: str = "ok"
    error: str = ""
    outputs: Outputs = field(default_factory=Outputs)
    evidence: list[Any] = field(default_factory=list)


class Kernel:
    """A conversation with the kernel of a room, for use in a `with` statement."""

    def __init__(self, room: Room):
        self.room = room

    def __enter__(self) -> "Kernel":
        self.context = zmq.Context()
        self.context.setsockopt(zmq.MAXMSGSIZE, self.room.settings.message * 2**20)
        self.context.setsockopt(zmq.RCVHWM, QUEUED)
        self.context.setsockopt(zmq.LINGER, 0)
        self.client = self._connected()
        try:
            self._greet()
        except BaseException:
            self.__exit__()
            raise
        self.room.seal()
        return self

    def __exit__(self, *error: object) -> None:
        self.client.stop_channels()
        self.context.destroy(linger=0)

    def _connected(self):
        client = BlockingKernelClient(context=self.context)
        client.load_connection_info(self.room.connection)
        client.start_channels(shell=True, iopub=True, stdin=False, hb=False, control=True)
        return client

    def _greet(self):
        """Until the kernel answers on both channels."""
        if not self._answers(self.room.settings.start_timeout):
            raise RoomError("the kernel does not answer")

    def _answers(self, seconds):
        """Whether the kernel answers on both channels to a question of this moment."""
        deadline, asked, heard, said = time.monotonic() + seconds, set(), set(), 0.0
        while heard != {"shell", "iopub"}:
            if not self.room.alive or time.monotonic() > deadline:
                return False
            if time.monotonic() > said + 0.3:
                asked.add(self.client.kernel_info())
                said = time.monotonic()
            for channel, message in self._receive(0.05):
                heard |= {channel} if _asked(message) in asked else set()
        return True

    def _reconnect(self):
        """ZeroMQ closes a connection over a message that is too large, and does not open it again."""
        self.client.stop_channels()
        self.client = self._connected()
        self._answers(OPENING)

    def run(self, source: str, timeout: float | None, store_history: bool = True) -> Ran:
        """Run a cell, and wait for its end."""
        ran = Ran()
        if not self._answers(LOST):
            self._reconnect()
        name = self.client.execute(source, store_history=store_history, allow_stdin=False, stop_on_error=False)
        status = self._follow(name, ran, timeout)
        if status == "timeout":
            with contextlib.suppress(zmq.ZMQError):
                self.client.control_channel.send(self.client.session.msg("interrupt_request", {}))
            if self._follow(name, ran, GRACE) == "timeout":
                self.room.watch.reason = "a cell did not end in its time, and ignored that it was interrupted"
                self.room.close_kernel()
                status = "died"
        ran.status = status
        return ran

    def _follow(self, name, ran, timeout):
        """Read until the cell `name` has ended; returns how it ended."""
        deadline, reply, idle = time.monotonic() + (timeout or 1e9), None, False
        while not (reply and (idle or time.monotonic() > deadline)):
            alive = self.room.alive
            for channel, message in self._receive(0.05):
                content = _content(message, name)
                if content is not None and channel == "iopub":
                    idle |= _is_idle(message, content)
                    _keep(ran, message.get("msg_type"), content)
                elif content is not None and reply is None:
                    reply, deadline = content, time.monotonic() + LAST_WORDS
            if reply is None and not alive:
                return "died"
            if reply is None and time.monotonic() > deadline:
                return "timeout"
        if reply.get("status") == "ok":
            return "ok"
        ran.error = readable(f"{_text(reply.get('ename'))}: {_text(reply.get('evalue'))}")[:1000]
        return "error"

    def _receive(self, wait):
        """The messages that lie ready, one of each channel; what cannot be read is passed over."""
        channels = {"shell": self.client.shell_channel, "iopub": self.client.iopub_channel}
        poller = zmq.Poller()
        for channel in channels.values():
            poller.register(channel.socket, zmq.POLLIN)
        ready = dict(poller.poll(int(1000 * wait)))
        found = []
        for name, channel in channels.items():
            if channel.socket in ready:
                with contextlib.suppress(Exception):  # a forged message may fail in any way
                    found.append((name, channel.get_msg(timeout=0)))
        return found


def _asked(message):
    """The name of the question that a message says it answers."""
    parent = message.get("parent_header")
    return _text(parent.get("msg_id")) if isinstance(parent, dict) else None


def _text(value):
    """What a message says in a place where a text belongs, if it is one; anything else is not looked at."""
    return value if isinstance(value, str) else None


def _content(message, name):
    """The content of a message, if it is an answer to the cell `name`."""
    content = message.get("content")
    return content if isinstance(content, dict) and _asked(message) == name else None


def _is_idle(message, content):
    return message.get("msg_type") == "status" and content.get("execution_state") == "idle"


def _keep(ran, kind, content):
    data = content.get("data")
    if isinstance(data, dict) and MIME in data:
        ran.evidence.append(data[MIME])
        del ran.evidence[8:]  # one is right, and a thousand are as wrong as two
    else:
        ran.outputs.take(kind, content)
