"""Who says so: the speaker of a claim, and which party speaks."""

from monitor.events.values import Attribution, SourceClass
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import MAIN, QUOTED, SAID, Clause
from monitor.reading.syntax.sentence import Sentence


def attribute_all(drafts: list[Draft], scene: Scene) -> None:
    """Fill ``attribution`` and ``denied_by`` of an article's drafts, wherever the text gives them.

    A pronoun ("he added") is whoever spoke last; what a title says, the text's speaker says.
    """
    last: Attribution | None = None
    for draft in sorted(drafts, key=lambda one: (one.sentence.in_title, one.sentence.index)):
        speaker = draft.standing.speaker or _around(draft, scene)
        if speaker is not None:
            spoken = _attribution(speaker, draft.sentence, scene)
            draft.attribution = spoken or (last if speaker.pron else None)
            last = draft.attribution or last
        denier = draft.disputed_by or draft.standing.denier
        if denier is not None:
            draft.denied_by = _attribution(denier, draft.denied_in or draft.sentence, scene)
    _ask_twins(drafts)


def _ask_twins(drafts: list[Draft]) -> None:
    """Let who says so be who says the same elsewhere in the article: of one type and place."""
    told: dict[tuple[str, str, str], list[Draft]] = {}
    for draft in drafts:
        if draft.attribution is not None:
            told.setdefault(_twin_key(draft), []).append(draft)
    for draft in drafts:
        if draft.attribution is None:
            twins = told.get(_twin_key(draft), ())
            draft.attribution = next((one.attribution for one in twins
                                      if one.place == draft.place), None)  # fmt: skip


def _twin_key(draft: Draft) -> tuple[str, str, str]:
    return draft.type.value, draft.place.id if draft.place is not None else "", draft.status


def _attribution(speaker: Chunk, sentence: Sentence, scene: Scene) -> Attribution | None:
    """Return a speaker as an attribution; None for a mere pronoun."""
    if speaker.pron or speaker.e > len(sentence.tokens):
        return None
    return Attribution(
        who=sentence.words(speaker.s, speaker.e),
        side=_side(speaker, scene),
        country=scene.people.country(speaker),
    )


def _side(speaker: Chunk, scene: Scene) -> SourceClass | None:
    by_word = (
        ("unnamed_speakers", SourceClass.ANONYMOUS),
        ("media", SourceClass.MEDIA),
        ("witnesses", SourceClass.WITNESS),
    )
    for name, side in by_word:
        if speaker.lemma in scene.lexicon.set(name):
            return side
    by_class = (
        ("nonstate", SourceClass.BELLIGERENT),
        ("militants", SourceClass.BELLIGERENT), ("organisation", SourceClass.ORGANISATION),
        ("officials", SourceClass.STATE), ("troops", SourceClass.STATE),
        ("civilians", SourceClass.WITNESS),
    )  # fmt: skip
    found = next((side for name, side in by_class if scene.is_(speaker, name)), None)
    return found or (SourceClass.STATE if speaker.codes or speaker.lead else None)


def _around(draft: Draft, scene: Scene) -> Chunk | None:
    """Find the speaker in "..., the governor said" or "according to two residents"."""
    at = draft.match.trigger.s
    for clause in draft.sentence.clauses:
        inserted = clause.vg.s > at and _is_inserted(clause, draft, scene)
        speaks = clause.vg.vcls & SAID and clause.subj is not None
        if speaks and (clause.link == QUOTED or inserted):
            return clause.subj
    for chunk in draft.sentence.chunks:
        if chunk.prep in scene.lexicon.set("sourcing") and chunk.np is not None:
            return chunk.np
    return None


def _is_inserted(clause: Clause, draft: Draft, scene: Scene) -> bool:
    """Handle ", the governor's office said" and ", a lawmaker told reporters"."""
    if clause.obj is not None and clause.vg.lemma not in scene.lexicon.set("telling"):
        return False
    if clause.subj is None:
        return False
    before = draft.sentence.tokens[clause.subj.s - 1].text if clause.subj.s else ""
    return clause.link == MAIN or before in {",", '"'}
