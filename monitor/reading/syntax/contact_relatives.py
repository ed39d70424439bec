"""Contact relatives: "the district *the Taliban captured*", without a "that".

A noun, right behind it another noun with its verb, and no object behind that verb: the first noun
is the object. The mark that English leaves out is put in, so that the clauses are built as if it
stood there. (Huddleston and Pullum 2002, ch. 12, call them bare relatives.)
"""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import SPEECH
from monitor.reading.syntax.clause_stack import phrase_of
from monitor.reading.text.grammar import (
    GERUND,
    MARK_ADV,
    MARK_COMMA,
    MARK_PREP,
    MARK_REL,
    MARK_STOP,
    NP,
    PARTICIPLE,
    PAST,
    PP,
    VG,
)

_THAT = "which"
_WITHOUT_OBJECT = frozenset({"be", "have", "do", "become", "seem"})


def mark_contact_relatives(chunks: list[Chunk]) -> list[Chunk]:
    """Return the chunks with a mark before each relative clause that has none."""
    found = [at for at in range(1, len(chunks) - 1) if _opens(chunks, at)]
    for at in reversed(found):
        mark = Chunk(MARK_REL, chunks[at].s, chunks[at].s)
        mark.text = mark.lemma = _THAT
        chunks = [*chunks[:at], mark, *chunks[at:]]
    return chunks


def _opens(chunks: list[Chunk], at: int) -> bool:
    """Whether the noun phrase at an index opens a clause that is said of the one before it."""
    doer, verb = chunks[at], chunks[at + 1]
    if doer.kind != NP or verb.kind != VG or doer.time:
        return False
    stranded = _is_stranded(chunks, at + 2)
    if verb.to or not (stranded or _takes(verb, doer)):
        return False
    noun = phrase_of(chunks[at - 1])
    if noun is None or noun.e != doer.s or not _is_common(noun) or not _may_do(doer):
        return False
    if at > 1 and chunks[at - 2].kind == MARK_REL:
        return False  # "whose trucks *they passed*"
    behind = _behind(chunks, at + 2 + stranded)
    if behind is not None and behind.kind == VG and not behind.to:
        return _is_finite(behind)
    told = any(chunk.kind == VG for chunk in chunks[: at - 1]) or _says_what_is(chunks, at, behind)
    said = verb.vcls & SPEECH and not stranded
    return told and not _is_told_to(chunks, at - 1) and _ends(behind) and not said


def _is_stranded(chunks: list[Chunk], at: int) -> bool:
    """Handle "the district they were posted *to*, fell": what it is to stands before."""
    return at < len(chunks) and chunks[at].kind == MARK_PREP


def _says_what_is(chunks: list[Chunk], at: int, behind: Chunk | None) -> bool:
    """Handle "X, the district *they took*, lies", "Of the four *they have taken*, X lies"."""
    if behind is None or behind.kind != MARK_COMMA:
        return False
    apposed = at > 1 and chunks[at - 1].kind == NP and chunks[at - 2].kind == MARK_COMMA
    return apposed or (at == 1 and chunks[at + 1].perfect)


def _takes(verb: Chunk, doer: Chunk) -> bool:
    """Whether a verb has a subject and takes an object: "the Taliban *captured*"."""
    if verb.passive or verb.lemma in _WITHOUT_OBJECT or "intransitive" in verb.vcls:
        return False
    bare = not (verb.aux or verb.modal)
    if bare and verb.form & GERUND:
        return False
    return bare is False or doer.pron or not verb.form & PARTICIPLE or bool(verb.form & PAST)


def _is_common(noun: Chunk) -> bool:
    """Whether "that" may be left out behind a noun: "the district", "two men", no name."""
    if noun.time or noun.pron or noun.names:
        return False
    return bool(noun.det) or noun.qty is not None or (noun.plural and not noun.places)


def _may_do(doer: Chunk) -> bool:
    """Whether a phrase starts anew: "*the* army", "*they*", "*Tajikistan*"."""
    return bool(doer.det or doer.pron or doer.actor or doer.codes or doer.names or doer.places)


def _behind(chunks: list[Chunk], at: int) -> Chunk | None:
    """Return what stands behind a verb, adverbs and phrases of time and place aside."""
    while at < len(chunks) and (
        chunks[at].kind in {PP, MARK_ADV} or (chunks[at].kind == NP and chunks[at].time)
    ):
        at += 1
    return chunks[at] if at < len(chunks) else None


def _is_finite(verb: Chunk) -> bool:
    return bool(verb.aux or verb.modal or verb.form & ~(GERUND | PARTICIPLE))


def _ends(behind: Chunk | None) -> bool:
    return behind is None or behind.kind in {MARK_COMMA, MARK_STOP}


def _is_told_to(chunks: list[Chunk], at: int) -> bool:
    """Handle "told the elders the army withdrew": what they were told."""
    return any(chunk.kind == VG and chunk.vcls & SPEECH for chunk in chunks[max(0, at - 1) : at])
