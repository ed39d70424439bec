"""The chunker: one left-to-right pass without backtracking, from tokens to chunks."""

from monitor.reading.syntax.appositions import Appositions
from monitor.reading.syntax.asides import drop_shares, fold_asides
from monitor.reading.syntax.attachment import PLACE_NOUNS, Attacher
from monitor.reading.syntax.chunk_marks import mark, marker
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.coordination import Coordinator
from monitor.reading.syntax.insertions import drop_behind_opener, drop_inserted
from monitor.reading.syntax.negation import spread_negation
from monitor.reading.syntax.noun_phrases import NounPhrases, all_of, pronoun
from monitor.reading.syntax.province_lists import fold_provinces
from monitor.reading.syntax.ranges import Loads, fold_ranges, fold_spans
from monitor.reading.syntax.verb_gaps import close_gaps
from monitor.reading.syntax.verb_groups import VerbGroups
from monitor.reading.text.grammar import (
    ADJ,
    AUX,
    DET,
    MARK_ADJ,
    MARK_NEG,
    MARK_OPEN,
    MARK_QUOTE,
    MODAL,
    NEG,
    NOUN,
    NUM,
    POSS,
    PRON,
    PROPN,
    PUNCT,
    TITLE,
    TO,
    VERB,
    VG,
)
from monitor.reading.words.lexicon import Lexicon
from monitor.reading.words.tokens import Token

_IN_NP = DET | NUM | ADJ | NOUN | PROPN | POSS | TITLE


class Chunker:
    """Cuts tagged sentences into chunks."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._phrases = NounPhrases(lexicon)
        self._verbs = VerbGroups(lexicon)
        self._loads = Loads(lexicon)
        self._attacher = Attacher(lexicon)
        self._coordinator = Coordinator(lexicon)
        self._single_out = lexicon.set("single_out")
        self._appositions = Appositions(lexicon, lexicon.bit(*PLACE_NOUNS))

    def chunk(self, tokens: list[Token]) -> list[Chunk]:
        chunks: list[Chunk] = []
        index, count = 0, len(tokens)
        while index < count:
            chunk = self._at(tokens, index)
            chunks.append(chunk)
            if chunk.kind == MARK_ADJ and len(chunks) > 1 and chunks[-2].kind == VG:
                chunks[-2].adj = chunk.text
            index = max(chunk.e, index + 1)
        chunks = self._loads.fold(fold_ranges(fold_asides(fold_spans(chunks)), tokens))
        attached = drop_shares(drop_behind_opener(drop_inserted(self._attacher.attach(chunks))))
        told = fold_provinces(spread_negation(close_gaps(attached)))
        joined = self._coordinator.coordinate(self._appositions.fold(told))
        bracketed = any(chunk.kind in {MARK_OPEN, MARK_QUOTE} for chunk in joined)
        return fold_asides(joined) if bracketed else joined  # "two districts (A and B)"

    def _at(self, tokens: list[Token], index: int) -> Chunk:
        pos = tokens[index].pos
        if pos & (AUX | MODAL | VERB | TO):
            return self._verbs.group(tokens, index)
        if pos & NEG:
            nxt = tokens[index + 1].pos if index + 1 < len(tokens) else PUNCT
            if nxt & (VERB | AUX | MODAL | TO):
                return self._verbs.group(tokens, index)
            return mark(MARK_NEG, tokens, index)
        if pos & PRON or (pos & DET and self._is_of_them(tokens, index)):
            return pronoun(tokens, index) if pos & PRON else all_of(tokens, index)
        if pos & _IN_NP:
            return self._phrases.phrase(tokens, index)
        return marker(tokens, index, pos)

    def _is_of_them(self, tokens: list[Token], index: int) -> bool:
        """Handle "*all of* them died", "*most of* them": they did; "none", "one of them" not."""
        share = tokens[index].text.endswith(" of") and tokens[index].text not in self._single_out
        return share and index + 1 < len(tokens) and bool(tokens[index + 1].pos & PRON)
