"""Durations as people write them: ``90s``, ``10m``, ``12h``, ``7d``, ``1h30m``."""

import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_PART = re.compile(r"(\d+)\s*([smhdw])")


def parse_duration(text: str) -> timedelta:
    """Return the duration that a text names; ``ValueError`` says how to write one."""
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text).strip():
        raise ValueError(f"{text!r} is not a duration: write 90s, 10m, 12h, 7d or 1h30m")
    return sum((timedelta(**{_UNITS[unit]: int(number)}) for number, unit in parts), timedelta())


def _duration(value: Any) -> timedelta:
    if isinstance(value, timedelta):
        return value
    if isinstance(value, str):
        return parse_duration(value)
    raise ValueError(f'{value!r} is not a duration: write it in quotes with a unit, as in "10m"')


def _days(value: timedelta) -> timedelta:
    if value % timedelta(days=1) or value < timedelta(0):
        raise ValueError("whole days are wanted, as in 7d")
    return value


Duration = Annotated[
    timedelta, BeforeValidator(_duration), WithJsonSchema({"type": "string", "examples": ["10m"]})
]
Days = Annotated[Duration, AfterValidator(_days)]
