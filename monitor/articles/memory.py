"""What the step remembers: the last form of each article, and the window of the last two weeks."""

from collections import OrderedDict
from datetime import datetime
from typing import NamedTuple

import msgspec

from monitor.articles.copies import Text
from monitor.articles.window import MOST, SPAN, Kept, Marks, Window, marks
from monitor.events.articles import ArticleAccepted
from monitor.flow.ids import short
from monitor.flow.step import Bodies

# What is known of articles outlives the window: a page may be corrected after a month.
_KNOWN = 50_000
# More than the runner handles in one transaction.
_FRESH = 600
_FRESH_BYTES = 64 * 1024 * 1024
_TEXTS = 128
_FORM = 8  # bytes
_WIRE = 4 + _FORM  # where the wire begins in what is packed


class Known(msgspec.Struct, frozen=True, array_like=True):
    """An article's last form."""

    revision: int
    form: str
    wire: str


class _Waiting(msgspec.Struct, frozen=True, array_like=True):
    """An article that was accepted, but is not yet indexed."""

    body: str
    outlet: str
    wire: str
    time: datetime


class _Snapshot(msgspec.Struct, frozen=True):
    known: dict[str, Known]
    kept: tuple[Kept, ...]
    waiting: dict[str, _Waiting]


class _Fresh(NamedTuple):
    """A text that was just accepted, and what it is indexed under."""

    text: bytes
    sample: tuple[int, ...]


class Memory:
    """A fold of ``article.accepted`` and ``article.revised``; bounded, forgetting by event time.

    An event holds no text, and only ``handle`` may ask for it: so what is accepted waits until the
    next article comes before it is indexed.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[str, bytes] = OrderedDict()
        self._window = Window()
        self._waiting: OrderedDict[str, _Waiting] = OrderedDict()
        # The log holds the texts of a batch only when the runner commits it.
        self._fresh: OrderedDict[str, _Fresh] = OrderedDict()
        self._fresh_size = 0
        # Copies come in swarms: the texts that were last compared are compared again.
        self._texts: OrderedDict[str, Text] = OrderedDict()

    def known(self, article: str) -> Known | None:
        packed = self._known.get(article)
        return _unpacked(packed, article) if packed else None

    def remember(self, data: ArticleAccepted, time: datetime) -> None:
        known = Known(data.revision, form(data.title, data.body), data.wire)
        self._known[data.article] = _packed(known, data.article)
        self._known.move_to_end(data.article)
        while len(self._known) > _KNOWN:
            self._known.popitem(last=False)
        self._waiting[data.article] = _Waiting(data.body, data.outlet, data.wire, time)
        self._waiting.move_to_end(data.article)
        while len(self._waiting) > MOST or time - self._longest_waiting() > SPAN:
            self._waiting.popitem(last=False)

    def keep(self, body: str, text: bytes, sample: tuple[int, ...]) -> None:
        """Keep a text that was just accepted, with what it is to be indexed under."""
        self._fresh_size += len(text)
        known = self._fresh.pop(body, None)
        self._fresh_size -= len(known.text) if known else 0
        self._fresh[body] = _Fresh(text, sample)
        while len(self._fresh) > _FRESH or self._fresh_size > _FRESH_BYTES:
            self._fresh_size -= len(self._fresh.popitem(last=False)[1].text)

    def candidates(self, found: Marks, now: datetime, bodies: Bodies) -> list[Kept]:
        """Return the articles that a text with these marks may be a copy of, likeliest first."""
        self._catch_up(bodies)
        self._window.forget(now)
        return self._window.candidates(found)

    def text(self, name: str, bodies: Bodies) -> Text | None:
        """Return a text as words; None where it was purged."""
        text = self._texts.pop(name, None)
        if text is None:
            body = self._body(name, bodies)
            if body is None:
                return None
            text = Text(body.decode())
        self._texts[name] = text
        if len(self._texts) > _TEXTS:
            self._texts.popitem(last=False)
        return text

    def dump(self) -> bytes:
        """Return the memory as it is; what still waits for its text waits on."""
        return msgspec.msgpack.encode(
            _Snapshot(
                {name: _unpacked(known, name) for name, known in self._known.items()},
                self._window.all(),
                dict(self._waiting),
            )
        )

    def load(self, state: bytes) -> None:
        snapshot = msgspec.msgpack.decode(state, type=_Snapshot)
        self._known = OrderedDict(
            (name, _packed(known, name)) for name, known in snapshot.known.items()
        )
        self._waiting = OrderedDict(snapshot.waiting)
        self._window = Window()
        for kept in snapshot.kept:
            self._window.add(kept)

    def _longest_waiting(self) -> datetime:
        return next(iter(self._waiting.values())).time

    def _body(self, name: str, bodies: Bodies) -> bytes | None:
        fresh = self._fresh.get(name)
        return fresh.text if fresh else bodies(name)

    def _catch_up(self, bodies: Bodies) -> None:
        """Index what was accepted since the last article was handled."""
        while self._waiting:
            article, wait = self._waiting.popitem(last=False)
            found = self._sample(wait.body, bodies)
            if found is None:
                self._window.drop(article)
                continue
            self._window.add(Kept(article, wait.body, wait.outlet, wait.wire, wait.time, found))

    def _sample(self, name: str, bodies: Bodies) -> tuple[int, ...] | None:
        fresh = self._fresh.get(name)
        if fresh:
            return fresh.sample
        body = bodies(name)
        return None if body is None else marks(Text(body.decode()).numbers).sample


def _packed(known: Known, article: str) -> bytes:
    """Return the last form of an article in a few bytes: there are thousands of them."""
    wire = "" if known.wire == article else known.wire
    return known.revision.to_bytes(4, "big") + bytes.fromhex(known.form) + wire.encode()


def _unpacked(packed: bytes, article: str) -> Known:
    revision, digest, wire = packed[:4], packed[4:_WIRE], packed[_WIRE:]
    return Known(int.from_bytes(revision, "big"), digest.hex(), wire.decode() or article)


def form(title: str, body: str) -> str:
    """Return what stands for a title and a text together."""
    return short(title, body, length=2 * _FORM)
