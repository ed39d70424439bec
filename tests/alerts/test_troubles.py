"""The monitor's own troubles are alerts like any other."""

import pytest

from monitor.alerts.step import AlertsStep
from monitor.events.deliveries import DeliveryAbandoned
from monitor.events.matches import RuleSetActivated, RuleSetRejected
from monitor.events.operations import IntakePaused, IntakeResumed, StepFailed
from monitor.events.sources import SourceFailed, SourceRecovered
from monitor.events.values import Level
from tests.alerts.builders import Stream, types


@pytest.fixture
def stream():
    return Stream(AlertsStep())


def failed(attempt, source="tolo"):
    return SourceFailed(
        source=source, failure="timeout", reason="no answer", attempt=attempt, retry_at=""
    )


def test_a_delivery_that_was_given_up_is_an_alert_once_for_its_destination(stream):
    given_up = DeliveryAbandoned(
        delivery="d1", attempt=9, reason="answered HTTP 404", destination="desk"
    )
    (raised,) = stream.put(given_up)
    assert raised.match.title == "Delivery to desk was given up"
    assert raised.match.evidence == "answered HTTP 404"
    assert raised.match.level is Level.HIGH
    assert types(stream.put(given_up)) == ["alert.suppressed"]


def test_rules_with_faults_reach_people_and_good_rules_end_it(stream):
    (raised,) = stream.put(
        RuleSetRejected(digest="x", faults=tuple(f"fault {n}" for n in range(7)))
    )
    assert raised.match.evidence.endswith("fault 4; and 2 more")
    (resolved,) = stream.put(RuleSetActivated(digest="y", rules=("r",)))
    assert resolved.alert == raised.alert


def test_a_full_disk_reaches_people_and_room_ends_it(stream):
    (raised,) = stream.put(IntakePaused(reason="the disk is full"))
    assert (raised.match.title, raised.match.level) == ("No articles are taken in", Level.CRITICAL)
    (resolved,) = stream.put(IntakeResumed())
    assert (resolved.alert, resolved.reason) == (raised.alert, "articles are taken in again")


def test_a_source_is_alerted_about_after_some_failures_and_its_recovery_ends_it(stream):
    assert [stream.put(failed(n)) for n in range(1, 5)] == [[], [], [], []]
    (raised,) = stream.put(failed(5))
    assert raised.match.title == "Source tolo does not answer"
    assert types(stream.put(failed(6))) == ["alert.suppressed"]
    (resolved,) = stream.put(SourceRecovered(source="tolo", attempts=6, failed_since=""))
    assert (resolved.TYPE, resolved.reason) == ("alert.resolved", "tolo answers again")
    assert stream.put(SourceRecovered(source="other", attempts=1, failed_since="")) == []


def test_a_step_that_fails_is_one_alert_and_failing_at_that_is_none(stream):
    fault = {"cause": "e1", "error": "ValueError: x"}
    (raised,) = stream.put(StepFailed(step="reading", cause_type="article.accepted", **fault))
    assert "Step reading" in raised.match.title
    again = stream.put(StepFailed(step="reading", cause_type="article.accepted", **fault))
    assert types(again) == ["alert.suppressed"]
    assert stream.put(StepFailed(step="alerts", cause_type="step.failed", **fault)) == []
