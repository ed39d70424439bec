"""A second reader, in a process of its own: ``python -m monitor.reading.second_reader``."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from monitor.events.articles import ArticleAccepted
from monitor.events.values import Claim
from monitor.flow.second import serve

Claims = tuple[Claim, ...]


class Setting(msgspec.Struct, frozen=True, array_like=True):
    """The folders that a reader is made of, beside what is shipped."""

    vocabulary: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    kept_in: str = ""


class Task(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An article and its text."""

    article: ArticleAccepted
    body: bytes


def prepare(setting: Setting) -> tuple[str, Callable[[Task], Claims]]:
    """Return the digest of a reader, and what reads with it."""
    # Only now: whoever started this process need not have loaded a reader to know its messages.
    from monitor.reading.accepted import claims_of  # noqa: PLC0415
    from monitor.reading.reader import load_reader  # noqa: PLC0415

    reader = load_reader(
        [Path(name) for name in setting.vocabulary],
        [*map(Path, setting.places)],
        kept_in=Path(setting.kept_in) if setting.kept_in else None,
    )
    return reader.digest, lambda task: claims_of(reader, task.article, task.body)


if __name__ == "__main__":
    serve(Setting, Task, prepare)
