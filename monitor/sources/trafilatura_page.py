"""Finds the main text of web pages (the only importer of trafilatura in this room).

Runs in the worker process only: see ``worker``.
"""

from trafilatura import bare_extraction
from trafilatura.settings import Document

from monitor.sources.decoding import NotText, decode
from monitor.sources.parsed import Page


def extract(body: bytes, *, today: str, charset: str | None) -> Page:
    """Return the main text of a page.

    ``fast=True``: the fallbacks of the default mode take lists of related headlines for the
    article when the article is short.
    """
    page = bare_extraction(
        _text(body, charset),
        fast=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={
            "extensive_search": False,
            "original_date": True,
            "max_date": today,
        },
    )
    if not isinstance(page, Document) or not page.text:
        return Page()
    lines = (line.strip() for line in page.text.split("\n"))
    return Page(
        text="\n\n".join(line for line in lines if line),
        title=page.title or None,
        published=page.date or None,
    )


def _text(body: bytes, charset: str | None) -> str:
    """Return a page as text: by the answer's own charset, else by what the page declares."""
    if charset:
        try:
            return body.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    text = decode(body, markup=True)
    return body.decode("utf-8", "replace") if isinstance(text, NotText) else text
