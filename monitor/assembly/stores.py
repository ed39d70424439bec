"""Open the log and the views where the settings say they are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.clock import Clock, SystemClock
from monitor.config.settings import Settings
from monitor.errors import MonitorError
from monitor.eventlog.anchors import NAME as ANCHORS
from monitor.eventlog.protocol import Head
from monitor.eventlog.sqlite import SqliteLog

LOG = "events.db"
VIEWS = "views.db"


def log_path(settings: Settings) -> Path:
    return settings.state / LOG


def anchors_path(settings: Settings) -> Path:
    return settings.anchors or settings.state / ANCHORS


def create_log(
    settings: Settings, clock: Clock, committed: Callable[[Head], None] = lambda _: None
) -> SqliteLog:
    """Open the log for writing, making it (and its folder) where there is none."""
    try:
        settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise MonitorError(
            f"the state directory {settings.state} cannot be made: {error.strerror}",
            hint="Set `state` in the configuration, or --state, to a place you may write.",
        ) from error
    return SqliteLog(log_path(settings), clock, committed=committed)


@contextmanager
def reading_log(settings: Settings) -> Iterator[SqliteLog]:
    """Open the log for reading only, beside whoever writes it."""
    path = log_path(settings)
    if not path.is_file():
        raise MonitorError(
            f"there is no event log in {settings.state} yet",
            hint="`monitor run --once` makes one; --state names another place.",
        )
    log = SqliteLog(path, SystemClock(), read_only=True)
    try:
        yield log
    finally:
        log.close()
