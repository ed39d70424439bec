"""What was remembered, kept beside the log so that a start need not fold all of it.

A snapshot is only a cache. One of another version, one whose bytes are not what was kept, and one
that cannot be understood are dropped, and the memory is folded anew from the log.
"""

from collections.abc import Callable
from hashlib import sha256

import structlog

from monitor.eventlog.protocol import EventLog, Snapshot

_SEAL = sha256().digest_size

logger = structlog.get_logger(__name__)


def keep(log: EventLog, name: str, version: str, position: int, state: bytes) -> None:
    """Keep a memory as it stands after a position, in place of the one kept before."""
    sealed = sha256(state).digest() + state
    log.save_snapshot(Snapshot(name=name, version=version, position=position, state=sealed))


def recall(log: EventLog, name: str, version: str, load: Callable[[bytes], None]) -> int:
    """Load a memory; return the position that it stands at, 0 where it must be folded anew.

    ``load`` must take over all of a state or nothing of it.
    """
    kept = log.snapshot(name)
    if kept is None:
        return 0
    reason = _unfit(kept, version, log)
    if reason is None:
        try:
            load(kept.state[_SEAL:])
        except Exception as error:  # noqa: BLE001  (whatever it is: the log has it all)
            reason = f"it cannot be understood: {error}"
    if reason:
        logger.warning("snapshot.dropped", name=name, reason=reason)
        return 0
    return kept.position


def _unfit(kept: Snapshot, version: str, log: EventLog) -> str | None:
    if kept.version != version:
        return f"it is of version {kept.version}, not {version}"
    if sha256(kept.state[_SEAL:]).digest() != kept.state[:_SEAL]:
        return "its bytes are not what was kept"
    if kept.position > log.head().position:
        return "it stands beyond the end of the log"
    return None
