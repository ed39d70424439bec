"""Families of closures and openings: what the grammar around a verb must say for them to hold."""

from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.nearness import is_border_place
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.places.values import PASSAGES
from monitor.reading.standing.status import standing as standing_of
from monitor.reading.standing.values import ASSERTED, HYPOTHETICAL
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import COMP, INFINITIVE, PARTICIPIAL, Clause
from monitor.reading.text.grammar import GERUND

_FEW = 20  # lorries: so many stopped are a search, no closure


def _are_counted(match: Match) -> bool:
    """Handle "*three* consignments were stopped at X": a catch, and the rest goes on."""
    thing = match.first("object")
    if thing is None or thing.qty is None or thing.det in {"all", "every"}:
        return False
    return match.has("kinds") or 1 < (thing.qty.value or 0) <= _FEW


def _is_result(_match: Match, clause: Clause, scene: Scene) -> bool:
    """Handle "found the gate *locked*", "ordered the bridge *shut*", "drew the gate *shut*"."""
    parent = clause.parent
    if parent is None or clause.link not in {COMP, PARTICIPIAL} or clause.vg.aux:
        return False
    return parent.vg.lemma in scene.lexicon.set("bringing_about")


def _is_none(match: Match, clause: Clause, _scene: Scene) -> bool:
    """Handle "*no* lorry is let through"; who "will stop clearing lorries" says no such thing."""
    thing = match.first("object")
    return clause.vg.neg or (thing is not None and thing.neg)


def _goes_on(_match: Match, clause: Clause, scene: Scene) -> bool:
    """Handle "has been *processing* goods", "is not *functioning*", with their auxiliary."""
    last = scene.sentence.tokens[clause.vg.e - 1].word
    return clause.vg.aux and last is not None and bool(last.form & GERUND)


def _is_at_passage(match: Match, clause: Clause, scene: Scene) -> bool:
    """Handle "nobody walked over *the bridge*", "nothing moved at *Torkham*": no mere town."""
    if _is_wished(clause):
        return False
    for phrase in match.roles.get("place", []):
        if scene.is_(phrase, "contact", "sport", "part"):
            continue  # "the Torkham meeting"
        if scene.is_(phrase, "crossing", "bridge", "closable") and not scene.is_(phrase, "border"):
            return True
        place = scene.named([phrase])
        if place is not None and place.kind in PASSAGES:
            return True
    return False


def _is_lasting(_match: Match, clause: Clause, _scene: Scene) -> bool:
    """Handle "*has been* processing goods since Monday": from then until now."""
    return clause.vg.perfect


def _is_allowed(_match: Match, clause: Clause, _scene: Scene) -> bool:
    """Handle "*may* be used again", with the verb that allows it."""
    return bool(clause.vg.modal)


def _is_over(_match: Match, clause: Clause, _scene: Scene) -> bool:
    """Handle "the ban expired", "the ban is *over*"."""
    return clause.vg.lemma != "be" or "over" in clause.words


def _is_wished(clause: Clause) -> bool:
    """Handle "nobody *should* walk over", "nobody *would have to* cross": no rule of today."""
    above = clause.parent
    told = [clause] if above is None or clause.link != INFINITIVE else [clause, above]
    return any(one.vg.modal and not _ALLOWED & one.words for one in told)


def is_way_at_border(match: Match, phrases: list[Chunk], place: Place | None, scene: Scene) -> bool:
    """Handle "the bridge *at Tem*", "the ford *at Langar*": at such a place it leads over."""
    if not match.has("ways") or place is None or not is_border_place(place):
        return False
    return any(
        scene.is_(phrase, "crossing", "bridge", "closable", "port")
        or phrase.lemma in scene.lexicon.set("fords")
        for phrase in phrases
    )


def is_kept_from(match: Match, scene: Scene) -> bool:
    """Handle "*nobody* has been able to cross", "*no one* was allowed to walk over"."""
    clause = match.clause
    if clause is None:
        return False
    if match.has("barred") and is_licence(clause, scene, "denying_leave"):
        return _granted(clause, scene) == ASSERTED
    if not match.has("passage"):
        return False
    subj, parent = clause.subj, clause.parent
    if subj is None or not subj.neg:
        return False
    if clause.link != INFINITIVE or parent is None:
        return clause.vg.modal == "hypothetical" and bool(_ALLOWED & clause.words)
    able = parent.vg.lemma in scene.lexicon.set("permitting") or bool(_ABLE & parent.words)
    return parent.subj is subj and able


_ALLOWED = frozenset({"may", "may be", "can", "can be"})
_ABLE = frozenset({"able", "free"})


def is_licence(clause: Clause, scene: Scene, kind: str) -> bool:
    """Handle "gave *permission* for lorries *to use* the bridge", "withdrew *permission to cross*".

    ``kind``: the set of verbs that give it, or take it away.
    """
    giver = _giver(clause, scene)
    return giver is not None and giver.vg.lemma in scene.lexicon.set(kind)


def as_granted(draft: Draft, match: Match, scene: Scene) -> None:
    """Let "gave permission for lorries *to use* the bridge" stand as the giving does."""
    if match.clause is not None and match.has("permitted"):
        draft.status = _granted(match.clause, scene)


def _granted(clause: Clause, scene: Scene) -> str:
    """Return how it stands that the permission was given or taken away."""
    giver = _giver(clause, scene)
    return standing_of(giver, scene.lexicon).status if giver is not None else HYPOTHETICAL


def _giver(clause: Clause, scene: Scene) -> Clause | None:
    """Return the clause whose object is the permission that an infinitive spells out."""
    parent = clause.parent
    if clause.link != INFINITIVE or parent is None:
        return None
    given = parent.subj if parent.passive else parent.obj
    phrases = [given, *(pp.np for pp in parent.pps)]
    leave = scene.lexicon.set("leave_to_pass")
    return parent if any(one is not None and one.lemma in leave for one in phrases) else None


def is_family(match: Match, scene: Scene) -> bool:
    """Whether the clause says what the family of the frame asks for."""
    clause = match.clause
    if match.has("many") and _are_counted(match):
        return False
    if clause is None:
        return True
    return all(asks(match, clause, scene) for trait, asks in _ASKED.items() if match.has(trait))


_ASKED = {
    "result": _is_result,
    "progressive": _goes_on,
    "dated": _is_lasting,
    "none_of": _is_none,
    "may": _is_allowed,
    "passage": _is_at_passage,
    "over": _is_over,
}
