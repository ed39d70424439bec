"""A folder as a source: each file is an article, its path below the folder is its key."""

import asyncio
import os
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from monitor.flow.ids import digest
from monitor.sources import files
from monitor.sources.decoding import NotText, decode
from monitor.sources.files import Found
from monitor.sources.leases import writers
from monitor.sources.media import as_it_begins, media_type_of
from monitor.sources.options import DirectoryOptions
from monitor.sources.protocol import Cursor, Failed, Item, Polled, Refusal, Seen
from monitor.sources.settling import Settling

# One answer holds at most so much, so that a folder of a million files costs little memory. Each
# scan looks at every name again: what it hands over must not be too little either.
_ITEMS = 1000
_BYTES = 16 * files.MEBIBYTE
# Forms of files known to be in the log. Beyond it, files are read again and the log is asked.
_KNOWN = 250_000
# Files that are gone are forgotten when they are the larger part of those known, and so many.
_GONE = 1000


@dataclass(slots=True)
class _Scan:
    """What one scan has gathered so far."""

    now: datetime
    seen: Seen
    items: list[Item] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    still: list[int] = field(default_factory=list)  # known before, and still there
    waiting: dict[str, timedelta] = field(default_factory=dict)
    count: int = 0
    size: int = 0
    mark: int = 0  # the fingerprint of the file that is just looked at

    @property
    def full(self) -> bool:
        return len(self.items) + len(self.refusals) >= _ITEMS or self.size >= _BYTES


class DirectorySource:
    """Hands over each form of each file once; what is already in the log is never given again."""

    def __init__(self, options: DirectoryOptions) -> None:
        self._options = options
        self._settling = Settling(options)
        self._known: set[int] = set()
        self._unconfirmed: list[int] = []
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self._options.name

    @property
    def options(self) -> DirectoryOptions:
        return self._options

    @property
    def interval(self) -> timedelta:
        return self._options.interval

    async def poll(self, cursor: Cursor, now: datetime, seen: Seen) -> Polled | Failed:
        """Scan the folder in a thread: a network drive may stall."""
        del cursor  # the folder itself and the log say all
        return await asyncio.to_thread(self.scan, now, seen)

    def scan(self, now: datetime, seen: Seen) -> Polled | Failed:
        """Return the files not yet in the log that are ready to be read."""
        with self._lock:
            scan = _Scan(now=now, seen=seen)
            try:
                more = self._look(scan)
            except OSError as error:
                return self._unusable(error)
            self._unconfirmed = scan.done
            if not more:
                self._settling.forget(set(scan.waiting))
                if len(self._known) > max(2 * len(scan.still), _GONE):
                    self._known = set(scan.still)
        return Polled(
            items=tuple(scan.items),
            refusals=tuple(scan.refusals),
            seen=scan.count,
            unchanged=not scan.items and not scan.refusals,
            more=more,
            again_in=min(scan.waiting.values(), default=None),
        )

    def confirm(self, polled: Polled) -> None:
        """Skip, from now on, what that answer held."""
        del polled
        with self._lock:
            if len(self._known) + len(self._unconfirmed) > _KNOWN:
                self._known.clear()
            self._known.update(self._unconfirmed)
            self._unconfirmed = []

    def _unusable(self, error: OSError) -> Failed:
        return Failed(
            failure="missing" if isinstance(error, FileNotFoundError) else "unreadable",
            reason=f"the folder {self._options.path} cannot be read: {error.strerror}. "
            "Make it, give the monitor the right to read it, or mend path of this source.",
        )

    def _look(self, scan: _Scan) -> bool:
        options = self._options
        for found in files.walk(
            options.path, recursive=options.recursive, patterns=options.patterns
        ):
            scan.count += 1
            scan.mark = found.fingerprint
            if scan.mark in self._known:
                scan.still.append(scan.mark)
                continue
            if scan.full:
                return True
            self._take(found, scan)
        return False

    def _take(self, found: Found, scan: _Scan) -> None:
        if fault := files.special(found):
            self._refuse(found, scan, *fault)
            return
        try:
            descriptor = files.open_regular(found)
        except OSError as error:
            self._not_opened(found, scan, error)
            return
        try:
            wait = self._settling.wait(found, writers(descriptor), scan.now)
            if wait is not None:
                scan.waiting[found.key] = wait
                return
            if fault := files.too_large(found, self._options.max_bytes):
                self._refuse(found, scan, *fault)
                return
            self._read(found, descriptor, scan)
        except OSError as error:
            self._not_opened(found, scan, error)
        finally:
            os.close(descriptor)

    def _not_opened(self, found: Found, scan: _Scan, error: OSError) -> None:
        if isinstance(error, PermissionError):
            reason = "the monitor may not read this file"
            self._refuse(found, scan, reason, "Give it the right to read it (chmod a+r).")
        # Anything else: the file went away or became another one; the next scan sees what is.

    def _read(self, found: Found, descriptor: int, scan: _Scan) -> None:
        raw = files.read(descriptor, self._options.max_bytes, found.status.st_size)
        if len(raw) != os.fstat(descriptor).st_size or len(raw) != found.status.st_size:
            scan.waiting[found.key] = self._options.settle  # it changed under our eyes
            return
        media_type = media_type_of(found.name)
        text = decode(raw, markup=media_type == "text/html")
        if isinstance(text, NotText):
            self._refuse(found, scan, text.reason, text.hint)
        elif media_type is None:
            suffix = PurePosixPath(found.key).suffix
            reason = f"the name ends in {suffix}: only text, Markdown and HTML files are articles"
            self._refuse(found, scan, reason, "Rename it to end in .txt, .md or .html.")
        elif not text.strip():
            self._refuse(found, scan, "the file is empty", "Write the article into it.")
        else:
            self._accept(found, scan, text, media_type)

    def _accept(self, found: Found, scan: _Scan, text: str, media_type: str) -> None:
        media_type = as_it_begins(media_type, text)
        body = text.encode("utf-8", "surrogatepass")
        item = Item(
            source=self.name,
            key=found.key,
            identity=digest(body),
            body=body,
            media_type=media_type,
            outlet=self._options.outlet,
            language=self._options.language,
        )
        if not scan.seen(item.event_id):
            scan.items.append(item)
            scan.size += len(body)
        scan.done.append(scan.mark)

    def _refuse(self, found: Found, scan: _Scan, reason: str, hint: str) -> None:
        refusal = Refusal(
            source=self.name, key=found.key, form=found.form, reason=reason, hint=hint
        )
        if not scan.seen(refusal.event_id):
            scan.refusals.append(refusal)
        scan.done.append(scan.mark)
