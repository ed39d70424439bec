"""The share of a border outside government control: who took a district last holds it."""

from dataclasses import replace
from datetime import UTC, datetime

from monitor.events.values import IncidentState, Side
from monitor.rules.control import frontier_of
from tests.rules.conftest import KNOWN, at, claim, load, rule_text, sound
from tests.rules.river import Run, incident, kinds, ref

FRONTS = {"AF-TJ": {"af-a": 60.0, "af-b": 25.0, "af-c": 15.0, "tj-x": 100.0}}
TAKEOVER = datetime(2021, 8, 15, tzinfo=UTC)
KNOWING = replace(KNOWN, fronts=FRONTS, takeovers={"AF": (TAKEOVER,)})
HALF = rule_text(
    'control: {border: AF-TJ, outside_government: ">= 50%"}',
    extra='alert: {subject: "{share} of {border}"}',
    because="control",
)


def run():
    return Run(sound(HALF, known=KNOWING).rules)


def taken(place, day=0, *, side=Side.NON_STATE, name=None, state=IncidentState.SINGLE):
    said = claim(
        place=place, place_id=f"af-{place}", actor_side=side, when=at(days=day).date().isoformat()
    )
    own = ref("khovar", published=at(days=day), said=said)
    return incident(own, name=name or f"{place}-{day}", said=said, state=state, when=said.when)


def test_a_share_is_told_when_it_passes_the_threshold():
    river = run()
    assert river.change("opened", taken("b")) == []
    (match,) = river.change("opened", taken("a", 1), time=at(days=1))
    assert match.subject == "85% of AF-TJ"
    assert match.why == ("85% of AF-TJ are outside government control",)


def test_what_is_retaken_does_not_count_and_all_of_it_is_one_alert():
    river = run()
    first = river.change("opened", taken("a"))[0]
    assert river.change("opened", taken("a", 2, side=Side.STATE), time=at(days=2)) == []
    again = river.change("opened", taken("a", 4), time=at(days=4))[0]
    assert again.fingerprint == first.fingerprint


def test_late_news_of_an_old_capture_does_not_undo_a_later_recapture():
    river = run()
    river.change("opened", taken("a", 3, side=Side.STATE), time=at(days=3))
    assert river.change("opened", taken("a", 1), time=at(days=4)) == []


def test_disputed_and_retracted_captures_count_for_nobody():
    river = run()
    assert river.change("opened", taken("a", state=IncidentState.DISPUTED)) == []
    river = run()
    assert kinds(river.change("opened", taken("a"))) == ["rule.matched"]
    gone = taken("a", state=IncidentState.RETRACTED)
    (last,) = river.change("closed", gone, time=at(hours=1))
    assert last.why[0].startswith("no longer holds: control")


def test_what_fell_before_the_takeover_is_not_outside_the_new_governments_control():
    river = run()
    river.change("opened", taken("a", 0))
    assert river.change("opened", taken("c", 60), time=at(days=60)) == []


def test_a_takeover_elsewhere_changes_nothing():
    elsewhere = replace(KNOWING, takeovers={"MM": (TAKEOVER,), "TJ": (TAKEOVER,)})
    river = Run(sound(HALF, known=elsewhere).rules)
    river.change("opened", taken("a", 0))
    (match,) = river.change("opened", taken("c", 60), time=at(days=60))
    assert match.why == ("75% of AF-TJ are outside government control",)


def test_each_bank_is_measured_by_its_own_length():
    frontier = frontier_of("AF-TJ", KNOWING)
    assert frontier.share({"af-a"}) == 60.0
    assert frontier.share({"tj-x", "af-c"}) == 100.0
    assert frontier.share({"elsewhere"}) == 0.0


def test_a_border_without_lengths_is_told():
    (fault,) = load(HALF.replace("AF-TJ", "AF-PK"), known=KNOWING).faults
    assert fault.message == "how far districts run along AF-PK is not known"
    assert fault.hint == "Did you mean 'AF-TJ'?"


def test_a_restart_keeps_the_map():
    river = run()
    river.change("opened", taken("b"))
    river.restart(snapshot=True)
    assert kinds(river.change("opened", taken("a", 1), time=at(days=1))) == ["rule.matched"]
