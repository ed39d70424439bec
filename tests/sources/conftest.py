import asyncio
from collections.abc import Iterator

import pytest
import structlog

from monitor.eventlog.memory import MemoryLog
from monitor.sources.parsers import Parsers
from tests.fakes.clock import FixedClock
from tests.sources.builders import Desk


@pytest.fixture(scope="session")
def parsers() -> Iterator[Parsers]:
    with Parsers() as made:
        yield made


@pytest.fixture(autouse=True)
def _plain_logs() -> None:
    """Other tests set up logging to streams of their own, which are closed by now."""
    structlog.reset_defaults()


@pytest.fixture
def desk(parsers) -> Iterator[Desk]:
    clock = FixedClock()
    with asyncio.Runner() as runner:
        yield Desk(log=MemoryLog(clock), clock=clock, parsers=parsers, runner=runner)
