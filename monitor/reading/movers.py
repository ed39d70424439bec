"""Movers: who "they", "the five men", "the rest" and people without a class of their own are."""

from dataclasses import replace

from monitor.events.values import ActorClass, Side
from monitor.reading.chunks import Chunk
from monitor.reading.draft import Scene
from monitor.reading.grammar import PP
from monitor.reading.looks import looks
from monitor.reading.match import Match
from monitor.reading.people import Party

_CROWD = 100  # so many "people" are no raiding party


def mover_party(mover: Chunk | None, match: Match, scene: Scene) -> Party:
    """Return who moves, with the country they come from as far as the sentence tells it."""
    party = _party(mover, match, scene)
    if mover is None or party.country:
        return party
    for chunk in scene.sentence.chunks:
        if chunk.kind == PP and chunk.s == mover.e and chunk.prep in _ORIGINS and chunk.np:
            return replace(party, country=scene.country(chunk.np, side=False))
    return replace(party, country=_home_by_name(mover, scene))


def _home_by_name(mover: Chunk, scene: Scene) -> str | None:
    """Handle "Chin villagers": the place before people is where they are at home."""
    named = bool(mover.places) and not mover.of
    return scene.country(mover, side=False) if named else None


_ORIGINS = frozenset({"from", "in"})  # "drug runners from Afghanistan", "in Afghan uniform"


def _party(mover: Chunk | None, match: Match, scene: Scene) -> Party:
    """Who moves; for "they" and "five people" whoever was named last."""
    if mover is None:
        return _untold(match)
    party = scene.people.party(mover, scene.text(mover))
    if party.group is ActorClass.UNKNOWN and scene.is_(mover, "armour"):
        party = replace(party, group=ActorClass.TROOPS, side=Side.STATE)
    if party.group is not ActorClass.UNKNOWN:
        return party
    sets = scene.lexicon.set
    many = mover.qty is not None and (mover.qty.value or 0) >= _CROWD
    masses = mover.lemma in sets("masses") and (many or match.trigger.lemma in sets("flight"))
    seen = ActorClass.CIVILIANS if masses else looks(mover, scene.sentence, scene.lexicon)
    if seen is not None:
        return replace(party, group=seen)
    if not is_anaphoric(mover, scene):
        return party  # a new group of people: the article decides at its end
    goal = match.first("goal")
    known = scene.antecedent(
        mover,
        not_from=scene.country(goal) if goal is not None else None,
        not_one_of=_others(mover, match),
    )
    if known is None:
        return party
    return Party(party.name, known.group, known.side, party.country or known.country)


def _untold(match: Match) -> Party:
    """Return who does what only a noun tells: "foiled an infiltration bid" is of militants."""
    if match.frame.traits.get("who") == "militants":
        return Party("", ActorClass.MILITANTS, Side.NON_STATE, None)
    return Party("", ActorClass.UNKNOWN, Side.UNKNOWN, None)


def _others(mover: Chunk, match: Match) -> set[int]:
    """Return where the other people of the clause stand: "guards took in 91 of them" are two."""
    found = {chunk.s for role in match.roles.values() for chunk in role if chunk is not mover}
    clause = match.clause
    if clause is not None and clause.subj is not None and clause.subj is not mover:
        found.add(clause.subj.s)
    return found - {mover.s}


def is_anaphoric(mover: Chunk, scene: Scene) -> bool:
    """Whether a phrase takes up people named before: a pronoun, "these men", "the rest"."""
    definite, stand_ins = scene.lexicon.set("definite"), scene.lexicon.set("stand_ins")
    part: Chunk | None = mover
    if mover.lemma in stand_ins or (mover.qty is not None and mover.lemma.isdigit()):
        return True
    while part is not None:
        if part.pron or part.det in definite:
            return True
        part = part.of
    return False
