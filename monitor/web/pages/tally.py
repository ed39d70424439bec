"""Tally: the running count, as a table and as charts; the same numbers as ``monitor tally``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.views.incident_queries import IncidentFilter
from monitor.views.tally import GROUPS, Figures, TallyLine, tally, total
from monitor.web.answers import csv_answer, json_answer
from monitor.web.moments import day_of, days
from monitor.web.pages.incidents import wanted_of
from monitor.web.site import Site
from monitor.web.words import TYPES, of_type

MEASURES = ("incidents", "killed", "wounded")
CHARTED = ("month", "week", "year")
# More lines than this are for the CSV file; a page of them helps nobody.
MOST_LINES = 300
LONGEST_CHART = 366 * 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A chart's data: the bins in order, and (low figures, high figures) of each measure."""

    by: str
    labels: tuple[str, ...]
    incidents: tuple[tuple[int, ...], tuple[int, ...]]
    killed: tuple[tuple[int, ...], tuple[int, ...]]
    wounded: tuple[tuple[int, ...], tuple[int, ...]]


def routes(site: Site) -> list[Route]:
    return [
        Route("/tally", partial(page, site)),
        Route("/tally.csv", partial(as_csv, site)),
        Route("/api/tally", partial(as_json, site)),
    ]


def groups_of(query: dict[str, str]) -> tuple[str, ...]:
    """Return what an address counts by: one or more groups, parted by commas."""
    asked = [name for name in query.get("by", "").split(",") if name in GROUPS]
    return tuple(dict.fromkeys(asked)) or ("month",)


def filter_of(query: dict[str, str]) -> IncidentFilter:
    """Return the filter of an address; a day that is none counts as not given."""
    dated = {
        name: day.isoformat() if (day := day_of(query.get(name))) else ""
        for name in ("since", "until")
    }
    return wanted_of(query | dated)


def page(site: Site, request: Request) -> Response:
    query = dict(request.query_params)
    by, wanted, rows = groups_of(query), filter_of(query), site.services.rows
    lines = tally(rows, by, wanted)
    dated = by[0] if by[0] in CHARTED else "month"
    charted = lines if by == (dated,) else tally(rows, (dated,), wanted)
    return site.page(
        request,
        "tally.html.j2",
        by=by,
        groups=GROUPS,
        lines=lines[-MOST_LINES:],
        left_out=max(0, len(lines) - MOST_LINES),
        whole=total(rows, wanted),
        wanted=wanted,
        types=TYPES,
        series=_series(dated, charted),
        query=request.url.query,
        shown=[_shown(by, line) for line in lines[-MOST_LINES:]],
    )


def _shown(by: Sequence[str], line: TallyLine) -> list[str]:
    """Return a line's key as people read it."""
    named = zip(by, line.key, strict=True)
    return [of_type(value) if group == "type" else value for group, value in named]


def _series(by: str, lines: list[TallyLine]) -> Series:
    known = {line.key[0]: line for line in lines}
    labels = without_gaps(by, sorted(known))

    def of(name: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        figures = [getattr(known[label], name) if label in known else Figures() for label in labels]
        return tuple(f.low for f in figures), tuple(f.high for f in figures)

    return Series(
        by=by,
        labels=tuple(labels),
        incidents=of("incidents"),
        killed=of("killed"),
        wounded=of("wounded"),
    )


def without_gaps(by: str, labels: list[str]) -> list[str]:
    """Return every month, week or year from the first to the last: a quiet one is a figure too."""
    if not labels:
        return []
    first, last = _first_day(by, labels[0]), _first_day(by, labels[-1])
    if (last - first).days > LONGEST_CHART:
        return labels
    return list(dict.fromkeys(_label(by, day) for day in days(first, last)))


def _first_day(by: str, label: str) -> date:
    if by == "week":
        return date.fromisocalendar(int(label[:4]), int(label[6:]), 1)
    return date(int(label[:4]), int(label[5:7]) if by == "month" else 1, 1)


def _label(by: str, day: date) -> str:
    if by == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()[: 7 if by == "month" else 4]


def as_csv(site: Site, request: Request) -> Response:
    """Answer with the columns of ``monitor tally --format csv``."""
    query = dict(request.query_params)
    by = groups_of(query)
    head = [*by, *(f"{name}_{end}" for name in MEASURES for end in ("low", "high")), "sources"]
    lines = tally(site.services.rows, by, filter_of(query))
    return csv_answer("tally.csv", head, [_cells(line) for line in lines])


def _cells(line: TallyLine) -> list[object]:
    figures = (line.incidents, line.killed, line.wounded)
    return [*line.key, *(n for f in figures for n in (f.low, f.high)), "; ".join(line.sources)]


def as_json(site: Site, request: Request) -> Response:
    query = dict(request.query_params)
    by, wanted = groups_of(query), filter_of(query)
    lines = tally(site.services.rows, by, wanted)
    return json_answer(
        request, {"by": by, "lines": lines, "total": total(site.services.rows, wanted)}
    )
