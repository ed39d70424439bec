"""The views can always be thrown away: what is folded in steps equals what is folded anew."""

import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.errors import LogError
from monitor.events.alerts import (
    AlertAcknowledged,
    AlertJudged,
    AlertResolved,
    AlertSuppressed,
    SilenceCreated,
    SilenceExpired,
)
from monitor.events.articles import (
    ArticleAccepted,
    ArticleRejected,
    ArticleRepeated,
    ArticleRevised,
)
from monitor.events.deliveries import (
    DeliveryAbandoned,
    DeliveryDeferred,
    DeliveryGathered,
    DeliveryRequested,
    DeliveryStarted,
    DeliverySucceeded,
    DeliveryUnknown,
)
from monitor.events.incidents import (
    IncidentAmended,
    IncidentClosed,
    IncidentCorroborated,
    IncidentDisputed,
    IncidentOpened,
)
from monitor.events.readings import ArticleRead
from monitor.events.sources import (
    ArticleReceived,
    ItemRefused,
    SourceFailed,
    SourcePolled,
    SourceRecovered,
)
from monitor.events.values import Level
from monitor.views.alert_queries import alerts
from monitor.views.catalogue import all_views
from monitor.views.control import District, control_map
from monitor.views.sqlite import ViewStore
from monitor.views.tally import tally
from tests.incidents.builders import claim
from tests.views.scenes import (
    AFGHANISTAN,
    START,
    Scene,
    everything,
    incident,
    opened,
    raised,
    updated,
)

few = st.sampled_from(["1", "2", "3"])
alert = few.map("al".__add__)
delivery = few.map("de".__add__)
article = few.map("ar".__add__)
source = few.map("so".__add__)
attempt = st.integers(1, 3)
day = st.sampled_from(["2021-06-30", "2021-07-04", "2021-08-20", None])
figure = st.sampled_from([None, (0, 0), (2, 3)])
state = st.sampled_from(["single", "corroborated", "disputed", "retracted", "superseded"])


@st.composite
def incidents(draw):
    place = draw(st.sampled_from(["nusay", "maimay", "shighnan"]))
    kind = draw(st.sampled_from(["territory-captured", "armed-clash"]))
    slots = {"place": place, "place_id": f"af-{place}", "borders": {"AF-TJ": 3.0}}
    if draw(st.booleans()):
        slots |= {"actor": "Afghan army", "actor_class": "troops"}
    return incident(
        "in" + draw(few),
        kind=kind,
        state=draw(state),
        claim=slots,
        ref={"published": draw(day)},
        when=draw(day),
        killed=draw(figure),
    )


@st.composite
def articles(draw, kind):
    name = draw(article)
    return kind(
        article=name,
        revision=draw(attempt),
        source=draw(source),
        outlet="Outlet",
        title=f"Title {draw(few)}",
        body=draw(few),
        wire=name,
        published=draw(day),
    )


changed = st.sampled_from(
    [IncidentOpened, IncidentCorroborated, IncidentDisputed, IncidentAmended, IncidentClosed]
)
reads = st.builds(
    ArticleRead,
    article=article,
    revision=attempt,
    source=source,
    outlet=st.just("Outlet"),
    title=few,
    body=few,
    wire=article,
    reader=st.just("r"),
    claims=st.lists(st.builds(claim, place=st.sampled_from(["Nusay", None])), max_size=3).map(
        tuple
    ),
)
ANY_EVENT = st.one_of(
    st.builds(raised, alert, level=st.sampled_from(Level), incident=few),
    st.builds(updated, alert, level=st.sampled_from(Level), incident=few),
    st.builds(AlertAcknowledged, alert=alert, by=few),
    st.builds(AlertResolved, alert=alert, reason=few),
    st.builds(AlertJudged, alert=alert, verdict=st.sampled_from(["true", "false"]), by=few),
    st.builds(AlertSuppressed, alert=alert, fingerprint=few, rule=few, article=few, reason=few),
    st.builds(
        SilenceCreated,
        silence=few,
        matcher=st.dictionaries(few, few),
        by=few,
        comment=few,
        until=st.just("2021-09-01T00:00:00Z"),
    ),
    st.builds(SilenceExpired, silence=few),
    st.builds(lambda c, i: c(incident=i, article="a", reason="r"), changed, incidents()),
    articles(ArticleAccepted),
    articles(ArticleRevised),
    st.builds(
        ArticleRepeated,
        article=article,
        source=source,
        outlet=few,
        title=few,
        original=article,
        share=st.floats(0, 1),
    ),
    st.builds(ArticleRejected, article=article, source=source, reason=few),
    reads,
    st.builds(ArticleReceived, source=source, key=few, body=few, media_type=st.just("text/plain")),
    st.builds(ItemRefused, source=source, key=few, reason=few),
    st.builds(SourcePolled, source=source, items=attempt, new=attempt),
    st.builds(SourceFailed, source=source, failure=few, reason=few, attempt=attempt, retry_at=few),
    st.builds(SourceRecovered, source=source, attempts=attempt, failed_since=few),
    st.builds(
        DeliveryRequested,
        delivery=delivery,
        alert=alert,
        route=few,
        destination=few,
        subject=few,
        text=few,
        group=few,
        covers=st.lists(few, max_size=2).map(tuple),
    ),
    st.builds(
        DeliveryGathered,
        item=few,
        alert=alert,
        route=few,
        destination=few,
        group=few,
        due=few,
        subject=few,
        text=few,
    ),
    st.builds(DeliveryStarted, delivery=delivery, attempt=attempt),
    st.builds(DeliverySucceeded, delivery=delivery, attempt=attempt),
    st.builds(DeliveryDeferred, delivery=delivery, attempt=attempt, reason=few, retry_at=few),
    st.builds(DeliveryUnknown, delivery=delivery, attempt=attempt),
    st.builds(DeliveryAbandoned, delivery=delivery, attempt=attempt, reason=few),
)

