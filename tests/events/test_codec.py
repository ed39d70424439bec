import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import LogCorrupt
from monitor.events.cloudevents import to_cloudevent
from monitor.events.codec import decode_data, encode
from monitor.events.registry import all_types, event
from monitor.events.values import Claim, ClaimType, Status
from tests.eventlog.contract import an_event

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize("name", all_types())
def test_every_event_ever_stored_has_a_frozen_sample_that_still_decodes(name):
    cls = all_types()[name]
    for version in range(1, cls.VERSION + 1):
        sample = (SAMPLES / f"{name}.v{version}.json").read_bytes().strip()
        decoded = decode_data(name, version, sample)
        assert isinstance(decoded, cls)
        if version == cls.VERSION:
            assert encode(decoded) == sample


texts = st.none() | st.text(max_size=20)


@given(
    place=texts,
    origin=st.none() | st.sampled_from(["AF", "TJ"]),
    killed=st.none() | st.tuples(st.integers(0, 9), st.integers(10, 99)),
    evidence=st.text(max_size=50),
)
def test_a_claim_survives_the_log(place, origin, killed, evidence):
    from monitor.events.readings import ArticleRead

    claim = Claim(
        type=ClaimType.BORDER_CROSSING,
        status=Status.ASSERTED,
        place=place,
        origin=origin,
        killed=killed,
        evidence=evidence,
        span=(0, len(evidence)),
    )
    read = ArticleRead(
        article="a",
        revision=1,
        source="s",
        outlet="o",
        title="t",
        body="d",
        wire="a",
        claims=(claim,),
        reader="r",
    )
    data = encode(read)
    assert decode_data("article.read", 1, data) == read
    if origin:
        assert json.loads(data)["claims"][0]["from"] == origin


def test_an_unknown_type_is_never_skipped():
    with pytest.raises(LogCorrupt, match="unknown type"):
        decode_data("article.imagined", 1, b"{}")


def test_a_newer_version_is_never_skipped():
    with pytest.raises(LogCorrupt, match="version 99"):
        decode_data("article.received", 99, b"{}")


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"source":1}'])
def test_data_that_does_not_fit_is_corruption(data):
    with pytest.raises(LogCorrupt, match="cannot be read"):
        decode_data("article.received", 1, data)


def test_two_events_cannot_share_a_name():
    from monitor.events.registry import Event

    with pytest.raises(ValueError, match="two events"):

        @event("article.received")
        class Again(Event):
            pass


def test_export_speaks_cloudevents():
    from monitor.eventlog.chain import seal

    recorded = seal(
        an_event("1", data=b'{"key":"k"}'),
        position=1,
        version=1,
        recorded_at=1_700_000_000_500_000,
        prev_hash=bytes(32),
    )
    line = json.loads(to_cloudevent(recorded))
    assert line["specversion"] == "1.0"
    assert line["type"] == "article.received"
    assert line["time"] == "2023-11-14T22:13:20Z"
    assert line["data"] == {"key": "k"}
    assert line["sequence"] == "1"
    # CloudEvents: attribute names are lower-case letters and digits
    assert all(name.isalnum() and name == name.lower() for name in line)
