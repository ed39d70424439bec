"""The map as a PNG for e-mails, by resvg: no browser, no font server, nothing from the network."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from monitor.errors import MonitorError
from monitor.views.view import Rows
from monitor.web.atlas import Atlas
from monitor.web.map.ground import Ground
from monitor.web.map.picture import map_svg

DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
FONTS = (DEJAVU / "DejaVuSans.ttf", DEJAVU / "DejaVuSans-Bold.ttf")
# Where other systems keep theirs, if the one that the map is drawn for is not there.
FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
)
KINDS = frozenset({".ttf", ".otf", ".ttc"})
SHOWN = timedelta(days=30)


def png_of(svg: str) -> bytes:
    """Return an SVG drawn as PNG, in DejaVu Sans, else in whatever font the system has.

    Raises ``MonitorError`` where it has none: a map without names would mislead.
    """
    import resvg_py  # noqa: PLC0415  (heavy, and only mails need it)

    found = fonts()
    if not found:
        raise MonitorError(
            "the map cannot be drawn: there is no font on this system",
            hint="Install one: apt-get install fonts-dejavu-core",
        )
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        font_files=[str(path) for path in found],
        skip_system_fonts=found[0] in FONTS,
        font_family="DejaVu Sans" if found[0] in FONTS else None,
    )
    return bytes(drawn)


def fonts() -> tuple[Path, ...]:
    """Return the fonts to draw with: DejaVu Sans, else the first one that the system has."""
    best = tuple(path for path in FONTS if path.is_file())
    if best:
        return best
    files = (path for folder in FOLDERS if folder.is_dir() for path in folder.rglob("*"))
    return tuple(islice((path for path in files if path.suffix.lower() in KINDS), 1))


def map_png(rows: Rows, atlas: Atlas, on: date, *, place: str | None = None) -> bytes:
    """Return the map of a day (900 by 520) with the incidents of the 30 days before as PNG.

    ``place`` is the id of a place to ring. The ground is opaque and light, so that the picture
    reads the same in light and dark mail programs.
    """
    return painter(atlas)(rows, on, place)


def painter(atlas: Atlas) -> Callable[[Rows, date, str | None], bytes]:
    """Return ``map_png`` for one atlas, whose ground is worked out once."""
    ground = Ground(atlas)

    def paint(rows: Rows, on: date, place: str | None = None) -> bytes:
        return png_of(map_svg(rows, ground, on - SHOWN, on, mark=place, mail=True))

    return paint
