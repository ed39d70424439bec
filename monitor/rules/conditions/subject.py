"""What a rule is asked about: one happening, or one article."""

from collections.abc import Callable
from functools import cached_property

import msgspec

from monitor.events.values import Claim, ClaimRef, Incident, IncidentState, Status
from monitor.rules.text.article_text import ArticleText

GetText = Callable[[], ArticleText | None]


def claim_by(incident: Incident, article: str) -> ClaimRef | None:
    """Return what an article said of an incident last."""
    return next((ref for ref in reversed(incident.claims) if ref.article == article), None)


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Which article is behind the question."""

    article: str
    source: str
    outlet: str
    title: str = ""
    wire: str = ""
    published: str | None = None
    url: str | None = None


class Subject:
    """A happening (claim and incident) or an article alone; its text is fetched when asked for."""

    def __init__(
        self,
        origin: Provenance,
        *,
        claim: Claim | None = None,
        incident: Incident | None = None,
        text: GetText | None = None,
        share: float | None = None,
    ) -> None:
        self.origin = origin
        self.claim = claim
        self.incident = incident
        self.share = share
        self._get_text = text

    def having_share(self, share: float) -> "Subject":
        """Return the same subject with the share of a border (per cent) that a rule asks about."""
        return Subject(
            self.origin,
            claim=self.claim,
            incident=self.incident,
            text=self._get_text,
            share=share,
        )

    @cached_property
    def text(self) -> ArticleText:
        """The article's text; empty where it was purged."""
        found = self._get_text() if self._get_text else None
        return found or ArticleText(self.origin.title, "")

    @cached_property
    def reference(self) -> ClaimRef | None:
        """What the article behind the change itself said of the incident."""
        if self.incident is None:
            return None
        return claim_by(self.incident, self.origin.article)

    @property
    def status(self) -> Status | None:
        """The claim's status, as all sources together leave it."""
        if self.claim is None:
            return None
        if self.incident is not None and self.claim.is_news:
            if self.incident.state is IncidentState.DISPUTED:
                return Status.DISPUTED
            if self.incident.state is IncidentState.RETRACTED:
                return Status.DENIED
        return self.claim.status

    @property
    def sources(self) -> tuple[str, ...]:
        """The independent outlets that say so."""
        if self.incident is not None:
            return self.incident.sources
        return (self.origin.outlet,)

    @property
    def count(self) -> tuple[int, int] | None:
        if self.incident is not None and self.incident.count is not None:
            return self.incident.count
        count = self.claim.count if self.claim else None
        return None if count is None else (count, count)

    @property
    def killed(self) -> tuple[int, int] | None:
        if self.incident is not None and self.incident.killed is not None:
            return self.incident.killed
        return self.claim.killed if self.claim else None

    @property
    def wounded(self) -> tuple[int, int] | None:
        if self.incident is not None and self.incident.wounded is not None:
            return self.incident.wounded
        return self.claim.wounded if self.claim else None

    def km_to(self, border: str) -> float | None:
        """Return the distance to a border, where one is known."""
        claim = self.claim
        if claim is None:
            return None
        if claim.border == border and claim.border_km is not None:
            return claim.border_km
        return claim.borders.get(border)

    def crosses(self, border: str) -> bool:
        """Tell whether the happening goes from one of a border's countries to the other."""
        claim = self.claim
        if claim is None or claim.origin is None or claim.to is None:
            return False
        return "-".join(sorted((claim.origin, claim.to))) == border
