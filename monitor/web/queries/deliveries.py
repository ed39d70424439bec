"""Deliveries page by page."""

from monitor.views.deliveries import DeliveryRow
from monitor.views.view import Rows, select


def page_of_deliveries(rows: Rows, state: str | None, skip: int, limit: int) -> list[DeliveryRow]:
    """Return deliveries, the newest first, in one state if given, after the first ``skip``."""
    if state:
        tail = "WHERE state = ? ORDER BY position DESC LIMIT ? OFFSET ?"
        return select(rows, DeliveryRow, "delivery", tail, (state, limit, skip))
    tail = "ORDER BY position DESC LIMIT ? OFFSET ?"
    return select(rows, DeliveryRow, "delivery", tail, (limit, skip))


def delivery(rows: Rows, name: str) -> DeliveryRow | None:
    found = select(rows, DeliveryRow, "delivery", "WHERE delivery = ?", (name,))
    return found[0] if found else None


def delivery_counts(rows: Rows) -> dict[str, int]:
    """Return how many deliveries stand in each state."""
    return {
        row[0]: row[1] for row in rows.run("SELECT state, count(*) FROM delivery GROUP BY state")
    }
