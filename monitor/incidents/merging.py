"""Joining claims into an incident, and taking an article's claims out again."""

from collections.abc import Sequence

import msgspec

from monitor.events.values import (
    ActorClass,
    Claim,
    ClaimRef,
    Incident,
    IncidentState,
    Status,
)
from monitor.flow.ids import short
from monitor.incidents.dating import day_of
from monitor.incidents.figures import Range, as_range, spanned
from monitor.incidents.names import folded
from monitor.incidents.profile import Mention
from monitor.incidents.state import independent, standing, state_of


def incident_id(mention: Mention) -> str:
    """Return the name of an incident that a claim opens; the same claim, the same name."""
    ref = mention.ref
    return short(mention.claim.type.value, ref.article, ref.revision, ref.index)


def opened(mention: Mention, denials: Sequence[ClaimRef], name: str) -> Incident:
    """Return a new incident, with the denials that were heard before it."""
    blank = Incident(
        id=name, state=IncidentState.SINGLE, claim=mention.claim, claims=(), sources=()
    )
    return settled(blank, (*denials, mention.ref))


def joined(incident: Incident, mention: Mention, most: int) -> Incident:
    """Return the incident with one more claim; unchanged when it can hold no more."""
    if len(incident.claims) >= most:
        return incident
    refs = _in_order((*incident.claims, mention.ref))
    incident = msgspec.structs.replace(
        incident,
        claim=_leading(incident, mention.claim),
        when=_better_date(incident, mention.claim),
    )
    return settled(incident, refs)


def steadied(before: Incident, after: Incident) -> Incident:
    """Return ``after`` without differences that only come from taking claims out and in again."""
    rank = {ref.article: at for at, ref in reversed(list(enumerate(before.claims)))}
    refs = sorted(after.claims, key=lambda ref: rank.get(ref.article, len(rank) + 1000))
    if _specific(after.claim) <= _specific(before.claim) and any(
        _is_lead(before.claim, ref) for ref in refs
    ):
        after = msgspec.structs.replace(after, claim=before.claim)
    if any(ref.when == before.when for ref in refs) and before.when and after.when:
        after = msgspec.structs.replace(after, when=_finer(before.when, after.when, refs))
    return settled(after, tuple(refs))


def _finer(first: str, second: str, refs: Sequence[ClaimRef]) -> str:
    """Return the date told more exactly; the first of two told alike."""
    told = {ref.when: ref.time_precision or 1 for ref in reversed(refs)}
    return first if told.get(first, 1) <= told.get(second, 1) else second


def without(incident: Incident, article: str) -> Incident:
    """Return the incident without the claims of an article (none may be left)."""
    refs = tuple(ref for ref in incident.claims if ref.article != article)
    gone = [ref for ref in incident.claims if ref.article == article]
    led = any(_is_lead(incident.claim, ref) for ref in gone)
    if refs and led and not any(_is_lead(incident.claim, ref) for ref in refs):
        incident = msgspec.structs.replace(incident, claim=_lead_from(incident.claim, refs))
    when = incident.when if any(ref.when == incident.when for ref in refs) else None
    return settled(msgspec.structs.replace(incident, when=when), refs)


def settled(incident: Incident, refs: tuple[ClaimRef, ...]) -> Incident:
    """Return the incident with all that follows from its claims."""
    stood = standing(refs)
    sources = independent(stood)
    figures = _latest_by_outlet(stood or refs)
    return msgspec.structs.replace(
        incident,
        claims=refs,
        state=state_of(refs, sources, incident.superseded_by),
        sources=sources,
        killed=spanned(ref.killed for ref in figures),
        wounded=spanned(ref.wounded for ref in figures),
        count=_counted(figures),
        when=incident.when or incident.claim.when,
    )


def _counted(refs: Sequence[ClaimRef]) -> Range | None:
    return spanned(as_range(ref.count) for ref in refs)


def _in_order(refs: tuple[ClaimRef, ...]) -> tuple[ClaimRef, ...]:
    """Claims of one article stand together, where its first one stood."""
    rank: dict[str, int] = {}
    for ref in refs:
        rank.setdefault(ref.article, len(rank))
    return tuple(sorted(refs, key=lambda ref: (rank[ref.article], ref.index)))


def _latest_by_outlet(refs: Sequence[ClaimRef]) -> list[ClaimRef]:
    """Return a claim for each outlet: its later figure corrects its earlier one."""
    latest: dict[str, ClaimRef] = {}
    for ref in refs:
        key = folded(ref.outlet)
        before = latest.get(key)
        latest[key] = _newer(before, ref) if before else ref
    return list(latest.values())


def _printed_earlier(ref: ClaimRef, other: ClaimRef) -> bool:
    mine, theirs = day_of(ref.published), day_of(other.published)
    return mine is not None and theirs is not None and mine < theirs


def _newer(before: ClaimRef, after: ClaimRef) -> ClaimRef:
    if before.article == after.article:
        return _filled(after, before, spread=True)
    if _printed_earlier(after, before):
        before, after = after, before
    return _filled(after, before, spread=False)


def _filled(ref: ClaimRef, other: ClaimRef, *, spread: bool) -> ClaimRef:
    """Return a claim whose missing figures are taken from another of the same outlet."""
    pick = (lambda a, b: spanned((a, b))) if spread else (lambda a, b: a or b)
    return msgspec.structs.replace(
        ref,
        killed=pick(ref.killed, other.killed),
        wounded=pick(ref.wounded, other.wounded),
        count=ref.count if ref.count is not None else other.count,
    )


def _exact(claim: Claim) -> int:
    return 3 - (claim.time_precision or 1) if claim.when else -1


def _specific(claim: Claim) -> tuple[int, ...]:
    """Rank a claim by how much it pins down; higher leads."""
    return (
        claim.is_news,
        claim.place is not None or claim.place_id is not None,
        not claim.place_alternatives,
        claim.actor_class is not ActorClass.UNKNOWN,
        _exact(claim),
        claim.killed is not None,
        claim.count is not None,
    )


def _leading(incident: Incident, claim: Claim) -> Claim:
    if not incident.claims:
        return claim
    return claim if _specific(claim) > _specific(incident.claim) else incident.claim


def _better_date(incident: Incident, claim: Claim) -> str | None:
    if claim.when is None or incident.when is None:
        return incident.when or claim.when
    ranks = [ref.time_precision or 1 for ref in incident.claims if ref.when == incident.when]
    return claim.when if (claim.time_precision or 1) < min(ranks, default=1) else incident.when


def _is_lead(lead: Claim, ref: ClaimRef) -> bool:
    return (lead.evidence, lead.span, lead.in_title) == (ref.evidence, ref.span, ref.in_title)


def _lead_from(lead: Claim, refs: Sequence[ClaimRef]) -> Claim:
    """Return a leading claim in the words of another article that told the same happening."""
    ref = next((ref for ref in refs if ref.status is not Status.DENIED), refs[0])
    place = ref.place if ref.place or ref.place_id else lead.place
    return msgspec.structs.replace(
        lead,
        status=ref.status,
        place=place,
        place_id=ref.place_id or lead.place_id,
        count=ref.count,
        killed=ref.killed,
        wounded=ref.wounded,
        when=ref.when,
        time_precision=ref.time_precision,
        attribution=ref.attribution,
        denied_by=ref.denied_by,
        evidence=ref.evidence,
        span=ref.span,
        in_title=ref.in_title,
        why=(),
    )
