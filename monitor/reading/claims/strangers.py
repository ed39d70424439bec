"""Strangers: people who are in a country that is not their own, and so must have come to it."""

from dataclasses import replace

from monitor.events.values import ActorClass
from monitor.reading.claims.draft import Scene
from monitor.reading.claims.movers import home_of_kind, is_crowd
from monitor.reading.claims.nearness import is_passage
from monitor.reading.frames.match import Match
from monitor.reading.scene.people import Party
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.province_lists import is_point


def is_stranger(mover: Chunk | None, party: Party, match: Match, scene: Scene) -> bool:
    """Whether people are in a country that is not their own."""
    goal, there = _whither(match, scene)
    home = party.country or (scene.country(mover, side=False) if mover is not None else None)
    home = home or home_of_kind(mover, party, there, match, scene)
    if home is None and goal is not None and match.has("counted"):
        return is_crowd(mover) and (
            scene.is_(goal, "crossing", "port", "bridge") or is_passage(goal, scene)
        )
    counted = mover is not None and (mover.qty is not None or party.group is ActorClass.MILITANTS)
    if home is None and counted and goal is not None:
        came = match.trigger.lemma in _ARRIVING  # "40 men arrived on the Tajik side"
        return came and scene.is_(goal, "bank") and bool(goal.codes)
    return bool(home and there and home != there)


_ARRIVING = frozenset({"arrive", "come", "land", "reach"})


def _whither(match: Match, scene: Scene) -> tuple[Chunk | None, str | None]:
    """Return where people are, or who holds them there, and the country of that."""
    goal = match.first("goal") or match.first("agent")
    return goal, scene.country(goal) if goal is not None else None


def with_home(mover: Chunk | None, party: Party, match: Match, scene: Scene) -> Party:
    """Return who is abroad with the country that they came from, as far as it is known."""
    _, there = _whither(match, scene)
    home = party.country or home_of_kind(mover, party, there, match, scene)
    return replace(party, country=home)


def is_counted(mover: Chunk | None, match: Match, scene: Scene) -> bool:
    """Frames of presence need a figure; those of arrivals a word that shows what is counted."""
    counted = mover is not None and mover.qty is not None and bool(mover.qty.value)
    if match.has("counted") and not (counted or _is_garrison(mover, scene)):
        return False
    if not match.has("arrivals"):
        return True
    name = "tally" if match.first("source") is not None else "arrivals"
    return any(word in scene.sentence.folded for word in scene.lexicon.set(name))


def _is_garrison(mover: Chunk | None, scene: Scene) -> bool:
    """Handle "*the soldiers of Aqina* are in Turkmenistan": all of them, so no figure is told."""
    if mover is None or mover.det != "the" or not scene.is_(mover, "troops"):
        return False
    part = mover.of or mover.poss
    while part is not None and not is_point(part):
        part = part.of
    return part is not None or is_point(mover)
