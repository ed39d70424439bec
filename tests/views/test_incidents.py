"""Incidents, the tally and the control map."""

import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.events.incidents import IncidentClosed, IncidentDisputed
from monitor.events.values import Attribution
from monitor.views.control import District, control_map
from monitor.views.incident_queries import (
    IncidentFilter,
    claims_of,
    incident,
    incidents,
    incidents_of_article,
    timeline,
)
from monitor.views.tally import _VALUES, Figures, tally, total
from tests.views import scenes
from tests.views.scenes import AFGHANISTAN, opened

NUSAY = District(
    place_id="af-badakhshan-nusay",
    km=30.0,
    name="Nusay",
    country="AF",
    governments=AFGHANISTAN,
)
MAIMAY = District(
    place_id="af-badakhshan-maimay",
    km=10.0,
    name="Maimay",
    country="AF",
    governments=AFGHANISTAN,
)
DARVOZ = District(place_id="tj-gbao-darvoz", km=60.0, name="Darvoz", country="TJ")
ARMY = {"actor": "Afghan army", "actor_class": "troops", "actor_side": "state"}
TODAY = date(2021, 7, 10)


def closed(name, **slots):
    return IncidentClosed(incident=scenes.incident(name, **slots), article="a2", reason="retaken")


def held(rows, *districts, on=TODAY):
    found = control_map(rows, districts or (NUSAY, MAIMAY), on)
    return {h.district.name: h for h in found.districts}, found


def test_an_incident_keeps_its_claims_and_its_timeline(show):
    rows = show(
        opened(),
        IncidentDisputed(
            incident=scenes.incident(state="disputed", ref={"denied_by": Attribution(who="him")}),
            article="a2",
            reason="denied by him",
        ),
    )
    found = incident(rows, "i1")
    assert (found.state, found.day, found.day_from) == ("disputed", "2021-07-04", "published")
    assert (found.outlets, found.denied_by) == (("Wire",), "him")
    assert [ref.article for ref in claims_of(rows, "i1")] == ["a1"]
    assert [(m.change, m.reason) for m in timeline(rows, "i1")] == [
        ("opened", "first report"),
        ("disputed", "denied by him"),
    ]
    assert [row.incident for row in incidents_of_article(rows, "a1")] == ["i1"]
    assert incident(rows, "nothing") is None


@pytest.mark.parametrize(
    ("slots", "day", "rests_on"),
    [
        ({"when": "2021-07-03"}, "2021-07-03", "told"),
        ({}, "2021-07-04", "published"),
        ({"ref": {"published": None}}, "2021-07-01", "arrived"),
        ({"when": "July"}, "2021-07-04", "published"),
    ],
)
def test_the_day_of_an_incident_is_told_else_published_else_that_of_arrival(
    show, slots, day, rests_on
):
    row = incident(show(opened(**slots)), "i1")
    assert (row.day, row.day_from) == (day, rests_on)


def test_incidents_are_filtered_by_type_place_time_and_border(show):
    rows = show(
        opened("near", claim={"borders": {"AF-TJ": 3.0}}),
        opened("far", claim={"borders": {"AF-TJ": 120.0}, "place": "Kunduz"}),
        opened("cross", kind="border-crossing", claim={"origin": "TJ", "to": "AF"}),
        opened("old", ref={"published": "2020-01-01"}, claim={"border": "AF-TJ"}),
    )

    def found(**asked):
        return {row.incident for row in incidents(rows, IncidentFilter(**asked))}

    assert found() == {"near", "far", "cross", "old"}
    assert found(type="border-crossing") == {"cross"}
    assert found(near="AF-TJ") == {"near", "cross", "old"}
    assert found(near="AF-TJ", within_km=200.0) == {"near", "far", "cross", "old"}
    assert found(near="AF-PK") == set()
    assert found(place="kunduz") == {"far"}
    assert found(since="2021-01-01") == {"near", "far", "cross"}
    assert found(until="2021-01-01") == {"old"}
    assert found(state="disputed") == set()


def test_the_tally_counts_ranges_and_leaves_out_what_was_withdrawn(show):
    rows = show(
        opened("a", killed=(2, 4), wounded=(1, 1), sources=("Wire", "Tolo")),
        opened("b", state="disputed", killed=(10, 12), sources=("Post",)),
        opened("c", state="retracted", killed=(99, 99)),
        opened("d", state="superseded", sources=("Wire",)),
    )
    (line,) = tally(rows, ("type",))
    assert line.key == ("territory-captured",)
    assert line.incidents == Figures(low=2, high=3)
    assert line.killed == Figures(low=2, high=16)
    assert line.wounded == Figures(low=1, high=1)
    assert line.sources == ("Post", "Tolo", "Wire")
    assert total(rows).killed == line.killed


