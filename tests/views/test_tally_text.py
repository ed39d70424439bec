"""``monitor tally`` and ``monitor control`` as text, JSON and CSV; faults in words."""

import csv
import io
import json
from datetime import date

import pytest

from monitor.cli.tally import border_of, day_of, groups_of, type_of
from monitor.cli.tally_text import render_control, render_tally
from monitor.errors import MonitorError
from monitor.views.control import District, control_map
from monitor.views.tally import tally, total
from tests.views.scenes import AFGHANISTAN, opened

BY = ("month", "type")
NUSAY = District(
    place_id="af-badakhshan-nusay",
    km=30.0,
    name="Nusay",
    province="Badakhshan",
    country="AF",
    governments=AFGHANISTAN,
)
MAIMAY = District(
    place_id="af-x",
    km=10.0,
    name="Maimay",
    province="Badakhshan",
    country="AF",
    governments=AFGHANISTAN,
)


@pytest.fixture
def rows(show):
    return show(
        opened("a", killed=(2, 4), sources=("Wire", "Tolo", "Post", "=cmd()")),
        opened("b", state="disputed", kind="armed-clash", sources=("Post",)),
    )


def told(rows, form):
    return render_tally(BY, tally(rows, BY), total(rows), form)


def test_the_tally_as_text_shows_ranges_and_the_sum(rows):
    lines = told(rows, "text").splitlines()
    assert lines[0].split() == [*BY, "incidents", "killed", "wounded", "sources"]
    assert lines[1].split()[:4] == ["2021-07", "armed-clash", "0-1", "0"]
    assert lines[2].split()[:4] == ["2021-07", "territory-captured", "1", "2-4"]
    assert lines[2].endswith("and 1 more")
    assert lines[3].split()[:4] == ["in", "all", "1-2", "2-4"]


def test_the_tally_as_json_holds_the_same_figures(rows):
    found = json.loads(told(rows, "json"))
    assert found["by"] == list(BY)
    assert found["lines"][1]["killed"] == {"low": 2, "high": 4}
    assert found["lines"][1]["month"] == "2021-07"
    assert found["total"]["incidents"] == {"low": 1, "high": 2}


def test_the_tally_as_csv_is_safe_in_a_spreadsheet(rows):
    found = list(csv.DictReader(io.StringIO(told(rows, "csv"))))
    assert [row["killed_high"] for row in found] == ["0", "4"]
    assert found[0]["sources"] == "Post"
    assert found[1]["sources"].startswith("'=cmd()")


def test_an_empty_tally_says_what_to_do(show):
    assert "No incidents" in render_tally(("type",), [], total(show()), "text")


def test_the_control_map_as_text_names_holder_day_and_share(show):
    found = control_map(show(opened(state="disputed")), [NUSAY, MAIMAY], date(2021, 7, 10))
    text = render_control("AF-TJ", found, "text")
    assert "Nusay     Badakhshan  30  Taliban   2021-07-04  Wire     contested" in text
    assert "Maimay    Badakhshan  10  Republic  no report" in text
    assert "0% to 75% of 40 km on the AF bank" in text


def test_the_control_map_as_json_and_csv_holds_the_same(show):
    found = control_map(show(opened()), [NUSAY, MAIMAY], date(2021, 7, 10))
    as_json = json.loads(render_control("AF-TJ", found, "json"))
    assert as_json["share"]["low"] == 0.75
    assert as_json["districts"][1]["holder"] == "Taliban"
    as_csv = list(csv.DictReader(io.StringIO(render_control("AF-TJ", found, "csv"))))
    assert [row["holder"] for row in as_csv] == ["Republic", "Taliban"]
    assert as_csv[1]["sources"] == "Wire"


def test_no_district_known_is_said(show):
    found = control_map(show(), [], date(2021, 7, 10))
    assert "No district is known along the border AB-CD" in render_control("AB-CD", found, "text")


@pytest.mark.parametrize(
    ("check", "value", "said"),
    [
        (groups_of, "type,moon", "cannot count by moon"),
        (groups_of, ",", "cannot count by nothing"),
        (type_of, "battle", "no such type"),
        (lambda value: border_of("--near", value), "Panj", "not a border"),
        (lambda value: day_of("--since", value), "July", "not a date"),
    ],
)
def test_a_wrong_option_says_what_is_right(check, value, said):
    with pytest.raises(MonitorError, match=said) as fault:
        check(value)
    assert fault.value.hint


def test_options_are_read_as_people_write_them():
    assert border_of("--near", "tj-af") == "AF-TJ"
    assert groups_of("type, month") == ("type", "month")
    assert day_of("--since", "2021-07-01") == "2021-07-01"
    assert type_of("armed-clash") == "armed-clash"
