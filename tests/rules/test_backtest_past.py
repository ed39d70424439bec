"""The stored past is opened only as far as rules ask: nothing comes of it that would not else."""

import gc

import pytest

from monitor.alerts.options import AlertsOptions
from monitor.cli import backtest_past
from monitor.cli.backtest_parts import seldom_collecting
from monitor.cli.backtest_past import Past
from monitor.cli.backtest_run import Candidate
from monitor.events.codec import decode
from monitor.events.values import ClaimType
from monitor.rules.ruleset.rules import EMPTY
from tests.rules.conftest import at, claim, rule_text, sound
from tests.rules.river import Run, incident, ref

CAPTURE = "claim: territory-captured"
WORDS = "text: {anywhere: [[shelling, gunfire]]}"
SILENT = "silence: {source: khovar, for: 12h}"


def named(name, when, extra="", because="denied"):
    return rule_text(when, extra=extra, because=because).replace("id: a-rule", f"id: {name}")


ABOUT_CLAIMS = (
    named("falls", CAPTURE),
    named("heard", f"all: [{{{CAPTURE}}}, {{{WORDS}}}]", because="text"),
    named("unheard", CAPTURE, extra=f"unless: {{heard: {{{WORDS}}}}}"),
    named("hours", CAPTURE, extra='active: {from: "02:00", to: "03:00", timezone: UTC}'),
)
ABOUT_ALL = (*ABOUT_CLAIMS, named("words", WORDS, because="text"))


@pytest.fixture
def log():
    """Thirty articles, each handed over and read; every second one tells of a capture."""
    run = Run(EMPTY)
    for number in range(30):
        moment, name = at(hours=9 * number), f"a{number}"
        run.receive("khovar", moment)
        text = "Gunfire was heard." if number % 3 else "It was quiet."
        run.read(f"{text} Note {number}.", time=moment, name=name)
        if number % 2:
            said = claim(place=f"Place {number % 7}", place_id=f"p{number % 7}")
            own = ref("khovar", article=name, said=said)
            run.change("opened", incident(own, name=f"i{number}", said=said), time=moment)
        if number % 5 == 4:
            happening = incident(ref("asia-plus", said=claim()), name=f"j{number}", said=claim())
            # The article behind this change is none of those that the incident quotes.
            run.change("amended", happening, article=name, time=moment)
        if number % 4 == 3:
            # What fell turns out to have been a clash: the rules that it raised must hear of it.
            said = claim(ClaimType.ARMED_CLASH, place=f"Place {number % 7}", killed=(2, 2))
            own = ref("khovar", article=name, said=said)
            run.change("amended", incident(own, name=f"i{number}", said=said), time=moment)
            run.change("opened", incident(own, name=f"k{number}", said=said), time=moment)
    return run.log


def told_all(log, rules):
    """Return what comes of the past when every event of it is told whole."""
    candidate = Candidate(rules, log.body)
    for envelope in log.decoded(limit=10_000):
        candidate.recorded(envelope)
    return candidate.finish()


@pytest.mark.parametrize("texts", [ABOUT_CLAIMS, ABOUT_ALL], ids=["claims", "words too"])
def test_what_is_not_opened_changes_no_alert(log, texts):
    rules = sound(*texts).rules
    past = Past(log)
    (candidate,) = past.candidates([rules], None, AlertsOptions())
    *_, done = past.run([candidate], None)
    assert done == log.head().position
    found = candidate.finish()
    assert found == told_all(log, rules)
    assert {seen.rule for seen in found.alerts.values()} == set(rules.by_id)


def test_a_happening_that_no_rule_is_about_is_passed_by(log, monkeypatch):
    decoded = []

    def noted(recorded):
        decoded.append(recorded.position)
        return decode(recorded)

    monkeypatch.setattr(backtest_past, "decode", noted)
    past = Past(log)
    (candidate,) = past.candidates([sound(ABOUT_CLAIMS[0]).rules], None, AlertsOptions())
    list(past.run([candidate], None))
    changes = [each for each in log.decoded(limit=10_000) if each.type.startswith("incident.")]
    others = [each for each in changes if each.data.incident.id.startswith("k")]
    assert len(others) == 7
    assert {each.position for each in changes} - set(decoded) == {each.position for each in others}


def test_a_reading_is_opened_only_when_a_rule_wants_its_words(log, monkeypatch):
    opened, whole = [], log.read_stream

    def noted(subject):
        opened.append(subject)
        return whole(subject)

    monkeypatch.setattr(log, "read_stream", noted)
    for texts, times in ((ABOUT_CLAIMS[:1], 6), (ABOUT_CLAIMS[1:2], 21)):
        opened.clear()
        past = Past(log)
        (candidate,) = past.candidates([sound(*texts).rules], None, AlertsOptions())
        list(past.run([candidate], None))
        assert len(opened) == times


def test_a_rule_about_silence_is_told_who_handed_something_over(log):
    rules = sound(named("silent", SILENT, because="not_silent")).rules
    past = Past(log)
    (candidate,) = past.candidates([rules], None, AlertsOptions())
    list(past.run([candidate], None))
    assert candidate.finish() == told_all(log, rules)


def test_garbage_is_looked_for_as_before_once_a_backtest_is_done():
    before = gc.get_threshold()
    with seldom_collecting():
        assert gc.get_threshold()[0] == 100 * before[0]
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
