"""The one right to write a log, held as a lock on a file beside it."""

import fcntl
import os
from pathlib import Path
from typing import IO

from monitor.errors import LogInUse


def lock(path: Path) -> IO[str]:
    """Take the one right to write a log; raise ``LogInUse`` where another process holds it."""
    handle = path.with_name(path.name + ".lock").open("a+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.seek(0)
        owner = handle.read().strip() or "unknown"
        handle.close()
        raise LogInUse(
            f"another monitor (process {owner}) already writes {path}",
            hint="Stop it first, or give this one a state directory of its own.",
        ) from None
    handle.truncate(0)
    handle.write(f"{os.getpid()}\n")
    handle.flush()
    return handle


def writer_of(path: Path) -> str | None:
    """Return the number of the process that writes a log, or None where nobody does."""
    try:
        handle = path.with_name(path.name + ".lock").open("r")
    except FileNotFoundError:
        return None
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return handle.read().strip() or "unknown"
    return None
