"""Small quantities as people write them: ``72h``, ``>= 100``, ``22:00``, ``20 per month``."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_NAMES = {"second": "s", "minute": "m", "min": "m", "hour": "h", "day": "d", "week": "w"}
_PART = re.compile(r"(\d+)\s*(seconds?|minutes?|min|hours?|days?|weeks?|[smhdw])(?![a-z])")
_COMPARED = re.compile(r"(>=|<=|>|<|=)?\s*(\d[\d,]*)\s*(%)?")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_BUDGET = re.compile(r"(\d+)\s*(?:per|a|an)\s+(day|week|month|year)")
_PERIODS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}


def seconds(text: str) -> int:
    """Return a duration in seconds; ``ValueError`` says how to write one."""
    lowered = text.strip().lower()
    parts = _PART.findall(lowered)
    if not parts or _PART.sub("", lowered).strip():
        raise ValueError(f"{text!r} is not a duration: write 30m, 12h, 7d or 1h30m")
    total = sum(int(number) * _UNITS[_unit(unit)] for number, unit in parts)
    if not 0 < total <= 366 * _UNITS["d"]:
        raise ValueError(f"{text!r} must be more than nothing and at most 366d")
    return total


def _unit(word: str) -> str:
    return _NAMES.get(word.removesuffix("s") if len(word) > 1 else word, word)


def spoken(duration: int) -> str:
    """Return a duration in the largest unit that holds it evenly, as in ``72 hours``."""
    for unit, name in (
        ("w", "week"),
        ("d", "day"),
        ("h", "hour"),
        ("m", "minute"),
        ("s", "second"),
    ):
        number, rest = divmod(duration, _UNITS[unit])
        if number and not rest:
            return f"{number} {name}" if number == 1 else f"{number} {name}s"
    return f"{duration} seconds"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A bound on a number, as in ``>= 100``."""

    symbol: str
    number: int
    percent: bool = False

    def holds(self, value: float) -> bool:
        return _OPERATORS[self.symbol](value, self.number)

    def __str__(self) -> str:
        return f"{self.symbol} {self.number}{'%' if self.percent else ''}"


def comparison(text: str, *, bare: str = ">=") -> Comparison:
    """Return a bound; a number alone means at least so many (or what ``bare`` says)."""
    found = _COMPARED.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is not a bound: write a number, or as in '>= 100' or '< 5'")
    symbol, digits, percent = found.groups()
    return Comparison(symbol or bare, int(digits.replace(",", "")), bool(percent))


def minutes_of_day(text: str) -> int:
    """Return minutes after midnight of a time such as 06:30."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        raise ValueError(f'{text!r} is not a time of the day: write it as "06:30", in quotes')
    return int(found.group(1)) * 60 + int(found.group(2))


@dataclass(frozen=True, slots=True)
class Budget:
    """At most so many alerts in a period (``days`` long)."""

    number: int
    period: str

    @property
    def days(self) -> float:
        return _PERIODS[self.period]

    def __str__(self) -> str:
        return f"{self.number} per {self.period}"


def budget(text: str) -> Budget:
    """Return a noise budget such as ``20 per month``."""
    found = _BUDGET.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is not a budget: write it as in '20 per month'")
    return Budget(int(found.group(1)), found.group(2))
