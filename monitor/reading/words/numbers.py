"""Quantities: counts in digits and words, bounds, ranges and vague words."""

from dataclasses import dataclass
from typing import Final

from monitor.reading.text.grammar import NUM
from monitor.reading.words.tokens import Token

_YEARS = range(1900, 2100)
_TWENTY = 20
_EXACT = {"digits", "units", "multipliers", "collective"}


@dataclass(slots=True, init=False)  # an __init__ of our own: one that is made is slow, compiled
class Quantity:
    """How many. ``value`` is None for a vague word ("dozens"); ``bound`` is "", least or most.

    ``low``: the lower figure of a range, whose upper one is the value.
    """

    value: Final[int | None]
    bound: Final[str]
    extra: Final[bool]
    low: Final[int | None]

    def __init__(
        self, value: int | None, bound: str = "", extra: bool = False, low: int | None = None
    ) -> None:
        self.value = value
        self.bound = bound
        self.extra = extra
        self.low = low


def quantity(tokens: list[Token], start: int, end: int) -> Quantity | None:  # noqa: C901  (a cascade)
    """Return the quantity that stands in ``tokens[start:end]``, if one does."""
    total, current, seen = 0.0, 0.0, False
    bound, extra, vague = _before(tokens, start)
    for at in range(start, end):
        word = tokens[at].word
        if word is None or word.num is None:
            current += seen and _is_one_more(tokens[at])
            if seen and tokens[at].text not in {"and", "some"}:
                break
            continue
        name, value = word.num
        if name in _EXACT:
            if at > start and tokens[at].glued and not tokens[at - 1].pos & NUM:
                continue
            if value < 0 or (name == "digits" and _is_odd(tokens, at, end)):
                continue
            if at > start:
                total, current = _after(tokens[at - 1], tokens[at], name, total, current)
            total, current, seen = _add(total, current, name, value)
        elif name == "vague":
            vague = True
        elif name in {"least", "most"}:
            bound = name
        elif name == "additive":
            extra = True
    if seen and not vague:
        return Quantity(int(total + current), bound, extra)
    if vague:
        return Quantity(None, bound, extra)
    return None


def _is_one_more(token: Token) -> bool:
    """Handle "fifty-*one of the* men"."""
    return token.glued and token.text.startswith("one of")


def _before(tokens: list[Token], start: int) -> tuple[str, bool, bool]:
    """Bounds that stand just before the phrase: "more than 40 men"."""
    bound, extra = "", False
    for at in range(max(0, start - 2), start):
        word = tokens[at].word
        if word is not None and word.num is not None:
            name = word.num[0]
            bound = name if name in {"least", "most"} else bound
            extra = extra or name == "additive"
    return bound, extra, False


def _after(
    before: Token, token: Token, name: str, total: float, current: float
) -> tuple[float, float]:
    """Return the sums so far as the next figure takes them: dropped by a range, times 1,000."""
    if _is_range(before, token, name):
        return 0.0, 0.0
    if name == "digits" and _is_group(before, token):
        return 1000 * (total + current), 0.0
    return total, current


def _is_range(before: Token, token: Token, name: str) -> bool:
    """Handle "15-20 men", "ten-fifteen men": the second figure is the count."""
    word = before.word
    if not token.glued or word is None or word.num is None or word.num[0] != name:
        return False
    return name == "digits" or (name == "units" and word.num[1] < _TWENTY)


def _is_group(before: Token, token: Token) -> bool:
    """Handle "3 000 villagers": a blank between the thousands."""
    both = before.text.isdigit() and token.text.isdigit() and not token.glued
    return both and len(token.text) == 3 and len(before.text) <= 3


def _is_odd(tokens: list[Token], at: int, end: int) -> bool:
    """Return a figure that counts nothing here: a clock time, a year, an ordinal."""
    text = tokens[at].text
    word = tokens[at].word
    assert word is not None
    assert word.num is not None
    if ":" in text:
        return True
    return len(text) == 4 and word.num[1] in _YEARS and at + 1 >= end


def _add(total: float, current: float, name: str, value: float) -> tuple[float, float, bool]:
    if name in {"multipliers", "collective"} and value >= 10:
        current = (current or 1.0) * value
        if value >= 1000:
            return total + current, 0.0, True
        return total, current, True
    return total, current + value, True
