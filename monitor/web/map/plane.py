"""The plane of the picture: degrees to pixels and back."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.web.atlas import Point

WIDTH, HEIGHT = 900, 520
MARGIN = 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """Degrees to pixels: an equirectangular projection true to scale at its middle latitude."""

    west: float
    north: float
    across: float
    down: float

    def xy(self, point: Point) -> Point:
        x = MARGIN + (point[0] - self.west) * self.across
        y = MARGIN + (self.north - point[1]) * self.down
        return round(x, 1), round(y, 1)

    def point(self, xy: Point) -> Point:
        """Return the degrees of a point of the picture."""
        x, y = xy
        return round(self.west + (x - MARGIN) / self.across, 4), round(
            self.north - (y - MARGIN) / self.down, 4
        )

    def inside(self, point: Point) -> bool:
        x, y = self.xy(point)
        return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def plane_of(points: Sequence[Point]) -> Plane:
    """Return the plane on which some points fill the picture."""
    if not points:
        return Plane(west=-180, north=90, across=2.2, down=2.2)
    longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
    west, east = min(longitudes), max(longitudes)
    south, north = min(latitudes), max(latitudes)
    narrow = math.cos(math.radians((south + north) / 2))
    wide = max((east - west) * narrow, 0.01)
    high = max(north - south, 0.01)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    spare_x = (WIDTH - 2 * MARGIN - wide * scale) / 2 / (scale * narrow)
    spare_y = (HEIGHT - 2 * MARGIN - high * scale) / 2 / scale
    return Plane(west=west - spare_x, north=north + spare_y, across=scale * narrow, down=scale)
