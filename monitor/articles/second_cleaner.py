"""Cleans in a process of its own: ``python -m monitor.articles.second_cleaner``."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from monitor.articles.prepare import Prepared, prepare
from monitor.events.sources import ArticleReceived
from monitor.flow.second import serve


class Setting(msgspec.Struct, frozen=True, array_like=True):
    """There is nothing to set."""


class Task(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An article as it was received, when that was, and its bytes."""

    article: ArticleReceived
    received: datetime
    body: bytes


def own_digest() -> str:
    """Return the digest of this room's sources: a process of another release cleans otherwise."""
    found = sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def cleaner(_: Setting) -> tuple[str, Callable[[Task], Prepared]]:
    """Return the digest of what cleans, and what cleans one text."""
    return own_digest(), lambda task: prepare(task.article, task.body, task.received)


if __name__ == "__main__":
    serve(Setting, Task, cleaner)
