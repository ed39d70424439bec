"""Appositions of places: "A, a mountain district with few roads, and B"; "the first, A, fell"."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.province_lists import is_point, tail
from monitor.reading.text.grammar import MARK_ADV, MARK_CC, MARK_COMMA, NP, PP, VG
from monitor.reading.words.lexicon import Lexicon

_LONGEST = 7  # chunks between the two commas
_FEWEST = 5  # chunks: "A | , | a port | , | and | B"


class Appositions:
    """Hangs what a place of a list is on its name, so that the names stand side by side."""

    def __init__(self, lexicon: Lexicon, place_nouns: int) -> None:
        self._place_nouns = place_nouns
        self._ordinals = lexicon.set("ordinals")

    def fold(self, chunks: list[Chunk]) -> list[Chunk]:
        """Return the chunks without the appositions of places whose list goes on behind them."""
        if len(chunks) <= _FEWEST:
            return chunks
        out: list[Chunk] = []
        index = 0
        while index < len(chunks):
            chunk = chunks[index]
            out.append(chunk)
            if self._is_numbered(chunks, index):
                chunk.places, chunk.names = chunks[index + 2].places, chunks[index + 2].names
                chunk.cls |= chunks[index + 2].cls
                chunk.e = chunks[index + 2].e
                index += 4
                continue
            end = self._end(chunks, index)
            if end:
                place = tail(chunk)
                place.apps.append(chunks[index + 2])
                chunk.e = place.e = chunks[end - 1].e
                index = end - 1
            index += 1
        return out

    def _is_numbered(self, chunks: list[Chunk], index: int) -> bool:
        """Handle "The first, Yawan, fell at dawn": the name tells which one is meant."""
        if index + 4 >= len(chunks):
            return False
        chunk, comma, name, closing, verb = chunks[index : index + 5]
        if not (chunk.kind == NP and comma.kind == closing.kind == MARK_COMMA and verb.kind == VG):
            return False
        return is_point(name) and not name.det and self._numbers(chunk)

    def _end(self, chunks: list[Chunk], index: int) -> int:
        """Where the comma behind an apposition stands, if the list goes on there; else 0."""
        if index + _FEWEST >= len(chunks) or chunks[index + 1].kind != MARK_COMMA:
            return 0
        if not _is_name(tail(chunks[index])) or not self._tells(chunks[index + 2]):
            return 0
        end = index + 3
        while end < min(len(chunks), index + _LONGEST) and _goes_on(chunks[end]):
            end += 1
        return end if _leads_on(chunks, index, end) else 0

    def _tells(self, phrase: Chunk) -> bool:
        """Whether a phrase says what a place is: "a river port", "the second of two crossings"."""
        if phrase.kind != NP or phrase.places or phrase.members or not phrase.det:
            return False
        if self._numbers(phrase):
            return phrase.of is not None
        return bool(phrase.cls & self._place_nouns) and not phrase.time

    def _numbers(self, phrase: Chunk) -> bool:
        return not self._ordinals.isdisjoint(phrase.text.split())


def _goes_on(chunk: Chunk) -> bool:
    return chunk.kind in {PP, MARK_ADV} or (chunk.kind == VG and chunk.to)


def _leads_on(chunks: list[Chunk], index: int, end: int) -> bool:
    """Whether ", and B" follows, and B is no subject of a verb of its own."""
    if end + 2 >= len(chunks) or chunks[end].kind != MARK_COMMA:
        return False
    further = chunks[end + 2]
    if chunks[end + 1].kind != MARK_CC or further.kind != NP or not _is_name(tail(further)):
        return False
    if not any(chunk.kind == VG for chunk in chunks[:index]):
        return True
    return end + 3 >= len(chunks) or chunks[end + 3].kind != VG


def _is_name(phrase: Chunk) -> bool:
    return is_point(phrase) or (phrase.kind == NP and bool(phrase.names) and not phrase.cls)
