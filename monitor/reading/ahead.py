"""Reads articles before it is their turn, on the machine's second core.

What an article says depends on nothing but the article and the reader, so another process may read
it while this one is busy with other rooms. It works from the end of what waits, the step from the
beginning; where they meet they are done. Nothing depends on it: what it has not read, or what it
read with another reader, the step reads itself.
"""

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from monitor.events.values import Claim
from monitor.flow.frames import read, write
from monitor.reading.second_reader import Answer, Setting, Task

Claims = tuple[Claim, ...]

# A single article is read at once; to start the other process takes as long as a thousand.
WORTH_IT = 64
AT_ONCE = 8
UNDER_WAY = 3
LARGEST = 16 * 1024 * 1024  # bytes of texts that may wait
IDLE = 60.0  # seconds after which the process is let go
LATE = 20.0  # seconds that the step waits for an article that is being read
AGAIN = 60.0  # seconds until another one is started in the place of one that died

_answers: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)


def cores() -> int:
    """Return on how many cores this process may run."""
    return len(os.sched_getaffinity(0))


class Ahead:
    """One process and the thread that talks to it. The step calls ``begin``, then ``take``."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._changed = threading.Condition()
        self._waiting: dict[str, Task] = {}
        self._size = 0
        self._doing: frozenset[str] = frozenset()
        self._done: dict[str, Claims | None] = {}
        self._digest = ""
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._not_before = 0.0

    def begin(self, digest: str, tasks: Iterable[tuple[str, Task]]) -> None:
        """Let articles be read with the reader of that digest; those known already are not."""
        with self._changed:
            if digest != self._digest:
                self._forget()
                self._digest = digest
                self._end_process()
            for name, task in tasks:
                known = name in self._waiting or name in self._doing or name in self._done
                if not known and self._size + len(task.body) <= LARGEST:
                    self._waiting[name] = task
                    self._size += len(task.body)
            if self._thread is None and self._worth_it():
                self._thread = threading.Thread(target=self._serve, name="reading", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def take(self, name: str) -> Claims | None:
        """Return an article's claims, once; None where it was not read."""
        with self._changed:
            task = self._waiting.pop(name, None)
            self._size -= len(task.body) if task else 0
            if not self._changed.wait_for(lambda: name not in self._doing, LATE):
                self._end_process()
            return self._done.pop(name, None)

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._forget()
            self._end_process()
            self._changed.notify_all()
            thread = self._thread
        if thread:
            thread.join()

    def _forget(self) -> None:
        self._waiting, self._done, self._size = {}, {}, 0

    def _worth_it(self) -> bool:
        enough = len(self._waiting) >= WORTH_IT and cores() > 1
        return enough and time.monotonic() >= self._not_before

    def _end_process(self) -> None:
        if self._process:
            self._process.kill()

    # --- the thread -------------------------------------------------------------------------

    def _serve(self) -> None:
        try:
            process = self._started()
            self._talk(process)
        except (OSError, EOFError, ValueError, msgspec.MsgspecError):
            self._not_before = time.monotonic() + AGAIN
        finally:
            self._ended()

    def _started(self) -> subprocess.Popen[bytes]:
        root = Path(__file__).resolve().parents[2]
        process = subprocess.Popen(
            [sys.executable, "-m", "monitor.reading.second_reader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=root,
            env={"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"},
        )
        with self._changed:
            self._process = process
            if self._closed:
                process.kill()
        return process

    def _talk(self, process: "subprocess.Popen[bytes]") -> None:
        """Keep some parcels under way, so that the process never waits for this one."""
        _send(process, self._setting)
        digest = msgspec.msgpack.decode(_heard(process), type=str)
        sent: deque[tuple[str, ...]] = deque()
        while True:
            parcel = self._next(digest, wait=not sent) if len(sent) < UNDER_WAY else {}
            if parcel:
                _send(process, list(parcel.values()))
                sent.append(tuple(parcel))
            elif sent:
                self._keep(digest, sent.popleft(), _answers.decode(_heard(process)))
            else:
                return

    def _next(self, digest: str, *, wait: bool) -> dict[str, Task]:
        """Return the articles to be read next; none when it is time to let the process go."""
        with self._changed:
            if wait:
                self._changed.wait_for(lambda: self._waiting or self._closed, IDLE)
            if self._closed or digest != self._digest:
                return {}
            parcel = dict(self._waiting.popitem() for _ in range(min(AT_ONCE, len(self._waiting))))
            self._size -= sum(len(task.body) for task in parcel.values())
            self._doing |= parcel.keys()
            return parcel

    def _keep(self, digest: str, names: tuple[str, ...], answer: Answer) -> None:
        with self._changed:
            self._doing -= frozenset(names)
            if digest == self._digest:  # else it was read as nobody reads any more
                self._done.update(zip(names, answer, strict=True))
            self._changed.notify_all()

    def _ended(self) -> None:
        with self._changed:
            process, self._process, self._thread = self._process, None, None
            self._doing = frozenset()
            self._changed.notify_all()
        if process:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    with contextlib.suppress(OSError):
                        stream.close()


def _send(process: "subprocess.Popen[bytes]", message: Any) -> None:
    assert process.stdin
    write(cast("BinaryIO", process.stdin), msgspec.msgpack.encode(message))


def _heard(process: "subprocess.Popen[bytes]") -> bytes:
    assert process.stdout
    heard = read(cast("BinaryIO", process.stdout))
    if heard is None:
        raise EOFError
    return heard
