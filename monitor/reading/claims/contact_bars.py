"""What looks like a contact of two states and is none: a speech, talks with one's own people."""

from itertools import pairwise

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import INFINITIVE


def is_with_no_state(match: Match, parties: list[Chunk], scene: Scene) -> bool:
    """Whether somebody only speaks, or meets private people or those of his own state."""
    if _is_with_private(match) or _is_with_own(match, scene) or _only_appeals(match, scene):
        return True
    return _only_speaks(match, parties)


def _only_appeals(match: Match, scene: Scene) -> bool:
    """Handle "*called on* both sides *to refrain*": to the world, not to them."""
    clause, other = match.clause, match.first("other")
    if clause is None or other is None or clause.vg.lemma not in scene.lexicon.set("appealing"):
        return False
    one = other.lemma in scene.lexicon.set("alike") and not other.plural
    if one or other.lemma in scene.lexicon.set("envoys"):
        return False  # "called in the ambassador to protest", "asked his colleague to open it"
    talk = scene.lexicon.set("to_talk")  # "called him to discuss it"
    return any(below.parent is clause and below.link == INFINITIVE and below.vg.lemma not in talk
               for below in scene.sentence.clauses)  # fmt: skip


def is_of_border(phrase: Chunk, scene: Scene) -> bool:
    """Handle "met growers at the border *with Afghanistan*": whose border, not with whom."""
    chunks = scene.sentence.chunks
    return any(
        pp.np is phrase and pp.prep == "with" and before.np is not None and before.e == pp.s
        and scene.is_(before.np, "border")
        for before, pp in pairwise(chunks)
    )  # fmt: skip


def _is_with_own(match: Match, scene: Scene) -> bool:
    """Handle "began consultations *with its herders*": a state and its own people."""
    if match.roles.get("other") or match.clause is None:
        return False
    return any(
        pp.prep == "with" and pp.np is not None and pp.np.det in _THEIR and not pp.np.codes
        and not scene.is_(pp.np, "officials", "troops", "country_noun", "organisation", "contact")
        and pp.np.lemma not in scene.lexicon.set("alike")
        for pp in match.clause.pps
    )  # fmt: skip


_THEIR = frozenset({"its", "their", "his", "her"})


def _is_with_private(match: Match) -> bool:
    """Handle "The president met investors in Brussels": who are nobody's officials."""
    clause, met = match.clause, match.clause.obj if match.clause is not None else None
    if clause is None or met is None or clause.vg.lemma != "meet" or match.passive:
        return False
    return not (match.roles.get("other") or met.time or met.codes or met.names)


def _only_speaks(match: Match, parties: list[Chunk]) -> bool:
    """Handle "The minister *spoke at a school* in London": to nobody of a state."""
    if match.trigger.lemma not in {"speak", "talk"} or match.frame.nouns:
        return False
    alone = len(parties) == 1 and not match.roles.get("other")
    alone = alone and not match.has("the_two")
    return alone and not (parties[0].plural or parties[0].members)
