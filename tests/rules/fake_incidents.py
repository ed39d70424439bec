"""A stand-in for the incidents room: claims of one type about one place are one incident."""

import msgspec

from monitor.events.incidents import IncidentCorroborated, IncidentOpened
from monitor.events.values import ClaimRef, Incident, IncidentState
from monitor.flow.step import Draft


class OneIncidentPerPlace:
    """Opens an incident for the first claim, corroborates it with every further source."""

    name = "fake-incidents"
    version = 1
    consumes = frozenset({"article.read"})
    remembers = frozenset({"incident.opened", "incident.corroborated"})

    def __init__(self):
        self._known = {}

    def remember(self, envelope):
        self._known[envelope.data.incident.id] = envelope.data.incident

    def handle(self, envelope, bodies):
        event = envelope.data
        return [self._merged(claim, event) for claim in event.claims if claim.is_news]

    def _merged(self, claim, event):
        name = f"{claim.type}-{claim.place}"
        ref = ClaimRef(
            article=event.article,
            revision=0,
            index=0,
            source=event.source,
            outlet=event.outlet,
            wire=event.wire,
            status=claim.status,
            published=event.published,
            evidence=claim.evidence,
        )
        known = self._known.get(name)
        if known is None:
            incident = Incident(
                id=name,
                state=IncidentState.SINGLE,
                claim=claim,
                claims=(ref,),
                sources=(event.outlet,),
            )
            opened = IncidentOpened(incident=incident, article=event.article, reason="first")
            return Draft(event=opened, subject=f"incident/{name}")
        fresh = event.wire not in {each.wire for each in known.claims}
        sources = tuple(dict.fromkeys((*known.sources, event.outlet))) if fresh else known.sources
        merged = msgspec.structs.replace(known, claims=(*known.claims, ref), sources=sources)
        more = IncidentCorroborated(incident=merged, article=event.article, reason="second")
        return Draft(event=more, subject=f"incident/{name}")
