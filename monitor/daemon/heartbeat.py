"""The dead man's switch: a URL that is called only while every loop of the daemon makes progress.

When the calls stop, whoever watches that URL knows that nobody watches the border.
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from ipaddress import ip_network

import structlog

from monitor.sources.httpx2_fetch import Answer, Ask, fetch
from monitor.sources.protocol import Failed

DEADLINE = timedelta(seconds=10)
LARGEST = 64 * 1024
# The operator chose the address; a checker in the own network is the usual case.
ANYWHERE = (ip_network("0.0.0.0/0"), ip_network("::/0"))

logger = structlog.get_logger(__name__)


async def heartbeat(
    url: str, every: timedelta, healthy: Callable[[], bool], stop: asyncio.Event
) -> None:
    """Call ``url`` at each interval while ``healthy``, until ``stop`` is set."""
    ask = Ask(url=url, deadline=DEADLINE, max_bytes=LARGEST, allowed=ANYWHERE)
    before = ""
    while not stop.is_set():
        if healthy():
            fault = _fault(await fetch(ask))
            if fault and fault != before:  # once, not each minute
                logger.warning("heartbeat.failed", reason=fault)
            elif before and not fault:
                logger.info("heartbeat.heard_again")
            before = fault
        try:
            await asyncio.wait_for(stop.wait(), every.total_seconds())
        except TimeoutError:
            continue


def _fault(answer: Answer | Failed) -> str:
    """Return in words why nobody heard; nothing where somebody did."""
    if isinstance(answer, Failed):
        return answer.reason
    return f"HTTP {answer.status}" if answer.status >= 400 else ""
