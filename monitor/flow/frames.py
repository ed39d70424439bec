"""Messages over a pipe: each with its length before it, four bytes, the highest first."""

import struct
from typing import BinaryIO

HEAD = struct.Struct(">I")


def framed(message: bytes) -> bytes:
    """Return a message as it goes into the pipe; ``struct.error`` for one of 4 GiB and more."""
    return HEAD.pack(len(message)) + message


def read(stream: BinaryIO) -> bytes | None:
    """Return the next message; None at the stream's end, also where that cuts a message off."""
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    (length,) = HEAD.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else None


def write(stream: BinaryIO, message: bytes) -> None:
    """Write a message, and let nothing of it wait in a buffer."""
    stream.write(framed(message))
    stream.flush()
