"""Any border can be watched: which ones the map offers follows from rules or configuration."""

import json
import re
from datetime import date

import pytest

from monitor.assembly.checks import check_all
from monitor.assembly.readers import places_of
from monitor.cli.page import page
from monitor.cli.page_atlas import Atlases
from monitor.config.settings import Settings, Web
from monitor.web.atlas import Atlas
from monitor.web.map.ground import Ground
from monitor.web.map.plane import HEIGHT, WIDTH
from monitor.web.map.resvg_png import map_png
from monitor.web.options import WebOptions
from tests.fakes.clock import FixedClock
from tests.web.conftest import Client
from tests.web.ground import ATLAS
from tests.web.world import NOON

RULE = """\
title: Town near the border of {border} falls
id: town-falls-{number}
status: test
level: high
description: A town is reported captured.
when: {{claim: territory-captured, place: {{near: {border}}}}}
alert: {{one_per: place, subject: "{{place}} fell"}}
"""


@pytest.fixture
def settings(tmp_path):
    rules = tmp_path / "rules"
    rules.mkdir()
    for number, border in enumerate(("IN-MM", "AF-PK", "IN-MM")):
        text = RULE.format(border=border, number=number)
        (rules / f"{number}.yml").write_text(text)
    return Settings(state=tmp_path / "state", rules=rules)


@pytest.fixture
def alone(settings):
    with page(settings, FixedClock(NOON), WebOptions(port=0)) as server:
        server.start()
        yield Client(server.url)


def ground(client, border):
    return json.loads(client.ask(f"/api/map/ground?border={border}").text)


def test_the_map_shows_the_border_that_most_rules_watch_and_offers_the_others(alone):
    text = alone.ask("/map").text
    assert re.findall(r'<option value="([A-Z-]+)"( selected)?>([^<]+)', text) == [
        ("IN-MM", " selected", "India – Myanmar"),
        ("AF-PK", "", "Afghanistan – Pakistan"),
    ]
    assert {"Churachandpur", "Champhai"} & {d["name"] for d in ground(alone, "IN-MM")["districts"]}
    assert json.loads(alone.ask("/api/control").text)["border"] == "IN-MM"
    other = alone.ask("/map?border=AF-PK").text
    assert "Afghanistan – Pakistan, " in other
    assert "Spin Boldak" in other
    assert json.loads(alone.ask("/api/control?border=AF-PK").text)["border"] == "AF-PK"


def test_a_border_that_is_not_watched_is_told_in_words(alone):
    for address in ("/map?border=AF-TJ", "/api/map?border=AF-TJ", "/map.svg?border=x"):
        answer = alone.ask(address)
        assert answer.status == 404
        assert "is not watched. There is: IN-MM, AF-PK." in answer.text


def test_a_rule_that_is_saved_brings_its_border(alone, settings):
    (settings.rules / "new.yml").write_text(RULE.format(border="KG-TJ", number=9))
    assert "Kyrgyzstan – Tajikistan" in alone.ask("/map").text


def test_the_configuration_may_name_the_borders_and_only_known_ones(settings):
    chosen = settings.model_copy(update={"web": Web(borders=("KG-TJ",))})
    atlases = Atlases(chosen, places_of(chosen), lambda: ("IN-MM",))
    assert [atlas.border for atlas in atlases()] == ["KG-TJ"]
    wrong = settings.model_copy(update={"web": Web(borders=("KG-TJ", "TJ-AF"))})
    told = [fault.message for fault in check_all(wrong, {}).faults]
    assert "web.borders: the border 'TJ-AF' is not known" in told


def test_without_rules_the_best_known_border_is_shown(tmp_path):
    settings = Settings(state=tmp_path, rules=tmp_path)
    (only,) = Atlases(settings, places_of(settings), tuple)()
    assert only.frontier
    assert only.districts


@pytest.mark.parametrize("border", ["IN-MM", "AF-PK", "CD-UG", "KG-TJ", "AR-CL", "ES-PT"])
def test_any_border_is_drawn_whole_inside_the_picture(settings, world, border):
    atlas = Atlases(settings, places_of(settings), tuple).of(border)
    drawn = Ground(atlas)
    for part in atlas.frontier:
        assert all(drawn.plane.inside(point) for point in part)
    across = [drawn.plane.xy(point) for part in atlas.frontier for point in part]
    wide = max(x for x, _ in across) - min(x for x, _ in across)
    high = max(y for _, y in across) - min(y for _, y in across)
    assert wide > WIDTH * 0.7 or high > HEIGHT * 0.7, "it fills the picture"
    assert map_png(world.views.rows, atlas, date(2021, 7, 6))[:4] == b"\x89PNG"


def test_a_border_whose_line_is_not_known_is_no_fault(world, serve):
    world.atlases = (Atlas(border="XX-YY"), ATLAS)
    client = serve(world)
    assert client.ask("/map").status == 200
    assert "Imam Sahib" in client.ask("/map?border=AF-TJ").text
