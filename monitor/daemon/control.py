"""The local socket over which commands reach a running daemon: one JSON line each way.

The socket stands in the state directory with mode 0600, so who may write the log may command.
"""

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import structlog

from monitor.assembly.orders import Reply, Request
from monitor.errors import MonitorError

NAME = "control.sock"
LONGEST = 1 << 20
PATIENCE = 30.0

logger = structlog.get_logger(__name__)


Obey = Callable[[Request], Reply]


class ControlServer:
    """Listens in a thread of its own; ``obey`` is called for each request."""

    def __init__(self, state: Path, obey: Obey) -> None:
        self._path = state / NAME
        self._obey = obey
        self._path.unlink(missing_ok=True)  # a killed daemon leaves its socket behind
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        before = os.umask(0o177)
        try:
            self._socket.bind(_short(self._path))
        finally:
            os.umask(before)
        self._socket.listen(8)
        self._thread = threading.Thread(target=self._serve, name="control", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._path.unlink(missing_ok=True)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:  # closed: the daemon stops
                return
            # Each in a thread of its own: who asks how we do must not wait behind an order.
            threading.Thread(
                target=self._attend, args=(connection,), name="control-order", daemon=True
            ).start()

    def _attend(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(PATIENCE)
            self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        try:
            request = msgspec.json.decode(_line(connection), type=Request)
            reply = self._obey(request)
        except (OSError, msgspec.MsgspecError) as error:
            reply = Reply(error=f"the request could not be read: {error}")
        try:
            connection.sendall(msgspec.json.encode(reply) + b"\n")
        except OSError as error:
            logger.warning("control.reply_lost", error=str(error))


def _short(path: Path) -> str:
    # A socket's path may have 107 bytes at most; a state directory may be deeper than that.
    if len(os.fsencode(path)) < 100:
        return str(path)
    return os.path.relpath(path)


def _line(connection: socket.socket) -> bytes:
    data = b""
    while not data.endswith(b"\n") and len(data) < LONGEST:
        part = connection.recv(65536)
        if not part:
            break
        data += part
    return data


def ask(state: Path, request: Request, *, patience: float = PATIENCE) -> Reply | None:
    """Send a request to the daemon that owns a state directory; None where none is running.

    ``patience`` is how long an answer may take, in seconds. Raises ``MonitorError`` after that.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(patience)
        try:
            connection.connect(_short(state / NAME))
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        except OSError as error:
            raise MonitorError(
                f"the running monitor could not be reached: {error}",
                hint=f"Its socket is {state / NAME}; have you the right to use it?",
            ) from error
        try:
            connection.sendall(msgspec.json.encode(request) + b"\n")
            return msgspec.json.decode(_line(connection), type=Reply)
        except (OSError, msgspec.MsgspecError) as error:
            raise MonitorError(
                f"the running monitor gave no answer within {patience:g} s",
                hint="Its journal may say why: it may be stopping, or stand still.",
            ) from error
