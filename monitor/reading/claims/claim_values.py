"""From a draft to the claim as the log keeps it, and to the words that prove it."""

from monitor.events.values import Claim, ClaimType, Status
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.standing.cues import Cue
from monitor.reading.syntax.clause import COMP
from monitor.reading.text.grammar import NOUN


def claim_of(draft: Draft) -> Claim:
    """Return the claim of a finished draft."""
    place = draft.place
    status = draft.status if draft.status != "negated" else "denied"
    borders = {code: float(km) for code, km in place.borders.items()} if place else {}
    nearest = min(borders, key=lambda code: borders[code]) if borders else None
    return Claim(
        type=draft.type, status=Status(status), actor=draft.actor, actor_class=draft.group,
        actor_side=draft.side, place=place.name if place else None,
        place_id=place.id if place else None, place_kind=place.kind if place else None,
        place_alternatives=draft.alternatives, province=place.province if place else draft.province,
        country=draft.country, origin=draft.origin, to=draft.to, count=draft.count,
        killed=draft.killed, wounded=draft.wounded, when=draft.when,
        time_precision=draft.precision, border=nearest,
        border_km=borders[nearest] if nearest else None, borders=borders,
        attribution=draft.attribution, denied_by=draft.denied_by,
        evidence=draft.sentence.text[slice(*draft.span)], span=draft.span,
        in_title=draft.sentence.in_title, why=tuple(draft.why),
    )  # fmt: skip


def add_evidence(draft: Draft, scene: Scene) -> None:
    sentence = scene.sentence
    clause = draft.match.clause
    trigger = draft.match.trigger
    first, last = trigger.s, trigger.e
    for found in draft.match.roles.values():
        for phrase in found:
            first, last = min(first, phrase.s), max(last, phrase.e)
    if clause is not None and clause.subj is not None:
        first = min(first, clause.subj.s)
    draft.span = sentence.span(first, last)
    draft.why.insert(0, f"{draft.match.frame.id}: {trigger.text!r}")
    draft.why += draft.standing.cues


def _is_attribute(draft: Draft, cue: Cue) -> bool:
    """Whether the word only describes a thing: "the false floor of a lorry", "fake passports"."""
    end = draft.sentence.start + cue.end
    for token in draft.sentence.tokens:
        if token.start >= end:
            sign = token.word.sign if token.word is not None else ""
            return bool(token.pos & NOUN) and not sign and token.start <= end + 1
    return False


def _is_of_figure(draft: Draft, cue: Cue, figures: frozenset[str]) -> bool:
    """Handle "Nine died, *a toll* the rebels called invented": only the figure is denied."""
    behind = draft.sentence.folded[: cue.end].rpartition(",")[2].split()
    return len(behind) > 1 and behind[0] in {"a", "an"} and behind[1] in figures


def belie(draft: Draft, cues: list[Cue], figures: frozenset[str]) -> None:
    """Handle "Reports that X fell are false": what stands before a word of falsehood is denied.

    ``figures``: nouns of sums, whose falsehood leaves the fact standing.
    """
    at = draft.sentence.tokens[draft.match.trigger.s].start - draft.sentence.start
    for cue in cues:
        if _is_attribute(draft, cue) or _is_of_figure(draft, cue, figures):
            continue
        if draft.type is ClaimType.DIPLOMATIC_CONTACT and _is_said_there(draft, cue):
            continue
        ahead = draft.sentence.folded[cue.end :].lstrip().startswith(("that ", ":"))
        if draft.status == "asserted" and (at > cue.end if ahead else at < cue.end):
            draft.rule("denied", f"{cue.text!r} said of it")


def _is_said_there(draft: Draft, cue: Cue) -> bool:
    """Handle "was called in and *told that* it was *unfounded*": said when they met."""
    start, met = draft.sentence.start, draft.match.clause
    for clause in draft.sentence.clauses:
        told = clause.parent
        if clause.link != COMP or told is None or "report" not in told.vg.vcls or met is None:
            continue
        opens = draft.sentence.tokens[clause.start].start - start
        if opens <= cue.end and any(one is met for one in told.ancestors()):
            return True
    return False
