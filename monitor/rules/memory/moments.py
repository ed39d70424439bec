"""When something happened, as windows of time reckon it."""

from datetime import UTC, date, datetime, time
from functools import lru_cache

from monitor.rules.conditions.subject import Subject


# Few days are asked about at a time, and each many times over.
@lru_cache(maxsize=4_096)
def parsed(text: str | None) -> datetime | None:
    """Return the moment of an ISO 8601 date or moment; None where there is none that can be read.

    A date alone is its noon in UTC: no further than half a day from the truth anywhere.
    """
    if not text:
        return None
    try:
        if len(text) == len("2021-07-05"):
            return datetime.combine(date.fromisoformat(text), time(12), tzinfo=UTC)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def happened(subject: Subject, arrived: datetime) -> datetime:
    """Return when the subject happened: its own date, else the article's, else the arrival.

    Nothing happens after it was told of: a date beyond the arrival gives way to it.
    """
    own = subject.incident.when if subject.incident else None
    if own is None and subject.claim is not None:
        own = subject.claim.when
    moment = parsed(own) or parsed(subject.origin.published) or arrived
    return min(moment, arrived)
