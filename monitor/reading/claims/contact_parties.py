"""Whose people take part in a contact: the countries that its parties stand for."""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.text.grammar import NP


def codes_of(match: Match, parties: list[Chunk], scene: Scene) -> set[str]:
    """Return the countries of a contact's parties, of its place, and of who sent a delegation."""
    owner = match.trigger.poss
    codes = {code for phrase in parties for code in _codes(phrase, scene)}
    if match.frame.traits.get("by_pronoun") or is_owned(match.trigger):
        codes |= _codes_of_speaker(match, scene) if owner is None else _codes(owner, scene)
    codes |= _codes_of_senders(match, parties, scene) | _codes_of_owner(match, parties, scene)
    codes |= _codes_of_office(match, parties, scene)
    if len(codes) == 1 and _are_compatriots(parties, scene):
        return codes  # "the Afghan government and Taliban negotiators met in Qatar": among Afghans
    return codes | _codes_of_place(match, scene)


def _codes_of_office(match: Match, parties: list[Chunk], scene: Scene) -> set[str]:
    """Handle "generals *in charge of* the A and B borders", "the states have *their* ministers"."""
    clause, found = match.clause, set[str]()
    for pp in clause.pps if clause is not None else ():
        if pp.np is not None and pp.prep in _OFFICE and any(pp.s == one.e for one in parties):
            found |= {code for part in pp.np.all() for code in _codes(part, scene)}
    subj = clause.subj if clause is not None else None
    if subj is not None and any(one is not subj and one.det in _OWNERS for one in parties):
        found |= _codes(subj, scene)
    return found


_OFFICE = frozenset({"in charge of", "responsible for", "for", "on behalf of", "representing"})


def _codes_of_owner(match: Match, parties: list[Chunk], scene: Scene) -> set[str]:
    """Handle "Kyrgyzstan's ministry said after a call between *its* deputy head and X": of whom."""
    speaker = match.clause.subj if match.clause is not None else None
    if speaker is None or match.trigger.kind != NP or speaker in parties:
        return set()
    theirs = any(side.det == "its" for phrase in parties for side in phrase.all())
    return _codes(speaker, scene) if theirs else set()


def _are_compatriots(parties: list[Chunk], scene: Scene) -> bool:
    """Whether two sides are named, each by a name that tells its country, and it is one country."""
    sides = [side for phrase in parties for side in phrase.all()]
    rivals = [side for side in sides if side.actor is not None]
    return 0 < len(rivals) < len(sides) and all(_codes(side, scene) for side in sides)


def are_of_one_country(match: Match, parties: list[Chunk], scene: Scene) -> bool:
    """Handle "The Afghan government and the Taliban met in Doha": a state and its own rebels."""
    told = {code for phrase in parties for code in _codes(phrase, scene)}
    if len(told) > 1 or not parties:
        return False
    start, end = min(phrase.s for phrase in parties), max(phrase.e for phrase in parties)
    clause = match.clause
    if clause is not None and clause.subj in parties:
        end = max(end, clause.vg.s)  # "of the Afghan government *and of the Taliban* met"
    rebels: set[str] = set()
    others: set[str] = set()
    for token in scene.sentence.tokens[start:end]:
        word = token.word
        if word is None:
            continue
        if word.actor is not None and scene.people.role(word.actor).side == "non-state":
            rebels.add(word.actor.country or "")
        elif word.code or word.meta:
            others.add(word.code or word.meta)
    return len(rebels) == 1 and others == rebels


def hold_one_office(phrase: Chunk, scene: Scene) -> bool:
    """Handle "Defence ministers A and B": an office that a state has but one of."""
    if len(phrase.members) < _PAIR or not phrase.members[0].plural:
        return False
    words = phrase.members[0].text.split()
    offices = scene.lexicon.set("sole_offices")
    return any(" ".join(words[:length]) in offices for length in (1, _PAIR))


_PAIR = 2


def is_owned(trigger: Chunk) -> bool:
    """Tell "*his* meeting with Rahmon" and "*Putin's* talks with him": one party is its owner."""
    return trigger.poss is not None or trigger.det in _OWNERS


_OWNERS = frozenset({"his", "her", "their"})


def _codes_of_speaker(match: Match, scene: Scene) -> set[str]:
    """Return whose "he" is: the official named last before, in this sentence or the one before."""
    at = match.trigger.s
    for sentence in reversed(scene.sentences[-_BACK:]):
        if sentence.in_title:
            continue
        named = [phrase for _, phrase in sentence.phrases
                 if (sentence is not scene.sentence or phrase.s < at)
                 and (phrase.lead or scene.is_(phrase, "officials", "leader"))]  # fmt: skip
        found = next((codes for one in reversed(named) if (codes := _codes(one, scene))), None)
        if found:
            return found
    return set()


_BACK = 3  # sentences that "he" looks back, this one among them


def _codes(phrase: Chunk, scene: Scene) -> set[str]:
    found: set[str] = set()
    for member in (*phrase.all(), *phrase.apps):
        code = scene.country(member, side=False)
        if code:
            found.add(code)
        found |= set(member.codes)
        if member.lead:
            found.add(member.lead)
        below = member.of
        while below is not None:  # "the heads of the border services of A and B"
            found |= {code for part in below.all() for code in part.codes}
            parts = below.all()
            found |= {code for part in parts if (code := scene.country(part, side=False))}
            below = below.of
    return found


def _codes_of_place(match: Match, scene: Scene) -> set[str]:
    """Return the country of the meeting: "flew to Kabul"."""
    if not match.frame.traits.keys() & {"travel", "summon", "sign", "meet", "agree", "rank"}:
        return set()
    found = {code for phrase in match.roles.get("place", []) if (code := scene.country(phrase))}
    clause = match.clause
    if clause is not None and match.frame.traits.get("summon"):
        found |= {code for pp in clause.pps if pp.np is not None and (code := scene.country(pp.np))}
    return found


def _codes_of_senders(match: Match, parties: list[Chunk], scene: Scene) -> set[str]:
    """Return whose delegations meet: "delegations from Niamey and Cotonou", "Kigali summoned"."""
    clause = match.clause
    if clause is None:
        return set()
    sent = scene.lexicon.set("delegates")
    senders = [pp.np for pp in clause.pps if pp.np is not None and pp.prep == "from"]
    senders = senders if any(phrase.lemma in sent for phrase in parties) else []
    if match.frame.traits.get("summon") and clause.subj is not None and clause.subj.places:
        senders.append(clause.subj)
    return {code for phrase in senders for part in phrase.all() if (code := scene.country(part))}
