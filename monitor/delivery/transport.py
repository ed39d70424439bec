"""What the sender needs of a transport, and what it may answer."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from monitor.delivery.options import Destination


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message on its way. ``key`` is the idempotency key: the same for every attempt.

    ``picture`` is the PNG that ``html`` shows as ``cid:map.png``.
    ``may_be_repeat``: an earlier attempt began and its end is not known.
    """

    key: str
    alert: str
    level: str
    subject: str
    text: str
    html: str = ""
    picture: bytes = b""
    may_be_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """The first hop accepted the message; more nobody can know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """``reason`` is for people and holds no address; ``permanent``: trying again is no use."""

    reason: str
    permanent: bool = False
    retry_after: timedelta | None = None


Outcome = Sent | Failed


class Transport(Protocol):
    """Sends one message to one destination. Called from several threads; must not raise."""

    def send(self, destination: Destination, message: Outgoing) -> Outcome: ...

    def close(self) -> None: ...
