"""The sum of the tolls of an article: within a class the largest, classes added."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from monitor.reading.syntax.chunks import Chunk

PART = "some of them"  # the class of those who are among others that are counted


@dataclass(frozen=True, slots=True)
class Toll:
    """One figure: how many of which class, in which sentence (and where there, in tokens).

    ``least``: the lower figure of a range, ``value`` the upper one; else both are the same.
    """

    sentence: int
    group: str
    value: int
    mention: int  # the clause that counts, or the phrase that stands alone
    phrase: Chunk
    least: int


_Counted = tuple[int, int, str]  # sentence, mention, group


def _without_parts(sums: Mapping[_Counted, int]) -> dict[_Counted, int]:
    """Handle "Nine were killed. Four of them died at once": these are among the nine."""
    kept: dict[_Counted, int] = {}
    before = within = 0  # the largest sum of earlier sentences, and of this one too
    last = -1
    for counted, value in sorted(sums.items()):
        if counted[0] != last:
            before, last = within, counted[0]
        if counted[2] != PART or value > before:
            kept[counted] = value
            within = max(within, value)
    return kept


Sum = tuple[int, int]  # at least, at most


def total(tolls: list[Toll]) -> Sum | None:
    """Return the deaths of an incident: the largest sum that a clause gives a class, classes added.

    People without a class ("12 people") are the whole, not a part.
    """
    if not tolls:
        return None
    most = _sum([(toll, toll.value) for toll in tolls])
    if all(toll.least == toll.value for toll in tolls):
        return most, most
    return _sum([(toll, toll.least) for toll in tolls]), most


def _sum(figures: list[tuple[Toll, int]]) -> int:
    sums: dict[_Counted, int] = defaultdict(int)
    for toll, value in figures:
        sums[toll.sentence, toll.mention, toll.group] += value
    by_group: dict[str, int] = {}
    counted = _without_parts(sums)
    several = Counter((sentence, mention) for sentence, mention, _ in counted)
    for (sentence, mention, group), value in counted.items():
        # "13 of them were killed along with two guards": the 13 are a part too
        is_part = group == "unknown" and several[sentence, mention] > 1
        name = "others" if is_part else group
        by_group[name] = max(by_group.get(name, 0), value)
    whole = by_group.pop("unknown", 0)
    return max(whole, sum(by_group.values()))
