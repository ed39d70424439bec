"""Alerts, silences and deliveries: what is open, what people do about it, who was told."""

import getpass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.context import settings_of
from monitor.cli.formats import AnyLineForm, LineForm
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.config.settings import Settings

LEVELS = "informational, low, medium, high, critical"
STATES = (
    "held",
    "requested",
    "started",
    "succeeded",
    "deferred",
    "unknown",
    "silenced",
    "abandoned",
)

Alert = Annotated[str, typer.Argument(help="The alert's id; its beginning will do.")]
By = Annotated[str | None, typer.Option(help="Who says so; else you, by your login name.")]
Comment = Annotated[str, typer.Option("--comment", "-m", help="Why; others will read it.")]


def alerts(
    context: typer.Context,
    *,
    state: Annotated[
        str, typer.Option(help="standing (open or acknowledged), open, acknowledged, resolved, all")
    ] = "standing",
    level: Annotated[str | None, typer.Option(help=f"Only this level: {LEVELS}.")] = None,
    rule: Annotated[str | None, typer.Option(help="Only of this rule, by its id.")] = None,
    place: Annotated[str | None, typer.Option(help="Only this place or province.")] = None,
    source: Annotated[str | None, typer.Option(help="Only from this source.")] = None,
    since: Annotated[str | None, typer.Option(help="Changed since, as in 2021-07-01.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 100,
    form: AnyLineForm = LineForm.TEXT,
) -> None:
    """List alerts: the gravest first, with place, sources, the sentence and where to look next."""
    from monitor.assembly.views import reading_views
    from monitor.cli.alerts_text import render_alerts
    from monitor.views.alert_queries import AlertFilter
    from monitor.views.alert_queries import alerts as ask

    one_of("--state", state, ("standing", "open", "acknowledged", "resolved", "all"))
    if level is not None:
        one_of("--level", level, tuple(LEVELS.split(", ")))
    wanted = AlertFilter(
        state=None if state == "all" else state,
        level=level,
        rule=rule,
        place=place,
        source=source,
        since=since,
        limit=limit,
    )
    with reading_views(settings_of(context)) as store:
        found = ask(store.rows, wanted)
    typer.echo(render_alerts(found, form), nl=False)


def ack(context: typer.Context, alert: Alert, by: By = None, comment: Comment = "") -> None:
    """Acknowledge an alert: somebody takes care; it is not repeated and does not escalate."""
    _order(context, "acknowledge", alert=alert, by=person(by), comment=comment)


def resolve(context: typer.Context, alert: Alert, by: By = None, comment: Comment = "") -> None:
    """Say that an alert is over; the next report of the same kind raises a new one."""
    _order(context, "resolve", alert=alert, by=person(by), comment=comment)


def verdict(
    context: typer.Context,
    alert: Alert,
    value: Annotated[str, typer.Argument(help="true or false: was the alert right?")],
    by: By = None,
    comment: Comment = "",
) -> None:
    """Record whether an alert was right; rules are measured by it."""
    _order(context, "judge", alert=alert, verdict=value, by=person(by), comment=comment)


def silence(
    context: typer.Context,
    matcher: Annotated[
        list[str],
        typer.Argument(
            help="What to be silent about, as in place=Ishkashim level=low,medium rule=drug-*. "
            "Fields: rule, level, place, province, country, source, type."
        ),
    ],
    *,
    comment: Annotated[str, typer.Option("--comment", "-m", help="Why. Required.")],
    lasting: Annotated[
        str | None, typer.Option("--for", help="How long, as in 4h, 7d or 1h30m.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Until when, as in 2026-02-01T08:00+05:00.")
    ] = None,
    by: By = None,
) -> None:
    """Tell nobody about alerts of a kind for a while. They are still raised, and can be listed."""
    from monitor.clock import SystemClock

    end = end_of(lasting, until, SystemClock().now())
    wanted = dict(pair(word) for word in matcher)
    _order(context, "silence", matcher=wanted, by=person(by), comment=comment, until=end)


def unsilence(
    context: typer.Context,
    silence_id: Annotated[str, typer.Argument(help="The silence's id; its beginning will do.")],
    by: By = None,
) -> None:
    """End a silence before its time."""
    _order(context, "unsilence", silence=silence_id, by=person(by))


def silences(
    context: typer.Context,
    *,
    ended: Annotated[bool, typer.Option("--all", help="Those that have ended as well.")] = False,
    form: AnyLineForm = LineForm.TEXT,
) -> None:
    """List the silences in force, each with what it has kept quiet."""
    from monitor.assembly.stores import reading_log
    from monitor.cli.alerts_text import render_silences
    from monitor.cli.silences_past import past_silences

    with reading_log(settings_of(context)) as log:
        found = past_silences(log, ended=ended)
    typer.echo(render_silences(found, form), nl=False)


def deliveries(
    context: typer.Context,
    *,
    alert: Annotated[str | None, typer.Option(help="Only of this alert.")] = None,
    state: Annotated[str | None, typer.Option(help=f"Only {', '.join(STATES)}.")] = None,
    waiting: Annotated[
        bool,
        typer.Option(
            "--waiting", help="What waits for a message that tells of several, and until when."
        ),
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    form: AnyLineForm = LineForm.TEXT,
) -> None:
    """List messages, the newest first: to whom, how often tried, and how it ended."""
    from monitor.assembly.views import reading_views
    from monitor.cli.alerts_text import render_deliveries, render_waiting
    from monitor.views.deliveries import deliveries as ask
    from monitor.views.deliveries import gathered

    if state is not None:
        one_of("--state", state, STATES)
    with reading_views(settings_of(context)) as store:
        text = (
            render_waiting(gathered(store.rows, alert=alert, limit=limit), form)
            if waiting
            else render_deliveries(ask(store.rows, alert=alert, state=state, limit=limit), form)
        )
    typer.echo(text, nl=False)


def one_of(option: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise MonitorError(
            f"{option} {value}: there is no such choice", hint=f"One of {', '.join(known)}."
        )
    return value


def person(by: str | None) -> str:
    """Return who acts: as given, else the login name."""
    if by:
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise MonitorError("nobody knows who you are", hint="Say so: --by NAME.") from None


def pair(word: str) -> tuple[str, str]:
    """Return the field and the pattern of "place=Ishkashim"."""
    field, equals, pattern = word.partition("=")
    if not equals or not field:
        raise MonitorError(
            f"{word!r} is not a matcher", hint="Write field=pattern, as in place=Ishkashim."
        )
    return field.strip(), pattern.strip()


def end_of(lasting: str | None, until: str | None, now: Any) -> str:
    """Return the end of a silence as ISO 8601, from exactly one of its two forms."""
    from datetime import datetime

    from monitor.config.durations import parse_duration

    if (lasting is None) == (until is None):
        raise MonitorError("a silence needs an end", hint="Give --for 4h, or --until a moment.")
    try:
        if lasting is not None:
            return str((now + parse_duration(lasting)).isoformat())
        end = datetime.fromisoformat(until or "")
    except (ValueError, OverflowError) as error:
        raise MonitorError(f"the end of the silence is not understood: {error}") from None
    # A moment without a zone is meant in the zone of whoever types it.
    return end.astimezone().isoformat()


def _order(context: typer.Context, verb: str, **arguments: Any) -> None:
    from monitor.assembly.orders import Request
    from monitor.daemon.control import ask

    settings = settings_of(context)
    request = Request(verb=verb, arguments=arguments)
    reply = ask(settings.state, request) or _alone(settings, request)
    if reply.error:
        raise MonitorError(reply.error, hint=reply.hint)
    typer.echo(reply.message)


def _alone(settings: "Settings", request: Any) -> Any:
    """Carry out an order without a daemon: on the log itself."""
    from monitor.alerts.board import AlertsBoard
    from monitor.assembly.orders import obey
    from monitor.assembly.stores import create_log
    from monitor.clock import SystemClock
    from monitor.flow.replay import replay

    clock = SystemClock()
    log = create_log(settings, clock)
    try:
        board = AlertsBoard()
        replay(log, board)
        return obey(request, board=board, log=log, clock=clock)
    finally:
        log.close()
