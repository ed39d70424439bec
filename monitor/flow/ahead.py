"""Work done before it is its turn, by another process, while this one is busy with other rooms.

For work that depends on nothing but its task. The other process takes the oldest batch first, and
in it what comes last; the step works from the beginning: where they meet they are done. Nothing
depends on the other one: what it has not done, or did as nobody does it any more, the step does
itself.

It reads messages from its input and writes answers to its output, each with its length before it:
first what to work with, to which the answer is a digest of it; then lists of tasks, to which the
answer is a list of results, None for a task that failed. It ends when its input ends.
"""

import contextlib
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO, Generic, Protocol, TypeVar, cast

import msgspec

from monitor.flow.frames import read, write

# A single task is done at once; to start the other process takes as long as hundreds.
WORTH_IT = 64  # so many at once are handed over
LARGEST = 16 * 1024 * 1024  # bytes of tasks that were begun with and are not yet taken
IDLE = 60.0  # seconds after which the process is let go
LATE = 20.0  # seconds that the step waits for a task that is under way
AGAIN = 60.0  # seconds until another one is started in the place of one that died


class Task(Protocol):
    """Something to do about a text."""

    @property
    def body(self) -> bytes: ...


class Process(Protocol):
    """As much of a process as is needed here (``subprocess.Popen`` has it)."""

    @property
    def stdin(self) -> Any: ...

    @property
    def stdout(self) -> Any: ...

    def kill(self) -> None: ...

    def wait(self) -> Any: ...


T = TypeVar("T", bound=Task)
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade(Generic[R]):
    """``setting``: what to work with. ``result``: the type of what a task comes to.

    A process is started when ``worth`` tasks wait. So many tasks are a parcel, and so many parcels
    are under way: neither side waits for the other's scheduler.
    """

    start: Callable[[], Process]
    setting: Any
    result: Any
    worth: int = WORTH_IT
    at_once: int = 8
    under_way: int = 3


def cores() -> int:
    """Return on how many cores this process may run."""
    return len(os.sched_getaffinity(0))


class Ahead(Generic[T, R]):
    """One process and the thread that talks to it. The step calls ``begin``, then ``take``."""

    def __init__(self, trade: Trade[R]) -> None:
        self._trade = trade
        self._answers = msgspec.msgpack.Decoder(list[trade.result | None])  # type: ignore[name-defined]
        self._changed = threading.Condition()
        self._waiting: deque[dict[str, T]] = deque()  # in batches, the oldest first
        self._sizes: dict[str, int] = {}  # of all that was begun with and is not yet taken
        self._doing: frozenset[str] = frozenset()
        self._done: dict[str, R | None] = {}
        self._held = 0
        self._digest = ""
        self._thread: threading.Thread | None = None
        self._process: Process | None = None
        self._closed = False
        self._not_before = 0.0

    def begin(self, digest: str, tasks: Iterable[tuple[str, T]]) -> None:
        """Let tasks be done as that digest says; those known already are not done again."""
        with self._changed:
            if digest != self._digest:
                self._forget()
                self._digest = digest
                self._end_process()
            batch: dict[str, T] = {}
            for name, task in tasks:
                size = len(task.body)
                if name not in self._sizes and self._held + size <= LARGEST:
                    batch[name] = task
                    self._sizes[name] = size
                    self._held += size
            if batch:
                self._waiting.append(batch)
            if self._thread is None and self._worth_it():
                self._thread = threading.Thread(target=self._serve, name="ahead", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def take(self, name: str) -> R | None:
        """Return what a task came to, once; None where it was not done."""
        with self._changed:
            for batch in self._waiting:
                batch.pop(name, None)
            self._tidy()
            if not self._changed.wait_for(lambda: name not in self._doing, LATE):
                self._end_process()
            self._held -= self._sizes.pop(name, 0)
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

    def _tidy(self) -> None:
        while self._waiting and not self._waiting[0]:
            self._waiting.popleft()

    def _forget(self) -> None:
        self._waiting.clear()
        self._done, self._sizes, self._held = {}, {}, 0

    def _worth_it(self) -> bool:
        enough = sum(map(len, self._waiting)) >= self._trade.worth and cores() > 1
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

    def _started(self) -> Process:
        process = self._trade.start()
        with self._changed:
            self._process = process
            if self._closed:
                process.kill()
        return process

    def _talk(self, process: Process) -> None:
        """Keep some parcels under way, so that the process never waits for this one."""
        _send(process, self._trade.setting)
        digest = msgspec.msgpack.decode(_heard(process), type=str)
        if digest != self._digest:
            raise ValueError("it works with something else than this process")
        sent: deque[tuple[str, ...]] = deque()
        while True:
            room = len(sent) < self._trade.under_way
            parcel = self._next(digest, wait=not sent) if room else {}
            if parcel:
                _send(process, list(parcel.values()))
                sent.append(tuple(parcel))
            elif sent:
                self._keep(digest, sent.popleft(), self._answers.decode(_heard(process)))
            else:
                return

    def _next(self, digest: str, *, wait: bool) -> dict[str, T]:
        """Return what is to be done next; nothing when it is time to let the process go."""
        with self._changed:
            self._tidy()
            if wait:
                self._changed.wait_for(lambda: self._waiting or self._closed, IDLE)
            if self._closed or digest != self._digest or not self._waiting:
                return {}
            batch = self._waiting[0]
            parcel = dict(batch.popitem() for _ in range(min(self._trade.at_once, len(batch))))
            self._tidy()
            self._doing |= parcel.keys()
            return parcel

    def _keep(self, digest: str, names: tuple[str, ...], answer: list[R | None]) -> None:
        with self._changed:
            self._doing -= frozenset(names)
            if digest == self._digest:  # else it was done as nobody does it any more
                done = zip(names, answer, strict=True)
                self._done.update((name, found) for name, found in done if name in self._sizes)
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


def _send(process: Process, message: Any) -> None:
    write(cast("BinaryIO", process.stdin), msgspec.msgpack.encode(message))


def _heard(process: Process) -> bytes:
    heard = read(cast("BinaryIO", process.stdout))
    if heard is None:
        raise EOFError
    return heard
