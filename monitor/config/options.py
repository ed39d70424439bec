"""Settings to each room's frozen options."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time
from zoneinfo import ZoneInfo

from monitor.alerts.options import AlertsOptions, SourceWatch
from monitor.config import settings as given
from monitor.config.secrets import Secrets
from monitor.config.settings import Settings
from monitor.delivery.options import (
    AtMost,
    DeliveryOptions,
    Destination,
    Digest,
    Escalation,
    Grouping,
    QuietHours,
    Route,
    Secret,
    problems,
)
from monitor.errors import ConfigurationError, Fault
from monitor.events.values import ClaimType
from monitor.incidents.options import WINDOWS, IncidentOptions, Window
from monitor.sources.options import DirectoryOptions, FeedOptions

SourceOptions = DirectoryOptions | FeedOptions


@dataclass(frozen=True, slots=True)
class _Context:
    """Where secrets come from."""

    secrets: Secrets
    environment: Mapping[str, str]


def source_options(settings: Settings, environment: Mapping[str, str]) -> tuple[SourceOptions, ...]:
    """Return the sources' options, in the order of the file; raise with every secret's fault."""
    secrets, faults = Secrets(settings, environment), list[Fault]()
    found = tuple(_source(source, secrets, faults) for source in settings.sources)
    if faults:
        raise ConfigurationError("the sources' secrets are not there", faults=faults)
    return found


def _source(source: given.Source, secrets: Secrets, faults: list[Fault]) -> SourceOptions:
    values = source.model_dump(exclude={"kind", "expect_every", "secret_headers"})
    if isinstance(source, given.DirectorySource):
        return DirectoryOptions(**values)
    for header, name in source.secret_headers.items():
        secret = secrets.named(name, f"sources.{source.name}")
        if isinstance(secret, Fault):
            faults.append(secret)
        else:
            values["headers"] = {**values["headers"], header: secret.reveal()}
    return FeedOptions(**values)


def incident_options(settings: Settings) -> IncidentOptions:
    """Return how claims merge: what the configuration leaves out keeps its default."""
    wish = settings.incidents
    return IncidentOptions(
        windows={kind: _window(kind, window) for kind, window in wish.windows.items()},
        remember_days=wish.remember.days,
        most_open=wish.most_open,
        most_claims=wish.most_claims,
        most_denials=wish.most_denials,
        supersede_days=wish.supersede.days,
    )


def _window(kind: ClaimType, wish: given.Window) -> Window:
    given_days = {name: span.days for name, span in wish if span is not None}
    return replace(WINDOWS[kind], **given_days)


def alerts_options(settings: Settings) -> AlertsOptions:
    """Return how long alerts live, and what is expected of the sources.

    A feed has a rhythm of its own. A folder has none: its silence counts only where it is said.
    """
    watched = {
        source.name: SourceWatch(
            interval=source.interval,
            expects=source.expect_every is not None or source.kind == "feed",
            expect_every=source.expect_every,
        )
        for source in settings.sources
    }
    wish = settings.alerts
    return AlertsOptions(
        resolve_after=wish.resolve_after,
        remember_resolved=wish.remember_resolved,
        source_attempts=wish.source_attempts,
        sources=watched,
        all_silent_after=settings.all_silent_after,
    )


def delivery_options(
    settings: Settings,
    environment: Mapping[str, str],
    countries: Mapping[str, str] | None = None,
) -> DeliveryOptions:
    """Return destinations with their secrets read, and routes; raise with every fault.

    ``countries`` names countries by their ISO codes, for people.
    """
    faults: list[Fault] = []
    destinations = []
    context = _Context(Secrets(settings, environment), environment)
    for name, wish in settings.destinations.items():
        url = _secret(name, wish, context)
        if isinstance(url, Fault):
            faults.append(url)
            continue
        destinations.append(_destination(name, url, wish))
    options = DeliveryOptions(
        destinations=tuple(destinations),
        routes=tuple(_route(name, branch, settings) for name, branch in settings.routes.items()),
        default=settings.default_route,
        fallback=settings.fallback_route,
        templates=settings.templates,
        countries=countries or {},
        page=settings.web.address,
    )
    if not faults:
        faults = [Fault(file="the configuration", message=text) for text in problems(options)]
    if faults:
        raise ConfigurationError("destinations and routes do not fit together", faults=faults)
    return options


def _destination(name: str, url: Secret, wish: given.Destination) -> Destination:
    limit = wish.at_most
    return Destination(
        name=name,
        url=url,
        timeout=wish.timeout.total_seconds(),
        at_most=AtMost(messages=limit.messages, within=limit.within) if limit else None,
    )


def _secret(name: str, wish: given.Destination, context: _Context) -> Secret | Fault:
    wanted_by = f"destinations.{name}"
    if wish.url:
        return Secret(wish.url.get_secret_value())
    if wish.url_file:
        return context.secrets.at(wish.url_file, wanted_by)
    if wish.url_env is None:
        return context.secrets.named(name, wanted_by)
    if context.environment.get(wish.url_env):
        return Secret(context.environment[wish.url_env].strip())
    return Fault(
        file=wanted_by,
        message=f"the variable {wish.url_env} is not set",
        hint="Set it to the destination's Apprise address.",
    )


def _route(name: str, branch: given.Branch, settings: Settings) -> Route:
    return Route(
        name=name,
        to=branch.to,
        match=branch.match,
        routes=tuple(_route(key, child, settings) for key, child in branch.routes.items()),
        carry_on=branch.carry_on,
        quiet=_quiet(branch, settings),
        gather=_gather(branch, settings),
        escalate=tuple(_escalations(branch)),
        tell_resolved=branch.tell_resolved,
    )


def _quiet(branch: given.Branch, settings: Settings) -> QuietHours | None:
    wish = branch.quiet_hours
    if wish is None:
        return None
    return QuietHours(
        start=time.fromisoformat(wish.start),
        end=time.fromisoformat(wish.end),
        zone=ZoneInfo(wish.timezone or settings.timezone),
        floor=wish.floor,
    )


def _gather(branch: given.Branch, settings: Settings) -> Grouping | Digest | None:
    if branch.group:
        return Grouping(by=branch.group.by, wait=branch.group.wait, interval=branch.group.interval)
    if branch.digest:
        return Digest(
            at=time.fromisoformat(branch.digest.at),
            zone=ZoneInfo(branch.digest.timezone or settings.timezone),
            floor=branch.digest.floor,
        )
    return None


def _escalations(branch: given.Branch) -> Iterator[Escalation]:
    for wish in branch.escalate:
        yield Escalation(after=wish.after, to=wish.to, floor=wish.floor)
