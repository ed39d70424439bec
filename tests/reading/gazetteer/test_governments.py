"""Who governs since when: a table beside the places, checked like them."""

from datetime import date

import pytest

from monitor.assembly.known import known_to_rules
from monitor.assembly.views import districts_along
from monitor.config.settings import Settings
from monitor.errors import ConfigurationError
from monitor.reading.places.check import check_folder
from monitor.reading.places.gazetteer import load_gazetteer

HEAD = "country,since,name,opposition\n"


def folder(tmp_path, rows):
    (tmp_path / "governments.csv").write_text(HEAD + rows, encoding="utf-8")
    return tmp_path


def faults(tmp_path, rows):
    return check_folder(folder(tmp_path, rows), {}, frozenset())


def test_the_shipped_table_knows_afghanistans_change_of_government():
    before, after = load_gazetteer().governments["AF"]
    assert (before.name, before.opposition, before.since) == ("Republic", "Taliban", None)
    assert (after.name, after.since) == ("Taliban", date(2021, 8, 15))


def test_a_users_table_adds_a_country_and_replaces_one(tmp_path):
    rows = "MM,,Tatmadaw,\nAF,,Emirate,\n"
    found = load_gazetteer([folder(tmp_path, rows)]).governments
    assert [each.name for each in found["MM"]] == ["Tatmadaw"]
    assert [each.name for each in found["AF"]] == ["Emirate"]


def test_districts_and_rules_get_them(tmp_path):
    places = load_gazetteer([folder(tmp_path, "TJ,,Opposition,\nTJ,1997-06-27,Government,\n")])
    districts = districts_along(places, "AF-TJ")
    assert {d.country: [g.name for g in d.governments] for d in districts} == {
        "AF": ["Republic", "Taliban"],
        "TJ": ["Opposition", "Government"],
    }
    known = known_to_rules(Settings(), places)
    assert [day.date() for day in known.takeovers["AF"]] == [date(2021, 8, 15)]
    assert known.takeovers["TJ"] == ()


def test_a_day_that_is_none_and_a_wrong_order_are_told_with_their_place(tmp_path):
    wrong = faults(tmp_path, "SD,last year,Council,\n")
    assert [(fault.line, fault.column) for fault in wrong] == [(2, 4)]
    assert "2021-08-15" in wrong[0].hint
    (order,) = faults(tmp_path, "SD,2021-10-25,Council,\nSD,2019-08-20,Transition,\n")
    assert (order.line, "oldest to the newest" in order.hint) == (3, True)


def test_the_program_refuses_a_folder_with_a_fault(tmp_path):
    with pytest.raises(ConfigurationError):
        load_gazetteer([folder(tmp_path, "SD,soon,Council,\n")])


def test_rules_know_nations_by_name_demonym_capital_and_government():
    nations = known_to_rules(Settings(), load_gazetteer()).nations
    words = ("tajik", "south sudanese", "myanmar", "taliban", "kremlin")
    assert [nations.get(word) for word in words] == ["TJ", "SS", "MM", "AF", "RU"]
