"""What is closed or opened at a border and is no way over it: a house's gate, a valve, a line."""

from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.frames.match import Match
from monitor.reading.standing.rules import TALES
from monitor.reading.standing.status import standing as standing_of
from monitor.reading.standing.values import ASSERTED, HYPOTHETICAL, PLANNED
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import PARTICIPIAL, Clause


def is_no_way_over(match: Match, scene: Scene) -> bool:
    """Whether the gate of a house, something at a crossing, or another line is meant."""
    thing = match.first("object")
    if thing is None:
        return False
    if _is_building_work(match, scene) or _is_of_tale(match) or _is_by_nature(match, scene):
        return True
    if _is_with_nobody(thing, scene) or _is_for_nobody(match, scene):
        return True
    return _is_of_house(thing, match, scene) or _is_other_line(thing, scene)


def _is_for_nobody(match: Match, scene: Scene) -> bool:
    """Handle "opened the gate *to none of them*", "halted traffic *for a minute*"."""
    pps = match.clause.pps if match.clause is not None else []
    moments = scene.lexicon.set("moments")
    return any(
        (pp.prep == "to" and pp.np.text.split()[0] in _NOBODY)
        or (pp.prep == "for" and pp.np.lemma in moments)
        for pp in pps if pp.np is not None
    )  # fmt: skip


_NOBODY = frozenset({"none", "nobody", "no"})


def is_beside(match: Match, scene: Scene) -> bool:
    """Whether something at a crossing was closed: "the shop at the Torkham crossing"."""
    clause = match.clause
    if clause is None or not match.has("of_houses"):
        return False
    closed = clause.subj if match.passive else clause.obj
    if closed is None or closed is match.first("object") or closed.pron:
        return False
    if closed.lemma in scene.lexicon.set("houses"):
        return True
    known = bool(closed.cls) or not closed.names  # a name that no list knows may be a crossing
    return known and not scene.is_(closed, *_CLOSABLE)


_CLOSABLE = ("closable", "border", "crossing", "port", "bridge", "bank", "post", "part", "named",
             "country_noun", "traffic", "river", "border_river", "market")  # fmt: skip


def _is_of_house(thing: Chunk, match: Match, scene: Scene) -> bool:
    """Handle "the gates *of the zoo* opened", "the *clinic* shut its gate"."""
    if thing.lemma not in scene.lexicon.set("doors"):
        return False
    if not scene.lexicon.set("gated").isdisjoint(thing.mods):
        return True
    owner = thing.of or thing.poss
    if owner is None and thing.det in {"its", "their"} and match.clause is not None:
        owner = match.clause.subj
    if owner is None or owner is thing or owner.pron or owner.members:
        return False
    named = owner.names and not owner.det  # "The University of X" is a house all the same
    known = owner.places or owner.codes or owner.actor is not None or named
    return not known and not scene.is_(owner, *_OWNERS)


def _is_with_nobody(thing: Chunk, scene: Scene) -> bool:
    """Handle "closed its border *with influenza*": no country lies there."""
    if not scene.is_(thing, "border"):
        return False
    beyond = next((pp.np for pp in scene.sentence.chunks
                   if pp.s == thing.e and pp.prep == "with"), None)  # fmt: skip
    return beyond is not None and scene.is_(beyond, "nature")


_OWNERS = ("border", "crossing", "port", "bridge", "post", "country", "country_noun", "demonym",
           "district", "town", "village", "province", "area", "troops", "militants", "officials",
           "named", "market")  # fmt: skip


def _is_of_tale(match: Match) -> bool:
    """Handle "*The play*, about a crossing that never comes, opened in X"."""
    subj = match.clause.subj if match.clause is not None else None
    return subj is not None and subj.sign in TALES


def _is_by_nature(match: Match, scene: Scene) -> bool:
    """Handle "*A build-up of snow* closed the lift": no state did."""
    clause = match.clause
    doer = clause.subj if clause is not None and not match.passive else None
    return doer is not None and doer.of is not None and scene.is_(doer.of, "nature")


def as_kept(draft: Draft, match: Match, scene: Scene) -> None:
    """Let "closed" of "wants *to keep* X *closed*" stand as keeping it does, in place."""
    keeper = _keeper(match, scene)
    if keeper is None or draft.status != ASSERTED:
        return
    stand = standing_of(keeper, scene.lexicon)
    if _is_law(keeper, scene):
        draft.status = HYPOTHETICAL
    elif not (stand.ordered and stand.status == PLANNED):
        draft.status = stand.status


def is_of_draft(match: Match, scene: Scene) -> bool:
    """Handle "*A draft law* would keep the border closed", "*a bill* to keep it closed"."""
    keeper = _keeper(match, scene)
    return keeper is not None and _is_law(keeper, scene)


def _is_law(keeper: Clause, scene: Scene) -> bool:
    drafts = scene.lexicon.set("draft_laws")
    return any(one is not None and one.lemma.rpartition(" ")[2] in drafts
               for one in (keeper.subj, keeper.governor))  # fmt: skip


def _keeper(match: Match, scene: Scene) -> Clause | None:
    clause = match.clause
    if clause is None or clause.link != PARTICIPIAL or clause.subj is None:
        return None
    return next((one for one in scene.sentence.clauses if one is not clause
                 and one.vg.lemma in scene.lexicon.set("remaining") and one.obj is clause.subj),
                None)  # fmt: skip


def _is_building_work(match: Match, scene: Scene) -> bool:
    """Handle "*Work on* the terminal was halted": builders went home."""
    clause = match.clause
    work = (clause.subj if match.passive else clause.obj) if clause is not None else None
    return (
        work is not None
        and work.lemma == "work"
        and any(pp.prep == "on" and pp.s == work.e and not pp.time for pp in scene.sentence.chunks)
    )


def _is_other_line(thing: Chunk, scene: Scene) -> bool:
    """Handle "The line was opened again", where trains or power were told of just before."""
    words = scene.lexicon.set("other_lines")
    if thing.lemma != "line" or thing.mods:
        return thing.lemma == "line" and not words.isdisjoint(thing.text.split())
    near = [sentence for sentence in scene.sentences[-_NEAR:] if not sentence.in_title]
    return any(token.text in words for sentence in near for token in sentence.tokens)


_NEAR = 3  # sentences, this one among them
