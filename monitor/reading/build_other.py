"""Deployments, drugs, closures: one draft a match."""

import re
from collections.abc import Iterator

from monitor.events.values import ClaimType
from monitor.reading.chunks import Chunk
from monitor.reading.clause import INFINITIVE
from monitor.reading.draft import Draft, Scene
from monitor.reading.gazetteer import Place
from monitor.reading.match import Match
from monitor.reading.nearness import is_border_place, says_border
from monitor.reading.standing import ASSERTED, Standing

_STOPPED = frozenset({"hypothetical", "negated"})
_CUSTOMS = re.compile(r"\b(border|frontier|customs|smuggl|traffick|courier|river)")


def _draft(kind: ClaimType, match: Match, standing: Standing, scene: Scene) -> Draft:
    draft = Draft(type=kind, status=standing.status, sentence=scene.sentence, match=match,
                  standing=standing)  # fmt: skip
    if standing.ordered and standing.status == "planned":
        draft.status = ASSERTED
        draft.why.append("ordered")
    return draft


def _locate(match: Match, roles: tuple[str, ...], scene: Scene) -> Place | None:
    """Return the place of the roles, else any other place the clause names after its verb."""
    for role in roles:
        located = scene.named(match.roles.get(role, []))
        if located is not None:
            return located.place
    clause = match.clause
    if clause is None:
        return None
    located = scene.named([pp.np for pp in clause.pps if pp.np is not None and pp.prep != "from"])
    return located.place if located is not None else None


def _on_border(phrases: list[Chunk], scene: Scene) -> bool:
    return any(
        scene.is_(phrase, "border", "border_river", "bank", "crossing") for phrase in phrases
    )


