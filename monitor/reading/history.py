"""History and other frames of a whole sentence, paragraph or article.

A claim is history when its own date is old, when a cue in its sentence says so, when the paragraph
it stands in tells of old days, or when the article looks back (an anniversary, a court case).
"""

from monitor.reading.clause import Clause
from monitor.reading.cues import OLD_DAYS, Cue, is_old
from monitor.reading.draft import Draft, Scene
from monitor.reading.sentence import Sentence
from monitor.reading.times import FUTURE, HISTORY, PAST, When


def when_of(draft: Draft) -> When | None:
    """Return the time expression that dates a draft: nearest to its verb, its own clause first."""
    times = draft.sentence.times
    if not times:
        return None
    trigger = draft.match.trigger
    clause = draft.match.clause
    own = [when for when in times if _in_clause(when, draft)]
    if own:
        return min(own, key=lambda when: abs(when.s - trigger.s))
    if clause is not None and clause.link in {"relative", "adverbial", "participial"}:
        return None
    rest = [when for when in times if not _in_subordinate(when, draft)]
    return min(rest, key=lambda when: abs(when.s - trigger.s)) if rest else None


def _in_clause(when: When, draft: Draft) -> bool:
    clause = draft.match.clause
    if clause is None:
        return abs(when.s - draft.match.trigger.e) <= 6
    return _owner(when, draft) is clause


def _owner(when: When, draft: Draft) -> Clause | None:
    """Return the clause a date stands in: of the last verb before it."""
    clauses = sorted(draft.sentence.clauses, key=lambda clause: clause.vg.s)
    before = [clause for clause in clauses if clause.vg.s <= when.s]
    if before:
        return before[-1]
    after = [clause for clause in clauses if clause.link != "relative" or clause.start <= when.s]
    return after[0] if after else None


def _in_subordinate(when: When, draft: Draft) -> bool:
    """Return a date inside a relative or adverbial clause dates only that clause."""
    owner = _owner(when, draft)
    return (
        owner is not None
        and owner is not draft.match.clause
        and owner.link in {"relative", "adverbial", "participial"}
    )


def set_time(draft: Draft, scene: Scene, cues: list[Cue], *, background: bool) -> None:
    """Dates a draft, and takes it out of the news where it is old, planned or told as unreal."""
    when = when_of(draft)
    if when is not None and when.kind == PAST:
        draft.when, draft.precision = when.date(scene.people.day), when.precision
    if draft.status != "asserted":
        return
    if (is_old(when) and not _is_ahead(draft)) or _is_once(draft) or _opens_in_history(draft):
        _rule(draft, "historical", "dated long before publication")
    elif when is not None and when.kind == FUTURE and not draft.match.frame.traits.get("exercise"):
        _rule(draft, "planned", "dated in the future")
    elif background and when is None:
        _rule(draft, "historical", "in a paragraph about old days")
    _apply_cues(draft, cues, when, scene)


def ask(draft: Draft, scene: Scene) -> None:
    """Questions and inverted conditions ("should X fall, ...") report nothing."""
    sentence = draft.sentence
    if draft.status != "asserted":
        return
    clause = draft.match.clause
    subordinate = clause is not None and clause.link in {"relative", "adverbial"}
    if (sentence.question or _is_asked(draft)) and not subordinate:
        _rule(draft, "hypothetical", "a question")
    elif _is_nearly(draft, scene):
        _rule(draft, "hypothetical", "nearly")
    elif sentence.inverted and draft.match.trigger.s < sentence.inverted:
        _rule(draft, "hypothetical", "an inverted condition")


def _is_once(draft: Draft) -> bool:
    """Handle "They once witnessed shelling"."""
    clause = draft.match.clause
    if clause is None or clause.vg.s == 0:
        return False
    return draft.sentence.tokens[clause.vg.s - 1].text == "once"


def _is_asked(draft: Draft) -> bool:
    """Handle '"Who says that X fell?" the governor laughed': a question within the sentence."""
    behind = (token.text for token in draft.sentence.tokens[draft.match.trigger.e :])
    return next((text for text in behind if text in _ENDS), "") == "?"


_ENDS = frozenset({".", "?", "!", ";"})


def _is_nearly(draft: Draft, scene: Scene) -> bool:
    """Handle "The Taliban nearly took Taloqan", "was almost overrun": it was not."""
    clause = draft.match.clause
    if clause is None:
        return False
    tokens, vg = draft.sentence.tokens, clause.vg
    around = (token.text for token in tokens[max(0, vg.s - 1) : vg.e])
    return bool(scene.lexicon.set("nearly") & set(around)) and vg is draft.match.trigger


def _opens_in_history(draft: Draft) -> bool:
    """Handle "Not long ago we saw ...": a word of old days before the verb."""
    at = draft.match.trigger.s
    return any(when.kind == HISTORY and when.s < at for when in draft.sentence.times)


def _apply_cues(draft: Draft, cues: list[Cue], when: When | None, scene: Scene) -> None:
    for cue in cues:
        dated = (
            when is not None
            and when.kind == PAST
            and when.near <= OLD_DAYS
            and _in_clause(when, draft)
        )
        if draft.status != "asserted" or (cue.status == "historical" and dated):
            continue
        again = draft.match.trigger.lemma in scene.lexicon.set("retaking")
        if again and "years after" in cue.text:
            continue  # "recaptured two years after it was lost"
        _rule(draft, cue.status, f"{cue.text!r} in the sentence")


def _is_ahead(draft: Draft) -> bool:
    """Handle "Will hold drills on October 18": the date is the next of its name, not the last."""
    clause = draft.match.clause
    return clause is not None and clause.vg.modal == "planned"


def _rule(draft: Draft, status: str, why: str) -> None:
    draft.status = status
    draft.why.append(why)


_OLD_STORY = 330


def retire_old(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Return an article that opens in an old year and names no recent day tells history."""
    body = [sentence for sentence in sentences if not sentence.in_title]
    opening = [when for sentence in body[:2] for when in sentence.times]
    if not any(when.kind == PAST and when.near > _OLD_STORY for when in opening):
        return
    times = [when for sentence in body for when in sentence.times]
    if any(when.kind == PAST and when.near <= OLD_DAYS and when.precision < 3 for when in times):
        return
    for draft in drafts:
        if draft.status == "asserted":
            _rule(draft, "historical", "in an article about old days")
