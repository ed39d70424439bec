"""The life of an alert: raised once, updated when something changed, resolved."""

import pytest

from monitor.alerts.options import AlertsOptions
from monitor.alerts.step import AlertsStep
from monitor.events.alerts import AlertAcknowledged, AlertResolved, SweepDue
from monitor.events.values import Attribution, Level
from tests.alerts.builders import Stream, a_denial, a_match, types


@pytest.fixture
def stream():
    return Stream(AlertsStep())


def only(events):
    (event,) = events
    return event


def test_a_first_match_raises_an_alert_with_all_that_people_are_told(stream):
    raised = only(stream.put(a_match()))
    assert raised.TYPE == "alert.raised"
    assert raised.match == a_match()
    assert raised.silenced_by is None


def test_the_same_report_again_is_suppressed_and_says_which_alert_told_it(stream):
    alert = only(stream.put(a_match())).alert
    again = only(stream.put(a_match(article="a9")))
    assert again.TYPE == "alert.suppressed"
    assert again.reason == f"already told: alert {alert}"


def test_two_places_are_two_alerts(stream):
    first = only(stream.put(a_match())).alert
    second = only(stream.put(a_match(fingerprint="fp-other", incident="i2"))).alert
    assert first != second


CHANGES = [
    pytest.param(
        a_match(sources=("Tolo", "Khaama"), state="corroborated"),
        "corroborated",
        "confirmed by a second source: Khaama",
        id="another independent source confirms",
    ),
    pytest.param(
        a_match(sources=("Tolo", "Khaama", "Reuters")),
        "corroborated",
        "confirmed by 2 more sources: Khaama, Reuters",
        id="two more sources at once",
    ),
    pytest.param(a_denial(), "disputed", "now denied by the governor", id="a denial"),
    pytest.param(
        a_match(state="disputed"), "disputed", "now disputed", id="a denial by nobody named"
    ),
    pytest.param(a_match(killed=(4, 4)), "corrected", "killed now 4", id="a figure becomes known"),
    pytest.param(
        a_match(level=Level.CRITICAL),
        "level",
        "level now critical (was high)",
        id="a rule's confirmation raises the level",
    ),
    pytest.param(
        a_match(change="closed", state="retracted"),
        "retracted",
        "retracted by Tolo",
        id="the outlet takes it back",
    ),
    pytest.param(
        a_match(change="closed", state="superseded", outlet="Khaama"),
        "superseded",
        "no longer holds: a later report says otherwise (Khaama)",
        id="the district was retaken",
    ),
    pytest.param(
        a_match(level=Level.CRITICAL, sources=("Tolo", "Khaama")),
        "level",
        "level now critical (was high); confirmed by a second source: Khaama",
        id="two changes at once are one update, the graver first",
    ),
]


@pytest.mark.parametrize(("match", "kind", "words"), CHANGES)
def test_what_people_care_about_updates_the_alert_in_words(stream, match, kind, words):
    alert = only(stream.put(a_match())).alert
    update = stream.put(match)[0]
    assert (update.TYPE, update.alert) == ("alert.updated", alert)
    assert (update.kind, update.change) == (kind, words)


@pytest.mark.parametrize(("match", "kind", "words"), CHANGES)
def test_no_change_is_told_twice(stream, match, kind, words):
    stream.put(a_match())
    stream.put(match)
    assert types(stream.put(match)) == ["alert.suppressed"]


def test_a_denial_that_comes_and_goes_is_told_once_and_a_second_denier_once_more(stream):
    stream.put(a_match())
    stream.put(a_denial())
    stream.put(a_match(sources=("Tolo", "Khaama")))
    assert types(stream.put(a_denial())) == ["alert.suppressed"]
    ministry = a_match(state="disputed", denied_by=Attribution(who="the ministry"))
    assert only(stream.put(ministry)).change == "now denied by the ministry"


def test_corrected_figures_say_what_they_were(stream):
    stream.put(a_match(killed=(3, 3), count=(300, 300)))
    update = only(stream.put(a_match(killed=(3, 5), count=(1037, 1037))))
    assert update.change == "killed now 3 to 5 (was 3); people now 1,037 (was 300)"


def test_figures_that_a_later_article_leaves_out_are_not_withdrawn(stream):
    stream.put(a_match(killed=(3, 3)))
    assert types(stream.put(a_match(article="a2"))) == ["alert.suppressed"]


def test_a_weaker_report_does_not_lower_the_level(stream):
    stream.put(a_match(level=Level.CRITICAL))
    update = only(stream.put(a_match(level=Level.LOW, sources=("Tolo", "Khaama"))))
    assert update.match.level is Level.CRITICAL


def test_another_happening_at_the_same_place_is_told_under_the_same_alert(stream):
    stream.put(a_match(when="2017-05-06"))
    further = only(stream.put(a_match(incident="i2", when="2017-05-09", article="a7")))
    assert (further.kind, further.change) == (
        "further",
        "a further report at Qala-e-Zal on 2017-05-09",
    )


def test_an_incident_that_merging_missed_is_not_told_as_another_happening(stream):
    stream.put(a_match(when="2017-05-06"))
    again = stream.put(a_match(incident="i2", when=None, article="a7"))
    assert types(again) == ["alert.suppressed"]


def test_a_retraction_tells_and_then_resolves(stream):
    alert = only(stream.put(a_match())).alert
    updated, resolved = stream.put(a_match(change="closed", state="retracted"))
    assert updated.kind == "retracted"
    assert (resolved.TYPE, resolved.alert) == ("alert.resolved", alert)


