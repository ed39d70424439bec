"""How many fell: tolls of the article, or of the claim's own sentence; not those of elsewhere."""

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.places.gazetteer import Place
from monitor.reading.scene.tolls import total
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import PP

FIGHTS = (ClaimType.ARMED_CLASH, ClaimType.CROSS_BORDER_FIRE)


def count_dead(drafts: list[Draft], scene: Scene) -> None:
    """Deaths: of the article; where it tells two kinds of fighting, of the claim's sentence."""
    fights = [draft for draft in drafts if draft.type in FIGHTS and draft.status == "asserted"]
    both = len({draft.type for draft in fights}) > 1
    sentences = {one.index: one for one in scene.sentences if not one.in_title}
    for draft in fights:
        dead = _of_article(draft, sentences, scene)
        own = total([toll for toll in scene.tolls if toll.sentence == draft.sentence.index])
        hurt = [toll for toll in scene.wounded if not both or toll.sentence == draft.sentence.index]
        wounded = total(hurt)
        if wounded is not None:
            draft.wounded = (wounded, wounded)
        figure = own if both and own is not None and not draft.sentence.in_title else dead
        if figure is not None:
            draft.killed = (figure, figure)


def _of_article(draft: Draft, sentences: dict[int, Sentence], scene: Scene) -> int | None:
    """Return the dead of an article, without those who fell at another place than a fight's."""
    here = [toll for toll in scene.tolls
            if toll.sentence == draft.sentence.index
            or not _is_elsewhere(sentences.get(toll.sentence), draft)]  # fmt: skip
    dead = _larger(total(here or scene.tolls), total(scene.title_tolls))
    return 0 if dead is None and scene.none_hurt else dead


def _is_elsewhere(sentence: Sentence | None, draft: Draft) -> bool:
    """Whether a sentence tells only of other places: "A bomb in Kabul killed 64"."""
    place = draft.place
    if sentence is None or place is None or not place.id:
        return False
    told = False
    for chunk in sentence.chunks:
        if chunk.kind != PP or chunk.np is None or chunk.prep not in _THERE:
            continue
        for part in chunk.np.all():
            if any(_is_here(there, place) for there in part.places):
                return False
            countries = {place.country, draft.origin, draft.to}
            told = told or bool(part.places) or bool(set(part.codes) - countries)
    return told


_THERE = frozenset({"in", "at", "near", "outside"})


def _is_here(there: Place, place: Place) -> bool:
    """Whether a place is that of a fight, lies around it or in it."""
    if there.kind in {"country", "region", "river"}:
        return there.country == place.country
    if there.kind == "province":
        return there.name == place.province
    names = {place.name, place.district} - {None}
    return there.name in names or there.district == place.name or there.twin == place.id


def _larger(one: int | None, other: int | None) -> int | None:
    """Return the larger figure: a title sums up what the text counts by side."""
    return max(one or 0, other or 0) if one is not None or other is not None else None
