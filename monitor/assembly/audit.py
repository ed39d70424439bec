"""Whether a log is what was once written: its chain, its anchors, its texts."""

from dataclasses import dataclass

from monitor.eventlog.anchors import Anchor, disagreement
from monitor.eventlog.chain import verify
from monitor.eventlog.protocol import EventLog, Head
from monitor.flow.replay import walk

# Positions count from one; whoever slips an event in before it is to be found as well.
BEFORE_ALL = -(2**63)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """How far the chain holds, and what is wrong (None: nothing)."""

    head: Head
    fault: str | None


def audit(log: EventLog, anchors: list[Anchor]) -> Audit:
    """Walk the whole chain, then hold the log to what was written down outside of it."""
    head, fault = verify(walk(log, after=BEFORE_ALL))
    return Audit(head=head, fault=fault or disagreement(log, anchors))
