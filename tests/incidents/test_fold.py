"""The room is a fold of its log: restarts, batches and snapshots cannot be seen in what it says."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.flow.runner import River
from monitor.incidents.options import IncidentOptions
from monitor.incidents.step import IncidentsStep
from tests.incidents.builders import ARRIVAL, Room, article, claim

ARMY = {"actor": "Afghan forces", "actor_class": "troops"}
claims = st.builds(
    claim,
    kind=st.sampled_from(["territory-captured", "armed-clash", "border-closure"]),
    place=st.sampled_from(["Nusay", "Maimay", None]),
    status=st.sampled_from(["asserted", "asserted", "disputed", "denied", "historical"]),
    killed=st.sampled_from([None, (2, 2), (3, 5)]),
    when=st.sampled_from([None, "2021-07-03", "2021-07-06"]),
    denied_by=st.sampled_from([None, "the governor"]),
    actor=st.sampled_from(["Taliban", "Afghan forces"]),
    actor_class=st.sampled_from(["militants", "troops"]),
)
articles = st.builds(
    lambda name, outlet, said, printed, revision: article(
        name, *said, outlet=outlet, published=printed, revision=revision
    ),
    name=st.sampled_from(["a", "b", "c", "d"]),
    outlet=st.sampled_from(["Tolo", "Ariana", "Post"]),
    said=st.lists(claims, max_size=3),
    printed=st.sampled_from(["2021-07-03", "2021-07-05", "2021-07-20", None]),
    revision=st.integers(1, 3),
)
days = st.integers(0, 40)
streams = st.lists(st.tuples(articles, days), max_size=10).map(
    lambda items: sorted(items, key=lambda item: item[1])
)


def told(room):
    return [
        (e.type, e.subject, e.data)
        for e in room.log.read(0, limit=100_000)
        if e.type.startswith(("incident.", "step."))
    ]


def at_once(stream):
    room = Room()
    for read, day in stream:
        room.put(read, ARRIVAL + timedelta(days=day))
    room.flow()
    return room


@settings(max_examples=150, deadline=None)
@given(stream=streams)
def test_one_batch_and_a_restart_before_each_article_say_the_same(stream):
    room = Room()
    for read, day in stream:
        room.restart()
        room.tell(read, day=day)
    assert told(room) == told(at_once(stream))


@settings(max_examples=100, deadline=None)
@given(stream=streams, cut=st.integers(0, 10))
def test_a_snapshot_in_between_changes_nothing(stream, cut):
    room = Room()
    for at, (read, day) in enumerate(stream):
        if at == cut:
            River(room.log, [room.step]).save()
            state = room.step.dump()
            room.restart()
            fresh = IncidentsStep()
            fresh.load(state)
            assert fresh.dump() == state
            room.step.load(state)
        room.tell(read, day=day)
    assert told(room) == told(at_once(stream))


@settings(max_examples=100, deadline=None)
@given(stream=streams)
def test_every_incident_follows_from_its_claims_and_its_history(stream):
    room = at_once(stream)
    assert not [kind for kind, *_ in told(room) if kind.startswith("step.")]
    for incident in room.incidents().values():
        assert incident.claims
        assert len({ref.article for ref in incident.claims}) <= 4
        assert len(incident.sources) == len({name.casefold() for name in incident.sources})
        if incident.superseded_by:
            assert incident.superseded_by in room.incidents()
        if incident.state == "corroborated":
            assert len(incident.sources) > 1
        for low, high in filter(None, (incident.killed, incident.count)):
            assert low <= high


def test_memory_forgets_by_the_day_of_the_last_change():
    room = Room(IncidentOptions(remember_days=10))
    for day in range(60):
        room.tell(article(f"a{day}", claim("armed-clash"), published=None), day=day)
    assert len(room.step._memory) <= 11


def test_memory_is_bounded_when_years_arrive_on_one_day():
    room = Room(IncidentOptions(most_open=50))
    for number in range(300):
        printed = f"{2000 + number // 12}-{number % 12 + 1:02}-01"
        room.tell(article(f"a{number}", claim("armed-clash"), published=printed))
    assert len(room.step._memory) == 50
    assert len(room.incidents()) == 300


def test_denials_are_bounded_too():
    room = Room(IncidentOptions(most_denials=10))
    for number in range(40):
        room.tell(article(f"a{number}", claim(status="denied", place=f"P{number}")))
    assert len(room.step._denials.dump()) == 10
