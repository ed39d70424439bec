"""Which claims a denial takes back: those of its topic and place, told just before it."""

from collections.abc import Iterable, Iterator, Sequence

from monitor.events.values import ClaimType, Side
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.places.gazetteer import Place
from monitor.reading.standing.cues import CueFinder
from monitor.reading.standing.denial_acts import denials_of
from monitor.reading.standing.denials import TOPICS, Denial
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.sentence import Passage, Sentence
from monitor.reading.text.whole_words import WholeWords
from monitor.reading.vocabulary.compiled import Compiled
from monitor.reading.words.tokens import SentenceSplitter

_BEHIND = 8  # sentences between a claim and the denial that answers it
_AHEAD = 2  # sentences behind a denial that tell what it denies
_DENIABLE = frozenset(TOPICS.values())
_OVER_A_BORDER = frozenset({ClaimType.CROSS_BORDER_FIRE, ClaimType.BORDER_CROSSING})


class DenialFinder:
    """Finds the denials of articles that tell something; the words come from the settings."""

    def __init__(self, compiled: Compiled, splitter: SentenceSplitter, cues: CueFinder) -> None:
        marks = dict.fromkeys(compiled.settings.get("denial_marks", ()), "plain")
        slight = compiled.settings.get("slight_denial_marks", ())
        self._marks = WholeWords({**dict.fromkeys(slight, ""), **marks})
        self._splitter = splitter
        self._cues = cues

    def find(self, body: Passage, drafts: Iterable[Draft], scene: Scene) -> list[Denial]:
        """Return what the sentences of a text deny; nothing where nothing deniable is told."""
        told = [draft.sentence.index for draft in drafts if not draft.sentence.in_title
                and draft.status == "asserted" and draft.type in _DENIABLE]  # fmt: skip
        title = any(draft.sentence.in_title for draft in drafts)
        if not told and not title:
            return []
        reach = range(min(told, default=0) - _AHEAD, max(told, default=_BEHIND) + _BEHIND + 1)
        found: list[Denial] = []
        for sentence in self._candidates(body, scene, reach):
            acts = list(denials_of(sentence, scene.lexicon))
            found += acts
            if not acts and sentence.index not in scene.disputes and self._is_cue(sentence):
                scene.disputes.append(sentence.index)
        return found

    def _is_cue(self, sentence: Sentence) -> bool:
        return self._cues.disputes(sentence.folded)

    def _candidates(self, body: Passage, scene: Scene, reach: range) -> Iterator[Sentence]:
        """Yield the sentences with a word of denial; slight ones do where something is told."""
        hits = [(end, meaning) for _, meaning, end in self._marks.find(body.folded)]
        if not hits:
            return
        known = {one.index: one for one in scene.sentences if not one.in_title}
        at = 0
        for index, span in enumerate(self._splitter.spans(body.text)):
            first = at
            while at < len(hits) and hits[at][0] <= span[1]:
                at += 1
            plain = any(meaning for _, meaning in hits[first:at])
            if index in reach and (plain or (first < at and index in known)):
                yield known.get(index) or Sentence(body, span, index)
            if at == len(hits):
                return


def dispute_denied(drafts: Iterable[Draft], denials: Iterable[Denial], scene: Scene) -> None:
    """Mark the claims that the denials of an article take back, in place."""
    told = [draft for draft in drafts if draft.status in _NEWS and draft.type in _DENIABLE]
    title = [draft for draft in told if draft.sentence.in_title]
    text: dict[int, list[Draft]] = {}
    for draft in told:
        if not draft.sentence.in_title:
            text.setdefault(draft.sentence.index, []).append(draft)
    for denial in denials:
        at = denial.sentence.index
        near = [
            one for index in range(at - _BEHIND, at + _AHEAD + 1) for one in text.get(index, ())
        ]
        answered = _answered(denial, near, scene) or _answered_in_title(denial, title, scene)
        for draft in answered:
            if draft.status == "asserted":
                draft.status, draft.disputed_by = "disputed", denial.denier
                draft.denied_in = denial.sentence
                draft.why.append(f"denied in sentence {denial.sentence.index + 1}")


_NEWS = frozenset({"asserted", "disputed"})


