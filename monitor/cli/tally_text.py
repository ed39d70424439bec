"""The tally and the control map as text, JSON or CSV."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from monitor.views.control import ControlMap, Held, Share
from monitor.views.incident_queries import IncidentFilter
from monitor.views.tally import Figures, TallyLine


def render_tally(
    groups: Sequence[str],
    lines: Sequence[TallyLine],
    whole: TallyLine,
    form: str,
    wanted: IncidentFilter | None = None,
) -> str:
    """Return the tally as text, JSON or CSV."""
    if form == "json":
        return _json(
            {
                "by": list(groups),
                "filter": asdict(wanted) if wanted else {},
                "lines": [_tally_object(groups, line) for line in lines],
                "total": _tally_object((), whole),
            }
        )
    if form == "csv":
        return _tally_csv(groups, lines)
    return _tally_text(groups, lines, whole)


def _tally_object(groups: Sequence[str], line: TallyLine) -> dict[str, object]:
    return {
        **dict(zip(groups, line.key, strict=True)),
        "incidents": asdict(line.incidents),
        "killed": asdict(line.killed),
        "wounded": asdict(line.wounded),
        "sources": list(line.sources),
    }


def _tally_csv(groups: Sequence[str], lines: Sequence[TallyLine]) -> str:
    header = [*groups]
    for name in ("incidents", "killed", "wounded"):
        header += [f"{name}_low", f"{name}_high"]
    rows = [
        [
            *line.key,
            *(n for f in (line.incidents, line.killed, line.wounded) for n in (f.low, f.high)),
            "; ".join(line.sources),
        ]
        for line in lines
    ]
    return _csv([*header, "sources"], rows)


def _worded(figures: Figures) -> str:
    if figures.low == figures.high:
        return str(figures.low)
    return f"{figures.low}-{figures.high}"


def _tally_text(groups: Sequence[str], lines: Sequence[TallyLine], whole: TallyLine) -> str:
    if not lines:
        return "No incidents. Wider: another --since, --near or --type.\n"
    head = [*groups, "incidents", "killed", "wounded", "sources"]
    rows = [[*line.key, *_tally_cells(line)] for line in lines]
    rows.append(["in all", *[""] * (len(groups) - 1), *_tally_cells(whole)])
    return _table(head, rows, right=range(len(groups), len(groups) + 3))


def _tally_cells(line: TallyLine) -> list[str]:
    return [
        _worded(line.incidents),
        _worded(line.killed),
        _worded(line.wounded),
        _some(line.sources),
    ]


def _some(names: Sequence[str], shown: int = 3) -> str:
    more = len(names) - shown
    return ", ".join(names[:shown]) + (f" and {more} more" if more > 0 else "")


def render_control(border: str, found: ControlMap, form: str) -> str:
    """Return the control map as text, JSON or CSV."""
    if form == "json":
        return _json(_control_object(border, found))
    if form == "csv":
        rows = [list(_held_object(held).values()) for held in found.districts]
        for row in rows:
            row[-1] = "; ".join(row[-1])  # type: ignore[arg-type]
        return _csv(list(_CONTROL_KEYS), rows)
    return _control_text(border, found)


_CONTROL_KEYS = (
    "place_id",
    "name",
    "province",
    "country",
    "km",
    "holder",
    "outside_government_control",
    "contested",
    "since",
    "since_from",
    "denied_by",
    "incident",
    "sources",
)


def _held_object(held: Held) -> dict[str, object]:
    district = held.district
    values = (
        district.place_id,
        district.name,
        district.province,
        district.country,
        district.km,
        held.holder,
        held.outside,
        held.contested,
        held.since,
        held.since_from,
        held.denied_by,
        held.incident,
        list(held.sources),
    )
    return dict(zip(_CONTROL_KEYS, values, strict=True))


def _control_object(border: str, found: ControlMap) -> dict[str, object]:
    return {
        "border": border,
        "on": found.on.isoformat(),
        "share": _share_object(found.share),
        "shares": {country: _share_object(share) for country, share in found.shares.items()},
        "districts": [_held_object(held) for held in found.districts],
    }


def _share_object(share: Share) -> dict[str, float]:
    return {**asdict(share), "low": share.low, "high": share.high}


def _control_text(border: str, found: ControlMap) -> str:
    if not found.districts:
        return f"No district is known along the border {border}. See `monitor places`.\n"
    head = ["district", "province", "km", "holder", "since", "sources", ""]
    rows = [
        [
            held.district.name,
            held.district.province,
            f"{held.district.km:.0f}",
            held.holder,
            held.since or "no report",
            _some(held.sources),
            _remark(held),
        ]
        for held in found.districts
    ]
    told = "".join(_share_line(name, share, found) for name, share in found.shares.items())
    return _table(head, rows, right=(2,)) + told


def _share_line(country: str, share: Share, found: ControlMap) -> str:
    low, high = f"{share.low:.0%}", f"{share.high:.0%}"
    part = low if low == high else f"{low} to {high}"
    bank = f"the {country} bank" if country else "the border"
    return f"{found.on}: {part} of {share.total_km:.0f} km on {bank} outside government control\n"


def _remark(held: Held) -> str:
    if held.contested:
        return f"contested: denied by {held.denied_by}" if held.denied_by else "contested"
    return ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_safe(value) for value in row] for row in rows)
    return text.getvalue()


def _safe(value: object) -> object:
    """Return a cell that a spreadsheet does not take for a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Iterable[int]) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    aligned = set(right)
    for at, name in enumerate(head):
        table.add_column(name, justify="right" if at in aligned else "left")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    terminal = sys.stdout.isatty()
    console = Console(file=io.StringIO(), width=None if terminal else 160, force_terminal=terminal)
    console.print(table)
    file = console.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"
