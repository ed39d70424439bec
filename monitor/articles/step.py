"""The step: article.received -> article.accepted | revised | repeated | rejected."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from monitor.articles.copies import Kinship, Likeness, Text, compare
from monitor.articles.memory import Memory, form
from monitor.articles.prepare import Prepared, prepare
from monitor.articles.second_cleaner import Task, own_digest
from monitor.articles.window import Kept
from monitor.events.articles import (
    ArticleAccepted,
    ArticleRejected,
    ArticleRepeated,
    ArticleRevised,
)
from monitor.events.envelope import Envelope
from monitor.events.sources import ArticleReceived
from monitor.flow.ahead import WORTH_IT, Ahead
from monitor.flow.ids import short
from monitor.flow.step import Bodies, Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    """What came, cleaned: all that a decision needs."""

    id: str
    data: ArticleReceived
    cleaned: Prepared
    outlet: str
    text: Text
    body: bytes


class ArticlesStep:
    """Cleans what sources hand over, and folds copies."""

    name = "articles"
    version = 1
    memory_version = "1"
    consumes = frozenset({"article.received"})
    remembers = frozenset({"article.accepted", "article.revised"})

    def __init__(self, ahead: Ahead[Task, Prepared] | None = None) -> None:
        self._memory = Memory()
        self._ahead = ahead
        self._digest = own_digest() if ahead else ""

    def remember(self, envelope: Envelope[Any]) -> None:
        self._memory.remember(envelope.data, envelope.time)

    def dump(self) -> bytes:
        return self._memory.dump()

    def load(self, state: bytes) -> None:
        self._memory.load(state)

    def foresee(self, envelopes: Sequence[Envelope[Any]], bodies: Bodies) -> None:
        """Let texts be cleaned before it is their turn, where there is somebody to do it."""
        if self._ahead is None or len(envelopes) < WORTH_IT:
            return
        texts = ((each, bodies(each.data.body)) for each in envelopes)
        tasks = [(each.id, Task(each.data, each.time, text)) for each, text in texts if text]
        self._ahead.begin(self._digest, tasks)

    def handle(self, envelope: Envelope[Any], bodies: Bodies) -> Sequence[Draft]:
        data: ArticleReceived = envelope.data
        article = short(data.source, data.key)
        cleaned = self._cleaned(envelope, bodies)
        if cleaned.fault:
            return [_rejected(article, data, cleaned.fault)]
        arrival = _arrival(article, data, cleaned)
        candidates = self._memory.candidates(cleaned.marks, envelope.time, bodies)
        return self._decided(arrival, candidates, bodies)

    def _cleaned(self, envelope: Envelope[Any], bodies: Bodies) -> Prepared:
        ready = self._ahead.take(envelope.id) if self._ahead else None
        if ready:
            return ready
        raw = bodies(envelope.data.body)
        if raw is None:
            return Prepared(fault="its text was removed before it was read")
        return prepare(envelope.data, raw, envelope.time)

    def _decided(
        self, arrival: _Arrival, candidates: Sequence[Kept], bodies: Bodies
    ) -> list[Draft]:
        known = self._memory.known(arrival.id)
        if known and known.form == form(arrival.cleaned.title, arrival.cleaned.name):
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
        cleaned = arrival.cleaned
        self._memory.keep(cleaned.name, arrival.body, cleaned.marks.sample)
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


def _arrival(article: str, data: ArticleReceived, cleaned: Prepared) -> _Arrival:
    return _Arrival(
        id=article,
        data=data,
        cleaned=cleaned,
        outlet=cleaned.outlet or data.source,
        text=Text(cleaned.text),
        body=cleaned.text.encode(),
    )


def _accepted(arrival: _Arrival, kind: type[ArticleAccepted], revision: int, wire: str) -> Draft:
    cleaned, data = arrival.cleaned, arrival.data
    event = kind(
        article=arrival.id,
        revision=revision,
        source=data.source,
        outlet=arrival.outlet,
        title=cleaned.title,
        body=cleaned.name,
        wire=wire,
        published=cleaned.published,
        url=cleaned.url,
        language=cleaned.language,
        backlog=data.backlog,
    )
    return Draft(event=event, subject=f"article/{arrival.id}", bodies={cleaned.name: arrival.body})


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
