"""Borders and crossings closed and opened again."""

from collections.abc import Iterator

from monitor.events.values import ClaimType
from monitor.reading.claims.as_it_was import is_passing
from monitor.reading.claims.closure_bars import as_kept, is_beside, is_no_way_over, is_of_draft
from monitor.reading.claims.closure_families import (
    as_granted,
    is_family,
    is_kept_from,
    is_licence,
    is_way_at_border,
)
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.draft_plain import goes_on, place_beside, place_of, plain
from monitor.reading.claims.nearness import is_border_place
from monitor.reading.claims.no_event import is_plain_present
from monitor.reading.claims.passing import ways_told
from monitor.reading.claims.ways_over import is_way_over, names_two_sides
from monitor.reading.claims.ways_told import gate_told_before, way_told_before
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.standing.rules import is_negated
from monitor.reading.standing.status import standing as standing_of
from monitor.reading.standing.values import ASSERTED, Standing
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import INFINITIVE, PARTICIPIAL, Clause
from monitor.reading.text.grammar import GERUND

_TOPIC = frozenset({"on", "about", "over", "for", "towards", "regarding", "discuss"})
_STARTING = frozenset({"from", "as of", "as from"})
_AT_HOUR = _STARTING | {"at"}
_TO_COME = frozenset({"hypothetical", "planned"})


