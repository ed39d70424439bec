"""Near a border: by the gazetteer's distances, or because the text says so."""

import re

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.places.values import PASSAGES
from monitor.reading.syntax.chunks import Chunk

DISTRICT_KM = 25.0  # a district is known by one point; it may touch a border this far off
POINT_KM = 30.0
_BORDER = re.compile(r"\b(border\w*|frontier\w*)\b")
_BANK = re.compile(r"\b(side|bank|shore|territory|soil|across|airspace|over the (river|border))\b")


def is_border_place(place: Place) -> bool:
    """Return a district that fronts a border, or a point close to one."""
    if place.fronts:
        return True
    if place.kind in {"province", "country", "region"}:
        return False
    limit = DISTRICT_KM if place.kind == "district" else POINT_KM
    return any(km <= limit for km in place.borders.values())


def nearest_line(place: Place) -> tuple[str, ...]:
    """Return the border that a place at a border lies at."""
    if not place.borders or not is_border_place(place):
        return ()
    return (min(place.borders, key=lambda line: place.borders[line]),)


def namesake_in(place: Place | None, country: str | None, scene: Scene) -> Place | None:
    """Handle "landed on Tajik soil in Ishkashim": of two namesakes the one that lies there."""
    twin = scene.gazetteer.twin(place)
    here = place is not None and place.country == country
    return twin if twin is not None and twin.country == country and not here else place


def is_at_border(phrase: Chunk, scene: Scene) -> bool:
    """Whether a phrase names a place at a border."""
    place = scene.named([phrase])
    return place is not None and is_border_place(place)


def is_passage(phrase: Chunk, scene: Scene) -> bool:
    """Whether a phrase names a crossing, a port or a bridge of a border."""
    place = scene.named([phrase])
    return place is not None and place.kind in PASSAGES


def border_place_before(
    match: Match, scene: Scene, kinds: frozenset[str], reach: int
) -> Place | None:
    """Return the border place of some kinds told last, at most ``reach`` characters before."""
    offset = scene.sentence.tokens[match.trigger.s].start
    found = scene.context.latest(kinds, offset, reach)
    if not found:
        return None
    told = scene.locator.choose(match.trigger, found, scene.context, None).place
    return told if told is not None and is_border_place(told) else None


def border_place_of(
    country: str, match: Match, scene: Scene, kinds: frozenset[str], reach: int
) -> Place | None:
    """Return the border place of one country told last, at most ``reach`` characters before."""
    for place in scene.context.told(scene.sentence.tokens[match.trigger.s].start, reach):
        if place.country == country and place.kind in kinds and is_border_place(place):
            return place
    return None


def says_border(scene: Scene) -> bool:
    """Whether a sentence speaks of a border, or names a river that is one."""
    folded = scene.sentence.folded
    return _BORDER.search(folded) is not None or scene.lexicon.names_line(folded)


def says_bank(scene: Scene) -> bool:
    return _BANK.search(scene.sentence.folded) is not None


def bank_told(match: Match, scene: Scene) -> str | None:
    """Return whose bank a clause speaks of: "on the Tajik bank", "on the opposite bank".

    The opposite bank is that of the neighbour of the country that the sentence names before.
    """
    clause = match.clause
    for pp in clause.pps if clause is not None else ():
        if pp.np is None or pp.prep not in _ON or not scene.is_(pp.np, "bank"):
            continue
        far = scene.lexicon.set("far_side") & {*pp.np.mods, *pp.np.text.split()}
        if not far:
            return scene.country(pp.np)
        told = scene.countries_told(scene.sentence, pp.s)
        return scene.context.other(told[0] if told else scene.context.home)
    return None


_ON = frozenset({"on", "along", "at"})
