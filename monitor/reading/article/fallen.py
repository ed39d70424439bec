"""Fighting that only its dead tell of: "the centre was overrun. The chief and eight men died"."""

from monitor.events.values import ClaimType
from monitor.reading.article.deaths import FIGHTS
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.nearness import is_border_place
from monitor.reading.frames.match import Match
from monitor.reading.scene.toll_sums import Toll
from monitor.reading.standing.values import ASSERTED, Standing
from monitor.reading.vocabulary.compiled import Frame

_FRAME = Frame(
    id="fallen", type=ClaimType.ARMED_CLASH, verbs=(), nouns=(), fixed=(), roles=(), block=(),
    traits=("deadly",),
)  # fmt: skip


def clash_of_the_fallen(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """Return the clash in which people died for a border place that changed hands.

    [] where the article tells of fighting itself, or where nobody but civilians died.
    """
    if any(draft.type in FIGHTS and draft.status == ASSERTED for draft in drafts):
        return []
    taken = [draft for draft in drafts if _is_taken(draft)]
    fallen = [toll for toll in scene.tolls if toll.group != "civilians" and toll.value]
    if not taken or not fallen:
        return []
    toll = fallen[0]
    return [_draft(toll, min(taken, key=lambda draft: _distance(draft, toll)), scene)]


def _is_taken(draft: Draft) -> bool:
    is_news = draft.type is ClaimType.TERRITORY_CAPTURED and draft.status == ASSERTED
    return is_news and draft.place is not None and is_border_place(draft.place)


def _distance(draft: Draft, toll: Toll) -> int:
    """Return how many sentences lie between, those behind the dead last."""
    apart = toll.sentence - draft.sentence.index
    return abs(apart) + (100 if draft.sentence.in_title or apart < 0 else 0)


def _draft(toll: Toll, capture: Draft, scene: Scene) -> Draft:
    sentence = next(one for one in scene.sentences
                    if one.index == toll.sentence and not one.in_title)  # fmt: skip
    assert capture.place is not None
    return Draft(
        type=ClaimType.ARMED_CLASH, status=ASSERTED, sentence=sentence,
        match=Match(_FRAME, toll.phrase, None), standing=Standing(), place=capture.place,
        country=capture.place.country, actor=capture.actor, group=capture.group,
        side=capture.side, proof=1.0, span=sentence.span(toll.phrase.s, toll.phrase.e),
        why=[f"fallen: {toll.phrase.text!r}", f"for {capture.place.name}"],
    )  # fmt: skip
