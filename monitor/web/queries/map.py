"""The map over time: who held each district on each day of a period, in one pass over captures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.views.control import Capture, District, Held, captures, held, last_captures
from monitor.views.government import changes_of
from monitor.views.view import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Who holds a district: ``state`` is government, outside or contested."""

    district: str
    holder: str
    state: str
    since: str
    incident: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A day on which something changed hands, and what changed on it."""

    day: str
    changes: tuple[Holding, ...]


def first_and_last(rows: Rows) -> tuple[date, date] | None:
    """Return the days of the first and the last incident; None where there is none."""
    row = next(rows.run("SELECT min(day), max(day) FROM incident"))
    return (date.fromisoformat(row[0]), date.fromisoformat(row[1])) if row[0] else None


def busiest_days(rows: Rows, last: date, back: int = 60) -> tuple[date, date]:
    """Return a period worth showing first: the ``back`` days with the most incidents.

    A log of today shows the latest days; a log of an archive shows its liveliest months.
    """
    sql = (
        "SELECT substr(day, 1, 7), count(*) FROM incident "
        "GROUP BY 1 ORDER BY 2 DESC, 1 DESC LIMIT 1"
    )
    found = next(rows.run(sql), None)
    recent = last - timedelta(days=back)
    if found is None or found[0] >= recent.isoformat()[:7]:
        return recent, last
    start = date.fromisoformat(f"{found[0]}-01") - timedelta(days=28)
    return start.replace(day=1), start.replace(day=1) + timedelta(days=back)


def replay(rows: Rows, districts: Sequence[District], since: date, until: date) -> list[Frame]:
    """Return the state on the first day, then each day's changes; days without any are left out."""
    known = {district.place_id: district for district in districts}
    latest = last_captures(rows, list(known), since)
    shown: dict[str, Holding] = {}
    frames: list[Frame] = []
    # Without a capture a holder's name changes only with the government of the day.
    changes = set().union(*(changes_of(district.governments) for district in districts))
    whole = {since, *(day for day in changes if day > since)}
    for day, taken in _days(captures(rows, list(known), since, until), whole, until):
        latest |= taken
        asked = known if day in whole else taken
        now = {name: _holding(held(known[name], latest.get(name), day)) for name in asked}
        changed = tuple(found for name, found in now.items() if shown.get(name) != found)
        if changed or not frames:
            frames.append(Frame(day=day.isoformat(), changes=changed))
        shown |= now
    return frames


def _days(
    found: Iterable[Capture], always: Iterable[date], until: date
) -> Iterator[tuple[date, dict[str, Capture]]]:
    """Yield the days that may change something, each with its last capture of each place."""
    days: dict[str, dict[str, Capture]] = {day.isoformat(): {} for day in always}
    for row in found:
        days.setdefault(row.day, {})[row.place_id or ""] = row
    for day in sorted(days):
        if day <= until.isoformat():
            yield date.fromisoformat(day), days[day]


def _holding(found: Held) -> Holding:
    return Holding(
        district=found.district.place_id,
        holder=found.holder,
        state=found.state,
        since=found.since,
        incident=found.incident or "",
    )
