"""Silences and the other verbs of people."""

from datetime import timedelta

import pytest

from monitor.alerts.board import AlertsBoard
from monitor.alerts.step import AlertsStep
from monitor.alerts.verbs import Refusal, acknowledge, judge, obey, resolve, silence, unsilence
from monitor.events.alerts import SweepDue
from monitor.events.values import Level
from monitor.flow.replay import replay
from tests.alerts.builders import Stream, a_match, types


@pytest.fixture
def step():
    return AlertsStep()


@pytest.fixture
def stream(step):
    return Stream(step)


def put(stream, draft):
    assert not isinstance(draft, Refusal), draft
    return stream.put(draft.event, subject=draft.subject)


def silenced(stream, hours=4, **matcher):
    now = stream.clock.now()
    until = now + timedelta(hours=hours)
    draft = silence(matcher, by="ann", comment="exercise", until=until, now=now)
    put(stream, draft)
    return draft.event.silence


def test_a_silence_raises_the_alert_but_says_that_nobody_is_told_and_why(stream):
    name = silenced(stream, place="Qala-e-Zal")
    raised, suppressed = stream.put(a_match())
    assert raised.silenced_by == name
    assert suppressed.alert == raised.alert
    assert suppressed.reason == f"silence {name} (place=Qala-e-Zal) by ann: exercise"


def test_updates_under_a_silence_are_not_told_either_and_later_ones_are(stream):
    stream.put(a_match())
    name = silenced(stream, rule="district-*")
    updated, _ = stream.put(a_match(sources=("Tolo", "Khaama")))
    assert updated.silenced_by == name
    stream.clock.advance(hours=5)
    update = stream.put(a_match(sources=("Tolo", "Khaama", "Reuters")))[0]
    assert update.silenced_by is None


def test_a_silence_ends_by_itself_with_an_event(stream, step):
    name = silenced(stream, hours=2, country="AF")
    assert step.due(stream.clock.now()) == stream.clock.now() + timedelta(hours=2)
    stream.clock.advance(hours=2)
    (ended,) = stream.put(SweepDue())
    assert (ended.TYPE, ended.silence, ended.by) == ("silence.expired", name, None)
    assert types(stream.put(a_match())) == ["alert.raised"]


def test_a_silence_can_be_ended_early_by_the_beginning_of_its_name(stream, step):
    name = silenced(stream, level="high")
    put(stream, unsilence(step.board, name[:4], by="bob"))
    assert types(stream.put(a_match())) == ["alert.raised"]


@pytest.mark.parametrize(
    ("matcher", "fits"),
    [
        pytest.param({"place": "qala-e-zal"}, True, id="case does not matter"),
        pytest.param({"place": "af-qala-e-zal"}, True, id="a place by its id"),
        pytest.param({"province": "Kunduz", "level": "high"}, True, id="all of several"),
        pytest.param({"province": "Kunduz", "level": "low"}, False, id="not all of several"),
        pytest.param({"level": "low, high"}, True, id="one of a list"),
        pytest.param({"rule": "district-*"}, True, id="a pattern"),
        pytest.param({"source": "tolo"}, True, id="an outlet"),
        pytest.param({"source": "tolo-feed"}, True, id="a feed"),
        pytest.param({"type": "territory-captured"}, True, id="a type"),
        pytest.param({"place": "Ishkashim"}, False, id="another place"),
    ],
)
def test_what_a_silence_covers(stream, matcher, fits):
    silenced(stream, **matcher)
    raised = stream.put(a_match())[0]
    assert (raised.silenced_by is not None) == fits


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"matcher": {}}, "needs a matcher", id="one that would cover everything"),
        pytest.param({"matcher": {"plaec": "x"}}, "cannot match 'plaec'", id="a typing error"),
        pytest.param({"matcher": {"place": " "}}, "pattern for place is empty", id="no pattern"),
        pytest.param({"comment": " "}, "needs an author and a comment", id="no comment"),
        pytest.param({"by": ""}, "needs an author and a comment", id="no author"),
        pytest.param({"hours": -1}, "has passed", id="an end in the past"),
    ],
)
def test_a_silence_is_refused_with_the_reason(stream, changes, reason):
    now = stream.clock.now()
    wish = {"matcher": {"place": "x"}, "by": "ann", "comment": "c", "hours": 1} | changes
    until = now + timedelta(hours=wish["hours"])
    refusal = silence(wish["matcher"], by=wish["by"], comment=wish["comment"], until=until, now=now)
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason


def test_people_acknowledge_resolve_and_judge_by_the_beginning_of_an_id(stream, step):
    alert = stream.put(a_match())[0].alert
    put(stream, acknowledge(step.board, alert[:5], by="ann", comment="on it"))
    assert (step.board.get(alert).state, step.board.get(alert).comment) == ("acknowledged", "on it")
    put(stream, judge(step.board, alert, verdict="true", by="ann"))
    put(stream, resolve(step.board, alert, by="ann", reason="retaken, says the desk"))
    kept = step.board.get(alert)
    assert (kept.state, kept.verdict, kept.resolved_reason) == (
        "resolved",
        "true",
        "retaken, says the desk",
    )


def test_a_verb_that_makes_no_sense_is_refused_with_words(stream, step):
    alert = stream.put(a_match())[0].alert
    board = step.board
    assert "there is no alert 'zz'" in acknowledge(board, "zz", by="ann").reason
    assert "there is no alert ''" in resolve(board, "", by="ann").reason
    assert "not a verdict" in judge(board, alert, verdict="maybe", by="ann").reason
    put(stream, acknowledge(board, alert, by="ann"))
    assert "acknowledged by ann" in acknowledge(board, alert, by="bob").reason
    put(stream, resolve(board, alert, by="ann"))
    assert "already resolved" in acknowledge(board, alert, by="bob").reason
    assert "names no silence" in unsilence(board, "zz", by="ann").reason


def test_verbs_come_by_name_from_a_socket_and_bad_ones_are_refused(stream, step):
    alert = stream.put(a_match())[0].alert
    now = stream.clock.now()
    draft = obey(step.board, "acknowledge", {"alert": alert, "by": "ann"}, now)
    put(stream, draft)
    assert step.board.get(alert).acknowledged_by == "ann"
    assert "no verb 'explode'" in obey(step.board, "explode", {}, now).reason
    assert "arguments do not fit" in obey(step.board, "resolve", {"who": 1}, now).reason
    wish = {"matcher": {"place": "x"}, "by": "ann", "comment": "c"}
    for until in ("soon", "2030-01-01T00:00:00", 7):
        bad = obey(step.board, "silence", wish | {"until": until}, now)
        assert "arguments do not fit" in bad.reason
    good = obey(step.board, "silence", wish | {"until": "2030-01-01T00:00:00Z"}, now)
    assert not isinstance(good, Refusal)


def test_a_board_folded_from_the_log_is_the_board_of_the_step(stream, step):
    alert = stream.put(a_match())[0].alert
    silenced(stream, level=Level.LOW)
    put(stream, acknowledge(step.board, alert, by="ann"))
    board = AlertsBoard()
    replay(stream.log, board)
    assert board.dump() == step.board.dump()
