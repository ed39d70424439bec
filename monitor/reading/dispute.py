"""Disputes: what is asserted here and denied, or not confirmed, by another party."""

from collections.abc import Iterable

from monitor.events.values import ClaimType
from monitor.reading.draft import Draft, Scene

_REACH = 4  # sentences between a claim and the sentence that contradicts it


def dispute(drafts: list[Draft], scene: Scene) -> None:
    """Mark asserted drafts as disputed, in place."""
    for draft in drafts:
        if draft.status == "denied" and draft.standing.claimant is not None:
            draft.status = "disputed"  # "dismissed Taliban claims of the capture of X"
            draft.disputed_by = draft.standing.denier
            draft.denied_in = draft.sentence
    for denial in [draft for draft in drafts if draft.status in {"denied", "negated"}]:
        for draft in drafts:
            if draft.status == "asserted" and _same(draft, denial) and _is_other(draft, denial):
                _mark(draft, denial)
    _by_cues(drafts, scene)


def _same(draft: Draft, denial: Draft) -> bool:
    if draft.type is not denial.type:
        return False
    if draft.place is not None and denial.place is not None:
        return draft.place.id == denial.place.id
    return draft.group is denial.group or denial.place is None


def _is_other(draft: Draft, denial: Draft) -> bool:
    """Return a plain "did not" of the same sentence is no denial by somebody else."""
    if draft.sentence is denial.sentence and denial.standing.denier is None:
        return False
    return denial.status == "denied" or denial.standing.speaker is not None


def _mark(draft: Draft, denial: Draft) -> None:
    draft.status = "disputed"
    draft.disputed_by = denial.standing.denier or denial.standing.speaker
    draft.denied_in = denial.sentence
    draft.why.append(f"denied in sentence {denial.sentence.index + 1}")


def _by_cues(drafts: list[Draft], scene: Scene) -> None:
    """Return a sentence such as "the report does not correspond to reality" names no event."""
    for index in scene.disputes:
        _mark_near(_before(drafts, index), f"contradicted in sentence {index + 1}")
    for index in scene.counters:
        earlier = [draft for draft in drafts if draft.sentence.index < index]
        captures = [draft for draft in earlier if draft.type is ClaimType.TERRITORY_CAPTURED]
        _mark_near(_before(captures, index), f"another version in sentence {index + 1}")
    for index in scene.disputes_ahead:
        _mark_near(_after(drafts, index), f"conflicting reports, sentence {index + 1}")


def _before(drafts: list[Draft], index: int) -> Iterable[Draft]:
    body = [draft for draft in drafts if not draft.sentence.in_title]
    near = [draft for draft in body if 0 <= index - draft.sentence.index <= _REACH]
    last = max((draft.sentence.index for draft in near), default=-1)
    return [draft for draft in near if draft.sentence.index == last]


def _after(drafts: list[Draft], index: int) -> Iterable[Draft]:
    body = [draft for draft in drafts if not draft.sentence.in_title]
    return [draft for draft in body if 0 < draft.sentence.index - index <= 2]


def _mark_near(drafts: Iterable[Draft], why: str) -> None:
    for draft in drafts:
        if draft.status == "asserted":
            draft.status = "disputed"
            draft.why.append(why)
