"""Closures and reopenings told by the vehicles: "took no lorries", "cars pass the bridge again".

The verb may be any that does no harm; that none passed, or that they do so again, tells the rest.
"""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.places.values import PASSAGES
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import INFINITIVE, Clause


def ways_told(match: Match, scene: Scene) -> list[Chunk]:
    """Return the crossings in the clause of the vehicles; nothing where they say no news."""
    clause = match.clause
    if clause is None or clause.vg.modal or clause.vg.lemma in scene.lexicon.set("no_passing"):
        return []
    none = match.has("none")
    if none != _are_none(match.trigger, clause, scene):
        return []
    told = [clause, *(other for other in scene.sentence.clauses if _is_part(other, clause))]
    if not none and (clause.vg.neg or not any(_is_again(one, scene) for one in told)):
        return []
    return [phrase for one in told for phrase in _around(one) if phrase is not match.trigger
            and _passage(phrase, scene) is not None]  # fmt: skip


def _is_part(other: Clause, clause: Clause) -> bool:
    """Handle "tankers began *to be taken in* at X again"."""
    return other.parent is clause and other.link == INFINITIVE and other.subj is clause.subj


def _passage(phrase: Chunk, scene: Scene) -> Place | None:
    """Return the crossing that a phrase names."""
    if not phrase.places:
        return None
    place = scene.locator.choose(phrase, phrase.places, scene.context, None).place
    return place if place is not None and place.kind in PASSAGES else None


def _around(clause: Clause) -> list[Chunk]:
    found = [clause.subj, clause.obj, *(pp.np for pp in clause.pps)]
    return [phrase for phrase in found if phrase is not None]


def _are_none(vehicles: Chunk, clause: Clause, scene: Scene) -> bool:
    """Handle "no lorry", "not one car", "have not taken in a single tanker"."""
    if vehicles.det == "no":
        return True
    before = scene.sentence.tokens[vehicles.s - 1].text if vehicles.s else ""
    one = vehicles.qty is not None and vehicles.qty.value == 1
    single = "single" in vehicles.text.split()
    return (one and before == "not") or (single and (before == "not" or clause.vg.neg))


def _is_again(clause: Clause, scene: Scene) -> bool:
    """Handle "again", "for the first time since May", "for the first time in three weeks"."""
    if clause.words & scene.lexicon.set("anew"):
        return True
    if not {"first", "time"} <= clause.words:
        return False
    return "since" in clause.words or bool(clause.words & scene.lexicon.set("whiles"))
