"""Incidents: claims of any number of articles about one happening."""

from monitor.events.registry import Event, event
from monitor.events.values import Incident


class IncidentChanged(Event, frozen=True, kw_only=True):
    """What all incident events share: the incident as it now stands, and the article behind it."""

    incident: Incident
    article: str
    reason: str
    backlog: bool = False


@event("incident.opened")
class IncidentOpened(IncidentChanged, frozen=True, kw_only=True):
    """A first claim of a happening."""


@event("incident.corroborated")
class IncidentCorroborated(IncidentChanged, frozen=True, kw_only=True):
    """Another independent source says the same."""


@event("incident.disputed")
class IncidentDisputed(IncidentChanged, frozen=True, kw_only=True):
    """Somebody denies it, or does not confirm it."""


@event("incident.amended")
class IncidentAmended(IncidentChanged, frozen=True, kw_only=True):
    """A figure, a place or a date became more exact or was corrected."""


@event("incident.closed")
class IncidentClosed(IncidentChanged, frozen=True, kw_only=True):
    """Retracted by who first said it, or superseded by a later happening."""
