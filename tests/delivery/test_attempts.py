"""How patient delivery is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.delivery.attempts import PATIENCE, delay, is_hopeless, patience_of, retry_at
from monitor.delivery.transport import Failed
from monitor.delivery.witness import seconds

NOW = datetime(2026, 1, 18, 12, tzinfo=UTC)
BUSY = Failed(reason="busy")


@pytest.mark.parametrize(
    ("kind", "minutes"),
    [
        ("chat", [0.5, 1, 2, 4, 8, 16, 32, 60, 60]),
        ("mail", [5, 10, 20, 40, 80, 160, 240, 240]),
    ],
)
def test_waits_double_up_to_a_longest_one(kind, minutes):
    waits = [
        delay(PATIENCE[kind], n, "k") / timedelta(minutes=1) for n in range(1, len(minutes) + 1)
    ]
    for wait, expected in zip(waits, minutes, strict=True):
        assert expected * 0.9 <= wait <= expected * 1.1


def test_a_web_hook_is_as_patient_as_chat():
    assert patience_of("webhook") == PATIENCE["chat"]


@given(st.integers(1, 10_000), st.text(max_size=20))
def test_a_wait_is_the_same_each_time_and_never_longer_than_the_longest(failures, key):
    wait = delay(PATIENCE["mail"], failures, key)
    assert wait == delay(PATIENCE["mail"], failures, key)
    assert timedelta(0) < wait <= PATIENCE["mail"].longest * 1.1


def test_what_the_receiver_asks_for_wins_over_the_doubling():
    asked = Failed(reason="429", retry_after=timedelta(minutes=17))
    at = retry_at(asked, patience=PATIENCE["chat"], failures=9, key="k", now=NOW)
    assert at == NOW + timedelta(minutes=17)
    now_already = Failed(reason="429", retry_after=timedelta(0))
    at = retry_at(now_already, patience=PATIENCE["chat"], failures=1, key="k", now=NOW)
    assert at == NOW + timedelta(seconds=1)


def test_a_permanent_reason_or_five_days_end_the_patience():
    patience = PATIENCE["mail"]
    since = NOW - timedelta(days=4, hours=23)
    assert not is_hopeless(BUSY, patience=patience, since=since, now=NOW)
    assert is_hopeless(BUSY, patience=patience, since=NOW - timedelta(days=5), now=NOW)
    gone = Failed(reason="550", permanent=True)
    assert is_hopeless(gone, patience=patience, since=NOW, now=NOW)


@pytest.mark.parametrize(
    ("header", "date", "wait"),
    [
        ("120", "", 120.0),
        (" 0 ", "", 0.0),
        ("99999999999", "", 86400.0),
        ("Sun, 18 Jan 2026 12:05:00 GMT", "Sun, 18 Jan 2026 12:00:00 GMT", 300.0),
        ("Sun, 18 Jan 2026 11:00:00 GMT", "Sun, 18 Jan 2026 12:00:00 GMT", 0.0),
        ("Sun, 18 Jan 2026 12:05:00 GMT", "", None),
        ("soon", "", None),
        ("", "", None),
        ("-5", "", None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date_against_the_servers_own_clock(header, date, wait):
    assert seconds(header, date) == wait
