"""Articles with their text to be searched, and every claim the reader found in them."""

from collections.abc import Callable
from typing import Any

import msgspec

from monitor.events.articles import (
    ArticleAccepted,
    ArticleRejected,
    ArticleRepeated,
    ArticleRevised,
)
from monitor.events.envelope import Envelope
from monitor.events.readings import ArticleRead
from monitor.events.values import Claim
from monitor.views.view import Rows, add, iso, put, recreate

TABLES = {
    "article": """CREATE TABLE article(
      article TEXT PRIMARY KEY, number INTEGER NOT NULL, state TEXT NOT NULL,
      revision INTEGER NOT NULL, source TEXT NOT NULL, outlet TEXT NOT NULL, title TEXT NOT NULL,
      published TEXT, day TEXT NOT NULL, url TEXT, language TEXT NOT NULL, body TEXT,
      wire TEXT, note TEXT NOT NULL, backlog INTEGER NOT NULL, arrived_at TEXT NOT NULL,
      reader TEXT, claims INTEGER, news INTEGER) STRICT""",
    "article_text": """CREATE VIRTUAL TABLE article_text USING fts5(
      title, text, tokenize = "unicode61 remove_diacritics 2")""",
    "claim": """CREATE TABLE claim(
      article TEXT NOT NULL, number INTEGER NOT NULL, revision INTEGER NOT NULL,
      type TEXT NOT NULL, status TEXT NOT NULL, news INTEGER NOT NULL, place TEXT, place_id TEXT,
      province TEXT, country TEXT, claim BLOB NOT NULL, PRIMARY KEY(article, number)) STRICT""",
}
INDEXES = (
    "CREATE INDEX article_by_day ON article(day, number)",
    "CREATE UNIQUE INDEX article_by_number ON article(number)",
    "CREATE INDEX article_by_source ON article(source, day)",
    "CREATE INDEX article_by_wire ON article(wire)",
    "CREATE INDEX claim_by_type ON claim(type, place)",
)


class Articles:
    """Folds ``article.*`` from acceptance on; texts come from the log's bodies."""

    name = "articles"
    version = 1
    consumes = frozenset(
        {
            "article.accepted",
            "article.revised",
            "article.repeated",
            "article.rejected",
            "article.read",
        }
    )

    def __init__(self) -> None:
        self._folds: dict[type, Callable[[Any, Envelope[Any], Rows], None]] = {
            ArticleAccepted: _accepted,
            ArticleRevised: _accepted,
            ArticleRepeated: _repeated,
            ArticleRejected: _rejected,
            ArticleRead: _read,
        }

    def reset(self, rows: Rows) -> None:
        recreate(rows, TABLES, INDEXES)

    def apply(self, envelope: Envelope[Any], rows: Rows) -> None:
        self._folds[type(envelope.data)](envelope.data, envelope, rows)


def _number(article: str, envelope: Envelope[Any], rows: Rows) -> int:
    """Return the row that an article has for good: the position of its first event."""
    found = next(rows.run("SELECT number FROM article WHERE article = ?", (article,)), None)
    return int(found[0]) if found else envelope.position


def _day(published: str | None, envelope: Envelope[Any]) -> str:
    return published[:10] if published else iso(envelope.time)[:10]


def _accepted(event: ArticleAccepted, envelope: Envelope[Any], rows: Rows) -> None:
    number = _number(event.article, envelope, rows)
    write = add if number == envelope.position else put
    write(
        rows,
        "article",
        article=event.article,
        number=number,
        state="accepted",
        revision=event.revision,
        source=event.source,
        outlet=event.outlet,
        title=event.title,
        published=event.published,
        day=_day(event.published, envelope),
        url=event.url,
        language=event.language,
        body=event.body,
        wire=event.wire,
        note="",
        backlog=int(event.backlog),
        arrived_at=iso(envelope.time),
    )
    text = (rows.body(event.body) or b"").decode("utf-8", errors="replace")
    write(rows, "article_text", rowid=number, title=event.title, text=text)
    if write is put:
        rows.run("DELETE FROM claim WHERE article = ?", (event.article,))


def _repeated(event: ArticleRepeated, envelope: Envelope[Any], rows: Rows) -> None:
    put(
        rows,
        "article",
        article=event.article,
        number=_number(event.article, envelope, rows),
        state="repeated",
        revision=0,
        source=event.source,
        outlet=event.outlet,
        title=event.title,
        published=event.published,
        day=_day(event.published, envelope),
        url=event.url,
        language="",
        wire=event.original,
        note=f"a copy of {event.original} ({event.share:.0%})",
        backlog=0,
        arrived_at=iso(envelope.time),
    )


def _rejected(event: ArticleRejected, envelope: Envelope[Any], rows: Rows) -> None:
    put(
        rows,
        "article",
        article=event.article,
        number=_number(event.article, envelope, rows),
        state="rejected",
        revision=0,
        source=event.source,
        outlet="",
        title="",
        day=_day(None, envelope),
        language="",
        note=f"{event.reason} {event.hint}".strip(),
        backlog=0,
        arrived_at=iso(envelope.time),
    )


def _read(event: ArticleRead, _: Envelope[Any], rows: Rows) -> None:
    rows.run("DELETE FROM claim WHERE article = ?", (event.article,))
    for number, claim in enumerate(event.claims):
        put(rows, "claim", article=event.article, number=number, **_claim(event, claim))
    rows.run(
        "UPDATE article SET reader = ?, claims = ?, news = ? WHERE article = ?",
        (event.reader, len(event.claims), sum(c.is_news for c in event.claims), event.article),
    )


def _claim(event: ArticleRead, claim: Claim) -> dict[str, Any]:
    return {
        "revision": event.revision,
        "type": claim.type.value,
        "status": claim.status.value,
        "news": int(claim.is_news),
        "place": claim.place,
        "place_id": claim.place_id,
        "province": claim.province,
        "country": claim.country,
        "claim": msgspec.json.encode(claim),
    }
