"""Polls on while the log takes nothing in, and says so in words: once, and once when it is over."""

from typing import Protocol

import structlog

from monitor.errors import MonitorError
from monitor.sources.poller import Outcome

logger = structlog.get_logger(__name__)


class Polls(Protocol):
    async def poll(self, name: str, *, force: bool = False) -> Outcome: ...


class PatientPoller:
    """A poller for loops that must not end: what the log refuses is tried again at the next poll.

    A folder is polled each second: a line for each refusal would bury all other lines.
    """

    def __init__(self, poller: Polls) -> None:
        self._poller = poller
        self._refused: dict[str, str] = {}

    async def poll(self, name: str, *, force: bool = False) -> Outcome | None:
        """Poll one source; None where the log refused what it brought."""
        try:
            outcome = await self._poller.poll(name, force=force)
        except MonitorError as error:
            self._say(name, error)
            return None
        except Exception as error:
            # A fault of ours, with its traceback the first time.
            words = f"{type(error).__name__}: {error}"
            if self._refused.get(name) != words:
                logger.exception("source.poll_failed", source=name)
                self._refused[name] = words
            return None
        if outcome.skipped is None and self._refused.pop(name, None) is not None:
            logger.info("source.taken_in_again", source=name)
        return outcome

    def _say(self, name: str, error: MonitorError) -> None:
        # By kind: a full disk is told in other words once the room kept back is given up.
        kind = type(error).__name__
        if self._refused.get(name) != kind:
            logger.warning("source.not_taken_in", source=name, reason=str(error), hint=error.hint)
        self._refused[name] = kind