def _answered(denial: Denial, told: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Return the claims that a denial answers: those nearest before it, else just behind it."""
    pool = _pool(denial, told, scene)
    if denial.holder is not None or denial.loser is not None:
        return _before(denial, [one for one in pool if not _is_left(one, denial, scene)])
    before = _before(denial, pool)
    at = denial.sentence.index
    opens = not any(draft.sentence.index < at for draft in told)  # the lead is the denial itself
    if before or not denial.topics or (denial.back and not opens):
        return before
    ahead = [draft for draft in pool if at < draft.sentence.index <= at + _AHEAD
             and (not denial.places or _is_there(draft, denial.places))]  # fmt: skip
    first = min((draft.sentence.index for draft in ahead), default=0)
    return [draft for draft in ahead if draft.sentence.index == first]


def _is_left(draft: Draft, denial: Denial, scene: Scene) -> bool:
    """Whether a text has gone on to another place before it tells who holds one."""
    taken = draft.place
    between = scene.context.between(draft.sentence.end, denial.sentence.start)
    return taken is not None and any(
        not any(place.kind in _WIDER or _is_here(place, taken) for place in places)
        for _, places in between
    )


def _answered_in_title(denial: Denial, title: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Return what only the title tells of the topic that is denied."""
    return _pool(denial, title, scene) if denial.topics else []


def _pool(denial: Denial, told: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Return the claims that a denial may answer by its topic, its party and its place."""
    pool = [draft for draft in told if _is_of_topic(denial, draft)
            and _may_answer(denial, draft, scene) and _is_of_place(denial, draft)]  # fmt: skip
    named = [draft for draft in pool if draft.place is not None
             and draft.place.name.lower() in denial.said]  # fmt: skip
    fit = [draft for draft in pool if draft.place is not None and draft.place.kind in denial.kinds]
    return named or fit or (pool if _is_plain(denial, pool) else [])


def _is_plain(denial: Denial, pool: Sequence[Draft]) -> bool:
    """Whether "the district" can mean but one: one of several that it names none of is nobody's."""
    one = denial.kinds or denial.holder is not None or denial.loser is not None
    taken = [draft for draft in pool if draft.type is ClaimType.TERRITORY_CAPTURED]
    near = {draft.place.id for draft in _nearest(taken) if draft.place is not None}
    return not (one and denial.topics and len(near) > 1)


def _before(denial: Denial, pool: Sequence[Draft]) -> list[Draft]:
    at = denial.sentence.index
    same = [draft for draft in pool
            if draft.sentence.index == at and draft.match.trigger.s < denial.start]  # fmt: skip
    if same:
        return same
    far = 2 if denial.pointing else _BEHIND
    before = [draft for draft in pool if at - far <= draft.sentence.index < at]
    return _nearest(before) if denial.topics else _of_account(before)


def _of_account(before: Sequence[Draft]) -> list[Draft]:
    """Return what "the account" told: the news nearest and that of the lead, not whose dead."""
    told = [draft for draft in before if draft.type is not ClaimType.ARMED_CLASH]
    first = min((draft.sentence.index for draft in told), default=0)
    nearest = [*_nearest(told), *(draft for draft in told if draft.sentence.index == first)]
    if any(draft.type in _OVER_A_BORDER for draft in nearest):
        return nearest
    fights = [draft for draft in before if draft.type is ClaimType.ARMED_CLASH]
    return [*nearest, *fights]  # the fight for a place goes with its capture


def _nearest(drafts: Sequence[Draft]) -> list[Draft]:
    last = max((draft.sentence.index for draft in drafts), default=0)
    return [draft for draft in drafts if draft.sentence.index == last]


def _is_of_topic(denial: Denial, draft: Draft) -> bool:
    """Whether a claim is what is denied; "no fighting took place": nor a capture told of."""
    if not denial.topics or draft.type in denial.topics:
        return True
    taken = draft.type is ClaimType.TERRITORY_CAPTURED and draft.standing.speaker is not None
    return taken and ClaimType.ARMED_CLASH in denial.topics


def _may_answer(denial: Denial, draft: Draft, scene: Scene) -> bool:
    """Whether a denier is another party than who tells it, and one of those it is told of."""
    denier, teller = denial.denier, draft.standing.speaker
    if denier is None:
        return True
    if denier.lemma in scene.lexicon.set("witnesses") | scene.lexicon.set("media"):
        return False
    if teller is not None and _are_same(denier, teller):
        return False
    if denial.blamed is not None:
        return draft.origin != scene.people.country(denial.blamed)
    if denial.holder is not None or denial.loser is not None:
        return _is_against(denial, draft, scene)
    return _is_concerned(denier, denial, draft, scene)


def _is_concerned(denier: Chunk, denial: Denial, draft: Draft, scene: Scene) -> bool:
    """Whether a denier may be one of the two whom a claim is about."""
    crosses = draft.type is ClaimType.BORDER_CROSSING
    if draft.type is ClaimType.ARMED_CLASH or (denial.topics and not crosses):
        return True
    if draft.type in _OVER_A_BORDER and None in {draft.origin, draft.to}:
        return True
    code = scene.people.country(denier)
    ends = {draft.origin, draft.to, draft.country} - {None}
    return code is None or not ends or code in ends


def _is_against(denial: Denial, draft: Draft, scene: Scene) -> bool:
    """Whether who holds a place is not who is said to have taken it."""
    people, side = scene.people, draft.side
    if denial.loser is not None:
        return side is Side.UNKNOWN or people.side(denial.loser) is side
    if denial.holder is None or side is Side.UNKNOWN:
        return True
    held = people.side(denial.holder)
    if held is Side.STATE and side is Side.STATE:
        return people.country(denial.holder) not in {None, draft.country}
    return held is not side


def _are_same(one: Chunk, other: Chunk) -> bool:
    if one.actor is not None or other.actor is not None:
        return one.actor is other.actor and one.lemma == other.lemma
    return one.text == other.text


def _is_of_place(denial: Denial, draft: Draft) -> bool:
    """Whether a claim may be of the place that a denial speaks of, if it speaks of one."""
    named = [place for place in denial.places if place.kind not in _WIDE]
    if draft.type in _OVER_A_BORDER:
        ends = {draft.origin, draft.to, draft.country}
        return not named or any(place.country in ends for place in named)
    if draft.place is None:
        return True
    if not named:
        named = [place for place in denial.named if place.kind not in _WIDE]
    if not named:
        kinds = denial.kinds.intersection(_FITTING)  # "&" of the keys makes a plain set
        return len(kinds) != 1 or draft.place.kind in _FITTING[min(kinds)]
    return _is_there(draft, named)


def _is_there(draft: Draft, places: Iterable[Place]) -> bool:
    return draft.place is None or any(_is_here(place, draft.place) for place in places)


_WIDE = frozenset({"country", "region", "river"})
_WIDER = _WIDE | {"province"}
# What kinds of place "the city" may be.
_FITTING = {
    "city": frozenset({"city", "town"}),
    "district": frozenset({"district", "town"}),
    "village": frozenset({"village", "town", "post"}),
}


def _is_here(there: Place, place: Place) -> bool:
    """Whether a place is that of a claim, lies around it or in it."""
    if there.kind == "province":
        return there.name == place.province
    names = {place.name, place.district} - {None}
    return there.name in names or there.district == place.name
