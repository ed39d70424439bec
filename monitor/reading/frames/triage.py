"""Triage: which sentences cannot make a claim, told from their words alone.

A frame holds only if each of its slots is filled, and a slot only takes certain classes of words,
certain lemmas, or phrases behind certain prepositions. Each such need has a number, the same for
all frames that share it, and each word the numbers of what it meets, worked out at start. The words
of a sentence are looked up and their numbers added up (as bits of one integer). A sentence that
evokes no frame whose needs are all met is passed over: nobody tags it unless another sentence asks
about it. The answer may be yes for a sentence that then makes no claim; it is never no for one that
does.
"""

import re
from collections.abc import Iterable, Sequence

from monitor.reading.frames.match import FrameIndex
from monitor.reading.frames.slots import MAY_BE_PLACES, OF, PREP, Pattern, Position, Slot
from monitor.reading.frames.triage_needs import Needs
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import PRON, PROPN
from monitor.reading.words.lexicon import Lexicon, Node, Word

_EDGE = ",.:;!?()[]\"'"
_PART = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# A clause that says where makes a phrase of its own preposition ("the town where they are").
_UNSAID = {"in": ("where", "which"), "from": ("where", "which")}


class Hint:
    """What one word may add to a sentence: what it meets, and the needs of frames it may evoke.

    ``bits`` are its classes and the lists of words that it is on; ``met`` and ``needs`` are made of
    them once all frames are known.
    """

    __slots__ = ("bits", "evoked", "met", "needs")

    def __init__(self) -> None:
        self.bits = 0
        self.evoked: list[tuple[int, ...]] = []
        self.met = 0
        self.needs: list[int] = []


