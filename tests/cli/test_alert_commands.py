"""The alert commands on a real log, without a daemon: list, acknowledge, silence, resolve."""

import json

import pytest
import typer
from typer.testing import CliRunner

from monitor.alerts.step import AlertsStep
from monitor.cli import alerts, notify
from monitor.cli.context import Before
from monitor.clock import SystemClock
from monitor.delivery.jinja_templates import Templates
from monitor.delivery.options import DeliveryOptions
from monitor.delivery.step import DeliveryStep
from monitor.errors import MonitorError
from monitor.eventlog.sqlite import SqliteLog
from monitor.flow.runner import River
from tests.alerts.builders import Stream, a_match

CONFIG = """
state = "var"
default_route = "desk"
[destinations.hook]
url_env = "HOOK"
[routes.desk]
to = ["hook"]
quiet_hours = {start = "22:00", end = "06:00", timezone = "UTC"}
"""


class DiskStream(Stream):
    def __init__(self, path):
        self.clock = SystemClock()
        self.log = SqliteLog(path, self.clock)
        steps = (AlertsStep(), DeliveryStep(DeliveryOptions(), Templates()))
        self.river = River(self.log, steps)
        self._count = 0


@pytest.fixture
def run(tmp_path, monkeypatch, httpserver):
    """Return a function that runs a command; a failure comes back as its words."""
    httpserver.expect_request("/hook").respond_with_data("ok")
    monkeypatch.setenv("HOOK", httpserver.url_for("/hook").replace("http://", "json://"))
    config = tmp_path / "config.toml"
    config.write_text(CONFIG)
    app = typer.Typer()
    for command in (
        alerts.alerts,
        alerts.ack,
        alerts.resolve,
        alerts.verdict,
        alerts.silence,
        alerts.silences,
        alerts.unsilence,
        alerts.deliveries,
    ):
        app.command()(command)
    app.add_typer(notify.notify_app, name="notify")
    app.add_typer(notify.routes_app, name="routes")

    def run(*words):
        result = CliRunner().invoke(app, words, obj=Before(config=config))
        if isinstance(result.exception, MonitorError):
            return f"refused: {result.exception} {result.exception.hint}"
        assert result.exit_code == 0, (result.output, result.exception)
        return result.output

    return run


@pytest.fixture
def alert(run, tmp_path):
    (tmp_path / "var").mkdir()
    stream = DiskStream(tmp_path / "var" / "events.db")
    (raised, *_) = stream.put(a_match())
    stream.log.close()
    return raised.alert


def test_an_alert_is_listed_acknowledged_judged_and_resolved(run, alert):
    assert "open  Qala-e-Zal reported fallen" in run("alerts")
    run("ack", alert[:5], "--by", "ann", "-m", "calling Kunduz")
    assert "acknowledged  Qala-e-Zal" in run("alerts")
    assert "acknowledged by ann" in run("ack", alert, "--by", "bob")
    run("verdict", alert, "true", "--by", "ann")
    run("resolve", alert, "--by", "ann", "-m", "retaken")
    assert run("alerts") == "No alerts. Wider: --state all.\n"
    (row,) = json.loads(run("alerts", "--state", "all", "--format", "json"))
    assert (row["state"], row["verdict"], row["resolved_reason"]) == ("resolved", "true", "retaken")


def test_a_silence_is_made_listed_and_ended(run, alert):
    assert alert
    run("silence", "place=Qala*", "level=high", "--for", "4h", "-m", "drill", "--by", "ann")
    (silence,) = json.loads(run("silences", "--format", "json"))
    assert silence["matcher"] == {"place": "Qala*", "level": "high"}
    run("unsilence", silence["id"][:4])
    assert run("silences") == "No silence is in force.\n"


def test_what_cannot_be_done_is_refused_in_words(run, alert):
    assert "there is no alert 'zz'" in run("ack", "zz")
    assert "not a verdict" in run("verdict", alert, "perhaps")
    assert "--level huge" in run("alerts", "--level", "huge")
    assert "--state x" in run("deliveries", "--state", "x")
    assert "needs an end" in run("silence", "place=x", "-m", "c")
    assert "cannot match 'plaec'" in run("silence", "plaec=x", "-m", "c", "--for", "1h")


def test_deliveries_are_listed(run, alert):
    (row,) = json.loads(run("deliveries", "--format", "json"))
    assert (row["alert"], row["destination"], row["state"]) == (alert, "terminal", "requested")


def test_routes_are_explained_without_sending(run, httpserver):
    told = run("routes", "test", "level=high", "place=Ishkashim", "--at", "2026-01-18T23:00+00:00")
    assert "hook  (desk), held by quiet hours until 2026-01-19 06:00 UTC" in told
    assert "the rule names no route: default route" in told
    assert "cannot match 'plaec'" in run("routes", "test", "plaec=x")
    assert httpserver.log == []


def test_a_test_message_is_sent_along_a_route(run, httpserver):
    assert run("notify", "test", "desk") == "hook: accepted\n"
    ((request, _),) = httpserver.log
    assert request.json["title"] == "[TEST] The route desk reaches hook"
    assert "no route 'nosuch' There is: desk." in run("notify", "test", "nosuch")
    httpserver.clear()
    assert "refused: 1 of the destinations" in run("notify", "test", "desk")
