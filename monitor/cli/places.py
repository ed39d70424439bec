"""``monitor places``: find and show places, check, measure and import files of one's own."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.context import Before, settings_of
from monitor.cli.formats import AnyForm, Form
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.config.settings import Settings
    from monitor.reading.places.gazetteer import Gazetteer, Place

app = typer.Typer(
    help="The places and borders that the reader knows.", no_args_is_help=True, add_completion=False
)

_FOLDER = "places"

Folder = Annotated[
    Path | None, typer.Option(help="The folder of your places, instead of the configured one.")
]


@app.command()
def find(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A name in any spelling or script.")],
    folder: Folder = None,
    form: AnyForm = Form.TEXT,
) -> None:
    """Find places by name: exactly as the reader does, else the names most like it."""
    from monitor.cli import places_text
    from monitor.reading.places.find import propose

    gazetteer = _gazetteer(context, folder)
    exact = gazetteer.named(name)
    like = () if exact else propose(gazetteer, name)
    write = places_text.found_json if form is Form.JSON else places_text.found_text
    typer.echo(write(name, exact, like))
    if not exact:
        raise typer.Exit(1)


@app.command()
def show(
    context: typer.Context,
    place: Annotated[str, typer.Argument(help="An id or a name that is not ambiguous.")],
    folder: Folder = None,
    form: AnyForm = Form.TEXT,
) -> None:
    """Show all that is known of a place: spellings, twin, distances, border fronted."""
    from monitor.cli import places_text

    gazetteer = _gazetteer(context, folder)
    one = _one(gazetteer, place)
    write = places_text.place_json if form is Form.JSON else places_text.place_text
    typer.echo(write(gazetteer, one))


@app.command()
def check(
    context: typer.Context,
    folder: Folder = None,
    form: AnyForm = Form.TEXT,
) -> None:
    """Check your own place files: every fault, with file, line and column."""
    from monitor.cli import places_text
    from monitor.reading.places.check import check_folder
    from monitor.reading.places.gazetteer import load_gazetteer
    from monitor.reading.places.rows import place_files

    own = _existing(_folder(context, folder))
    shipped = load_gazetteer()
    faults = check_folder(own, shipped.places, frozenset(shipped.countries))
    files = [str(path) for path in place_files(own)]
    write = places_text.faults_json if form is Form.JSON else places_text.faults_text
    typer.echo(write(own, files, faults), err=bool(faults) and form is Form.TEXT)
    if faults:
        raise typer.Exit(1)


@app.command()
def measure(context: typer.Context, folder: Folder = None) -> None:
    """Compute the distances of your places to every border, after you edited them."""
    from monitor.errors import ConfigurationError, Fault
    from monitor.reading.places.gazetteer import SHIPPED
    from monitor.reading.places.measure import measure as compute

    own = _existing(_folder(context, folder))
    faults: list[Fault] = []
    count = compute(own, [SHIPPED, own], faults)
    if faults:
        raise ConfigurationError("Not all places could be measured.", faults=faults)
    typer.echo(f"{count} places measured; the distances are in {own / 'distances.csv'}.")


@app.command("import")
def bring_in(
    context: typer.Context,
    geonames: Annotated[
        Path | None, typer.Option(help="A GeoNames country extract, unpacked: MM.txt.")
    ] = None,
    line: Annotated[Path | None, typer.Option(help="A border line as GeoJSON.")] = None,
    border: Annotated[
        str | None, typer.Option(help="The border to watch, like IN-MM; names the line too.")
    ] = None,
    within: Annotated[float, typer.Option(help="Places so near a border, in km.", min=1)] = 100.0,
    population: Annotated[int, typer.Option(help="Settlements at least so large.", min=0)] = 500,
    folder: Folder = None,
    form: AnyForm = Form.TEXT,
) -> None:
    """Make place files out of a GeoNames extract, a GeoJSON line, or both."""
    from monitor.cli import places_text
    from monitor.reading.places.gazetteer import load_gazetteer
    from monitor.reading.places.importing import Wanted, import_places

    if geonames is None and line is None:
        raise MonitorError(
            "Nothing to import.", hint="Give --geonames MM.txt, --line border.geojson, or both."
        )
    wanted = Wanted(
        extract=geonames,
        line=line,
        border=_code(border),
        within_km=within,
        population=population,
    )
    own = _folder(context, folder)
    report = import_places(wanted, own, load_gazetteer())
    write = places_text.report_json if form is Form.JSON else places_text.report_text
    typer.echo(write(own, report, configured=folder is None and _is_configured(context)))


def _code(border: str | None) -> str | None:
    from monitor.reading.places.borders import border_code

    if border is None:
        return None
    parts = border.split("-")
    if len(parts) != 2 or not all(len(part) == 2 and part.isalpha() for part in parts):
        raise MonitorError(
            f"--border {border}: this is not a border",
            hint="Two country codes joined by a hyphen, like IN-MM.",
        )
    return border_code(*parts)


def _is_configured(context: typer.Context) -> bool:
    settings = _settings(context)
    return settings is not None and settings.places is not None


def _settings(context: typer.Context) -> "Settings | None":
    """Return the configuration; None where there is none, for a place can be found without."""
    from monitor.config.load import find as find_configuration
    from monitor.errors import ConfigurationError

    before: Before = context.obj or Before()
    try:
        find_configuration(before.config, os.environ)
    except ConfigurationError:
        if before.config:
            raise
        return None
    return settings_of(context)


def _folder(context: typer.Context, folder: Path | None) -> Path:
    """Return the user's folder of places: asked for, configured, or beside the rules."""
    if folder is not None:
        return folder
    settings = _settings(context)
    if settings is None:
        return Path(_FOLDER)
    return settings.places or settings.rules.parent / _FOLDER


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise MonitorError(
            f"There is no folder {folder}.",
            hint="Make one with `monitor places import`, or name one with --folder.",
        )
    return folder


def _gazetteer(context: typer.Context, folder: Path | None) -> "Gazetteer":
    from monitor.reading.places.gazetteer import load_gazetteer

    if folder is not None:
        return load_gazetteer([_existing(folder)])
    own = _folder(context, None)
    return load_gazetteer([own] if own.is_dir() else [])


def _one(gazetteer: "Gazetteer", wanted: str) -> "Place":
    if wanted in gazetteer.places:
        return gazetteer.places[wanted]
    found = gazetteer.named(wanted)
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(place.id for place in found)
        raise MonitorError(f"{wanted!r} is the name of {len(found)} places.", hint=f"One of: {ids}")
    raise MonitorError(
        f"No place is called {wanted!r}.", hint=f"Try `monitor places find {wanted!r}`."
    )
