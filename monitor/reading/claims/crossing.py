"""Border crossings: who went from which country to which."""

from collections.abc import Iterator
from dataclasses import replace

from monitor.events.values import ActorClass, ClaimType
from monitor.reading.claims.contrast import home_by_contrast
from monitor.reading.claims.crossing_count import count_of
from monitor.reading.claims.crossing_ends import Path
from monitor.reading.claims.crossing_flight import fled_from
from monitor.reading.claims.crossing_path import crossing_path
from monitor.reading.claims.crossing_place import province_of
from monitor.reading.claims.crossing_roles import (
    is_nobody,
    leave_distance,
    leave_point,
    leave_source_whole,
    leave_water,
    leave_way,
    parties,
    real_mover,
)
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.movers import mover_party
from monitor.reading.claims.nearness import is_at_border, is_passage
from monitor.reading.claims.strangers import is_counted, is_stranger, with_home
from monitor.reading.frames.match import Match
from monitor.reading.scene.people import IN_ARMS, Party
from monitor.reading.standing.values import STOPPED, Standing
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import RELATIVE


def build_crossing(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """Return a draft for each class of people that crossed; none if no border was crossed."""
    mover = real_mover(match, scene)
    leave_source_whole(match)
    leave_distance(match, scene)
    leave_way(match, scene)
    leave_water(match, scene)
    if mover is not None and is_nobody(mover, scene):
        return
    seen: set[ActorClass] = set()
    for member in parties(mover, scene):
        party = mover_party(member, match, scene)
        if party.group is ActorClass.OFFICIALS or _is_told(party.group, seen):
            continue
        home = home_by_contrast(member, party, match, scene) or fled_from(match, party, scene)
        party = replace(party, country=home) if home else party
        leave_point(match, party, scene)
        if not _fits_traits(member, party, match, scene):
            continue
        if match.has("abroad"):
            party = with_home(member, party, match, scene)
        path = Path() if match.has("again") else crossing_path(match, party, scene)
        if path is None or _is_host(member, party, path, match):
            continue
        seen.add(party.group)
        if standing.status == "asserted" and path.origin and path.to and not path.guessed:
            scene.crossings.append((party.group, path.origin, path.to))
        yield _draft(member, party, path, match, standing, scene)


def _is_host(member: Chunk | None, party: Party, path: Path, match: Match) -> bool:
    """Handle "two guards of A and three men *who had come from B*": only the last of them had."""
    mover, clause = match.first("mover"), match.clause
    if mover is None or clause is None or clause.link != RELATIVE or len(mover.members) < _PAIR:
        return False
    return member is not mover.members[-1] and party.country == path.to


_PAIR = 2


def _is_told(group: ActorClass, seen: set[ActorClass]) -> bool:
    """Whether a class is told: "soldiers and militiamen" who flee together are of one side."""
    return group in seen or (group is ActorClass.MILITANTS and ActorClass.TROOPS in seen)


def _fits_traits(mover: Chunk | None, party: Party, match: Match, scene: Scene) -> bool:
    """Being in a country only tells of a crossing where so many strangers are counted there."""
    if _stays_here(mover, party, match, scene) or not is_counted(mover, match, scene):
        return False
    if match.has("foreign"):
        return bool(party.country) and match.passive
    return not match.has("abroad") or is_stranger(mover, party, match, scene)


def _stays_here(mover: Chunk | None, party: Party, match: Match, scene: Scene) -> bool:
    """Whether people come no further than the border, their own shore or a place of their own."""
    if _stay_on_this_side(mover, party, match, scene):
        return True
    if match.has("causer") and _is_moved_about(party, match, scene):
        return True
    if match.has("at_border") and not _are_at_border(match, scene):
        return True
    if match.has("ashore"):
        return not (party.country or scene.context.bordering)
    return match.has("abroad") and _is_only_near(match, scene)


def _stay_on_this_side(mover: Chunk | None, party: Party, match: Match, scene: Scene) -> bool:
    """Handle "columns drove to the Afghan border", "hundreds marched in X", daily drivers."""
    if mover is None:
        return party.group in IN_ARMS and _only_to_the_border(match, scene)
    forces = party.group is ActorClass.UNKNOWN and scene.is_(mover, "force_noun", "armour")
    forces = forces or party.group in IN_ARMS
    if forces and (_only_to_the_border(match, scene) or _masses_beside(match, scene)):
        return True
    if forces and _holds_own_bank(party, match, scene):
        return True
    if match.has("abroad") and match.trigger.lemma in scene.lexicon.set("strolling"):
        return True
    if match.trigger.lemma in scene.lexicon.set("parading") and _only_to_a_gate(match, scene):
        return True
    return _only_travels(mover, match, scene)


def _only_to_a_gate(match: Match, scene: Scene) -> bool:
    """Handle "marched *to the bridge* with drums": and back home again."""
    goal = match.first("goal")
    if goal is None or match.first("via") is not None or goal.places or goal.codes:
        return False
    return match.is_led(goal, {"to"}) and scene.is_(goal, "bridge", "crossing", "closable")


def _are_at_border(match: Match, scene: Scene) -> bool:
    """Whether it was near the border: strangers in arms caught there, people who crossed at X."""
    goal = match.first("goal") or match.first("via")
    return goal is not None and is_at_border(goal, scene)


def _holds_own_bank(party: Party, match: Match, scene: Scene) -> bool:
    """Handle "Soldiers of A waited on the bank", which is A's: they guard it."""
    goal = match.first("goal")
    if goal is None or match.trigger.lemma not in scene.lexicon.set("waiting_to_cross"):
        return False
    return party.country is not None and scene.country(goal) == party.country


def _masses_beside(match: Match, scene: Scene) -> bool:
    """Handle "the army has massed near Goma": on its own side of the line."""
    goal, clause = match.first("goal"), match.clause
    if not match.has("found") or goal is None or clause is None:
        return False
    beside = scene.lexicon.set("beside")
    return match.trigger.lemma in scene.lexicon.set("massing") and any(
        pp.np is goal and pp.prep in beside for pp in clause.pps
    )


def _is_only_near(match: Match, scene: Scene) -> bool:
    """Whether people are near a country, not in it: "gathered near Tajikistan"."""
    goal = match.first("goal")
    if goal is None or not scene.is_(goal, "country"):
        return False
    return match.is_led(goal, scene.lexicon.set("beside"))


def _only_travels(mover: Chunk, match: Match, scene: Scene) -> bool:
    """Drivers who come over a bridge are its daily traffic; drivers who flee are news."""
    sets = scene.lexicon.set
    if mover.lemma not in sets("travellers") or mover.qty is not None:
        return False
    return match.trigger.lemma not in sets("flight") and not match.has("causer")


def _is_moved_about(party: Party, match: Match, scene: Scene) -> bool:
    """Whether a state sends, or flies, its men to a place of its own: it lets nobody in."""
    if match.has("back") and _stays_home(match, scene):
        return True
    agent, source = match.first("agent"), match.first("source")
    at_home = agent is not None and source is not None and party.country is not None and (
        scene.country(agent) == scene.country(source) == party.country
    )  # fmt: skip
    own = party.group is ActorClass.TROOPS and (at_home or not party.country)
    is_sent = match.trigger.lemma in scene.lexicon.set("sending")
    taken_in = match.trigger.particle == "in" and match.has("taking")
    return own and is_sent and not taken_in and not _over_a_line(match, scene)


def _only_to_the_border(match: Match, scene: Scene) -> bool:
    """Return forces that move "to the river" are posted there; only refugees mass at a border."""
    goal = match.first("goal")
    reaches = match.has("entry") and match.trigger.lemma == "reach"
    if (not match.has("up_to") and not reaches) or goal is None or match.first("via") is not None:
        return False
    source = match.first("source")
    if match.trigger.lemma in scene.lexicon.set("stealthy"):
        return False
    if source is not None and _is_foreign(source, scene):
        return False
    if _heads_for_gate(goal, match, scene):
        return True
    return scene.is_(goal, "border", "river", "border_river", "named_river") and not scene.is_(
        goal, "bank", "country", "named", "bridge", "crossing"
    )


def _heads_for_gate(goal: Chunk, match: Match, scene: Scene) -> bool:
    """Handle "a column rolled *toward Torkham*": up to the gate, as far as is told."""
    mover = match.first("mover")
    flees = match.trigger.lemma in scene.lexicon.set("flight")
    heading = match.is_led(goal, scene.lexicon.set("heading_for"))
    if mover is None or flees or not heading or not is_passage(goal, scene):
        return False
    return scene.is_(mover, "troops", "force_noun", "armour")


def _is_foreign(source: Chunk, scene: Scene) -> bool:
    """Who comes from a country or a bank crosses; who comes from a town of his own may not."""
    return bool(source.codes) or scene.is_(source, "country", "bank", "country_noun", "demonym")


def _over_a_line(match: Match, scene: Scene) -> bool:
    via = match.first("via")
    return via is not None and scene.is_(via, "border", "border_river", "named_river")


def _stays_home(match: Match, scene: Scene) -> bool:
    """Who sends his men to a place of his own, or only "to the border", sends nobody abroad."""
    agent, goal = match.first("agent"), match.first("goal")
    if _over_a_line(match, scene):
        return False
    if not match.has("handing") or goal is None or match.first("source") is not None:
        return False
    there = scene.country(goal)
    mover = match.first("mover")
    own = mover is not None and not mover.codes and not mover.actor
    if (
        own
        and match.trigger.lemma in scene.lexicon.set("sending")
        and not scene.is_(goal, "country", "country_noun", "demonym", "bank")
    ):
        return True
    if agent is None:
        return False
    if there is None or (scene.is_(goal, "border", "bank") and not goal.codes):
        return match.trigger.lemma in scene.lexicon.set("sending")
    return scene.people.country(agent) == there


def _was_caught(mover: Chunk | None, scene: Scene) -> bool:
    """Handle "84 soldiers who tried to enter B *were detained*"."""
    return mover is not None and any(
        clause.passive and clause.subj is mover and clause.vg.lemma in scene.lexicon.set("catching")
        for clause in scene.sentence.clauses
    )


def _draft(  # noqa: PLR0913, PLR0917  (a cascade)
    mover: Chunk | None, party: Party, path: Path, match: Match, standing: Standing, scene: Scene,
) -> Draft:  # fmt: skip
    draft = Draft(
        type=ClaimType.BORDER_CROSSING, status=standing.status, sentence=scene.sentence,
        match=match, standing=standing, place=path.place, origin=path.origin, to=path.to,
        group=party.group, side=party.side, actor=party.name or None,
    )  # fmt: skip
    at = path.place.country if path.place is not None else None
    if path.place is None and path.origin and path.to:
        draft.province = province_of(match, (path.origin, path.to), scene)
    draft.country = at if at in {path.origin, path.to} else path.to
    caught = party.group is ActorClass.MILITANTS or _was_caught(mover, scene)
    if standing.tried and caught and standing.status in STOPPED:
        draft.status = "asserted"  # caught or killed trying to cross counts as a crossing
    draft.count = count_of(match.first("mover"), party, match, scene) if mover is not None else None
    draft.proof = 2.0 + 2.0 * (draft.count is not None) + (path.place is not None)
    draft.why.append(f"from {path.origin} to {path.to}")
    return draft
