"""The dead man's switch: it is called while news is evaluated, and not otherwise."""

import asyncio
from datetime import timedelta

import pytest
import structlog
from werkzeug import Response

from monitor.assembly.build import build
from monitor.clock import SystemClock
from monitor.config.load import load
from monitor.daemon import service
from monitor.daemon.heartbeat import heartbeat
from monitor.daemon.service import Service
from monitor.daemon.systemd import Notifier
from tests.daemon.conftest import RULE


async def until(condition):
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("did not come true")


def test_it_is_called_only_while_all_is_well(httpserver):
    beats = []
    httpserver.expect_request("/beat").respond_with_handler(
        lambda request: beats.append(request) or Response("ok")
    )
    well = [True]

    async def story():
        stop = asyncio.Event()
        url = f"http://127.0.0.1:{httpserver.port}/beat"
        task = asyncio.create_task(heartbeat(url, timedelta(seconds=0.05), lambda: well[0], stop))
        await until(lambda: len(beats) >= 3)
        well[0] = False
        await asyncio.sleep(0.2)  # what was on its way arrives
        before = len(beats)
        await asyncio.sleep(0.5)
        assert len(beats) == before
        well[0] = True
        await until(lambda: len(beats) > before)
        stop.set()
        await asyncio.wait_for(task, 5)

    asyncio.run(asyncio.wait_for(story(), 30))


def test_it_goes_on_after_its_server_was_away(httpserver):
    answers = [500, 500, 200]
    asked = []

    def answer(request):
        asked.append(request)
        return Response("x", status=answers[min(len(asked), len(answers)) - 1])

    httpserver.expect_request("/beat").respond_with_handler(answer)

    async def story():
        stop = asyncio.Event()
        url = f"http://127.0.0.1:{httpserver.port}/beat"
        task = asyncio.create_task(heartbeat(url, timedelta(seconds=0.05), lambda: True, stop))
        await until(lambda: len(asked) >= 4)
        stop.set()
        await asyncio.wait_for(task, 5)

    with structlog.testing.capture_logs() as lines:
        asyncio.run(asyncio.wait_for(story(), 30))
    assert [line["event"] for line in lines] == ["heartbeat.failed", "heartbeat.heard_again"]


def test_a_loop_that_ends_by_a_fault_ends_the_daemon_so_that_it_is_started_anew(
    tmp_path, monkeypatch
):
    """Else the daemon would look well, and take nothing in."""

    async def broken(*_):
        raise RuntimeError("the watch broke")

    monkeypatch.setattr(service, "watch", broken)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "falls.yml").write_text(RULE)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "config.toml").write_text(
        '[[sources]]\nkind = "directory"\nname = "inbox"\npath = "inbox"\n'
        '[destinations.t]\nurl = "terminal://"\n[routes.desk]\nto = ["t"]\n'
    )
    with build(load(tmp_path / "config.toml"), SystemClock(), {}) as built:
        running = Service(built, notifier=Notifier())
        with pytest.raises(RuntimeError, match="the watch broke"):
            running.run()
