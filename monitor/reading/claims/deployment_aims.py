"""What forces are moved for: to guard a border, or for sport, errands and talk of it."""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.standing.status import standing as standing_of
from monitor.reading.standing.values import ASSERTED, PLANNED
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import INFINITIVE, MAIN, PARTICIPIAL, Clause
from monitor.reading.text.grammar import GERUND


def _is_errand(match: Match, scene: Scene) -> bool:
    """Whether soldiers went for something else than arms, or the drill was called off."""
    clause = match.clause
    if clause is None:
        return False
    vg, sets = clause.vg, scene.lexicon.set
    if match.has("exercise"):
        return bool({vg.lemma, f"{vg.lemma} {vg.particle}"} & sets("called_off"))
    return any(
        other.parent is clause and other.link == INFINITIVE
        and (other.vg.lemma in sets("errands") or _is_against_nature(other, scene))
        for other in scene.sentence.clauses
    )  # fmt: skip


def _is_against_nature(clause: Clause, scene: Scene) -> bool:
    """Handle "sent 300 soldiers *to fight the floods*"."""
    return clause.obj is not None and scene.is_(clause.obj, "nature")


def is_for_else(match: Match, scene: Scene) -> bool:
    """Whether men are moved for an errand, to a venue, or only in talk of it; or it is one man."""
    if _is_errand(match, scene) or _is_aim(match, scene):
        return True
    return _is_at_venue(match, scene) or _is_one_man(match, scene)


def _is_at_venue(match: Match, scene: Scene) -> bool:
    """Handle "took up their posts *at the museum*", "sent 200 officers *to the stadium*"."""
    clause = match.clause
    if clause is None or match.trigger.lemma in scene.lexicon.set("digging_in"):
        return False
    force = match.first("force")
    start = match.trigger.e if force is None else min(force.e, match.trigger.e)
    behind = [pp.np for pp in clause.pps if pp.np is not None and pp.prep in _WHERE]
    behind += [clause.obj] if clause.obj is not None else []
    return any(_is_venue(phrase, scene) for phrase in behind if phrase.s >= start)


_WHERE = frozenset({"at", "to", "into", "in", "inside", "outside", "around", "along", "on"})


def _is_venue(phrase: Chunk, scene: Scene) -> bool:
    if phrase.lemma.rpartition(" ")[2] in scene.lexicon.set("venues"):
        return True
    return phrase.poss is not None and scene.is_(phrase.poss, "sport")  # "the marathon's route"


def _is_one_man(match: Match, scene: Scene) -> bool:
    """Handle "an armed guard was posted at X": one man is no force."""
    force = match.first("force")
    if force is None or force.plural or force.members:
        return False
    one = force.det in {"a", "an"} or (force.qty is not None and force.qty.value == 1)
    return one and force.lemma.rpartition(" ")[2] in scene.lexicon.set("single_men")


def _is_aim(match: Match, scene: Scene) -> bool:
    """Handle "equipment for reinforcing border posts", "talks on strengthening the border"."""
    clause = match.clause
    if clause is None or clause.link != PARTICIPIAL or not clause.vg.form & GERUND:
        return False
    moved = clause.parent is not None and clause.parent.vg.lemma in scene.lexicon.set(
        "moving_forces"
    )
    return clause.opener_kind == "prep" and clause.opener in {"for", "on", "about"} and not moved


def is_sport(match: Match, scene: Scene) -> bool:
    """Athletes and firemen exercise too: somebody armed, official or a country must hold it."""
    clause, agent = match.clause, match.first("agent")
    if any(not scene.lexicon.set("civil_drills").isdisjoint(one.mods) for one in _drills(match)):
        return True
    if agent is not None:
        return scene.is_(agent, "civilians") and not scene.is_(agent, *_POWERS)
    if clause is None or clause.subj is None:
        return False
    return not scene.is_(clause.subj, "exercise")


def _drills(match: Match) -> list[Chunk]:
    """Return what may be the drill: the subject or the object of its verb."""
    clause = match.clause
    found = [clause.subj, clause.obj, match.trigger] if clause is not None else [match.trigger]
    return [phrase for phrase in found if phrase is not None]


_POWERS = ("troops", "militants", "officials", "country", "demonym", "organisation", "seat")


def is_sent_for(match: Match, scene: Scene) -> bool:
    """Handle "Sent armour to reinforce the border": the purpose of a move that was made."""
    clause = match.clause
    parent = clause.parent if clause is not None else None
    if (
        clause is None
        or parent is None
        or clause.link != INFINITIVE
        or parent.vg.lemma not in scene.lexicon.set("moving_forces")
        or clause.subj not in {parent.subj, parent.obj}  # "called for 500 men to be sent"
    ):
        return False
    vg = parent.vg
    return (
        not (vg.modal or vg.neg or vg.to) and standing_of(parent, scene.lexicon).status == ASSERTED
    )


def is_ordered(match: Match, scene: Scene) -> bool:
    """Handle "reservists *are to be* brought up to the frontier": an order is news by itself."""
    clause = match.clause
    if clause is None or not match.passive or clause.opener_kind == "condition":
        return False
    force, vg = match.first("force"), clause.vg
    if force is None or vg.neg or match.first("goal") is None:
        return False
    words = [token.text for token in scene.sentence.tokens[vg.s : vg.e]]
    return words[:2] in (["are to", "be"], ["is to", "be"]) and clause.link == MAIN


def is_announced(match: Match) -> bool:
    """Handle "*will* station a division there *from* Monday": announced with its day."""
    clause = match.clause
    if clause is None or clause.link != MAIN or clause.opener_kind == "condition":
        return False
    if clause.vg.modal != PLANNED or clause.vg.neg:
        return False
    return any(
        pp.prep in _FROM_DAY and (pp.time or (pp.np is not None and bool(pp.np.qty)))
        for pp in clause.pps
    )


def is_prolonged(match: Match) -> bool:
    """Handle "*will* stay on the border until further notice": as told, they are there."""
    clause = match.clause
    if clause is None or not match.has("stays") or clause.opener_kind == "condition":
        return False
    return not clause.vg.neg


_FROM_DAY = frozenset({"from", "as of", "as from"})
