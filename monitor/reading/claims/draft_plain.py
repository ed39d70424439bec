"""What the builders of plain claims share: one draft a match, and the place of a match."""

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.standing.status import standing as standing_of
from monitor.reading.standing.values import ASSERTED, Standing
from monitor.reading.syntax.clause import Clause
from monitor.reading.syntax.province_lists import is_point
from monitor.reading.text.grammar import NP


def plain(kind: ClaimType, match: Match, standing: Standing, scene: Scene) -> Draft:
    """Return the draft of a match; what was ordered counts as done."""
    draft = Draft(type=kind, status=standing.status, sentence=scene.sentence, match=match,
                  standing=standing)  # fmt: skip
    if standing.ordered and standing.status == "planned" and _is_given(match, scene):
        draft.rule(ASSERTED, "ordered")
    return draft


def _is_given(match: Match, scene: Scene) -> bool:
    """Whether an order was really given: "denied that it had ordered the closure" gives none."""
    clause = match.clause
    if clause is not None and _is_put_off(clause, scene):
        return False
    if match.trigger.kind != NP or clause is None:
        return True
    return standing_of(clause, scene.lexicon).status == ASSERTED


def _is_put_off(clause: Clause, scene: Scene) -> bool:
    """Handle "the decision *to close X* was put off": not for now."""
    above, order = clause.parent, clause.governor
    if above is None or order is None or above.subj is not order:
        return False
    verb = above.vg
    return bool({verb.lemma, f"{verb.lemma} {verb.particle}"} & scene.lexicon.set("called_off"))


def place_of(match: Match, roles: tuple[str, ...], scene: Scene) -> Place | None:
    """Return the place of the roles, else any other place the clause names after its verb."""
    for role in roles:
        place = scene.named(match.roles.get(role, []))
        if place is not None:
            return place
    clause = match.clause
    if clause is None:
        return None
    named = [pp.np for pp in clause.pps if pp.np is not None and not pp.prep.endswith("from")]
    return scene.named(named)


def place_beside(match: Match, role: str, scene: Scene) -> Place | None:
    """Return the place right behind a phrase, whichever verb it hangs on.

    "The crossing *at X* stayed shut", "ordered the crossing *at X* shut".
    """
    thing = match.first(role)
    for pp in scene.sentence.chunks if thing is not None and not thing.pron else ():
        behind = thing is not None and pp.s == thing.e and pp.prep in _AT
        if behind and pp.np is not None and is_point(pp.np):
            return scene.locator.choose(pp.np, pp.np.places, scene.context, None).place
    return None


_AT = frozenset({"at", "in", "near", "outside"})


def goes_on(match: Match, scene: Scene) -> bool:
    """Handle "said its border *would remain* closed": it is closed."""
    parent = match.clause.parent if match.clause is not None else None
    if parent is None or parent.vg.lemma not in scene.lexicon.set("remaining"):
        return False
    if any(other.opener_kind == "condition" for other in scene.sentence.clauses):
        return False
    words = {token.text for token in scene.sentence.tokens[parent.vg.s : parent.vg.e]}
    return not words.isdisjoint(_WILL) and not parent.vg.neg


_WILL = frozenset({"would", "will"})
