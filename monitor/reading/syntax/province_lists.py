"""Lists of places that each name their province: "A in P, B in Q and C in R"."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.text.grammar import MARK_CC, MARK_COMMA, NP, PP

_FEWEST = 2  # provinces: one alone may belong to the verb
_WIDE = frozenset({"province", "region", "country"})


def fold_provinces(chunks: list[Chunk]) -> list[Chunk]:
    """Hang each province on its place, so that the places stand side by side.

    Only where two places or more are told so: "soldiers from A in P fled" keeps its phrases. One
    alone is hung where it is an aside: "took A, in P, and B".
    """
    if sum(1 for chunk in chunks if _is_region(chunk)) < _FEWEST:
        return _fold_asides(chunks)
    out: list[Chunk] = []
    index = 0
    while index < len(chunks):
        end = _pair(chunks, index)
        following = _joined(chunks, end) if end else 0
        listed = following and (_leads_to_pair(chunks, following) or _folded(out))
        if end and (listed or _folded(out)):
            place, region = tail(chunks[index]), _region(chunks, index)
            place.apps.append(region)
            chunks[index].e = place.e = region.e
            out.append(chunks[index])
            index = end
        else:
            out.append(chunks[index])
            index += 1
    return out


def _fold_asides(chunks: list[Chunk]) -> list[Chunk]:
    for index in range(len(chunks) - _ASIDE):
        if _is_aside(chunks, index):
            place, region = tail(chunks[index]), _region(chunks, index)
            if is_wide(region):
                place.apps.append(region)
            chunks[index].e = place.e = region.e
            return [*chunks[: index + 1], *chunks[index + 3 :]]  # its closing comma parts verbs
    return chunks


_ASIDE = 5  # chunks from "A" to "B" in "A, in P, and B"


def _is_aside(chunks: list[Chunk], index: int) -> bool:
    comma, region, closing, joint, further = chunks[index + 1 : index + 1 + _ASIDE]
    marks = comma.kind == closing.kind == MARK_COMMA and joint.kind == MARK_CC
    points = marks and is_point(tail(chunks[index])) and is_point(tail(further))
    return points and (_is_region(region) or _is_spot(region))


def _is_spot(chunk: Chunk) -> bool:
    """Handle "A, *on the opposite bank*, and B": where A lies, without a name."""
    phrase = chunk.np
    if chunk.kind != PP or phrase is None or phrase.time or phrase.names or phrase.pron:
        return False
    return chunk.prep in _WHERE and not (phrase.places or phrase.codes or phrase.qty)


_WHERE = frozenset({"on", "across", "near", "along", "beside", "opposite", "beyond", "to"})


def _pair(chunks: list[Chunk], index: int) -> int:
    """Where "A in P" or "A, in P," ends; 0 if no such pair starts here."""
    if not is_point(tail(chunks[index])):
        return 0
    at = index + 1
    comma = at < len(chunks) and chunks[at].kind == MARK_COMMA
    at += comma
    if at >= len(chunks) or not _is_region(chunks[at]):
        return 0
    at += 1
    if comma:
        closed = at < len(chunks) and chunks[at].kind == MARK_COMMA
        return at + (closed and at + 1 < len(chunks) and chunks[at + 1].kind != NP) if closed else 0
    return at


def _region(chunks: list[Chunk], index: int) -> Chunk:
    at = index + 1 if chunks[index + 1].kind == PP else index + 2
    region = chunks[at].np
    assert region is not None
    return region


def _joined(chunks: list[Chunk], at: int) -> int:
    """Where the next member stands behind a comma, an "and" or both; 0 without one."""
    start = at
    while at < len(chunks) and at - start < 2 and chunks[at].kind in {MARK_COMMA, MARK_CC}:
        at += 1
    return at if at > start and at < len(chunks) and chunks[at].kind == NP else 0


def _leads_to_pair(chunks: list[Chunk], at: int) -> bool:
    """Handle "A and B in P and *C and D in Q*": the next pair may open with a plain member."""
    while at and not _pair(chunks, at):
        if not is_point(tail(chunks[at])):
            return False
        at = _joined(chunks, at + 1)
    return bool(at)


def _folded(out: list[Chunk]) -> bool:
    """Whether this is a further member of a list that was folded so far."""
    at = len(out)
    while at:
        last = at - 1
        while last >= 0 and out[last].kind in {MARK_COMMA, MARK_CC}:
            last -= 1
        if last < 0 or last == at - 1:
            return False
        before = tail(out[last])
        if not is_point(before):
            return False
        if any(is_wide(app) for app in before.apps):
            return True
        at = last
    return False


def _is_region(chunk: Chunk) -> bool:
    if chunk.kind != PP or chunk.prep != "in" or chunk.np is None:
        return False
    of = chunk.np.of if not chunk.np.places else None
    return is_wide(chunk.np) or (of is not None and is_wide(of))  # "in the province of P"


def tail(chunk: Chunk) -> Chunk:
    phrase = chunk.np if chunk.np is not None else chunk
    while phrase.of is not None:
        phrase = phrase.of
    return phrase


def is_point(phrase: Chunk) -> bool:
    """Whether a phrase names a place within a province."""
    return phrase.kind == NP and any(place.kind not in _WIDE for place in phrase.places)


def is_wide(phrase: Chunk) -> bool:
    """Whether a phrase names a province, a region or a country."""
    if phrase.places:
        return any(place.kind in _WIDE for place in phrase.places)
    return bool(phrase.codes) and not phrase.qty
