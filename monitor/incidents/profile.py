"""What a claim or an incident is about, prepared for comparing."""

from dataclasses import dataclass

from monitor.events.readings import ArticleRead
from monitor.events.values import Claim, ClaimRef, ClaimType, Incident
from monitor.incidents.dating import Span, day_of, happened
from monitor.incidents.figures import Range, as_range
from monitor.incidents.names import spoken, words_of
from monitor.incidents.options import Window
from monitor.incidents.places import Spot, spot_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The comparable side of a claim, of a denial, or of an incident by its leading claim.

    ``told`` are the words that were said, as ``spoken`` puts them together.
    """

    claim: Claim
    span: Span
    spot: Spot
    told: str
    killed: Range | None
    count: Range | None

    @property
    def type(self) -> ClaimType:
        return self.claim.type

    @property
    def words(self) -> frozenset[str]:
        return words_of(self.told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A claim as one article carries it."""

    ref: ClaimRef
    profile: Profile

    @property
    def claim(self) -> Claim:
        return self.profile.claim


def mention_of(article: ArticleRead, index: int, arrival: int, window: Window) -> Mention:
    """Return one claim of an article, ready to be compared and kept."""
    claim = article.claims[index]
    span = happened(claim.when, claim.time_precision, article.published, arrival, window)
    profile = Profile(
        claim=claim,
        span=span,
        spot=spot_of(claim),
        told=spoken(article.title, claim.evidence),
        killed=claim.killed,
        count=as_range(claim.count),
    )
    return Mention(ref=_ref(article, index), profile=profile)


def _ref(article: ArticleRead, index: int) -> ClaimRef:
    claim = article.claims[index]
    return ClaimRef(
        article=article.article,
        revision=article.revision,
        index=index,
        source=article.source,
        outlet=article.outlet or article.source,
        wire=article.wire or article.article,
        status=claim.status,
        published=article.published,
        url=article.url,
        title=article.title,
        attribution=claim.attribution,
        denied_by=claim.denied_by,
        evidence=claim.evidence,
        span=claim.span,
        in_title=claim.in_title,
        count=claim.count,
        killed=claim.killed,
        wounded=claim.wounded,
        place=claim.place,
        place_id=claim.place_id,
        when=claim.when,
        time_precision=claim.time_precision,
    )


def profile_of(incident: Incident, opened: int, window: Window) -> Profile:
    """Return what an incident is about; ``opened`` is the day when its first claim arrived."""
    known = tuple(dict.fromkeys(ref.place_id for ref in incident.claims if ref.place_id))
    texts = [part for ref in incident.claims[:4] for part in (ref.title, ref.evidence)]
    return Profile(
        claim=incident.claim,
        span=_span(incident, opened, window),
        spot=spot_of(incident.claim, known if incident.claim.place else ()),
        told=spoken(incident.claim.evidence, *texts),
        killed=incident.killed,
        count=incident.count,
    )


def _span(incident: Incident, opened: int, window: Window) -> Span:
    # The earliest print anchors an undated happening, so that a chain of reports cannot drift.
    printed = [ref.published for ref in incident.claims if day_of(ref.published) is not None]
    earliest = min(printed, key=lambda stamp: day_of(stamp) or 0, default=None)
    precision = next(
        (ref.time_precision for ref in incident.claims if ref.when == incident.when), None
    )
    return happened(incident.when, precision, earliest, opened, window)
