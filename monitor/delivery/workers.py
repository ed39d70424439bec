"""The daemon's side of sending: starts the sending process, hands it messages, waits with a limit.

Apprise itself is never imported here, so it costs the daemon neither memory nor start-up time.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

from monitor.delivery import parcel
from monitor.delivery.options import Destination
from monitor.delivery.transport import Failed, Outcome, Outgoing

GRACE = 10.0  # on top of a destination's own timeout, until its process is killed
START_UP = 30.0  # the first message waits until the sending process is ready
ROOT = Path(__file__).resolve().parents[2]


class WorkerTransport:
    """Sends through Apprise in processes that can be killed. Safe for several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._door: socket.socket | None = None
        self._closed = False

    def start(self) -> None:
        """Start the sending process ahead of the first message, which then need not wait."""
        with self._lock:
            self._open_door()

    def send(self, destination: Destination, message: Outgoing) -> Outcome:
        deadline = destination.timeout + GRACE
        request = parcel.Request(
            url=destination.url.reveal(),
            key=message.key,
            level=message.level,
            subject=message.subject,
            text=message.text,
            html=message.html,
            timeout=destination.timeout,
            deadline=deadline,
            picture=message.picture,
            may_be_repeat=message.may_be_repeat,
        )
        ours, theirs = socket.socketpair()
        with ours:
            try:
                with theirs:
                    self._hand_over(theirs)
                ours.settimeout(deadline + START_UP)
                parcel.put(ours, request)
                return parcel.take_answer(ours).outcome()
            except EOFError:
                after = f"within {deadline:g} seconds"
                return Failed(reason=f"no end {after}: the sending process was killed")
            except OSError as error:
                return Failed(reason=f"the sending process is not there: {error.strerror}")

    def close(self) -> None:
        """Kill the sending process and everything it is still doing."""
        with self._lock:
            self._closed = True
            self._shut_door()

    def _hand_over(self, wire: socket.socket) -> None:
        with self._lock:
            for attempt in range(2):
                door = self._open_door()
                try:
                    socket.send_fds(door, [b"!"], [wire.fileno()])
                except OSError:
                    self._shut_door()
                    if attempt:
                        raise
                else:
                    return

    def _open_door(self) -> socket.socket:
        if self._closed:
            raise BrokenPipeError(0, "sending has ended")
        if self._door and self._process and self._process.poll() is None:
            return self._door
        self._shut_door()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "monitor.delivery.nursery"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                # A library's last words could hold an address with its password.
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env=_environment(),
            )
        self._door = ours
        return ours

    def _shut_door(self) -> None:
        if self._door:
            self._door.close()
            self._door = None
        if self._process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


def _environment() -> dict[str, str]:
    """Return the environment, in which the package is found wherever the daemon was started."""
    path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH")) if part)
    return {**os.environ, "PYTHONPATH": path}
