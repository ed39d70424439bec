"""Keeps the folders watched while the daemon runs: a change wakes, and a scan comes anyway."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from monitor.sources.directory import DirectorySource
from monitor.sources.patient import PatientPoller
from monitor.sources.poller import Outcome
from monitor.sources.watchfiles_wakes import wakes

# While a file settles, looking more often than this would only cost.
_SOONEST = timedelta(milliseconds=20)
# A folder of very many files is scanned for a tenth of the time at most.
_REST = 9


async def watch(
    poller: PatientPoller, folders: Sequence[DirectorySource], stop: asyncio.Event
) -> None:
    """Poll each folder at each change and at least once an interval, until ``stop`` is set."""
    async with asyncio.TaskGroup() as group:
        for folder in folders:
            wake = asyncio.Event()
            options = folder.options
            group.create_task(wakes(options.path, wake, stop, recursive=options.recursive))
            group.create_task(_tend(poller, folder, wake, stop))


async def _tend(
    poller: PatientPoller, folder: DirectorySource, wake: asyncio.Event, stop: asyncio.Event
) -> None:
    stopped = asyncio.create_task(stop.wait())
    loop = asyncio.get_running_loop()
    try:
        while not stop.is_set():
            wake.clear()
            began = loop.time()
            # A folder costs nothing to try: it is back the moment somebody makes or mounts it.
            outcome = await poller.poll(folder.name, force=True)
            rest = (loop.time() - began) * _REST
            await _next(wake, stopped, max(rest, _pause(folder, outcome)))
    finally:
        stopped.cancel()


def _pause(folder: DirectorySource, outcome: Outcome | None) -> float:
    again = outcome.again_in if outcome else None
    return max(_SOONEST, min(folder.interval, again or folder.interval)).total_seconds()


async def _next(wake: asyncio.Event, stopped: asyncio.Task[bool], pause: float) -> None:
    woken = asyncio.create_task(wake.wait())
    try:
        await asyncio.wait((woken, stopped), timeout=pause, return_when=asyncio.FIRST_COMPLETED)
    finally:
        woken.cancel()
