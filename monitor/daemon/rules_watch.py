"""Notice that analysts saved a rule file: wait until the folder is quiet, then reload.

Looking at the files' times every half second costs little, works on network drives, and misses
nothing that was saved between the start of the daemon and the start of the watch.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path

EVERY = 0.5  # seconds
# An editor writes a file in several steps, and people save several files in a row.
QUIET = 0.3

Seen = frozenset[tuple[str, int, int]]


def seen_in(folder: Path) -> Seen:
    """Return name, time of change and size of every YAML file below a folder."""
    found = set()
    for path in folder.rglob("*.y*ml"):
        try:
            state = path.stat()
        except OSError:  # deleted between the listing and the look
            continue
        found.add((str(path), state.st_mtime_ns, state.st_size))
    return frozenset(found)


async def watch_rules(folder: Path, reload: Callable[[], None], stop: asyncio.Event) -> None:
    """Call ``reload`` after each burst of changes below a folder, until ``stop`` is set."""
    known: Seen | None = None
    while not stop.is_set():
        now = await asyncio.to_thread(seen_in, folder)
        if now != known:
            known = await _settled(folder, now, stop)
            reload()
        try:
            await asyncio.wait_for(stop.wait(), EVERY)
        except TimeoutError:
            continue


async def _settled(folder: Path, now: Seen, stop: asyncio.Event) -> Seen:
    """Return what the folder holds once it has not changed for a while."""
    while not stop.is_set():
        await asyncio.sleep(QUIET)
        later = await asyncio.to_thread(seen_in, folder)
        if later == now:
            break
        now = later
    return now
