"""A rule, as it stands in a file: when ... unless ... confirm / count ... alert ... examples."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from monitor.events.values import Level
from monitor.rules.format.conditions import Condition, NamedException
from monitor.rules.format.examples import Examples
from monitor.rules.format.fields import (
    Bound,
    ClockTime,
    Duration,
    Many,
    Model,
    NoiseBudget,
    Text,
    Times,
    Zone,
    whole_number,
)

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class RuleStatus(StrEnum):
    """What the rule does: a life in four steps."""

    DRAFT = "draft"
    TEST = "test"
    STABLE = "stable"
    RETIRED = "retired"


class Scope(StrEnum):
    """What there is one alert for each of."""

    PLACE = "place"
    INCIDENT = "incident"
    RULE = "rule"
    ARTICLE = "article"
    ACTOR = "actor"
    PROVINCE = "province"
    COUNTRY = "country"
    BORDER = "border"
    SOURCE = "source"


class Same(StrEnum):
    """What two matches must share."""

    PLACE = "place"
    PROVINCE = "province"
    COUNTRY = "country"
    BORDER = "border"
    ACTOR = "actor"
    INCIDENT = "incident"


class Outside(StrEnum):
    """What becomes of a match outside the active hours."""

    HOLD = "hold"
    DROP = "drop"


class Confirm(Model):
    """More sources raise the level of the same alert."""

    sources: Annotated[int, whole_number(2, 100)] = Field(
        description="So many independent sources, copies of one wire story counted once."
    )
    within: Duration = Field(
        default=259_200, description="Counted in this time; 72h where left out."
    )
    level: Level = Field(description="The level the alert then has.")


class Count(Model):
    """The rule holds only when there are enough in a window of time."""

    incidents: Bound | None = Field(default=None, description="So many happenings.")
    articles: Bound | None = Field(default=None, description="So many articles.")
    sources: Bound | None = Field(default=None, description="So many independent sources.")
    killed: Bound | None = Field(default=None, description="So many killed, over all happenings.")
    within: Duration = Field(description="The window of time, as in 24h or 30d.")
    times_normal: Times | None = Field(
        default=None,
        description="And so many times as many as in an average window of the 14 days before; "
        "not asked as long as there are no 14 days to compare with.",
    )


class IfEarlier(Model):
    """Another rule held before."""

    rule: Text = Field(description="The other rule's id.")
    within: Duration = Field(description="How long before at most.")
    same: Many[Same] | None = Field(default=None, description="What both must share.")
    level: Level | None = Field(
        default=None,
        description="Raise to this level. Without it, this rule holds only after the other.",
    )


class NotFollowedBy(Model):
    """Wait whether another rule holds, and alert only if it does not."""

    rule: Text = Field(description="The other rule's id.")
    within: Duration = Field(description="How long to wait.")
    same: Many[Same] | None = Field(default=None, description="What both must share.")


def _days(value: Any) -> Any:
    found = value if isinstance(value, list | tuple) else str(value).split(",")
    days: list[str] = []
    for part in (str(item).strip().lower() for item in found):
        first, _, last = part.partition("-")
        if first not in DAYS or (last and last not in DAYS):
            raise ValueError(f"{part!r} is not a day: write mon, tue, wed, thu, fri, sat, sun")
        start, end = DAYS.index(first), DAYS.index(last or first)
        days.extend(DAYS[number % 7] for number in range(start, end + 1 + 7 * (end < start)))
    return tuple(days)


class Active(Model):
    """The hours in which the rule speaks."""

    days: Annotated[tuple[str, ...], BeforeValidator(_days)] = Field(
        default=DAYS,
        description="As in mon-fri, or a list.",
        json_schema_extra={"type": ["string", "array"]},
    )
    from_: ClockTime = Field(alias="from", description='When it begins to speak, as in "06:00".')
    to: ClockTime = Field(description='When it ends, as in "22:00"; may be after midnight.')
    timezone: Zone = Field(description="As in Asia/Dushanbe.")
    outside: Outside = Field(
        default=Outside.HOLD, description="hold: send when the hours begin; drop: only record."
    )
    except_: Level | None = Field(
        default=None, alias="except", description="From this level on it speaks at any hour."
    )


class Alert(Model):
    """What people get."""

    one_per: Many[Scope] | None = Field(
        default=None,
        description="One alert for each of these, updated as more is known. Left out: place (for "
        "words: article, for a silent source: source).",
    )
    repeat_every: Duration | None = Field(
        default=None, description="Remind as long as it is open and nobody acknowledged it."
    )
    resolve_after: Duration | None = Field(
        default=None, description="Close it when nothing new came for so long."
    )
    notify: Text | None = Field(default=None, description="A route's name in the configuration.")
    subject: Text | None = Field(
        default=None,
        description="The alert's heading. Fields: {place} {province} {country} {actor} {sources} "
        "{count} {killed} {border} {km} {from} {to} {state} {source} {share}.",
    )


class Rule(Model):
    """One rule."""

    title: Text = Field(description="What the rule is about, in one line.")
    id: Text = Field(
        pattern=ID_PATTERN, description="Never changes: it is part of every alert's identity."
    )
    status: RuleStatus = Field(
        description="draft: only tried; test: recorded, never sent; stable: sent; retired: off."
    )
    level: Level = Field(description="How urgent it is.")
    description: Text | None = Field(default=None, description="What it watches for, and why.")
    owner: Text | None = Field(default=None, description="Who looks after it.")
    references: Many[Text] | None = Field(default=None, description="Where to read more.")
    falsepositives: Many[Text] | None = Field(
        default=None, description="What may raise it wrongly."
    )
    tags: Many[Text] | None = Field(default=None, description="Words to find it by.")
    at_most: NoiseBudget | None = Field(
        default=None, description="More alerts than this fail the backtest, as in '20 per month'."
    )
    when: Condition = Field(description="What must hold.")
    unless: dict[str, NamedException] = Field(
        default_factory=dict, description="Exceptions by name."
    )
    confirm: Confirm | None = Field(default=None, description="More sources raise the level.")
    count: Count | None = Field(default=None, description="Enough in a window of time.")
    if_earlier: IfEarlier | None = Field(default=None, description="After another rule.")
    not_followed_by: NotFollowedBy | None = Field(
        default=None, description="Unless another rule follows."
    )
    active: Active | None = Field(default=None, description="The hours in which the rule speaks.")
    alert: Alert = Field(default_factory=Alert, description="What people get.")
    examples: Examples = Field(
        default_factory=Examples, description="The proof: run at every test and reload."
    )
