"""Tolls: who was killed and wounded, gathered over an article.

Every mention binds a figure to a class of victims by its role (subject of "died", object of
"killed"). Within a class the later, larger or total figure stands for the others; classes add up.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.reading.chunks import Chunk, phrases
from monitor.reading.clause import Clause
from monitor.reading.cues import is_old
from monitor.reading.people import People
from monitor.reading.sentence import Sentence
from monitor.reading.standing import ASSERTED
from monitor.reading.status import standing

_WEEK = 2  # the coarsest date that a toll of today may have


@dataclass(frozen=True, slots=True)
class Toll:
    """One figure: how many of which class, in which sentence; ``total`` if of people at large."""

    sentence: int
    group: str
    value: int
    total: bool
    at_least: bool


class TollReader:
    """Finds tolls; the words come from the vocabulary's ``toll`` settings."""

    def __init__(self, settings: dict[str, list[str]]) -> None:
        self._killing = frozenset(settings.get("killing", ()))
        self._dying = frozenset(settings.get("dying", ()))
        self._dead = frozenset(settings.get("dead", ()))
        self._rising = frozenset(settings.get("rising", ()))
        self._skip = tuple(settings.get("skip", ()))
        self._none = tuple(settings.get("none", ()))

    def read(self, sentence: Sentence, people: People) -> list[Toll]:
        """Return the tolls of one sentence, asserted ones only, each phrase once."""
        found: dict[tuple[int, int], Toll] = {}
        if any(is_old(when) or when.precision > _WEEK for when in sentence.times):
            return []  # a sum over months is no toll of today
        if any(words in sentence.folded for words in self._skip):
            return []
        for phrase in self._victims(sentence):
            for member in phrase.all():
                value = _value(member)
                if value is not None:
                    found[member.s, member.e] = _toll(sentence, member, value, people)
        return list(found.values())

    def none_hurt(self, folded: str) -> bool:
        """Whether a text says that nobody was hurt."""
        return any(words in folded for words in self._none)

    def _victims(self, sentence: Sentence) -> Iterator[Chunk]:
        for clause in sentence.clauses:
            victims = self._of_clause(clause)
            if victims and standing(clause).status == ASSERTED:
                yield from victims
        for _, phrase in phrases(sentence.chunks):
            if not phrase.time and self._is_dead(phrase, sentence):
                yield phrase

    def _of_clause(self, clause: Clause) -> list[Chunk]:  # noqa: PLR0911  (a cascade)
        lemma, vg = clause.vg.lemma, clause.vg
        if lemma in self._killing:
            if vg.lemma == "shoot" and not clause.words & {"dead", "death"} and not clause.passive:
                return []
            victim = clause.subj if clause.passive else clause.obj
            return [phrase for phrase in (victim, *clause.extra, *_with(clause)) if phrase]
        if lemma in self._dying or (lemma == "be" and vg.adj in self._dead):
            return [phrase for phrase in (clause.subj, *clause.extra, *_with(clause)) if phrase]
        if lemma in self._rising:
            return _figure(clause)
        if lemma == "lose" and clause.subj is not None and clause.obj is not None:
            if clause.obj.lemma in {"life", "lives"}:
                return [clause.subj]
            return [clause.obj] if clause.obj.lemma in {"man", "soldier", "fighter"} else []
        return []

    def _is_dead(self, phrase: Chunk, sentence: Sentence) -> bool:
        tail = sentence.tokens[phrase.head : phrase.e + 1]
        return any(token.text in self._dead for token in tail)


def _value(phrase: Chunk) -> int | None:
    if phrase.qty is not None:
        return phrase.qty.value
    if phrase.det == "one of":
        return 1
    if phrase.det in {"a", "an", "another", "one of", "one"} and not phrase.plural:
        return 1
    return 1 if not phrase.det and not phrase.plural and phrase.cls and not phrase.pron else None


def _toll(sentence: Sentence, phrase: Chunk, value: int, people: People) -> Toll:
    group = people.group(phrase).value
    if group == "unknown" and phrase.codes:
        group = phrase.codes[0]
    if phrase.lemma in _FIGURES:
        group = "unknown"
    least = phrase.qty is not None and phrase.qty.bound == "least"
    return Toll(sentence.index, group, value, group == "unknown", least)


_FIGURES = frozenset({"toll", "death toll", "tally"})


def _with(clause: Clause) -> list[Chunk]:
    """Handle "Killed along with two guards and a policeman"."""
    return [pp.np for pp in clause.pps if pp.np is not None and pp.prep in _TOGETHER]


_TOGETHER = frozenset({"along with", "together with", "as well as"})


def _figure(clause: Clause) -> list[Chunk]:
    """Handle "The toll rose to 39", "raising the tally to 39": the figure behind "to"."""
    toll = [p for p in (clause.subj, clause.obj) if p is not None and p.lemma in _FIGURES]
    if not toll:
        return []
    return [pp.np for pp in clause.pps if pp.np is not None and pp.prep in {"to", "at"}]


def total(tolls: list[Toll]) -> int | None:
    """Return the deaths of an incident: the largest figure a class, classes added."""
    if not tolls:
        return None
    by_group: dict[str, int] = {}
    for toll in tolls:
        by_group[toll.group] = max(by_group.get(toll.group, 0), toll.value)
    whole = by_group.pop("unknown", 0)
    parts = sum(by_group.values())
    return max(whole, parts)
