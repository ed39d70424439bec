"""What can be said of a raw text before it is laid beside others: it depends on nothing else."""

import re
from datetime import datetime

import msgspec

from monitor.articles.clean import LONGEST, clean
from monitor.articles.copies import Text
from monitor.articles.values import Cleaned, Facts, Raw
from monitor.articles.window import Marks, marks
from monitor.events.sources import ArticleReceived
from monitor.flow.ids import digest

# Three words make a headline; less makes nothing.
_WORDS = re.compile(r"(?:[^\W\d_]{2,}[\W\d_]+){2}[^\W\d_]{2,}")
_GLANCE = 2000


# What an event leaves out as its default, a message must leave out too: a default is known by being
# the same object, not by looking like it.
class Prepared(msgspec.Struct, frozen=True, omit_defaults=True):
    """A cleaned text and its marks; ``fault`` says why it is no article (then there is no text).

    ``name`` is the digest of the text.
    """

    fault: str = ""
    title: str = ""
    text: str = ""
    language: str = "en"
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    name: str = ""
    marks: Marks = Marks(0, b"", (), ())


def prepare(data: ArticleReceived, raw: bytes, received: datetime) -> Prepared:
    """Return what came, cleaned: all that a decision needs."""
    cleaned = clean(_raw(data, raw, received))
    if len(cleaned.text) > LONGEST:
        return Prepared(fault=f"it is {len(cleaned.text):,} characters: no article")
    if not _is_readable(cleaned):
        return Prepared(fault="nothing readable was found in it")
    return Prepared(
        title=cleaned.title,
        text=cleaned.text,
        language=cleaned.language,
        published=cleaned.published,
        outlet=cleaned.outlet,
        url=cleaned.url,
        name=digest(cleaned.text.encode()),
        marks=marks(Text(cleaned.text).numbers),
    )


def _raw(data: ArticleReceived, raw: bytes, received: datetime) -> Raw:
    return Raw(
        text=raw.decode("utf-8", "replace"),
        media_type=data.media_type,
        received=received,
        facts=Facts(
            title=data.title,
            published=data.published,
            outlet=data.outlet,
            language=data.language,
            url=data.url,
        ),
    )


def _is_readable(cleaned: Cleaned) -> bool:
    return _WORDS.search(f"{cleaned.title} {cleaned.text[:_GLANCE]}") is not None
