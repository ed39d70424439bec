"""Figures that sources give: whether they agree, and the range they span."""

from collections.abc import Iterable
from enum import Enum

Range = tuple[int, int]


class Agreement(Enum):
    AGREE = "agree"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"


# Two tolls of one happening rarely differ by more: reports of a crowd do, within this ratio.
_RATIO = 2.0
_FLOOR = 5
_CLOSE = 1.15


def _middle(figure: Range) -> float:
    return (figure[0] + figure[1]) / 2


def agreement(left: Range | None, right: Range | None) -> Agreement:
    """Compare two figures: equal within 15 %, unknown, or too far apart for one happening."""
    if left is None or right is None:
        return Agreement.UNKNOWN
    if left[0] <= right[1] and right[0] <= left[1]:
        return Agreement.AGREE
    low, high = sorted((_middle(left), _middle(right)))
    if high <= low * _CLOSE:
        return Agreement.AGREE
    if high - low > _FLOOR and high > low * _RATIO:
        return Agreement.CONFLICT
    return Agreement.UNKNOWN


def spanned(figures: Iterable[Range | None]) -> Range | None:
    """Return the lowest and the highest of all figures given; None where nobody gives one."""
    given = [figure for figure in figures if figure is not None]
    if not given:
        return None
    return min(low for low, _ in given), max(high for _, high in given)


def as_range(count: int | None) -> Range | None:
    return None if count is None else (count, count)


def worded(figure: Range | None) -> str:
    """Return a range as people write it: "3", "3 to 5", "unknown"."""
    if figure is None:
        return "unknown"
    low, high = figure
    return str(low) if low == high else f"{low} to {high}"
