"""Tells open pages that the log moved, by server-sent events; one look at the log serves all."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Callable

import structlog
from starlette.concurrency import run_in_threadpool

LOOK_EVERY = 0.4
FEEL_AT = 10  # every so many looks
BREATH = 15.0
MOST_LISTENERS = 200

logger = structlog.get_logger(__name__)


class Live:
    """``look`` folds what is new and returns the position to which the views have come.

    ``feel`` tells, now and then, whether something else changed that pages show: the monitor's own
    health.
    """

    def __init__(self, look: Callable[[], int], feel: Callable[[], bool] = lambda: False) -> None:
        self._look = look
        self._feel = feel
        self._position = 0
        self._turn = 0  # counts what pages should look at again
        self._moved = asyncio.Condition()
        self._listeners = 0
        self._open = True

    @property
    def position(self) -> int:
        return self._position

    @property
    def full(self) -> bool:
        return self._listeners >= MOST_LISTENERS

    async def watch(self) -> None:
        """Look again and again until cancelled; a fault is told once and does not end it."""
        told = ""
        for number in itertools.count():
            changed = False
            try:
                position = await run_in_threadpool(self._look)
                if number % FEEL_AT == 0:
                    changed = await run_in_threadpool(self._feel)
                told = ""
            except Exception as error:  # noqa: BLE001  (the page must outlive a locked database)
                position = self._position
                if str(error) != told:
                    logger.warning("web.look_failed", error=str(error))
                told = str(error)
            await self._tell(position, changed=changed)
            await asyncio.sleep(LOOK_EVERY)

    async def close(self) -> None:
        """Let every listener go: the server is stopping."""
        self._open = False
        async with self._moved:
            self._moved.notify_all()

    async def moments(self, after: int | None = None) -> AsyncIterator[bytes]:
        """Yield server-sent events: the position at once if it moved since ``after``, then each."""
        turn = self._turn if after in (None, self._position) else -1
        self._listeners += 1
        try:
            yield b"retry: 2000\n\n"
            while self._open:
                if self._turn != turn:
                    turn, at = self._turn, self._position
                    yield f"id: {at}\nevent: moved\ndata: {at}\n\n".encode()
                elif not await self._wait(turn):
                    yield b": still here\n\n"
        finally:
            self._listeners -= 1

    async def _wait(self, turn: int) -> bool:
        """Wait until there is something new; False when nothing happened for a while."""
        with contextlib.suppress(TimeoutError):
            async with self._moved:
                await asyncio.wait_for(
                    self._moved.wait_for(lambda: self._turn != turn or not self._open), BREATH
                )
        return self._turn != turn

    async def _tell(self, position: int, *, changed: bool) -> None:
        if position == self._position and not changed:
            return
        async with self._moved:
            self._position = position
            self._turn += 1
            self._moved.notify_all()
