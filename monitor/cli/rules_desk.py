"""What the commands about rules work with: the rules, what they may name, and a reader."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from monitor.cli.context import settings_of
from monitor.errors import ConfigurationError, MonitorError

if TYPE_CHECKING:
    from monitor.config.settings import Settings
    from monitor.reading.reader import Reader
    from monitor.rules.conditions.known import Known
    from monitor.rules.loader import Loaded
    from monitor.rules.trial.examples import Bench


def settings_for(context: typer.Context) -> "Settings":
    """Load the configuration; rules can be written and tried where there is none as yet."""
    from monitor.config.load import PLACES
    from monitor.config.settings import Settings

    before = context.obj
    named = (before and before.config) or "MONITOR_CONFIG" in os.environ
    if named or any(place.is_file() for place in PLACES):
        return settings_of(context)
    return Settings()


def known_from(settings: "Settings") -> "Known":
    """Return the places, borders, routes and sources that rules may name."""
    from monitor.assembly.known import known_to_rules
    from monitor.assembly.readers import places_of

    known = known_to_rules(settings, places_of(settings))
    return known if settings.sources else replace(known, sources=None)


def load(settings: "Settings", folder: Path | None) -> "Loaded":
    """Load a folder of rules (the configured one where none is given), faults and all."""
    from monitor.rules.loader import load_folder

    return load_folder(folder or settings.rules, known_from(settings))


def load_sound(settings: "Settings", folder: Path | None) -> "Loaded":
    """Load a folder of rules; faults end the command."""
    loaded = load(settings, folder)
    if loaded.faults:
        raise ConfigurationError(faults_in_words(len(loaded.faults)), faults=loaded.faults)
    return loaded


def load_in_force(settings: "Settings") -> "Loaded":
    """Load the rules that the daemon put in force last, as the log keeps them."""
    from monitor.assembly.rulebook import last_good
    from monitor.assembly.stores import log_path, reading_log
    from monitor.rules.loader import load_texts

    kept = None
    if log_path(settings).is_file():
        with reading_log(settings) as log:
            kept = last_good(log)
    if kept is None:
        raise MonitorError(
            "no rules were ever in force: there is nothing to compare with",
            hint="`monitor run` puts them in force; or copy the rules, edit the copy, and name it "
            "with --rules.",
        )
    loaded = load_texts(kept, known_from(settings), root=str(settings.rules))
    if loaded.faults:
        raise ConfigurationError(
            "the rules last in force hold faults by now (was a route or a place taken away?)",
            faults=loaded.faults,
        )
    return loaded


def faults_in_words(number: int) -> str:
    return f"{number} fault{'s' if number > 1 else ''} found in the rules"


def reader_from(settings: "Settings", folder: Path | None) -> "Reader":
    """Load the reader with the vocabulary that lies beside the rules."""
    from monitor.assembly.readers import places_of, reader_for

    wanted = settings.model_copy(update={"rules": folder}) if folder else settings
    return reader_for(wanted, places_of(wanted))


def bench_from(settings: "Settings", reader: "Reader") -> "Bench":
    """Return what examples are tried with: the daemon's own reader and steps."""
    from monitor.assembly.trials import bench_of
    from monitor.config.options import incident_options

    return bench_of(reader, incident_options(settings))
