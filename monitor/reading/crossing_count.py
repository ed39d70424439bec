"""How many crossed: figures of the movers themselves, of whom they brought, and running totals."""

from collections.abc import Iterator

from monitor.events.values import ActorClass
from monitor.reading.chunks import Chunk
from monitor.reading.draft import Scene
from monitor.reading.match import Match
from monitor.reading.movers import is_anaphoric
from monitor.reading.people import Party


def count_of(mover: Chunk | None, party: Party, match: Match, scene: Scene) -> int | None:
    """Return the members of a list of one class added up; for "they" the figure given before.

    "The number of servicemen who came over has reached 1,594" counts what the total reached;
    "a sergeant crossed with 30 comrades" counts the comrades.
    """
    if mover is None:
        return None
    same = [part for part in mover.all() if part.qty is not None
            and scene.people.group(part) in {party.group, ActorClass.UNKNOWN}]  # fmt: skip
    values = [
        part.qty.value for part in same if part.qty is not None and part.qty.value is not None
    ]
    if values:
        return sum(values)
    told = _total(mover, scene) or _company(mover, match, scene)
    if told is not None:
        return told
    if mover.qty is None and is_anaphoric(mover, scene):
        known = scene.antecedent(mover)
        return known.count if known is not None else None
    return None


def _total(mover: Chunk, scene: Scene) -> int | None:
    """Return what a total is said to be: "put the number of arrivals at 38,000"."""
    if mover.lemma not in scene.lexicon.set("totals"):
        return None
    for clause in scene.sentence.clauses:
        if clause.subj is not mover and clause.obj is not mover:
            continue
        figures = [clause.obj] if clause.obj is not None and clause.obj is not mover else []
        figures += [pp.np for pp in clause.pps if pp.np is not None and pp.prep in {"at", "to"}]
        found = next(_values(figures), None)
        if found is not None:
            return found
    return None


def _company(mover: Chunk, match: Match, scene: Scene) -> int | None:
    """Return how many one man brought: "he with 300 colleagues", "a sergeant with 30 comrades"."""
    clause = match.clause
    if clause is None or mover.plural or mover.qty is not None:
        return None
    people = ("troops", "militants", "civilians", "person", "set")
    brought = [pp.np for pp in clause.pps
               if pp.prep in {"with", "together with", "along with"} and pp.np is not None
               and scene.is_(pp.np, *people)]  # fmt: skip
    return next(_values(brought), None)


def _values(phrases: list[Chunk]) -> Iterator[int]:
    for phrase in phrases:
        if phrase.qty is not None and phrase.qty.value is not None and not phrase.time:
            yield phrase.qty.value
