"""Whole web pages to paragraphs (the only importer of trafilatura in this room)."""

from datetime import datetime

from trafilatura import bare_extraction
from trafilatura.settings import Document

from monitor.articles.values import Facts, Pruned


def extract(markup: str, received: datetime) -> Pruned | None:
    """Return the main text of a page and what its head says; None where none was found.

    ``fast=True``: the fallbacks of the default mode take lists of related headlines for the
    article when the article is short.
    """
    page = bare_extraction(
        markup,
        fast=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={
            "extensive_search": False,
            "original_date": True,
            "max_date": received.date().isoformat(),
        },
    )
    if not isinstance(page, Document) or not page.text:
        return None
    return Pruned(
        paragraphs=tuple(line.strip() for line in page.text.split("\n") if line.strip()),
        facts=Facts(
            title=page.title or None,
            published=page.date or None,
            outlet=page.sitename or None,
            language=page.language or None,
            url=page.url or None,
        ),
    )
