"""Markdown to paragraphs: marks go, words stay."""

import re

from monitor.articles.paragraphs import ends_sentence
from monitor.articles.values import Facts, Pruned

_FENCE = re.compile(r"^\s*(```|~~~)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(?P<text>.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s*([-*_=])(\s*\1){2,}\s*$")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)")
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)")
_BARE = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_MARKS = re.compile(
    r"(?<![\w*\\])\*{1,3}(?=\S)|(?<=[^\s\\*])\*{1,3}(?![\w*])"
    r"|(?<![\w\\])_{1,3}(?=\S)|(?<=[^\s\\])_{1,3}(?!\w)"
)
_LINE = 110
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")


def split(text: str) -> Pruned:
    """Return the paragraphs of a Markdown text; its first heading is its title."""
    blocks: list[list[str]] = [[]]
    title: str | None = None
    for line in text.split("\n"):
        heading = _HEADING.match(line)
        if heading and title is None and not any(blocks):
            title = plain(heading["text"])
        elif heading:
            blocks += [[heading["text"]], []]
        elif not line.strip() or _RULE.match(line) or _FENCE.match(line):
            blocks.append([])
        elif _BULLET.match(line):
            blocks.append([_BULLET.sub("", line)])
        else:
            blocks[-1].append(_QUOTE.sub("", line).strip())
    paragraphs = (plain(part) for block in blocks if block for part in _parts(block))
    return Pruned(paragraphs=tuple(p for p in paragraphs if p), facts=Facts(title=title))


def _parts(block: list[str]) -> list[str]:
    """Return a block as one paragraph, or as several where each line is clearly one."""
    if len(block) > 1 and max(map(len, block)) > _LINE and all(map(ends_sentence, block)):
        return block
    return [" ".join(block)]


def plain(text: str) -> str:
    """Return the words of a line of Markdown."""
    text = _BARE.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    return _ESCAPE.sub(r"\1", _MARKS.sub("", text)).strip()
