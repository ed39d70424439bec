"""``monitor tally`` and ``monitor control``: the count, and the map of who holds what."""

import sys
from datetime import date
from typing import Annotated

import typer

from monitor.cli.context import settings_of
from monitor.cli.formats import AnyTableForm, TableForm
from monitor.errors import MonitorError

Day = Annotated[str | None, typer.Option(help="A day, as in 2021-07-01.")]


def tally(
    context: typer.Context,
    *,
    since: Day = None,
    until: Day = None,
    near: Annotated[str | None, typer.Option(help="Only near this border, as in AF-TJ.")] = None,
    within_km: Annotated[float, typer.Option(help="How near, in km.")] = 50.0,
    kind: Annotated[str | None, typer.Option("--type", help="Only incidents of this type.")] = None,
    place: Annotated[str | None, typer.Option(help="Only this place or province.")] = None,
    by: Annotated[
        str, typer.Option(help="type, place, province, country, border, month, week, year, state.")
    ] = "type",
    form: AnyTableForm = TableForm.TEXT,
) -> None:
    """Count incidents, killed and wounded: low and high figures, and who gave them."""
    from monitor.assembly.views import reading_views
    from monitor.cli.tally_text import render_tally
    from monitor.views.incident_queries import IncidentFilter
    from monitor.views.tally import tally as count
    from monitor.views.tally import total

    groups = groups_of(by)
    wanted = IncidentFilter(
        type=type_of(kind),
        place=place,
        since=day_of("--since", since),
        until=day_of("--until", until),
        near=border_of("--near", near),
        within_km=within_km,
    )
    with reading_views(settings_of(context)) as store:
        lines = count(store.rows, groups, wanted)
        whole = total(store.rows, wanted)
    sys.stdout.write(render_tally(groups, lines, whole, form, wanted))


def control(
    context: typer.Context,
    *,
    near: Annotated[str, typer.Option(help="The border, as in AF-TJ.")] = "AF-TJ",
    on: Day = None,
    form: AnyTableForm = TableForm.TEXT,
) -> None:
    """Show who holds each border district, since when, on whose word, and the border's share."""
    from monitor.assembly.views import border_districts, reading_views
    from monitor.cli.tally_text import render_control
    from monitor.clock import SystemClock
    from monitor.views.control import control_map

    asked = day_of("--on", on)
    day = date.fromisoformat(asked) if asked else SystemClock().now().date()
    settings = settings_of(context)
    border = border_of("--near", near) or near
    districts = border_districts(settings, border)
    with reading_views(settings) as store:
        found = control_map(store.rows, districts, day)
    sys.stdout.write(render_control(border, found, form))


def groups_of(by: str) -> tuple[str, ...]:
    """Return what to count by; raise ``MonitorError`` for what cannot be counted by."""
    from monitor.views.tally import GROUPS

    groups = tuple(part.strip() for part in by.split(",") if part.strip())
    wrong = [group for group in groups if group not in GROUPS]
    if wrong or not groups:
        raise MonitorError(
            f"--by {by}: cannot count by {', '.join(wrong) or 'nothing'}",
            hint=f"One or more of {', '.join(GROUPS)}, with commas between.",
        )
    return groups


def type_of(kind: str | None) -> str | None:
    """Return a claim type as typed; raise ``MonitorError`` for what is none."""
    from monitor.events.values import ClaimType

    known = [member.value for member in ClaimType]
    if kind is not None and kind not in known:
        raise MonitorError(
            f"--type {kind}: there is no such type", hint=f"One of {', '.join(known)}."
        )
    return kind


def border_of(option: str, border: str | None) -> str | None:
    """Return a border's code with its countries in order: "tj-af" -> "AF-TJ"."""
    if border is None:
        return None
    codes = sorted(border.upper().split("-"))
    if len(codes) != 2 or not all(len(code) == 2 and code.isalpha() for code in codes):
        raise MonitorError(f"{option} {border}: not a border", hint="Write it as in AF-TJ.")
    return "-".join(codes)


def day_of(option: str, value: str | None) -> str | None:
    """Return an ISO date as typed; raise ``MonitorError`` for what is none."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise MonitorError(
            f"{option} {value}: not a date", hint="Write it as in 2021-07-01."
        ) from None
