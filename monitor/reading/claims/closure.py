"""Borders and crossings closed and opened again."""

from collections.abc import Iterator

from monitor.events.values import ClaimType
from monitor.reading.claims.as_it_was import is_passing
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.draft_plain import goes_on, place_beside, place_of, plain
from monitor.reading.claims.nearness import (
    border_place_before,
    border_place_of,
    is_border_place,
)
from monitor.reading.claims.ways_over import is_of_neighbours, is_way_over, names_two_sides
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.standing.status import standing as standing_of
from monitor.reading.standing.values import ASSERTED, Standing
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import PARTICIPIAL, Clause
from monitor.reading.text.grammar import GERUND

_TOPIC = frozenset({"on", "about", "over", "for", "towards", "regarding", "discuss"})
_STARTING = frozenset({"from", "as of", "as from"})
_POINTS = frozenset({"crossing", "port", "bridge", "town", "city", "district", "post"})
_TO_COME = frozenset({"hypothetical", "planned"})
_REACH = 600  # characters that "traffic was halted" looks back for a crossing


def build_closure(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """Return a border, a crossing or its traffic that was closed, or opened again."""
    if not _is_meant(match, scene):
        return
    place = place_of(match, ("object", "place"), scene) or place_beside(match, "object", scene)
    phrases = [*match.roles.get("object", []), *match.roles.get("place", [])]
    barred = bool(match.frame.traits.get("gate")) and (
        (place is not None and is_border_place(place))
        or names_two_sides(scene)
        or any(scene.lines(phrase) for phrase in phrases)
    )
    if not barred and not is_way_over(match, phrases, place, scene):
        place = _told_before(match, phrases, scene) if place is None else None
        if place is None:
            return
    draft = plain(ClaimType(match.frame.type), match, standing, scene)
    settle = _is_stopped if match.frame.traits.get("stopped") else _settle
    if not settle(draft, match, scene):
        return
    if draft.status in _TO_COME and goes_on(match, scene):
        draft.status = ASSERTED
        draft.why.append("goes on as it is")
    if draft.status == ASSERTED and _is_old_state(match, scene):
        draft.status = "historical"
        draft.why.append("so for years, or again and again")
    draft.place = place if place is not None else _gate_told(match, phrases, scene)
    place = draft.place
    agent = match.first("agent")
    draft.actor = scene.text(agent) if agent is not None else None
    country = scene.people.country(agent) if agent is not None else None
    draft.country = (place.country if place else None) or country or scene.context.home
    draft.proof = 1.0 + (place is not None)
    yield draft


def _gate_told(match: Match, phrases: list[Chunk], scene: Scene) -> Place | None:
    """Return the crossing that "the gate", "the bridge" means: the one told last."""
    if scene.sentence.in_title:
        return None
    bare = any(
        scene.is_(phrase, "closable", "bridge", "crossing", "port")
        and phrase.det in {"the", "its", "their"}
        and not scene.is_(phrase, "border")
        and not (phrase.names or phrase.places or phrase.members or phrase.qty)
        for phrase in phrases
    )
    if not bare:
        return None
    agent = match.first("agent")
    own = scene.people.country(agent) if agent is not None else None
    return (own and border_place_of(own, match, scene, _GATES, _REACH)) or border_place_before(
        match, scene, _GATES, _REACH
    )


_GATES = frozenset({"crossing", "port", "bridge", "town", "city"})


def _is_meant(match: Match, scene: Scene) -> bool:
    """Tell a border closed to all from one lorry stopped, an old gate from one newly built."""
    traits, clause = match.frame.traits, match.clause
    thing = match.first("object")
    if traits.get("many") and thing is not None:
        every = thing.plural or thing.det in {"all", "every"} or bool(thing.members)
        if not every and (scene.is_(thing, "transport") or not scene.is_(thing, "traffic")):
            return False
    if clause is not None and (
        _lacks_word(match, clause, scene) or _is_beside(match, clause, scene)
    ):
        return False
    if traits.get("barred"):
        parent = clause.parent if clause is not None else None
        barring = parent is not None and parent.vg.lemma in scene.lexicon.set("barring")
        return barring and clause is not None and clause.opener == "from"
    reopens = match.frame.type == ClaimType.BORDER_REOPENING
    if thing is not None and thing.of is not None and scene.is_(thing.of, "part"):
        return False  # "the gate of the school"
    if reopens and _is_state(match, scene):
        return False
    new = scene.lexicon.set("newly_built")
    return not (reopens and thing is not None and new & set(thing.text.split()))


def _is_beside(match: Match, clause: Clause, scene: Scene) -> bool:
    """Whether something at a crossing was closed: "the shop at the Torkham crossing"."""
    if match.frame.id != "close":
        return False
    closed = clause.subj if match.passive else clause.obj
    if closed is None or closed is match.first("object") or closed.pron:
        return False
    return bool(closed.cls) and not scene.is_(closed, *_CLOSABLE)


_CLOSABLE = ("closable", "border", "crossing", "port", "bridge", "bank", "post", "part", "named",
             "country_noun", "traffic", "river", "border_river", "market")  # fmt: skip


def _lacks_word(match: Match, clause: Clause, scene: Scene) -> bool:
    """Whether "again" is missing behind "is open", or "in eleven days" behind "the first lorry"."""
    traits = match.frame.traits
    if traits.get("anew"):
        return not clause.words & scene.lexicon.set("again")
    return bool(traits.get("first")) and not clause.words & scene.lexicon.set("whiles")


def _is_state(match: Match, scene: Scene) -> bool:
    """Handle "the port remains open", "is open on Saturdays": nothing has changed."""
    clause = match.clause
    if clause is None or clause.vg.text != "open" or clause.words & scene.lexicon.set("again"):
        return False
    start = clause.vg.s
    before = scene.sentence.tokens[start - 1].word if start else None
    kept = any(one.vg.lemma in _KEEPING and one.vg.s < start for one in scene.sentence.clauses)
    staying = before is not None and before.verb in scene.lexicon.set("staying")
    return clause.vg.aux or staying or kept


_KEEPING = frozenset({"keep"})  # "kept the crossing open"


def _settle(draft: Draft, match: Match, scene: Scene) -> bool:
    """Set the status by what the frame means; whether the draft stands at all."""
    traits, clause = match.frame.traits, match.clause
    if traits.get("negative") or traits.get("barred"):
        if draft.status != "negated":
            return False
        draft.status = ASSERTED  # "lets nobody through", "has not been opened since"
    if clause is None:
        return True
    can = "can" in clause.vg.text.split() or "can" in clause.words
    if traits.get("able") and clause.vg.modal and can and draft.status == "hypothetical":
        draft.status = ASSERTED  # "one can again go over the bridge"
    gerund = clause.link == PARTICIPIAL and bool(clause.vg.form & GERUND)
    if gerund and draft.status == ASSERTED:
        topic = clause.opener in _TOPIC or (clause.parent is None and clause.subj is None)
        draft.status = "hypothetical" if topic else draft.status  # "talks on reopening X failed"
    wishing = clause.vg.lemma in scene.lexicon.set("wishing")
    if match.frame.nouns and wishing and draft.status == ASSERTED:
        draft.status = "hypothetical"
    dated = any(
        pp.prep in _STARTING and (pp.time or (pp.np is not None and pp.np.qty is not None))
        for pp in clause.pps
    )
    if draft.status == "planned" and dated and clause.vg.modal:
        draft.status = ASSERTED  # "will be closed from Monday" is the order
        draft.why.append("announced with its day")
    return True


def _is_stopped(draft: Draft, match: Match, scene: Scene) -> bool:
    """Handle "stopped clearing lorries at X": what they stopped is closed, if they did stop."""
    clause = match.clause
    parent = clause.parent if clause is not None and clause.link == PARTICIPIAL else None
    if parent is None or parent.vg.lemma not in scene.lexicon.set("stopping"):
        return False
    draft.status = standing_of(parent, scene.lexicon).status
    return draft.status == ASSERTED


def _is_old_state(match: Match, scene: Scene) -> bool:
    """Handle "has been shut for three years", "closed nine times in five years", "any closure"."""
    if match.trigger.det == "any":
        return True
    if match.clause is not None and match.clause.opener == "whose":
        return True  # "Tajikistan, whose border is closed, buys coal elsewhere"
    if match.clause is None or match.frame.type != ClaimType.BORDER_CLOSURE:
        return False
    if is_passing(match.clause, scene.sentence):
        return True
    if any(pp.np is not None and pp.np.lemma == "time" for pp in match.clause.pps):
        return False  # "for the first time in ten years" is news of today
    ages = scene.lexicon.set("ages")
    return any(
        pp.prep in {"for", "in", "over"} and pp.np is not None and pp.np.lemma in ages
        and (pp.np.plural or pp.np.qty is not None)
        for pp in match.clause.pps
    )  # fmt: skip


def _is_named(traffic: Chunk) -> bool:
    """Tell barge and border traffic from that of a road."""
    return bool(traffic.mods or " " in traffic.lemma)


def _told_before(match: Match, phrases: list[Chunk], scene: Scene) -> Place | None:
    """Return the crossing told last, for "barge traffic was halted" and "the barrier came down"."""
    if scene.sentence.in_title or not (scene.context.bordering or is_of_neighbours(scene)):
        return None
    if not any(
        (scene.is_(phrase, "closable", "bridge") and not (phrase.plural and phrase.qty is None))
        or (scene.is_(phrase, "traffic") and _is_named(phrase))
        or (phrase.plural and phrase.lemma in scene.lexicon.set("ferries"))
        for phrase in phrases
    ):
        return None
    return border_place_before(match, scene, _POINTS, _REACH)
