"""The control map: who holds each border district, since when, on whose word, contested or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from monitor.events.values import IncidentState
from monitor.views.government import Government, captor, governs
from monitor.views.view import Rows, select

_outlets = msgspec.json.Decoder(tuple[str, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A border district: its stable id, the length of border it fronts in km, and its names.

    ``governments`` are those of its country, the oldest first.
    """

    place_id: str
    km: float
    name: str = ""
    province: str = ""
    country: str = ""
    governments: tuple[Government, ...] = ()


@dataclass(slots=True, kw_only=True)
class Capture:
    """What the map needs of an incident in which a district was taken; ``sources`` is JSON.

    A replay reads thousands of them: as few columns as will do, and not frozen, which is slower.
    """

    incident: str
    state: str
    day: str
    day_from: str
    place_id: str | None
    country: str | None
    actor: str | None
    actor_class: str
    actor_side: str
    sources: str
    denied_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A district as it stands on a day.

    ``since`` (ISO 8601) and ``sources`` are empty where nothing was ever reported: then the
    government of the day is taken to hold it. ``outside`` says that it does not.
    """

    district: District
    holder: str
    outside: bool
    contested: bool
    since: str
    since_from: str
    sources: tuple[str, ...]
    denied_by: str | None
    incident: str | None

    @property
    def state(self) -> str:
        """Return government, outside or contested, as the map colours it."""
        if self.contested:
            return "contested"
        return "outside" if self.outside else "government"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Length of border in km: all of it, along districts outside government control, contested.

    ``outside_km`` holds what nobody denies; ``contested_km`` what is claimed and denied.
    """

    total_km: float
    outside_km: float
    contested_km: float

    @property
    def low(self) -> float:
        """Return the share outside government control that nobody denies, 0.0 to 1.0."""
        return self.outside_km / self.total_km if self.total_km else 0.0

    @property
    def high(self) -> float:
        """Return the share with what is contested, 0.0 to 1.0."""
        both = self.outside_km + self.contested_km
        return both / self.total_km if self.total_km else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlMap:
    """All districts along a border on a day, and the share outside government control.

    ``shares`` holds one for each country: the districts of both banks front the same line.
    """

    on: date
    districts: tuple[Held, ...]
    shares: Mapping[str, Share]

    @property
    def share(self) -> Share:
        """Return the share on the bank where it is highest: a border's length counts once."""
        nothing = Share(total_km=0.0, outside_km=0.0, contested_km=0.0)
        return max(self.shares.values(), key=lambda s: (s.high, s.low), default=nothing)


def control_map(rows: Rows, districts: Sequence[District], on: date) -> ControlMap:
    """Return who holds what at the end of a day, from what is known of captures until then."""
    latest = last_captures(rows, [district.place_id for district in districts], on)
    found = [held(district, latest.get(district.place_id), on) for district in districts]
    found.sort(key=lambda h: (h.district.country, h.district.province, h.district.name))
    return ControlMap(on=on, districts=tuple(found), shares=_shares(found))


# False sorts before True: of two captures on one day, the one that nothing superseded stands last.
_CAPTURES = "WHERE type = 'territory-captured' AND state != ? AND place_id = ?"
_GONE, _PAST = IncidentState.RETRACTED.value, IncidentState.SUPERSEDED.value


def last_captures(rows: Rows, places: Sequence[str], on: date) -> dict[str, Capture]:
    """Return the last capture of each place until a day; of two on one day, the one that stands.

    One step into an index for each place, however long its history is.
    """
    tail = f"{_CAPTURES} AND day <= ? ORDER BY day DESC, state = ?, position DESC LIMIT 1"
    found = {}
    for place in places:
        values = (_GONE, place, on.isoformat(), _PAST)
        for row in select(rows, Capture, "incident", tail, values):
            found[place] = row
    return found


def captures(rows: Rows, places: Sequence[str], after: date, until: date) -> list[Capture]:
    """Return the captures after a day and until another, in the order in which the last counts."""
    tail = f"{_CAPTURES} AND day > ? AND day <= ? ORDER BY day, state != ?, position"
    found: list[Capture] = []
    for place in places:
        values = (_GONE, place, after.isoformat(), until.isoformat(), _PAST)
        found += select(rows, Capture, "incident", tail, values)
    # Sorting keeps the order within a place, and only that one matters within a day.
    return sorted(found, key=lambda row: row.day)


def held(district: District, row: Capture | None, on: date) -> Held:
    """Return who holds a district on a day, from its last capture until then."""
    ruling = governs(district.country, district.governments, on)
    if row is None:
        return Held(
            district=district,
            holder=ruling,
            outside=False,
            contested=False,
            since="",
            since_from="",
            sources=(),
            denied_by=None,
            incident=None,
        )
    country = district.country or row.country or ""
    taken = date.fromisoformat(row.day)
    holder = captor(country, district.governments, taken, actor=row.actor, state=_state(row))
    return Held(
        district=district,
        holder=holder,
        outside=holder != ruling,
        contested=row.state == IncidentState.DISPUTED,
        since=row.day,
        since_from=row.day_from,
        sources=_outlets.decode(row.sources),
        denied_by=row.denied_by,
        incident=row.incident,
    )


def _state(row: Capture) -> bool | None:
    if row.actor_side in ("state", "non-state"):
        return row.actor_side == "state"
    return {"troops": True, "militants": False}.get(row.actor_class)


def _shares(found: Sequence[Held]) -> dict[str, Share]:
    countries = sorted({h.district.country for h in found})
    return {name: _share([h for h in found if h.district.country == name]) for name in countries}


def _share(found: Sequence[Held]) -> Share:
    return Share(
        total_km=sum(h.district.km for h in found),
        outside_km=sum(h.district.km for h in found if h.outside and not h.contested),
        contested_km=sum(h.district.km for h in found if h.contested),
    )
