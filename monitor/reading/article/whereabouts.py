"""Where people crossed, by the whole article: a point of arrival, else the bank they left.

The clause of a crossing often names neither: "They were met at X" and "X fell overnight" stand in
the sentences around it.
"""

from collections.abc import Iterator

from monitor.events.values import ActorClass, ClaimType
from monitor.reading.claims.crossing_words import is_opposite
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.nearness import POINT_KM
from monitor.reading.places.gazetteer import Place
from monitor.reading.places.values import PASSAGES
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import SPEECH
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.folding import fold
from monitor.reading.text.grammar import PP, VG

_REACH = 600  # characters to where they were met
_LEFT_REACH = 400  # characters back to what they left
_RIVERSIDE_KM = 15.0
_WIDE = frozenset({"country", "province", "region", "river"})

Named = tuple[int, Place]  # offset in the text, the one place that the name can mean


def place_crossings(drafts: list[Draft], scene: Scene) -> None:
    """Give each crossing the point it came to; where none is told, the riverside that it left."""
    crossings = [draft for draft in drafts if _is_open(draft)]
    told = [one for one in scene.sentences if not one.in_title] if crossings else []
    named = [one for one in _named(told, scene) if not _is_of_teller(one[0], told, scene)]
    for draft in crossings:
        if is_opposite(draft.match, scene):  # they wait on the bank that they would leave
            draft.place, draft.country = _left(draft, named, _REACH), draft.origin
            continue
        reached = _nearest(draft, named)
        if reached is not None and not _is_told_point(draft):
            put(draft, reached, "where they came to, as told near by")
        elif draft.place is None:
            left = _left(draft, named, _LEFT_REACH)
            if left is not None:
                put(draft, left, "what they left, as told before")
        elif not _is_at_line(draft.place, draft, _RIVERSIDE_KM):
            draft.place, draft.country = None, draft.to


def _is_open(draft: Draft) -> bool:
    """Whether a crossing has no point in the country that it goes to."""
    if draft.type is not ClaimType.BORDER_CROSSING or not (draft.origin and draft.to):
        return False
    if draft.match.has("found"):
        return True
    return draft.place is None or draft.place.country == draft.origin


def _is_told_point(draft: Draft) -> bool:
    """Whether the clause says that they crossed at a place: "over the frontier at X"."""
    place = draft.place
    if place is None or place.kind in PASSAGES:
        return False
    via = draft.match.roles.get("via", ())
    return any(place in phrase.places for phrase in via)


def _named(told: list[Sentence], scene: Scene) -> Iterator[Named]:
    """Yield the points that the text names, without those whose name both banks share."""
    if not told:
        return
    context, text, start = scene.context, told[0].text, told[0].start
    for offset, places in (dict(context.mentions) | dict(context.seen)).items():
        if offset < start or offset in context.rivers:
            continue  # a dateline, the river
        if len({place.country for place in places}) != 1 or places[0].kind in _WIDE:
            continue
        if not _is_the_river(places[0], text[max(0, offset - 4) : offset], scene):
            yield offset, places[0]


def _is_the_river(place: Place, before: str, scene: Scene) -> bool:
    """Handle "the Panj", a river, beside Panj, a district."""
    return before.casefold() == "the " and fold(place.name) in scene.lexicon.lines


def _is_of_teller(offset: int, told: list[Sentence], scene: Scene) -> bool:
    """Handle "officials *in Termez* said", "said in Termez", "according to officials in Termez"."""
    sentence = next((one for one in told if one.start <= offset < one.end), None)
    if sentence is None:
        return False
    chunks, tokens = sentence.chunks, sentence.tokens
    at = next((index for index, chunk in enumerate(chunks)
               if tokens[chunk.s].start <= offset <= tokens[chunk.e - 1].start), None)  # fmt: skip
    if at is None or chunks[at].kind != PP:
        return False
    if at and chunks[at - 1].prep in scene.lexicon.set("sourcing"):
        return True
    beside = [*chunks[max(0, at - 1) : at], *chunks[at + 1 : at + 2]]
    return any(_speaks(chunk, scene) for chunk in beside)


def _speaks(chunk: Chunk, scene: Scene) -> bool:
    """Tell "officials in X said" from "villagers in X put them up"."""
    said = chunk.kind == VG and bool(chunk.vcls & SPEECH)
    return said and ("general" not in chunk.vcls or chunk.lemma in scene.lexicon.set("telling"))


def _nearest(draft: Draft, named: list[Named]) -> Place | None:
    """Return the point of the country they came to that is told nearest to the crossing."""
    at = _offset(draft)
    found = [(abs(offset - at), place) for offset, place in named
             if place.country == draft.to and _is_at_line(place, draft, POINT_KM)]  # fmt: skip
    near = [one for one in found if one[0] <= _REACH and not draft.sentence.in_title]
    return min(near, key=lambda one: one[0])[1] if near else None


def _left(draft: Draft, named: list[Named], reach: int) -> Place | None:
    """Return the riverside place told last before: for soldiers, who were posted there."""
    if draft.group is ActorClass.MILITANTS or draft.sentence.in_title:
        return None
    posted = draft.group is ActorClass.TROOPS or reach > _LEFT_REACH
    first = _offset(draft) - reach if posted else draft.sentence.start
    left = [place for offset, place in named
            if first <= offset < draft.sentence.end and place.country == draft.origin
            and _is_at_line(place, draft, _RIVERSIDE_KM)]  # fmt: skip
    return left[-1] if left else None


def _is_at_line(place: Place, draft: Draft, reach: float) -> bool:
    """Whether a place lies at the border that was crossed."""
    line = "-".join(sorted((draft.origin or "", draft.to or "")))
    return line in place.fronts or place.borders.get(line, _FAR) <= reach


_FAR = 1e6


def _offset(draft: Draft) -> int:
    return draft.sentence.tokens[draft.match.trigger.s].start


def put(draft: Draft, place: Place, why: str) -> None:
    draft.place, draft.country, draft.province = place, place.country, None
    draft.why.append(f"{place.name}: {why}")
