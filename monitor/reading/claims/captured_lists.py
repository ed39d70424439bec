"""Places that a capture counts and a list beside it names: "Five districts: A, B and C"."""

from collections.abc import Iterator

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.frames.slots import ALL_OF_THEM
from monitor.reading.scene.located import Located
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.province_lists import is_point
from monitor.reading.text.grammar import (
    MARK_CC,
    MARK_COLON,
    MARK_COMMA,
    MARK_STOP,
    MARK_SUB,
    NP,
    PP,
)


def listed_inside(
    theme: Chunk, scene: Scene, country: str | None, match: Match
) -> Iterator[Located]:
    """Handle "Two districts in (or of) Jowzjan, Khamab and Qarqin"."""
    count = theme.qty.value if theme.qty is not None else None
    around = [pp.np for pp in match.clause.pps] if match.clause is not None else []
    for phrase in (theme.of, *around):
        members = phrase.members if phrase is not None else []
        narrow = [m for m in members if m.places and m.places[0].kind != "province"]
        if count and len(narrow) == count == len(members) - 1:
            for member in narrow:
                yield scene.locator.choose(member, member.places, scene.context, country, theme)


def listed_between(
    theme: Chunk, scene: Scene, country: str | None, match: Match
) -> Iterator[Located]:
    """Handle "Two districts of P that look over the river, A and B, fell"."""
    count = theme.qty.value if theme.qty is not None else None
    verb = match.trigger.s
    for chunk in scene.sentence.chunks:
        between = theme.e <= chunk.s < verb and all(is_point(one) for one in chunk.members)
        if count and between and len(chunk.members) == count:
            for member in chunk.members:
                yield scene.locator.choose(member, member.places, scene.context, country, theme)


def gates_at(theme: Chunk, scene: Scene, country: str | None, match: Match) -> Iterator[Located]:
    """Handle "two of its busiest crossings, at A and B": each gate is called by its place."""
    gates = theme if theme.of is None or theme.plural else theme.of  # "two | of its crossings"
    count = theme.qty.value if theme.qty is not None else None
    if not (gates.plural and scene.is_(gates, "crossing", "port")):
        return
    for pp in match.clause.pps if match.clause is not None else ():
        members = pp.np.members if pp.prep == "at" and pp.np is not None else []
        if members and len(members) == (count or len(members)) and all(map(is_point, members)):
            for member in members:
                yield scene.locator.choose(member, member.places, scene.context, country, theme)


def listed_after(theme: Chunk, scene: Scene, country: str | None) -> Iterator[Located]:
    """Handle "Five districts: A, B and C" and "three districts, including A"."""
    chunks, listing = scene.sentence.chunks, scene.lexicon.set("listing")
    seen_colon = False
    for chunk in chunks:
        if chunk.s < theme.e:
            continue
        if chunk.kind == MARK_COLON or chunk.text in listing:  # "six districts, namely"
            seen_colon = True
        phrase = chunk.np if chunk.kind == PP and chunk.prep in listing else chunk
        if phrase is None or phrase.kind != NP:
            continue
        if seen_colon or chunk.kind == PP:
            yield from _named_members(phrase, theme, scene, country)


def gone_before(theme: Chunk, scene: Scene, country: str | None, match: Match) -> Iterator[Located]:
    """Handle "took A, hours *after B and C*", "the fourth to fall, *after B*": those fell too."""
    chunks = scene.sentence.chunks
    for at, chunk in enumerate(chunks):
        if chunk.s < match.trigger.e:
            continue
        phrase = _told_after(chunks, at, scene)
        for member in phrase.all() if phrase is not None else ():
            if is_point(member) and member is not theme:
                yield scene.locator.choose(member, member.places, scene.context, country)


def _told_after(chunks: list[Chunk], at: int, scene: Scene) -> Chunk | None:
    """Return what stands behind "after", "a day after", if no verb makes a clause of it."""
    chunk = chunks[at]
    behind = chunks[at + 1] if at + 1 < len(chunks) else None
    if chunk.kind == PP:
        phrase = chunk.np if chunk.prep in scene.lexicon.set("gone_before") else None
    else:
        sub = chunk.kind == MARK_SUB and chunk.text.endswith(" after")
        phrase = behind if sub and behind is not None and behind.kind == NP else None
        behind = chunks[at + 2] if at + 2 < len(chunks) else None
    closed = behind is None or behind.kind in _CLOSING
    lately = scene.lexicon.set("long_spans").isdisjoint(chunk.text.split())
    return phrase if closed and lately else None


_CLOSING = frozenset({MARK_COMMA, MARK_STOP, MARK_CC})


def listed_before(theme: Chunk, scene: Scene, country: str | None) -> Iterator[Located]:
    """Handle "A, B and C, three districts of P that fell", "A and B ... Both districts fell"."""
    every = ALL_OF_THEM.get(theme.text) or ALL_OF_THEM.get(theme.det or "")
    many = theme.qty.value if theme.qty is not None else every
    taken_up = theme.det in scene.lexicon.set("definite") or every is not None
    several = theme.plural or every is not None
    if not several or theme.places or not (many or taken_up):
        return
    found = _last_list(theme, many, scene)
    told = found.members if found is not None else []
    if found is not None and not (taken_up or 0 <= theme.s - found.e <= 1):
        return
    for member in told or (_told_apart(every, scene) if every is not None else ()):
        yield scene.locator.choose(member, member.places, scene.context, country, theme)


def _told_apart(many: int, scene: Scene) -> list[Chunk]:
    """Handle "attacked A on Sunday and B on Monday. *Both fell*": so many, in one sentence."""
    before = scene.previous
    if before is None or before.in_title:
        return []
    points = [phrase for _, phrase in before.phrases if phrase.places and is_point(phrase)]
    return points if len(points) == many else []


def _last_list(theme: Chunk, many: float | None, scene: Scene) -> Chunk | None:
    """Return the list of places told last, if it is as long as the phrase counts."""
    at = scene.sentence.index
    for sentence in reversed(scene.sentences):
        if sentence.in_title != scene.sentence.in_title or at - sentence.index > _REACH:
            continue
        for chunk in reversed(sentence.chunks):
            if sentence is scene.sentence and chunk.s >= theme.s:
                continue
            members = _points_of(chunk)
            if members is not None:
                return members if many in {None, len(members.members)} else None
    return None


_REACH = 2  # sentences between a list and "both districts"


def _points_of(chunk: Chunk) -> Chunk | None:
    """Return the list of points in a chunk: "in A and B", "the districts of A and B"."""
    part = chunk.np if chunk.kind == PP else chunk
    while part is not None:
        if part.members and all(is_point(member) for member in part.members):
            return part
        part = part.of
    return None


def _named_members(
    phrase: Chunk, theme: Chunk, scene: Scene, country: str | None
) -> Iterator[Located]:
    known = any(member.places for member in phrase.all())
    for member in phrase.all():
        if member.places:
            yield scene.locator.choose(member, member.places, scene.context, country, theme)
        elif known and member.names:
            yield from scene.locator.locate(member, scene.context, country)
