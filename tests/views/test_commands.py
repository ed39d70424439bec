"""``monitor tally`` and ``monitor control`` on a real log, by way of the command line."""

import json

import pytest
import typer
from typer.testing import CliRunner

from monitor.cli import tally
from monitor.errors import MonitorError
from monitor.eventlog.sqlite import SqliteLog
from monitor.events.codec import encode
from monitor.events.envelope import NewEvent, microseconds
from tests.fakes.clock import FixedClock
from tests.views.scenes import START, opened


@pytest.fixture
def command(tmp_path, monkeypatch):
    """Run a command on a log that holds two captures; the state is in a folder of its own."""
    state = tmp_path / "state"
    state.mkdir()
    log = SqliteLog(state / "events.db", FixedClock(START))
    near = {"place_id": "af-badakhshan-nusay", "borders": {"AF-TJ": 2.0}}
    far = {"place": "Sangin", "place_id": "af-helmand-sangin", "borders": {"AF-PK": 90.0}}
    log.append(
        [_new("1", opened("i1", claim=near, killed=(1, 2))), _new("2", opened("i2", claim=far))]
    )
    log.close()
    config = tmp_path / "config.toml"
    config.write_text(f'state = "{state}"\n', encoding="utf-8")
    monkeypatch.setenv("MONITOR_CONFIG", str(config))
    app = typer.Typer()
    app.command()(tally.tally)
    app.command()(tally.control)
    return lambda *words: CliRunner().invoke(app, list(words), catch_exceptions=False)


def _new(name, event):
    return NewEvent(
        id=name,
        type=event.TYPE,
        schema_version=1,
        subject=f"incident/{event.incident.id}",
        time=microseconds(START),
        correlation_id=name,
        causation_id=None,
        data=encode(event),
    )


def test_the_tally_near_a_border_counts_what_is_near_it(command):
    found = json.loads(command("tally", "--near", "tj-af", "--format", "json").stdout)
    assert found["total"]["incidents"] == {"low": 1, "high": 1}
    assert found["total"]["killed"] == {"low": 1, "high": 2}


def test_the_tally_of_all_counts_by_place_as_text(command):
    text = command("tally", "--by", "place,month", "--since", "2021-07-01").stdout
    assert "Nusay   2021-07          1     1-2" in text
    assert "Sangin  2021-07          1       0" in text


def test_the_control_map_names_the_fallen_district_and_the_share(command):
    result = command("control", "--on", "2021-07-10", "--format", "json")
    found = json.loads(result.stdout)
    outside = [d for d in found["districts"] if d["outside_government_control"]]
    assert [(d["name"], d["holder"], d["since"]) for d in outside] == [
        ("Nusay", "Taliban", "2021-07-04")
    ]
    assert 0 < found["shares"]["AF"]["low"] < 0.2
    assert found["shares"]["TJ"]["low"] == 0


def test_the_control_map_as_text_is_a_table(command):
    text = command("control", "--on", "2021-07-10").stdout
    assert "Nusay" in text
    assert "on the AF bank outside government control" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tally", "--by", "moon"), "cannot count by moon"),
        (("tally", "--since", "yesterday"), "not a date"),
        (("control", "--near", "AF-BR"), "no border"),
    ],
)
def test_a_wrong_option_ends_in_words(command, words, said):
    with pytest.raises(MonitorError, match=said):
        command(*words)
