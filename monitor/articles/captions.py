"""Pictures' captions and credits that were copied along with the text."""

import re

from monitor.articles.glance import holds
from monitor.articles.paragraphs import ends_sentence
from monitor.articles.values import Cut, Pruned

_LONGEST = 40
_FEW = 6
_CREDIT = re.compile(
    r"^[\[(](?:photo |picture |image )?caption\b.*[\])]$"
    r"|^\W*(?:file\s+)?(?:photo|photograph|image|picture|фото|снимок)\s*(?:credit|courtesy|by|:|/|©|\|)"
    r"|\b(?:photo|image|picture)\s+(?:credit|courtesy)\b"
    r"|\b(?:file photo|representational image|representative image|archive photo|архивное фото)\W*$"
    r"|\b(?:getty images|ap photo|afp photo|reuters/[A-Z]|shutterstock|фото из архива)\b"
    r"|^\W*(?:©|\(c\)\s)",
    re.IGNORECASE,
)
# One of these stands in every credit.
_SIGNS = (
    "photo",
    "image",
    "picture",
    "caption",
    "©",
    "(c)",
    "getty",
    "shutterstock",
    "reuters/",
    "фото",
    "снимок",
)
_QUOTES = re.compile('["“”«»]')


def prune(paragraphs: tuple[str, ...], title: str | None = None) -> Pruned:
    """Return the paragraphs without picture credits, and without captions given twice in a row.

    The first line may be the title, and once more the title above the text, unless it is known.
    """
    first = 0 if title else 1
    cuts = tuple(
        Cut("caption", paragraph)
        for index, paragraph in enumerate(paragraphs)
        if is_credit(paragraph) or (index >= first and _is_twin(paragraphs, index))
    )
    if not cuts:
        return Pruned(paragraphs=paragraphs)
    gone = {cut.text for cut in cuts if is_credit(cut.text) or title or cut.text != paragraphs[0]}
    return Pruned(paragraphs=tuple(p for p in paragraphs if p not in gone), cuts=cuts)


def is_credit(paragraph: str) -> bool:
    """Say whether a short paragraph that is no sentence names a picture's maker."""
    if len(paragraph) > _LONGEST * 8 or not holds(paragraph, _SIGNS):
        return False
    bracketed = paragraph[:1] in "[(" and paragraph[-1:] in "])"
    # A sentence may be about a photo; a credit ends without a stop, or is a few words only.
    if ends_sentence(paragraph) and not bracketed and len(paragraph.split()) > _FEW:
        return False
    return len(paragraph.split()) <= _LONGEST and bool(_CREDIT.search(paragraph))


def _is_twin(paragraphs: tuple[str, ...], index: int) -> bool:
    """Say whether a line stands next to itself and is no sentence: the picture's text, twice."""
    paragraph = paragraphs[index]
    if ends_sentence(paragraph) or _QUOTES.search(paragraph):
        return False
    beside = paragraphs[index - 1 : index] + paragraphs[index + 1 : index + 2]
    return len(paragraph.split()) <= _LONGEST and paragraph in beside
