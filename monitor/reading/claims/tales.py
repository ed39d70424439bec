"""Made-up stories: what happens in a novel, a scenario or a drill has not happened.

A sentence that opens with one ("In the scenario, 30 men crossed the river") rules itself, and what
its paragraph goes on to tell, unless a day of the last weeks or a speaker brings the text back.
"""

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.no_event import is_plain_present
from monitor.reading.standing.cues import dated_lately
from monitor.reading.standing.imagined import imagined_in
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.words.lexicon import Lexicon

_OPENING = 6  # tokens
_DEEDS = frozenset({
    ClaimType.TERRITORY_CAPTURED, ClaimType.BORDER_CROSSING, ClaimType.ARMED_CLASH,
    ClaimType.CROSS_BORDER_FIRE,
})  # fmt: skip


def is_made_up(draft: Draft, scene: Scene) -> bool:
    """Whether a draft plays in a story that its sentence, or its paragraph, opens with."""
    sentence = draft.sentence
    tale = _opening(sentence, scene.lexicon)
    if tale is not None and draft.match.trigger.s > tale.s:
        return True
    if draft.type not in _DEEDS:
        return False
    drill = _drill(sentence, scene.lexicon)
    if drill is not None and draft.match.trigger.s > drill.s:
        return True
    if _is_plot(draft, scene):
        return True
    return _goes_on(draft, scene)


def _opening(sentence: Sentence, lexicon: Lexicon) -> Chunk | None:
    """Handle "In Scenario A, X is encircled and the rebels seize Y": what opens rules it all."""
    tales = (imagined_in(clause, lexicon) for clause in sentence.clauses)
    return next((tale for tale in tales if tale is not None and tale.s < _OPENING), None)


def _is_plot(draft: Draft, scene: Scene) -> bool:
    """Handle "*A film* about X opened. Soldiers *storm* a peak and *take* it": told as it goes."""
    clause, here = draft.match.clause, draft.sentence
    if clause is None or here.in_title or not is_plain_present(clause.vg):
        return False
    if draft.standing.speaker is not None or dated_lately(here) or len(scene.sentences) < _PAIR:
        return False
    before = scene.sentences[-_PAIR]
    if before.in_title or before.paragraph != here.paragraph:
        return False
    return any(one.subj is not None and one.subj.sign == "imagined" for one in before.clauses)


def _drill(sentence: Sentence, lexicon: Lexicon) -> Chunk | None:
    """Handle "During the exercise, 30 militants crossed the Panj": by its plan."""
    drills = lexicon.set("drills")
    return next(
        (pp.np for clause in sentence.clauses for pp in clause.pps
         if pp.np is not None and pp.s < min(_OPENING, clause.vg.s)
         and pp.prep in _DURING and pp.np.lemma in drills),
        None,
    )  # fmt: skip


_DURING = frozenset({"during", "in", "at"})


def _goes_on(draft: Draft, scene: Scene) -> bool:
    """Handle "In the scenario, X falls. Helicopters then fire on the raiders."."""
    here = draft.sentence
    if here.in_title or draft.standing.speaker is not None or dated_lately(here):
        return False
    if _is_one_of_them(here) and _speaks_of_tales(scene):
        return True
    for sentence in reversed(scene.sentences[-_FAR:-1]):
        if sentence.in_title or sentence.paragraph != here.paragraph:
            return False
        if _opening(sentence, scene.lexicon) or _drill(sentence, scene.lexicon):
            return True
    return False


_FAR = 8  # sentences that a story goes on, its opening among them: no paragraph of news has more


def _is_one_of_them(sentence: Sentence) -> bool:
    """Handle "*In the darkest of them* the rebels seize X": of what was named before."""
    return any(
        pp.s == 0 and pp.np is not None and pp.np.of is not None and pp.np.of.pron
        for clause in sentence.clauses
        for pp in clause.pps
    )


def _speaks_of_tales(scene: Scene) -> bool:
    """Whether the sentence before names novels, scenarios, games."""
    if len(scene.sentences) < _PAIR or scene.sentences[-2].in_title:
        return False
    before = scene.sentences[-2]
    same = before.paragraph == scene.sentence.paragraph
    return same and any(phrase.sign == "imagined" for _, phrase in before.phrases)


_PAIR = 2
