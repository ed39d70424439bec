"""How patient delivery is: when a failed attempt is tried again, and when it is given up.

Doubling waits with a cap, as mail servers have done for decades; patience belongs to a destination,
not to a message: when a server is down, each waiting message knocking on its own would be a storm.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.delivery.transport import Failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    first: timedelta
    longest: timedelta
    give_up: timedelta = timedelta(days=5)


PATIENCE = {
    "mail": Patience(first=timedelta(minutes=5), longest=timedelta(hours=4)),
    "chat": Patience(first=timedelta(seconds=30), longest=timedelta(hours=1)),
}


def patience_of(kind: str) -> Patience:
    return PATIENCE.get(kind, PATIENCE["chat"])


def delay(patience: Patience, failures: int, key: str) -> timedelta:
    """Return how long to wait after so many failures in a row (at least one).

    The jitter of up to a tenth comes from the key, so that the same history waits the same time.
    """
    doubled: timedelta = patience.first * int(2 ** min(failures - 1, 20))
    seed = hashlib.sha256(f"{key}:{failures}".encode()).digest()[0] / 255
    return min(doubled, patience.longest) * (0.9 + 0.2 * seed)


def retry_at(
    failed: Failed, *, patience: Patience, failures: int, key: str, now: datetime
) -> datetime:
    """Return when to try again. What the receiver asks for (Retry-After) wins."""
    if failed.retry_after is not None:
        return now + max(failed.retry_after, timedelta(seconds=1))
    return now + delay(patience, failures, key)


def is_hopeless(failed: Failed, *, patience: Patience, since: datetime, now: datetime) -> bool:
    """Tell whether to give up: the reason is permanent, or it was tried for long enough."""
    return failed.permanent or now - since >= patience.give_up
