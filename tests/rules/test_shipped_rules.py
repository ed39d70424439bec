"""The rules that are shipped: sound, with their editor line, and proved by the real reader."""

from pathlib import Path

import pytest

from monitor.cli.rules_desk import bench_from, known_from, reader_from
from monitor.config.settings import Settings
from monitor.rules.json_schema import rule_schema
from monitor.rules.loader import load_folder
from monitor.rules.trial.examples import try_rules

RULES = Path(__file__).parents[2] / "rules"
MUST_WATCH = {
    "district-near-border-falls": "high",
    "troops-cross-border": "high",
    "militants-cross-border": "high",
    "cross-border-fire": "high",
    "deadly-clash-on-border": "high",
    "civilians-cross-border": "medium",
    "border-reinforced": "medium",
    "crossing-closed-or-reopened": "medium",
    "drug-interdiction": "low",
    "diplomatic-contact": "low",
    "three-deadly-incidents": "high",
    "border-outside-government-control": "critical",
}


@pytest.fixture(scope="module", name="loaded")
def _loaded():
    return load_folder(RULES, known_from(Settings()))


def test_they_are_sound_and_stable_and_watch_what_they_must(loaded):
    assert [str(fault) for fault in (*loaded.faults, *loaded.warnings)] == []
    found = {rule.id: str(rule.rule.level) for rule in loaded.rules.running}
    assert found == MUST_WATCH
    assert all(rule.rule.status == "stable" for rule in loaded.rules.rules)


def test_every_one_has_examples_that_fire_and_that_stay_quiet_and_a_budget(loaded):
    for rule in loaded.rules.rules:
        assert rule.rule.examples.fires, rule.id
        assert rule.rule.examples.quiet, rule.id
        assert rule.rule.at_most, rule.id


def test_every_file_tells_editors_its_schema():
    for path in RULES.glob("*.yml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=schema/rule.schema.json", path.name


def test_the_shipped_schema_is_the_one_the_program_makes():
    import json

    shipped = json.loads((RULES / "schema" / "rule.schema.json").read_text(encoding="utf-8"))
    assert shipped == rule_schema(), "run: monitor rules schema > rules/schema/rule.schema.json"


def test_their_examples_hold_with_the_real_reader(loaded):
    settings = Settings()
    results = list(try_rules(loaded, bench_from(settings, reader_from(settings, RULES))))
    assert len(results) > 35
    assert not [result for result in results if result.skipped]
    failed = [result.fault.render() for result in results if result.fault]
    assert not failed, "\n".join(failed)
