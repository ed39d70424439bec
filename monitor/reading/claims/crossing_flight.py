"""What people fled from: "arrived in Adre, fleeing killings in X", "fled X and crossed into B"."""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.scene.people import Party
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import COORDINATE, PARTICIPIAL, Clause


def fled_from(match: Match, party: Party, scene: Scene) -> str | None:
    """Return the country that a verb of flight names; None where it is where they came to."""
    clause, mover, goal = match.clause, match.first("mover"), match.first("goal")
    if clause is None or mover is None or goal is None or party.country is not None:
        return None
    to = scene.country(goal)
    for other in scene.sentence.clauses:
        if other.subj is not mover or other.passive or not _is_flight(other, clause, scene):
            continue
        for phrase in _around(other):
            code = scene.country(phrase, side=False)
            if to is not None and code not in {None, to}:
                return code
    return None


def _is_flight(other: Clause, clause: Clause, scene: Scene) -> bool:
    """Whether a clause tells that people left where they were before they crossed."""
    if clause.link == COORDINATE and other is clause.parent:
        return other.vg.lemma in scene.lexicon.set("leaving_places")
    beside = other.link == PARTICIPIAL and other is not clause
    return beside and other.vg.lemma in scene.lexicon.set("getting_away")


def _around(clause: Clause) -> list[Chunk]:
    named = [clause.obj] if clause.obj is not None else []
    return [*named, *(pp.np for pp in clause.pps if pp.np is not None and not pp.time)]
