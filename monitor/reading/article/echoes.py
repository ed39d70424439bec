"""Claims that go on from what was told just before: lists, "so did B", "others came too"."""

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft
from monitor.reading.claims.named_later import counts_more


def goes_on(draft: Draft, by_sentence: dict[int, list[Draft]]) -> bool:
    """Handle "The districts are A and B" only counts after "two districts fell"."""
    if not draft.match.has("continues"):
        return True
    at = draft.sentence.index
    for other in (one for index in range(at - 3, at + 1) for one in by_sentence.get(index, ())):
        if other.type is not draft.type or other is draft:
            continue
        if other.place is None or counts_more(other):
            draft.status = other.status
            draft.actor, draft.group, draft.side = other.actor, other.group, other.side
            draft.why.append(f"goes on from sentence {other.sentence.index + 1}")
            return True
    return False


_ECHO = 2  # sentences between "A fell" and "B met the same fate"


def with_grounded_echoes(drafts: list[Draft]) -> list[Draft]:
    """Leave out the echoes of nothing: "So did B" stands or falls with what was told of A near by.

    An echo may take up another: "A led the way on Friday. B followed on Saturday".
    """
    told: dict[tuple[ClaimType, bool, int], Draft] = {}
    for draft in drafts:
        if not draft.match.has("echo"):
            first = told.setdefault(_spot(draft), draft)
            told[_spot(draft)] = first if first.status == "asserted" else draft
    return [draft for draft in drafts
            if not draft.match.has("echo") or _takes_up(draft, told)]  # fmt: skip


def _takes_up(echo: Draft, told: dict[tuple[ClaimType, bool, int], Draft]) -> bool:
    kind, in_title, at = _spot(echo)
    spots = ((kind, in_title, index) for index in range(at - _ECHO, at + _ECHO + 1))
    other = next((told[spot] for spot in spots if spot in told), None)
    if other is None:
        return False
    if echo.status == "asserted":
        echo.status = other.status
    told.setdefault(_spot(echo), echo)
    return True


def _spot(draft: Draft) -> tuple[ClaimType, bool, int]:
    return draft.type, draft.sentence.in_title, draft.sentence.index


def follows_another(draft: Draft, by_sentence: dict[int, list[Draft]]) -> bool:
    """Handle "drew the gate shut; *B followed*", "B *followed suit*": shut, not captured."""
    if draft.type is not ClaimType.TERRITORY_CAPTURED or not draft.match.has("follows"):
        return False
    before = [
        other for other in by_sentence.get(draft.sentence.index, ())
        if other.sentence is draft.sentence and other.match.trigger.s < draft.match.trigger.s
    ]  # fmt: skip
    last = max(before, key=lambda other: other.match.trigger.s, default=None)
    return last is not None and last.type in _GATES


_GATES = frozenset({ClaimType.BORDER_CLOSURE, ClaimType.BORDER_REOPENING})


def again(draft: Draft, drafts: list[Draft]) -> bool:
    """Handle "Others came the same way": the ends of the crossing told before."""
    if not draft.match.has("again"):
        return True
    earlier = [
        other
        for other in drafts
        if other.type is draft.type
        and other is not draft
        and not other.match.has("again")
        and other.status == "asserted"
    ]
    if not earlier:
        return False
    last = min(earlier, key=lambda other: abs(other.sentence.index - draft.sentence.index))
    if draft.match.has("part") and not _is_just_before(last, draft):
        return False  # "among them": of those who were told of just before
    draft.origin, draft.to = last.origin, last.to
    if draft.match.has("reverse"):
        draft.origin, draft.to = last.to, last.origin
    draft.place, draft.country = last.place, last.country
    return True


def _is_just_before(last: Draft, draft: Draft) -> bool:
    """Whether one is told in the sentence of the other or the one before, a title aside."""
    near = draft.sentence.index - last.sentence.index <= 1
    return near and last.sentence.in_title == draft.sentence.in_title
