"""Acts of denial: who says of what that it is not so, with or without naming what happened.

"Denied that its gunners had opened fire", "called the account fabricated", "said the report had no
basis", "Nobody crossed from our side", "has not confirmed the loss".
"""

from collections.abc import Iterator

from monitor.events.values import ClaimType
from monitor.reading.standing.denials import (
    Denial,
    Speech,
    clause_span,
    heads,
    speaker_of_all,
    topics_of,
    words_of,
)
from monitor.reading.standing.rules import is_negated, speaker_of
from monitor.reading.standing.status import standing
from monitor.reading.standing.values import ASSERTED, NEGATED
from monitor.reading.standing.versions import other_version
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import COMP, COORDINATE, MAIN, Clause
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import PAST as PAST_FORM
from monitor.reading.words.lexicon import Lexicon
from monitor.reading.words.when import HISTORY, PAST


def denials_of(sentence: Sentence, lexicon: Lexicon) -> Iterator[Denial]:
    """Find the acts of denial of a sentence, left to right."""
    if sentence.question or concedes(sentence, lexicon) or _is_of_other_days(sentence):
        return
    for clause in sentence.clauses:
        for act in _ACTS:
            found = act(clause, sentence, lexicon)
            if found is not None:
                yield found
                break


def _is_of_other_days(sentence: Sentence) -> bool:
    """Handle "In April it denied having fired rockets": that was another affair."""
    times = [when for when in sentence.times if when.kind in {PAST, HISTORY}]
    return bool(times) and all(when.kind == HISTORY or when.near > _LATELY for when in times)


_LATELY = 12  # days


