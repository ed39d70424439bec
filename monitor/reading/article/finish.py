"""What only the whole article tells: tolls, people without a class, places not named again."""

from monitor.events.values import ActorClass, ClaimType
from monitor.reading.article.attribution import attribute_all
from monitor.reading.article.companions import companions
from monitor.reading.article.count_behind import count_behind
from monitor.reading.article.deaths import FIGHTS, count_dead
from monitor.reading.article.dispute import dispute
from monitor.reading.article.echoes import (
    again,
    follows_another,
    goes_on,
    with_grounded_echoes,
)
from monitor.reading.article.fallen import clash_of_the_fallen
from monitor.reading.article.inroads import place_fights
from monitor.reading.article.ledgers import with_entries
from monitor.reading.article.mover_names import name_movers
from monitor.reading.article.rivals import (
    has_crossed,
    is_at_home,
    is_by_province,
    is_fire_of_arrivals,
    is_rivalled,
    is_told_by_verb,
)
from monitor.reading.article.still_held import dispute_held
from monitor.reading.article.taken_up import only_takes_up
from monitor.reading.article.topics import leave_peaceful
from monitor.reading.article.whereabouts import place_crossings
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.fight_bars import is_in_passing
from monitor.reading.claims.named_later import name_later
from monitor.reading.standing.values import STOPPED

DEADLY = (*FIGHTS, ClaimType.TERRITORY_CAPTURED)  # whose dead are counted


def finish(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """Return the drafts of one article, completed by what its other sentences say."""
    abroad = [draft for draft in drafts if not is_at_home(draft, drafts, scene)]
    by_sentence, by_trigger = _near(drafts), _types(abroad)
    kept = [
        draft
        for draft in drafts
        if goes_on(draft, by_sentence)
        and not follows_another(draft, by_sentence)
        and not is_rivalled(draft, by_trigger)
        and not has_crossed(draft, by_sentence)
        and not is_told_by_verb(draft, by_sentence)
    ]
    kept = with_grounded_echoes([draft for draft in kept if again(draft, kept)])
    kept = with_entries(kept, scene)
    kept = [draft for draft in kept if not is_at_home(draft, kept, scene)]
    kept = [draft for draft in kept if not is_by_province(draft, kept)]
    kept = [draft for draft in kept if not is_fire_of_arrivals(draft, kept)]
    name_later(kept, scene)
    kept = [draft for draft in kept if not only_takes_up(draft, kept, scene)]
    kept = _one_way(kept)
    name_movers(kept, scene)
    place_crossings(kept, scene)
    count_behind(kept, scene)
    _count_the_caught(kept)
    kept += companions(kept, scene)
    kept += clash_of_the_fallen(kept, scene)
    count_dead(kept, scene)
    kept = [draft for draft in kept if not is_in_passing(draft)]
    leave_peaceful(kept, scene)
    _count_dead_who_crossed(kept)
    _count_dead_couriers(kept)
    place_fights(kept, scene)
    dispute(kept, scene)
    dispute_held(kept, scene)
    attribute_all(kept, scene)
    return [draft for draft in kept if draft.group is not ActorClass.UNKNOWN
            or draft.type is not ClaimType.BORDER_CROSSING]  # fmt: skip


def _count_the_caught(drafts: list[Draft]) -> None:
    """Handle "detained five who tried to cross to join the rebels": caught trying is a crossing."""
    for draft in drafts:
        tried = draft.type is ClaimType.BORDER_CROSSING and draft.standing.tried
        unmoved = draft.status == draft.standing.status and draft.status in STOPPED
        if tried and unmoved and draft.group is ActorClass.MILITANTS:
            draft.status = "asserted"


def _count_dead_who_crossed(drafts: list[Draft]) -> None:
    """Handle "killed four militants who had crossed": they fell where they came to."""
    clashes: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.type is ClaimType.ARMED_CLASH:
            clashes.setdefault(id(draft.sentence), []).append(draft)
    for crossing in drafts:
        if crossing.type is not ClaimType.BORDER_CROSSING:
            continue
        mover = crossing.match.first("mover")
        for fight in clashes.get(id(crossing.sentence), ()):
            named = [chunk for role in fight.match.roles.values() for chunk in role]
            if mover is None or not any(mover is chunk for chunk in named):
                continue
            crossing.killed = crossing.killed or fight.killed
            if (fight.place is None or not fight.place.id) and crossing.status == "asserted":
                fight.place, fight.country = crossing.place, crossing.country or crossing.to
                fight.province = crossing.province


def _near(drafts: list[Draft]) -> dict[int, list[Draft]]:
    """Return the drafts of the text by sentence: claims ask those around them, not all others."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        if not draft.sentence.in_title:
            found.setdefault(draft.sentence.index, []).append(draft)
    return found


def _types(drafts: list[Draft]) -> dict[int, set[ClaimType]]:
    """Return the types that each trigger (by identity) is read as."""
    found: dict[int, set[ClaimType]] = {}
    for draft in drafts:
        found.setdefault(id(draft.match.trigger), set()).add(draft.type)
    return found


def _one_way(drafts: list[Draft]) -> list[Draft]:
    """Keep, where one verb is read as going both ways, the way that names more of its ends."""
    best: dict[tuple[int, ActorClass], Draft] = {}
    for draft in drafts:
        key = (id(draft.match.trigger), draft.group)
        if draft.type is ClaimType.BORDER_CROSSING:
            best[key] = max(best.get(key, draft), draft, key=_ends_named)
    return [
        draft for draft in drafts
        if draft.type is not ClaimType.BORDER_CROSSING
        or (draft.origin, draft.to) == _way(best[id(draft.match.trigger), draft.group])
    ]  # fmt: skip


def _way(draft: Draft) -> tuple[str | None, str | None]:
    return draft.origin, draft.to


def _ends_named(draft: Draft) -> int:
    return sum(role in draft.match.roles for role in ("goal", "source", "via"))


def _count_dead_couriers(drafts: list[Draft]) -> None:
    """Handle a find of drugs after a shoot-out: who fell there were the carriers."""
    fight = next((draft for draft in drafts if draft.type is ClaimType.ARMED_CLASH
                  and draft.status == "asserted" and draft.killed is not None), None)  # fmt: skip
    if fight is None:
        return
    for draft in drafts:
        if draft.type is ClaimType.DRUG_INTERDICTION and draft.killed is None:
            draft.killed = fight.killed
