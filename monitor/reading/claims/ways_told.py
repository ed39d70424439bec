"""The way over a border told before: what "the barrier", "barge traffic" or "it" stands for."""

from monitor.reading.claims.draft import Scene
from monitor.reading.claims.nearness import border_place_before, border_place_of, is_border_place
from monitor.reading.claims.ways_over import is_of_neighbours
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.places.values import MEETING_POINTS, PASSAGES
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.sentence import Sentence

_REACH = 600  # characters that "traffic was halted" looks back for a crossing


def way_told_before(match: Match, phrases: list[Chunk], scene: Scene) -> Place | None:
    """Return the crossing told last, for "barge traffic was halted" and "the barrier came down"."""
    if scene.sentence.in_title:
        return None
    told = match.has("told")
    if not told and not any(_may_be_told(phrase, match, scene) for phrase in phrases):
        return _of_topic(match, scene)
    # A crossing told by name makes a story of a border, though nobody says the word.
    of_border = scene.context.bordering or is_of_neighbours(scene)
    kinds = MEETING_POINTS if of_border else PASSAGES
    return border_place_before(match, scene, kinds, _REACH) or _of_topic(match, scene)


def _of_topic(match: Match, scene: Scene) -> Place | None:
    """Handle "*The crossing at X* was shut on Sunday. It opened again": where the topic stands."""
    before, thing = scene.previous, match.first("object")
    if before is None or before.in_title or thing is None:
        return None
    if thing.text != "it" and not (scene.is_(thing, "traffic") and thing.of is None):
        return None
    topic = _topic(before)
    if topic is None or not scene.is_(topic, *_GATELIKE):
        return None
    beside = [pp.np for pp in before.chunks if pp.prep in _AT and pp.s == topic.e]
    named = scene.named([topic, *(one for one in beside if one is not None)])
    return named if named is not None and is_border_place(named) else None


_AT = frozenset({"at", "in", "near", "between"})


def _topic(sentence: Sentence) -> Chunk | None:
    """Return what a sentence is about: the subject of its first clause."""
    return next((one.subj for one in sentence.clauses if one.subj is not None), None)


def gate_told_before(match: Match, phrases: list[Chunk], scene: Scene) -> Place | None:
    """Return the crossing that "the gate", "the bridge" means: the one told last."""
    if scene.sentence.in_title:
        return None
    bare = any(
        scene.is_(phrase, "closable", "bridge", "crossing", "port")
        and phrase.det in {"the", "its", "their"}
        and not scene.is_(phrase, "border")
        and not (phrase.names or phrase.places or phrase.members or phrase.qty)
        for phrase in phrases
    )
    if not bare:
        return None
    agent = match.first("agent")
    own = scene.people.country(agent) if agent is not None else None
    return (own and border_place_of(own, match, scene, _GATES, _REACH)) or border_place_before(
        match, scene, _GATES, _REACH
    )


_GATES = frozenset({"crossing", "port", "bridge", "town", "city"})


def _may_be_told(phrase: Chunk, match: Match, scene: Scene) -> bool:
    """Whether a phrase may mean the crossing told last: "the barrier", "barge traffic", "it"."""
    if phrase.text == "it":
        return _means_gate(match, scene)
    if scene.is_(phrase, "closable", "bridge"):
        return not (phrase.plural and phrase.qty is None)
    if scene.is_(phrase, "traffic"):
        return _is_named(phrase) or bool(match.roles.get("victim"))
    if phrase.lemma == "side":
        return bool(phrase.codes)  # "the Libyan side was closed"
    return phrase.plural and phrase.lemma in scene.lexicon.set("ferries")


def _means_gate(match: Match, scene: Scene) -> bool:
    """Whether "it" is a gate: what the sentence before is about, or else the last thing named."""
    before = scene.previous
    here = [p for _, p in scene.sentence.phrases if p.e <= match.trigger.s and _is_thing(p, scene)]
    if not here and before is not None and not before.in_title:
        topic = _topic(before)
        if topic is not None and not scene.is_(topic, *_NO_THING, *_VEHICLES):
            return scene.is_(topic, *_GATELIKE)
        here = [phrase for _, phrase in before.phrases if _is_thing(phrase, scene)]
    return bool(here) and scene.is_(here[-1], *_GATELIKE)


_VEHICLES = ("transport", "traffic")  # "No lorry passed the yard": "it" is the yard
_GATELIKE = ("closable", "bridge", "crossing")
_NO_THING = ("person", "set", "troops", "militants", "civilians", "officials", "organisation",
             "country", "demonym", "seat")  # fmt: skip


def _is_thing(phrase: Chunk, scene: Scene) -> bool:
    """Tell "the bridge", "a shop" from people, days and names of places."""
    people = scene.is_(phrase, *_NO_THING)
    return bool(phrase.det) and not (phrase.pron or phrase.time or phrase.plural or people)


def _is_named(traffic: Chunk) -> bool:
    """Tell barge and border traffic from that of a road."""
    return bool(traffic.mods or " " in traffic.lemma)
