"""Incidents page by page."""

from monitor.views.incident_queries import IncidentFilter, IncidentRow, where
from monitor.views.view import Rows, select


def page_of_incidents(
    rows: Rows, wanted: IncidentFilter, skip: int, limit: int
) -> list[IncidentRow]:
    """Return incidents, the latest happening first, after the first ``skip``."""
    condition, values = where(wanted)
    # The ids are sorted first: whole rows are wide, and most of them are skipped.
    tail = (
        f"WHERE incident IN (SELECT incident FROM incident WHERE {condition} "  # noqa: S608
        "ORDER BY day DESC, incident LIMIT ? OFFSET ?) ORDER BY day DESC, incident"
    )
    return select(rows, IncidentRow, "incident", tail, (*values, limit, skip))
