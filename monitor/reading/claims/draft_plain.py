"""What the builders of plain claims share: one draft a match, and the place of a match."""

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.standing.status import standing as standing_of
from monitor.reading.standing.values import ASSERTED, Standing
from monitor.reading.text.grammar import NP


def plain(kind: ClaimType, match: Match, standing: Standing, scene: Scene) -> Draft:
    """Return the draft of a match; what was ordered counts as done."""
    draft = Draft(type=kind, status=standing.status, sentence=scene.sentence, match=match,
                  standing=standing)  # fmt: skip
    if standing.ordered and standing.status == "planned" and _is_given(match, scene):
        draft.status = ASSERTED
        draft.why.append("ordered")
    return draft


def _is_given(match: Match, scene: Scene) -> bool:
    """Whether an order was really given: "denied that it had ordered the closure" gives none."""
    clause = match.clause
    if match.trigger.kind != NP or clause is None:
        return True
    return standing_of(clause, scene.lexicon).status == ASSERTED


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
