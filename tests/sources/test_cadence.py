from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.sources import cadence, retry_after

NOW = datetime(2026, 1, 18, 12, tzinfo=UTC)
names = st.text(min_size=1, max_size=20)
intervals = st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=7))


@given(names, intervals)
def test_the_next_poll_is_due_an_interval_later_or_up_to_a_tenth_sooner(name, interval):
    due = cadence.next_due(name, NOW, interval)
    assert interval * 0.9 <= due - NOW <= interval
    assert due == cadence.next_due(name, NOW, interval)


@given(names, st.integers(min_value=1, max_value=100_000))
def test_backoff_grows_to_a_day_and_never_ends(name, attempt):
    wait = cadence.backoff(name, attempt)
    assert timedelta(seconds=27) <= wait <= timedelta(days=1)
    assert wait <= cadence.backoff(name, attempt + 1) * 1.2


@given(names, st.integers(1, 50), st.timedeltas(timedelta(0), timedelta(days=400)))
def test_retry_after_is_honoured_up_to_a_day(name, attempt, asked):
    wait = cadence.backoff(name, attempt, retry_after=asked)
    assert min(asked, timedelta(days=1)) <= wait <= timedelta(days=1)


def test_sources_of_one_interval_do_not_march_in_step():
    dues = {cadence.next_due(f"feed-{n}", NOW, timedelta(minutes=10)) for n in range(200)}
    assert len(dues) == 200


def test_retry_after_reads_seconds_and_dates_and_nothing_else():
    def wait(value):
        return retry_after.parse(value, NOW)

    assert wait("120") == timedelta(minutes=2)
    assert wait("Sun, 18 Jan 2026 13:00:00 GMT") == timedelta(hours=1)
    assert wait("Sun, 18 Jan 2025 13:00:00 GMT") == timedelta(0)
    assert wait("999999999999999999") == timedelta(days=1)
    assert [wait(value) for value in (None, "", "soon", "-5", "1e9", "١٢")] == [None] * 6
