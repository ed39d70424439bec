"""What officials met about: trade, glaciers and nurses are no matter of a border.

A meeting is news for its border or its security. It is left out where the sentence, or the one
behind it, names what was spoken of and all of that is of peace; where only ministers of such
matters met; and where the states have no common border and nothing is told of any, or of arms.
"""

from dataclasses import dataclass
from itertools import combinations, pairwise

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.nearness import is_border_place
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.sentence import Sentence


def leave_peaceful(drafts: list[Draft], scene: Scene) -> None:
    """Take contacts about other things than borders out of the news, in place."""
    meeting = ClaimType.DIPLOMATIC_CONTACT
    contacts = [one for one in drafts if one.type is meeting and one.status == "asserted"]
    if not contacts:
        return
    story = _story(drafts, scene)
    quiet: set[int] = set()  # sentences whose meeting was about other things
    for draft in contacts:
        why = _peaceful(draft, story, scene)
        if not why and draft.sentence.index - 1 in quiet and _goes_on(draft.sentence):
            why = "goes on with a meeting about matters of peace"
        if why:
            quiet.add(draft.sentence.index)
            draft.rule("hypothetical", why)


@dataclass(frozen=True, slots=True)
class _Story:
    """The sentences of the text by index, and whether it tells of a border or of arms."""

    sentences: dict[int, Sentence]
    of_security: bool


def _story(drafts: list[Draft], scene: Scene) -> _Story:
    told = any(draft.type is not ClaimType.DIPLOMATIC_CONTACT and draft.status == "asserted"
               for draft in drafts)  # fmt: skip
    told = told or scene.context.bordering
    told = told or any(_is_of_security(sentence, scene) for sentence in scene.sentences)
    return _Story({one.index: one for one in scene.sentences if not one.in_title}, told)


def _peaceful(draft: Draft, story: _Story, scene: Scene) -> str:
    """Return why a contact is no matter of a border, or nothing."""
    here, behind = draft.sentence, _behind(draft.sentence, story)
    if _meet_by_office(draft, scene.lexicon.set("peace_offices"), scene):
        return "those who met serve no state"
    told = [here, behind] if behind is not None else [here]
    if _is_held_at_border(draft) or any(_is_of_security(one, scene) for one in told):
        return ""
    topics = _topics(here, draft.match.trigger.s, scene)
    if not topics and behind is not None and _goes_on(behind):
        topics = _topics(behind, 0, scene)
    if topics and all(_is_peaceful(phrase, scene) for phrase in topics):
        return "about matters of peace"
    if _meet_by_office(draft, scene.lexicon.set("peace_topics"), scene):
        return "those who met have no part in borders"
    near = story.of_security or _may_concern_border(draft, scene)
    return "" if near else "of states without a common border"


def _is_held_at_border(draft: Draft) -> bool:
    """Handle "a deal on grain *at Shehyni*": what is settled at a gate is of the gate."""
    place = draft.place
    return place is not None and place.kind not in _WIDE and is_border_place(place)


_WIDE = frozenset({"city", "province", "region", "country"})


def _may_concern_border(draft: Draft, scene: Scene) -> bool:
    """Whether the states are neighbours, or one of them has a part in others' borders."""
    codes = sorted(draft.parties)
    if len(codes) < _PAIR or not scene.lexicon.set("guarantors").isdisjoint(codes):
        return True
    sides = [one for role in ("party", "other") for one in draft.match.roles.get(role, ())]
    if any(scene.is_(one, *_IN_ARMS) or _is_of_arms(one, scene) for one in sides):
        return True  # "Moscow's envoy held talks with a Taliban delegation"
    return any(scene.context.are_neighbours(*pair) for pair in combinations(codes, _PAIR))


_PAIR = 2
_IN_ARMS = ("troops", "militants", "nonstate")


def _is_of_arms(side: Chunk, scene: Scene) -> bool:
    """Handle "the Taliban's Muttaqi"."""
    return side.poss is not None and scene.is_(side.poss, *_IN_ARMS)


