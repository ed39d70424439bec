from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.alerts.options import AlertsOptions
from monitor.config.durations import parse_duration
from monitor.config.load import find, load
from monitor.config.options import alerts_options, incident_options
from monitor.errors import ConfigurationError
from monitor.events.values import ClaimType
from monitor.incidents.options import WINDOWS, IncidentOptions

ROOT = Path(__file__).parents[2]


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def faults_of(path):
    with pytest.raises(ConfigurationError) as caught:
        load(path)
    return [str(fault).removeprefix(f"{path}:") for fault in caught.value.faults]


def test_the_example_works_as_it_is():
    settings = load(ROOT / "config.example.toml")
    assert [source.name for source in settings.sources] == ["seeds"]
    assert settings.destinations == {}
    assert settings.rules == ROOT / "rules"


def test_relative_paths_count_from_the_files_folder(write, tmp_path):
    settings = load(write('[[sources]]\nkind = "directory"\nname = "in"\npath = "inbox"\n'))
    assert settings.sources[0].path == tmp_path / "inbox"
    assert settings.state == tmp_path / "var"


def test_all_faults_are_told_at_once_each_with_its_place(write):
    path = write(
        """\
timezon = "UTC"

[[sources]]
name = "ok"
kind = "directory"
path = "in"

[[sources]]
name = "b d"
kind = "feed"
url = "ftp://x.org"
intervall = "5m"

[destinations.mail]
url = "json://h"
url_env = "MAIL"

[routes.desk]
to = "mail"
quiet_hours = {start = "22:00", end = "22:00"}
"""
    )
    assert faults_of(path) == [
        "1:1: timezon: there is no such key. Did you mean 'timezone'?",
        "9:1: sources.1.name: 'b d' is not a name: use letters, digits, dots and dashes",
        "11:1: sources.1.url: 'ftp://x.org' is not a web address: it begins with https:// or http://",
        "12:1: sources.1.intervall: there is no such key. Did you mean 'interval'?",
        "14:1: destinations.mail: give only one of url, url_file and url_env",
        '19:1: routes.desk.to: a list is wanted, as in ["one", "two"]',
        "20:1: routes.desk.quiet_hours: start and end are equal: that could mean always or never",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param('state = "a"\nstate = "b"\n', "2:", id="a key twice"),
        pytest.param("state = \n", "1:", id="a value missing"),
        pytest.param("[[sources]\n", "1:", id="a bracket missing"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(write, text, place):
    (fault,) = faults_of(write(text))
    assert fault.startswith(place)


def test_a_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path / "none.toml")
    assert "config.example.toml" in caught.value.hint


def test_without_any_file_the_hint_names_the_example(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError) as caught:
        find(None, {})
    assert "config.example.toml" in caught.value.hint


def test_the_environment_overrides_the_file(write, monkeypatch):
    monkeypatch.setenv("MONITOR_TIMEZONE", "Asia/Kabul")
    assert load(write('timezone = "Asia/Dushanbe"')).timezone == "Asia/Kabul"


def test_systemd_gives_the_state_directory(write, monkeypatch):
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/border-monitor")
    assert load(write("")).state == Path("/var/lib/border-monitor")


def test_a_secret_never_shows_itself(write):
    settings = load(write('[destinations.d]\nurl = "json://hidden@example.org"\n'))
    assert "hidden" not in repr(settings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90s", timedelta(seconds=90)),
        ("10m", timedelta(minutes=10)),
        ("1h30m", timedelta(hours=1, minutes=30)),
        ("2w", timedelta(weeks=2)),
    ],
)
def test_durations_are_written_with_units(text, expected):
    assert parse_duration(text) == expected


@pytest.mark.parametrize("text", ["10", "ten minutes", "10 parsecs", "", "m", "-5m"])
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(ValueError, match="is not a duration"):
        parse_duration(text)


def test_what_is_set_for_incidents_and_alerts_reaches_their_rooms(write):
    settings = load(
        write(
            """\
[incidents]
remember = "60d"
most_open = 5

[incidents.windows.armed-clash]
lookback = "5d"

[alerts]
resolve_after = "36h"
source_attempts = 2
"""
        )
    )
    incidents, alerts = incident_options(settings), alerts_options(settings)
    assert (incidents.remember_days, incidents.most_open, incidents.supersede_days) == (60, 5, 365)
    clash = incidents.window(ClaimType.ARMED_CLASH)
    assert clash == replace(WINDOWS[ClaimType.ARMED_CLASH], lookback=5)
    assert incidents.window(ClaimType.DEPLOYMENT) == WINDOWS[ClaimType.DEPLOYMENT]
    assert (alerts.resolve_after, alerts.source_attempts) == (timedelta(hours=36), 2)


def test_without_such_settings_the_rooms_keep_their_defaults(write):
    settings = load(write(""))
    assert incident_options(settings) == IncidentOptions()
    assert alerts_options(settings) == AlertsOptions()


def test_faults_of_windows_and_alerts_are_told_at_their_places(write):
    path = write(
        """\
[incidents]
remember = "30h"

[incidents.windows.teritory-captured]
lookback = "7d"

[incidents.windows.armed-clash]
tolerence = "2d"

[alerts]
source_attempts = 0
"""
    )
    first, second, third, fourth = faults_of(path)
    assert first == "2:1: incidents.remember: whole days are wanted, as in 7d"
    assert second.startswith("4:1: incidents.windows.teritory-captured: this must be")
    assert second.endswith("Did you mean 'territory-captured'?")
    assert third.endswith("there is no such key. Did you mean 'tolerance'?")
    assert fourth == "11:1: alerts.source_attempts: this must be greater than 0"
