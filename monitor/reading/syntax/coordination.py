"""Coordination: "A, B and C" is one phrase with three members."""

from itertools import takewhile

from monitor.reading.syntax.attachment import PLACE_NOUNS
from monitor.reading.syntax.chunks import FIELDS, Chunk
from monitor.reading.syntax.clause import SPEECH
from monitor.reading.syntax.province_lists import is_point, is_wide
from monitor.reading.text.grammar import (
    GERUND,
    MARK_ADV,
    MARK_CC,
    MARK_COMMA,
    MARK_REL,
    NP,
    PARTICIPLE,
    PAST,
    PP,
    VG,
)
from monitor.reading.words.lexicon import Lexicon


class Coordinator:
    """Joins the members of a list into one phrase."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._people = lexicon.bit("troops", "militants", "civilians", "officials", "person", "set")
        self._demonym = lexicon.bit("demonym")
        self._place_noun = lexicon.bit(*PLACE_NOUNS)
        self._points = lexicon.bit("district", "town", "village", "centre", "base", "post", "port",
                                   "crossing", "bridge")  # fmt: skip
        self._gates = lexicon.bit("bank", "closable", "border", "crossing", "port", "bridge")

    def coordinate(self, chunks: list[Chunk]) -> list[Chunk]:
        """Join "A, B and C" into one phrase with three members."""
        out: list[Chunk] = []
        index = 0
        while index < len(chunks):
            chunk = chunks[index]
            phrase = chunk.np if chunk.kind == PP else chunk
            if phrase is None or phrase.kind != NP:
                out.append(chunk)
                index += 1
                continue
            aside = _is_but_one(chunks, index)
            index = index + 3 if aside else self._extend(chunks, index, chunk, phrase)
            out.append(chunk)
        return out

    def _extend(  # noqa: C901  (a cascade)
        self, chunks: list[Chunk], index: int, chunk: Chunk, phrase: Chunk
    ) -> int:
        tail, owner = phrase, phrase
        while tail.of is not None and not _is_told_of_province(tail, chunks, index):
            tail, owner = tail.of, tail
        called = owner.plural and bool(owner.cls & self._place_noun) and _is_unknown_name(tail)
        members, at, ended, sourced = [tail], index + 1, False, _is_source(index, chunks)
        while True:
            step, joins = _joiner(chunks, at)
            nxt = chunks[at + step] if step and at + step < len(chunks) else None
            if nxt is None or nxt.kind != NP or (sourced and chunks[at].kind == MARK_COMMA):
                break
            if not self._alike(tail, nxt) and not (called and is_point(nxt)):
                break  # "the towns of A and B": the gazetteer may know but one of them
            if nxt.prep and (nxt.prep != "of" or tail is phrase):
                break  # but "the centres of A and *of B*"
            if len(members) == 1 and _stands_apart(chunks, index, at, step):
                break
            if not tail.cls & nxt.cls & ~self._demonym and _acts(chunks, index, at + step):
                break
            if not joins and (
                (ended and nxt.det) or _are_speakers(chunks, index, at + step, self._people)
            ):
                break  # "A and B, the capitals of P and Q, fell"
            ended = joins
            if not joins and not index and chunk.kind == PP and nxt.places and not tail.places:
                break  # "Of the three districts, A and B have fallen"
            if not joins and not self._list_goes_on(chunks, at + step, tail):
                break
            members.append(nxt)
            at += step + 1
        if len(members) > 1:
            tail.members = [_single(tail), *members[1:]]
            chunk.e = phrase.e = tail.e = members[-1].e
        return at if len(members) > 1 else index + 1

    def _alike(self, one: Chunk, other: Chunk) -> bool:  # noqa: PLR0911  (a cascade)
        if other.time != one.time or other.pron:
            return False
        named = one.places or _is_unknown_name(one)
        if named and self._stands_by_name(one, other):
            return True
        if one.cls & self._people and (other.cls & self._people or _share_title(one, other)):
            return True
        if one.codes and other.codes and one.cls & other.cls:
            return True
        if one.codes and not one.poss and other.poss is not None and other.poss.codes:
            return True  # "Armenia and Azerbaijan's deputy premiers"
        if one.codes and one.cls & self._demonym and (other.actor or other.codes) and not other.det:
            return True  # "Tajik and Taliban commissioners"
        if _is_plain(one) and _is_plain(other) and not other.det:
            return True
        return (
            bool(one.cls & other.cls & ~self._demonym)
            or self._are_points(one, other)
            or bool(one.cls & self._gates and other.cls & self._gates)
            or (bool(one.places) and bool(other.cls & self._place_noun))
            or bool(one.actor and other.actor)
        )

    def _are_points(self, one: Chunk, other: Chunk) -> bool:
        """Handle "two posts and the centre of X": of different kinds, and neither a bare name."""
        return bool(one.cls & self._points and other.cls & self._points) and not (
            one.places or other.places
        )

    def _stands_by_name(self, one: Chunk, other: Chunk) -> bool:
        if (one.places and other.places) or _is_unknown_name(other):
            return True
        if _is_unknown_name(one) and is_point(other) and not other.det:
            return True  # "control A and B": a list knows but the second
        counted = other.plural and (other.qty is not None or bool(other.det))
        return counted and bool(other.cls & self._place_noun)  # "A and five other settlements"

    def _list_goes_on(self, chunks: list[Chunk], at: int, tail: Chunk) -> bool:
        """Return a comma only joins when a later "and" ends the list (else it is an apposition)."""
        proper = bool(tail.places) and bool(chunks[at].places) and not chunks[at].det
        index = at + 1
        while True:
            step, joins = _joiner(chunks, index)
            if not step:
                leaders = bool(tail.lead) and bool(chunks[at].lead) and index == at + 1
                return leaders or (proper and index >= len(chunks))
            if index + step >= len(chunks) or chunks[index + step].kind != NP:
                return False
            if joins:
                return True
            index += step + 1


def _are_speakers(chunks: list[Chunk], index: int, at: int, people: int) -> bool:
    """Handle "is in the hands of the Taliban, *residents and a police chief said*"."""
    if not chunks[at].cls & people or not any(chunk.kind == VG for chunk in chunks[:index]):
        return False
    for chunk in chunks[at + 1 :]:
        if chunk.kind == VG:
            return bool(chunk.vcls & SPEECH) and not chunk.passive
        if chunk.kind not in {NP, PP, MARK_CC}:
            return False
    return False


_COMMA_AND = 2  # marks


def _is_of_aside(chunks: list[Chunk], index: int, nxt: Chunk) -> bool:
    """Handle "took A, which lies on the road *to X*, and B": B stands beside A, not X."""
    if chunks[index].kind != PP or not is_point(nxt):
        return False
    at = index - 1
    while at > 1 and chunks[at].kind in {PP, VG, NP}:
        at -= 1
    if at < 2 or chunks[at].kind != MARK_REL or chunks[at - 1].kind != MARK_COMMA:
        return False
    told = chunks[at - 2]
    named = told.np if told.kind == PP else told
    return named is not None and (is_point(named) or (named.of is not None and is_point(named.of)))


def _has_verb(chunks: list[Chunk], index: int, at: int, step: int) -> bool:
    """Handle "agreed to reopen the port, and | *the barrier* went up": each has its verb."""
    own = chunks[at + step + 1] if at + step + 1 < len(chunks) else None
    if step != _COMMA_AND or own is None or own.kind != VG or own.to:
        return False
    if own.form & (PARTICIPLE | GERUND) and not own.form & PAST:
        return False
    return any(chunk.kind == VG for chunk in chunks[:index])


def _stands_apart(chunks: list[Chunk], index: int, at: int, step: int) -> bool:
    """Whether what "and" seems to join to a first phrase goes with something else."""
    if _has_verb(chunks, index, at, step) or _is_contrast(chunks, index, at):
        return True
    return step == _COMMA_AND and _is_of_aside(chunks, index, chunks[at + step])


def _is_contrast(chunks: list[Chunk], index: int, at: int) -> bool:
    """Handle "*not* X *but* Y fell": one of them did not."""
    return bool(index) and chunks[index - 1].text == "not" and chunks[at].text == "but"


def _is_but_one(chunks: list[Chunk], index: int) -> bool:
    """Handle "*all* districts *but* X have fallen": X has not."""
    if index + 3 >= len(chunks) or chunks[index].det not in _ALL:
        return False
    but, one, verb = chunks[index + 1 : index + 4]
    return but.text == "but" and one.kind == NP and verb.kind == VG


_ALL = frozenset({"all", "every", "each", "no"})


def _acts(chunks: list[Chunk], index: int, at: int) -> bool:
    """Handle "left the post and | *the town* fell": of another kind, with its own verb."""
    behind = chunks[at + 1] if at + 1 < len(chunks) else None
    if behind is None or behind.kind != VG or behind.to:
        return False
    if behind.form & (PARTICIPLE | GERUND) and not behind.form & PAST:
        return False
    return any(chunk.kind == VG and not chunk.vcls & SPEECH for chunk in chunks[:index])


def _is_told_of_province(tail: Chunk, chunks: list[Chunk], index: int) -> bool:
    """Handle "A district of P province and B district of Q": B stands beside A, not P."""
    if tail.of is None or not is_point(tail) or is_point(tail.of) or not is_wide(tail.of):
        return False
    step, _ = _joiner(chunks, index + 1)
    at = index + 1 + step
    return bool(step) and at < len(chunks) and is_point(chunks[at])


def _is_unknown_name(phrase: Chunk) -> bool:
    known = phrase.cls or phrase.places
    return bool(phrase.names) and not (known or phrase.det)


def _share_title(one: Chunk, other: Chunk) -> bool:
    """Handle "foreign ministers A and B": the title is of both."""
    return bool(one.names) and one.plural and _is_unknown_name(other)


def _is_plain(phrase: Chunk) -> bool:
    """Return a common noun of no class: "marsh and rice"."""
    return not (phrase.cls or phrase.places or phrase.names or phrase.codes or phrase.actor
                or phrase.pron or phrase.qty)  # fmt: skip


def _is_source(index: int, chunks: list[Chunk]) -> bool:
    """Handle "*According to residents*, soldiers and policemen fled": the residents did not."""
    if index or chunks[0].kind != PP or chunks[0].prep not in _SOURCING:
        return False
    ahead = takewhile(lambda chunk: chunk.kind != VG, chunks)
    return sum(chunk.kind == MARK_COMMA for chunk in ahead) == 1


_SOURCING = frozenset({"according to", "as per", "per", "in the words of"})


def _single(phrase: Chunk) -> Chunk:
    """Return a copy of a phrase to stand in its own list of members."""
    copy = Chunk(phrase.kind, phrase.s, phrase.e)
    for name in FIELDS:
        setattr(copy, name, getattr(phrase, name))
    copy.members = []
    return copy


def _joiner(chunks: list[Chunk], at: int) -> tuple[int, bool]:
    """How many marks join two members here (0: none), and whether an "and" is among them."""
    if at >= len(chunks):
        return 0, False
    kind = chunks[at].kind
    if kind == MARK_CC:
        return 1 + _aside(chunks, at + 1), True
    if kind == MARK_COMMA:
        behind = chunks[at + 1] if at + 1 < len(chunks) else None
        if behind is not None and (behind.kind == MARK_CC or behind.text == "then"):
            return 2, True
        return 1, False
    return 0, False


def _aside(chunks: list[Chunk], at: int) -> int:
    """How many chunks tell between two commas when: "A and, *a day later*, B"."""
    if at >= len(chunks) or chunks[at].kind != MARK_COMMA:
        return 0
    end = at + 1
    while end < len(chunks) and (chunks[end].kind == MARK_ADV or _is_when(chunks[end])):
        end += 1
    closed = end < len(chunks) and chunks[end].kind == MARK_COMMA and end > at + 1
    return end + 1 - at if closed else 0


def _is_when(chunk: Chunk) -> bool:
    phrase = chunk.np if chunk.kind == PP else chunk
    return phrase is not None and bool(phrase.time)
