"""Read the configuration: one file, the environment over it, all faults at once."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from monitor.config.positions import nearest, positions
from monitor.config.settings import Settings
from monitor.errors import ConfigurationError, Fault
from monitor.events.values import ClaimType

PLACES = (Path("config.toml"), Path("/etc/border-monitor/config.toml"))


def find(given: Path | None, environment: Mapping[str, str]) -> Path:
    """Return the configuration file to use; raise where there is none."""
    named = given or (
        Path(environment["MONITOR_CONFIG"]) if "MONITOR_CONFIG" in environment else None
    )
    if named:
        return named
    found = next((place for place in PLACES if place.is_file()), None)
    if found:
        return found
    raise ConfigurationError(
        "there is no configuration",
        hint="Copy config.example.toml to config.toml, or name one with --config.",
    )


def load(path: Path) -> Settings:
    """Return the settings in a file; raise ``ConfigurationError`` with every fault in it."""
    text = _text(path)
    try:
        return _settings(tomllib.loads(text), path.parent)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(
            "the configuration is not TOML", faults=[_syntax(path, text, error)]
        ) from None
    except ValidationError as error:
        faults = sorted(_faults(path, text, error), key=lambda fault: (fault.line, fault.column))
        number = "a fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise ConfigurationError(f"the configuration has {number}", faults=faults) from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(
            f"the configuration {path} cannot be read: {error.strerror}",
            hint="Copy config.example.toml to config.toml, or name one with --config.",
        ) from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"the configuration {path} is not UTF-8 text") from None


def _settings(values: dict[str, Any], folder: Path) -> Settings:
    return _anchored(Settings(**values), folder)


def _anchored(settings: Settings, folder: Path) -> Settings:
    """Return the settings with relative paths counted from the configuration's folder."""
    state = Path(os.environ.get("STATE_DIRECTORY", settings.state))
    return settings.model_copy(
        update={
            "state": folder / state,
            "rules": folder / settings.rules,
            "places": _places(settings, folder),
            "web": settings.web.model_copy(
                update={"token_file": folder / settings.web.token_file}
                if settings.web.token_file
                else {}
            ),
            "templates": folder / settings.templates if settings.templates else None,
            "secrets": folder / settings.secrets if settings.secrets else None,
            "anchors": folder / settings.anchors if settings.anchors else None,
            "sources": tuple(
                source.model_copy(update={"path": folder / source.path})
                if source.kind == "directory"
                else source
                for source in settings.sources
            ),
            "destinations": {
                name: d.model_copy(update={"url_file": folder / d.url_file}) if d.url_file else d
                for name, d in settings.destinations.items()
            },
        }
    )


def _places(settings: Settings, folder: Path) -> Path | None:
    """Return the user's own places: as set, else the folder ``places`` beside the rules."""
    if settings.places:
        return folder / settings.places
    beside = (folder / settings.rules).parent / "places"
    return beside if beside.is_dir() else None


def _syntax(path: Path, text: str, error: tomllib.TOMLDecodeError) -> Fault:
    words = str(error)
    line, column = 0, 0
    if "(at line " in words:
        place = words[words.index("(at line ") + 9 : -1]
        line, column = (int(part) for part in place.split(", column "))
        words = words[: words.index(" (at line ")]
    return Fault(
        file=str(path), line=line, column=column, message=words, excerpt=_excerpt(text, line)
    )


def _excerpt(text: str, line: int) -> str:
    lines = text.splitlines()
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _faults(path: Path, text: str, error: ValidationError) -> Iterator[Fault]:
    known = positions(text)
    for entry in error.errors(include_url=False, include_context=False, include_input=False):
        # A discriminated union puts its tag into the path, a table its word for a wrong name:
        # they are no keys of the file.
        where = tuple(part for part in entry["loc"] if part not in ("directory", "feed", "[key]"))
        line, column = nearest(known, where)
        key = ".".join(str(part) for part in where) or "the file"
        yield Fault(
            file=str(path),
            line=line,
            column=column,
            message=f"{key}: {_words(entry['msg'])}",
            hint=_hint(entry["type"], where),
            excerpt=_excerpt(text, line),
        )


def _words(message: str) -> str:
    return {
        "Extra inputs are not permitted": "there is no such key",
        "Field required": "this key is missing",
        "Input should be a valid tuple": 'a list is wanted, as in ["one", "two"]',
    }.get(message, message.removeprefix("Value error, ").replace("Input should be", "this must be"))


def _hint(kind: str, where: tuple[int | str, ...]) -> str:
    if kind not in ("extra_forbidden", "enum"):
        return ""
    known = _keys() if kind == "extra_forbidden" else [str(each) for each in ClaimType]
    close = get_close_matches(str(where[-1]), known, n=1)
    return f"Did you mean {close[0]!r}?" if close else ""


def _keys() -> list[str]:
    """Return every key that the configuration knows, at whatever depth."""
    schema = Settings.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({key for part in parts for key in part.get("properties", {})})
