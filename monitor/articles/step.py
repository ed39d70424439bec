"""The step: article.received -> article.accepted | revised | repeated | rejected."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.articles.clean import LONGEST, clean
from monitor.articles.copies import Kinship, Likeness, Text, compare
from monitor.articles.memory import Memory, form
from monitor.articles.values import Cleaned, Facts, Raw
from monitor.articles.window import Kept, Marks, marks
from monitor.events.articles import (
    ArticleAccepted,
    ArticleRejected,
    ArticleRepeated,
    ArticleRevised,
)
from monitor.events.envelope import Envelope
from monitor.events.sources import ArticleReceived
from monitor.flow.ids import digest, short
from monitor.flow.step import Bodies, Draft

# Three words make a headline; less makes nothing.
_WORDS = re.compile(r"(?:[^\W\d_]{2,}[\W\d_]+){2}[^\W\d_]{2,}")
_GLANCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    """What came, cleaned: all that a decision needs."""

    id: str
    data: ArticleReceived
    cleaned: Cleaned
    outlet: str
    text: Text
    marks: Marks
    body: bytes
    name: str  # the digest of the body


class ArticlesStep:
    """Cleans what sources hand over, and folds copies."""

    name = "articles"
    version = 1
    memory_version = "1"
    consumes = frozenset({"article.received"})
    remembers = frozenset({"article.accepted", "article.revised"})

    def __init__(self) -> None:
        self._memory = Memory()

    def remember(self, envelope: Envelope[Any]) -> None:
        self._memory.remember(envelope.data, envelope.time)

    def dump(self) -> bytes:
        return self._memory.dump()

    def load(self, state: bytes) -> None:
        self._memory.load(state)

    def handle(self, envelope: Envelope[Any], bodies: Bodies) -> Sequence[Draft]:
        data: ArticleReceived = envelope.data
        article = short(data.source, data.key)
        raw = bodies(data.body)
        if raw is None:
            return [_rejected(article, data, "its text was removed before it was read")]
        cleaned = clean(_raw(data, raw, envelope.time))
        if len(cleaned.text) > LONGEST:
            return [_rejected(article, data, f"it is {len(cleaned.text):,} characters: no article")]
        if not _is_readable(cleaned):
            return [_rejected(article, data, "nothing readable was found in it")]
        arrival = _arrival(article, data, cleaned)
        candidates = self._memory.candidates(arrival.marks, envelope.time, bodies)
        return self._decided(arrival, candidates, bodies)

    def _decided(
        self, arrival: _Arrival, candidates: Sequence[Kept], bodies: Bodies
    ) -> list[Draft]:
        known = self._memory.known(arrival.id)
        if known and known.form == form(arrival.cleaned.title, arrival.name):
            return []
        original, likeness = self._original(arrival, candidates, bodies)
        if known:
            wire = original.wire if original and known.wire == arrival.id else known.wire
            return [self._accepted(arrival, ArticleRevised, known.revision + 1, wire)]
        if original and likeness.kinship is Kinship.WHOLE:
            return [_repeated(arrival, original, likeness)]
        wire = original.wire if original else arrival.id
        return [self._accepted(arrival, ArticleAccepted, 1, wire)]

    def _accepted(
        self, arrival: _Arrival, kind: type[ArticleAccepted], revision: int, wire: str
    ) -> Draft:
        self._memory.keep(arrival.name, arrival.body, arrival.marks.sample)
        return _accepted(arrival, kind, revision, wire)

    def _original(
        self, arrival: _Arrival, candidates: Sequence[Kept], bodies: Bodies
    ) -> tuple[Kept | None, Likeness]:
        """Return the article that this one copies most of, if it copies any."""
        best: tuple[Kept | None, Likeness] = (None, Likeness(Kinship.NONE, 0.0))
        for kept in candidates:
            old = self._memory.text(kept.body, bodies) if kept.article != arrival.id else None
            if old is None:
                continue
            likeness = compare(arrival.text, old, title=arrival.cleaned.title)
            if likeness.kinship is Kinship.WHOLE:
                return kept, likeness
            if likeness.kinship is Kinship.PART and likeness.share > best[1].share:
                best = (kept, likeness)
        return best


def _arrival(article: str, data: ArticleReceived, cleaned: Cleaned) -> _Arrival:
    text, body = Text(cleaned.text), cleaned.text.encode()
    return _Arrival(
        id=article,
        data=data,
        cleaned=cleaned,
        outlet=cleaned.outlet or data.source,
        text=text,
        marks=marks(text.numbers),
        body=body,
        name=digest(body),
    )


def _raw(data: ArticleReceived, raw: bytes, received: datetime) -> Raw:
    return Raw(
        text=raw.decode("utf-8", "replace"),
        media_type=data.media_type,
        received=received,
        facts=Facts(
            title=data.title,
            published=data.published,
            outlet=data.outlet,
            language=data.language,
            url=data.url,
        ),
    )


def _is_readable(cleaned: Cleaned) -> bool:
    return _WORDS.search(f"{cleaned.title} {cleaned.text[:_GLANCE]}") is not None


def _accepted(arrival: _Arrival, kind: type[ArticleAccepted], revision: int, wire: str) -> Draft:
    cleaned, data = arrival.cleaned, arrival.data
    event = kind(
        article=arrival.id,
        revision=revision,
        source=data.source,
        outlet=arrival.outlet,
        title=cleaned.title,
        body=arrival.name,
        wire=wire,
        published=cleaned.published,
        url=cleaned.url,
        language=cleaned.language,
        backlog=data.backlog,
    )
    return Draft(event=event, subject=f"article/{arrival.id}", bodies={arrival.name: arrival.body})


def _repeated(arrival: _Arrival, original: Kept, likeness: Likeness) -> Draft:
    event = ArticleRepeated(
        article=arrival.id,
        source=arrival.data.source,
        outlet=arrival.outlet,
        title=arrival.cleaned.title,
        original=original.article,
        share=round(likeness.share, 3),
        url=arrival.cleaned.url,
        published=arrival.cleaned.published,
    )
    return Draft(event=event, subject=f"article/{arrival.id}")


def _rejected(article: str, data: ArticleReceived, reason: str) -> Draft:
    event = ArticleRejected(
        article=article,
        source=data.source,
        reason=reason,
        hint="Look at what the source handed over: it holds no article.",
    )
    return Draft(event=event, subject=f"article/{article}")
