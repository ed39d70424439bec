"""The acceptance on real input: the shipped seeds, and the originals where that folder exists."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ORIGINALS = ROOT.parent / "shared" / "seeds"

FALLS = "district-near-border-falls"
TROOPS = "troops-cross-border"
MILITANTS = "militants-cross-border"
CLASH = "deadly-clash-on-border"
REINFORCED = "border-reinforced"
DRUGS = "drug-interdiction"
DIPLOMACY = "diplomatic-contact"
HIGH = {"high", "critical"}


def told(match):
    """What an alert is about, as the acceptance table words it."""
    if match.rule in {TROOPS, MILITANTS}:
        return (match.rule, match.origin, match.to, match.count and match.count[0])
    if match.rule == REINFORCED:
        return (match.rule, match.count and match.count[0])
    return (match.rule, match.place)


@pytest.fixture
def alerts_of(one_pass):
    """Run one pass over a folder; return the alerts of each file, by the beginning of its name."""

    def run(folder):
        def check(result):
            keys = {
                event.article: received
                for event, received in zip(
                    result.events("article.accepted"),
                    [event.key for event in result.events("article.received")],
                    strict=True,
                )
            }
            found = {key: [] for key in keys.values()}
            for match in result.raised():
                if not match.rule.startswith("monitor:"):
                    found[keys[match.article]].append(match)
            assert result.events("step.failed") == []
            return found

        return one_pass(folder, check)

    return run


def of(found, prefix):
    (matches,) = [matches for key, matches in found.items() if key.startswith(prefix)]
    return matches


originals = pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the original seeds are not here")


@originals
def test_the_originals_raise_exactly_the_alerts_of_the_table(alerts_of):
    found = alerts_of(ORIGINALS)

    first = of(found, "000_")
    assert {told(m) for m in first if m.rule == FALLS} == {
        (FALLS, "Ishkashim"),
        (FALLS, "Qala-e-Zal"),
    }
    (ishkashim,) = [m for m in first if told(m) == (FALLS, "Ishkashim")]
    assert (ishkashim.country, ishkashim.state) == ("AF", "disputed")
    (contact,) = [m for m in first if m.rule == DIPLOMACY]
    assert contact.when == "2017-05-05"
    assert {m.rule for m in first} == {FALLS, DIPLOMACY}

    second = of(found, "001_")
    assert {told(m) for m in second if m.rule == FALLS} == {
        (FALLS, place)
        for place in ("Khwahan", "Shekay", "Nusay", "Maimay", "Shighnan", "Ishkashim")
    }
    assert [told(m) for m in second if m.rule == TROOPS] == [(TROOPS, "AF", "TJ", 1037)]
    assert [told(m) for m in second if m.rule == REINFORCED] == [(REINFORCED, 20000)]
    assert {m.rule for m in second} <= {FALLS, TROOPS, REINFORCED, DIPLOMACY}

    third = of(found, "002_")
    assert not [m for m in third if m.level in HIGH]
    assert {m.rule for m in third} <= {DRUGS, REINFORCED}

    fourth = of(found, "003_")
    assert [m.rule for m in fourth].count(DIPLOMACY) == 1
    assert {m.rule for m in fourth} <= {DIPLOMACY, REINFORCED}

    fifth = of(found, "004_")
    assert [told(m) for m in fifth if m.rule == MILITANTS] == [(MILITANTS, "AF", "TJ", 4)]
    (militants,) = [m for m in fifth if m.rule == MILITANTS]
    assert militants.killed == (4, 4)
    assert {m.rule for m in fifth} <= {MILITANTS, CLASH}


def test_the_shipped_seeds_raise_the_same(alerts_of):
    found = alerts_of(ROOT / "seeds")
    first = of(found, "2017-05-08")
    assert {told(m) for m in first if m.rule == FALLS} == {
        (FALLS, "Ishkashim"),
        (FALLS, "Qala-e-Zal"),
    }
    second = of(found, "2021-07-06")
    assert {told(m) for m in second if m.rule == FALLS} == {
        (FALLS, place)
        for place in ("Khwahan", "Shekay", "Nusay", "Maimay", "Shighnan", "Ishkashim")
    }
    assert [told(m) for m in second if m.rule == TROOPS] == [(TROOPS, "AF", "TJ", 1037)]
    assert not [m for m in of(found, "2022-07-14") if m.level in HIGH]
    assert {m.rule for m in of(found, "2017-03-01")} <= {DIPLOMACY, REINFORCED}
    assert [told(m) for m in of(found, "2026-01-18") if m.rule == MILITANTS] == [
        (MILITANTS, "AF", "TJ", 4)
    ]
