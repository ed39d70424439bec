"""The five real articles: what the shipped rules must say of them, and must not.

The originals lie beside the project where its user keeps them; elsewhere this test cannot run.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.articles.step import ArticlesStep
from monitor.cli.rules_desk import known_from, reader_from
from monitor.config.settings import Settings
from monitor.events.matches import RuleMatched
from monitor.events.sources import ArticleReceived
from monitor.flow.ids import digest
from monitor.incidents.step import IncidentsStep
from monitor.reading.step import ReadingStep
from monitor.rules.loader import load_folder
from monitor.rules.step import RulesStep
from monitor.rules.trial.push import Push

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
TODAY = datetime(2026, 2, 1, tzinfo=UTC)
FALLS = "district-near-border-falls"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the originals are not on this machine")


@pytest.fixture(scope="module", name="matches")
def _matches():
    settings = Settings()
    rules = load_folder(ROOT / "rules", known_from(settings)).rules
    reader = reader_from(settings, ROOT / "rules")
    push = Push([ArticlesStep(), ReadingStep(reader), IncidentsStep(), RulesStep(rules)])
    found: dict[str, list[RuleMatched]] = {}
    for path in sorted(SEEDS.glob("*.txt")):
        body = path.read_bytes()
        push.add_body(digest(body), body)
        event = ArticleReceived(
            source="seeds", key=path.name, body=digest(body), media_type="text/plain"
        )
        envelopes = push.take(event, subject=f"source/seeds/{path.name}", time=TODAY)
        found[path.name[:3]] = [e.data for e in envelopes if isinstance(e.data, RuleMatched)]
    return found


def places(matches, seed, rule):
    return {match.place for match in matches[seed] if match.rule == rule}


def of(matches, seed, rule):
    return [match for match in matches[seed] if match.rule == rule]


def test_000_two_districts_fall_and_the_presidents_speak(matches):
    assert places(matches, "000", FALLS) == {"Ishkashim", "Qala-e-Zal"}
    assert of(matches, "000", "diplomatic-contact")


def test_001_six_districts_fall_and_a_thousand_soldiers_cross(matches):
    assert places(matches, "001", FALLS) == {
        "Khwahan",
        "Shekay",
        "Nusay",
        "Maimay",
        "Shighnan",
        "Ishkashim",
    }
    (crossing,) = {m.incident: m for m in of(matches, "001", "troops-cross-border")}.values()
    assert (crossing.origin, crossing.to) == ("AF", "TJ")
    assert crossing.count[0] <= 1037 <= crossing.count[1]
    assert of(matches, "001", "border-reinforced")
    assert not of(matches, "001", "civilians-cross-border")


def test_002_nothing_of_high_level_is_said(matches):
    assert [m.rule for m in matches["002"] if m.level.rank >= 3] == []


def test_003_only_contacts_and_perhaps_a_reinforcement(matches):
    assert of(matches, "003", "diplomatic-contact")
    allowed = {"diplomatic-contact", "border-reinforced"}
    assert {m.rule for m in matches["003"]} <= allowed


def test_004_four_militants_crossed_and_were_killed(matches):
    (match,) = {m.incident: m for m in of(matches, "004", "militants-cross-border")}.values()
    assert match.count == (4, 4)
    assert {m.rule for m in matches["004"]} <= {
        "militants-cross-border",
        "deadly-clash-on-border",
        "diplomatic-contact",
    }
