"""Absolutes of "with" that have no verb: "With X in Taliban hands, the road lies open"."""

from collections.abc import Iterator

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import ADVERBIAL, Clause
from monitor.reading.syntax.province_lists import is_point
from monitor.reading.text.grammar import MARK_COMMA, PP, THIRD, VG

_STATES = frozenset({"in", "under", "back in", "back under", "in the hands of", "inside"})


def with_absolutes(clauses: list[Clause], chunks: list[Chunk]) -> list[Clause]:
    """Return the clauses, with one more for each "with X in ...", in the order of their verbs."""
    found = list(_absolutes(clauses, chunks))
    return sorted([*clauses, *found], key=lambda clause: clause.vg.s) if found else clauses


def _absolutes(clauses: list[Clause], chunks: list[Chunk]) -> Iterator[Clause]:
    for at, chunk in enumerate(chunks[:-1]):
        behind = chunks[at + 1]
        if chunk.prep != "with" or chunk.np is None or behind.prep not in _STATES:
            continue
        opens = at == 0 or chunks[at - 1].kind == MARK_COMMA
        if is_point(chunk.np) or (opens and chunk.np.cls):
            yield _clause(chunk.np, list(_phrases(chunks, at + 1)), clauses)


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
