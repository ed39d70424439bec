"""Whose people take part in a contact: the countries that its parties stand for."""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.text.grammar import MARK_CC, NP


def codes_of(match: Match, parties: list[Chunk], scene: Scene) -> set[str]:
    """Return the countries of a contact's parties, of its place, and of who sent a delegation."""
    owner = match.trigger.poss
    codes = {code for phrase in parties for code in _codes(phrase, scene)}
    if match.has("by_pronoun") or is_owned(match.trigger):
        codes |= _codes_of_speaker(match, scene) if owner is None else _codes(owner, scene)
    codes |= _codes_of_senders(match, parties, scene) | _codes_of_owner(match, parties, scene)
    codes |= _codes_of_office(match, parties, scene)
    if len(codes) == 1 and _are_compatriots(parties, scene):
        return codes  # "the Afghan government and Taliban negotiators met in Qatar": among Afghans
    return codes | _codes_of_place(match, scene)


def _codes_of_office(match: Match, parties: list[Chunk], scene: Scene) -> set[str]:
    """Handle "generals *in charge of* the A and B borders", "the states have *their* ministers"."""
    found = {code for one in parties for code in codes_beside(one, scene)}
    subj = match.clause.subj if match.clause is not None else None
    if subj is not None and any(one is not subj and one.det in _OWNERS for one in parties):
        found |= _codes(subj, scene)
    return found


def codes_beside(party: Chunk, scene: Scene) -> set[str]:
    """Return whose a party is by what stands right behind it: "experts *from* A *and* B"."""
    found = set(_codes_of_namesake(party, scene))
    if not scene.is_(party, "officials", "leader") and party.lemma not in scene.lexicon.set(
        "teams_of_states"
    ):
        return found
    for pp in scene.sentence.chunks:
        if pp.np is not None and pp.s == party.e and pp.prep in _OFFICE:
            found |= {code for part in pp.np.all() for code in _codes(part, scene)}
    return found


def _codes_of_namesake(party: Chunk, scene: Scene) -> tuple[str, ...]:
    """Handle "A's deputy premier *and B's* met": the noun is said once."""
    chunks = scene.sentence.chunks
    for at in range(len(chunks) - _PAIR):
        joined = chunks[at] is party and chunks[at + 1].kind == MARK_CC
        if joined and chunks[at + _PAIR].kind == NP and chunks[at + _PAIR].text.endswith(" 's"):
            return chunks[at + _PAIR].codes
    return ()


_OFFICE = frozenset(
    {"in charge of", "responsible for", "for", "on behalf of", "representing", "from"}
)


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
    """Handle "Defence ministers A and B", "three presidents": a state has but one of each."""
    first = phrase.members[0] if len(phrase.members) >= _PAIR else phrase
    counted = phrase.qty is not None and (phrase.qty.value or 0) >= _PAIR
    if not (counted or first is not phrase or phrase.names or phrase.lead):
        return False
    words = [word for word in first.text.split() if word not in _COUNTING and not word.isdigit()]
    offices = scene.lexicon.set("sole_offices")
    return any(" ".join(words[:length]) in offices for length in (1, _PAIR, _LONG))


_COUNTING = frozenset({"the", "two", "three", "four", "five", "six"})
_LONG = 4  # words: "directors general of operations"
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
    if not match.has("travel", "summon", "sign", "meet", "agree", "rank"):
        return set()
    found = {code for phrase in match.roles.get("place", []) if (code := scene.country(phrase))}
    clause = match.clause
    if clause is not None and match.has("summon"):
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
    if match.has("summon") and clause.subj is not None and clause.subj.places:
        senders.append(clause.subj)
    return {code for phrase in senders for part in phrase.all() if (code := scene.country(part))}
