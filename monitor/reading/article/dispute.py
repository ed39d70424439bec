"""Disputes: what is asserted here and denied, or not confirmed, by another party."""

from collections.abc import Iterable, Sequence

from monitor.events.values import ClaimType
from monitor.reading.article.denials import dispute_denied
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.standing.denial_acts import concedes
from monitor.reading.words.lexicon import Lexicon

_REACH = 4  # sentences between a claim and the sentence that contradicts it


def dispute(drafts: list[Draft], scene: Scene) -> None:
    """Mark asserted drafts as disputed, in place."""
    for draft in drafts:
        if draft.status == "denied" and draft.standing.claimant is not None:
            draft.status = "disputed"  # "dismissed Taliban claims of the capture of X"
            draft.disputed_by = draft.standing.denier
            draft.denied_in = draft.sentence
    denials = _Denials(drafts, scene)
    for draft in drafts:
        if draft.status == "asserted":
            denial = denials.of(draft)
            if denial is not None:
                _mark(draft, denial)
    dispute_denied(drafts, scene.denials, scene)
    _by_cues(drafts, scene)


class _Denials:
    """The denials of an article by what they deny, each with its number, so that few are asked."""

    def __init__(self, drafts: list[Draft], scene: Scene) -> None:
        self._by_place: dict[tuple[str, str | None], list[tuple[int, Draft]]] = {}
        self._by_group: dict[tuple[str, str], list[tuple[int, Draft]]] = {}
        answered = {denial.sentence.index for denial in scene.denials}
        for number, draft in enumerate(drafts):
            if not _is_told(draft, scene.lexicon):
                continue
            if draft.place is None and draft.sentence.index in answered:
                continue  # its words tell better what it answers
            kind, place = draft.type.value, draft.place.id if draft.place is not None else None
            self._by_place.setdefault((kind, place), []).append((number, draft))
            self._by_group.setdefault((kind, draft.group.value), []).append((number, draft))

    def of(self, draft: Draft) -> Draft | None:
        """Return the first denial of what a draft asserts, by somebody else."""
        kind = draft.type.value
        if draft.place is not None:
            same = self._by_place.get((kind, draft.place.id), ())
        else:
            same = self._by_group.get((kind, draft.group.value), ())
        found = [_first(draft, same), _first(draft, self._by_place.get((kind, None), ()))]
        return min((one for one in found if one is not None), key=lambda one: one[0],
                   default=(0, None))[1]  # fmt: skip


def _first(draft: Draft, denials: Sequence[tuple[int, Draft]]) -> tuple[int, Draft] | None:
    return next((one for one in denials if _is_other(draft, one[1])), None)


def _is_told(denial: Draft, lexicon: Lexicon) -> bool:
    """Whether somebody denies, or says that it is not so: not that it may yet be."""
    clause = denial.match.clause
    if clause is not None and clause.vg.modal:
        return False  # "denied that patrols might return"
    if concedes(denial.sentence, lexicon):
        return False  # "the ministry, which had dismissed the report, admitted that"
    return denial.status == "denied" or (
        denial.status == "negated" and denial.standing.speaker is not None
    )


def _goes_elsewhere(draft: Draft, denial: Draft) -> bool:
    """Handle "denied that they had fled to Uzbekistan": that they came from Afghanistan stands."""
    ends, others = {draft.origin, draft.to}, {denial.origin, denial.to}
    return None not in ends | others and ends != others


def _is_other(draft: Draft, denial: Draft) -> bool:
    """Return a plain "did not" of the same sentence is no denial by somebody else."""
    if _goes_elsewhere(draft, denial):
        return False
    return draft.sentence is not denial.sentence or denial.standing.denier is not None


def _mark(draft: Draft, denial: Draft) -> None:
    draft.status = "disputed"
    draft.disputed_by = denial.standing.denier or denial.standing.speaker
    draft.denied_in = denial.sentence
    draft.why.append(f"denied in sentence {denial.sentence.index + 1}")


def _by_cues(drafts: list[Draft], scene: Scene) -> None:
    """Return a sentence such as "the report does not correspond to reality" names no event."""
    told: dict[int, list[Draft]] = {}
    for draft in drafts:
        if not draft.sentence.in_title:
            told.setdefault(draft.sentence.index, []).append(draft)
    answered = {denial.sentence.index for denial in scene.denials}
    answered |= {
        one.index for one in scene.sentences
        if one.index in scene.disputes and concedes(one, scene.lexicon)
    }  # fmt: skip
    for index in scene.disputes:
        if index not in answered:
            near = _without_dead(_before(told, index, index))
            _mark_near(near, f"contradicted in sentence {index + 1}")
    for index in scene.counters:
        found = _before(told, index, index - 1, ClaimType.TERRITORY_CAPTURED)
        _mark_near(found, f"another version in sentence {index + 1}")
    for index in scene.disputes_ahead:
        ahead = [*told.get(index + 1, ()), *told.get(index + 2, ())]
        _mark_near(ahead, f"conflicting reports, sentence {index + 1}")


def _before(
    told: dict[int, list[Draft]], index: int, last: int, kind: ClaimType | None = None
) -> list[Draft]:
    """Return what the nearest sentence up to ``last`` tells (of one type, where one is asked)."""
    for at in range(last, index - _REACH - 1, -1):
        found = [draft for draft in told.get(at, ()) if kind is None or draft.type is kind]
        if found:
            return found
    return []


def _without_dead(drafts: list[Draft]) -> list[Draft]:
    """Who denies that anybody came over does not deny that they fell."""
    if not any(draft.type is ClaimType.BORDER_CROSSING for draft in drafts):
        return drafts
    return [draft for draft in drafts if draft.type is not ClaimType.ARMED_CLASH]


def _mark_near(drafts: Iterable[Draft], why: str) -> None:
    for draft in drafts:
        if draft.status == "asserted":
            draft.rule("disputed", why)
