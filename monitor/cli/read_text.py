"""A text, a Markdown file or a page, made into what the reader reads: as the monitor would."""

import datetime as dt

from monitor.articles.clean import clean
from monitor.articles.values import Cleaned, Raw
from monitor.clock import SystemClock
from monitor.reading.accepted import published_on
from monitor.reading.document import Document
from monitor.sources.media import as_it_begins, media_type_of

_TITLE_LENGTH = 160  # characters; a longer first line is a paragraph


def document_of(content: str, file: str, published: dt.date | None) -> Document:
    """Return a file's article; ``published`` goes before what the file says itself."""
    media = as_it_begins(media_type_of(file) or "text/plain", content)
    now = SystemClock().now()
    cleaned = clean(Raw(text=content, media_type=media, received=now))
    title, text = _parted(cleaned)
    return Document(
        id=file,
        title=title,
        text=text,
        published=published or published_on(cleaned.published),
        source=cleaned.outlet or "",
        language=cleaned.language,
    )


def _parted(cleaned: Cleaned) -> tuple[str, str]:
    """Take a short first line without a full stop for the title, where nothing else tells one."""
    if cleaned.title:
        return cleaned.title, cleaned.text
    title, _, rest = cleaned.text.partition("\n")
    if rest.strip() and len(title) <= _TITLE_LENGTH and not title.endswith("."):
        return title, rest
    return "", cleaned.text
