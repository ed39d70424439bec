"""Moments as the events hold them: ISO 8601 with a zone."""

from datetime import UTC, datetime


def moment_of(text: str | None) -> datetime | None:
    """Return the aware moment in an event's field, or None where there is none."""
    if not text:
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def text_of(moment: datetime) -> str:
    """Return a moment to the second, in UTC."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
