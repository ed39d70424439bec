"""``monitor check``: everything a user can get wrong, looked at together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor.assembly.known import known_to_rules
from monitor.assembly.readers import places_of, reader_for
from monitor.assembly.trials import bench_of
from monitor.config.options import delivery_options, incident_options, source_options
from monitor.config.settings import Settings
from monitor.delivery.options import DeliveryOptions
from monitor.errors import ConfigurationError, Fault
from monitor.reading.places.gazetteer import Gazetteer
from monitor.reading.reader import Reader
from monitor.rules.loader import load_folder
from monitor.rules.trial.examples import try_rules
from monitor.sources.options import DirectoryOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was looked at, a line each, and every fault found."""

    told: tuple[str, ...]
    faults: tuple[Fault, ...]


def check_all(settings: Settings, environment: Mapping[str, str]) -> Checked:
    """Look at sources, destinations, vocabulary, places, rules and their examples."""
    told: list[str] = []
    faults: list[Fault] = [*_source_faults(settings, environment)]
    told.append(f"sources: {len(settings.sources)}")
    faults += _delivery(settings, environment, told)
    faults += _templates(settings)
    try:
        places = places_of(settings)
        reader = reader_for(settings, places)
    except ConfigurationError as error:
        return Checked(told=tuple(told), faults=(*faults, *_all(error)))
    told.append(f"places: {len(places.places)}")
    faults += _borders(settings, places)
    faults += _rules(settings, places, reader, told)
    return Checked(told=tuple(told), faults=tuple(faults))


def _all(error: ConfigurationError) -> tuple[Fault, ...]:
    return error.faults or (Fault(file="the configuration", message=str(error), hint=error.hint),)


def _source_faults(settings: Settings, environment: Mapping[str, str]) -> Iterator[Fault]:
    names = [source.name for source in settings.sources]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault(file="the configuration", message=f"two sources are called {name!r}")
    try:
        found = source_options(settings, environment)
    except ConfigurationError as error:
        yield from _all(error)
        return
    for options in found:
        if isinstance(options, DirectoryOptions) and not options.path.is_dir():
            yield Fault(
                file="the configuration",
                message=f"source {options.name}: the directory {options.path} does not exist",
                hint="Make it, or mend `path`.",
            )


def _delivery(
    settings: Settings, environment: Mapping[str, str], told: list[str]
) -> tuple[Fault, ...]:
    try:
        options = delivery_options(settings, environment)
    except ConfigurationError as error:
        return _all(error)
    if not options.destinations:
        told.append("destinations: none, alerts are printed to the terminal")
        return ()
    told.append(f"destinations: {len(options.destinations)}, routes: {len(options.routes)}")
    return tuple(_addresses(options))


def _addresses(options: DeliveryOptions) -> Iterator[Fault]:
    # A third of a second to import: only where there is an address to check.
    from monitor.delivery.apprise_transport import fault  # noqa: PLC0415

    for destination in options.destinations:
        wrong = fault(destination.url.reveal())
        if wrong:
            yield Fault(
                file=f"destinations.{destination.name}",
                message=wrong,
                hint="Apprise's documentation lists the form of each service's address.",
            )


def _templates(settings: Settings) -> list[Fault]:
    if settings.templates is None:
        return []
    if not settings.templates.is_dir():
        message = f"the templates folder {settings.templates} does not exist"
        return [Fault(file="the configuration", message=message)]
    # Most have none of their own, and the engine takes a tenth of a second to come.
    from monitor.delivery.jinja_templates import check as check_templates  # noqa: PLC0415
    from monitor.delivery.wording import example  # noqa: PLC0415

    return check_templates(settings.templates, example())


def _borders(settings: Settings, places: Gazetteer) -> Iterator[Fault]:
    for border in settings.web.borders:
        if border not in places.borders:
            yield Fault(
                file="the configuration",
                message=f"web.borders: the border {border!r} is not known",
                hint="Two country codes in the order of the alphabet, as in AF-TJ.",
            )


def _rules(
    settings: Settings, places: Gazetteer, reader: Reader, told: list[str]
) -> tuple[Fault, ...]:
    loaded = load_folder(settings.rules, known_to_rules(settings, places))
    if loaded.faults:
        told.append(f"rules: {len(loaded.rules.rules)} without faults")
        return loaded.faults
    results = list(try_rules(loaded, bench_of(reader, incident_options(settings))))
    told.append(f"rules: {len(loaded.rules.rules)}, examples: {len(results)}")
    told.extend(f"note: {warning}" for warning in loaded.warnings)
    told.extend(f"note: {result.note}" for result in results if result.note)
    return tuple(result.fault for result in results if result.fault)
