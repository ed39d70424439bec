"""What people fled from: "arrived in Adre, fleeing killings in X"."""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.scene.people import Party
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import PARTICIPIAL, Clause


def fled_from(match: Match, party: Party, scene: Scene) -> str | None:
    """Return the country that a participle of flight names; None where it is where they came to."""
    clause, mover, goal = match.clause, match.first("mover"), match.first("goal")
    if clause is None or mover is None or goal is None or party.country is not None:
        return None
    to = scene.country(goal)
    flight = scene.lexicon.set("getting_away")
    for other in scene.sentence.clauses:
        told = other.link == PARTICIPIAL and other.subj is mover and other is not clause
        if not told or other.vg.lemma not in flight or other.passive:
            continue
        for phrase in _around(other):
            code = scene.country(phrase, side=False)
            if to is not None and code not in {None, to}:
                return code
    return None


def _around(clause: Clause) -> list[Chunk]:
    named = [clause.obj] if clause.obj is not None else []
    return [*named, *(pp.np for pp in clause.pps if pp.np is not None and not pp.time)]
