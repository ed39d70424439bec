"""The demo's articles: a corpus of invented texts, and the seeds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import msgspec

from monitor.errors import MonitorError

_NAMED = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)\.(?:md|txt)$")


class Line(msgspec.Struct, frozen=True):
    """One line of a corpus's articles.jsonl."""

    id: str
    source: str
    title: str
    text: str
    published: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoArticle:
    """An article with the moment at which it arrives."""

    key: str
    source: str
    title: str | None
    text: str
    media_type: str
    published: str | None
    language: str | None
    moment: datetime


def read_corpus(folder: Path) -> Iterator[DemoArticle]:
    """Yield a corpus's articles; several of one day arrive an hour apart.

    Raises ``MonitorError`` where there is no corpus or a line of it cannot be read.
    """
    path = folder / "articles.jsonl"
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise MonitorError(
            f"there is no corpus in {folder}: {error.strerror}",
            hint="Run it where the project's tests are, or give --corpus.",
        ) from error
    hours: dict[date, int] = {}
    for number, line in enumerate(lines, 1):
        try:
            held = msgspec.json.decode(line, type=Line)
            day = date.fromisoformat(held.published or "2021-07-01")
        except (msgspec.MsgspecError, ValueError) as error:
            raise MonitorError(f"{path}:{number}: this is not an article: {error}") from error
        hours[day] = hours.get(day, 5) + 1
        yield DemoArticle(
            key=held.id,
            source=held.source,
            title=held.title,
            text=held.text,
            media_type="text/plain",
            published=held.published,
            language=held.language,
            moment=_moment(day, hours[day]),
        )


def read_seeds(folder: Path) -> Iterator[DemoArticle]:
    """Yield the seeds, whose names begin with their day; none where there is no such folder."""
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        named = _NAMED.match(path.name)
        if named:
            yield DemoArticle(
                key=path.name,
                source="seeds",
                title=None,
                text=path.read_text(encoding="utf-8"),
                media_type="text/markdown" if path.suffix == ".md" else "text/plain",
                published=None,
                language=None,
                moment=_moment(date.fromisoformat(named[1]), 6) + timedelta(minutes=30),
            )


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC) + timedelta(hours=hour)
