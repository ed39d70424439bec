"""Matches that are kept share their strings, and stay what they were, to the byte."""

import pytest

from monitor.events.codec import decode_data, encode
from monitor.events.matches import RuleMatched
from monitor.events.sharing import shared
from tests.alerts.builders import a_match
from tests.events.make_samples import path_of


def read(data):
    return decode_data(RuleMatched.TYPE, RuleMatched.VERSION, data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(path_of(RuleMatched).read_bytes(), id="with every field"),
        pytest.param(encode(a_match()), id="with some"),
        pytest.param(encode(a_match(why=())), id="without reasons"),
    ],
)
def test_a_shared_match_is_the_same_to_the_byte(data):
    found = read(data)
    assert shared(found) == found
    assert encode(shared(found)) == encode(found)


def test_two_that_are_alike_share_their_strings():
    one, other = (read(encode(a_match())) for _ in range(2))
    assert one.evidence is not other.evidence
    assert shared(one).evidence is shared(other).evidence
    assert shared(one).why[0] is shared(other).why[0]
