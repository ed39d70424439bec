import pytest

from monitor.eventlog.memory import MemoryLog
from tests.eventlog.contract import EventLogContract
from tests.fakes.clock import FixedClock


class TestMemoryLog(EventLogContract):
    @pytest.fixture
    def log(self):
        return MemoryLog(FixedClock())