FRONTS = [
    District(place_id=name, km=km, country="AF", governments=AFGHANISTAN)
    for name, km in (("af-nusay", 30.0), ("af-maimay", 20.0), ("af-shighnan", 50.0))
]


def store_at(path: Path, scene: Scene) -> ViewStore:
    return ViewStore(path, scene.log, all_views())


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parts=st.lists(st.lists(ANY_EVENT, max_size=8), min_size=1, max_size=4))
def test_any_events_folded_in_any_steps_give_what_a_rebuild_gives(tmp_path, parts):
    scene = Scene()
    path = tmp_path / "views.db"
    path.unlink(missing_ok=True)
    for part in parts:
        # Each part is folded by a store of its own: a restart in between must not be seen.
        scene.tell(*part)
        with store_at(path, scene) as store:
            store.catch_up()
            stepwise = everything(store)
            asked = _answers(store)
    path.unlink()
    with store_at(path, scene) as store:
        store.catch_up()
        assert everything(store) == stepwise
        assert _answers(store) == asked
        store.rebuild()
        assert everything(store) == stepwise


def _answers(store):
    return (
        tally(store.rows, ("type", "month")),
        control_map(store.rows, FRONTS, START.date()),
        alerts(store.rows),
    )


def test_a_deleted_file_comes_back_identical(tmp_path):
    scene = Scene().tell(raised(), opened(), updated())
    path = tmp_path / "views.db"
    with store_at(path, scene) as store:
        store.catch_up()
        before = everything(store)
    for file in tmp_path.iterdir():
        file.unlink()
    with store_at(path, scene) as store:
        assert store.catch_up() == 3
        assert everything(store) == before


def test_rows_and_position_change_together_or_not_at_all(tmp_path):
    class Breaking:
        name, version, consumes = "breaking", 1, frozenset({"alert.updated"})

        def reset(self, rows):
            pass

        def apply(self, envelope, rows):
            raise RuntimeError("a fault of this view")

    scene = Scene().tell(raised(), updated())
    with ViewStore(tmp_path / "views.db", scene.log, [*all_views(), Breaking()]) as store:
        before = everything(store)
        with pytest.raises(RuntimeError):
            store.catch_up()
        assert everything(store) == before
        assert store.position == 0


def test_a_view_of_a_newer_version_is_built_anew_and_the_others_stay(tmp_path):
    scene = Scene().tell(raised(), opened())
    with store_at(tmp_path / "views.db", scene) as store:
        store.catch_up()
    views = all_views()
    board = next(view for view in views if view.name == "alert_board")
    board.version = 99
    with ViewStore(tmp_path / "views.db", scene.log, views) as store:
        assert alerts(store.rows) == []
        assert len(tally(store.rows)) == 1
        store.catch_up()
        assert len(alerts(store.rows)) == 1


def test_views_of_another_log_are_not_believed(tmp_path):
    with store_at(tmp_path / "views.db", Scene().tell(raised("old"), raised("older"))) as store:
        store.catch_up()
    with store_at(tmp_path / "views.db", Scene().tell(raised("new"), raised("newer"))) as store:
        store.catch_up()
        assert {row.alert for row in alerts(store.rows)} == {"new", "newer"}


def test_a_file_that_is_no_database_is_replaced(tmp_path):
    path = tmp_path / "views.db"
    path.write_bytes(b"not a database at all" * 100)
    with store_at(path, Scene().tell(raised())) as store:
        assert store.catch_up() == 1


def test_views_that_cannot_be_opened_say_what_to_do(tmp_path):
    with pytest.raises(LogError, match="cannot be opened") as fault:
        ViewStore(tmp_path / "missing" / "views.db", Scene().log, all_views(), read_only=True)
    assert "rebuild" in fault.value.hint


def test_two_processes_that_fold_at_once_count_nothing_twice(tmp_path):
    scene = Scene().tell(raised(), *[updated(change=f"change {n}") for n in range(1500)])
    path = tmp_path / "views.db"
    stores = [store_at(path, scene) for _ in range(2)]
    threads = [threading.Thread(target=store.catch_up) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [row.updates for row in alerts(stores[0].rows)] == [1500]
    for store in stores:
        store.close()


def test_a_rebuild_beside_a_running_fold_loses_nothing(tmp_path):
    scene = Scene().tell(raised(), *[updated(change=f"change {n}") for n in range(600)])
    path = tmp_path / "views.db"
    with store_at(path, scene) as daemon, store_at(path, scene) as command:
        daemon.catch_up()
        with command._transaction():
            for view in command._views:
                command._reset(view)
        scene.tell(updated(change="meanwhile"))
        daemon.catch_up()
        assert [row.updates for row in alerts(daemon.rows)] == [601]


def test_a_reader_sees_the_rows_and_may_not_write(tmp_path):
    scene = Scene().tell(raised())
    path = tmp_path / "views.db"
    with store_at(path, scene) as store:
        store.catch_up()
        with ViewStore(path, scene.log, all_views(), read_only=True) as reader:
            assert len(alerts(reader.rows)) == 1
            with pytest.raises(Exception, match="readonly"):
                reader.rows.run("DELETE FROM alert")
