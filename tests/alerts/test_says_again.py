"""What says again what people were told is known quickly, and only that."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts import changes
from monitor.alerts.alert import opened, says_again, updated
from monitor.events.values import Attribution, Level
from tests.alerts.builders import a_match

NOON = datetime(2021, 7, 5, 12, tzinfo=UTC)

matches = st.builds(
    a_match,
    incident=st.sampled_from(["i1", "i2", None]),
    state=st.sampled_from(["single", "corroborated", "disputed", "retracted", "superseded"]),
    level=st.sampled_from([Level.MEDIUM, Level.HIGH]),
    place=st.sampled_from(["Qala-e-Zal", None]),
    when=st.sampled_from(["2021-07-04", None]),
    killed=st.sampled_from([None, (1, 3)]),
    sources=st.sampled_from([(), ("Tolo",), ("tolo", "Khovar")]),
    why=st.sampled_from([("it is so",), ("no longer holds: status",)]),
    denied_by=st.sampled_from([None, Attribution(who="the governor")]),
)


def told_of(first, later):
    alert = opened("x", first, NOON, None)
    for match in later:
        keys = tuple(change.key for change in changes.changes(alert, match))
        alert = updated(alert, match, NOON, keys)
    return alert


@given(matches, st.lists(matches, max_size=3), matches)
def test_what_is_known_quickly_holds_no_change(first, later, match):
    alert = told_of(first, later)
    if says_again(alert, match):
        assert changes.found_in(alert, match) == []


def test_the_same_report_says_nothing_new_and_a_source_more_does():
    alert = told_of(a_match(), [])
    assert says_again(alert, a_match(article="a2", evidence="The same in other words."))
    assert not says_again(alert, a_match(sources=("Tolo", "Khovar")))
    assert not says_again(alert, a_match(killed=(1, 1)))
    assert not says_again(alert, a_match(level=Level.CRITICAL))
    assert not says_again(alert, a_match(state="disputed"))