def test_the_tally_counts_by_several_things_at_once(show):
    rows = show(
        opened("a", ref={"published": "2021-06-28"}),
        opened("b", claim={"place": None, "place_id": None}),
        opened("c", claim={"place": None, "province": None, "country": None}),
    )
    keys = [line.key for line in tally(rows, ("month", "place"))]
    assert keys == [("2021-06", "Nusay"), ("2021-07", "Badakhshan"), ("2021-07", "unknown")]
    assert [line.key for line in tally(rows, ("week",))] == [("2021-W26",)]
    assert [line.key for line in tally(rows, ("year", "state"))] == [("2021", "single")]


def test_nobody_counts_by_what_there_is_not(show):
    with pytest.raises(KeyError, match="moon"):
        tally(show(), ("moon",))


def test_a_district_without_a_report_is_held_by_the_government_of_the_day(show):
    districts, found = held(show())
    assert districts["Nusay"].holder == "Republic"
    assert (districts["Nusay"].since, districts["Nusay"].outside) == ("", False)
    assert (found.share.low, found.share.high) == (0.0, 0.0)


def test_a_captured_district_counts_with_the_length_of_its_front(show):
    districts, found = held(show(opened(sources=("Wire", "Tolo"))))
    nusay = districts["Nusay"]
    assert (nusay.holder, nusay.outside, nusay.contested) == ("Taliban", True, False)
    assert (nusay.since, nusay.sources) == ("2021-07-04", ("Wire", "Tolo"))
    assert found.share.low == found.share.high == 0.75


def test_a_disputed_capture_is_contested_and_widens_the_share(show):
    districts, found = held(show(opened(state="disputed")))
    assert districts["Nusay"].contested
    assert (found.share.low, found.share.high) == (0.0, 0.75)


def test_a_withdrawn_capture_leaves_the_government_in_place(show):
    districts, _ = held(show(opened(state="retracted")))
    assert districts["Nusay"].holder == "Republic"


def test_a_recapture_gives_the_district_back_whatever_order_they_came_in(show):
    fell = opened("fell", state="superseded", superseded_by="back")
    back = opened("back", claim=ARMY)
    for order in ((fell, back), (back, fell)):
        districts, _ = held(show(*order))
        assert (districts["Nusay"].holder, districts["Nusay"].outside) == ("Republic", False)


def test_the_map_of_an_earlier_day_shows_what_stood_then(show):
    rows = show(
        opened("fell", state="superseded", superseded_by="back"),
        opened("back", claim=ARMY, ref={"published": "2021-07-08"}),
    )
    holders = [held(rows, on=date(2021, 7, day))[0]["Nusay"].holder for day in (3, 4, 7, 8)]
    assert holders == ["Republic", "Taliban", "Taliban", "Republic"]


def test_what_the_taliban_took_is_government_land_once_they_are_the_government(show):
    rows = show(opened())
    assert held(rows, on=date(2021, 8, 14))[0]["Nusay"].outside
    later, _ = held(rows, on=date(2021, 8, 15))
    assert (later["Nusay"].holder, later["Nusay"].outside) == ("Taliban", False)
    assert (later["Maimay"].holder, later["Maimay"].outside) == ("Taliban", False)


def test_after_august_2021_others_than_the_taliban_hold_in_their_own_name(show):
    claim = {"actor": "National Resistance Front", "actor_class": "militants"}
    rows = show(opened(claim=claim, ref={"published": "2022-05-01"}))
    districts, _ = held(rows, on=date(2022, 5, 2))
    assert districts["Nusay"].holder == "National Resistance Front"
    assert districts["Nusay"].outside


def test_each_bank_has_a_share_of_its_own(show):
    _, found = held(show(opened()), NUSAY, MAIMAY, DARVOZ)
    assert {name: share.low for name, share in found.shares.items()} == {"AF": 0.75, "TJ": 0.0}
    assert found.share.total_km == 40.0


def test_a_country_whose_governments_nobody_wrote_down_has_one_all_the_same(show):
    rebels = {"actor": "Arakan Army fighters", "actor_class": "militants"}
    place = District(place_id=NUSAY.place_id, km=5.0, name="Paletwa", country="MM")
    rows = show(opened(claim=rebels))
    early, late = (control_map(rows, [place], date(2021, 7, day)).districts[0] for day in (1, 20))
    assert (early.holder, early.outside) == ("government of MM", False)
    assert (late.holder, late.outside) == ("Arakan Army fighters", True)


def test_no_districts_no_share(show):
    found = control_map(show(opened()), [], TODAY)
    assert (found.districts, found.share.low, found.share.high) == ((), 0.0, 0.0)


@given(day=st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)))
def test_weeks_are_those_of_the_calendar(day):
    db = sqlite3.connect(":memory:")
    sql = f"SELECT {_VALUES['week']} FROM (SELECT ? AS day)"
    found = db.execute(sql, (day.isoformat(),)).fetchone()[0]
    db.close()
    year, week, _ = day.isocalendar()
    assert found == f"{year}-W{week:02}"
