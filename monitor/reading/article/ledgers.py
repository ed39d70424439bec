"""Ledgers: entries without a verb behind "Three districts fell. A: Monday. B a day later"."""

from collections.abc import Iterator
from dataclasses import replace

from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.named_later import list_reach, tells_of_many
from monitor.reading.frames.match import Match
from monitor.reading.scene.located import Located
from monitor.reading.standing.cues import is_old
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.province_lists import is_point
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import (
    MARK_ADV,
    MARK_CC,
    MARK_COLON,
    MARK_COMMA,
    MARK_STOP,
    NP,
    PP,
)
from monitor.reading.words.when import PAST, When

_NEWS = frozenset({"asserted", "disputed"})


def with_entries(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """Return the drafts with one for each place that a ledger enters, in place of what opens it."""
    sentences = {one.index: one for one in scene.sentences if not one.in_title}
    found: list[Draft] = []
    for draft in drafts:
        entries = list(_entered(draft, sentences, scene))
        if not entries or (draft.count or 0) > len(entries):
            found.append(draft)
        found += entries
    return found


def _entered(head: Draft, sentences: dict[int, Sentence], scene: Scene) -> Iterator[Draft]:
    """Yield what the sentences right behind a draft enter, as long as they enter something."""
    if head.status not in _NEWS or head.sentence.in_title or not tells_of_many(head):
        return
    first = head.sentence.index + 1
    for at in range(first, first + list_reach(head)):
        entries = list(_entries(sentences[at], scene, head)) if at in sentences else []
        if not entries:
            return
        for one in entries:
            yield _entry(one, sentences[at], head, scene)


def _entries(sentence: Sentence, scene: Scene, head: Draft) -> Iterator[Located]:
    """Yield the places that stand first in the parts of a dated sentence without a verb."""
    if any(clause.vg.text for clause in sentence.clauses):
        return
    if not _is_dated(sentence, scene) or any(phrase.det == "no" for _, phrase in sentence.phrases):
        return
    for phrase in _heads(sentence.chunks):
        for member in phrase.all():
            if is_point(member):
                yield scene.locator.choose(member, member.places, scene.context, head.country)


def _is_dated(sentence: Sentence, scene: Scene) -> bool:
    """Whether it names a day gone by, or goes on from one: "a day later"."""
    if sentence.times:
        return all(one.kind == PAST and not is_old(one) for one in sentence.times)
    return any(token.text in scene.lexicon.set("ditto") for token in sentence.tokens)


def _heads(chunks: list[Chunk]) -> Iterator[Chunk]:
    """Yield the first phrase of each part: dates and what opens with a preposition aside."""
    opens = True
    for chunk in chunks:
        if chunk.kind == NP and opens and not chunk.time:
            opens = False
            yield chunk
        elif chunk.kind == MARK_STOP:
            opens = True
        elif not (chunk.time or chunk.kind in _BEFORE_THE_NAME):
            opens = False


_BEFORE_THE_NAME = frozenset({MARK_ADV, MARK_COLON, MARK_COMMA, MARK_CC, PP})


def _entry(located: Located, sentence: Sentence, head: Draft, scene: Scene) -> Draft:
    """Return what the ledger says of one place: as its opening does, on a day of its own."""
    phrase, place = located.phrase, located.place
    when = min(sentence.times, key=lambda one: _distance(one, phrase), default=None)
    day, precision = head.when, head.precision
    if when is not None:
        day, precision = when.date(scene.people.day), when.precision
    match = Match(head.match.frame, phrase, None, {"theme": [phrase]})
    return replace(
        head, match=match, sentence=sentence, place=place, count=None,
        alternatives=located.alternatives,
        country=place.country if place is not None else head.country, kind=located.kind,
        span=sentence.span(phrase.s, phrase.e), when=day, precision=precision,
        why=[*head.why, f"entered under sentence {head.sentence.index + 1}"],
    )  # fmt: skip


def _distance(when: When, phrase: Chunk) -> int:
    """Return how many words lie between a date and a name; the date behind it comes first."""
    return when.s - phrase.e if when.s >= phrase.e else 2 * (phrase.s - when.e) + 1
