"""How many crossed, told only behind: "The gang of 18", "the 22 men", "their number is 138"."""

import re
from collections.abc import Iterator

from monitor.events.values import ActorClass, ClaimType
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.sentence import Sentence

_HAS_FIGURE = re.compile(r"[0-9]|teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen")
_AHEAD = 3  # sentences behind the crossing; a figure in a paragraph further on counts others


def count_behind(drafts: list[Draft], scene: Scene) -> None:
    """Give a crossing, or fire, without a figure the first that takes it up."""
    for draft in drafts:
        if draft.type is ClaimType.CROSS_BORDER_FIRE and draft.count is None:
            draft.count = next(_shells(draft, scene), None)
        mover = draft.match.first("mover")
        if draft.type is not ClaimType.BORDER_CROSSING or draft.count is not None or mover is None:
            continue
        many = mover.plural or mover.lemma.split()[-1] in scene.lexicon.set("collectives")
        if many and mover.qty is None and not mover.pron and not draft.sentence.in_title:
            draft.count = next(_figures(draft, scene), None)


def _shells(draft: Draft, scene: Scene) -> Iterator[int]:
    """Yield what "the number of rockets" is put at."""
    for sentence in scene.named_people.behind(draft.sentence, _AHEAD):
        if not any(word in sentence.folded for word in scene.lexicon.set("totals")):
            continue
        summed = False
        for _, phrase in sentence.phrases:
            if summed and phrase.qty is not None and phrase.qty.value and not phrase.time:
                yield phrase.qty.value
            shells = phrase.of is not None and scene.is_(phrase.of, "projectile")
            summed = summed or (shells and phrase.lemma in scene.lexicon.set("totals"))


def _figures(draft: Draft, scene: Scene) -> Iterator[int]:
    for sentence in scene.named_people.behind(draft.sentence, _AHEAD):
        if not _HAS_FIGURE.search(sentence.folded):
            continue
        start = draft.span[1] if sentence is draft.sentence else sentence.start
        summed = False  # "their number is ..."
        for _, phrase in sentence.phrases:
            if sentence.tokens[phrase.s].start < start:
                continue
            value = phrase.qty.value if phrase.qty is not None and not phrase.time else None
            if value and value > 1 and (summed or _takes_up(phrase, draft, sentence, scene)):
                yield value
            if value and _is_of_them(phrase, sentence):
                yield value
            figure = _of_a_body(phrase, draft, scene)
            if figure:
                yield figure
            summed = summed or _is_sum(phrase, scene)


def _takes_up(phrase: Chunk, draft: Draft, sentence: Sentence, scene: Scene) -> bool:
    """Whether a counted phrase means all who crossed: "the 22 men", "14 persons in total"."""
    if phrase.of is not None or scene.people.group(phrase) not in {draft.group, ActorClass.UNKNOWN}:
        return False
    if not scene.is_(phrase, "troops", "militants", "civilians", "person"):
        return False
    behind = " ".join(token.text for token in sentence.tokens[phrase.e : phrase.e + 2])
    in_all = tuple(scene.lexicon.set("in_all"))
    return phrase.det in {"the", "these", "those"} or behind.startswith(in_all)


def _is_of_them(phrase: Chunk, sentence: Sentence) -> bool:
    """Handle "There were *86 of them*"."""
    of_them = phrase.of is not None and phrase.of.text == "them"
    return of_them and phrase.s > 1 and sentence.tokens[phrase.s - 2].text == "there"


def _of_a_body(phrase: Chunk, draft: Draft, scene: Scene) -> int | None:
    """Return the figure of "the gang of 18"."""
    part = phrase.of
    if part is None or part.qty is None or phrase.det not in {"the", "this", "that", "whole"}:
        return None
    if phrase.lemma.split()[-1] not in scene.lexicon.set("collectives"):
        return None
    fits = scene.people.group(phrase) in {draft.group, ActorClass.UNKNOWN}
    return part.qty.value if fits and not part.time else None


def _is_sum(phrase: Chunk, scene: Scene) -> bool:
    return phrase.det == "their" and phrase.lemma in scene.lexicon.set("totals")