def build_deployment(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """Return forces sent to, readied on, or exercising at a border; nothing in the interior."""
    place = _locate(match, ("goal",), scene)
    goals = [*match.roles.get("goal", []), *match.roles.get("object", [])]
    goals += _purposes(match, scene) + _lines_beside(match, scene)
    near = _on_border(goals, scene) or (place is not None and is_border_place(place))
    vague = match.frame.traits.keys() & {"alert", "strengthen", "exercise"}
    if not near and not (vague and says_border(scene)):
        return
    if match.frame.traits.get("exercise") and _is_sport(match, scene):
        return
    if match.frame.traits.get("purpose") and not _is_sent_for(match, scene):
        return  # "soldiers guard the border" as every day
    draft = _draft(ClaimType.DEPLOYMENT, match, standing, scene)
    if match.frame.traits.get("exercise") and draft.status == "planned":
        draft.status = ASSERTED if scene.sentence.times else draft.status
    if draft.status == "planned" and _is_sent_for(match, scene):
        draft.status = ASSERTED
    draft.place = place
    force, agent = match.first("force"), match.first("agent")
    counted = next((p for p in (force, agent) if p is not None and p.qty is not None), None)
    draft.count = _sum(counted) if counted is not None else None
    who = agent or force
    if who is not None:
        draft.actor, draft.group = scene.text(who), scene.people.group(who)
        draft.side = scene.people.side(who)
        draft.country = scene.people.country(who)
    parent = match.clause.parent if match.clause is not None else None
    if draft.country is None and parent is not None and parent.subj is not None:
        draft.country = scene.people.country(parent.subj)
    draft.country = (place.country if place else None) or draft.country
    draft.country = draft.country or _this_side(scene) or scene.context.home
    draft.proof = 1.0 + (place is not None) + (draft.count is not None)
    yield draft


def _lines_beside(match: Match, scene: Scene) -> list[Chunk]:
    """Return the borders among all that follows the verb: "sent to Tine, on the border"."""
    clause = match.clause
    following = clause.pps if clause is not None else []
    return [pp.np for pp in following if pp.np is not None and pp.prep not in {"from", "by", "of"}
            and scene.is_(pp.np, "border")]  # fmt: skip


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


def _is_sent_for(match: Match, scene: Scene) -> bool:
    """Handle "Sent armour to reinforce the border": the purpose of a move that was made."""
    clause = match.clause
    parent = clause.parent if clause is not None else None
    if (
        clause is None
        or parent is None
        or clause.link != INFINITIVE
        or parent.vg.lemma not in scene.lexicon.set("moving_forces")
    ):
        return False
    vg = parent.vg
    return not (vg.modal or vg.neg or vg.to)


def _is_sport(match: Match, scene: Scene) -> bool:
    """Athletes exercise too: somebody armed, official or a country must hold a drill."""
    clause = match.clause
    if clause is None or match.first("agent") is not None or clause.subj is None:
        return False
    return not scene.is_(clause.subj, "exercise")


def _sum(force: Chunk) -> int | None:
    """Add up "100,000 soldiers and 130,000 reservists"."""
    values = [part.qty.value for part in force.all() if part.qty is not None]
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def build_drugs(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """Drugs or couriers caught, where a border has to do with it."""
    place = _locate(match, ("place",), scene)
    beside = [*match.roles.get("place", []), *_follows(match)]
    near = any(scene.lines(phrase) or scene.is_(phrase, "border", "crossing") for phrase in beside)
    if not (near or _is_about_border(place, scene)) or not _is_find(match, scene):
        return
    draft = _draft(ClaimType.DRUG_INTERDICTION, match, standing, scene)
    if standing.tried and draft.status in _STOPPED:
        draft.status = ASSERTED  # "foiled an attempt to smuggle 78 kg of hashish"
    draft.place = place
    agent = match.first("agent")
    draft.actor = scene.text(agent) if agent is not None else None
    draft.country = (place.country if place else None) or scene.context.home
    draft.proof = 1.0 + (place is not None)
    yield draft


def _follows(match: Match) -> list[Chunk]:
    """Return the phrases that hang on the verb by a preposition."""
    clause = match.clause
    return [pp.np for pp in clause.pps if pp.np is not None] if clause is not None else []


def _is_find(match: Match, scene: Scene) -> bool:
    """Return a drug that no verb of finding governs counts only by weight."""
    if not match.frame.traits.get("weak"):
        return True
    clause = match.clause
    if clause is not None and not scene.lexicon.set("drug_trade").isdisjoint(clause.words):
        return False
    quantity = match.trigger.qty
    if match.frame.traits.get("weighed"):
        return quantity is not None and bool(
            scene.lexicon.set("drug_units") & set(match.trigger.text.split())
        )
    return quantity is not None


def _is_about_border(place: Place | None, scene: Scene) -> bool:
    if place is not None and is_border_place(place):
        return True
    if len(scene.countries_in(scene.sentence)) > 1 or _CUSTOMS.search(scene.sentence.folded):
        return True
    return len(scene.context.countries()) > 1 and scene.context.bordering


def build_closure(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    place = _locate(match, ("object", "place"), scene)
    phrases = [*match.roles.get("object", []), *match.roles.get("place", [])]
    barred = bool(match.frame.traits.get("gate")) and (
        (place is not None and is_border_place(place)) or _two_sides(scene)
    )
    if not barred and not _is_crossing_point(phrases, place, scene):
        return
    draft = _draft(ClaimType(match.frame.type), match, standing, scene)
    if match.frame.traits.get("negative"):
        if draft.status != "negated":
            return
        draft.status = ASSERTED  # "lets nobody through", "has not been opened since"
    if standing.ordered and draft.status == "planned":
        draft.status = ASSERTED
    draft.place = place
    agent = match.first("agent")
    draft.actor = scene.text(agent) if agent is not None else None
    country = scene.people.country(agent) if agent is not None else None
    draft.country = (place.country if place else None) or country or scene.context.home
    draft.proof = 1.0 + (place is not None)
    yield draft


def _two_sides(scene: Scene) -> bool:
    """Whether a sentence names two neighbours: "shut all its crossings with Benin"."""
    named = scene.countries_in(scene.sentence)
    return any(scene.context.are_neighbours(one, other) for one in named for other in named)


def _is_crossing_point(phrases: list[Chunk], place: Place | None, scene: Scene) -> bool:
    if place is not None and place.kind in {"crossing", "port"}:
        return True
    if any(scene.is_(phrase, "border", "crossing") for phrase in phrases):
        if place is not None and is_border_place(place):
            return True
        return says_border(scene) or scene.context.bordering or _two_sides(scene)
    if place is not None and is_border_place(place):
        gates = any(scene.is_(p, "closable") and not scene.is_(p, "bridge") for p in phrases)
        if gates or any(scene.is_(phrase, "traffic") for phrase in phrases):
            return True
    gates = any(scene.is_(phrase, "bridge", "port", "post", "closable") for phrase in phrases)
    sides = {*scene.countries_in(scene.sentence), scene.context.home} - {None}
    return gates and (says_border(scene) or (len(sides) > 1 and scene.context.bordering))
