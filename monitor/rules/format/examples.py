"""What may stand under ``examples``: the rule's proof."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from monitor.events.values import ActorClass, ClaimType, Level
from monitor.rules.format import amounts
from monitor.rules.format.fields import Country, Flag, Model, Text, Whole, whole_number


def _published(value: Any) -> Any:
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        raise ValueError(f"{value!r} is not a date: write it as in 2021-07-05") from None


def _offset(value: Any) -> Any:
    if isinstance(value, int):
        return value
    text = str(value).strip()
    return 0 if text in {"0", "0h", "0m", "0d"} else amounts.seconds(text)


EXAMPLE_DAY = dt.date(2021, 7, 5)
"""The reader needs a day to know who governs; every example has one."""

Day = Annotated[dt.date, BeforeValidator(_published)]
Offset = Annotated[
    int,
    BeforeValidator(_offset),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["0h", "3h", "2d"]}),
]


class TimedArticle(Model):
    """One article of an example that needs several."""

    at: Offset = Field(
        default=0, description="When it arrives after the example's start, as in 3h."
    )
    source: Text = Field(default="example", description="Who published it.")
    title: Text | None = None
    text: Text
    published: Day | None = Field(
        default=None, description="Its date; the example's day where left out."
    )
    copy_of: Text | None = Field(
        default=None,
        description="The source whose wire story this one copies: both are one source.",
    )


class Expect(Model):
    """What the alert must be like; only what is named here is compared."""

    level: Level | None = None
    place: Text | None = None
    province: Text | None = None
    country: Country | None = None
    type: ClaimType | None = None
    actor: Text | None = None
    actor_class: ActorClass | None = None
    from_: Country | None = Field(default=None, alias="from")
    to: Country | None = None
    count: Whole | None = None
    killed: Annotated[int, whole_number(0, 1_000_000)] | None = None
    state: Text | None = Field(default=None, description="single, corroborated, disputed ...")
    disputed: Flag | None = None
    sources: Whole | None = None
    subject: Text | None = None
    because: Text | None = Field(default=None, description="The exception that lowered it.")
    alerts: Whole | None = Field(default=None, description="How many alerts there must be.")


class _Texts(Model):
    title: Text | None = Field(default=None, description="The article's title.")
    text: Text | None = Field(default=None, description="The article's text.")
    published: Day | None = Field(default=None, description="The article's date, as in 2021-07-05.")
    articles: tuple[TimedArticle, ...] | None = Field(
        default=None, min_length=1, description="Several articles in time, instead of one text."
    )
    silent_for: Offset | None = Field(
        default=None, description="How much time passes after the last article, as in 24h."
    )


class FiringExample(_Texts):
    """A text for which the rule must raise an alert."""

    expect: Expect | None = Field(default=None, description="What the alert must be like.")


class QuietExample(_Texts):
    """A text for which the rule must stay quiet, and why."""

    because: Text = Field(description="The exception or the condition that keeps the rule quiet.")


def _text_only(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class _TextOrMapping:
    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(core)]}


Firing = Annotated[FiringExample, BeforeValidator(_text_only), _TextOrMapping()]


class Examples(Model):
    """Run at ``rules test`` and at every reload."""

    published: Day = Field(
        default=EXAMPLE_DAY,
        description="The date of the examples that give none; 2021-07-05 where left out.",
    )
    fires: tuple[Firing, ...] = Field(
        default=(), description="The rule must raise an alert for these."
    )
    quiet: tuple[QuietExample, ...] = Field(default=(), description="It must stay quiet for these.")
    known_gaps: tuple[Firing, ...] = Field(
        default=(),
        description="It should raise an alert for these, but cannot yet: told, not failed.",
    )
