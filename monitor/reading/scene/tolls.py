"""Tolls: who was killed and wounded, gathered over an article.

Every mention binds a figure to a class of victims by its role (subject of "died", object of
"killed"). What one clause counts adds up; within a class the largest clause stands for the others,
since later mentions repeat or correct earlier ones; classes add up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from monitor.events.values import ActorClass
from monitor.reading.scene.people import IN_ARMS, People
from monitor.reading.scene.toll_sums import PART, Toll
from monitor.reading.scene.toll_victims import (
    Harm,
    counted_at,
    is_aged,
    is_among_harmed,
    not_left_alive,
    victims_of,
)
from monitor.reading.standing.cues import is_old
from monitor.reading.standing.status import standing
from monitor.reading.standing.values import ASSERTED
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import Clause
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.words.lexicon import Lexicon

_WEEK = 2  # the coarsest date that a toll of today may have


class TollReader:
    """Finds tolls; the words come from the vocabulary's ``toll`` settings."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.killed = Harm.of(settings, "killing", "dying", "dead")
        self.wounded = Harm.of(settings, "wounding", "wounded", "wounded")
        self._skip = tuple(settings.get("skip", ()))
        self._none = tuple(settings.get("none", ()))
        self.words = self.killed.words() | self.wounded.words()

    def read(self, sentence: Sentence, people: People) -> list[Toll]:
        """Return the deaths that one sentence tells, asserted ones only, each phrase once."""
        return self._read(sentence, people, self.killed)

    def read_wounded(self, sentence: Sentence, people: People) -> list[Toll]:
        return self._read(sentence, people, self.wounded)

    def _read(self, sentence: Sentence, people: People, harm: Harm) -> list[Toll]:
        if any(is_old(when) or when.precision > _WEEK for when in sentence.times):
            return []  # a sum over months is no toll of today
        if any(words in sentence.folded for words in self._skip):
            return []
        found: dict[tuple[int, int], Toll] = {}
        for victims in _victims(sentence, harm, people):
            for toll in _tolls(sentence, victims, people, harm):
                found.setdefault((toll.phrase.s, toll.phrase.e), toll)
        return list(found.values())

    def none_hurt(self, folded: str) -> bool:
        """Whether a text says that nobody was hurt."""
        return any(words in folded for words in self._none)


@dataclass(frozen=True, slots=True)
class _Victims:
    """A phrase that stands for the harmed; ``loser``: who lost them."""

    mention: int
    phrase: Chunk
    loser: Chunk | None = None


def _victims(sentence: Sentence, harm: Harm, people: People) -> Iterator[_Victims]:
    among = told = False
    for clause in sentence.clauses:
        victims = counted_at(clause, harm) or victims_of(clause, harm)
        if among and clause.vg.lemma == "be" and clause.obj is not None:
            victims = [clause.obj]
        if told and clause.vg.lemma == "do" and clause.obj is not None:
            victims = [clause.obj, *clause.extra]  # "15 perished, as did a policeman and a soldier"
        told = bool(victims)
        among = is_among_harmed(clause, harm)
        if victims and standing(clause, people.lexicon).status == ASSERTED:
            loser = clause.subj if clause.vg.lemma == "lose" else None
            for phrase in victims:
                yield _Victims(clause.vg.s, _all_of_whom(clause, phrase, people) or phrase, loser)
        for phrase in not_left_alive(clause, harm):
            yield _Victims(clause.vg.s, phrase)
    yield from _victims_alone(sentence, harm)


def _victims_alone(sentence: Sentence, harm: Harm) -> Iterator[_Victims]:
    """Yield the harmed that phrases name: "the killing of two people", "two soldiers dead"."""
    every = [phrase for _, phrase in sentence.phrases]
    summed = {id(phrase.of) for phrase in every if phrase.lemma in harm.numbers}
    for phrase in every:
        if id(phrase) in summed:
            continue  # "the number of police killed"
        if phrase.lemma in harm.nominal and phrase.of is not None:
            yield _Victims(phrase.s, phrase.of)
        elif not phrase.time and _is_dead(phrase, sentence, harm):
            yield _Victims(phrase.s, phrase)


def _all_of_whom(clause: Clause, phrase: Chunk, people: People) -> Chunk | None:
    """Handle "three men who had come from A, *all of whom* died": not A, the men."""
    if clause.opener not in people.lexicon.set("all_of_whom") or phrase is not clause.subj:
        return None
    if people.are_people(phrase):
        return None
    subjects = (above.subj for above in clause.ancestors() if above.subj is not None)
    return next((subject for subject in subjects if people.are_people(subject)), None)


def _is_dead(phrase: Chunk, sentence: Sentence, harm: Harm) -> bool:
    """Handle "two soldiers dead", "55 dead", "six smugglers and a guard dead"."""
    tail = sentence.tokens[phrase.head : phrase.e + 1]
    return phrase.lemma not in FIGURES and any(token.text in harm.adjectives for token in tail)


def _is_otherwise(member: Chunk, sentence: Sentence, harm: Harm, lexicon: Lexicon) -> bool:
    """Whether another harm is said of one of a list: "two soldiers dead and five wounded"."""
    behind = sentence.tokens[member.head : member.head + _NEAR]
    others = harm.apart | lexicon.set("taken_alive")  # "eight killed and 17 taken prisoner"
    if any(token.text in others for token in behind[:2]):
        return True
    hurts = lexicon.set("hurts")
    told = len(behind) > 1 and behind[1].text == "with"  # "two dead and a third with a leg wound"
    return told and any(token.text in hurts for token in behind)


