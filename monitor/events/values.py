"""The values inside events: claims, incidents and the closed lists they draw from."""

from enum import StrEnum

import msgspec


class ClaimType(StrEnum):
    """What happened, in the names of ACLED and PLOVER where they have one."""

    TERRITORY_CAPTURED = "territory-captured"
    BORDER_CROSSING = "border-crossing"
    CROSS_BORDER_FIRE = "cross-border-fire"
    ARMED_CLASH = "armed-clash"
    DEPLOYMENT = "deployment"
    DRUG_INTERDICTION = "drug-interdiction"
    DIPLOMATIC_CONTACT = "diplomatic-contact"
    BORDER_CLOSURE = "border-closure"
    BORDER_REOPENING = "border-reopening"


class Status(StrEnum):
    """How the article stands to the claim; only the first two are news."""

    ASSERTED = "asserted"
    DISPUTED = "disputed"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    PLANNED = "planned"
    HISTORICAL = "historical"


NEWS = frozenset({Status.ASSERTED, Status.DISPUTED})


class ActorClass(StrEnum):
    TROOPS = "troops"
    MILITANTS = "militants"
    CIVILIANS = "civilians"
    OFFICIALS = "officials"
    UNKNOWN = "unknown"


class Side(StrEnum):
    """Whether an actor acts for a state. It depends on the date: see the reading room."""

    STATE = "state"
    NON_STATE = "non-state"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """Sigma's five levels, lowest first."""

    INFORMATIONAL = "informational"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Level)}


class SourceClass(StrEnum):
    """Who speaks: the party behind an attribution."""

    STATE = "state"
    BELLIGERENT = "belligerent"
    ORGANISATION = "organisation"
    WITNESS = "witness"
    MEDIA = "media"
    ANONYMOUS = "anonymous"


class Attribution(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who says so: the words of the text, the class of speaker, and the country they speak for."""

    who: str
    side: SourceClass | None = None
    country: str | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one article says happened.

    ``origin`` and ``to`` are ISO 3166-1 alpha-2 codes (``from`` and ``to`` in JSON); ``count`` is
    people; ``killed`` and ``wounded`` are (lowest, highest); ``when`` is an ISO 8601 date and
    ``time_precision`` ACLED's 1 (day), 2 (week), 3 (coarser). ``borders`` gives the distance in km
    from the place to each border nearby ("AF-TJ"), ``border`` and ``border_km`` the nearest one
    or the one the text names. ``span`` are character offsets into the article's text, or into its
    title when ``in_title`` is set, and slice to ``evidence``. ``why`` is the trace of the reading.
    """

    type: ClaimType
    status: Status
    actor: str | None = None
    actor_class: ActorClass = ActorClass.UNKNOWN
    actor_side: Side = Side.UNKNOWN
    place: str | None = None
    place_id: str | None = None
    place_kind: str | None = None
    place_alternatives: tuple[str, ...] = ()
    province: str | None = None
    country: str | None = None
    origin: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    count: int | None = None
    killed: tuple[int, int] | None = None
    wounded: tuple[int, int] | None = None
    when: str | None = None
    time_precision: int | None = None
    border: str | None = None
    border_km: float | None = None
    borders: dict[str, float] = {}
    attribution: Attribution | None = None
    denied_by: Attribution | None = None
    evidence: str
    span: tuple[int, int]
    in_title: bool = False
    why: tuple[str, ...] = ()

    @property
    def is_news(self) -> bool:
        return self.status in NEWS

    @property
    def where(self) -> str:
        """The place, or the narrowest area around it that the article tells; may be empty."""
        return self.place or self.province or self.country or ""


class ClaimRef(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A claim as an incident knows it: who carried it, when, and what it said."""

    article: str
    revision: int
    index: int
    source: str
    outlet: str
    wire: str
    status: Status
    published: str | None = None
    url: str | None = None
    title: str = ""
    attribution: Attribution | None = None
    denied_by: Attribution | None = None
    evidence: str = ""
    span: tuple[int, int] = (0, 0)
    in_title: bool = False
    count: int | None = None
    killed: tuple[int, int] | None = None
    wounded: tuple[int, int] | None = None
    place: str | None = None
    place_id: str | None = None
    when: str | None = None
    time_precision: int | None = None


class IncidentState(StrEnum):
    SINGLE = "single"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"


class Incident(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One happening in the world, as all claims so far tell it.

    ``claim`` is the leading claim (the most specific one); ``claims`` are all behind it, oldest
    first; ``sources`` are the independent outlets, after copies of one wire story were folded.
    """

    id: str
    state: IncidentState
    claim: Claim
    claims: tuple[ClaimRef, ...]
    sources: tuple[str, ...]
    killed: tuple[int, int] | None = None
    wounded: tuple[int, int] | None = None
    count: tuple[int, int] | None = None
    when: str | None = None
    superseded_by: str | None = None
