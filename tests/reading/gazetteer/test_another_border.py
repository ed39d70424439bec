"""The walk through another border: its files are written and its commands run as printed."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from monitor.cli import places, read, rules

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "another-border.md"
EXTRACT = Path(__file__).parent / "data" / "MM-small.txt"

_FILE = re.compile(r"rite `([\w./-]+)`:\n\n```\w+\n(.*?)```", re.DOTALL)
_COMMANDS = re.compile(r"```console\n(.*?)```", re.DOTALL)


def _app():
    app = typer.Typer()
    app.add_typer(places.app, name="places")
    app.add_typer(rules.app, name="rules")
    app.command()(read.read)
    return app


def _steps(page):
    """Yield (kind, where, content) in the order of the page."""
    found = [(match.start(), "file", match[1], match[2]) for match in _FILE.finditer(page)]
    found += [(match.start(), "run", "", match[1]) for match in _COMMANDS.finditer(page)]
    return [step[1:] for step in sorted(found)]


def _calls(block):
    """Yield each command of a block with the lines that it is said to print."""
    for part in block.split("$ monitor ")[1:]:
        command, *expected = part.rstrip("\n").split("\n")
        yield shlex.split(command), expected


@pytest.fixture
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MONITOR_CONFIG", raising=False)
    shutil.copy(EXTRACT, tmp_path / "MM.txt")
    return tmp_path


def test_the_walk_through_another_border_works_as_it_is_printed(empty_folder):
    ran = []
    for kind, where, content in _steps(PAGE.read_text(encoding="utf-8")):
        if kind == "file":
            path = empty_folder / where
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
            continue
        for command, expected in _calls(content):
            answer = CliRunner().invoke(_app(), command)
            asked_for_unknown = (
                command[:2] == ["places", "find"] and "Did you mean" in answer.output
            )
            assert answer.exit_code == (1 if asked_for_unknown else 0), answer.output
            missing = [line for line in expected if line not in answer.output.splitlines()]
            assert missing == [], f"{command} printed:\n{answer.output}"
            ran.append(tuple(command[:2]))
    assert ("places", "import") in ran
    assert ("rules", "test") in ran
    assert len(ran) >= 8


def test_every_command_of_the_places_page_exists():
    page = (ROOT / "docs" / "places.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^monitor places (\w+)", page, re.MULTILINE))
    known = {
        command.name or command.callback.__name__ for command in places.app.registered_commands
    }
    assert named == known
