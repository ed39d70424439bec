"""Headlines of other stories that a site put into the middle of a text."""

import re

from monitor.articles.paragraphs import ends_sentence
from monitor.articles.values import Cut, Pruned

_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
# Enough letters to tell a word from its inflections: "continue" and "continues".
_STEM = 5
_CONTENT = 4
_FEWEST = 5
_MOST = 24
_LONG_HEADLINE = 8
_QUOTES = re.compile('["“”«»]')
_JOINTS = re.compile(r"[|•>»:]|^\(")
# Sentences begin like this, headlines leave such words out.
_OPENINGS = frozenset(
    [
        "The",
        "This",
        "That",
        "These",
        "Those",
        "They",
        "He",
        "She",
        "It",
        "We",
        "You",
        "His",
        "Her",
        "Its",
        "Their",
        "There",
        "A",
        "An",
        "In",
        "On",
        "At",
        "By",
        "For",
        "From",
        "With",
        "After",
        "Before",
        "When",
        "While",
        "But",
        "And",
        "Or",
        "As",
        "If",
        "Of",
        "To",
        "Он",
        "Она",
        "Они",
        "Это",
        "Эти",
        "В",
        "На",
        "По",
        "С",
        "У",
        "К",
        "Из",
        "За",
    ]
)
_SMALL = frozenset(
    [
        "after",
        "also",
        "amid",
        "been",
        "before",
        "being",
        "between",
        "could",
        "does",
        "during",
        "every",
        "from",
        "have",
        "here",
        "into",
        "just",
        "more",
        "most",
        "much",
        "near",
        "only",
        "other",
        "over",
        "says",
        "should",
        "some",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "under",
        "until",
        "upon",
        "very",
        "well",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "without",
        "would",
        "your",
        "about",
        "against",
    ]
)


def prune(paragraphs: tuple[str, ...], title: str | None) -> Pruned:
    """Return the paragraphs without lines that are headlines of something else.

    Only in a text that is made of sentences, and never its first line. A headline-like line goes
    if it shares no topic with the rest; one in capitals that is long goes also when it shares less
    than half of its words: it is neither a sentence nor a heading of what follows.
    """
    sentences = sum(map(ends_sentence, paragraphs))
    if len(paragraphs) < 3 or sentences * 3 < len(paragraphs) * 2:
        return Pruned(paragraphs=paragraphs)
    strays = {
        index for index in range(1, len(paragraphs)) if _is_stray(paragraphs, index, title or "")
    }
    if not strays:
        return Pruned(paragraphs=paragraphs)
    return Pruned(
        paragraphs=tuple(p for i, p in enumerate(paragraphs) if i not in strays),
        cuts=tuple(Cut("foreign headline", paragraphs[i]) for i in sorted(strays)),
    )


def _is_stray(paragraphs: tuple[str, ...], index: int, title: str) -> bool:
    line = paragraphs[index]
    if ends_sentence(line):
        return False
    words = _WORDS.findall(line)
    if not _FEWEST < len(words) <= _MOST or _QUOTES.search(line):
        return False
    topics = stems(line)
    if len(topics) < _FEWEST:
        return False
    rest = stems(" ".join((title, *paragraphs[:index], *paragraphs[index + 1 :])))
    shared = len(topics & rest) / len(topics)
    if not is_headline(words):
        # The last line may be a sentence that was cut off.
        placed = index < len(paragraphs) - 1 or _JOINTS.search(line)
        return shared == 0 and bool(placed) and words[0] not in _OPENINGS
    if len(words) >= _LONG_HEADLINE and index > 1:
        return shared < 0.5
    return shared <= 0.2


def is_headline(words: list[str]) -> bool:
    """Say whether words are set as English headlines are: Nearly All Longer Words in Capitals."""
    longer = [word for word in words if len(word) >= _CONTENT and word.lower() not in _SMALL]
    return len(longer) >= 4 and sum(word[0].isupper() for word in longer) >= 0.9 * len(longer)


def stems(text: str) -> set[str]:
    """Return the beginnings of a text's content words."""
    words = (word.lower() for word in _WORDS.findall(text))
    return {word[:_STEM] for word in words if len(word) >= _CONTENT and word not in _SMALL}
