"""Who people are: their class, side and country, which depend on the date of the article."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from monitor.events.values import ActorClass, Side
from monitor.reading.scene.trade import Trade
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.vocabulary.compiled import Actor, ActorRole
from monitor.reading.words.lexicon import Lexicon

IN_ARMS: Final = frozenset({ActorClass.TROOPS, ActorClass.MILITANTS})
_ORDER = ("troops", "militants", "civilians", "officials")
_TODAY = "9999-12-31"
_SETTLING = dt.timedelta(days=30)  # so long whose town it is stays news after a change of rule


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as the claim names it."""

    name: str
    group: ActorClass
    side: Side
    country: str | None
    count: int | None = None


def _nobody(_: Chunk) -> Party | None:
    return None


_POSSESSIVE = frozenset({"its", "their", "his"})


class People:
    """Classes of noun phrases on the day of one article."""

    def __init__(self, lexicon: Lexicon, day: dt.date | None) -> None:
        self.lexicon = lexicon
        self.day = day
        self._day = day.isoformat() if day is not None else _TODAY
        self._lately = (day - _SETTLING).isoformat() if day is not None else _TODAY
        self._bits = {name: lexicon.bit(name) for name in _ORDER}
        self._groups = [(ActorClass(name), bit) for name, bit in self._bits.items()]
        self._all = lexicon.bit(*_ORDER)
        self._person = lexicon.bit("person")
        self._generic = lexicon.bit("person", "set")
        self._demonym = lexicon.bit("demonym")
        self._abroad = lexicon.bit("country_noun")
        self._nonstate = lexicon.bit("nonstate")
        self._organisation = lexicon.bit("organisation")
        self._homes = {
            name: code for code, names in lexicon.compiled.peoples.items() for name in names
        }
        self._menfolk = lexicon.set("menfolk")
        self._headship, self._ends = lexicon.set("headship"), lexicon.set("ends")
        self._bank = lexicon.bit("bank")
        self._staffers = lexicon.set("staffers")
        self._grip = lexicon.bit("control", "hands", "flag")
        self._fighting = lexicon.bit("troops", "militants")
        self._stand_ins = lexicon.set("stand_ins")
        self._one_more = lexicon.set("ordinals") | lexicon.set("one_more") | self._stand_ins
        self._irregular = lexicon.set("irregular")
        self._regular = lexicon.set("regular_arms")
        self._the_group = lexicon.set("the_group")
        self._bloodless = lexicon.set("bloodless")
        self._trade = Trade(lexicon)
        self._arms_or_line = self._fighting | lexicon.bit("border", "force_noun")
        self._roles: dict[str, ActorRole] = {}
        self.antecedent: Callable[[Chunk], Party | None] = _nobody

    def role(self, actor: Actor) -> ActorRole:
        """Tell what an actor is on this day."""
        known = self._roles.get(actor.name)
        if known is None:
            fits = (r for r in actor.roles if r.since <= self._day < (r.until or "9999-99"))
            known = self._roles[actor.name] = next(fits, actor.roles[-1])
        return known

    def classes(self, phrase: Chunk) -> int:
        """Return the class bits of a phrase, with actors as they are today."""
        if phrase.known >= 0:
            return phrase.known
        found = phrase.known = self._classes(phrase)
        return found

    def _classes(self, phrase: Chunk) -> int:
        cls = phrase.cls | self._forces(phrase)
        if cls & self._arms_or_line and self._trade.is_peaceful(phrase, cls):
            return 0
        actor = self._actor(phrase)
        if actor is not None:
            cls = self._with_actor(cls, actor)
        elif phrase.pron:
            return 0 if phrase.text in {"it", "this", "itself"} else self._person
        elif cls & self._demonym and not cls & self._all:
            cls |= self._person
        elif phrase.apps and not (phrase.places or self._one_more.isdisjoint(phrase.text.split())):
            cls = phrase.apps[0].cls if phrase.apps[0].places else cls  # "a third, *X*, fell"
        elif not cls:
            cls = self._unlisted(phrase)
        cls = self._told_by_company(phrase, cls)
        return self._armed(phrase, cls)

    def _actor(self, phrase: Chunk) -> Actor | None:
        """Return who it is; "the paramilitaries of the RSF" are the RSF."""
        if phrase.actor is not None or phrase.of is None or not phrase.cls & self._fighting:
            return phrase.actor
        return phrase.of.actor

    def _told_by_company(self, phrase: Chunk, cls: int) -> int:
        """Add what the words beside a noun lend it."""
        if cls & self._bits["militants"] and not self._regular.isdisjoint(phrase.mods):
            cls = (cls & ~self._all) | self._bits["troops"]  # "mechanised elements"
        if phrase.codes and phrase.lemma in self._ends:
            return cls | self._bank
        if phrase.of is None:
            return cls
        if cls & self.lexicon.bit("set") and self._are_others(phrase.of):
            cls &= ~self._bits["officials"]  # "a party of four men"
        if phrase.lemma in self._staffers:
            return self._as_employer(cls, phrase.of)
        if phrase.lemma in self._headship and not phrase.plural:
            return (cls & ~self._generic) | self._bits["officials"]
        return cls

    def _are_others(self, members: Chunk) -> bool:
        """Whether those of whom a party is made up are counted or named, and no officials."""
        known = members.cls & self._all
        return bool(known or members.qty is not None) and not known & self._bits["officials"]

    def _as_employer(self, cls: int, employer: Chunk) -> int:
        """Handle "employees of the frontier police": troops, as those are."""
        troops = self._classes(employer) & self._bits["troops"]
        return (cls & ~self._all) | troops if troops else cls

    def _unlisted(self, phrase: Chunk) -> int:
        """Return the classes of what no list knows: a figure counts people."""
        if phrase.qty is not None or phrase.text in self._stand_ins:
            return self._person
        return self._abroad if phrase.codes else 0  # "swam to the Tajik watchtowers": over there

    def _armed(self, phrase: Chunk, cls: int) -> int:
        if phrase.lemma in self._menfolk:
            cls |= self._owners(phrase) & self._fighting
        if cls & self._generic and "armed" in phrase.mods:
            cls |= self._bits["militants"]
        if cls & self._bits["militants"] or self._is_nonstate(phrase):
            cls |= self._nonstate
        return cls

    def is_theirs(self, phrase: Chunk) -> bool:
        """Whether a phrase is "they", or what they hold: "under their control"."""
        if phrase.pron or (phrase.det == "their" and phrase.cls & self._grip):
            return True
        if phrase.det in _POSSESSIVE and phrase.lemma in self._menfolk and phrase.of is None:
            return True  # "its men"
        return self.is_group(phrase)

    def is_group(self, phrase: Chunk) -> bool:
        """Whether a phrase stands for a side that was named: "the group", "the besiegers"."""
        bare = phrase.det == "the" and phrase.actor is None and not phrase.apps
        return bare and phrase.text in self._the_group

    def meant(self, phrase: Chunk) -> int:
        """Return the class bits of those whom "they" means: the people named last before."""
        if not (phrase.plural or phrase.det == "their" or phrase.text in self._the_group):
            return 0
        party = self.antecedent(phrase)
        if party is None or party.group.value not in self._bits:
            return 0
        is_nonstate = party.side is Side.NON_STATE
        return self._bits[party.group.value] | (self._nonstate if is_nonstate else 0)

    def _owners(self, phrase: Chunk) -> int:
        """Return whose: "the garrison's men", "five members of a patrol"."""
        cls = 0
        for part in (phrase.poss, phrase.of):
            cls |= self._classes(part) if part is not None else 0
        return cls

    def _forces(self, phrase: Chunk) -> int:
        """Tell whose forces: "Afghan forces" are troops, "rebel forces" militants."""
        if phrase.lemma != "force" or not phrase.plural:
            return 0
        words = {*phrase.mods, *phrase.names}
        if not self._bloodless.isdisjoint(words):
            return 0
        return self._bits["troops" if self._irregular.isdisjoint(words) else "militants"]

    def _is_nonstate(self, phrase: Chunk) -> bool:
        """Whether no state is meant, nor one that has been one for days only."""
        actor = self._actor(phrase)
        if actor is None:
            return False
        if self.role(actor).side == "non-state":
            return True
        before = next(
            (r for r in actor.roles if r.since <= self._lately < (r.until or "9999-99")), None
        )
        return before is not None and before.side == "non-state"

    def _with_actor(self, cls: int, actor: Actor) -> int:
        group = self.role(actor).group
        if group == "organisation":
            return cls | self._organisation
        if cls & self._bits["officials"] and not cls & (self._bits["troops"]):
            return cls
        if cls & self._bits["civilians"]:
            return cls
        return (cls & ~self._all) | self._bits[group]

    def are_people(self, phrase: Chunk) -> bool:
        """Whether a phrase stands for people at all: a class of theirs, or a bare number."""
        if phrase.places:
            return False
        cls = self.classes(phrase)
        return bool(cls & (self._all | self._generic)) or (phrase.qty is not None and not cls)

    def group(self, phrase: Chunk) -> ActorClass:
        """troops, militants, civilians or officials; unknown for bare persons and pronouns."""
        cls = self.classes(phrase)
        for member in phrase.members:
            cls |= self.classes(member)
        for group, bit in self._groups:
            if cls & bit:
                return ActorClass.MILITANTS if self._are_of_rebels(phrase, group) else group
        return ActorClass.UNKNOWN

    def _are_of_rebels(self, phrase: Chunk, group: ActorClass) -> bool:
        """Handle "*the Taliban's* special forces", "soldiers of *the Taliban's* command"."""
        if group is not ActorClass.TROOPS:
            return False
        of = phrase.of
        owners = (phrase.poss, of, of.poss if of is not None else None)
        actors = (one.actor for one in owners if one is not None)
        return any(
            actor is not None and self.role(actor).group == ActorClass.MILITANTS for actor in actors
        )

    def side(self, phrase: Chunk) -> Side:
        actor = self._actor(phrase)
        if actor is not None:
            return Side(self.role(actor).side)
        group = self.group(phrase)
        if group is ActorClass.MILITANTS:
            return Side.NON_STATE
        return Side.STATE if group in {ActorClass.TROOPS, ActorClass.OFFICIALS} else Side.UNKNOWN

    def country(self, phrase: Chunk) -> str | None:
        """Return the country a phrase names: a demonym, a leader, an actor's home, a place's."""
        part: Chunk | None = phrase
        while part is not None:
            own = self._own_country(part)
            if own is None and part is not phrase:
                own = _land_of(part)  # "the garrison *of Khwahan*"
            if own is not None:
                return own
            part = part.of
        return None

    def _own_country(self, part: Chunk) -> str | None:
        if part.codes:
            return part.codes[0]
        if part.lead:
            return part.lead
        if part.actor is not None and part.actor.country:
            return part.actor.country
        words = (part.lemma, *part.mods, *part.names)
        own = next((self._homes[word] for word in words if self._homes.get(word)), None)
        return own or (self.country(part.poss) if part.poss is not None else None)

    def party(self, phrase: Chunk, text: str) -> Party:
        count = phrase.qty.value if phrase.qty is not None else None
        return Party(text, self.group(phrase), self.side(phrase), self.country(phrase), count)


def _land_of(part: Chunk) -> str | None:
    """Return the country that all the places a name may mean lie in."""
    lands = {place.country for place in part.places}
    return lands.pop() or None if len(lands) == 1 else None
