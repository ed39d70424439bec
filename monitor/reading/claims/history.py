"""History and other frames of a whole sentence, paragraph or article.

A claim is history when its own date is old, when a cue in its sentence says so, when the paragraph
it stands in tells of old days, or when the article looks back (an anniversary, a court case).
"""

from monitor.events.values import ClaimType
from monitor.reading.claims.dating import in_clause, when_of
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.fact_clauses import is_before_fact, time_before
from monitor.reading.claims.headings import ruled_by_heading
from monitor.reading.claims.no_event import is_plain_present
from monitor.reading.standing.cues import Cue, dated_lately, is_lately, is_old
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import PARTICIPIAL, RELATIVE, Clause
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import NP
from monitor.reading.words.when import FUTURE, HISTORY, PAST, When


def set_time(draft: Draft, scene: Scene, cues: list[Cue], *, background: bool) -> None:
    """Dates a draft, and takes it out of the news where it is old, planned or told as unreal."""
    when = when_of(draft)
    if when is not None and _is_record(when, draft, scene):
        when = None
    if when is not None and when.kind == PAST:
        draft.when, draft.precision = when.date(scene.people.day), when.precision
    if draft.status != "asserted":
        return
    status, why = _told_as(draft, when, scene, background=background)
    if status:
        draft.rule(status, why)
    _apply_cues(draft, cues, when, scene)


def _told_as(draft: Draft, when: When | None, scene: Scene, *, background: bool) -> tuple[str, str]:
    """Return the status that its time gives a draft, and why; nothing for news."""
    opens_old = _opens_in_history(draft) and not _is_dated_lately(when, draft)
    if (is_old(when) and not _is_ahead(draft)) or _is_once(draft) or opens_old:
        return "historical", "dated long before publication"
    if _is_to_come(draft, when):
        return "planned", "dated in the future"
    if when is None and _is_told_in_court(draft, scene):
        return "historical", "what a court was told of"
    if _is_statistic(draft, scene):
        return "historical", "a figure that rises or falls"
    return ("historical", "in a paragraph about old days") if background and when is None else _NEWS


_NEWS = ("", "")


def _is_to_come(draft: Draft, when: When | None) -> bool:
    if when is not None and when.kind == FUTURE:
        return not draft.match.has("exercise")
    return _is_timetable(draft, when)


def _is_timetable(draft: Draft, when: When | None) -> bool:
    """Handle "They *go* home *on Monday*": the present of who is told of and a day are to come."""
    clause, sentence = draft.match.clause, draft.sentence
    if when is None or clause is None or clause.subj is None or sentence.in_title:
        return False
    if not clause.subj.pron or not is_plain_present(clause.vg) or not in_clause(when, draft):
        return False
    word = sentence.tokens[when.s].word
    return word is not None and word.time is not None and word.time[0] == "weekdays"


def _is_told_in_court(draft: Draft, scene: Scene) -> bool:
    """Handle "A court jailed a guard. He *had let* lorries through": what he did long before."""
    clause, sentence = draft.match.clause, draft.sentence
    if clause is None or not clause.vg.perfect or sentence.in_title:
        return False
    tokens = sentence.tokens[clause.vg.s : clause.vg.e]
    if not any(token.text == "had" for token in tokens):
        return False
    words = scene.lexicon.set("trials")
    before = [one for one in scene.sentences[-_PAIR:-1] if not one.in_title]
    return any(token.text in words for one in before for token in one.tokens)


_PAIR = 2


def _is_statistic(draft: Draft, scene: Scene) -> bool:
    """Handle "*Seizures* of opiates *fell* by a third": a count over years, no event."""
    if draft.type is ClaimType.DRUG_INTERDICTION and _are_loads_of_years(draft):
        return True
    noun, clause = _what_is_counted(draft)
    if noun is None or clause is None or not noun.plural or noun.s > clause.vg.s:
        return False
    bare = noun.qty is None and not noun.det
    if any(pp.np is not None and scene.is_(pp.np, "hands") for pp in clause.pps):
        return False  # "narcotics fell *into the hands* of a patrol"
    return bare and clause.vg.lemma in scene.lexicon.set("trends")


def _are_loads_of_years(draft: Draft) -> bool:
    """Handle "*consignments* seized there grew *between 2019 and 2022*": uncounted, old."""
    found = draft.match.first("object") or draft.match.first("victim")
    if found is None or not found.plural or found.qty is not None or found.det:
        return False
    times = draft.sentence.times
    return bool(times) and all(map(is_old, times))


def _what_is_counted(draft: Draft) -> tuple[Chunk | None, Clause | None]:
    """Return a noun and its verb: "*seizures fell*", "*loads* intercepted there *doubled*"."""
    clause, trigger = draft.match.clause, draft.match.trigger
    if clause is None or trigger.kind == NP:
        return trigger, clause
    noun = clause.antecedent if clause.link == PARTICIPIAL else None
    told = (one for one in draft.sentence.clauses if one is not clause and one.subj is noun)
    return noun, next(told, None) if noun is not None else None


def _is_record(when: When, draft: Draft, scene: Scene) -> bool:
    """Handle "the first capital to fall *since 2001*": that year dates what came before."""
    tokens = draft.sentence.tokens
    if not is_old(when) or not when.s or draft.match.has("exercise"):
        return False
    if when.s > 1 and tokens[when.s - 2].text in scene.lexicon.set("compared"):
        return True  # "unlike in 2019"
    since = _since(when, draft)
    if draft.match.clause is not None and time_before([when], draft.match.clause) is when:
        return False  # "the worst since April 2021, *when* 50 people died"
    before = tokens[max(0, since - _RECORD_REACH) : since]
    return any(token.text in scene.lexicon.set("records") for token in before)


