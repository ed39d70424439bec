"""``monitor rules``, as a person uses it."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import typer
from typer.testing import CliRunner

from monitor.cli import rules
from monitor.cli.context import Before
from monitor.errors import MonitorError
from monitor.rules.json_schema import rule_schema
from tests.rules.conftest import rule_text

GOOD = rule_text("claim: territory-captured", proof=False) + (
    "examples:\n"
    "  fires: ['Taliban fighters captured Imam Sahib district on Sunday, an official said.']\n"
    "  quiet: [{text: 'It rained on Sunday.', because: no_claim}]\n"
)


@pytest.fixture(name="monitor")
def _monitor(tmp_path, monkeypatch):
    """The command, run in an empty folder without a configuration."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MONITOR_CONFIG", raising=False)
    (tmp_path / "rules").mkdir()
    app = typer.Typer(pretty_exceptions_enable=False)

    @app.callback()
    def before(context: typer.Context) -> None:
        context.obj = Before()

    app.add_typer(rules.app, name="rules")

    def run(*words, answers=None):
        return CliRunner().invoke(app, ["rules", *words], input=answers)

    return run


def failure(result):
    assert isinstance(result.exception, MonitorError), result.output
    return result.exception


def test_sound_rules_are_counted(monitor):
    Path("rules/a.yml").write_text(GOOD)
    result = monitor("check")
    assert result.exit_code == 0
    assert "1 rules in 1 files are sound" in result.output


def test_faults_end_the_command_with_all_of_them(monitor):
    Path("rules/a.yml").write_text(GOOD.replace("high", "hihg").replace("stable", "stabel"))
    error = failure(monitor("check"))
    assert str(error) == "2 faults found in the rules"
    assert [(fault.line, fault.column) for fault in error.faults] == [(3, 9), (4, 8)]


def test_examples_are_run_with_the_real_reader(monitor):
    Path("rules/a.yml").write_text(GOOD)
    result = monitor("test", "--junit", "out.xml")
    assert result.output == "ok    a-rule: 2 examples\n"
    root = ET.parse("out.xml").getroot()
    assert (root[0].get("tests"), root[0].get("failures")) == ("2", "0")


def test_an_example_that_fails_is_told_and_is_in_the_junit_file(monitor):
    Path("rules/a.yml").write_text(GOOD.replace("because: no_claim", "because: denied"))
    result = monitor("test", "--junit", "out.xml")
    error = failure(result)
    assert "1 of 2 examples does not hold" in str(error)
    assert "not because of denied: no_claim" in error.faults[0].message
    assert ET.parse("out.xml").find(".//failure").get("message") == error.faults[0].message


def test_results_come_as_json_too(monitor):
    Path("rules/a.yml").write_text(GOOD)
    outcome = json.loads(monitor("test", "a-rule", "--format", "json").output)
    assert [each["outcome"] for each in outcome] == ["passed", "passed"]


def test_an_unknown_rule_is_told_with_what_was_meant(monitor):
    Path("rules/a.yml").write_text(GOOD)
    assert failure(monitor("test", "a-rul")).hint == "Did you mean 'a-rule'?"


def test_no_rules_prove_nothing(monitor):
    assert "nothing is proved" in str(failure(monitor("test")))


def test_a_rule_is_shown_with_its_words_unfolded(monitor):
    text = rule_text("text: {same_sentence: [fall, [jihad*, =UN]]}", proof=False, status="draft")
    Path("rules/a.yml").write_text(text)
    told = monitor("show", "a-rule").output
    assert "fall/fallen/falling/falls/fell" in told
    assert "jihad... | exactly UN" in told
    assert "a-rule" in monitor("show").output
    assert json.loads(monitor("show", "--format", "json").output)[0]["id"] == "a-rule"


def test_the_schema_is_printed(monitor):
    assert json.loads(monitor("schema").output) == rule_schema()
    assert "Ishkashim" in monitor("schema", "--live").output


ANSWERS = [
    "Imam Sahib falls",
    "hihg",
    "high",
    "territory-captured",
    "in some places",
    "Imam Sahb",
    "Imam Sahib",
    "militants",
    "Taliban fighters captured Imam Sahib district on Sunday, a council member said.",
    "Taliban fighters captured Ishkashim district on Sunday, a council member said.",
    "place",
]


def test_a_few_answers_make_a_tested_rule(monitor):
    result = monitor("new", answers="\n".join(ANSWERS) + "\n")
    assert result.exit_code == 0, result.output
    assert "Did you mean 'high'?" in result.output
    assert "Did you mean 'Imam Sahib'?" in result.output
    assert "Written: rules/imam-sahib-falls.yml" in result.output
    assert "status: stable" in Path("rules/imam-sahib-falls.yml").read_text()
    assert monitor("test").output == "ok    imam-sahib-falls: 2 examples\n"


def test_a_rule_that_does_not_hold_is_kept_as_a_draft_and_the_reason_is_told(monitor):
    answers = [*ANSWERS[:-2], "It rained.", "place"]
    result = monitor("new", answers="\n".join(answers) + "\n")
    assert result.exit_code == 0
    assert "kept as a draft" in result.output
    assert "status: draft" in Path("rules/imam-sahib-falls.yml").read_text()


def test_a_rule_about_words_can_be_asked_for(monitor):
    answers = [
        "Bridges",
        "low",
        "words",
        'bridge, "Panj bridge"',
        "close, mine",
        "",
        "A bridge was mined.",
        "A bridge.",
    ]
    result = monitor("new", answers="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    assert monitor("test").output == "ok    bridges: 2 examples\n"


def test_a_choice_may_be_begun_and_hundreds_of_borders_are_not_listed(monitor):
    answers = [
        "Crossings near the border",
        "H",
        "border-cro",
        "near",
        "af-tj",
        "40",
        "troops",
        "More than 100 Afghan soldiers crossed into Tajikistan on Monday, border guards said.",
        "The ministry denied that Afghan soldiers had crossed into Tajikistan.",
        "den",
    ]
    result = monitor("new", answers="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    assert "Which border (as in AF-TJ) [AF-TJ]:" in result.output
    written = Path("rules/crossings-near-the-border.yml").read_text()
    for wanted in ("level: high", "claim: border-crossing", "near: AF-TJ", "status: stable"):
        assert wanted in written
