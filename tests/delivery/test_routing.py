"""Who is told of an alert, and why."""

from datetime import time
from zoneinfo import ZoneInfo

import pytest

from monitor.delivery.options import (
    MATCHABLE,
    DeliveryOptions,
    Destination,
    Escalation,
    QuietHours,
    Route,
    Secret,
    problems,
)
from monitor.delivery.routing import facts_of, legs
from monitor.events.values import Level
from tests.alerts.builders import a_match


def to(*names):
    return tuple(Destination(name=name, url=Secret(f"json://{name}")) for name in names)


OPTIONS = DeliveryOptions(
    destinations=to("desk", "duty", "boss", "archive", "ops"),
    routes=(
        Route(
            name="border-desk",
            to=("desk",),
            routes=(
                Route(name="log", match={"level": "*"}, to=("archive",), carry_on=True),
                Route(name="night", match={"level": ">=high", "place": "Ish*"}, to=("duty",)),
                Route(
                    name="critical",
                    match={"level": "critical"},
                    to=("duty", "boss"),
                    routes=(Route(name="khaama", match={"source": "khaama"}),),
                ),
            ),
        ),
        Route(name="everything-else", to=("archive",)),
        Route(name="operators", to=("ops",)),
    ),
    default="everything-else",
    fallback="operators",
)


def told(options=OPTIONS, notify="border-desk", level=Level.HIGH, **changes):
    match = a_match(level=level, **changes)
    found = legs(options, notify, facts_of(match, level, "raised"))
    return [leg.destination.name for leg in found]


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        pytest.param({"level": Level.LOW}, ["archive"], id="carry on, and no other branch fits"),
        pytest.param(
            {"place": "Ishkashim", "place_id": None}, ["archive", "duty"], id="level and place"
        ),
        pytest.param(
            {"level": Level.CRITICAL}, ["archive", "duty", "boss"], id="the first branch that fits"
        ),
        pytest.param(
            {"level": Level.CRITICAL, "sources": ("Khaama",)},
            ["archive", "duty", "boss"],
            id="a deeper branch lends its destinations from above",
        ),
        pytest.param({"notify": None}, ["archive"], id="a rule without a route: the default"),
        pytest.param({"notify": "nosuch"}, ["archive"], id="an unknown route: the default"),
        pytest.param({"rule": "monitor:delivery"}, ["ops"], id="own troubles: the fallback"),
    ],
)
def test_the_tree_decides_who_is_told(changes, names):
    assert told(**changes) == names


def test_each_leg_says_in_words_why():
    match = a_match(level=Level.CRITICAL)
    found = legs(OPTIONS, "border-desk", facts_of(match, Level.CRITICAL, "raised"))
    assert found[1].path == "border-desk/critical"
    assert found[1].why == "the rule notifies border-desk; critical: level is critical"


def test_nobody_configured_means_the_terminal():
    assert told(options=DeliveryOptions()) == ["terminal"]


def test_destinations_without_routes_are_all_told():
    assert told(options=DeliveryOptions(destinations=to("a", "b"))) == ["a", "b"]


def test_a_destination_in_two_branches_is_told_once():
    twice = Route(
        name="r",
        to=("a",),
        routes=(
            Route(name="one", match={"level": "high"}, carry_on=True),
            Route(name="two", match={"level": "high"}),
        ),
    )
    assert told(DeliveryOptions(destinations=to("a"), routes=(twice,)), notify="r") == ["a"]


def test_what_a_branch_leaves_out_it_takes_from_above():
    quiet = QuietHours(start=time(22), end=time(6), zone=ZoneInfo("UTC"))
    child = Route(name="child", match={"level": "high"})
    top = Route(name="r", to=("a",), quiet=quiet, tell_resolved=True, routes=(child,))
    options = DeliveryOptions(destinations=to("a"), routes=(top,))
    (leg,) = legs(options, "r", facts_of(a_match(), Level.HIGH, "raised"))
    assert (leg.path, leg.route.quiet, leg.route.tell_resolved) == ("r/child", quiet, True)


def test_quiet_hours_with_equal_ends_are_refused_with_words():
    with pytest.raises(ValueError, match="always or never"):
        QuietHours(start=time(22), end=time(22), zone=ZoneInfo("UTC"))


def test_all_that_does_not_fit_together_is_told_at_once():
    options = DeliveryOptions(
        destinations=(*to("a"), *to("a")),
        routes=(
            Route(name="r", to=("b",), match={"levle": "high"}),
            Route(name="empty", escalate=(Escalation(after=None, to="nosuch"),)),
        ),
        default="x",
        fallback="y",
    )
    assert problems(options) == [
        "two destinations are called 'a'",
        "the default route 'x' does not exist (there is: empty, r)",
        "the fallback route 'y' does not exist (there is: empty, r)",
        "route empty: nobody is told; give it `to = [...]`",
        "route r: there is no destination 'b' (there is: a, a)",
        f"route r: cannot match 'levle'; use {', '.join(MATCHABLE)}",
        "route empty: escalates to 'nosuch', which does not exist",
    ]
    assert problems(OPTIONS) == []


def test_a_secret_shows_itself_nowhere():
    destination = Destination(name="a", url=Secret("json://user:s3cret@host"))
    shown = f"{destination!r} {destination} {destination.url!r} {destination.url!s}"
    assert "s3cret" not in shown
    assert "s3cret" not in repr(DeliveryOptions(destinations=(destination,)))


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("mailto://a@b.org", "mail"),
        ("mailtos://a@b.org", "mail"),
        ("json://h", "webhook"),
        ("slack://t", "chat"),
        ("MATRIX://h", "chat"),
        ("terminal://", "terminal"),
    ],
)
def test_the_scheme_decides_the_kind(url, kind):
    assert Destination(name="a", url=Secret(url)).kind == kind
