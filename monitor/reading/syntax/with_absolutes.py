"""States without a verb: "With X in Taliban hands, we left", "In X, now in rebel hands, ..."."""

from collections.abc import Iterator

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import ADVERBIAL, Clause
from monitor.reading.syntax.province_lists import is_point
from monitor.reading.text.grammar import MARK_ADV, MARK_COMMA, NP, PP, THIRD, VG

_STATES = frozenset({"in", "under", "back in", "back under", "in the hands of", "inside"})


def with_absolutes(clauses: list[Clause], chunks: list[Chunk]) -> list[Clause]:
    """Return the clauses, with one more for each "with X in ...", in the order of their verbs."""
    found = list(_absolutes(clauses, chunks))
    return sorted([*clauses, *found], key=lambda clause: clause.vg.s) if found else clauses


def _absolutes(clauses: list[Clause], chunks: list[Chunk]) -> Iterator[Clause]:
    for at, chunk in enumerate(chunks[:-1]):
        behind = chunks[at + 1]
        if chunk.prep == "with" and chunk.np is not None and behind.prep in _STATES:
            opens = at == 0 or chunks[at - 1].kind == MARK_COMMA
            if is_point(chunk.np) or (opens and chunk.np.cls):
                yield _clause(chunk.np, list(_phrases(chunks, at + 1)), clauses)
        elif behind.kind == MARK_COMMA and (place := _place_in(chunk)) is not None:
            state = _state_behind(chunks, at + 2)
            if state:
                yield _clause(place, state, clauses)


def _place_in(chunk: Chunk) -> Chunk | None:
    """Return the place that a phrase tells of: "in X", "the mayor of X"."""
    if chunk.kind not in {NP, PP}:
        return None
    phrase = chunk.np if chunk.kind == PP else chunk.of  # the subject has a verb of its own
    return phrase if phrase is not None and is_point(phrase) else None


def _state_behind(chunks: list[Chunk], at: int) -> list[Chunk]:
    """Return "in Taliban hands since Sunday", "now in rebel hands" between commas; else nothing."""
    first = at
    while at < len(chunks) and chunks[at].kind in {PP, MARK_ADV}:
        at += 1
    told = [chunk for chunk in chunks[first:at] if chunk.kind == PP]
    closed = at < len(chunks) and chunks[at].kind == MARK_COMMA
    return told if closed and any(map(_is_state, told)) else []


def _is_state(chunk: Chunk) -> bool:
    """Whether a phrase may tell whose a place is: "in rebel hands", but not "in a hut"."""
    thing = chunk.np if chunk.prep in _STATES else None
    return thing is not None and thing.det not in {"a", "an"} and not thing.time


def _phrases(chunks: list[Chunk], at: int) -> Iterator[Chunk]:
    """Yield the prepositional phrases that follow one another."""
    while at < len(chunks) and chunks[at].kind == PP:
        yield chunks[at]
        at += 1


def _clause(subj: Chunk, pps: list[Chunk], clauses: list[Clause]) -> Clause:
    """Return "X is in ...", which hangs on the verb that the sentence has."""
    verb = Chunk(VG, subj.head, subj.e)
    verb.lemma, verb.form, verb.aux = "be", THIRD, True
    clause = Clause(verb, ADVERBIAL)
    clause.subj, clause.pps = subj, pps
    clause.start, clause.end = subj.s, pps[-1].e
    clause.opener = "with"
    clause.parent = next((one for one in clauses if one.subj is not subj), None)
    return clause
