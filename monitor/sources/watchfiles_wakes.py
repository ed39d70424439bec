"""Wakes a folder's source when something changes in it (the only importer of watchfiles)."""

import asyncio
from datetime import timedelta
from pathlib import Path

import structlog
import watchfiles

# watchfiles waits so long (ms) for further changes before it tells of the first ones.
_DEBOUNCE = 40
_STEP = 10
_AGAIN = timedelta(seconds=5)

logger = structlog.get_logger(__name__)


async def wakes(path: Path, wake: asyncio.Event, stop: asyncio.Event, *, recursive: bool) -> None:
    """Set ``wake`` at each change below a folder until ``stop`` is set.

    A folder that is missing, or that cannot be watched, is tried again later: the periodic scan
    covers the time between.
    """
    while not stop.is_set():
        try:
            async for _ in watchfiles.awatch(
                path,
                watch_filter=None,
                debounce=_DEBOUNCE,
                step=_STEP,
                stop_event=stop,
                recursive=recursive,
            ):
                wake.set()
        except (OSError, RuntimeError) as error:
            logger.debug("folder.not_watched", path=str(path), error=str(error))
        await _pause(stop)


async def _pause(stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), _AGAIN.total_seconds())
    except TimeoutError:
        return
