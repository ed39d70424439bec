"""Notice that analysts saved a rule file: wait until the folder is quiet, then reload."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from monitor.sources.watchfiles_wakes import wakes

# An editor writes a file in several steps, and people save several files in a row.
QUIET = 0.3


async def watch_rules(folder: Path, reload: Callable[[], None], stop: asyncio.Event) -> None:
    """Call ``reload`` after each burst of changes below a folder, until ``stop`` is set."""
    wake = asyncio.Event()
    watching = asyncio.create_task(wakes(folder, wake, stop, recursive=True))
    stopped = asyncio.create_task(stop.wait())
    try:
        while not stop.is_set():
            await _either(wake, stopped)
            while wake.is_set() and not stop.is_set():
                wake.clear()
                await asyncio.sleep(QUIET)
                if not wake.is_set():
                    reload()
    finally:
        stopped.cancel()
        await watching


async def _either(wake: asyncio.Event, stopped: asyncio.Task[bool]) -> None:
    woken = asyncio.create_task(wake.wait())
    try:
        await asyncio.wait((woken, stopped), return_when=asyncio.FIRST_COMPLETED)
    finally:
        woken.cancel()
