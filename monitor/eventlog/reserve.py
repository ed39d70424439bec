"""Room kept back on the log's disk, for the day on which the disk is full.

A file of zeros lies beside the log. When the disk is full it is given up: what the log already
holds can still be handled and told. Until it can be taken again, nothing new is taken in.
"""

import contextlib
import os
import threading
from pathlib import Path

NAME = "reserve"
SIZE = 16 * 1024 * 1024


class Reserve:
    """A file of ``size`` bytes that stands for room. Safe for several threads.

    It counts as ``held`` only while it is there as a whole.
    """

    def __init__(self, path: Path, size: int = SIZE) -> None:
        self._path = path
        self._size = size
        self._lock = threading.Lock()
        self._held = False

    @property
    def held(self) -> bool:
        return self._held

    def release(self) -> bool:
        """Give the room to the log; tell whether there was any left to give."""
        with self._lock:
            self._held = False
            try:
                self._path.unlink()
            except OSError:
                return False
            return True

    def renew(self) -> bool:
        """Hold the room if the disk has as much again besides; tell whether it is held now."""
        with self._lock:
            if not self._held:
                self._held = self._take()
            return self._held

    def _take(self) -> bool:
        try:
            if self._free() < (self._size if self._there() else 2 * self._size):
                self._path.unlink(missing_ok=True)
                return False
            with self._path.open("ab") as file:
                os.posix_fallocate(file.fileno(), 0, self._size)
        except OSError:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
            return False
        return True

    def _there(self) -> bool:
        return self._path.is_file() and self._path.stat().st_blocks * 512 >= self._size

    def _free(self) -> int:
        disk = os.statvfs(self._path.parent)
        return disk.f_bavail * disk.f_frsize
