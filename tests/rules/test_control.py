"""The share of a border outside government control: who took a district last holds it."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from monitor.events.values import IncidentState, Side
from monitor.rules.conditions.control import Capture, frontier_of
from monitor.rules.memory.captures import Captures
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


captured = st.lists(
    st.tuples(
        st.sampled_from(["af-a", "af-b", "tj-x", "elsewhere"]),
        st.integers(-90, 90),
        st.sampled_from(["i1", "i2", "i3"]),
        st.sampled_from([True, False, None]),
    ),
    max_size=12,
)


@given(captured, st.integers(0, 12), st.integers(-90, 90))
def test_the_share_at_a_position_is_what_it_was_when_that_was_the_last(found, upto, day):
    frontier, now = frontier_of("AF-TJ", KNOWING), at(days=day)
    every, then = Captures(), Captures()
    for position, (place, days, name, outside) in enumerate(found, start=1):
        capture = Capture(position, at(days=days), name, outside)
        every.add(place, capture)
        if position <= upto:
            then.add(place, capture)
            # Asked after each, so that what is kept at hand is tried as well.
            assert then.share_outside(frontier, position, now) == every.share_outside(
                frontier, position, now
            )
    assert every.share_outside(frontier, upto, now) == then.share_outside(frontier, upto, now)
    again = Captures(then.told())
    assert again.share_outside(frontier, upto, now) == then.share_outside(frontier, upto, now)
