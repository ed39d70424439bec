"""Matches that are kept share their strings, and stay what they were, to the byte."""

from dataclasses import dataclass

import pytest

from monitor.events.codec import decode_data, encode
from monitor.events.matches import RuleMatched
from monitor.events.sharing import shared
from tests.alerts.builders import a_match
from tests.events.make_samples import path_of


@dataclass(frozen=True)
class Stored:
    data: bytes

    def read(self):
        found = decode_data(RuleMatched.TYPE, RuleMatched.VERSION, self.data)
        assert isinstance(found, RuleMatched)
        return found


@pytest.mark.parametrize(
    "stored",
    [
        Stored(path_of(RuleMatched).read_bytes()),
        Stored(encode(a_match())),
        Stored(encode(a_match(why=()))),
    ],
)
def test_a_shared_match_is_the_same_to_the_byte(stored):
    found = stored.read()
    assert shared(found) == found
    assert encode(shared(found)) == encode(found)


def test_two_that_are_alike_share_their_strings():
    one, other = (Stored(encode(a_match())).read() for _ in range(2))
    assert one.evidence is not other.evidence
    assert shared(one).evidence is shared(other).evidence
    assert shared(one).why[0] is shared(other).why[0]
