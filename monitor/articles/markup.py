"""HTML to paragraphs: whole pages and fragments take different ways."""

import re
from datetime import datetime

from monitor.articles.values import Facts, Pruned

_PAGE = re.compile(r"<(?:html|body|head|title|article|main)\b", re.IGNORECASE)
_HEAD = 65_536
_MOST_TAGS = 20_000
_ABSURD = 200_000
_SUFFIX = re.compile(r"\s+[|–—·-]\s+(?P<site>[^|–—·]{2,60})$")


def split(text: str, received: datetime) -> Pruned:
    """Return the paragraphs of HTML, and what its head says of the article."""
    # Each tag takes its time. What has very many is no news page, and what has more no article.
    tags = text.count("<")
    if tags > _ABSURD:
        return Pruned(paragraphs=())
    from monitor.articles import lxml_fragment  # noqa: PLC0415  (only where there is HTML)

    if not _PAGE.search(text[:_HEAD]) or tags > _MOST_TAGS:
        return Pruned(paragraphs=lxml_fragment.paragraphs(text))
    from monitor.articles import trafilatura_page  # noqa: PLC0415  (slow to import)

    page = trafilatura_page.extract(text, received)
    if page is None:
        return Pruned(paragraphs=lxml_fragment.paragraphs(text))
    return Pruned(paragraphs=page.paragraphs, facts=_named(page.facts))


def _named(facts: Facts) -> Facts:
    """Return facts with the site's name taken off the title's end."""
    suffix = _SUFFIX.search(facts.title or "")
    if not suffix or not facts.title:
        return facts
    site = suffix["site"].strip()
    if facts.outlet and site.casefold() not in facts.outlet.casefold():
        return facts
    title = facts.title[: suffix.start()]
    return Facts(title=title, outlet=facts.outlet or site).over(facts)
