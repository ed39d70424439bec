"""What `monitor alerts`, `silences` and `deliveries` print."""

import json
from datetime import UTC, datetime

import pytest

from monitor.alerts.silences import Silence
from monitor.cli.alerts import end_of, pair, person
from monitor.cli.alerts_text import render_alerts, render_deliveries, render_silences
from monitor.cli.silences_past import PastSilence
from monitor.errors import MonitorError
from monitor.events.alerts import AlertSuppressed
from monitor.events.values import Attribution
from monitor.views.alert_queries import AlertRow
from monitor.views.deliveries import DeliveryRow
from tests.alerts.builders import a_match

NOW = datetime(2026, 1, 18, 12, tzinfo=UTC)


def a_row(**changes):
    fields = {
        "alert": "8d96f31f5d52",
        "level": "high",
        "change": "now denied by the governor",
        "kind": "disputed",
        "updates": 1,
        "raised_at": "2026-01-18T12:00:00Z",
        "updated_at": "2026-01-18T13:00:00Z",
        "silenced_by": None,
        "acknowledged_by": None,
        "acknowledged_at": None,
        "comment": None,
        "resolved_at": None,
        "resolved_by": None,
        "resolved_reason": None,
        "verdict": None,
        "verdict_by": None,
        "verdict_note": None,
        "match": a_match(denied_by=Attribution(who="the governor")),
    }
    return AlertRow(**(fields | changes))


def a_delivery(**changes):
    fields = {
        "delivery": "d1",
        "alert": "8d96f31f5d52",
        "route": "border-desk",
        "destination": "desk-mail",
        "subject": "[HIGH] Qala-e-Zal reported fallen",
        "text": "",
        "level": "high",
        "state": "deferred",
        "attempts": 2,
        "reason": "answered HTTP 503",
        "retry_at": "2026-01-18T12:02:00Z",
        "not_before": None,
        "fallback_for": None,
        "requested_at": "2026-01-18T12:00:00Z",
        "updated_at": "2026-01-18T12:01:00Z",
        "settled_at": None,
    }
    return DeliveryRow(**(fields | changes))


def test_an_alert_is_listed_with_all_that_people_ask_for():
    text = render_alerts([a_row()], "text")
    for wanted in (
        "HIGH  open  Qala-e-Zal reported fallen to Taliban fighters  8d96f31f5d52",
        "now denied by the governor",
        "Qala-e-Zal, Kunduz, AF (12 km from the border AF-TJ)",
        "a council member",
        "the governor",
        "Tolo",
        "8 May 2017",
        "“Taliban fighters overran Qala-e-Zal, a council member said.”",
        "https://example.org/qala",
        "monitor why 8d96f31f5d52",
    ):
        assert wanted in text


def test_who_acted_is_shown():
    row = a_row(acknowledged_by="ann", acknowledged_at="2026-01-18T12:30Z", comment="on it")
    text = render_alerts([row], "text")
    assert "acknowledged  Qala-e-Zal" in text
    assert "by ann, 2026-01-18T12:30Z, on it" in text


def test_nothing_of_an_article_steers_the_terminal_or_is_read_as_markup():
    hostile = "\x1b[2J[bold]x[/bold] \u202e [link=http://evil]y[/link]"
    text = render_alerts([a_row(match=a_match(evidence=hostile, subject=hostile))], "text")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]x[/bold]" in text


@pytest.mark.parametrize(("form", "count"), [("json", 1), ("jsonl", 2)])
def test_alerts_as_json_hold_the_whole_match(form, count):
    text = render_alerts([a_row(), a_row()], form)
    values = (
        json.loads(text) if form == "json" else [json.loads(line) for line in text.splitlines()]
    )
    assert len(values) == 2
    assert values[0]["state"] == "open"
    assert values[0]["match"]["place"] == "Qala-e-Zal"
    assert form == "json" or text.count("\n") == count


def test_empty_lists_say_so_and_are_still_json():
    assert "--state all" in render_alerts([], "text")
    assert render_deliveries([], "text") == "No deliveries.\n"
    assert "No silence" in render_silences([], "text")
    assert json.loads(render_alerts([], "json")) == []
    assert render_deliveries([], "jsonl") == ""


def test_a_delivery_says_why_it_is_late_and_when_it_is_tried_again():
    text = render_deliveries([a_delivery()], "text")
    assert "answered HTTP 503; again at 2026-01-18T12:02" in " ".join(text.split())
    held = a_delivery(state="held", not_before="2026-01-19T07:00:00Z")
    assert "held until 2026-01-19T07:00" in " ".join(render_deliveries([held], "text").split())
    assert json.loads(render_deliveries([held], "jsonl"))["destination"] == "desk-mail"


def test_a_silence_is_listed_with_what_it_kept_quiet():
    silence = Silence(
        id="5f2a", matcher={"place": "Ishkashim"}, by="ann", comment="drill", since=NOW, until=NOW
    )
    kept = [AlertSuppressed(alert="a1", fingerprint="f", rule="r", article="x", reason="...")] * 2
    text = render_silences([PastSilence(silence, None, kept)], "text")
    assert "place=Ishkashim" in text
    assert text.rstrip().endswith("a1")
    assert (
        json.loads(render_silences([PastSilence(silence, None, kept)], "json"))[0]["kept_quiet"][0][
            "alert"
        ]
        == "a1"
    )


@pytest.mark.parametrize("word", ["place", "=x", ""])
def test_a_matcher_is_field_equals_pattern(word):
    assert pair("place = Ish*") == ("place", "Ish*")
    with pytest.raises(MonitorError, match="not a matcher"):
        pair(word)


def test_a_silence_ends_after_a_while_or_at_a_moment_but_not_both():
    assert end_of("1h30m", None, NOW) == "2026-01-18T13:30:00+00:00"
    assert datetime.fromisoformat(end_of(None, "2026-02-01T08:00+05:00", NOW)) == datetime(
        2026, 2, 1, 3, tzinfo=UTC
    )
    for lasting, until in ((None, None), ("1h", "2026-02-01"), ("soon", None), (None, "soon")):
        with pytest.raises(MonitorError):
            end_of(lasting, until, NOW)


def test_whoever_acts_is_named():
    assert person("ann") == "ann"
    assert person(None)
