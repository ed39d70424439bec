"""Drafting: the claims of one sentence, from the frames that hold in it."""

from collections.abc import Iterator
from itertools import chain

from monitor.events.values import ClaimType
from monitor.reading.claims.apart import apart
from monitor.reading.claims.claim_values import add_evidence, belie
from monitor.reading.claims.closure import build_closure
from monitor.reading.claims.contact import build_contact
from monitor.reading.claims.crossing import build_crossing
from monitor.reading.claims.deployment import build_deployment
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.drugs import build_drugs
from monitor.reading.claims.evocation import matches
from monitor.reading.claims.fight import build_clash
from monitor.reading.claims.fire import build_fire
from monitor.reading.claims.history import set_time
from monitor.reading.claims.named_later import (
    counts_more,
    is_described,
    list_reach,
    tells_of_many,
)
from monitor.reading.claims.territory import build_territory
from monitor.reading.claims.unreal import ask, bring_conditions
from monitor.reading.frames.match import FrameIndex
from monitor.reading.standing.cues import CueFinder

_BUILDERS = {
    ClaimType.TERRITORY_CAPTURED: build_territory,
    ClaimType.BORDER_CROSSING: build_crossing,
    ClaimType.ARMED_CLASH: build_clash,
    ClaimType.CROSS_BORDER_FIRE: build_fire,
    ClaimType.DEPLOYMENT: build_deployment,
    ClaimType.DRUG_INTERDICTION: build_drugs,
    ClaimType.DIPLOMATIC_CONTACT: build_contact,
    ClaimType.BORDER_CLOSURE: build_closure,
    ClaimType.BORDER_REOPENING: build_closure,
}


class Drafter:
    """Makes drafts of one sentence after another."""

    def __init__(self, frames: FrameIndex, cues: CueFinder) -> None:
        self._frames = frames
        self._cues = cues

    def drafts(self, scene: Scene) -> Iterator[Draft]:
        found = matches(self._frames, scene)
        if not found:
            return
        folded = scene.sentence.folded
        background = scene.background.is_old()
        cues = self._cues.sentence(folded)
        false = self._cues.falsehood(folded)
        for match, stand in found:
            build = _BUILDERS[ClaimType(match.frame.type)]
            for draft in chain.from_iterable(build(one, stand, scene) for one in apart(match)):
                add_evidence(draft, scene)
                belie(draft, false, scene.lexicon.set("figures"))
                bring_conditions(draft)
                ask(draft, scene)
                if tells_of_many(draft) or counts_more(draft) or is_described(draft, scene):
                    scene.context.expects_list = max(list_reach(draft), scene.context.expects_list)
                elif draft.type is ClaimType.BORDER_CROSSING:
                    scene.context.expects_list = max(1, scene.context.expects_list)
                set_time(draft, scene, [*scene.cues, *cues], background=background)
                yield draft

    def hear(self, scene: Scene) -> None:
        """Note what a sentence says of those around it, whether or not it makes a claim."""
        sentence = scene.sentence
        scene.background.hear(sentence)
        if sentence.in_title or not scene.may_dispute:
            return
        if self._cues.disputes(sentence.folded):
            scene.disputes.append(sentence.index)
        if self._cues.counters(sentence.folded):
            scene.counters.append(sentence.index)
        if self._cues.disputes_ahead(sentence.folded):
            scene.disputes_ahead.append(sentence.index)
