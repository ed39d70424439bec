"""Some days of the river by a false clock; the long version is ``python -m tests.torture week``."""

import pytest

from tests.torture import week

pytestmark = pytest.mark.slow


def test_days_of_operation_leak_no_memory_no_file_handles_and_no_threads():
    report = week.torture(seed=1, days=4, feeds=8, before=2)
    assert report.items > 50
    assert not report.findings()


def test_a_leak_would_be_found():
    days = [week.Day(memory=10**7 + at * 10**6, handles=20 + at, threads=9) for at in range(7)]
    told = week.Report(days=days, items=1, raised=1).findings()
    assert any("memory grew" in each for each in told)
    assert any("file handles grew" in each for each in told)
