"""How many fell: tolls of the article, or of the claim's own sentence; not those of elsewhere."""

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.places.gazetteer import Place
from monitor.reading.scene.toll_sums import Sum, Toll, total
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import PP

FIGHTS = (ClaimType.ARMED_CLASH, ClaimType.CROSS_BORDER_FIRE)


def count_dead(drafts: list[Draft], scene: Scene) -> None:
    """Deaths: of the article; where it tells two kinds of fighting, of the claim's sentence."""
    fights = [draft for draft in drafts if draft.type in FIGHTS and draft.status == "asserted"]
    if not fights:
        return
    both = len({draft.type for draft in fights}) > 1
    dead, told, hurt = _Dead(scene), _by_sentence(scene.tolls), _by_sentence(scene.wounded)
    wounded_of_all = total(scene.wounded)
    for draft in fights:
        at = draft.sentence.index
        own = total(told.get(at, []))
        wounded = total(hurt.get(at, [])) if both else wounded_of_all
        if wounded is not None:
            draft.wounded = wounded
        figure = own if both and own is not None and not draft.sentence.in_title else dead.of(draft)
        if figure is not None:
            draft.killed = figure


def _by_sentence(tolls: list[Toll]) -> dict[int, list[Toll]]:
    found: dict[int, list[Toll]] = {}
    for toll in tolls:
        found.setdefault(toll.sentence, []).append(toll)
    return found


_About = tuple[str, str | None, str | None]  # the id of a place, and both ends


class _Dead:
    """The dead of an article, without those who fell at another place than a fight's.

    Fights at one place share one answer, so that many cost no more than each.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sentences = {one.index: one for one in scene.sentences if not one.in_title}
        self._told_in = {toll.sentence for toll in scene.tolls}
        self._away: dict[_About, set[int]] = {}
        self._found: dict[tuple[_About, int | None], Sum | None] = {}

    def of(self, draft: Draft) -> Sum | None:
        about = (draft.place.id if draft.place is not None else "", draft.origin, draft.to)
        if about not in self._away:
            self._away[about] = {
                at for at in self._told_in if _is_elsewhere(self._sentences.get(at), draft)
            }
        away, at = self._away[about], draft.sentence.index
        key = (about, at if at in away else None)
        if key not in self._found:
            self._found[key] = self._sum(away - {at})
        return self._found[key]

    def _sum(self, away: set[int]) -> Sum | None:
        scene = self._scene
        here = [toll for toll in scene.tolls if toll.sentence not in away]
        dead = _larger(total(here or scene.tolls), total(scene.title_tolls))
        return (0, 0) if dead is None and scene.none_hurt else dead


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


def _larger(one: Sum | None, other: Sum | None) -> Sum | None:
    """Return the larger figure: a title sums up what the text counts by side."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=_at_most)


def _at_most(figure: Sum) -> int:
    return figure[1]
