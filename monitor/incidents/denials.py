"""Denials heard so far: one that finds no incident still disputes what is asserted later."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from monitor.events.readings import ArticleRead
from monitor.events.values import Claim, ClaimRef, Status
from monitor.incidents.likeness import Fit, compare
from monitor.incidents.options import IncidentOptions
from monitor.incidents.profile import Mention, Profile, mention_of
from monitor.incidents.shelves import Shelves

# More revisions of one article than this are not heard before the first is handled.
_VERSIONS = 50


class Heard(msgspec.Struct, frozen=True, array_like=True):
    """One version of an article that carried denials, cut down to them."""

    position: int
    day: int
    article: ArticleRead
    indexes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Denial:
    position: int
    mention: Mention


class Denials:
    """Bounded by number. A denial counts only for articles that come after it in the log."""

    def __init__(self, options: IncidentOptions) -> None:
        self._options = options
        self._clear()

    def _clear(self) -> None:
        self._heard: OrderedDict[str, tuple[Heard, ...]] = OrderedDict()
        self._denials: dict[str, _Denial] = {}
        self._shelves = Shelves(self._options)

    def hear(self, position: int, day: int, article: ArticleRead) -> None:
        """Remember the denials of an article, and that a new version of it has none."""
        denied = [at for at, claim in enumerate(article.claims) if claim.status is Status.DENIED]
        before = self._heard.get(article.article, ())
        if (before and before[-1].position >= position) or not (denied or before):
            return
        claims = tuple(article.claims[at] for at in denied)
        cut = msgspec.structs.replace(article, claims=claims)
        self._take(Heard(position, day, cut, tuple(denied)))
        while len(self._heard) > self._options.most_denials:
            _, versions = self._heard.popitem(last=False)
            self._drop(versions)

    def _take(self, heard: Heard) -> None:
        before = self._heard.pop(heard.article.article, ())
        # The log is heard ahead of what is handled: an older version counts until the newer one.
        kept = (*before, heard)
        self._drop(kept[:-_VERSIONS])
        self._heard[heard.article.article] = kept[-_VERSIONS:]
        for at, claim in enumerate(heard.article.claims):
            self._put(heard, at, claim)

    def _put(self, heard: Heard, at: int, claim: Claim) -> None:
        mention = mention_of(heard.article, at, heard.day, self._options.window(claim.type))
        ref = msgspec.structs.replace(mention.ref, index=heard.indexes[at])
        name = f"{heard.article.article} {heard.position} {at}"
        self._denials[name] = _Denial(heard.position, Mention(ref=ref, profile=mention.profile))
        self._shelves.put(name, mention.profile)

    def _drop(self, versions: Iterable[Heard]) -> None:
        for heard in versions:
            for at in range(len(heard.article.claims)):
                name = f"{heard.article.article} {heard.position} {at}"
                denial = self._denials.pop(name, None)
                if denial:
                    self._shelves.drop(name, denial.mention.profile)

    def about(self, asserted: Profile, article: str, before: int) -> tuple[ClaimRef, ...]:
        """Return other articles' denials, heard before a position, of what is asserted now."""
        window = self._options.window(asserted.type)
        found = (self._denials[name] for name in self._shelves.find(asserted))
        return tuple(
            denial.mention.ref
            for denial in sorted(found, key=lambda denial: denial.position)
            if denial.mention.ref.article != article
            and self._current(denial, before)
            and asserted.span.last - denial.mention.profile.span.last <= window.denial
            and isinstance(compare(denial.mention.profile, asserted, window), Fit)
        )

    def _current(self, denial: _Denial, before: int) -> bool:
        versions = self._heard.get(denial.mention.ref.article, ())
        known = [heard.position for heard in versions if heard.position < before]
        return bool(known) and known[-1] == denial.position

    def dump(self) -> list[Heard]:
        return [heard for versions in self._heard.values() for heard in versions]

    def load(self, heard: Iterable[Heard]) -> None:
        """Replace what is remembered."""
        self._clear()
        for version in heard:
            self._take(version)
