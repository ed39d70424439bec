from hypothesis import given
from hypothesis import strategies as st

from monitor.eventlog.chain import Chaining, seal
from monitor.eventlog.protocol import GENESIS, Head
from monitor.events.envelope import NewEvent, Recorded

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
MOMENTS = st.integers(0, 2**62)
EVENTS = st.lists(
    st.builds(
        NewEvent,
        id=WORDS,
        type=WORDS,
        schema_version=st.integers(1, 300),
        subject=WORDS,
        time=MOMENTS,
        correlation_id=WORDS,
        causation_id=st.none() | WORDS,
        data=st.binary(max_size=400),
    ),
    max_size=6,
)


@given(events=EVENTS, start=st.integers(0, 2**40), now=MOMENTS, chance=st.randoms())
def test_a_transaction_is_chained_as_each_event_is_sealed(events, start, now, chance):
    chaining, head = Chaining(), Head(start, GENESIS)
    versions = [chance.randrange(1, 400) for _ in events]
    expected, before = [], GENESIS
    for at, (event, version) in enumerate(zip(events, versions, strict=True), start=1):
        expected.append(
            seal(
                event,
                position=start + at,
                version=version,
                recorded_at=now,
                prev_hash=before,
            )
        )
        before = expected[-1].hash
    for _ in range(2):  # the second time with all that it remembers
        assert [Recorded(*row) for row in chaining.rows(events, versions, head, now)] == expected


def test_what_is_remembered_of_fields_is_bounded():
    chaining = Chaining()
    for number in range(3 * chaining._sized.MOST):
        assert chaining._sized[number].endswith(b"%d" % number)
    assert len(chaining._sized) <= chaining._sized.MOST
