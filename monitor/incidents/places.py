"""Where a claim puts its happening, and whether two claims can mean one place."""

from dataclasses import dataclass
from enum import IntEnum

from monitor.events.values import Claim, ClaimType
from monitor.incidents.names import folded

_COARSE = frozenset({"country", "region", "river"})
PAIRED = frozenset({ClaimType.BORDER_CROSSING, ClaimType.CROSS_BORDER_FIRE})
_SMALL = frozenset({"village", "post", "base", "town", "crossing", "port", "city"})


class Nearness(IntEnum):
    """How well two places agree, weakest first; 0 means that they contradict each other."""

    CONTRADICTION = 0
    COUNTRY = 1
    BANKS = 2
    PROVINCE = 3
    WITHIN = 4
    SAME = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """The place of a claim: names of a place (with its twins), or only a region.

    ``regions`` are the border, the direction and the country, for claims that name no place.
    """

    names: frozenset[str]
    kind: str | None
    province: str | None
    country: str | None
    origin: str | None
    to: str | None
    regions: tuple[str, ...]

    @property
    def vague(self) -> bool:
        return not self.names


def spot_of(claim: Claim, more: tuple[str, ...] = ()) -> Spot:
    """Return where a claim puts its happening; ``more`` are further ids known for the place."""
    province = folded(claim.province) if claim.province else None
    names = _names(claim, more)
    if claim.place_kind == "province" and claim.type is not ClaimType.TERRITORY_CAPTURED:
        # "in Kunduz province" is no more exact than the province slot.
        names, province = frozenset(), province or folded(claim.place or "")
    return Spot(
        names=names,
        kind=claim.place_kind,
        province=province,
        country=claim.country,
        origin=claim.origin,
        to=claim.to,
        regions=_regions(claim),
    )


def _names(claim: Claim, more: tuple[str, ...]) -> frozenset[str]:
    if claim.place_kind in _COARSE or not (claim.place or claim.place_id):
        return frozenset()
    named = claim.place_id or f"{folded(claim.place or '')}|{folded(claim.province or '')}"
    return frozenset((named, *claim.place_alternatives, *more))


def _regions(claim: Claim) -> tuple[str, ...]:
    regions = []
    if claim.origin and claim.to:
        regions.append("-".join(sorted((claim.origin, claim.to))))
    if claim.border:
        regions.append(claim.border)
    if claim.country:
        regions.append(claim.country)
    return tuple(dict.fromkeys(regions))


def directions_clash(left: Spot, right: Spot) -> bool:
    """Whether both say from where to where, and not the same."""
    if not (left.origin and left.to and right.origin and right.to):
        return False
    return (left.origin, left.to) != (right.origin, right.to)


def nearness(left: Claim, left_spot: Spot, right: Claim, right_spot: Spot) -> Nearness:
    """Compare two places, robust against a missing district, a twin and the other bank."""
    if left_spot.names & right_spot.names:
        return Nearness.SAME
    if left_spot.names and right_spot.names:
        return _named(left, left_spot, right, right_spot)
    return _region(left_spot, right_spot)


def _named(left: Claim, left_spot: Spot, right: Claim, right_spot: Spot) -> Nearness:
    if left.type is ClaimType.TERRITORY_CAPTURED:
        return Nearness.CONTRADICTION
    if _inside(left, right) or _inside(right, left):
        return Nearness.WITHIN
    across = left_spot.country != right_spot.country
    if left.type in PAIRED and across and left_spot.country and right_spot.country:
        return Nearness.BANKS
    return Nearness.CONTRADICTION


def is_small(claim: Claim) -> bool:
    """Whether a claim's place may lie in another that its sentence names."""
    return claim.place_kind in _SMALL


def may_hold(claim: Claim) -> bool:
    """Whether a claim's place can be in another's, or hold it: a village, a district."""
    if claim.type is ClaimType.TERRITORY_CAPTURED:
        return False
    return claim.place_kind == "district" or is_small(claim)


def _inside(small: Claim, large: Claim) -> bool:
    """Whether one claim names a village and, in the same breath, the district of the other."""
    if not is_small(small) or large.place_kind != "district" or not large.place:
        return False
    if small.country != large.country:
        return False
    return f" {folded(large.place)} " in f" {folded(small.evidence)} "


def _region(left: Spot, right: Spot) -> Nearness:
    if left.province and right.province:
        same = left.province == right.province
        if same:
            return Nearness.PROVINCE
        across = left.country != right.country
        return Nearness.COUNTRY if across and _share_border(left, right) else _NO
    if set(left.regions) & set(right.regions):
        return Nearness.COUNTRY
    return _NO


def _share_border(left: Spot, right: Spot) -> bool:
    return any("-" in region and region in right.regions for region in left.regions)


_NO = Nearness.CONTRADICTION
