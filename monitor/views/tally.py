"""The tally: incidents, killed and wounded by type, place, month; the count agencies keep by hand.

Each figure is a range. Low counts what nobody denies, at the lowest figure given; high counts what
is disputed too, at the highest. What was withdrawn counts in neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.views.incident_queries import IncidentFilter, where
from monitor.views.view import Row, Rows

# The Thursday of a day's week lies in the year that ISO 8601 counts the week to.
_THURSDAY = "date(day, '-3 days', 'weekday 4')"
_VALUES = {
    "type": "type",
    "place": "coalesce(place, province, country, 'unknown')",
    "province": "coalesce(province, 'unknown')",
    "country": "coalesce(country, 'unknown')",
    "border": "coalesce(border, 'unknown')",
    "month": "substr(day, 1, 7)",
    "week": f"printf('%s-W%02d', strftime('%Y', {_THURSDAY}), "
    f"(strftime('%j', {_THURSDAY}) - 1) / 7 + 1)",
    "year": "substr(day, 1, 4)",
    "state": "state",
}
GROUPS = tuple(_VALUES)
_SUMS = """
  sum(state != 'disputed'), count(*),
  sum(iif(state != 'disputed', coalesce(killed_low, 0), 0)), sum(coalesce(killed_high, 0)),
  sum(iif(state != 'disputed', coalesce(wounded_low, 0), 0)), sum(coalesce(wounded_high, 0))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A sum as a range."""

    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyLine:
    """One line: ``key`` are the values of what it is counted by, in that order."""

    key: tuple[str, ...]
    incidents: Figures
    killed: Figures
    wounded: Figures
    sources: tuple[str, ...]


def tally(
    rows: Rows, by: Sequence[str] = ("type",), wanted: IncidentFilter | None = None
) -> list[TallyLine]:
    """Count the incidents that are asked for, by one or more of ``GROUPS``; sorted by key.

    Raises ``KeyError`` for a group that there is not.
    """
    keys = [_VALUES[group] for group in by]
    sources = _sources(rows, keys, wanted)
    width = len(keys)
    found = [row for row in _grouped(rows, keys, wanted) if row[width + 1]]
    return [_line(row[:width], row[width:], sources.get(row[:width], ())) for row in found]


def total(rows: Rows, wanted: IncidentFilter | None = None) -> TallyLine:
    """Return the sum over all the incidents that are asked for; zeros where there are none."""
    lines = tally(rows, (), wanted)
    return lines[0] if lines else _line((), (0,) * 6, ())


def _condition(wanted: IncidentFilter | None) -> tuple[str, list[str | float]]:
    condition, values = where(wanted or IncidentFilter())
    return f"{condition} AND state != 'retracted'", values


def _order(keys: Sequence[str]) -> str:
    places = ", ".join(str(at) for at in range(1, len(keys) + 1))
    return f"GROUP BY {places} ORDER BY {places}" if places else ""


# What stands in these statements comes from the constants above; values are bound.
def _grouped(rows: Rows, keys: Sequence[str], wanted: IncidentFilter | None) -> list[Row]:
    condition, values = _condition(wanted)
    columns = ", ".join([*keys, _SUMS])
    sql = f"SELECT {columns} FROM incident WHERE {condition} {_order(keys)}"  # noqa: S608
    return list(rows.run(sql, values))


def _sources(
    rows: Rows, keys: Sequence[str], wanted: IncidentFilter | None
) -> dict[Row, tuple[str, ...]]:
    condition, values = _condition(wanted)
    # The inner question is asked by itself: json_each has columns called type and key, too.
    chosen = ", ".join(f"{key} AS k{at}" for at, key in enumerate(keys))
    inner = ", ".join(filter(None, [chosen, "sources"]))
    columns = ", ".join([*(f"k{at}" for at in range(len(keys))), "outlet.value"])
    sql = (
        f"SELECT DISTINCT {columns} FROM "  # noqa: S608
        f"(SELECT {inner} FROM incident WHERE {condition}), json_each(sources) AS outlet "
        "ORDER BY outlet.value"
    )
    found: dict[Row, tuple[str, ...]] = {}
    for row in rows.run(sql, values):
        found[row[:-1]] = (*found.get(row[:-1], ()), row[-1])
    return found


def _line(key: Row, sums: Row, sources: tuple[str, ...]) -> TallyLine:
    return TallyLine(
        key=key,
        incidents=Figures(low=sums[0], high=sums[1]),
        killed=Figures(low=sums[2], high=sums[3]),
        wounded=Figures(low=sums[4], high=sums[5]),
        sources=sources,
    )
