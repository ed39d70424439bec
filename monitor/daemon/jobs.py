"""When feeds are polled: APScheduler wakes, the poller works. The only importer of apscheduler.

No job store: jobs follow from the configuration and the log at every start. A burst of due feeds
must poll them all, hence no grace time after which APScheduler would drop a run.
"""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import structlog
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

logger = structlog.get_logger(__name__)


class Jobs:
    """One job a feed: it runs, then is set for the moment at which the feed is next due."""

    def __init__(
        self,
        poll: Callable[[str], Awaitable[Any]],
        next_due: Callable[[str], datetime],
        now: Callable[[], datetime],
    ) -> None:
        self._poll = poll
        self._next_due = next_due
        self._now = now
        self._names: tuple[str, ...] = ()
        self._running: set[str] = set()
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._scheduler.add_listener(_tell, EVENT_JOB_ERROR | EVENT_JOB_MAX_INSTANCES)

    def start(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self.reckon()
        self._scheduler.start()

    def reckon(self) -> None:
        """Set every feed that is not just being polled anew: the clock may have jumped."""
        for name in self._names:
            if name not in self._running:
                self._set(name)

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    def _set(self, name: str) -> None:
        # A second's rest at least: a clock that went wrong must not make a feed poll in a circle.
        moment = max(self._next_due(name), self._now() + timedelta(milliseconds=10))
        self._scheduler.add_job(
            self._run, DateTrigger(moment), args=(name,), id=name, replace_existing=True
        )

    async def _run(self, name: str) -> None:
        self._running.add(name)
        try:
            await self._poll(name)
        finally:
            self._running.discard(name)
            self._set(name)


def _tell(event: JobExecutionEvent) -> None:
    logger.error("poll.job_failed", source=event.job_id, error=str(getattr(event, "exception", "")))
