"""Tells files that are still being written from those that are done."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from monitor.sources.files import Found
from monitor.sources.leases import Writers
from monitor.sources.options import DirectoryOptions

# Many a program makes an empty file first and fills it a moment later.
_EMPTY = timedelta(seconds=1.5)


@dataclass(frozen=True, slots=True)
class _Sight:
    """A form of a file and the moment it was first seen."""

    form: str
    since: datetime


class Settling:
    """Remembers, for files not yet read, since when each has had its present form."""

    def __init__(self, options: DirectoryOptions) -> None:
        self._options = options
        self._sights: dict[str, _Sight] = {}

    def wait(self, found: Found, writers: Writers, now: datetime) -> timedelta | None:
        """Return how much longer to leave a file alone; None when it may be read.

        Its age counts from the last change by the file's own time, or from when this form was
        first seen, whichever is longer ago: the file's time may be anything (``cp -p``, a clock
        that is ahead).
        """
        sight, form = self._sights.get(found.key), found.form
        if sight is None or sight.form != form or sight.since > now:
            sight = self._sights[found.key] = _Sight(form, now)
        changed = datetime.fromtimestamp(found.status.st_mtime, UTC)
        age = max(now - sight.since, now - changed)
        left = self._needed(found, writers) - age
        return left if left > timedelta(0) else None

    def _needed(self, found: Found, writers: Writers) -> timedelta:
        if writers is Writers.SOME:
            return self._options.settle_held
        if writers is Writers.UNKNOWN:
            return self._options.settle_unsure
        return _EMPTY if found.status.st_size == 0 else self._options.settle

    def forget(self, keys: set[str]) -> None:
        """Forget all files but those: the others were read, or are gone."""
        for key in self._sights.keys() - keys:
            del self._sights[key]
