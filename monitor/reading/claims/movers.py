"""Movers: who "they", "the five men", "the rest" and people without a class of their own are."""

from dataclasses import replace

from monitor.events.values import ActorClass, Side
from monitor.reading.claims.crossing_words import goes_home
from monitor.reading.claims.draft import Scene
from monitor.reading.claims.mover_antecedent import on_the_move
from monitor.reading.frames.match import Match
from monitor.reading.scene.looks import looks
from monitor.reading.scene.people import Party
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import NUM, PP

_CROWD = 100  # so many "people" are no raiding party


def mover_party(mover: Chunk | None, match: Match, scene: Scene) -> Party:
    """Return who moves, with the country they come from as far as the sentence tells it."""
    party = _party(mover, match, scene)
    if mover is None or party.country:
        return party
    for chunk in scene.sentence.chunks:
        if chunk.kind == PP and chunk.s == mover.e and chunk.prep in _ORIGINS and chunk.np:
            return replace(party, country=scene.country(chunk.np, side=False))
    home = _home_by_name(mover, scene) or _home_of_owner(mover, scene)
    return replace(party, country=home)


def is_crowd(mover: Chunk | None) -> bool:
    """Whether so many are counted that they are no raiding party."""
    return mover is not None and mover.qty is not None and (mover.qty.value or 0) >= _CROWD


def _home_by_name(mover: Chunk, scene: Scene) -> str | None:
    """Handle "Chin villagers": the place before people is where they are at home."""
    part = mover
    while part.of is not None and not part.places:
        part = part.of  # "52 of about 300 Takhar militiamen"
    named = bool(part.places) and not part.of
    people = part is mover or scene.is_(part, "troops", "militants", "civilians")
    return scene.country(part, side=False) if named and people else None


def _home_of_owner(mover: Chunk, scene: Scene) -> str | None:
    """Handle "The Afghan army said 40 of *its* soldiers crossed": soldiers of whoever speaks."""
    part: Chunk | None = mover
    while part is not None and part.det not in {"its", "their"}:
        part = part.of
    if part is None or not scene.is_(part, "troops"):
        return None
    owners = (clause.subj for clause in scene.sentence.clauses
              if clause.subj is not None and clause.subj.e <= mover.s)  # fmt: skip
    return next((home for owner in owners if (home := scene.people.country(owner))), None)


_ORIGINS = frozenset({"from", "in"})  # "drug runners from Afghanistan", "in Afghan uniform"


def _party(mover: Chunk | None, match: Match, scene: Scene) -> Party:
    """Who moves; for "they" and "five people" whoever was named last."""
    if mover is None:
        return _untold(match)
    party = scene.people.party(mover, scene.text(mover))
    if mover.text in scene.lexicon.set("the_group") and scene.crossings:
        party = _those_who_came(party, match, scene)
    crewed = scene.is_(mover, "armour") or match.has("by_troops")
    if party.group is ActorClass.UNKNOWN and crewed:
        party = replace(party, group=ActorClass.TROOPS, side=Side.STATE)
    if party.group is ActorClass.OFFICIALS and _out_of_office(mover, scene):
        return replace(party, group=ActorClass.CIVILIANS)
    if party.group is not ActorClass.UNKNOWN:
        return _called_names(mover, party, match, scene)
    sets = scene.lexicon.set
    many = is_crowd(mover)
    masses = mover.lemma in sets("masses") and (many or match.trigger.lemma in sets("flight"))
    seen = ActorClass.CIVILIANS if masses else looks(mover, scene.sentence, scene.lexicon)
    if seen is not None and not _is_known_part(mover, match, scene):
        return replace(party, group=seen)
    return _as_named_before(mover, party, match, scene)


def _out_of_office(mover: Chunk, scene: Scene) -> bool:
    """Handle "two *former* ministers", "the *deposed* governor": people like others by now."""
    return not scene.lexicon.set("out_of_office").isdisjoint((*mover.mods, *mover.text.split()))


def _those_who_came(party: Party, match: Match, scene: Scene) -> Party:
    """Handle "*the group* was walked back to the bridge": those who had come, not who fought."""
    sent = match.has("causer") and goes_home(match, scene)
    return replace(party, group=scene.crossings[-1][0]) if sent else party


def _called_names(mover: Chunk, party: Party, match: Match, scene: Scene) -> Party:
    """Handle "all *those violators* were returned": soldiers, if it was soldiers who had come."""
    if mover.lemma not in scene.lexicon.set("violators") or not is_anaphoric(mover, scene):
        return party
    known = _meant(mover, match, scene)
    if known is None or known.group is ActorClass.UNKNOWN:
        return party
    return replace(party, group=known.group, side=known.side, country=known.country)


def _as_named_before(mover: Chunk, party: Party, match: Match, scene: Scene) -> Party:
    """Return those whom a phrase takes up; a new group of people is left to the article's end."""
    known = None
    if is_anaphoric(mover, scene) and not _is_writer(mover, match):
        known = _meant(mover, match, scene)
    if known is None:
        return party
    home = party.country or known.country
    if known.group is ActorClass.MILITANTS and _seeks_refuge(mover, match):
        return replace(party, country=home)
    return Party(party.name, known.group, known.side, home)


