"""Deployments: forces sent to, readied on, or exercising at a border."""

from collections.abc import Iterator

from monitor.events.values import ActorClass, ClaimType
from monitor.reading.claims.deployment_aims import (
    is_announced,
    is_for_else,
    is_ordered,
    is_prolonged,
    is_sent_for,
    is_sport,
)
from monitor.reading.claims.deployment_places import edge_of, faces_told
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.draft_plain import place_of, plain
from monitor.reading.claims.forces import (
    bridge_told_before,
    is_abroad,
    is_description,
    is_force,
    place_told_before,
)
from monitor.reading.claims.nearness import bank_told, is_border_place, says_border
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.standing.values import ASSERTED, Standing
from monitor.reading.syntax.chunks import Chunk

# traits of frames for which "the border" is place enough
_TOLD = 3  # countries that a story is about
_VAGUE = ("alert", "strengthen", "exercise", "manned")


def build_deployment(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """Return forces sent to, readied on, or exercising at a border; nothing in the interior."""
    place = _at_border(place_of(match, ("goal",), scene), match, scene)
    if not _is_near(match, place, scene):
        unknown = place is None or not place.id
        is_move = not match.has("exercise") and unknown
        place = place_told_before(match, scene) if is_move else None
        if place is None:
            return
    if not _is_deployment(match, place, scene):
        return
    draft = plain(ClaimType.DEPLOYMENT, match, standing, scene)
    if draft.status == "planned" and (
        (match.has("exercise") and scene.sentence.times)
        or is_sent_for(match, scene)
        or is_ordered(match, scene)
        or is_announced(match)
        or is_prolonged(match)
    ):
        draft.status = ASSERTED
    draft.place = place
    _name_force(draft, match, scene)
    if draft.group is ActorClass.MILITANTS and _move_by_themselves(match):
        return  # "insurgents advanced toward the frontier": nobody posts them there
    draft.country = _country(draft, match, scene)
    draft.proof = 1.0 + (place is not None) + (draft.count is not None)
    yield draft


def _move_by_themselves(match: Match) -> bool:
    told = match.first("agent") is not None or match.has("manned")
    return not (told or _is_passive(match))


def _country(draft: Draft, match: Match, scene: Scene) -> str | None:
    """Return where forces stand: at a place, on a bank that is told, or in their own country."""
    own, place = draft.country, draft.place
    if match.has("exercise") and place is not None:
        own = place.country  # guests come to a drill
    told = bank_told(match, scene) if place is None else None
    told = told or _country_of(place, own, scene)
    return told or _this_side(scene) or scene.context.home


def _country_of(place: Place | None, own: str | None, scene: Scene) -> str | None:
    """Return where forces stand: those of a neighbour who are told at a place stand opposite."""
    if place is None or place.country == own or own is None:
        return own if place is None else place.country
    return own if scene.context.are_neighbours(own, place.country) else place.country


def _at_border(place: Place | None, match: Match, scene: Scene) -> Place | None:
    """Return a place at a border where the verb names several: "to Raghistan and Nusay"."""
    if place is None:
        return edge_of(match, scene) or bridge_told_before(match, scene)
    if is_border_place(place) or match.clause is None:
        return place
    for pp in match.clause.pps:
        if pp.np is None or pp.prep == "from":
            continue
        for found in scene.locator.locate(pp.np, scene.context, None):
            if found.place is not None and is_border_place(found.place):
                return found.place
    return place


def _is_near(match: Match, place: Place | None, scene: Scene) -> bool:
    goals = [*match.roles.get("goal", []), *match.roles.get("object", [])]
    goals += _purposes(match, scene) + _lines_beside(match, scene)
    if _on_border(goals, scene) or (place is not None and is_border_place(place)):
        return True
    if place is not None and (
        _is_frontier_province(place, scene) or faces_told(place, match, scene)
    ):
        return True
    return match.has(*_VAGUE) and _concerns_border(match, scene)


def _is_frontier_province(place: Place, scene: Scene) -> bool:
    """Handle "flew commandos to Badakhshan", in a story of a border: a province on the line."""
    if place.kind != "province" or not scene.context.bordering:
        return False
    if any(to == place.country for _, _, to in scene.crossings):
        return False  # who fled there is driven on
    told = scene.context.countries()[:_TOLD]
    return any(km < 1 and all(code in told for code in line.split("-"))
               for line, km in place.borders.items())  # fmt: skip


def _on_border(phrases: list[Chunk], scene: Scene) -> bool:
    return any(
        scene.is_(phrase, "border", "border_river", "bank", "crossing", "border_force")
        or (phrase.of is not None and scene.is_(phrase.of, "border", "border_river"))
        or scene.lexicon.set("of_borders") & {*phrase.mods, *phrase.text.split()}
        or _is_the_line(phrase, scene)
        for each in phrases
        for phrase in each.all()  # "to Djibo and the border with Mali"
    )


def _is_the_line(phrase: Chunk, scene: Scene) -> bool:
    """Handle "tanks were moved up to the river", in a story of a border: that one."""
    if _is_rim(phrase, scene):
        return True
    bare = phrase.det == "the" and not (phrase.names or phrase.places or phrase.of)
    most = scene.context.countries()[:2]
    told = scene.context.bordering or (len(most) > 1 and scene.context.are_neighbours(*most))
    return bare and told and phrase.lemma in scene.lexicon.set("the_line")


def _is_rim(phrase: Chunk, scene: Scene) -> bool:
    """Handle "along its southern rim", in a story of a border."""
    if not scene.context.bordering or phrase.lemma not in scene.lexicon.set("rims"):
        return False
    return phrase.det in {"its", "their", "the"} or phrase.poss is not None


def _concerns_border(match: Match, scene: Scene) -> bool:
    """Whether the sentence, or the force that is readied, belongs to a border."""
    if says_border(scene):
        return True
    force = match.first("force")
    if force is None:
        return False
    actor = force.actor.name.casefold() if force.actor is not None else ""
    called_up = force.lemma in scene.lexicon.set("called_up") and scene.context.bordering
    return called_up or "border" in actor or scene.is_(force, "border_force")


def _is_deployment(match: Match, place: Place | None, scene: Scene) -> bool:
    """Whether armed forces are meant, and something changed."""
    if not is_force(match, scene) or is_description(match, scene):
        return False
    if is_for_else(match, scene):
        return False
    if match.has("doer") and not (
        match.first("agent") or _is_passive(match) or _by_it(match, scene)
    ):
        return False  # "the number of boats on the border doubled"
    if not match.has(*_VAGUE) and is_abroad(match, place, scene):
        return False
    if match.has("exercise") and is_sport(match, scene):
        return False
    # "Soldiers guard the border" as every day.
    return not match.has("purpose") or is_sent_for(match, scene)


def _by_it(match: Match, scene: Scene) -> bool:
    """Handle "the army said *it* had doubled its patrols"."""
    done = match.first("object") or match.first("force")
    by = match.clause.subj if match.clause is not None else None
    armed = done is not None and scene.is_(done, "patrols", "force_noun", "troops")
    return armed and by is not None and by.pron


def _is_passive(match: Match) -> bool:
    return match.passive and match.clause is not None and match.clause.vg.aux


def _name_force(draft: Draft, match: Match, scene: Scene) -> None:
    force, agent = match.first("force"), match.first("agent")
    counted = next((p for p in (force, agent) if p is not None and p.qty is not None), None)
    draft.count = _sum(counted) if counted is not None else None
    if force is not None and (counted is None or draft.count is None):
        draft.count = _strength(force, scene)
    who = agent or force
    if who is not None:
        draft.actor, draft.group = scene.text(who), scene.people.group(who)
        draft.side = scene.people.side(who)
        draft.country = scene.people.country(who) or _of_capital(who, scene)
    parent = match.clause.parent if match.clause is not None else None
    if draft.country is None and parent is not None and parent.subj is not None:
        draft.country = scene.people.country(parent.subj)


def _strength(force: Chunk, scene: Scene) -> int | None:
    """Return the men of "a battalion *of 450 men*", "a brigade, *1,200 strong*"."""
    if force.of is not None and force.of.qty is not None and not force.of.time:
        return force.of.qty.value if scene.people.are_people(force.of) else None
    return next(_counted_behind(force, scene), None)


def _counted_behind(force: Chunk, scene: Scene) -> Iterator[int]:
    """Yield the figure of "units *totalling 6,000 soldiers*", "a drill *with 2,000 soldiers*"."""
    tokens = scene.sentence.tokens
    opener = tokens[force.e].text if force.e < len(tokens) else ""
    beside = {force.e + (opener in scene.lexicon.set("numbering"))}
    for _, phrase in scene.sentence.phrases:
        if phrase.s in beside and phrase.qty is not None and phrase.qty.value is not None:
            strong = phrase.e < len(tokens) and tokens[phrase.e].text == "strong"
            if strong or phrase.text.endswith("strong") or scene.people.are_people(phrase):
                yield phrase.qty.value


def _of_capital(who: Chunk, scene: Scene) -> str | None:
    """Handle "Baghdad, which has moved brigades": the government of the country."""
    return scene.country(who, side=False) if who.places and not who.of else None


def _lines_beside(match: Match, scene: Scene) -> list[Chunk]:
    """Return the borders among all that follows the verb: "sent to Tine, on the border"."""
    clause = match.clause
    following = clause.pps if clause is not None else []
    beside = (pp for pp in following
              if pp.prep not in {"from", "by", "of"} or _is_distance(pp, scene))  # fmt: skip
    return [pp.np for pp in beside if pp.np is not None
            and (scene.is_(pp.np, "border") or _is_rim(pp.np, scene))]  # fmt: skip


def _is_distance(pp: Chunk, scene: Scene) -> bool:
    """Handle "to Kulob, less than 60 km *from* the frontier": so near it is."""
    before = next((chunk for chunk in scene.sentence.chunks if chunk.e == pp.s), None)
    measured = before is not None and before.lemma in scene.lexicon.set("measures")
    near = before is not None and before.qty is not None and (before.qty.value or _FAR) < _FAR
    return pp.prep == "from" and measured and near


_FAR = 80  # km


def _this_side(scene: Scene) -> str | None:
    """Return who has "the border with Afghanistan": the other country of the article."""
    for clause in scene.sentence.clauses:
        for pp in clause.pps:
            beyond = scene.country(pp.np) if pp.prep == "with" and pp.np is not None else None
            if beyond:
                return scene.context.other(beyond)
    return None


def _purposes(match: Match, scene: Scene) -> list[Chunk]:
    """Return what forces are sent for: "deployed 500 men for reinforcing the border"."""
    guarding = scene.lexicon.compiled.settings.get("guarding", ())
    return [
        clause.obj
        for clause in scene.sentence.clauses
        if match.clause is not None
        and clause.parent is match.clause
        and clause.obj is not None
        and clause.vg.lemma in guarding
    ]


def _sum(force: Chunk) -> int | None:
    """Add up "100,000 soldiers and 130,000 reservists"."""
    values = [part.qty.value for part in force.all() if part.qty is not None]
    known = [value for value in values if value is not None]
    return sum(known) if known else None