_RECORD_REACH = 11  # tokens
_EVENT_REACH = 9


def _since(when: When, draft: Draft) -> int:
    """Return where "since 2001", "since the fall of X last autumn" begins; 0 without it."""
    tokens, trigger = draft.sentence.tokens, draft.match.trigger
    for at in range(when.s - 1, max(0, when.s - _EVENT_REACH), -1):
        if tokens[at].text == "since":
            return 0 if at < trigger.s < when.s else at  # that fall itself is of that day
        if tokens[at].text in _PARTING:
            break
    return 0


_PARTING = frozenset({",", ";", ":", "and"})


def _is_once(draft: Draft) -> bool:
    """Handle "They once witnessed shelling"."""
    clause = draft.match.clause
    if clause is None or clause.vg.s == 0:
        return False
    return draft.sentence.tokens[clause.vg.s - 1].text == "once"


def _opens_in_history(draft: Draft) -> bool:
    """Handle "Not long ago we saw ...": a word of old days before the verb."""
    at = draft.match.trigger.s
    return any(when.kind == HISTORY and when.s < at and not _is_aside(when.s, draft)
               for when in draft.sentence.times)  # fmt: skip


def _apply_cues(draft: Draft, cues: list[Cue], when: When | None, scene: Scene) -> None:
    for cue in cues:
        dated = when is not None and _is_news_of(when, cue, draft)
        if draft.status != "asserted" or (cue.status == "historical" and dated):
            continue
        if cue.status == "hypothetical" and is_before_fact(cue, draft):
            continue
        if cue.status == "historical" and _is_of_record(cue, draft, scene):
            continue
        if cue.status == "historical" and _is_in_relative(cue, draft):
            continue
        again = draft.match.trigger.lemma in scene.lexicon.set("retaking")
        if again and cue.text.endswith((" after", " later")):
            continue  # "recaptured two years after it was lost"
        draft.rule(cue.status, f"{cue.text!r} in the sentence")
    ruled = ruled_by_heading(draft, scene) if draft.status == "asserted" else None
    if ruled is not None:
        draft.rule(*ruled)


def _is_in_relative(cue: Cue, draft: Draft) -> bool:
    """Handle "The bridge, *over which traders used to come*, is locked": of days before."""
    sentence = draft.sentence
    last = cue.end + sentence.start - 1
    tokens = sentence.tokens
    at = next((at for at, token in enumerate(tokens)
               if token.start <= last < token.start + len(token.text)), None)  # fmt: skip
    return at is not None and _is_aside(at, draft)


def _is_aside(at: int, draft: Draft) -> bool:
    """Whether a word stands in a relative clause that a draft is no part of."""
    trigger = draft.match.trigger.s
    return any(
        clause.link == RELATIVE and clause.start <= at < clause.end
        and not clause.start <= trigger < clause.end
        for clause in draft.sentence.clauses
    )  # fmt: skip


def _is_of_record(cue: Cue, draft: Draft, scene: Scene) -> bool:
    """Handle "their biggest gain since the loss of X *two years ago*"."""
    sentence = draft.sentence
    at = cue.end + sentence.start
    for when in sentence.times:
        start, end = sentence.span(when.s, when.e)
        if start < at <= end:
            return _is_record(when, draft, scene)
    return False


def _is_news_of(when: When, cue: Cue, draft: Draft) -> bool:
    """Whether the text dates a happening to these days, whatever else it looks back on."""
    return _is_dated_lately(when, draft) and not _governs(cue, when, draft)


def _is_dated_lately(when: When | None, draft: Draft) -> bool:
    """Handle "The bridge, shut since the pandemic, was opened *on Wednesday*"."""
    return when is not None and is_lately(when) and in_clause(when, draft)


def _governs(cue: Cue, when: When, draft: Draft) -> bool:
    """Handle "Monday is the anniversary of the fall of X": Monday dates the anniversary."""
    sentence, trigger = draft.sentence, draft.match.trigger
    tokens = sentence.tokens
    at, dated = tokens[trigger.s].start - sentence.start, tokens[when.s].start - sentence.start
    if not dated < cue.end <= at or "," in sentence.folded[cue.end : at]:
        return False
    between = (tokens[clause.vg.s].start - sentence.start for clause in sentence.clauses)
    return not any(cue.end < verb < at for verb in between)


def _is_ahead(draft: Draft) -> bool:
    """Handle "Will hold drills on October 18": the date is the next of its name, not the last."""
    clause = draft.match.clause
    return clause is not None and clause.vg.modal == "planned"


_OLD_STORY = 330


def retire_old(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Return an article that opens in an old year and names no recent day tells history."""
    body = [sentence for sentence in sentences if not sentence.in_title]
    old = [(when, sentence) for sentence in body[:2] for when in sentence.times
           if when.kind == PAST and when.near > _OLD_STORY]  # fmt: skip
    if not old:
        return
    lasting = all(when.s and sentence.tokens[when.s - 1].text == "since" for when, sentence in old)
    if any(dated_lately(sentence) for sentence in body):
        return
    for draft in drafts:
        told = lasting and draft.type is ClaimType.TERRITORY_CAPTURED  # "the first since 2015"
        if draft.status == "asserted" and not told:
            draft.rule("historical", "in an article about old days")
