"""What is closed or opened at a border and is no way over it: a house's gate, a valve, a line."""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.syntax.chunks import Chunk


def is_no_way_over(match: Match, scene: Scene) -> bool:
    """Whether the gate of a house, something at a crossing, or another line is meant."""
    thing = match.first("object")
    if thing is None:
        return False
    return _is_of_house(thing, match, scene) or _is_other_line(thing, scene)


def is_beside(match: Match, scene: Scene) -> bool:
    """Whether something at a crossing was closed: "the shop at the Torkham crossing"."""
    clause = match.clause
    if clause is None or match.frame.id != "close":
        return False
    closed = clause.subj if match.passive else clause.obj
    if closed is None or closed is match.first("object") or closed.pron:
        return False
    known = bool(closed.cls) or not closed.names  # a name that no list knows may be a crossing
    return known and not scene.is_(closed, *_CLOSABLE)


_CLOSABLE = ("closable", "border", "crossing", "port", "bridge", "bank", "post", "part", "named",
             "country_noun", "traffic", "river", "border_river", "market")  # fmt: skip


def _is_of_house(thing: Chunk, match: Match, scene: Scene) -> bool:
    """Handle "the gates *of the zoo* opened", "the *clinic* shut its gate"."""
    if thing.lemma not in scene.lexicon.set("doors"):
        return False
    owner = thing.of or thing.poss
    if owner is None and thing.det in {"its", "their"} and match.clause is not None:
        owner = match.clause.subj
    if owner is None or owner is thing or owner.pron or owner.members:
        return False
    named = owner.names and not owner.det  # "The University of X" is a house all the same
    known = owner.places or owner.codes or owner.actor is not None or named
    return not known and not scene.is_(owner, *_OWNERS)


_OWNERS = ("border", "crossing", "port", "bridge", "post", "country", "country_noun", "demonym",
           "district", "town", "village", "province", "area", "troops", "militants", "officials",
           "named", "market")  # fmt: skip


def _is_other_line(thing: Chunk, scene: Scene) -> bool:
    """Handle "The line was opened again", where trains or power were told of just before."""
    if thing.lemma != "line" or thing.mods:
        return False
    words = scene.lexicon.set("other_lines")
    near = [sentence for sentence in scene.sentences[-_NEAR:] if not sentence.in_title]
    return any(token.text in words for sentence in near for token in sentence.tokens)


_NEAR = 3  # sentences, this one among them
