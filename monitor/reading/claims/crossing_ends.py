"""The two ends of a crossing, and the other one where the words name only one."""

from collections import Counter

from monitor.reading.claims.draft import Scene
from monitor.reading.places.gazetteer import Place
from monitor.reading.syntax.chunks import Chunk

_AT_BORDER_KM = 40.0  # an arrival this close to one border has most likely come over it


class Path:
    """The two ends of a crossing, as far as the text gives them.

    ``guessed``: no word of the sentence says which end is which.
    """

    __slots__ = ("border", "guessed", "lines", "origin", "place", "to")

    def __init__(self) -> None:
        self.origin: str | None = None
        self.to: str | None = None
        self.border = False
        self.guessed = False
        self.place: Place | None = None
        self.lines: tuple[str, ...] = ()

    def beyond(self, code: str | None, near: tuple[str, ...] = ()) -> str | None:
        """Return the country on the other side of the line that the sentence names.

        A river is the line of several: then it is the one of those named ``near``, if any is.
        """
        ends = [line.split("-") for line in self.lines]
        others = [one if code == other else other for one, other in ends if code in {one, other}]
        return next((one for one in others if one in near), others[0] if others else None)


def other_end(
    path: Path, known: str, phrase: Chunk | None, near: tuple[str, ...], scene: Scene
) -> str | None:
    """Return the other country: by the line named, by the article, by the nearest border."""
    found = path.beyond(known, near) or scene.context.other(known, near)
    found = found or _twin_across(known, scene)
    if found or phrase is None:
        return found or beyond_the_story(known, scene)
    place = scene.named([phrase])
    if place is None or not place.borders:
        return None
    code, km = min(place.borders.items(), key=lambda item: item[1])
    ends = code.split("-")
    if known not in ends or km > _AT_BORDER_KM:
        return None
    return ends[1] if ends[0] == known else ends[0]


def _twin_across(known: str, scene: Scene) -> str | None:
    """Handle "fled from *Shughnan* into Tajikistan": of two of one name the one across is meant."""
    named = (place for _, phrase in scene.sentence.phrases if len(phrase.places) > 1
             for place in phrase.places)  # fmt: skip
    across = (place.country for place in named if place.country != known)
    return next((code for code in across if scene.context.are_neighbours(code, known)), None)


def beyond_the_story(known: str | None, scene: Scene) -> str | None:
    """Return the neighbour at whose border the places of the article lie, where none is named."""
    found: Counter[str] = Counter()
    for _, places in scene.context.seen:
        borders = places[0].borders if len(places) == 1 else {}
        near = min(borders, key=lambda code: borders[code], default="")
        if near and borders[near] <= _AT_BORDER_KM and known in near.split("-"):
            found[next(end for end in near.split("-") if end != known)] += 1
    return next((code for code, _ in found.most_common(1)), None)
