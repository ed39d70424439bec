"""What cleaning starts from, and what it comes to."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known about an article besides its text. ``published`` is ISO 8601."""

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    url: str | None = None

    def over(self, other: "Facts") -> "Facts":
        """Return these facts, with the gaps filled from others."""
        if self is NO_FACTS:
            return other
        return Facts(
            title=self.title or other.title,
            published=self.published or other.published,
            outlet=self.outlet or other.outlet,
            language=self.language or other.language,
            url=self.url or other.url,
        )


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A text as it came: ``media_type`` is text/plain, text/markdown or text/html.

    ``facts`` is what the source said; ``received`` is aware, and bounds what a date may be.
    """

    text: str
    media_type: str
    received: datetime
    facts: Facts = NO_FACTS


@dataclass(frozen=True, slots=True)
class Cut:
    """Words left out, and what they were taken for."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """An article's own words: paragraphs are parted by a blank line. No title is ""."""

    title: str
    text: str
    language: str
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What one kind of cleaning leaves of the paragraphs, what it cut and what it learned."""

    paragraphs: tuple[str, ...]
    cuts: tuple[Cut, ...] = ()
    facts: Facts = NO_FACTS