def build_closure(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """Return a border, a crossing or its traffic that was closed, or opened again."""
    if match.has("fleet"):
        match.roles["object"] = ways_told(match, scene)
    told = match.roles.get("object") and _is_meant(match, scene) and is_family(match, scene)
    if not told:
        return
    place = place_of(match, ("object", "place"), scene) or place_beside(match, "object", scene)
    phrases = [*match.roles.get("object", []), *match.roles.get("place", [])]
    if place is None:
        posts = _posts(match, scene)
        place, phrases = scene.named(posts), phrases + posts
    if not _is_gate(match, phrases, place, scene) and not is_way_over(match, phrases, place, scene):
        place = way_told_before(match, phrases, scene) if place is None else None
        if place is None:
            return
    draft = plain(ClaimType(match.frame.type), match, standing, scene)
    settle = _is_stopped if match.has("stopped") else _settle
    if not settle(draft, match, scene):
        return
    _date(draft, match, scene)
    draft.place = place if place is not None else gate_told_before(match, phrases, scene)
    place = draft.place
    agent = match.first("agent")
    draft.actor = scene.text(agent) if agent is not None else None
    country = scene.people.country(agent) if agent is not None else None
    draft.country = (place.country if place else None) or country or scene.context.home
    draft.proof = 1.0 + (place is not None)
    yield draft


def _date(draft: Draft, match: Match, scene: Scene) -> None:
    """Tell what goes on as it is, and what has been so for years, from what is new, in place."""
    as_kept(draft, match, scene)
    if draft.status in _TO_COME and goes_on(match, scene) and not is_of_draft(match, scene):
        draft.rule(ASSERTED, "goes on as it is")
    if draft.status == ASSERTED and _is_old_state(match, scene):
        draft.rule("historical", "so for years, or again and again")


def _is_gate(match: Match, phrases: list[Chunk], place: Place | None, scene: Scene) -> bool:
    """Whether a gate or a barrier is one of a border, by what stands around it."""
    if is_way_at_border(match, phrases, place, scene):
        return True
    if not match.has("gate"):
        return False
    if (place is not None and is_border_place(place)) or names_two_sides(scene):
        return True
    return any(scene.lines(phrase) for phrase in phrases)


def _posts(match: Match, scene: Scene) -> list[Chunk]:
    """Handle "ordered *the Gatumba post* to stop all traffic": the post that does as told."""
    post = match.clause.subj if match.clause is not None and not match.passive else None
    return [post] if post is not None and scene.is_(post, *_POSTS) else []


_POSTS = ("crossing", "port", "bridge", "post", "closable")


def _is_meant(match: Match, scene: Scene) -> bool:
    """Tell a border closed to all from one lorry stopped, an old gate from one newly built."""
    clause = match.clause
    thing = match.first("object")
    if match.has("many") and thing is not None:
        every = thing.plural or thing.det in {"all", "every"} or bool(thing.members)
        every = every or thing.lemma in scene.lexicon.set("masses")  # "people"
        if not every and (scene.is_(thing, "transport") or not scene.is_(thing, "traffic")):
            return False
    if clause is not None and (_lacks_word(match, clause, scene) or is_beside(match, scene)):
        return False
    if not _hangs_rightly(match, scene) or is_no_way_over(match, scene):
        return False
    reopens = match.frame.type == ClaimType.BORDER_REOPENING
    if thing is not None and thing.of is not None and scene.is_(thing.of, "part"):
        return False  # "the gate of the school"
    if reopens and _is_state(match, scene):
        return False
    new = scene.lexicon.set("newly_built")
    return not (reopens and thing is not None and new & set(thing.text.split()))


def _hangs_rightly(match: Match, scene: Scene) -> bool:
    """Whether the verb above is what the frame asks for: "barred from", "resumed", "permits"."""
    clause = match.clause
    if match.has("permitted"):
        return clause is not None and is_licence(clause, scene, "granting")
    if match.has("barred"):
        if clause is None:
            return False
        barred = _is_below(clause, scene.lexicon.set("barring"))
        barred = barred and clause.parent is not None and not is_negated(clause.parent)
        return (barred and clause.opener == "from") or is_licence(clause, scene, "denying_leave")
    if match.has("unpermitted"):
        return _is_below(clause, scene.lexicon.set("permitting"))
    return not match.has("restarted") or _is_below(clause, scene.lexicon.set("restarting"))


def _lacks_word(match: Match, clause: Clause, scene: Scene) -> bool:
    """Whether "again" is missing behind "is open", or "in eleven days" behind "the first lorry"."""
    if match.has("anew"):
        return not clause.words & scene.lexicon.set("again")
    if not match.has("first") or clause.words & scene.lexicon.set("whiles"):
        return False
    shut = scene.lexicon.set("shut_before")
    if any(token.text in shut for token in scene.sentence.tokens):
        return False
    return not {"time", "since"} <= clause.words  # "for the first time since May"


def _is_state(match: Match, scene: Scene) -> bool:
    """Handle "the port remains open", "is open on Saturdays": nothing has changed."""
    clause = match.clause
    if clause is None or clause.vg.text != "open" or clause.words & scene.lexicon.set("again"):
        return False
    if {"first", "time"} <= clause.words:
        return False  # "is open for the first time in seven years"
    start = clause.vg.s
    before = scene.sentence.tokens[start - 1].word if start else None
    kept = any(one.vg.lemma in _KEEPING and one.vg.s < start for one in scene.sentence.clauses)
    staying = before is not None and before.verb in scene.lexicon.set("staying")
    return clause.vg.aux or staying or kept


_KEEPING = frozenset({"keep", "leave"})  # "kept the crossing open", "leaving it open for trade"


def _settle(draft: Draft, match: Match, scene: Scene) -> bool:
    """Set the status by what the frame means; whether the draft stands at all."""
    clause = match.clause
    denied = draft.status == "negated" or is_kept_from(match, scene)
    if denied and match.has("none", *_DENYING):
        draft.status = ASSERTED  # "lets nobody through", "has not been opened since"
    elif match.has(*_DENYING):
        return False
    if clause is None:
        return True
    as_granted(draft, match, scene)
    allowed = {"can", "can be", "may", "may be"} if match.has("told") else {"can", "can be"}
    can = bool(allowed & {*clause.vg.text.split(), *clause.words})
    if match.has("able") and clause.vg.modal and can and draft.status == "hypothetical":
        draft.status = ASSERTED  # "one can again go over the bridge"
    gerund = clause.link == PARTICIPIAL and bool(clause.vg.form & GERUND)
    if gerund and draft.status == ASSERTED:
        topic = clause.opener in _TOPIC or (clause.parent is None and clause.subj is None)
        draft.status = "hypothetical" if topic else draft.status  # "talks on reopening X failed"
    if match.frame.nouns and draft.status == ASSERTED and _is_held_off(match, clause, scene):
        draft.status = "hypothetical"
    if _is_announced(draft, match, scene):
        draft.rule(ASSERTED, "announced with its day")
    return True


def _is_held_off(match: Match, clause: Clause, scene: Scene) -> bool:
    """Handle "called for the closure", "suspended the reopening": wished for, or put off."""
    if clause.vg.lemma in scene.lexicon.set("wishing"):
        return True
    held_off = clause.vg.lemma in scene.lexicon.set("holding_off")
    return held_off and match.frame.type == ClaimType.BORDER_REOPENING


def _is_announced(draft: Draft, match: Match, scene: Scene) -> bool:
    """Handle "will be closed from Monday", "said it would suspend traffic from noon": the order."""
    clause = match.clause
    if clause is None or not clause.vg.modal or draft.status not in _TO_COME:
        return False
    hours = scene.lexicon.set("hours")
    dated = any(
        (pp.prep in _STARTING and (pp.time or (pp.np is not None and pp.np.qty is not None)))
        or (pp.prep in _AT_HOUR and pp.np is not None and pp.np.lemma in hours)
        for pp in clause.pps
    )
    if draft.status == "planned" or not dated:
        return dated
    if clause.parent is None or "report" not in clause.parent.vg.vcls or clause.parent.vg.modal:
        return False
    told = {token.text for token in scene.sentence.tokens[clause.vg.s : clause.vg.e]}
    sure = "would" in told and match.frame.type == ClaimType.BORDER_CLOSURE
    return sure and standing_of(clause.parent, scene.lexicon).status == ASSERTED


# What says with its denial that a way is shut: "lets nobody through", "was barred from using it".
_DENYING = ("negative", "barred", "unpermitted")


def _is_below(clause: Clause | None, ruling: frozenset[str]) -> bool:
    """Whether a verb of some hangs on another of some: "*resumed* crossing the bridge"."""
    parent = clause.parent if clause is not None else None
    return parent is not None and parent.vg.lemma in ruling


def _is_stopped(draft: Draft, match: Match, scene: Scene) -> bool:
    """Handle "stopped clearing lorries at X": what they stopped is closed, if they did stop."""
    clause = match.clause
    if clause is None or clause.parent is None:
        return False
    parent = clause.parent
    verbs = scene.lexicon.set("stopping" if clause.link == PARTICIPIAL else "ceasing")
    if clause.link not in {PARTICIPIAL, INFINITIVE} or parent.vg.lemma not in verbs:
        return False
    draft.status = standing_of(parent, scene.lexicon).status
    return draft.status == ASSERTED


def _is_by_season(clause: Clause, scene: Scene) -> bool:
    """Handle "is closed *in winter*", "is shut *at night*": so it is every year, every day."""
    if not clause.words & _NOW:
        return False
    if not scene.lexicon.set("nightly").isdisjoint(clause.words):
        return True
    seasons = scene.lexicon.set("seasons")
    return any(
        pp.prep in {"in", "at", "during"} and pp.np is not None and not pp.np.det
        and pp.np.lemma in seasons
        for pp in clause.pps
    )  # fmt: skip


_NOW = frozenset({"is", "are"})


def _is_by_the_clock(clause: Clause, scene: Scene) -> bool:
    """Handle "The gate *closes at five*": as on every day."""
    if scene.sentence.in_title or not is_plain_present(clause.vg):
        return False
    told = (pp.np for pp in clause.pps if pp.prep == "at" and pp.np is not None)
    hours = scene.lexicon.set("hours")
    return any(np.lemma in hours or (np.qty is not None and not np.cls) for np in told)


def _is_old_state(match: Match, scene: Scene) -> bool:
    """Handle "has been shut for three years", "closed nine times in five years", "any closure"."""
    clause = match.clause
    if match.trigger.det == "any" or (clause is not None and _is_by_the_clock(clause, scene)):
        return True
    if clause is not None and clause.opener == "whose":
        return True  # "Tajikistan, whose border is closed, buys coal elsewhere"
    if clause is None or match.frame.type != ClaimType.BORDER_CLOSURE:
        return False
    if is_passing(clause, scene.sentence) or _is_by_season(clause, scene):
        return True
    if any(pp.np is not None and pp.np.lemma == "time" for pp in clause.pps):
        return False  # "for the first time in ten years" is news of today
    ages = scene.lexicon.set("ages")
    return any(
        pp.prep in {"for", "in", "over"} and pp.np is not None and pp.np.lemma in ages
        and (pp.np.plural or pp.np.qty is not None)
        for pp in clause.pps
    )  # fmt: skip