def _behind(sentence: Sentence, story: _Story) -> Sentence | None:
    """Return the sentence of the same paragraph that follows."""
    behind = story.sentences.get(sentence.index + 1) if not sentence.in_title else None
    same = behind is not None and behind.paragraph == sentence.paragraph
    return behind if same else None


def _goes_on(sentence: Sentence) -> bool:
    """Whether a sentence goes on with those who met: "*They* spoke of", "*The two* discussed"."""
    first = sentence.clauses[0].subj if sentence.clauses else None
    if first is None or first.s > 1:
        return False
    return first.pron or first.lemma in _STAND_INS


_STAND_INS = frozenset({
    "side", "two", "pair", "both", "minister", "president", "talk", "official", "government",
    "leader",
})  # fmt: skip


def _is_of_security(sentence: Sentence, scene: Scene) -> bool:
    """Whether words of borders or arms stand there, but for "*near the border*", which is where."""
    words = scene.lexicon.set("security_words")
    where = [chunk for chunk in sentence.chunks if chunk.np is not None and chunk.prep in _NEAR
             and scene.is_(chunk.np, "border")]  # fmt: skip
    return any(token.text in words and not any(one.s <= at < one.e for one in where)
               for at, token in enumerate(sentence.tokens))  # fmt: skip


_NEAR = frozenset({"near", "close to", "not far from"})


def _topics(sentence: Sentence, start: int, scene: Scene) -> list[Chunk]:
    """Return what is spoken of behind a token: "about glaciers", "discussed *trade*"."""
    talking = scene.lexicon.set("discussing")
    found = [clause.obj for clause in sentence.clauses if clause.obj is not None
             and clause.vg.s >= start and clause.vg.lemma in talking]  # fmt: skip
    for before, pp in pairwise(sentence.chunks):
        said = before.lemma in _SPEAKING and pp.prep == "of"
        if pp.np is None or pp.s < start:
            continue
        feast = pp.prep == "for" and _is_peaceful(pp.np, scene)  # "a reception for Nowruz"
        if said or feast or pp.prep in _ABOUT:
            found.append(pp.np)
    parts = [part for phrase in found for part in phrase.all()]
    return [part for part in parts if not (part.time or part.pron or _is_where(part, scene))]


_SPEAKING = frozenset({"speak", "talk"})
_ABOUT = frozenset({"about", "on", "over", "concerning", "regarding"})


def _is_where(phrase: Chunk, scene: Scene) -> bool:
    """Handle "on the bridge", "on the sidelines": where and when, not about what."""
    if phrase.places or phrase.lemma in scene.lexicon.set("occasions"):
        return True
    return scene.is_(phrase, "border", "bridge", "bank", "crossing", "river", "area")


def _is_peaceful(phrase: Chunk, scene: Scene) -> bool:
    if scene.is_(phrase, "nature", "sport", "abstract"):
        return True
    return not _words(phrase).isdisjoint(scene.lexicon.set("peace_topics"))


def _meet_by_office(draft: Draft, offices: frozenset[str], scene: Scene) -> bool:
    """Whether all who met are ministers of culture, poets, firms, or their colleagues."""
    alike, roles = scene.lexicon.set("alike"), draft.match.roles
    parties = [part for role in ("party", "other") for phrase in roles.get(role, ())
               for part in phrase.all()]  # fmt: skip
    parties += draft.match.clause.extra if draft.match.clause is not None else []
    known = [part for part in parties if not _words(part).isdisjoint(offices)]
    rest = [part for part in parties if part not in known]
    # "an Afghan and a Tajik poet": the first of them is one too
    return bool(known) and all(part.pron or part.lemma in alike or _is_bare(part) for part in rest)


def _is_bare(part: Chunk) -> bool:
    """Whether only a nation is named: "an Afghan"."""
    return bool(part.codes) and part.det in {"a", "an"} and not part.mods and part.of is None


def _words(phrase: Chunk) -> set[str]:
    """Return the words of a phrase and of what hangs on it."""
    found = {*phrase.text.split(), *phrase.lemma.split(), *phrase.mods}
    for part in (phrase.of, phrase.poss):
        if part is not None:
            found |= {word for each in part.all() for word in _words(each)}
    return found
