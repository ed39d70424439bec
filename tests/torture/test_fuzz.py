"""The short version of the fuzzing; the long one is ``python -m tests.torture fuzz``."""

import pytest

from tests.torture import fuzz
from tests.torture.fuzz_inputs import Inputs


@pytest.mark.parametrize("kind", fuzz.KINDS)
def test_generated_inputs_crash_nothing_and_hang_nothing(kind):
    found = fuzz.run(seed=7, kind=kind, numbers=range(400))
    assert found.tried == 400
    assert found.faults == []
    # Some get through and some do not: inputs that all fail at the door would show nothing.
    assert len(found.outcomes) > 1


def test_an_input_is_made_again_by_its_seed_kind_and_number():
    one, other = Inputs(3).make("feed", 11), Inputs(3).make("feed", 11)
    assert one == other != Inputs(4).make("feed", 11)


def test_a_crash_and_a_hang_are_found(monkeypatch):
    def crash(_: object, data: bytes) -> str:
        while data.startswith(b"<"):
            pass
        raise ZeroDivisionError

    monkeypatch.setattr(fuzz.Entrance, "feed", crash)
    monkeypatch.setattr(fuzz, "LIMIT", 0.05)
    found = fuzz.run(seed=7, kind="feed", numbers=range(12))
    assert len(found.faults) == 12
    assert any("HangError" in fault for fault in found.faults)
    assert any("ZeroDivisionError" in fault for fault in found.faults)
