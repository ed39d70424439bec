"""What may stand under ``when`` and ``unless``."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from monitor.events.values import ActorClass, ClaimType, Level, Side, SourceClass, Status
from monitor.rules.format.fields import (
    Border,
    Bound,
    Country,
    Duration,
    Flag,
    Many,
    Model,
    Text,
    Whole,
    whole_number,
)


class PlaceKind(StrEnum):
    """The kinds of place that a gazetteer has."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    CROSSING = "crossing"
    PORT = "port"
    POST = "post"
    BASE = "base"
    RIVER = "river"
    REGION = "region"


class ActorCondition(Model):
    """Who did it."""

    class_: Many[ActorClass] | None = Field(
        default=None,
        alias="class",
        description="troops, militants, civilians, officials or unknown.",
    )
    side: Many[Side] | None = Field(
        default=None, description="state, non-state or unknown, at the time of the happening."
    )
    country: Many[Country] | None = Field(
        default=None, description="The country that the actor comes from or acts for, as in TJ."
    )
    name: Many[Text] | None = Field(
        default=None, description="Words of the actor's name in the text, as in Taliban."
    )


class PlaceCondition(Model):
    """Where it happened."""

    name: Many[Text] | None = Field(
        default=None,
        description="Places by name (any spelling), or a shared list, as in $my_districts.",
    )
    kind: Many[PlaceKind] | None = Field(
        default=None, description="What kind of place: district, town, crossing, province, base ..."
    )
    near: Many[Border] | None = Field(
        default=None, description="A border, as in AF-TJ: at most within_km away, or across it."
    )
    within_km: Annotated[int, whole_number(1, 300)] | None = Field(
        default=None, description="How near is near; 50 where it is left out."
    )
    country: Many[Country] | None = Field(default=None, description="The country it happened in.")
    province: Many[Text] | None = Field(default=None, description="The province it happened in.")


class TermGroup(Model):
    """Words of which one must be found."""

    any: Many[Text] | None = Field(default=None, description="One of these must be found.")
    place: Many[Text] | None = Field(
        default=None,
        description="The same, and what was found becomes {place}. A $list may stand here.",
    )
    actor: Many[Text] | None = Field(
        default=None,
        description="The same, and what was found becomes {actor}. A $list may stand here.",
    )


def _group(value: Any) -> Any:
    return value if isinstance(value, dict | TermGroup) else {"any": value}


def _groups(value: Any) -> Any:
    found = value if isinstance(value, list | tuple) else [value]
    if not found:
        raise ValueError("this list is empty")
    return tuple(found)


class _TermsSchema:
    """Tells editors that a word, a list of words and a group may all stand here."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        group = handler(core)["items"]
        words = {"type": "string"}
        one = {"anyOf": [words, {"type": "array", "items": words}, group]}
        return {"anyOf": [words, {"type": "array", "minItems": 1, "items": one}]}


Terms = Annotated[
    tuple[Annotated[TermGroup, BeforeValidator(_group)], ...],
    BeforeValidator(_groups),
    _TermsSchema(),
]


class TextCondition(Model):
    """Words in an article: whole words in any case and inflection.

    ``"two words"`` is a phrase, ``=UN`` exact, ``jihad*`` a prefix, ``/re/`` a regular expression.
    In a list all must be found; a list inside the list, or ``any``, needs one of its words.
    """

    anywhere: Terms | None = Field(
        default=None, description="All of these, anywhere in title or text."
    )
    title: Terms | None = Field(default=None, description="All of these in the title.")
    same_sentence: Terms | None = Field(default=None, description="All of these in one sentence.")
    same_paragraph: Terms | None = Field(default=None, description="All of these in one paragraph.")
    in_order: Flag = Field(
        default=False, description="In the order in which they are written here."
    )
    within_words: Whole | None = Field(
        default=None, description="From the first to the last at most so many words."
    )


def _text_condition(value: Any) -> Any:
    return {"anywhere": value} if isinstance(value, str | list) else value


def _place_condition(value: Any) -> Any:
    return {"name": value} if isinstance(value, str | list) else value


class _Shorthand:
    """Tells editors that words alone may stand instead of the mapping."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        words = {"type": "string"}
        return {"anyOf": [handler(core), words, {"type": "array", "items": words}]}


class SilenceCondition(Model):
    """A source that has handed over nothing new."""

    source: Many[Text] = Field(description="The source's name in the configuration; * is any.")
    for_: Duration = Field(alias="for", description="For how long it has been silent, as in 24h.")


class ControlCondition(Model):
    """Which share of a border runs along districts that the government does not hold."""

    border: Border = Field(description="The border, as in AF-TJ.")
    outside_government: Bound = Field(description='A share, as in ">= 50%".')


class Condition(Model):
    """What must hold. Keys that stand together must all hold."""

    claim: Many[ClaimType] | None = Field(default=None, description="What happened.")
    actor: ActorCondition | None = Field(default=None, description="Who did it.")
    place: Annotated[PlaceCondition | None, BeforeValidator(_place_condition), _Shorthand()] = (
        Field(default=None, description="Where it happened.")
    )
    from_: Many[Country] | None = Field(
        default=None, alias="from", description="The country it came from, as in AF."
    )
    to: Many[Country] | None = Field(default=None, description="The country it went to, as in TJ.")
    count: Bound | None = Field(default=None, description='How many people, as in ">= 100".')
    killed: Bound | None = Field(
        default=None, description='How many were killed by the highest figure, as in ">= 1".'
    )
    wounded: Bound | None = Field(
        default=None, description="How many were wounded, by the highest figure."
    )
    status: Many[Status] | None = Field(
        default=None,
        description="asserted and disputed where it is left out: denials, plans, fears and history "
        "are no news.",
    )
    sources: Bound | None = Field(default=None, description="How many independent sources say so.")
    outlet: Many[Text] | None = Field(default=None, description="Outlets or sources, by name.")
    said_by: Many[SourceClass] | None = Field(
        default=None,
        description="Who says so: state, belligerent, organisation, witness, media, anonymous.",
    )
    text: Annotated[TextCondition | None, BeforeValidator(_text_condition), _Shorthand()] = Field(
        default=None, description="Words in the article."
    )
    silence: SilenceCondition | None = Field(
        default=None, description="A source has fallen silent."
    )
    control: ControlCondition | None = Field(
        default=None, description="The share of a border outside government control."
    )
    all: tuple["Condition", ...] | None = Field(
        default=None, min_length=1, description="All of these must hold."
    )
    any: tuple["Condition", ...] | None = Field(
        default=None, min_length=1, description="One of these must hold."
    )
    not_: "Condition | None" = Field(default=None, alias="not", description="This must not hold.")


class NamedException(Condition):
    """When this holds the rule stays quiet, or speaks lower. Its name is shown by ``why``."""

    lower_to: Level | None = Field(
        default=None, description="Alert, but at this level, instead of staying quiet."
    )
