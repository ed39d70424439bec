"""Fields of life that borrow the words of war: sport, trade, the stage, the ballot.

A team storms a town, a bank takes a branch, a novel sees a city fall. What tells them from news is
not the verb but the company it keeps: the words of another field outnumber those of people in arms.
The idea is that of topic signatures (Lin and Hovy 2000), with lists instead of weights.
"""

from collections import defaultdict
from dataclasses import dataclass

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.text.folding import fold
from monitor.reading.text.whole_words import WholeWords
from monitor.reading.vocabulary.compiled import Compiled

_ARMED = "armed"
_PLAY = frozenset({"sport", "games"})
_IN_ARMS = frozenset({"troops", "militants"})
# What people say in figures of speech.
_FIGURES = frozenset({
    ClaimType.TERRITORY_CAPTURED, ClaimType.CROSS_BORDER_FIRE, ClaimType.ARMED_CLASH,
    ClaimType.DEPLOYMENT,
})  # fmt: skip
# "The bridge is not open for horses": said of a game, not of the border.
_GATES = frozenset({ClaimType.BORDER_CLOSURE, ClaimType.BORDER_REOPENING})
_OF_TEAMS = frozenset(
    {"meet", "meeting", "face", "host", "play", "receive", "welcome", "encounter"}
)
_PLAYED = frozenset({"sport", "games", "stage"})
_POWERS = ("troops", "militants", "officials", "country", "demonym", "organisation", "country_noun")
_MOVERS = ("troops", "militants", "civilians", "officials", "person", "demonym")
_ARMED_WORDS = 2
_SURE = 3  # words of one field that outweigh as many armed ones


@dataclass(frozen=True, slots=True)
class Fields:
    """How many different words of arms, and of the best other field, an article holds."""

    armed: int = 0
    other: str = ""
    words: tuple[str, ...] = ()
    play: tuple[str, ...] = ()  # the words of sport and games

    def outweigh(self, sentence: str, *, armed_agent: bool) -> bool:
        """Whether the other field is what a claim of this (folded) sentence is about.

        Two words tell only of their own sentence, where nobody is armed. An agent in arms is
        evidence of its own: then the other field must be twice as strong.
        """
        count = len(self.words)
        if armed_agent:
            return count >= _SURE and count > 2 * self.armed
        if count < _SURE:
            return not self.armed and sum(word in sentence for word in self.words) > 1
        return count > self.armed + 1

    def play_in(self, sentence: str, verb: str) -> bool:
        """Whether teams meet in this sentence ("Tajikistan met Uzbekistan in the cup").

        One word of play alone ("his hosts", "a dressing-down") tells no game but of a meeting.
        """
        if self.other not in _PLAY or not (len(self.play) > 1 or verb in _OF_TEAMS):
            return False
        return any(word in sentence for word in self.play)


class FieldFinder:
    """Counts the words of each field in folded text; named actors in arms are armed words too."""

    def __init__(self, compiled: Compiled) -> None:
        self._fields: dict[str, tuple[str, str]] = {}  # spelling -> field, dictionary form
        for name, nouns in compiled.domains.items():
            for forms in nouns:
                self._fields |= {fold(form): (name, forms[0]) for form in forms}
        for actor in compiled.actors:
            if any(role.group in _IN_ARMS for role in actor.roles):
                keys = [key for key in actor.keys if key not in actor.caution]
                self._fields |= {" ".join(key): (_ARMED, actor.name) for key in keys}
        self._words = WholeWords(dict.fromkeys(self._fields, ""))

    def find(self, folded: str) -> Fields:
        """Return the armed words of a text, and those of the field that has most."""
        by_field: dict[str, dict[str, str]] = defaultdict(dict)
        for spelling, _, _ in self._words.find(folded):
            name, noun = self._fields[spelling]
            by_field[name][noun] = spelling
        armed = len(by_field.pop(_ARMED, ()))
        if not by_field:
            return Fields(armed)
        other = max(by_field, key=lambda name: (len(by_field[name]), name))
        play = [word for name in sorted(_PLAY) for word in by_field.get(name, {}).values()]
        return Fields(armed, other, tuple(sorted(by_field[other].values())), tuple(play))


def quieten(drafts: list[Draft], fields: Fields, scene: Scene) -> None:
    """Take drafts out of the news whose article is about another field, in place."""
    for draft in drafts:
        if draft.type is ClaimType.DIPLOMATIC_CONTACT and fields.play_in(
            draft.sentence.folded, draft.match.trigger.lemma
        ):
            draft.rule("hypothetical", f"a game: {', '.join(fields.words[:4])}")
        if draft.status != "asserted":
            continue
        played = draft.type in _GATES and fields.other in _PLAYED and len(fields.words) >= _SURE
        played = played or (fields.other in _PLAY and _is_journey(draft, scene))
        if not played and not _may_be_figure(draft, scene):
            continue
        why = _borrowed(draft, fields, scene)
        if why:
            draft.rule("hypothetical", why)


