"""The documentation's examples are run: commands exist, rules hold, settings are settings."""

import re
import tomllib
from pathlib import Path

import pytest
import typer.main

from monitor.assembly.known import known_to_rules
from monitor.assembly.readers import places_of, reader_for
from monitor.assembly.trials import bench_of
from monitor.cli import reference
from monitor.config.load import load
from monitor.config.settings import Settings
from monitor.events.catalogue import page
from monitor.rules.loader import load_texts
from monitor.rules.trial.examples import try_rules

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(path, language):
    text = path.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)


def commands():
    from monitor.cli.main import app

    known = {}

    def add(group, words):
        for name, command in group.commands.items():
            known[(*words, name)] = command
            if hasattr(command, "commands"):
                add(command, (*words, name))

    add(typer.main.get_command(app), ())
    return known


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_that_a_page_shows_exists(path):
    known = commands()
    for block in blocks(path, "sh"):
        for line in block.splitlines():
            found = re.match(r"\s*(?:\S*/)?monitor((?: [a-z][a-z-]*)+)", line)
            if not found:
                continue
            words = tuple(found.group(1).split())
            assert words[:2] in known or words[:1] in known, line
            command = known.get(words[:2]) or known[words[:1]]
            if hasattr(command, "commands"):
                assert words[:2] in known, line
            options = {option for each in command.params for option in each.opts}
            for option in re.findall(r" (--[a-z-]+)", line.split("#")[0]):
                assert option in options, f"{line}: {option}"


def test_the_page_of_commands_is_that_of_the_program():
    # Mend with: python -m monitor.cli.reference > docs/commands.md
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == reference.page()


def test_every_command_says_what_it_does():
    for words, command in commands().items():
        assert command.help, words


def test_the_first_rule_of_the_readme_holds():
    (rule,) = blocks(ROOT / "README.md", "yaml")
    settings = load(ROOT / "config.example.toml")
    places = places_of(settings)
    loaded = load_texts({"first.yaml": rule.encode()}, known_to_rules(settings, places))
    assert loaded.faults == ()
    results = list(try_rules(loaded, bench_of(reader_for(settings, places))))
    assert len(results) == 3
    assert [result.fault for result in results if result.fault] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_settings_that_a_page_shows_are_settings(path):
    for block in blocks(path, "toml"):
        Settings(**tomllib.loads(block))


def test_the_example_configuration_names_every_part():
    text = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    for word in ("state", "rules", "timezone", "sources", "destinations", "routes"):
        assert word in text


def test_the_page_of_events_is_that_of_the_code():
    # Mend with: python -m monitor.events.catalogue > docs/events.md
    assert (ROOT / "docs" / "events.md").read_text(encoding="utf-8") == page()
