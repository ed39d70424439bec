"""The kinds of value that rule files hold, checked by pydantic and described for editors."""

import re
from collections.abc import Callable
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue

from monitor.rules.format import amounts

T = TypeVar("T")


class Model(BaseModel):
    """A mapping of a rule file: unknown keys are faults, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _text(value: Any, what: str) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise ValueError(f"{what} is expected here, not {_named(value)}")


def _named(value: Any) -> str:
    names = {dict: "a mapping", list: "a list", bool: "true or false"}
    return names.get(type(value), "nothing")


def _reader(parse: Callable[[str], Any], what: str) -> BeforeValidator:
    def read(value: Any) -> Any:
        return parse(_text(value, what)) if not isinstance(value, int) else value

    return BeforeValidator(read)


def _compared(value: Any) -> amounts.Comparison:
    if isinstance(value, amounts.Comparison):
        return value
    return amounts.comparison(_text(value, "a number or a bound such as '>= 100'"))


def _country(value: Any) -> str:
    code = _text(value, "a country's two letters")
    if not re.fullmatch(r"[A-Z]{2}", code):
        raise ValueError(f"{code!r} is not a country: write its ISO 3166 letters, as in TJ or AF")
    return code


def _border(value: Any) -> str:
    code = _text(value, "a border")
    found = re.fullmatch(r"([A-Z]{2})-([A-Z]{2})", code)
    if not found:
        raise ValueError(f"{code!r} is not a border: write both countries, as in AF-TJ")
    return "-".join(sorted(found.groups()))


def _zone(value: Any) -> str:
    name = _text(value, "a time zone")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is no time zone: write it as in Asia/Dushanbe") from None
    return name


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("write true or false here")


def whole_number(lowest: int, highest: int) -> BeforeValidator:
    """Return a check for a whole number written in digits."""

    def read(value: Any) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        text = _text(value, "a whole number")
        if not re.fullmatch(r"\d{1,9}", text.strip()) or not lowest <= int(text) <= highest:
            raise ValueError(f"{text!r} is not a whole number from {lowest} to {highest}")
        return int(text)

    return BeforeValidator(read)


def _times(value: Any) -> float:
    if isinstance(value, float):
        return value
    text = _text(value, "a number")
    if not re.fullmatch(r"\d+(\.\d+)?", text) or not 1 < float(text) <= 1000:
        raise ValueError(f"{text!r} is not a number above 1, as in 3 or 2.5")
    return float(text)


def many(value: Any) -> Any:
    """Take one value for a list of one."""
    if value is None:
        raise ValueError("a value is missing here")
    found = value if isinstance(value, list | tuple) else [value]
    if not found:
        raise ValueError("this list is empty")
    return tuple(found)


class OneOrMany:
    """Marks a tuple field that takes a single value as well, in files and for editors."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> JsonSchemaValue:
        schema = handler(core)
        return {"anyOf": [schema["items"], {**schema, "minItems": 1}]}


Many = Annotated[tuple[T, ...], BeforeValidator(many), OneOrMany()]
Text = Annotated[str, BeforeValidator(lambda value: _text(value, "text"))]
Flag = Annotated[bool, BeforeValidator(_flag)]
Country = Annotated[
    str, BeforeValidator(_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})
]
Border = Annotated[
    str,
    BeforeValidator(_border),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}-[A-Z]{2}$", "title": "Border"}),
]
Bound = Annotated[
    amounts.Comparison,
    BeforeValidator(_compared),
    WithJsonSchema({"type": ["string", "integer"], "examples": [">= 100"]}),
]
Duration = Annotated[
    int,
    _reader(amounts.seconds, "a duration such as 12h"),
    WithJsonSchema({"type": "string", "examples": ["30m", "12h", "7d"]}),
]
ClockTime = Annotated[
    int,
    _reader(amounts.minutes_of_day, "a time of the day"),
    WithJsonSchema({"type": "string", "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"}),
]
NoiseBudget = Annotated[
    amounts.Budget,
    BeforeValidator(
        lambda value: (
            value
            if isinstance(value, amounts.Budget)
            else amounts.budget(_text(value, "a budget such as '20 per month'"))
        )
    ),
    WithJsonSchema({"type": "string", "examples": ["20 per month"]}),
]
Zone = Annotated[
    str, BeforeValidator(_zone), WithJsonSchema({"type": "string", "examples": ["Asia/Dushanbe"]})
]
Times = Annotated[
    float, BeforeValidator(_times), WithJsonSchema({"type": "number", "exclusiveMinimum": 1})
]
Whole = Annotated[int, whole_number(1, 1_000_000)]