def test_a_retraction_of_one_of_two_happenings_leaves_the_alert_open(stream):
    stream.put(a_match(when="2017-05-06"))
    stream.put(a_match(incident="i2", when="2017-05-09"))
    retraction = a_match(change="closed", state="retracted", when="2017-05-06")
    assert types(stream.put(retraction)) == ["alert.updated"]


def test_after_a_district_was_retaken_its_next_fall_is_a_new_alert(stream):
    first = only(stream.put(a_match())).alert
    stream.put(a_match(change="closed", state="superseded"))
    again = only(stream.put(a_match(incident="i2")))
    assert again.TYPE == "alert.raised"
    assert again.alert != first


def test_a_denial_after_the_end_still_reaches_those_who_were_told(stream):
    alert = only(stream.put(a_match())).alert
    stream.put(AlertResolved(alert=alert, reason="over", by="ann"))
    update = only(stream.put(a_denial()))
    assert (update.TYPE, update.alert, update.kind) == ("alert.updated", alert, "disputed")


def test_a_confirmation_after_the_end_is_not_told(stream):
    alert = only(stream.put(a_match())).alert
    stream.put(AlertResolved(alert=alert, reason="over", by="ann"))
    late = only(stream.put(a_match(sources=("Tolo", "Khaama"))))
    assert late.reason == f"resolved, and nothing to correct: alert {alert}"


def test_what_was_retracted_before_anybody_was_told_raises_nothing(stream):
    event = only(stream.put(a_match(change="closed", state="retracted")))
    assert event.reason == "nobody was told of it before it was retracted"


WITHDRAWN = a_match(change="amended", why=("no longer holds: the place is 210 km from AF-TJ",))


def test_a_rule_that_no_longer_holds_is_told_as_a_correction_and_ends_the_alert(stream):
    stream.put(a_match())
    updated, resolved = stream.put(WITHDRAWN)
    assert (updated.kind, updated.change) == ("corrected", WITHDRAWN.why[0])
    assert resolved.reason == WITHDRAWN.why[0]
    assert types(stream.put(WITHDRAWN)) == ["alert.suppressed"]
    assert types(stream.put(a_match())) == ["alert.raised"]


def test_a_last_word_about_what_nobody_was_told_of_raises_nothing(stream):
    assert only(stream.put(WITHDRAWN)).reason == "nobody was told of it before it was over"


def test_a_rule_in_test_is_recorded_and_never_sent(stream):
    event = only(stream.put(a_match(silent=True)))
    assert (event.TYPE, event.alert, event.reason) == ("alert.suppressed", None, "rule is in test")


def test_a_rule_on_text_tells_of_another_outlet_once(stream):
    text = {"incident": None, "state": None, "sources": (), "change": "read"}
    stream.put(a_match(**text))
    assert types(stream.put(a_match(**text, article="a2"))) == ["alert.suppressed"]
    update = only(stream.put(a_match(**text, article="a3", outlet="Khaama")))
    assert update.change == "confirmed by a second source: Khaama"


class TestTime:
    def test_an_open_alert_is_repeated_and_the_next_moment_is_known(self, stream):
        step = AlertsStep()
        stream = Stream(step)
        stream.put(a_match(repeat_every=12 * 3600))
        start = stream.clock.now()
        assert (step.due(start) - start).total_seconds() == 12 * 3600
        stream.clock.advance(hours=11)
        assert stream.put(SweepDue()) == []
        stream.clock.advance(hours=1)
        repeat = only(stream.put(SweepDue()))
        assert (repeat.kind, repeat.change) == ("repeated", "still open, nothing new for 12 hours")
        assert stream.put(SweepDue()) == []

    def test_after_a_long_stop_there_is_one_repetition_not_all_that_were_missed(self, stream):
        stream.put(a_match(repeat_every=3600))
        stream.clock.advance(hours=10)
        assert types(stream.put(SweepDue())) == ["alert.updated"]
        assert stream.put(SweepDue()) == []

    def test_an_acknowledged_alert_is_not_repeated(self, stream):
        alert = only(stream.put(a_match(repeat_every=3600))).alert
        stream.put(AlertAcknowledged(alert=alert, by="ann"))
        stream.clock.advance(hours=2)
        assert stream.put(SweepDue()) == []

    def test_an_alert_is_resolved_when_nothing_new_came_for_the_rules_time(self, stream):
        stream.put(a_match(resolve_after=7 * 86400))
        stream.clock.advance(days=6)
        stream.put(a_match(sources=("Tolo", "Khaama")))
        stream.clock.advance(days=6)
        assert stream.put(SweepDue()) == []
        stream.clock.advance(days=1)
        assert only(stream.put(SweepDue())).reason == "nothing new for 7 days"

    def test_repetitions_do_not_keep_an_alert_open(self, stream):
        stream.put(a_match(resolve_after=86400, repeat_every=3600 * 10))
        stream.clock.advance(hours=10)
        stream.put(SweepDue())
        stream.clock.advance(hours=14)
        assert types(stream.put(SweepDue())) == ["alert.resolved"]

    def test_a_rule_without_a_time_takes_the_options_time(self):
        from datetime import timedelta

        stream = Stream(AlertsStep(AlertsOptions(resolve_after=timedelta(days=2))))
        stream.put(a_match())
        stream.clock.advance(days=2)
        assert types(stream.put(SweepDue())) == ["alert.resolved"]

    def test_with_nothing_open_no_sweep_is_needed(self, stream):
        assert AlertsStep().due(stream.clock.now()) is None
