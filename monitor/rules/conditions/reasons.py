"""Why a rule stays quiet: a closed list, used by ``because``, by ``why`` and by the tests."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """A condition that does not hold. The names of a rule's own exceptions come beside these."""

    NO_CLAIM = "no_claim"
    TYPE = "type"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    PLANNED = "planned"
    HISTORICAL = "historical"
    STATUS = "status"
    ACTOR = "actor"
    PLACE = "place"
    FROM = "from"
    TO = "to"
    COUNT = "count"
    KILLED = "killed"
    WOUNDED = "wounded"
    SOURCES = "sources"
    OUTLET = "outlet"
    SAID_BY = "said_by"
    TEXT = "text"
    NOT = "not"
    TOO_FEW = "too_few"
    NO_EARLIER = "no_earlier"
    FOLLOWED = "followed"
    OUTSIDE_HOURS = "outside_hours"
    NOT_SILENT = "not_silent"
    CONTROL = "control"


MEANINGS: dict[Reason, str] = {
    Reason.NO_CLAIM: "the reader finds no claim of the rule's type in the text",
    Reason.TYPE: "the reader finds claims, but only of other types",
    Reason.DENIED: "the claim is denied",
    Reason.HYPOTHETICAL: "the claim is a fear, a condition or a possibility",
    Reason.PLANNED: "the claim is a plan or a demand",
    Reason.HISTORICAL: "the claim tells of something old",
    Reason.STATUS: "the claim has another status than the rule asks for",
    Reason.ACTOR: "another actor, class or side",
    Reason.PLACE: "another place, too far from the border, or no place",
    Reason.FROM: "from another country",
    Reason.TO: "to another country",
    Reason.COUNT: "too few or too many people, or no figure",
    Reason.KILLED: "too few or too many killed, or no figure",
    Reason.WOUNDED: "too few or too many wounded, or no figure",
    Reason.SOURCES: "too few independent sources",
    Reason.OUTLET: "another outlet",
    Reason.SAID_BY: "said by somebody else",
    Reason.TEXT: "the words are not there, or not together",
    Reason.NOT: "something holds that the rule excludes with not",
    Reason.TOO_FEW: "too few in the window of time",
    Reason.NO_EARLIER: "the other rule did not hold before",
    Reason.FOLLOWED: "the other rule followed in time",
    Reason.OUTSIDE_HOURS: "outside the active hours",
    Reason.NOT_SILENT: "the source is not silent for so long",
    Reason.CONTROL: "the share of the border is not in the bounds",
}


@dataclass(frozen=True, slots=True)
class Failing:
    """One condition that does not hold: what was asked, and what was found."""

    reason: Reason
    wanted: str
    actual: str

    def __str__(self) -> str:
        return f"{self.reason}: {self.wanted} is asked, the text has {self.actual}"