def concedes(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Handle "The ministry, which on Saturday dismissed the report, admitted on Monday that"."""
    return any(
        clause.link in {MAIN, COORDINATE} and clause.vg.lemma in lexicon.set("conceding")
        and not is_negated(clause) for clause in sentence.clauses
    )  # fmt: skip


def _is_real(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether it was done, and not before what is told ("had denied")."""
    vg = clause.vg
    before = vg.perfect and bool(vg.form & PAST_FORM)
    return not (vg.modal or before) and standing(clause, lexicon).status == ASSERTED


def _denied(clause: Clause, sentence: Sentence, lexicon: Lexicon) -> Denial | None:
    """Handle "denied that", "rejected the account", "the loss was denied by the governor"."""
    if "deny" not in clause.vg.vcls or not _is_real(clause, lexicon):
        return None
    first = clause.subj.s if clause.passive and clause.subj is not None else clause.vg.s
    span = (first, _end(clause, sentence, lexicon))
    return _about(clause, Speech(sentence, lexicon, span, speaker_of(clause)))


def _called_false(clause: Clause, sentence: Sentence, lexicon: Lexicon) -> Denial | None:
    """Handle "called the account fabricated", "described the statement as a lie"."""
    if clause.vg.lemma not in lexicon.set("naming") or not _is_named(clause, lexicon):
        return None
    behind = sentence.tokens[clause.vg.e : _end(clause, sentence, lexicon)]
    falsehoods = lexicon.set("falsehoods")
    at = next((at for at, token in enumerate(behind) if token.text in falsehoods), None)
    if at is None:
        return None
    span = (clause.vg.s, clause.vg.e + at)
    return _about(clause, Speech(sentence, lexicon, span, speaker_of(clause)))


def _is_named(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether somebody calls it so: "was quick to call", not "would call"."""
    above = clause.parent
    quick = clause.vg.to and above is not None and above.vg.lemma == "be"
    return _is_real(above, lexicon) if quick and above is not None else _is_real(clause, lexicon)


def _unconfirmed(clause: Clause, sentence: Sentence, lexicon: Lexicon) -> Denial | None:
    """Handle "has not confirmed the loss", said of a party, not of an outlet."""
    vg = clause.vg
    if vg.lemma not in lexicon.set("confirming") or not vg.neg or vg.modal or clause.passive:
        return None
    if clause.subj is None:
        return None
    span = (vg.s, _end(clause, sentence, lexicon))
    return _about(clause, Speech(sentence, lexicon, span, clause.subj))


def _called_so_itself(clause: Clause, sentence: Sentence, lexicon: Lexicon) -> Denial | None:
    """Handle "said *the report was groundless*", "said *it had no basis*", "it is not true"."""
    subject = clause.subj
    if subject is None or clause.vg.modal:
        return None
    pointing = subject.text in lexicon.set("pointing_back")
    if not pointing and heads(subject).isdisjoint(lexicon.set("denied_accounts")):
        return None
    behind = words_of(clause, sentence)
    false = not behind.isdisjoint(lexicon.set("falsehoods"))
    true = not behind.isdisjoint(lexicon.set("truths"))
    if not (true if _is_not(clause) else false):
        return None
    speaker = speaker_of_all(clause, sentence, lexicon)
    if speaker is None:
        return None
    return Speech(sentence, lexicon, clause_span(clause), speaker).denial(
        pointing=pointing, back=True
    )


def _is_not(clause: Clause) -> bool:
    return clause.vg.neg or (clause.obj is not None and clause.obj.neg)


def _not_so(clause: Clause, sentence: Sentence, lexicon: Lexicon) -> Denial | None:
    """Handle "said that nobody had crossed", ""Not one shell was fired by us", he said."."""
    none = [part for part in _parts(clause) if part.neg]
    if clause.vg.modal or not (clause.vg.neg or none):
        return None
    speaker = speaker_of_all(clause, sentence, lexicon)
    if speaker is None or standing(clause, lexicon).status not in {NEGATED, ASSERTED}:
        return None
    speech = Speech(sentence, lexicon, clause_span(clause), speaker)
    topics = _negated_topics(clause, none, lexicon)
    if topics:
        return speech.denial(topics, back=True)
    if _never_was(clause, none, lexicon) or _had_no_part(clause, none, sentence, lexicon):
        return speech.denial(back=True)
    return None


def _never_was(clause: Clause, none: list[Chunk], lexicon: Lexicon) -> bool:
    """Handle "no such incident took place", "nothing had happened", "says it has not"."""
    subject = clause.subj
    if subject is not None and subject.pron and clause.vg.neg and not clause.obj:
        aux = clause.vg.lemma in {"have", "be", "do", ""} and clause.vg.e == clause.end
        if aux and not clause.vg.adj:
            return True
    if clause.vg.lemma not in lexicon.set("occurring"):
        return False
    accounts = lexicon.set("denied_accounts")
    return any(
        part.text == "nothing"
        or ("such" in part.text.split() and not heads(part).isdisjoint(accounts))
        for part in none
    )


def _negated_topics(clause: Clause, none: list[Chunk], lexicon: Lexicon) -> frozenset[ClaimType]:
    """Return what is said not to have been: by the verb, and by what there was none of."""
    lemma, denied = clause.vg.lemma, list(none)
    if clause.vg.neg and clause.obj is not None:
        done = {lemma, *clause.obj.text.split()}
        answers = not done.isdisjoint(lexicon.set("answering"))  # "did not return fire"
        denied += [] if answers else [clause.obj]  # "did not open *fire*"
    occurs = lemma in lexicon.set("occurring")
    if clause.vg.neg and occurs and clause.subj is not None:
        denied.append(clause.subj)  # "*the expulsions* never took place"
    words = {word for part in denied for word in heads(part)}
    topics = topics_of(words if denied and occurs else {*words, lemma}, lexicon)
    if clause.vg.neg and lemma in lexicon.set("denied_leaving"):
        topics |= {ClaimType.TERRITORY_CAPTURED, ClaimType.BORDER_CROSSING}
    if clause.vg.neg and not words.isdisjoint(lexicon.set("denied_weapons")):
        topics |= {ClaimType.CROSS_BORDER_FIRE}
    subject = clause.subj
    somebody = subject is not None and (subject.pron or subject.cls & lexicon.bit(*_PEOPLE))
    if lemma in {"be", "come"} and (somebody or clause.vg.neg):
        topics |= _whereabouts(clause, lexicon)
    return topics


_PEOPLE = ("troops", "militants", "civilians", "person")


def _whereabouts(clause: Clause, lexicon: Lexicon) -> frozenset[ClaimType]:
    """Handle "were not from its territory", "none of its troops was in the country"."""
    if _is_from(clause):
        return frozenset({ClaimType.BORDER_CROSSING, ClaimType.CROSS_BORDER_FIRE})
    abroad = any(
        pp.np is not None and pp.prep in {"in", "on", "inside", "beyond", "across"}
        and (bool(pp.np.codes) or not heads(pp.np).isdisjoint(lexicon.set("soils")))
        for pp in clause.pps
    )  # fmt: skip
    return frozenset({ClaimType.BORDER_CROSSING}) if abroad else frozenset()


def _is_from(clause: Clause) -> bool:
    """Handle "said they were not from its territory", "did not come from our side"."""
    return any(pp.prep == "from" and pp.np is not None and not pp.time for pp in clause.pps)


def _had_no_part(clause: Clause, none: list[Chunk], sentence: Sentence, lexicon: Lexicon) -> bool:
    """Handle "were not responsible", "had no role", "had nothing to do with it"."""
    words, hands = words_of(clause, sentence), lexicon.set("involved")
    if clause.vg.lemma == "be" and clause.vg.neg:
        return not words.isdisjoint(hands)
    nothing = any(part.text == "nothing" for part in none) and clause.vg.lemma in {"have", "do"}
    return nothing or any(not heads(part).isdisjoint(hands) for part in none)


def _issued(clause: Clause, sentence: Sentence, lexicon: Lexicon) -> Denial | None:
    """Handle "issued a denial", "a denial came from the ministry"."""
    said = [part for part in (clause.subj, clause.obj) if part is not None
            and part.sign == "deny" and not part.neg]  # fmt: skip
    if not said or not _is_real(clause, lexicon) or clause.vg.lemma not in lexicon.set("issuing"):
        return None
    topics = topics_of({word for part in said if part.of for word in heads(part.of)}, lexicon)
    denier = clause.subj if clause.subj not in said else said[0].poss
    return Speech(sentence, lexicon, clause_span(clause), denier).denial(topics)


def _accused_back(clause: Clause, sentence: Sentence, lexicon: Lexicon) -> Denial | None:
    """Handle "accused the other side of starting the fighting", "blamed their guards for it"."""
    if clause.vg.lemma not in lexicon.set("blaming") or clause.passive or clause.obj is None:
        return None
    if not _is_real(clause, lexicon):
        return None
    last = _end(clause, sentence, lexicon)
    speech = Speech(sentence, lexicon, (clause.vg.s, last), clause.subj)
    if speech.words().isdisjoint(lexicon.set("starting")):
        return None
    return speech.denial(frozenset({ClaimType.CROSS_BORDER_FIRE}), back=True, blamed=clause.obj)


def _parts(clause: Clause) -> list[Chunk]:
    phrases = [clause.subj, clause.obj, *(pp.np for pp in clause.pps)]
    return [phrase for phrase in phrases if phrase is not None]


_ACTS = (
    _denied,
    _called_false,
    _unconfirmed,
    _called_so_itself,
    _not_so,
    _issued,
    _accused_back,
    other_version,
)


def _end(clause: Clause, sentence: Sentence, lexicon: Lexicon) -> int:
    """Return the token at which what is denied ends: where the speaker goes on to other things."""
    last = len(sentence.tokens)
    for other in sentence.clauses:
        if other.vg.s > clause.vg.s and (other.link == MAIN or "report" in other.vg.vcls):
            last = max(clause.vg.e, min(other.start, other.vg.s))
            break
    turns = lexicon.set("turning")
    behind = enumerate(sentence.tokens[clause.vg.e : last], clause.vg.e)
    return next((at for at, token in behind if token.text in turns), last)


def _about(clause: Clause, speech: Speech) -> Denial | None:
    """Return what the words of a span deny; None where they speak of something else."""
    lexicon, words = speech.lexicon, speech.words()
    topics = topics_of(words, lexicon)
    if topics or not words.isdisjoint(lexicon.set("involved")):
        return speech.denial(topics)
    told = clause.subj if clause.passive else clause.obj or _taken_up(clause, speech)
    if told is None or told.of is not None or _has_content(clause, speech.sentence):
        return None
    pointing = told.pron or told.text in lexicon.set("pointing_back")
    if not pointing and heads(told).isdisjoint(lexicon.set("denied_accounts")):
        return None
    return speech.denial(pointing=pointing)


def _taken_up(clause: Clause, speech: Speech) -> Chunk | None:
    """Handle "*a claim* the government denies"."""
    subject = clause.subj
    if subject is None:
        return None
    accounts = speech.lexicon.set("denied_accounts")
    return next((one for _, one in speech.sentence.phrases
                 if one.e == subject.s and not heads(one).isdisjoint(accounts)), None)  # fmt: skip


def _has_content(clause: Clause, sentence: Sentence) -> bool:
    """Whether it is told what is denied: "denied *that they seek asylum*"."""
    return any(other.link == COMP and other.parent is clause for other in sentence.clauses)
