"""What a text rule found: the sentence, and the place and actor in it."""

from collections.abc import Iterator

import msgspec

from monitor.rules.conditions.condition import All, AnyOf, Condition
from monitor.rules.conditions.text import WordsIn
from monitor.rules.text.article_text import ArticleText

LONGEST = 400


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with its place in the article's text (or title), and the names found in it."""

    text: str
    span: tuple[int, int] = (0, 0)
    in_title: bool = False
    names: dict[str, str] = {}


def found_in_text(condition: Condition, article: ArticleText) -> Quote:
    """Return the sentence of the first words found, and every name the conditions ask for."""
    names: dict[str, str] = {}
    first: int | None = None
    for words in _word_conditions(condition):
        found = words.find(article)
        if found is None:
            continue
        first = found.first if first is None else first
        for group, hit in zip(words.groups, found.hits, strict=True):
            if group.role:
                names.setdefault(group.role, group.name_at(article, hit))
    if first is None:
        return Quote(text=article.title, span=(0, len(article.title)), in_title=True, names=names)
    return _sentence(article, first, names)


def _word_conditions(condition: Condition) -> Iterator[WordsIn]:
    if isinstance(condition, WordsIn):
        yield condition
    elif isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from _word_conditions(part)


def _sentence(article: ArticleText, word: int, names: dict[str, str]) -> Quote:
    start, end = article.sentence_around(word)
    if word < article.title_words:
        end = min(end, len(article.title))
        return Quote(text=article.raw[start:end], span=(start, end), in_title=True, names=names)
    begin = article.body_start
    start = max(start, begin)
    if end - start > LONGEST:
        hit = article.start_of(word)
        start = max(start, hit - LONGEST // 2)
        end = min(end, start + LONGEST)
    return Quote(text=article.raw[start:end], span=(start - begin, end - begin), names=names)
