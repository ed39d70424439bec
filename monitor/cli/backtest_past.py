"""Where a backtest's past comes from: the log's stored claims, or a file of raw articles."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from monitor.cli.backtest_run import Candidate
from monitor.errors import ConfigurationError, Fault, MonitorError
from monitor.events.envelope import Envelope, microseconds
from monitor.events.sources import ArticleReceived
from monitor.flow.ids import digest

if TYPE_CHECKING:
    from monitor.eventlog.protocol import EventLog

INCIDENTS = tuple(
    f"incident.{change}" for change in ("opened", "corroborated", "disputed", "amended", "closed")
)
PEOPLE = ("silence.created", "silence.expired")
WARM_UP = timedelta(days=60)
"""How much of the past before ``--since`` is still run, for counts and open alerts."""


class RawArticle(msgspec.Struct, kw_only=True):
    """A line of an articles file."""

    id: str
    title: str = ""
    text: str
    published: str | None = None
    url: str | None = None
    source: str = "articles"
    language: str | None = "en"


def run_log(
    log: "EventLog", candidates: Sequence[Candidate], since: datetime | None, *, words: bool
) -> Iterator[int]:
    """Run the stored past through every candidate; yield each position that is done.

    ``words`` says whether any rule asks about an article's words: if none does, texts and readings
    are not looked at.
    """
    from monitor.events.codec import decode
    from monitor.flow.replay import walk

    start = microseconds(since - WARM_UP) if since else None
    types = {*INCIDENTS, *PEOPLE, "article.received", *({"article.read"} if words else ())}
    for recorded in walk(log, types=types):
        if start is None or recorded.time >= start:
            envelope: Envelope[Any] = decode(recorded)
            for candidate in candidates:
                candidate.recorded(envelope)
        yield recorded.position


def run_articles(articles: Sequence[RawArticle], candidates: Sequence[Candidate]) -> Iterator[int]:
    """Run raw articles through every candidate, as if each had arrived when it was published."""
    arrivals = sorted((_arrival(article), number) for number, article in enumerate(articles))
    for done, (moment, number) in enumerate(arrivals, start=1):
        article = articles[number]
        body = article.text.encode()
        event = ArticleReceived(
            source=article.source,
            key=article.id,
            body=digest(body),
            media_type="text/plain",
            title=article.title or None,
            url=article.url,
            published=article.published,
            outlet=article.source,
            language=article.language,
        )
        for candidate in candidates:
            candidate.happened(event, f"source/{article.source}/{article.id}", moment, body)
        yield done


NOWHEN = datetime(1970, 1, 1, tzinfo=UTC)


def _arrival(article: RawArticle) -> datetime:
    """Return when an article arrives: its moment, or the evening of its day."""
    if not article.published:
        return NOWHEN
    moment = datetime.fromisoformat(article.published)
    if len(article.published) == len("2021-07-05"):
        return datetime.combine(moment.date(), time(20), tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def read_articles(path: Path, since: date | None) -> list[RawArticle]:
    """Return the articles of a JSONL file; every bad line is told with its place."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise MonitorError(f"{path} cannot be read: {error.strerror}") from error
    decoder = msgspec.json.Decoder(RawArticle)
    articles: list[RawArticle] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            article = decoder.decode(line)
            moment = _arrival(article)
        except (msgspec.DecodeError, ValueError) as error:
            faults.append(Fault(file=str(path), line=number, column=1, message=str(error)))
            continue
        if since is None or moment.date() >= since:
            articles.append(article)
    if faults:
        raise ConfigurationError("the articles file has faults", faults=faults)
    return articles
