import shutil
import struct
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.errors import MonitorError
from monitor.eventlog.memory import MemoryLog
from monitor.views.catalogue import all_views
from monitor.views.control import control_map
from monitor.views.sqlite import ViewStore
from monitor.web.map import resvg_png
from monitor.web.map.ground import Ground
from monitor.web.map.picture import map_svg
from monitor.web.map.resvg_png import map_png
from monitor.web.queries.map import replay
from tests.fakes.clock import FixedClock
from tests.web.claims import claim
from tests.web.ground import ATLAS, DISTRICTS
from tests.web.world import World

NAMES = sorted(DISTRICTS)
DAYS = [date(2021, 8, 10) + timedelta(days=n) for n in range(12)]
TEXT = "It fell."

captures = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(DAYS),
        st.sampled_from(["asserted", "disputed"]),
        st.sampled_from([("militants", "non-state"), ("troops", "state")]),
    ),
    max_size=8,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(captures, st.sampled_from(DAYS))
def test_the_replay_shows_on_each_day_what_the_control_map_of_that_day_shows(
    tmp_path_factory, told, first
):
    world = World(tmp_path_factory.mktemp("replay"))
    for number, (place, day, status, (kind, side)) in enumerate(told):
        said = claim(
            TEXT, TEXT, place=place, status=status, actor="They", actor_class=kind, actor_side=side,
            when=day.isoformat(),
        )  # fmt: skip
        world.tell(f"a{number}", TEXT, said, day=day.isoformat(), outlet=f"Outlet {number}")
    rows = world.views.rows
    frames = replay(rows, ATLAS.districts, first, DAYS[-1])
    shown = {}
    for day in DAYS[DAYS.index(first) :]:
        for frame in frames:
            if frame.day == day.isoformat():
                shown |= {change.district: change for change in frame.changes}
        for held in control_map(rows, ATLAS.districts, day).districts:
            seen = shown[held.district.place_id]
            assert (seen.holder, seen.state) == (held.holder, held.state), day
            assert seen.since == held.since
    world.close()


def test_the_frontier_is_cut_where_the_district_before_it_changes():
    ground = Ground(ATLAS)
    drawn = [point for stretch in ground.stretches for point in stretch.points]
    assert set(drawn) == {point for part in ATLAS.frontier for point in part}
    first = ground.stretches[0]
    assert first.districts[0] == "af-kunduz-qala-e-zal"
    assert all(len(stretch.points) > 1 for stretch in ground.stretches)


def test_the_plane_keeps_the_frontier_inside_the_picture():
    ground = Ground(ATLAS)
    for part in ATLAS.frontier:
        assert all(ground.plane.inside(point) for point in part)
    west, east = ground.plane.xy(ATLAS.frontier[0][0]), ground.plane.xy(ATLAS.frontier[1][-1])
    assert west[0] < east[0]


def test_the_picture_for_mails_is_a_png_with_the_places_names(world):
    png = map_png(world.views.rows, ATLAS, date(2021, 7, 6), place="af-takhar-darqad")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (900, 520)
    assert len(png) < 150_000
    svg = map_svg(world.views.rows, Ground(ATLAS), date(2021, 6, 6), date(2021, 7, 6), mail=True)
    assert ">Imam Sahib</text>" in svg
    assert "<a href" not in svg
    assert "<script" not in svg
    blank = map_png(world.views.rows, ATLAS, date(2021, 6, 1))
    assert blank != png


def test_another_font_will_do_and_none_is_told_in_words(world, monkeypatch, tmp_path):
    def draw():
        return map_png(world.views.rows, ATLAS, date(2021, 7, 6))

    in_dejavu = draw()
    monkeypatch.setattr(resvg_png, "FONTS", (tmp_path / "none.ttf",))
    other = tmp_path / "fonts"
    other.mkdir()
    shutil.copy(resvg_png.DEJAVU / "DejaVuSans-Bold.ttf", other / "Other.TTF")
    monkeypatch.setattr(resvg_png, "FOLDERS", (tmp_path / "no folder", other))
    assert len(draw()) > len(in_dejavu) * 0.9, "names are drawn"
    (other / "Other.TTF").unlink()
    with pytest.raises(MonitorError, match="no font on this system"):
        draw()


def test_one_template_serves_the_page_and_the_mail(world):
    ground = Ground(ATLAS)
    page = map_svg(world.views.rows, ground, date(2021, 6, 6), date(2021, 7, 6))
    mail = map_svg(world.views.rows, ground, date(2021, 6, 6), date(2021, 7, 6), mail=True)
    assert 'href="/incidents/' in page
    for word in ("Imam Sahib", "Ishkashim", "contested"):
        assert word in page
        assert word in mail


def test_a_map_without_any_border_is_no_fault(tmp_path):
    from monitor.web.atlas import Atlas

    log = MemoryLog(FixedClock())
    with ViewStore(tmp_path / "views.db", log, all_views()) as store:
        assert "<svg" in map_svg(store.rows, Ground(Atlas()), DAYS[0], DAYS[1])
