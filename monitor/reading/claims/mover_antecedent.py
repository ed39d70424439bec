"""Whom a phrase means that takes up people on the move: "they", "the trio", "seven of them"."""

from collections.abc import Container
from dataclasses import replace

from monitor.events.values import ActorClass
from monitor.reading.claims.draft import Scene, differ
from monitor.reading.scene.people import Party
from monitor.reading.scene.prominence import BARE, HANDLERS
from monitor.reading.syntax.chunks import Chunk


def on_the_move(
    phrase: Chunk, not_from: str | None, not_one_of: Container[int], scene: Scene
) -> Party | None:
    """Return who was told of, rather than who tells or who handles others.

    A bare figure named before ("1,870") gives its number to those whom it counts; "the rest" and
    "seven" are of those who were counted, if anybody was.
    """
    if scene.sentence.in_title:
        return None
    tokens = scene.sentence.tokens
    singular = phrase.text in {"he", "she", "him"}
    others = {token.start for at, token in enumerate(tokens) if at in not_one_of}
    counted = phrase.qty.value if phrase.qty is not None and phrase.of is None else None
    rest, part = phrase.lemma in scene.lexicon.set("stand_ins"), scene.part_of(phrase)
    count: int | None = None
    fallback: Party | None = None
    for rank, (start, party, many) in scene.named_people.likely(tokens[phrase.s].start):
        unlike = not part and differ(counted, party.count, phrase)
        if start in others or many == singular or unlike:
            continue
        if not_from and party.country == not_from:
            continue
        if rank == BARE and party.group is ActorClass.UNKNOWN:
            count = count or party.count
            continue
        found = replace(party, count=party.count or count)
        if not (rest or part) or (party.count or 0) > max(part, 1):
            return found if rank < HANDLERS or phrase.pron else fallback
        fallback = fallback or (found if rank < HANDLERS else None)
    return fallback
