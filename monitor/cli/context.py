"""What commands share: what stands before their names, the settings, the check of a format."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from monitor.config.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The options of ``monitor`` itself."""

    config: Path | None = None
    state: Path | None = None


def settings_of(context: typer.Context) -> "Settings":
    """Load the configuration that a command runs with; faults end the command in words."""
    from monitor.config.load import find, load

    before: Before = context.obj or Before()
    settings = load(find(before.config, os.environ))
    if before.state:
        settings = settings.model_copy(update={"state": before.state.absolute()})
    return settings