def _seeks_refuge(mover: Chunk, match: Match) -> bool:
    """Whether "several hundred" take refuge: not those who took the place."""
    return match.has("refuge") and not mover.pron and mover.of is None


def _is_known_part(mover: Chunk, match: Match, scene: Scene) -> bool:
    """Whether "83 of them" are some of people whose class is known, however they look."""
    if mover.of is None or not mover.of.pron:
        return False
    told = _meant(mover, match, scene)
    return told is not None and told.group is not ActorClass.UNKNOWN


def _meant(mover: Chunk, match: Match, scene: Scene) -> Party | None:
    """Return whom a pronoun or a bare figure means: not those who live where these arrive."""
    goal = match.first("goal")
    there = scene.country(goal) if goal is not None and not goes_home(match, scene) else None
    return on_the_move(mover, there, _others(mover, match, scene), scene)


def _is_writer(mover: Chunk, match: Match) -> bool:
    """Whether "we" is who writes, not who is quoted."""
    quoted = match.clause is not None and match.clause.quoted
    return mover.text in {"we", "i", "us"} and not quoted


def _untold(match: Match) -> Party:
    """Return who does what only a noun tells: "foiled an infiltration bid" is of militants."""
    if match.has("by_militants"):
        return Party("", ActorClass.MILITANTS, Side.NON_STATE, None)
    return Party("", ActorClass.UNKNOWN, Side.UNKNOWN, None)


def _others(mover: Chunk, match: Match, scene: Scene) -> set[int]:
    """Return where the other people of the clause stand: "guards took in 91 of them" are two."""
    found = {chunk.s for role in match.roles.values() for chunk in role if chunk is not mover}
    clause = match.clause
    if clause is not None and clause.subj is not None and clause.subj is not mover:
        found.add(clause.subj.s)
    if clause is not None and clause.parent is not None and clause.parent.passive:
        # "40 men were caught by guards after they had come over": not the guards
        found |= {pp.np.s for pp in clause.parent.pps if pp.prep == "by" and pp.np is not None}
    return (found | _who_let(mover, scene)) - {mover.s}


def _who_let(mover: Chunk, scene: Scene) -> set[int]:
    """Handle "the guards let *200 of them* cross": whoever lets others do it is not "them"."""
    letting = scene.lexicon.set("permitting")
    before = (clause for clause in scene.sentence.clauses if clause.vg.e == mover.s)
    return {clause.subj.s for clause in before
            if clause.subj is not None and clause.vg.lemma in letting}  # fmt: skip


def home_of_kind(
    mover: Chunk | None, party: Party, there: str | None, match: Match, scene: Scene
) -> str | None:
    """Return whose soldiers "54 soldiers" found in a country are, if the article told of some.

    A figure is asked for, and that the last of the kind who were named with a country came from a
    neighbour of the one where these are; or that these came by boat.
    """
    if mover is None or mover.qty is None or party.country or there is None:
        return None
    tokens = scene.sentence.tokens
    hosts = {tokens[at].start for at in _others(mover, match, scene)}
    for start, known, _ in scene.named_people.before(tokens[mover.s].start):
        if known.group is party.group and known.country is not None and start not in hosts:
            strangers = known.country != there
            near = strangers and scene.context.are_neighbours(known.country, there)
            return known.country if near else None
    words = match.clause.words if match.clause is not None else frozenset()
    afloat = scene.lexicon.compiled.settings.get("afloat", ())
    return scene.context.other(there) if any(word in words for word in afloat) else None


def is_bare_number(phrase: Chunk, sentence: Sentence) -> bool:
    """Whether a phrase is a figure without a noun: "240", "Seven who could swim"."""
    if phrase.qty is None:
        return False
    return phrase.lemma.isdigit() or bool(sentence.tokens[phrase.head].pos & NUM)


def is_anaphoric(mover: Chunk, scene: Scene) -> bool:
    """Whether a phrase takes up people named before: a pronoun, "these men", "the rest"."""
    if _is_defined_here(mover, scene):
        return False
    definite, stand_ins = scene.lexicon.set("definite"), scene.lexicon.set("stand_ins")
    part: Chunk | None = mover
    if mover.lemma in stand_ins or is_bare_number(mover, scene.sentence):
        return True
    if mover.det == "all" and mover.text.removeprefix("all ").split()[0] in definite:
        return True  # "all those men"
    while part is not None:
        if part.pron or part.det in definite:
            return True
        part = part.of
    return False


def _is_defined_here(mover: Chunk, scene: Scene) -> bool:
    """Whether "who" tells right behind them which they are: "the five men who came from A"."""
    tokens = scene.sentence.tokens
    if mover.pron or mover.of is not None or mover.e >= len(tokens):
        return False
    return tokens[mover.e].text in {"who", "that", "whom"}
