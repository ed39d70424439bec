"""Who came along: "5,300 villagers, with 43 policemen among them", "Among them were 60 soldiers".

They took the way of those who were told of, and are of another class: a claim of their own.
"""

from collections.abc import Iterator
from dataclasses import replace

from monitor.events.values import ActorClass, ClaimType
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.frames.match import Match
from monitor.reading.standing.values import ASSERTED
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import MARK_COMMA, NP, PP
from monitor.reading.vocabulary.compiled import Frame

_FRAME = Frame(
    id="company", type=ClaimType.BORDER_CROSSING, verbs=(), nouns=(), fixed=(), roles=(), block=(),
    traits=(),
)  # fmt: skip
_MIXED = frozenset({ActorClass.TROOPS, ActorClass.CIVILIANS})  # fighters go by themselves
_CLASSES = frozenset({ActorClass.TROOPS, ActorClass.MILITANTS, ActorClass.CIVILIANS})


def companions(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """Return a crossing for each other class of people in the company of those who crossed."""
    found: list[Draft] = []
    for draft in drafts:
        crossed = draft.type is ClaimType.BORDER_CROSSING and draft.status == ASSERTED
        if not crossed or draft.sentence.in_title or draft.group not in _MIXED:
            continue
        found += (_draft(draft, *one, scene) for one in _beside(draft, scene))
        found += (_draft(draft, *one, scene) for one in _behind(draft, scene))
    return found


def _draft(draft: Draft, sentence: Sentence, who: Chunk, count: int | None, scene: Scene) -> Draft:
    return replace(
        draft, group=scene.people.group(who), side=scene.people.side(who), count=count,
        actor=sentence.words(who.s, who.e), sentence=sentence, span=sentence.span(who.s, who.e),
        match=Match(_FRAME, who, None, {"mover": [who]}), killed=None, wounded=None, proof=1.0,
        why=[f"in the company of those in sentence {draft.sentence.index + 1}"],
    )  # fmt: skip


_OPENING = 25  # characters of the next sentence by which these are introduced

Found = tuple[Sentence, Chunk, int | None]


def _beside(draft: Draft, scene: Scene) -> Iterator[Found]:
    """Yield who is named with them: "along with 40 guards", "40 guards among them"."""
    with_, always = scene.lexicon.set("in_company"), scene.lexicon.set("alongside")
    inside = scene.lexicon.set("among_them")
    mover = draft.match.first("mover")
    start = mover.s if mover is not None else draft.match.trigger.s
    before: Chunk | None = None
    last: Chunk | None = None  # the phrase before "among them"
    open_ = False  # "along with, to the annoyance of the ministry, 43 policemen"
    for chunk in draft.sentence.chunks:
        who = chunk.np if chunk.kind == PP else chunk if chunk.kind == NP and open_ else None
        if chunk.s > start:
            apart = before is None or before.kind == MARK_COMMA or _is_way(before, draft)
            joins = chunk.prep in always or (chunk.prep in with_ and apart)
            who = who if open_ or joins else last if chunk.text in inside else None
            if who is not None and _is_other(who, draft, scene):
                yield draft.sentence, who, who.qty.value if who.qty is not None else None
            open_ = (open_ and chunk.kind != NP) or chunk.text in always
            last = chunk if chunk.kind == NP else None
        before = chunk


def _is_way(chunk: Chunk, draft: Draft) -> bool:
    """Whether a phrase tells the way or the day: not "after clashes | with 30 soldiers"."""
    if chunk.kind != PP or chunk.np is None:
        return False
    return chunk.np.time or any(chunk.np in role for role in draft.match.roles.values())


def _behind(draft: Draft, scene: Scene) -> Iterator[Found]:
    """Yield whom "among them", "of these" introduce, in their sentence or the next."""
    for sentence in scene.named_people.behind(draft.sentence, 1):
        here = sentence is draft.sentence
        at = max(_introduced(sentence, scene), default=0)
        least = draft.span[1] - sentence.start if here else 0
        most = len(sentence.folded) if here else _OPENING
        if least < at <= most:
            yield from _first(sentence, sentence.start + at, draft, scene)


def _introduced(sentence: Sentence, scene: Scene) -> Iterator[int]:
    """Yield where words such as "among them" end: not those of "none of them"."""
    denied = scene.lexicon.set("hardly_any")
    for words in scene.lexicon.compiled.settings.get("company", ()):
        at = sentence.folded.find(words)
        before = sentence.folded[: max(at, 0)].split()
        if at >= 0 and not (before and before[-1] in denied):
            yield at + len(words)


def _first(sentence: Sentence, offset: int, draft: Draft, scene: Scene) -> Iterator[Found]:
    """Yield the first people of a class behind an offset: "of these, 25 were gendarmes"."""
    count: int | None = None
    ruled_out = {id(part) for clause in sentence.clauses for part in (clause.subj, clause.obj)
                 if clause.vg.modal or clause.vg.neg}  # fmt: skip
    for _, who in sentence.phrases:
        if sentence.tokens[who.s].start < offset or who.time:
            continue
        if scene.people.group(who) is draft.group:
            continue  # "Among them, according to aid workers, were 60 soldiers"
        if scene.people.group(who) in _CLASSES or who.places or id(who) in ruled_out:
            if id(who) not in ruled_out and _is_other(who, draft, scene, count):
                yield sentence, who, who.qty.value if who.qty is not None else count
            return
        count = who.qty.value if who.qty is not None and count is None else count


def _is_other(who: Chunk, draft: Draft, scene: Scene, count: int | None = None) -> bool:
    """Whether a phrase names people of another class, enough of them to be told of."""
    group = scene.people.group(who)
    if group not in _CLASSES or group is draft.group or who.neg:
        return False
    if scene.people.country(who) not in {None, draft.origin}:
        return False
    counted = count is not None or (who.qty is not None and bool(who.qty.value))
    return counted or (group is ActorClass.TROOPS and who.plural and who.det not in {"the", "no"})
