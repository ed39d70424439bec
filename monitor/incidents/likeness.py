"""Whether two claims tell of one happening: contradictions rule out, the rest is weighed."""

from dataclasses import dataclass

from monitor.events.values import ClaimType
from monitor.incidents.actors import actors_clash
from monitor.incidents.dating import gap, together
from monitor.incidents.figures import Agreement, Range, agreement
from monitor.incidents.names import overlap, stems
from monitor.incidents.options import Window
from monitor.incidents.places import Nearness, directions_clash, nearness
from monitor.incidents.profile import Profile

# An undated text must resemble the other, or agree in a figure, to be taken for the same story.
ALIKE = 0.25
# Two texts that name no common place must share at least some of their words.
RELATED = 0.12
HALF = 0.5
_ROUND = 50
_VAGUE = (Nearness.COUNTRY, Nearness.PROVINCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Two claims may be one: how near their places are, and how well the rest agrees."""

    nearness: Nearness
    score: float


@dataclass(frozen=True, slots=True)
class Misfit:
    """Two claims are not one, and why."""

    reason: str


def compare(new: Profile, old: Profile, window: Window) -> Fit | Misfit:
    """Compare two profiles of one type."""
    near = nearness(new.claim, new.spot, old.claim, old.spot)
    reason = (
        ("another place" if near is Nearness.CONTRADICTION else None)
        or actors_clash(new.claim, old.claim)
        or ("another direction" if directions_clash(new.spot, old.spot) else None)
        or (None if together(new.span, old.span, window) else "another time")
        or _unsupported(new, old, near)
    )
    if reason:
        return Misfit(reason)
    return Fit(nearness=near, score=_score(new, old, near))


def _figures(new: Profile, old: Profile) -> tuple[Agreement, Agreement]:
    return agreement(new.killed, old.killed), agreement(new.count, old.count)


def _unsupported(new: Profile, old: Profile, near: Nearness) -> str | None:
    """Return why a resemblance does not carry a merge, or None where it does."""
    figures = _figures(new, old)
    if Agreement.CONFLICT in figures:
        return "other figures"
    alike = overlap(new.words, old.words)
    dated = new.span.dated and old.span.dated
    if not (dated or Agreement.AGREE in figures or alike >= ALIKE):
        return "undated, and another text"
    if near is Nearness.BANKS and not _same_figures(new, old, alike):
        return "the other bank, and no common figure"
    return _vague(new, old, near, alike) if near in _VAGUE else None


def _same_figures(new: Profile, old: Profile, alike: float) -> bool:
    """Whether the two give one figure; a round one is common to many happenings."""
    killed, count = _figures(new, old)
    if killed is Agreement.AGREE or alike >= ALIKE:
        return True
    if count is not Agreement.AGREE or new.count is None or old.count is None:
        return False
    return any(figure[0] % _ROUND for figure in (new.count, old.count))


def _vague(new: Profile, old: Profile, near: Nearness, alike: float) -> str | None:
    """Return why two claims, one of them without a place, are not one happening."""
    killed, count = _figures(new, old)
    if _differ(count, new.count, old.count) or _apart(new.killed, old.killed):
        return "other figures, and no common place"
    if new.type is ClaimType.TERRITORY_CAPTURED:
        return _unnamed(new, old, near, alike)
    if new.type is ClaimType.DIPLOMATIC_CONTACT and new.spot.vague and old.spot.vague:
        shared = stems(new.claim.actor) & stems(old.claim.actor)
        return None if shared else "no common party"
    agreed = Agreement.AGREE in (killed, count)
    if not (agreed or alike >= RELATED or _one_story(new, old)):
        return "no common place, day or figure"
    return None


def _one_story(new: Profile, old: Profile) -> bool:
    """Whether two claims without a common place name one day, or one meeting's two parties."""
    if new.span.exact and old.span.exact:
        return new.span == old.span
    if new.type is not ClaimType.DIPLOMATIC_CONTACT or abs(new.span.last - old.span.last) > 1:
        return False
    return overlap(stems(new.claim.actor), stems(old.claim.actor)) >= HALF


def _unnamed(new: Profile, old: Profile, near: Nearness, alike: float) -> str | None:
    counted = [p.count for p in (new, old) if p.spot.vague and p.count]
    if new.spot.vague != old.spot.vague and any(figure[1] > 1 for figure in counted):
        return "a count of places, not one"
    if near is Nearness.COUNTRY and alike < ALIKE:
        return "captures without a common place"
    return None


def _differ(found: Agreement, left: Range | None, right: Range | None) -> bool:
    return left is not None and right is not None and found is not Agreement.AGREE


def _apart(left: Range | None, right: Range | None) -> bool:
    return (
        left is not None and right is not None and max(left[0] - right[1], right[0] - left[1]) > 2
    )


def _score(new: Profile, old: Profile, near: Nearness) -> float:
    figures = sum(2.0 for found in _figures(new, old) if found is Agreement.AGREE)
    days = gap(new.span, old.span) + abs(new.span.last - old.span.last) / 4
    return 10.0 * near + figures - days + 4.0 * overlap(new.words, old.words)
