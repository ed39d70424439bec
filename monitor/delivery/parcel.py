"""What crosses between the daemon and the process that sends: one request, one answer."""

import socket
import struct
from datetime import timedelta

import msgspec

from monitor.delivery.transport import Failed, Outcome, Sent

_LENGTH = struct.Struct("!I")
LONGEST = 4_000_000


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One message for one address; ``timeout`` in seconds, for each wait on the network."""

    url: str
    key: str
    level: str
    subject: str
    text: str
    html: str
    timeout: float
    deadline: float
    picture: bytes = b""
    may_be_repeat: bool = False

    def __repr__(self) -> str:
        """Hide the address: a traceback may show locals."""
        return f"Request(key={self.key!r})"


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the attempt ended; ``retry_after`` in seconds."""

    sent: bool
    reason: str = ""
    permanent: bool = False
    retry_after: float | None = None

    def outcome(self) -> Outcome:
        if self.sent:
            return Sent()
        after = None if self.retry_after is None else timedelta(seconds=self.retry_after)
        return Failed(reason=self.reason, permanent=self.permanent, retry_after=after)


def put(wire: socket.socket, message: Request | Answer) -> None:
    data = msgspec.msgpack.encode(message)
    wire.sendall(_LENGTH.pack(len(data)) + data)


def take_request(wire: socket.socket) -> Request:
    return msgspec.msgpack.decode(_take(wire), type=Request)


def take_answer(wire: socket.socket) -> Answer:
    """Return the answer; ``EOFError`` where the other side is gone before it answered."""
    return msgspec.msgpack.decode(_take(wire), type=Answer)


def _take(wire: socket.socket) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(wire, _LENGTH.size))
    if length > LONGEST:
        raise EOFError("the other side does not speak this protocol")
    return _exactly(wire, length)


def _exactly(wire: socket.socket, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        part = wire.recv(size - len(parts))
        if not part:
            raise EOFError("the other side closed before it had said everything")
        parts += part
    return bytes(parts)
