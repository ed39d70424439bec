"""What the reader reads."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One cleaned article. Paragraphs of ``text`` end at line breaks.

    ``published`` anchors every date in the text and the roles of actors; None where unknown.
    ``language`` is an ISO 639-1 code; the reader has one vocabulary for each language it knows.
    """

    id: str
    title: str
    text: str
    published: dt.date | dt.datetime | None
    source: str = ""
    language: str = "en"

    @property
    def day(self) -> dt.date | None:
        """The day of publication, in the outlet's own zone."""
        if isinstance(self.published, dt.datetime):
            return self.published.date()
        return self.published
