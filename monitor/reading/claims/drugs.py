"""Drugs or couriers caught, where a border has to do with it."""

import re
from collections.abc import Iterator

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.draft_plain import place_of, plain
from monitor.reading.claims.drug_company import (
    is_caught,
    is_no_find,
    is_tale,
    is_with_drug,
    place_in_sentence,
    words_of,
)
from monitor.reading.claims.nearness import border_place_before, is_border_place
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.standing.status import standing as standing_of
from monitor.reading.standing.values import ASSERTED, STOPPED, Standing
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import INFINITIVE, PARTICIPIAL

_CUSTOMS = re.compile(r"\b(border|frontier|customs|smuggl|traffick|courier|river|the crossing)")


def build_drugs(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """Drugs or couriers caught, where a border has to do with it."""
    where = _where_it_lay(match, scene)
    place = place_of(match, ("place",), scene) or scene.named(where)
    place = place or place_in_sentence(scene)
    beside = [*match.roles.get("place", []), *match.adjuncts(), *where]
    near = any(scene.lines(phrase) or scene.is_(phrase, "border", "crossing") for phrase in beside)
    if not (near or _is_about_border(place, match, scene)) or not _is_find(match, scene):
        return
    draft = plain(ClaimType.DRUG_INTERDICTION, match, standing, scene)
    if standing.tried and draft.status in STOPPED and _is_foiled(match, scene):
        draft.status = ASSERTED  # "foiled an attempt to smuggle 78 kg of hashish"
    if place is None and not scene.sentence.in_title:
        place = border_place_before(match, scene, _POINTS, _REACH)
        draft.anaphor = place is not None
    draft.place = place
    agent = match.first("agent")
    draft.actor = scene.text(agent) if agent is not None else None
    draft.country = (place.country if place else None) or _of_finder(match, scene)
    draft.proof = 1.0 + (place is not None)
    yield draft


def _of_finder(match: Match, scene: Scene) -> str | None:
    """Return whose officers found it: by who does it, by who tells of it, by the story."""
    clause = match.clause
    told = [match.first("agent"), clause.subj if clause is not None and not match.passive else None]
    while clause is not None:
        told.append(clause.subj)
        clause = clause.parent
    officers = (one for one in told if one is not None and scene.is_(one, *_OFFICERS))
    return next((code for one in officers if (code := scene.people.country(one))),
                scene.context.home)  # fmt: skip


_POINTS = frozenset({"crossing", "port", "bridge", "post", "town", "district", "village"})
_REACH = 300  # characters back to where it was found
_OFFICERS = ("troops", "officials", "organisation")


def _is_foiled(match: Match, scene: Scene) -> bool:
    """Whether the attempt was really stopped: "did not foil an attempt to smuggle" finds none."""
    clause = match.clause
    if clause is not None and clause.link == INFINITIVE and not match.has("weak"):
        return False  # "dogs trained to find drugs"
    stopping = [other for other in scene.sentence.clauses if "prevent" in other.vg.vcls]
    return all(standing_of(other, scene.lexicon).status == ASSERTED for other in stopping)


def _where_it_lay(match: Match, scene: Scene) -> list[Chunk]:
    """Return the places of "Hidden *in a lorry at X* were 40kg", "seized pills hidden *at X*"."""
    clause = match.clause
    if clause is None or clause.obj is None:
        return []
    return [pp.np for other in scene.sentence.clauses
            if other.subj is clause.obj and other.link == PARTICIPIAL
            for pp in other.pps if pp.np is not None]  # fmt: skip


def _is_find(match: Match, scene: Scene) -> bool:
    """Whether a match tells of drugs caught, not of what is done with them otherwise."""
    if any(bar(match, scene) for bar in _BARS):
        return False
    if match.has(*_SOFT) and is_tale(match, scene):
        return False
    by_company = {"beside": _is_beside_drugs, "company": is_caught, "with_drug": is_with_drug,
                  "weak": _is_weighed}  # fmt: skip
    return all(holds(match, scene) for trait, holds in by_company.items() if match.has(trait))


def _is_weighed(match: Match, scene: Scene) -> bool:
    """Return a drug that no verb of finding governs counts only by weight."""
    clause = match.clause
    if clause is not None and not scene.lexicon.set("drug_trade").isdisjoint(clause.words):
        return False
    quantity = match.trigger.qty
    if match.has("weighed"):
        units = scene.lexicon.set("drug_units")
        return quantity is not None and not units.isdisjoint(match.trigger.text.split())
    return quantity is not None or _is_weight(clause.obj if clause is not None else None, scene)


_SOFT = ("weak", "company", "with_drug", "beside")


def _is_destroyed(match: Match, scene: Scene) -> bool:
    """Handle "burnt two tonnes of hashish": what had been seized before."""
    clause = match.clause
    return clause is not None and clause.vg.lemma in scene.lexicon.set("destroying")


def _is_of_other_goods(match: Match, scene: Scene) -> bool:
    """Handle "a smuggler *of birds* was caught", "two *fuel* smugglers": no drugs."""
    victim = match.first("victim")
    if victim is None or match.first("object") is not None:
        return False
    of, goods = victim.of, scene.lexicon.set("smuggled_goods")
    other = of is not None and not (of.places or of.codes or of.pron) and not scene.is_(of, "drug")
    return other or not goods.isdisjoint((*victim.mods, *victim.text.split()))


def _is_of_private(match: Match, scene: Scene) -> bool:
    """Handle "A farmer found a sack of poppy in his barn": nobody who seizes."""
    finder, clause = match.first("agent"), match.clause
    if finder is None and clause is not None and not match.passive:
        finder = clause.subj if clause.subj is not match.first("object") else None
    if finder is None or match.passive:
        return False
    serves = scene.is_(finder, *_OFFICERS) or finder.actor is not None
    serves = serves or not scene.lexicon.set("finders").isdisjoint(finder.text.split())
    serves = serves or scene.sentence.speaks_of(scene.lexicon.bit("troops"))  # who took it away
    serves = serves or not words_of(scene.sentence).isdisjoint(scene.lexicon.set("under_arrest"))
    return scene.is_(finder, "civilians") and not serves


def _is_weight(phrase: Chunk | None, scene: Scene) -> bool:
    """Handle "in the boat were *40kg* of heroin": the verb says nothing, the weight does."""
    if phrase is None or phrase.of is None or phrase.qty is None or phrase.qty.value is None:
        return False
    weighed = not scene.lexicon.set("drug_units").isdisjoint(phrase.lemma.split())
    return weighed and scene.is_(phrase.of, "drug")


def _is_beside_drugs(_: Match, scene: Scene) -> bool:
    """Whether this sentence or the two before it name a drug: "the sacks" are sacks of it."""
    drug = scene.lexicon.bit("drug")
    return any(one.speaks_of(drug) for one in scene.sentences[-3:] if not one.in_title)


_BARS = (_is_destroyed, _is_of_private, _is_of_other_goods, is_no_find)


def _is_about_border(place: Place | None, match: Match, scene: Scene) -> bool:
    if place is not None and is_border_place(place):
        return True
    if scene.lexicon.names_line(scene.sentence.folded):
        return True
    inland = place is not None and bool(place.id)
    two = len(scene.countries_in(scene.sentence)) > 1 and not inland
    if two or _CUSTOMS.search(scene.sentence.folded):
        return True
    return not inland and _is_near_told(match, scene)


def _is_near_told(match: Match, scene: Scene) -> bool:
    """Whether the sentences before tell that it was at a border, or who is a stranger there."""
    if scene.sentence.speaks_of(scene.lexicon.bit("crossing", "bridge", "border")):
        return True
    if border_place_before(match, scene, _POINTS, _REACH) is not None:
        return True
    most = scene.context.countries()[:2]
    return len(most) > 1 and (scene.context.bordering or scene.context.are_neighbours(*most))
