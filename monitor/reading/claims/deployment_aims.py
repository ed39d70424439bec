"""What forces are moved for: to guard a border, or for sport, errands and talk of it."""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.standing.status import standing as standing_of
from monitor.reading.standing.values import ASSERTED
from monitor.reading.syntax.clause import INFINITIVE, MAIN, PARTICIPIAL
from monitor.reading.text.grammar import GERUND


def is_errand(match: Match, scene: Scene) -> bool:
    """Whether soldiers went for something else than arms, or the drill was called off."""
    clause = match.clause
    if clause is None:
        return False
    vg, sets = clause.vg, scene.lexicon.set
    if match.frame.traits.get("exercise"):
        return bool({vg.lemma, f"{vg.lemma} {vg.particle}"} & sets("called_off"))
    return any(
        other.parent is clause and other.link == INFINITIVE and other.vg.lemma in sets("errands")
        for other in scene.sentence.clauses
    )


def is_aim(match: Match, scene: Scene) -> bool:
    """Handle "equipment for reinforcing border posts", "talks on strengthening the border"."""
    clause = match.clause
    if clause is None or clause.link != PARTICIPIAL or not clause.vg.form & GERUND:
        return False
    moved = clause.parent is not None and clause.parent.vg.lemma in scene.lexicon.set(
        "moving_forces"
    )
    return clause.opener_kind == "prep" and clause.opener in {"for", "on", "about"} and not moved


def is_sport(match: Match, scene: Scene) -> bool:
    """Athletes exercise too: somebody armed, official or a country must hold a drill."""
    clause = match.clause
    if clause is None or match.first("agent") is not None or clause.subj is None:
        return False
    return not scene.is_(clause.subj, "exercise")


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
