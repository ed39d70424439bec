"""The map as a PNG for e-mails, by resvg: no browser, no font server, nothing from the network."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from monitor.errors import MonitorError
from monitor.views.view import Rows
from monitor.web.atlas import Atlas
from monitor.web.map_ground import Ground
from monitor.web.map_picture import map_svg

FONTS = (
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"),
)
SHOWN = timedelta(days=30)


def png_of(svg: str) -> bytes:
    """Return an SVG drawn as PNG.

    Raises ``MonitorError`` where no font is installed: a map without names would mislead.
    """
    import resvg_py  # noqa: PLC0415  (heavy, and only mails need it)

    fonts = [str(path) for path in FONTS if path.is_file()]
    if not fonts:
        raise MonitorError(
            "the map cannot be drawn: the font DejaVu Sans is missing",
            hint="Install it: apt-get install fonts-dejavu-core",
        )
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg, font_files=fonts, skip_system_fonts=True, font_family="DejaVu Sans"
    )
    return bytes(drawn)


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