class Triage:
    """Built once from the lexicon and the frames."""

    def __init__(self, lexicon: Lexicon, frames: FrameIndex, harm: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._next = 1 << len(lexicon.compiled.classes)
        self._words: dict[frozenset[str], int] = {}  # a bit for each set of words that is asked for
        self._hints: dict[str, Hint] = {}
        self.number = self._bit_of(frozenset({"\0number"}))
        self.time = self._bit_of(frozenset({"\0time"}))
        self.loose = self._bit_of(MAY_BE_PLACES)
        self.harm = self._bit_of(frozenset({"\0harm"}))
        self._harmful = harm
        they = frozenset({"they", "them", "their"}) | lexicon.set("the_group")
        self.they = self._bit_of(they)
        self._person = lexicon.bit("person")
        self._actors = lexicon.bit(
            "troops", "militants", "civilians", "officials", "person", "nonstate", "organisation"
        )
        verbs: dict[str, list[tuple[int, ...]]] = {}
        nouns: dict[str, list[tuple[int, ...]]] = {}
        for pattern in frames.patterns:
            self._index(pattern, verbs, nouns)
        self._bits_of_words = self._spread()
        for first, node in lexicon.root.items():
            self._walk((first,), node, verbs, nouns)
        for word in harm:
            self._hint(_rarest(word)).bits |= self.harm
        self._number_all(verbs.get("be", []))
        self._plain = frozenset(
            first for first, node in lexicon.root.items() if _is_no_unknown_name(node.word)
        )

    def may_claim(self, sentence: Sentence) -> bool:
        """Whether a sentence may make a claim; notes too if it holds no word of time."""
        met, evoked = self._scan(sentence.folded)
        sentence.timeless = not met & self._timed
        sentence.harmless = not met & self._harms
        for needs in evoked:
            if needs & met == needs:
                return True
        loosely = met | self._met_loosely
        if loosely == met:
            return False
        for needs in evoked:
            if needs & loosely == needs:
                return self._names_unknown(sentence)
        return False

    def _scan(self, folded: str) -> tuple[int, list[int]]:
        """Return the needs that the words meet, and those of each frame that they may evoke."""
        met = 0
        evoked = self._always.copy()
        hints, plain = self._hints, self._plain_hints
        for piece in folded.split():
            hint = plain.get(piece)
            if hint is not None:
                met |= hint.met
                if hint.needs:
                    evoked += hint.needs
                continue
            if piece.isalpha():
                continue
            for word in _parts(piece):
                if word[0].isdigit():
                    met |= self._met_by_digits
                hint = hints.get(word)
                if hint is not None:
                    met |= hint.met
                    evoked += hint.needs
        return met, evoked

    def _number_all(self, always: list[tuple[int, ...]]) -> None:
        """Give each need of the frames a number, and each word the numbers of those it meets.

        ``always``: a headline without its verb is read as if it had "is".
        """
        needs = Needs()
        self._timed = needs.together((self.time,))
        self._harms = needs.together((self.harm,))
        self._always = [needs.together(one) for one in always]
        for hint in self._hints.values():
            hint.needs = list(dict.fromkeys([needs.together(one) for one in hint.evoked]))
        for hint in self._hints.values():
            hint.met = needs.met_by(hint.bits)
        self._plain_hints = {word: hint for word, hint in self._hints.items() if word.isalpha()}
        self._met_loosely = needs.met_by(self.loose)
        self._met_by_digits = needs.met_by(self.number | self.time | self._person)

    def _names_unknown(self, sentence: Sentence) -> bool:
        """Whether a capitalised word stands there that no list knows: it may be a place."""
        for piece in sentence.text[sentence.start : sentence.end].split():
            if piece.islower():
                continue
            at = sentence.folded.find(piece.lower()) if piece.isascii() else -1
            if at < 0 or not piece.strip(_EDGE).isalpha():
                return True
            if piece.strip(_EDGE).lower() not in self._plain:
                return True
        return False

    def _bit_of(self, words: frozenset[str]) -> int:
        bit = self._words.get(words)
        if bit is None:
            bit = self._words[words] = self._next
            self._next <<= 1
        return bit

    def _index(
        self, pattern: Pattern, verbs: dict[str, list[tuple[int, ...]]],
        nouns: dict[str, list[tuple[int, ...]]],
    ) -> None:  # fmt: skip
        needs = tuple(dict.fromkeys(self._needs(pattern)))
        for verb in pattern.frame.verbs:
            lemma, _, particle = verb.partition(" ")
            extra = (self._bit_of(frozenset({particle})),) if particle else ()
            verbs.setdefault(lemma, []).append((*extra, *needs))
        for noun in pattern.frame.nouns:
            nouns.setdefault(noun, []).append(needs)

    def _needs(self, pattern: Pattern) -> Iterable[int]:
        """Bits of which one must be there, for each slot that must be filled."""
        if pattern.ceased:
            yield self._bit_of(frozenset({"no longer", "no more"}))
        if pattern.frame.has("counted"):
            yield self.number
        for slot in [*pattern.fixed, *pattern.roles]:
            if slot.somewhere:
                yield slot.classes
            if not slot.needed:
                continue
            words = [_word_at(position) for position in slot.positions]
            if all(words):
                yield self._bit_of(frozenset(words))
            need = self._filler(slot)
            if need:
                yield need

    def _filler(self, slot: Slot) -> int:
        if slot.any_head or slot.other_head:
            return 0
        heads = self._bit_of(slot.heads) if slot.heads else 0
        loose = self.loose if slot.takes_names and slot.classes else 0
        if slot.stands_in:
            loose |= self.they
        return slot.classes | heads | loose

    def _spread(self) -> dict[str, int]:
        """Return the bits of each word or lemma that some slot asks for by name."""
        found: dict[str, int] = {}
        for asked, bit in self._words.items():
            for text in asked:
                for word in (text, *_UNSAID.get(text, ())):
                    found[word] = found.get(word, 0) | bit
        for text, bits in found.items():
            self._hint(_rarest(text)).bits |= bits
        return found

    def _hint(self, word: str) -> Hint:
        hint = self._hints.get(word)
        if hint is None:
            hint = self._hints[word] = Hint()
        return hint

    def _walk(
        self, key: tuple[str, ...], node: Node, verbs: dict[str, list[tuple[int, ...]]],
        nouns: dict[str, list[tuple[int, ...]]],
    ) -> None:  # fmt: skip
        word = node.word
        if word is not None:
            text = " ".join(key)
            evoked = [
                *verbs.get(word.verb, ()), *verbs.get(word.kind, ()), *verbs.get(text, ()),
                *nouns.get(word.noun, ()), *nouns.get(text, ()),
            ]  # fmt: skip
            bits = self._bits(word, text)
            if bits or evoked:
                hint = self._hint(_longest(key))
                hint.bits |= bits
                hint.evoked = list(dict.fromkeys([*hint.evoked, *evoked]))
        for part, below in (node.next or {}).items():
            self._walk((*key, part), below, verbs, nouns)

    def _bits(self, word: Word, text: str) -> int:
        """Everything that a phrase with this word may count as."""
        bits = word.cls | self._bits_of_words.get(word.noun, 0) | self._bits_of_words.get(text, 0)
        if word.actor is not None:
            bits |= self._actors
        if word.num is not None:
            bits |= self.number | self._person
        if word.time is not None or word.num is not None:
            bits |= self.time
        if word.pos & PRON or word.code:
            bits |= self._person
        if word.noun == "force":
            bits |= self._lexicon.bit("troops", "militants", "nonstate")  # a matter of whose
        if word.verb in self._harmful or word.noun in self._harmful or text in self._harmful:
            bits |= self.harm
        if text == "armed" or bits & self._lexicon.bit("militants"):
            bits |= self._lexicon.bit("militants", "nonstate")
        return bits


def _parts(piece: str) -> Iterable[str]:
    """Return the words of a piece with marks in it, in each form that the lexicon may know."""
    word = piece.strip(_EDGE)
    if word.isalpha():
        return (word,)
    found: list[str] = []
    for part in _PART.findall(piece):
        found.append(part)
        if part[0].isdigit() and not part.isdigit():
            found.append(part.lstrip("0123456789"))  # "40kg"
        if "'" in part:
            owner = part.partition("'")[0]
            found += (part.replace("'", ""), *part.split("'"), f"{owner}s")
    return found


def _word_at(position: Position) -> str:
    """Return the word without which a position is empty, if there is one."""
    if position.tail == PREP:
        return position.tail_prep
    if position.head == PREP:
        return position.prep
    return "of" if OF in {position.head, position.tail} else ""


def _rarest(text: str) -> str:
    """Return the longest word of a phrase: where the phrase stands, it stands too."""
    return _longest(text.replace("-", " ").replace("'", "").split())


def _longest(words: Sequence[str]) -> str:
    """Return the longest word, of several the last: "day" rather than "the"."""
    return max(reversed(words), key=len, default="")


def _is_no_unknown_name(word: Word | None) -> bool:
    """Whether a known word, capitalised, is never a name that no list knows."""
    if word is None:
        return False
    named = word.places or word.actor is not None or word.code or word.leader
    return bool(named) or not word.pos & PROPN
