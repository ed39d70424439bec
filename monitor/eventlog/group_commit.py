"""Group commit: appends that wait at the same moment share one transaction, and one fsync.

The first thread to come leads: it commits everything that waits, its own append included. Whoever
comes while it works waits, and the first of those leads next. Nobody waits for a thread to start.
"""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec

Asked = TypeVar("Asked")
Given = TypeVar("Given")

MOST = 256


class Waiting(msgspec.Struct, Generic[Asked, Given], eq=False):
    """One append that waits for its commit."""

    asked: Asked
    given: Given | None = None
    failure: BaseException | None = None
    leads: bool = False
    # Only for those who must wait: held until they are woken. An Event costs thrice as much.
    woken: Any = None  # a lock


class GroupCommit(Generic[Asked, Given]):
    """Hands groups of appends to ``commit``, which sets each one's ``given`` or ``failure``."""

    def __init__(self, commit: Callable[[list[Waiting[Asked, Given]]], None]) -> None:
        self._commit = commit
        self._lock = threading.Lock()
        self._queue: list[Waiting[Asked, Given]] = []
        self._busy = False

    def submit(self, asked: Asked) -> Given:
        """Return what came of an append once it is durable; raise what it failed with."""
        mine: Waiting[Asked, Given] = Waiting(asked)
        with self._lock:
            alone = not self._busy  # then nobody waits either
            self._busy = True
            if not alone:
                self._queue.append(mine)
                mine.woken = threading.Lock()
                mine.woken.acquire()
        if alone:
            self._lead([mine])
        else:
            self._wait(mine)
        if mine.failure is not None:
            raise mine.failure
        assert mine.given is not None
        return mine.given

    def _wait(self, mine: Waiting[Asked, Given]) -> None:
        if mine.woken:
            mine.woken.acquire()
        if mine.leads:
            with self._lock:
                group, self._queue = self._queue[:MOST], self._queue[MOST:]
            self._lead(group)

    def _lead(self, group: list[Waiting[Asked, Given]]) -> None:
        try:
            self._commit(group)
        except BaseException as error:
            for waiting in group:
                waiting.failure = error
            raise
        finally:
            self._hand_over(group)

    def _hand_over(self, group: list[Waiting[Asked, Given]]) -> None:
        with self._lock:
            if self._queue:
                self._queue[0].leads = True
                _wake(self._queue[0])
            else:
                self._busy = False
        for waiting in group:
            waiting.leads = False
            _wake(waiting)


def _wake(waiting: Waiting[Asked, Given]) -> None:
    if waiting.woken:
        waiting.woken.release()
