"""kill -9 between `started` and the outcome: nothing is lost, one duplicate at most, same key."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.clock import SystemClock
from monitor.eventlog.sqlite import SqliteLog
from monitor.events.codec import encode
from monitor.events.deliveries import DeliveryRequested
from monitor.events.envelope import NewEvent, microseconds

CHILD = Path(__file__).with_name("crash_child.py")
ROOT = Path(__file__).resolve().parents[2]


def prepare(path):
    event = DeliveryRequested(
        delivery="key-1", alert="al", route="r", destination="a", subject="s", text="t"
    )
    clock = SystemClock()
    log = SqliteLog(path, clock)
    log.append(
        [
            NewEvent(
                id="7f2d5b0a-0000-5000-8000-000000000001",
                type=event.TYPE,
                schema_version=1,
                subject="delivery/key-1",
                time=microseconds(clock.now()),
                correlation_id="c",
                causation_id=None,
                data=encode(event),
            )
        ]
    )
    log.close()


def run(path, url, moment):
    command = [sys.executable, str(CHILD), str(path), url, moment]
    return subprocess.run(
        command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, timeout=60, check=False
    ).returncode


def story(path):
    log = SqliteLog(path, SystemClock(), read_only=True)
    types = [recorded.type.removeprefix("delivery.") for recorded in log.read()]
    log.close()
    return types


@pytest.mark.parametrize(
    ("moments", "copies"),
    [
        pytest.param(["before"], 1, id="killed before the message went out"),
        pytest.param(["after"], 2, id="killed after it, before that was written"),
        pytest.param(["before", "after", "before"], 2, id="killed again and again"),
    ],
)
def test_a_kill_loses_nothing_and_doubles_at_most_once_for_each_kill(
    tmp_path, httpserver, moments, copies
):
    httpserver.expect_request("/hook").respond_with_data("ok")
    url = httpserver.url_for("/hook").replace("http://", "json://")
    path = tmp_path / "events.db"
    prepare(path)
    for moment in moments:
        assert run(path, url, moment) == -signal.SIGKILL
    assert run(path, url, "never") == 0
    keys = [request.headers["Idempotency-Key"] for request, _ in httpserver.log]
    assert keys == ["key-1"] * copies
    marks = [request.headers.get("X-Monitor-May-Be-Repeat") for request, _ in httpserver.log]
    assert marks[0] == (None if moments[0] == "after" else "yes")
    cut_off = ["started", "unknown"] * len(moments)
    assert story(path) == ["requested", *cut_off, "started", "succeeded"]
    assert run(path, url, "never") == 0
    assert len(httpserver.log) == copies
