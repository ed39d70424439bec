"""Contacts told by who dealt with whom, by a visit of rank, or by talks at the line itself.

No verb of meeting need stand there: a minister of one state who is in the other's capital, or
who does something with an official of the other, has met somebody.
"""

from monitor.reading.claims.contact_parties import codes_beside, hold_one_office
from monitor.reading.claims.draft import Scene
from monitor.reading.claims.nearness import is_border_place
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.places.values import PASSAGES
from monitor.reading.standing.cues import dated_lately
from monitor.reading.syntax.chunks import Chunk


def is_of_dealings(match: Match) -> bool:
    """Whether a match is of one of the kinds judged here."""
    return match.has("dealing", "rank", "states", "at_line", "two_did")


def is_dealing(codes: set[str], match: Match, scene: Scene) -> bool:
    """Whether a match of one of these kinds tells of a contact of two states."""
    if match.has("rank"):
        return _is_visit_of_rank(match, scene)
    if match.has("at_line"):
        return len(codes) > 1
    if match.has("two_did"):
        return _did_as_one(match, scene)
    return len(codes) >= _PAIR and _are_apart(match, scene)


_PAIR = 2


def _did_as_one(match: Match, scene: Scene) -> bool:
    """Handle "A's and B's commanders *buried the hatchet* over lunch in X", whatever they did."""
    party = match.first("party")
    if party is None or match.passive or not dated_lately(scene.sentence):
        return False
    told = {code for part in (*party.all(), *party.apps) for code in part.codes}
    told |= {code for part in party.all() if (code := scene.country(part, side=False))}
    others = codes_beside(party, scene)
    alike = hold_one_office(party, scene)
    several = alike or party.plural or len(party.members) > 1 or bool(others)
    if not (several and (alike or len(told | others) >= _PAIR)):
        return False
    folded = scene.sentence.folded
    if any(words in folded for words in scene.lexicon.set("as_one")):
        return True
    if alike and any(one.names or one.places for one in match.adjuncts()):
        return True  # "Presidents A and B settled the matter in X"
    place = scene.named(match.roles.get("place", []))
    return place is not None and is_border_place(place)


def _are_apart(match: Match, scene: Scene) -> bool:
    """Whether the one and the other are told each, and are of two states or unlike."""
    party, other = match.first("party"), match.first("other")
    if party is None or other is None or party is other:
        return False
    one, two = scene.country(party, side=False), scene.country(other, side=False)
    return one is None or two is None or one != two


def _is_visit_of_rank(match: Match, scene: Scene) -> bool:
    """Handle "Iran's interior minister *was in Kabul* on Wednesday": whatever he came for."""
    party, where = match.first("party"), match.first("place")
    if party is None or where is None or not dated_lately(scene.sentence):
        return False
    if not _is_of_rank(party, scene) or _looks_at_a_sight(match, where, scene):
        return False
    home, abroad = scene.country(party, side=False), scene.country(where)
    if home is None or abroad is None or home == abroad:
        return False
    place = scene.named([where])
    if place is not None and place.kind in PASSAGES:
        return False  # a gate is of both: its minister may only have come to look at it
    near = scene.context.are_neighbours(home, abroad)
    return near or not scene.lexicon.set("guarantors").isdisjoint({home, abroad})


def _is_of_rank(party: Chunk, scene: Scene) -> bool:
    """Whether somebody stands for his state on a journey: no envoy who lives there, no crowd."""
    if party.lemma in scene.lexicon.set("envoys") and "special" not in party.text:
        return False
    return not party.plural or party.lemma in scene.lexicon.set("delegates")


def _looks_at_a_sight(match: Match, where: Chunk, scene: Scene) -> bool:
    """Handle "visited *a school* in Khujand": a sight, not a state."""
    obj = match.clause.obj if match.clause is not None else None
    if obj is None or obj is where or obj.time or match.trigger.lemma == "be":
        return False
    return obj.lemma not in scene.lexicon.set("stays")


def sides_of_the_line(match: Match, place: Place | None, scene: Scene) -> set[str]:
    """Return whose officials spoke in "*talks at the bridge* ended at night": of both sides."""
    told = scene.context.countries()[:_PAIR]
    clause = match.clause
    talks = clause.subj if clause is not None and match.frame.verbs else match.trigger
    if talks is None or talks.of is not None or talks.neg or talks.poss is not None:
        return set()
    if place is None or not is_border_place(place) or not dated_lately(scene.sentence):
        return set()
    if len(told) < _PAIR:
        return set()
    here = place.kind in PASSAGES or scene.context.bordering
    here = here or set(told) <= set(scene.countries_in(scene.sentence))
    return set(told) if here and scene.context.are_neighbours(*told) else set()
