"""Who says so: the speaker of a claim, and which party speaks."""

from monitor.events.values import Attribution, SourceClass
from monitor.reading.chunks import Chunk
from monitor.reading.clause import MAIN, QUOTED
from monitor.reading.draft import Draft, Scene
from monitor.reading.sentence import Sentence

_SAYING = frozenset({"report", "claim"})
_MEDIA = frozenset({"newspaper", "news agency", "radio", "television", "broadcaster", "channel",
                    "correspondent", "reporter", "agency", "media"})  # fmt: skip
_UNNAMED = frozenset({"source", "anonymous"})
_WITNESSES = frozenset({"resident", "witness", "eyewitness", "villager", "local", "shopkeeper",
                        "elder", "tribal elder", "refugee", "survivor", "relative"})  # fmt: skip


def attribute(draft: Draft, scene: Scene) -> None:
    """Fill ``attribution`` and ``denied_by`` of a draft, where the text gives them."""
    speaker = draft.standing.speaker or _around(draft)
    if speaker is not None:
        draft.attribution = attribution(speaker, draft.sentence, scene)
    denier = draft.disputed_by or draft.standing.denier
    if denier is not None:
        draft.denied_by = attribution(denier, draft.denied_in or draft.sentence, scene)


def attribution(speaker: Chunk, sentence: Sentence, scene: Scene) -> Attribution | None:
    """Return a speaker as an attribution; None for a mere pronoun."""
    if speaker.pron or speaker.e > len(sentence.tokens):
        return None
    return Attribution(
        who=sentence.words(speaker.s, speaker.e),
        side=_side(speaker, scene),
        country=scene.people.country(speaker),
    )


def _side(speaker: Chunk, scene: Scene) -> SourceClass | None:  # noqa: PLR0911  (a cascade)
    if speaker.lemma in _UNNAMED:
        return SourceClass.ANONYMOUS
    if speaker.lemma in _MEDIA:
        return SourceClass.MEDIA
    if scene.is_(speaker, "militants"):
        return SourceClass.BELLIGERENT
    if scene.is_(speaker, "organisation"):
        return SourceClass.ORGANISATION
    if speaker.lemma in _WITNESSES:
        return SourceClass.WITNESS
    if scene.is_(speaker, "officials", "troops"):
        return SourceClass.STATE
    return SourceClass.WITNESS if scene.is_(speaker, "civilians") else None


def _around(draft: Draft) -> Chunk | None:
    """Find the speaker in "..., the governor said" or "according to two residents"."""
    at = draft.match.trigger.s
    for clause in draft.sentence.clauses:
        behind = clause.link == MAIN and clause.vg.s > at and clause.obj is None
        if (
            clause.vg.vcls & _SAYING
            and clause.subj is not None
            and (behind or clause.link == QUOTED)
        ):
            return clause.subj
    for chunk in draft.sentence.chunks:
        if chunk.prep == "according to" and chunk.np is not None:
            return chunk.np
    return None
