"""What may be set for each source."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal

MEBIBYTE = 1024 * 1024

Pages = Literal["when-summary", "always", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryOptions:
    """A folder, one file an article.

    ``patterns`` are shell patterns for the file's name. ``settle`` is how long a file must have
    been left alone before it is read when nobody has it open for writing; ``settle_unsure`` the
    same where the system cannot tell (network drives), and ``settle_held`` where somebody still
    holds it open. ``interval`` is the time between full scans: changes wake the source at once,
    but network drives tell nobody of changes.
    """

    name: str
    path: Path
    patterns: tuple[str, ...] = ("*",)
    recursive: bool = False
    outlet: str | None = None
    language: str | None = None
    max_bytes: int = 5 * MEBIBYTE
    interval: timedelta = timedelta(seconds=1)
    settle: timedelta = timedelta(milliseconds=100)
    settle_unsure: timedelta = timedelta(seconds=1)
    settle_held: timedelta = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOptions:
    """An RSS or Atom feed.

    ``pages``: whether the page behind an item is fetched: when the feed carries only summaries,
    always, or never. ``max_bytes`` counts decoded bytes; ``deadline`` is for one whole answer.
    ``allow_addresses`` are networks ("10.0.0.0/8") that this source may reach although they are
    not public. ``headers`` are sent to the feed's own host only.
    """

    name: str
    url: str
    interval: timedelta = timedelta(minutes=10)
    outlet: str | None = None
    language: str | None = None
    pages: Pages = "when-summary"
    alert_on_first_poll: bool = False
    deadline: timedelta = timedelta(seconds=30)
    max_bytes: int = 10 * MEBIBYTE
    allow_addresses: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict, repr=False)
