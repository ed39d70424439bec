"""Claims made by hand, and a rule for every incident that follows from them."""

from monitor.events.incidents import IncidentChanged
from monitor.events.matches import RuleMatched
from monitor.events.values import (
    ActorClass,
    Attribution,
    Claim,
    ClaimType,
    Level,
    Side,
    SourceClass,
    Status,
)
from monitor.flow.ids import short
from monitor.flow.step import Draft
from tests.web.ground import DISTRICTS

LEVELS = {
    ClaimType.TERRITORY_CAPTURED: Level.HIGH,
    ClaimType.BORDER_CROSSING: Level.HIGH,
    ClaimType.ARMED_CLASH: Level.MEDIUM,
    ClaimType.BORDER_CLOSURE: Level.LOW,
}


class EveryIncident:
    """A rule for everything: each incident event matches."""

    name = "rules"
    version = 1
    consumes = frozenset(
        f"incident.{change}"
        for change in ("opened", "corroborated", "disputed", "amended", "closed")
    )
    remembers = frozenset()

    def remember(self, envelope):
        pass

    def handle(self, envelope, bodies):
        event: IncidentChanged = envelope.data
        incident, claim = event.incident, event.incident.claim
        ref = incident.claims[-1]
        rule = f"{claim.type.value}-near-border"
        match = RuleMatched(
            rule=rule,
            rule_digest="test",
            fingerprint=short(rule, claim.place_id or incident.id),
            change=event.TYPE.removeprefix("incident."),
            level=Level.CRITICAL
            if len(incident.sources) > 1
            else LEVELS.get(claim.type, Level.LOW),
            title=f"{claim.type.value.replace('-', ' ')} near the border",
            subject=f"{claim.place or claim.country} reported: {claim.type.value} "
            f"({len(incident.sources)})",
            article=ref.article,
            source=ref.source,
            outlet=ref.outlet,
            evidence=ref.evidence,
            span=ref.span,
            incident=incident.id,
            state=incident.state.value,
            type=claim.type.value,
            place=claim.place,
            place_id=claim.place_id,
            province=claim.province,
            country=claim.country,
            border=claim.border,
            border_km=claim.border_km,
            actor=claim.actor,
            killed=incident.killed,
            published=ref.published,
            url=ref.url,
            attribution=ref.attribution,
            denied_by=next((c.denied_by for c in incident.claims if c.denied_by), None),
            sources=incident.sources,
            silent=claim.type is ClaimType.DIPLOMATIC_CONTACT,
            why=(f"claim: {claim.type.value}", "within 50 km of AF-TJ"),
        )
        return [Draft(event=match, subject=f"rule/{rule}")]


def claim(text, evidence, kind="territory-captured", place="Imam Sahib", **slots):
    """A claim whose span is where its evidence stands in the text."""
    start = text.index(evidence)
    for name in ("attribution", "denied_by"):
        if isinstance(slots.get(name), str):
            slots[name] = Attribution(who=slots[name], side=SourceClass.STATE)
    known = DISTRICTS.get(place)
    fields = {
        "status": Status(slots.pop("status", "asserted")),
        "actor": slots.pop("actor", "Taliban"),
        "actor_class": ActorClass(slots.pop("actor_class", "militants")),
        "actor_side": Side(slots.pop("actor_side", "non-state")),
        "country": slots.pop("country", known.country if known else "AF"),
        "province": slots.pop("province", known.province if known else None),
        "place_id": slots.pop("place_id", known.place_id if known else None),
        "border": "AF-TJ",
        "border_km": slots.pop("border_km", 4.0),
        "why": ("frame: overran(actor, place)", "no denial in the clause"),
    }
    return Claim(
        type=ClaimType(kind),
        place=place,
        place_kind="district",
        evidence=evidence,
        span=(start, start + len(evidence)),
        **fields,
        **slots,
    )