def _borrowed(draft: Draft, fields: Fields, scene: Scene) -> str:
    """Return why a draft is a figure of speech of another field, or nothing."""
    if fields.outweigh(draft.sentence.folded, armed_agent=_is_armed(draft, scene)):
        return f"the article speaks of {fields.other}: {', '.join(fields.words[:4])}"
    if fields.armed < _ARMED_WORDS and _is_taken_unarmed(draft, scene):
        return "whoever took it has no arms, nor has anybody in the article"
    if not fields.armed and len(fields.words) > 1 and _is_agentless(draft):
        return f"nobody armed, and words of {fields.other}"
    return "a sickness came there" if _is_of_plague(draft, fields, scene) else ""


def _is_journey(draft: Draft, scene: Scene) -> bool:
    """Handle "We crossed the border as tourists" of a team: people without arms who do not flee."""
    if draft.type is not ClaimType.BORDER_CROSSING or draft.group.value in _IN_ARMS:
        return False
    return draft.match.trigger.lemma not in scene.lexicon.set("flight")


_SHORT = 240  # characters: a text too short to say everything


def _is_agentless(draft: Draft) -> bool:
    """Handle "Khwahan fell first, then Nusay" of measles: a war report names somebody in arms."""
    if draft.type is not ClaimType.TERRITORY_CAPTURED or draft.sentence.in_title:
        return False
    known = draft.match.first("agent") or draft.match.first("source")
    return known is None and len(draft.sentence.text) > _SHORT


def _is_of_plague(draft: Draft, fields: Fields, scene: Scene) -> bool:
    """Handle "Measles has broken out. Khwahan *fell* first": nobody in arms, and a sickness."""
    if fields.armed or scene.lexicon.set("plagues").isdisjoint(fields.words):
        return False
    taken = draft.type is ClaimType.TERRITORY_CAPTURED
    return taken and draft.match.first("agent") is None and draft.match.first("source") is None


def _is_taken_unarmed(draft: Draft, scene: Scene) -> bool:
    """Handle "Mrs Joshi took Kunduz in eleven seconds" and "Kunduz overruns Takhar"."""
    if draft.type is not ClaimType.TERRITORY_CAPTURED:
        return False
    source = draft.match.first("source")
    if source is not None and scene.is_(source, "control", "hands"):
        source = None  # "no longer in government hands"
    agent = draft.match.first("agent") or source or _doer(draft)
    if agent is None or scene.people.is_theirs(agent) or agent.lemma in scene.lexicon.set("doers"):
        return False
    return not scene.is_(agent, *_POWERS)


def _doer(draft: Draft) -> Chunk | None:
    """Return the subject of an active verb that takes places, if it is no place that falls."""
    clause, frame = draft.match.clause, draft.match.frame
    takes = any(role.name == "agent" and "subj" in role.at for role in frame.roles)
    if clause is None or not takes or draft.match.passive or not frame.verbs:
        return None
    return clause.subj if clause.subj not in draft.match.roles.get("theme", ()) else None


def _is_armed(draft: Draft, scene: Scene) -> bool:
    found = [draft.match.first(role) for role in ("agent", "source", "victim")]
    return any(phrase is not None and scene.is_(phrase, "troops", "militants") for phrase in found)


def _is_between_arms(draft: Draft, scene: Scene) -> bool:
    """Whether people in arms killed others who bear arms: nobody says so of a cup or a ballot."""
    agent, victim = draft.match.first("agent"), draft.match.first("victim")
    if agent is None or victim is None or not draft.match.has("deadly"):
        return False
    return scene.is_(agent, *_IN_ARMS) and scene.is_(victim, *_IN_ARMS)


def _may_be_figure(draft: Draft, scene: Scene) -> bool:
    """Shells, guns and people who cross are meant in earnest, whatever was played next door."""
    if draft.type is ClaimType.BORDER_CROSSING:
        mover = draft.match.first("mover")  # "the hotel group entered Panj"
        return mover is not None and not scene.is_(mover, *_MOVERS) and not mover.pron
    if draft.type is ClaimType.ARMED_CLASH and _is_between_arms(draft, scene):
        return False
    phrases = [phrase for found in draft.match.roles.values() for phrase in found]
    hardware = any(scene.is_(phrase, "projectile", "gun") for phrase in phrases)
    is_capture = draft.type is ClaimType.TERRITORY_CAPTURED
    return is_capture or (draft.type in _FIGURES and not hardware)
