"""The log under a failing disk and a failing mains: short versions of the torture."""

import pytest

from monitor.errors import LogError
from monitor.eventlog.sqlite import SqliteLog
from tests.torture import faults, power
from tests.torture.vfs import FULL


def test_nothing_acknowledged_is_lost_when_the_power_fails():
    tried, found = power.torture(seed=1, count=150, appends=40)
    assert tried == 150
    assert not found


def test_the_simulated_power_cut_does_find_a_log_that_does_not_sync():
    _, found = power.torture(seed=1, count=60, appends=40, synchronous="NORMAL")
    assert any("was acknowledged" in fault for fault in found)


@pytest.mark.parametrize("kind", faults.CODES)
def test_whichever_operation_fails_nothing_acknowledged_is_lost_and_somebody_is_told(kind):
    tried = [fault for fault in faults.every_fault(appends=3) if fault.kind == kind]
    assert tried
    found = {fault: faults.findings(fault) for fault in tried}
    assert not {fault: told for fault, told in found.items() if told}


def test_the_failing_disk_does_find_a_log_that_lies(monkeypatch):
    honest = SqliteLog.append

    def lies(log, events, **rest):
        try:
            return honest(log, events, **rest)
        except LogError:
            return []

    monkeypatch.setattr(SqliteLog, "append", lies)
    last = max(fault.nth for fault in faults.every_fault(appends=3) if fault.kind == "write")
    told = [faults.findings(faults.Fault("write", n, FULL, 1, 3)) for n in range(last // 2, last)]
    assert any("was acknowledged and is not whole" in each for found in told for each in found)


def test_after_an_error_of_the_disk_the_engine_refuses_all_further_work():
    """What a second fsync says after a failed one is worth nothing."""
    syncs = [fault for fault in faults.every_fault(appends=3) if fault.kind == "sync"]
    refused = [run for run in map(faults.run_of, syncs) if run.acknowledged and run.refusals]
    assert refused
    for run in refused:
        first = run.acknowledged[-1] + 1
        assert run.acknowledged == list(range(1, first))
        assert len(run.refusals) == 3 - len(run.acknowledged)
