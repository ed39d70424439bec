"""Places that are described first and named afterwards: "A remote district fell. ... Maimay"."""

from collections.abc import Iterator

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.places.gazetteer import Place
from monitor.reading.scene.located import Located
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.province_lists import is_point
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import NP, PP

REACH = 2  # sentences behind the description in which the name may stand
_NEWS = frozenset({"asserted", "disputed"})


def is_described(draft: Draft, scene: Scene) -> bool:
    """Whether one place was taken that is only described: "a remote district on the border"."""
    if draft.type is not ClaimType.TERRITORY_CAPTURED or draft.place is not None:
        return False
    theme = draft.match.first("theme")
    if theme is None or theme.plural or draft.sentence.in_title or (draft.count or 1) > 1:
        return False
    return theme.det in {"a", "an", "another"} or not scene.lexicon.set("ordinals").isdisjoint(
        theme.text.split()
    )


def counts_more(draft: Draft) -> bool:
    """Whether a draft is of places that are counted: "three districts, among them A"."""
    theme = draft.match.first("theme") if draft.type is ClaimType.TERRITORY_CAPTURED else None
    if theme is None or theme.qty is None or theme.places or theme.members:
        return False
    return theme.plural and not draft.sentence.in_title and (theme.qty.value or 0) > 1


def tells_of_many(draft: Draft) -> bool:
    """Whether several places were taken that the draft does not name: "the following districts"."""
    if draft.type is not ClaimType.TERRITORY_CAPTURED or draft.place is not None:
        return False
    theme = draft.match.first("theme")
    return (draft.count or 0) > 1 or (theme is not None and theme.plural)


def list_reach(draft: Draft) -> int:
    """Return in how many sentences behind a draft the names of what it tells of may stand."""
    return max(_LIST_REACH, min(draft.count or 0, _LONGEST))


_LIST_REACH = 2  # sentences behind "six districts fell"
_LONGEST = 12  # where each is told in a sentence of its own


def name_later(drafts: list[Draft], scene: Scene) -> None:
    """Give each described place the name that the next sentences tell, in place."""
    for draft in drafts:
        if draft.status not in _NEWS or not is_described(draft, scene):
            continue
        at = draft.sentence.index
        if any(_is_told(other, at) for other in drafts):
            continue
        found = next(_names(draft, scene), None)
        if found is None or found.place is None:
            continue
        draft.place, draft.country = found.place, found.place.country
        draft.alternatives = found.alternatives
        draft.why.append(f"place: {found.phrase.text!r}, named afterwards")


def _is_told(other: Draft, at: int) -> bool:
    """Whether a sentence from here on names a place that was taken: that may be the one."""
    return other.type is ClaimType.TERRITORY_CAPTURED and other.place is not None and (
        0 <= other.sentence.index - at <= REACH and not other.sentence.in_title
    )  # fmt: skip


def _names(draft: Draft, scene: Scene) -> Iterator[Located]:
    """Yield the places that the next sentences name as what the story is about."""
    at = draft.sentence.index
    for sentence in scene.sentences:
        if sentence.in_title or not 0 < sentence.index - at <= REACH:
            continue
        for phrase in (*_attacked(sentence, scene), *_called(sentence, scene)):
            found = scene.locator.choose(phrase, phrase.places, scene.context, draft.country)
            if found.place is not None and _fits(found.place, draft):
                yield found


def _fits(place: Place, draft: Draft) -> bool:
    """Whether a named place is of the kind that was described, and in its country."""
    kinds = _KINDS.get(draft.kind, frozenset({draft.kind}))
    return place.kind in kinds and draft.country in {None, place.country}


_KINDS = {
    "district": frozenset({"district"}),
    "town": frozenset({"town", "city", "district"}),
    "centre": frozenset({"district", "town"}),
    "village": frozenset({"village", "town"}),
    "port": frozenset({"port", "crossing"}),
    "crossing": frozenset({"port", "crossing"}),
}


def _attacked(sentence: Sentence, scene: Scene) -> Iterator[Chunk]:
    """Yield what a fight told of was for: "the attack *on Maimay*", "the battle *for X*"."""
    for at, chunk in enumerate(sentence.chunks):
        noun = chunk.np if chunk.kind == PP else chunk if chunk.kind == NP else None
        if noun is None or not scene.is_(noun, "attack", "clash", "capture_noun"):
            continue
        behind = sentence.chunks[at + 1] if at + 1 < len(sentence.chunks) else None
        on = behind.np if behind is not None and behind.kind == PP else None
        for phrase in (noun.of, noun.poss, on if behind and behind.prep in _AT else None):
            if phrase is not None and is_point(phrase):
                yield phrase


_AT = frozenset({"on", "for", "against", "in", "at"})


def _called(sentence: Sentence, scene: Scene) -> Iterator[Chunk]:
    """Yield what a sentence tells about a place by its name: "Maimay lies 40 km east"."""
    first = sentence.chunks[0] if sentence.chunks else None
    if first is None or first.kind != NP or not is_point(first):
        return
    verb = next((clause.vg for clause in sentence.clauses if clause.subj is first), None)
    told = verb is not None and not (verb.neg or verb.modal)
    if told and verb is not None and verb.lemma in scene.lexicon.set("lying"):
        yield first
