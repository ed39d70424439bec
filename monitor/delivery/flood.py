"""When there is too much at once: a flood of alerts must not become a flood of messages.

A lower level never counts against a higher one, so that nobody can hide a grave alert by raising
many small ones.
"""

from collections.abc import Iterable
from datetime import datetime

from monitor.delivery.memory import FLOOD, Recent
from monitor.delivery.options import AtMost
from monitor.flow.ids import short


def counted(recent: Iterable[Recent], limit: AtMost, rank: int, moment: datetime) -> int:
    """Return how many messages, as grave or graver, a destination gets around a moment."""
    first = moment - limit.within
    return sum(each.rank >= rank and first < each.at <= moment for each in recent)


def group_of(destination: str, held: datetime | None) -> str:
    """Return the name of the group for what is too much; another one for each end of a hold."""
    return FLOOD + short(destination, held.isoformat() if held else "")


def why(limit: AtMost) -> str:
    minutes = limit.within.total_seconds() / 60
    return f"more than {limit.messages} messages within {minutes:g} minutes: the rest come together"
