"""Asides: names in brackets or quotes join the phrase before them."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.text.grammar import (
    MARK_CLOSE,
    MARK_COMMA,
    MARK_OPEN,
    MARK_PREP,
    MARK_QUOTE,
    NP,
    VG,
)


def fold_asides(chunks: list[Chunk]) -> list[Chunk]:
    """Names in brackets or quotes join the phrase before them: 'the post "Sayod"'."""
    out: list[Chunk] = []
    index, count = 0, len(chunks)
    while index < count:
        chunk = chunks[index]
        name = _called(chunks, index, out)
        if name is not None:
            out[-1].apps.append(chunks[name])
            _take_name(out[-1], chunks[name])
            index = name + 1
            continue
        if chunk.kind == MARK_QUOTE and out and out[-1].kind == MARK_PREP:
            close = _end_of_words(chunks, index + 1)
            if close:  # 'rejected as "a lie of the enemy" the claim'
                out += chunks[index + 1 : close]
                index = close + 1
                continue
        closer = _CLOSERS.get(chunk.kind)
        aside = chunks[index + 1] if closer and index + 2 < count else None
        if (
            aside is not None
            and aside.kind == NP
            and chunks[index + 2].kind == closer
            and (out and out[-1].kind == NP and not aside.time)
            and aside.e - aside.s <= (18 if aside.members else 6)
        ):
            out[-1].apps.append(aside)
            out[-1].e = chunks[index + 2].e
            if not out[-1].places and chunk.kind == MARK_QUOTE:
                _take_name(out[-1], aside)
            if chunk.kind == MARK_QUOTE and out[-1].qty is not None and not out[-1].cls:
                out[-1].cls = aside.cls  # 'the four "violators of the border"'
            index += 3
            continue
        out.append(chunk)
        index += 1
    return out


def _end_of_words(chunks: list[Chunk], start: int) -> int:
    """Return where a quote closes that holds one phrase; 0 where it holds more."""
    for at in range(start, min(len(chunks), start + _PHRASE)):
        if chunks[at].kind == MARK_QUOTE:
            return at if at > start else 0
        if chunks[at].kind not in {NP, MARK_PREP}:
            return 0
    return 0


_PHRASE = 5  # chunks: "a lie | of | the enemy"


def _called(chunks: list[Chunk], index: int, out: list[Chunk]) -> int | None:
    """Where the name stands in "a camp known as Chinaya"; None elsewhere."""
    chunk = chunks[index]
    if chunk.kind != VG or "naming" not in chunk.vcls or chunk.aux or not out or out[-1].kind != NP:
        return None
    at = index + 1
    if at < len(chunks) and chunks[at].text == "as":
        at += 1
    if at < len(chunks) and chunks[at].kind == NP and (chunks[at].names or chunks[at].places):
        return at
    return None


_CLOSERS = {MARK_OPEN: MARK_CLOSE, MARK_QUOTE: MARK_QUOTE}


def _take_name(phrase: Chunk, aside: Chunk) -> None:
    phrase.places = aside.places
    phrase.names = phrase.names or aside.names
    phrase.actor = phrase.actor or aside.actor


def drop_shares(chunks: list[Chunk]) -> list[Chunk]:
    """Leave out who some are: "twelve people, *eleven of them civilians*, have died"."""
    out: list[Chunk] = []
    index = 0
    while index < len(chunks):
        comma = chunks[index].kind == MARK_COMMA
        if comma and out and _is_share(out[-1], chunks[index : index + 5]):
            index += 4
            continue
        if comma and out and _is_most(out[-1], chunks[index : index + 6]):
            if chunks[index + 1].text in _NEARLY_ALL and out[-1].codes:
                out[-1].cls |= chunks[index + 3].cls  # they are what most of them are
            index += 5
            continue
        out.append(chunks[index])
        index += 1
    return out


def _is_most(whole: Chunk, inside: list[Chunk]) -> bool:
    """Handle "said 38 men, *most of them policemen*, were handed back"."""
    if [chunk.kind for chunk in inside] != _MOST or whole.kind != NP or whole.qty is None:
        return False
    share, them = inside[1], inside[2]
    return share.text in _OF_THEM and them.pron and not inside[3].qty


_MOST = [MARK_COMMA, NP, NP, NP, MARK_COMMA, VG]
_OF_THEM = frozenset({"most of", "all of", "many of", "some of", "half of", "both of"})
_NEARLY_ALL = frozenset({"most of", "all of", "both of"})
_SHARE = [MARK_COMMA, NP, NP, MARK_COMMA, VG]


def _is_share(whole: Chunk, inside: list[Chunk]) -> bool:
    if [chunk.kind for chunk in inside] != _SHARE or whole.kind != NP or whole.qty is None:
        return False
    share = inside[1]
    if share.qty is None or share.of is None or not share.of.pron:
        return False
    return (whole.qty.value or 0) > (share.qty.value or 0)
