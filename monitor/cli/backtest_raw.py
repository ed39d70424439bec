"""A backtest's past from a file of raw articles, as if each had arrived when it was published."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import msgspec

from monitor.cli.backtest_run import Candidate
from monitor.errors import ConfigurationError, Fault, MonitorError
from monitor.events.sources import ArticleReceived
from monitor.flow.ids import digest
from monitor.flow.step import Draft

NOWHEN = datetime(1970, 1, 1, tzinfo=UTC)


class RawArticle(msgspec.Struct, kw_only=True):
    """A line of an articles file."""

    id: str
    title: str = ""
    text: str
    published: str | None = None
    url: str | None = None
    source: str = "articles"
    language: str | None = "en"


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article at the moment of its arrival, as its source hands it over."""

    moment: datetime
    event: ArticleReceived
    body: bytes

    @property
    def subject(self) -> str:
        return f"source/{self.event.source}/{self.event.key}"

    @property
    def draft(self) -> Draft:
        return Draft(event=self.event, subject=self.subject, bodies={self.event.body: self.body})


Read = Callable[[Iterable[Arrival]], Iterator[Sequence[Draft]]]
"""Makes of each arrival what is known once it was read (nothing, where it is a copy)."""


def run_articles(
    articles: Sequence[RawArticle], candidates: Sequence[Candidate], read: Read
) -> Iterator[int]:
    """Run raw articles through every candidate; yield how many are done."""
    arrivals = sorted(map(_arrival, articles), key=lambda arrival: arrival.moment)
    for done, (arrival, made) in enumerate(zip(arrivals, read(arrivals), strict=True), start=1):
        for candidate in candidates:
            candidate.happened([arrival.draft, *made], arrival.moment)
        yield done


def _arrival(article: RawArticle) -> Arrival:
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
    return Arrival(_moment(article), event, body)


def _moment(article: RawArticle) -> datetime:
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
            moment = _moment(article)
        except (msgspec.DecodeError, ValueError) as error:
            faults.append(Fault(file=str(path), line=number, column=1, message=str(error)))
            continue
        if since is None or moment.date() >= since:
            articles.append(article)
    if faults:
        raise ConfigurationError("the articles file has faults", faults=faults)
    return articles
