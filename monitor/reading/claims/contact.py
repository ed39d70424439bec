"""Diplomatic contacts: officials of two states meet, call, visit, sign, or send a note."""

from collections.abc import Iterator

from monitor.events.values import ClaimType
from monitor.reading.claims.contact_bars import is_of_border, is_with_no_state
from monitor.reading.claims.contact_parties import (
    are_of_one_country,
    codes_of,
    hold_one_office,
    is_owned,
)
from monitor.reading.claims.contact_place import told_place
from monitor.reading.claims.counterparts import (
    came_to_nothing,
    last_subject,
    listed_behind,
    those_together,
)
from monitor.reading.claims.dealings import is_dealing, is_of_dealings, sides_of_the_line
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.nearness import is_border_place
from monitor.reading.frames.match import Match
from monitor.reading.standing.status import standing as standing_of
from monitor.reading.standing.values import Standing
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import INFINITIVE
from monitor.reading.text.grammar import NP, PAST


def build_contact(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    """One draft if two states take part, by name, by place, or by a word for both."""
    parties = [*match.roles.get("party", []), *match.roles.get("other", [])]
    parties = [one for one in parties if not is_of_border(one, scene)]
    parties += [*_joined(match, scene), *listed_behind(parties, scene)]
    if match.has("together"):
        parties = those_together(match, scene)
        if not parties:
            return
    codes = codes_of(match, parties, scene)
    place = scene.named(match.roles.get("place", []))
    if match.has("at_line"):
        codes |= sides_of_the_line(match, place, scene)
    together = len(codes) == 1 and (match.has("together") or _is_with_others(match, scene))
    together = together or _is_visit(codes, match, scene)
    if (together or _is_formal(match, parties, scene)) and scene.context.home:
        codes.add(scene.context.home)
        if len(codes) == 1:
            other = scene.context.other(next(iter(codes)))
            codes |= {other} if other else set()
    if not _is_between_states(codes, parties, match, scene):
        return
    draft = Draft(
        type=ClaimType.DIPLOMATIC_CONTACT, status=standing.status, sentence=scene.sentence,
        match=match, standing=standing,
    )  # fmt: skip
    if place is None:
        place = scene.named(match.adjuncts())
    draft.place = place if place is not None else told_place(match, scene)
    draft.country = draft.place.country if draft.place else scene.context.home
    draft.actor = "; ".join(dict.fromkeys(scene.text(phrase) for phrase in parties))
    draft.proof = 1.0 + len(codes) / 2
    draft.parties = frozenset(codes)
    _mark_what_was_not(draft, match, scene)
    yield draft


_AHEAD = frozenset({"planned", "hypothetical"})
_UNTOLD = frozenset({"denied", "negated"})


def _mark_what_was_not(draft: Draft, match: Match, scene: Scene) -> None:
    if match.has("bidden") and draft.status in _AHEAD and _is_bidden(match):
        draft.rule("asserted", "bidden to come")
    if draft.status == "planned" and _came_for_it(match, scene):
        draft.rule("asserted", "came to do so")
    if draft.status in _UNTOLD and came_to_nothing(match, scene):
        draft.rule("asserted", "held, though in vain")
    if draft.status == "asserted" and _is_called_off(match, scene):
        draft.rule("hypothetical", "called off")
    others = match.roles.get("other", [])
    if draft.status == "asserted" and any(one.neg for one in others):
        draft.rule("negated", "with nobody")  # "had met with no Afghans"
    if draft.status == "asserted" and _is_habit(match, scene):
        draft.rule("historical", "meetings in general, without a date")


def _is_bidden(match: Match) -> bool:
    """Handle "was asked *to come* to the ministry": a summons, as soon as it is told."""
    parent = match.clause.parent if match.clause is not None else None
    return parent is not None and parent.passive and not (parent.vg.modal or parent.vg.neg)


def _came_for_it(match: Match, scene: Scene) -> bool:
    """Handle "crossed the bridge *to see* his colleague": who comes for it gets it."""
    clause = match.clause
    parent = clause.parent if clause is not None and clause.link == INFINITIVE else None
    if parent is None or parent.vg.lemma not in scene.lexicon.set("arriving"):
        return False
    past = bool(parent.vg.form & PAST) and not (parent.vg.modal or parent.vg.neg or parent.vg.to)
    return past and standing_of(parent, scene.lexicon).status == "asserted"


def _joined(match: Match, scene: Scene) -> list[Chunk]:
    """Return who else met: "representatives of Tajikistan *and the Taliban* met in Khorugh"."""
    clause, party = match.clause, match.first("party")
    if clause is None or party is None or party is not clause.subj:
        return []
    last = last_subject(clause, scene)
    extra = [*clause.extra, last] if last is not None else clause.extra
    return [more for more in extra if scene.people.country(more) or more.codes]


def _is_with_others(match: Match, scene: Scene) -> bool:
    """Handle "A flag meeting with officers from Saravan was held": with whom it is told."""
    party = match.first("party")
    if party is None or not match.has("noun") or is_owned(match.trigger):
        return False
    return any(chunk.np is party and chunk.prep == "with" for chunk in scene.sentence.chunks)


def _is_visit(codes: set[str], match: Match, scene: Scene) -> bool:
    """Handle "KHOROG - ... after *a visit by the Afghan governor*": to the neighbour who tells."""
    home, by = scene.context.home, match.first("party")
    if match.trigger.kind != NP or match.trigger.lemma not in scene.lexicon.set("visits"):
        return False
    if by is None or home is None or len(codes) != 1 or not scene.is_(by, "officials", "leader"):
        return False
    return scene.context.are_neighbours(home, next(iter(codes)))


def _is_called_off(match: Match, scene: Scene) -> bool:
    clause = match.clause
    if clause is None or match.trigger.kind != NP or clause.subj is not match.trigger:
        return False
    verb = clause.vg
    return bool({verb.lemma, f"{verb.lemma} {verb.particle}"} & scene.lexicon.set("called_off"))


def _is_habit(match: Match, scene: Scene) -> bool:
    """Tell "meetings between officials" in general from one that took place on a day."""
    trigger = match.trigger
    if trigger.kind != NP or not trigger.plural or trigger.det or trigger.qty is not None:
        return False
    # "Talks" are plural in form only.
    return not scene.sentence.times and trigger.lemma not in {"talk", "talks"}


def _is_formal(match: Match, parties: list[Chunk], scene: Scene) -> bool:
    """Return a note or a summons comes from the state that the article is about."""
    if match.has("note"):
        return True
    return match.has("summon") and any(
        phrase.lemma in scene.lexicon.set("envoys") and not _are_of_many(phrase)
        for phrase in parties
    )


def _are_of_many(envoys: Chunk) -> bool:
    """Handle "met ambassadors of six donor states": a round of donors, nobody's summons."""
    of = envoys.of
    return envoys.plural and of is not None and (of.qty is not None and (of.qty.value or 0) > _PAIR)


def _is_between_states(codes: set[str], parties: list[Chunk], match: Match, scene: Scene) -> bool:
    sets = scene.lexicon.set
    two = match.has("the_two")
    no_pair = two and not any(_are_a_pair(one, scene) for one in parties)
    if (
        no_pair
        or is_with_no_state(match, parties, scene)
        or are_of_one_country(match, parties, scene)
    ):
        return False
    if is_of_dealings(match):
        return is_dealing(codes, match, scene)
    if match.has("travel"):
        return _come_to_talk(codes, parties, match, scene)
    if match.has("by_pronoun", "the_two"):
        return len(codes) > 1 or (two and _are_two_of_neighbours(scene))
    both = any(_says_both(phrase, sets("both")) for phrase in (*parties, *_origins(match)))
    if not both and match.has("joint", "agree"):
        heads = sets("heads_of_sides")
        apart = all(
            len(set(p.codes)) < 2 or p.members or heads & set(p.lemma.split()) for p in parties
        )
        return (len(codes) > 1 and apart) or _are_of_neighbours(codes, parties, match, scene)
    names = {match.trigger.lemma, *(phrase.lemma for phrase in parties)}
    several = any(phrase.qty is not None and hold_one_office(phrase, scene) for phrase in parties)
    told = len(codes) > 1 or both or several or bool(names & sets("border_officials"))
    return told or _are_of_neighbours(codes, parties, match, scene)


def _are_of_neighbours(codes: set[str], parties: list[Chunk], match: Match, scene: Scene) -> bool:
    """Handle "The commanders met twice": of the two neighbours that the article is about."""
    alike = any(hold_one_office(phrase, scene) for phrase in parties)
    kinds = ("meet", "sign", "joint", *(("agree",) if alike else ()))
    if match.roles.get("other") or not match.has(*kinds):
        return False
    most = scene.context.countries()[:2]
    if codes - set(most):
        return False
    if len(most) < 2 or not (scene.context.are_neighbours(*most) and scene.context.bordering):
        return False
    if alike:
        return True
    heads = scene.lexicon.set("heads_of_sides")
    place = scene.named(match.roles.get("place", []))
    at_border = place is not None and is_border_place(place)
    return any(
        (phrase.det == "the" or (at_border and not phrase.det and scene.is_(phrase, "troops")))
        and phrase.plural
        and set(phrase.lemma.split()) & heads
        for phrase in parties
    )


def _are_a_pair(phrase: Chunk, scene: Scene) -> bool:
    """Handle "the pair", "the two", "the two men": not "the men"."""
    if not scene.is_(phrase, "person"):
        return True
    return phrase.det == "the" and phrase.qty is not None and phrase.qty.value == _PAIR


_PAIR = 2


def _come_to_talk(codes: set[str], parties: list[Chunk], match: Match, scene: Scene) -> bool:
    """Handle "The security chiefs of the two states came to X", "A flew to B for talks with C"."""
    sets = scene.lexicon.set
    if any(phrase.plural and _says_both(phrase, sets("both")) for phrase in parties):
        return True
    if len(codes) < 2 or match.clause is None:
        return False
    if match.roles.get("other") or match.clause.words & sets("talking"):
        return True
    return any(
        other.parent is match.clause and other.vg.lemma in sets("to_talk")
        for other in scene.sentence.clauses
    )


def _are_two_of_neighbours(scene: Scene) -> bool:
    """Handle "The pair then talked": of the two neighbours named here or in the sentence before."""
    most = scene.context.countries()[:2]
    if len(most) < 2 or not (scene.context.are_neighbours(*most) and scene.context.bordering):
        return False
    near = [sentence for sentence in scene.sentences[-2:] if not sentence.in_title]
    named = {code for sentence in near for code in scene.countries_in(sentence)}
    return set(most) <= named


def _origins(match: Match) -> list[Chunk]:
    """Return where those who meet come from: "elders *from both banks* gathered"."""
    clause = match.clause
    found = [pp.np for pp in clause.pps if pp.prep in {"from", "of"}] if clause is not None else []
    return [phrase for phrase in found
            if phrase is not None and (phrase.det == "both" or phrase.lemma in _SIDES)]  # fmt: skip


_SIDES = frozenset({"side", "bank", "capital", "country", "state"})


def _says_both(phrase: Chunk, both: frozenset[str]) -> bool:
    """Handle "The two presidents", "the foreign ministers of both countries"."""
    part: Chunk | None = phrase
    while part is not None:
        if both & set(part.text.split()[:3]) and (part.plural or part.qty is not None):
            return True
        if part.poss is not None and _says_both(part.poss, both):
            return True
        part = part.of
    return False