_NEAR = 6  # tokens


def _tolls(sentence: Sentence, victims: _Victims, people: People, harm: Harm) -> Iterator[Toll]:
    phrase, mention = victims.phrase, victims.mention
    for member in _counted_apart(phrase):
        if _is_otherwise(member, sentence, harm, people.lexicon):
            continue
        value = 1 if is_aged(member, people) else _value(member)
        if value is None and _is_one(member, people):
            value = 1
        if value is None and harm.hurting:
            value = _told_before(member, people)
        so_far = _up_to(member, harm) if len(phrase.all()) == 1 else None
        value = value if so_far is None else so_far
        if value is not None and (so_far or _counts(member, harm) or people.are_people(member)):
            left = member.lemma in harm.bodies  # those whom attackers leave behind are theirs
            group = "militants" if left else _group(member, people, victims.loser)
            least = _least(member, value)
            yield Toll(sentence.index, group, value, mention, member, least)


def _least(member: Chunk, value: int) -> int:
    """Return the lower figure of "between three and five soldiers"."""
    low = member.qty.low if member.qty is not None else None
    return low if low is not None and low < value else value


def _counted_apart(phrase: Chunk) -> list[Chunk]:
    """Return the phrases that count: not the parts of "five people - three guards and two boys"."""
    every = [*phrase.all(), *_inside(phrase)]
    values = [member.qty.value if member.qty is not None else None for member in every]
    rest = [value for value in values[1:] if value is not None]
    return every[:1] if rest and values[0] == sum(rest) and len(rest) > 1 else every


def _told_before(member: Chunk, people: People) -> int | None:
    """Return how many "they", "the gunmen" who fell are, if a figure told of them before."""
    bare = member.text in _ALL_OF_THEM
    if not (bare or (member.plural and (member.pron or member.det == "the"))):
        return None
    if member.of is not None:
        return None
    party = people.antecedent(member)
    group = people.group(member)
    if party is None or party.group not in IN_ARMS or group not in {party.group, _NOBODY}:
        return None
    return party.count


_NOBODY = ActorClass.UNKNOWN
_ALL_OF_THEM = frozenset({"all", "both"})


def _is_one(member: Chunk, people: People) -> bool:
    """Handle "the police chief", "his comrade": one person, not a group."""
    if member.plural or member.pron or member.det not in _ONE_OF_US:
        return False
    last = member.lemma.rpartition(" ")[2]
    lexicon = people.lexicon
    several = people.classes(member) & lexicon.bit("set") or last in lexicon.set("collectives")
    return not several and member.actor is None and people.are_people(member)


_ONE_OF_US = frozenset({"the", "his", "her", "their", "its"})


def _inside(phrase: Chunk) -> list[Chunk]:
    """Handle "twelve of the assailants and four soldiers": these are not among the twelve."""
    listed = phrase.of.members[1:] if phrase.of is not None and phrase.qty is not None else []
    return [member for member in listed if member.qty is not None]


def _value(phrase: Chunk) -> int | None:
    if _AGE in phrase.text:
        return None if phrase.plural else 1  # "a 52-year-old housewife"
    if phrase.qty is not None:
        return phrase.qty.value
    if phrase.det in {"a", "an", "another", "one of", "one"} and not phrase.plural:
        return 1
    if phrase.det == "one of" or phrase.text in _ONE:
        return 1
    return 1 if not phrase.det and not phrase.plural and phrase.cls and not phrase.pron else None


def _counts(member: Chunk, harm: Harm) -> bool:
    """Whether a phrase stands for the dead though it names no people that a list knows."""
    if member.text in _ALL_OF_THEM:
        return True  # of those in arms whose number was told
    return member.lemma in FIGURES or member.lemma in harm.bodies or _is_folk(member, harm)


def _up_to(member: Chunk, harm: Harm) -> int | None:
    """Handle "a third died in hospital": three are dead."""
    words = member.text.split()
    if len(words) > _BARE or member.det != "a" or member.plural:
        return None
    return next((at for at, word in enumerate(harm.ordinals, 1) if word in words), None)


_BARE = 2  # words of "a third": "a third soldier" may stand beside others


def _is_folk(member: Chunk, harm: Harm) -> bool:
    """Whether people are meant whose calling no list of actors names, or some of "them"."""
    return _is_part(member) or member.lemma.rpartition(" ")[2] in harm.folk


def _is_part(phrase: Chunk) -> bool:
    """Handle "nine of them"."""
    whole = phrase.of
    return whole is not None and whole.pron and whole.plural and phrase.qty is not None


def _group(phrase: Chunk, people: People, loser: Chunk | None) -> str:
    if phrase.lemma in FIGURES:
        return "unknown"
    if _is_part(phrase):
        return PART
    group = people.group(phrase).value
    if group == "unknown" and loser is not None:
        group = people.group(loser).value  # "the attackers lost four men"
    return phrase.codes[0] if group == "unknown" and phrase.codes else group


_AGE = " year old"
_ONE = frozenset({"he", "she", "him", "her"})
FIGURES = frozenset({"toll", "death toll", "tally"})
