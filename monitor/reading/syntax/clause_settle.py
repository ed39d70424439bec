"""Second thoughts, once a sentence is read: late subjects and passives without "be"."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import COMP, INFINITIVE, MAIN, PARTICIPIAL, SPEECH, Clause
from monitor.reading.syntax.province_lists import is_point
from monitor.reading.text.grammar import GERUND, PARTICIPLE, PAST


def settle_subject(clause: Clause, later: list[Clause]) -> None:
    """Find a subject that stands behind its verb, or behind the participle that it rules."""
    if clause.subj is None and clause.link == PARTICIPIAL and clause.parent is None:
        main = next((other for other in later if other.link == MAIN), None)
        if main is not None and _says_who(main):
            clause.subj = main.obj  # "Captured on Monday were A and B"
        else:
            clause.subj = main.subj if main is not None else None
        return
    bare = not (clause.vg.aux or clause.vg.modal or clause.vg.to) and clause.vg.form & PARTICIPLE
    if _is_of_topic(clause, bare=bool(bare)):
        clause.subj = clause.governor
        clause.passive = not _happens(clause)
        return
    if clause.subj is None and clause.link == MAIN and clause.passive and bare:
        main = next((other for other in later if other.link == MAIN and other.subj), None)
        if main is not None:  # "Captured overnight, X was quiet"
            clause.subj, clause.link = main.subj, PARTICIPIAL
        return
    is_open = clause.subj is None or clause.subj.text == "there"
    if clause.link != MAIN or not is_open or clause.obj is None or clause.vg.to:
        return
    fronted = any(pp.s < clause.vg.s for pp in clause.pps) or clause.subj is not None
    if clause.passive or (fronted and "inverting" in clause.vg.vcls):
        clause.subj, clause.obj = clause.obj, None


def _is_of_topic(clause: Clause, *, bare: bool) -> bool:
    """Handle "Nusay: *captured* on Friday", "Nusay: *fell* on Friday": said of the place."""
    topic = clause.governor if clause.colon and clause.obj is None else None
    if clause.subj is not None or topic is None or not topic.places:
        return False
    return bare or _happens(clause)


def _happens(clause: Clause) -> bool:
    """Whether a verb tells what a thing does by itself: "fell", "changed hands"."""
    told = clause.vg.form & PAST or clause.vg.perfect
    return bool(told) and not clause.vg.vcls.isdisjoint(_ALONE)


_ALONE = frozenset({"intransitive", "inverting"})


def _says_who(main: Clause) -> bool:
    return main.vg.lemma == "be" and main.subj is None and main.obj is not None


def settle_latest(clause: Clause, later: list[Clause]) -> None:
    """Handle "The latest district to fall was X": what fell is X."""
    if clause.link != INFINITIVE or clause.parent is not None or clause.subj is None:
        return
    main = next((other for other in later if other.subj is clause.subj), None)
    if main is not None and main.vg.lemma == "be" and main.obj is not None and main.obj.places:
        clause.parent, clause.subj = main, main.obj


def settle_cleft(clause: Clause, later: list[Clause]) -> None:
    """Handle "*What fell* on Tuesday was X": what fell is X."""
    if clause.opener != "what" or clause.subj is not None:
        return
    named = next((one for one in later if one.parent is clause and one.vg.lemma == "be"), None)
    if named is not None and named.obj is not None and named.subj is None:
        clause.subj = named.obj


def settle_first(clause: Clause, later: list[Clause]) -> None:
    """Handle "*The first to cross* on Monday were twelve soldiers": who crossed are the twelve."""
    if clause.link != INFINITIVE or clause.parent is not None or clause.governor is not None:
        return
    told = next((one for one in later if one.subj is not None and one.subj is clause.subj), None)
    if told is not None and told.vg.lemma == "be" and told.obj is not None:
        clause.parent, clause.subj = told, told.obj


def settle_voice(clause: Clause, *, title: bool) -> None:
    """Return a bare participle with an agent, or without an object where one is due, is passive."""
    vg = clause.vg
    if vg.passive or vg.aux or vg.modal or vg.to or not vg.form & PARTICIPLE:
        return
    if "intransitive" in vg.vcls and clause.link == MAIN:
        return  # "arrived by two aircraft"
    by = any(pp.prep == "by" and not pp.time and pp.s >= vg.s for pp in clause.pps)
    if clause.link == PARTICIPIAL and not vg.form & GERUND:
        clause.passive = clause.obj is None or by or "ditransitive" in vg.vcls
    elif (by and clause.obj is None) or (
        title and clause.obj is None and clause.link == MAIN and clause.subj is not None
    ):
        clause.passive = True


def settle_speaker(clause: Clause) -> None:
    """Handle "The army said it had withdrawn": "it" may be whoever speaks."""
    parent, subj = clause.parent, clause.subj
    if clause.link == INFINITIVE and parent is not None and subj is parent.subj:
        clause.further = clause.further or parent.further  # "it had been obliged to admit"
    if clause.link != COMP or parent is None or subj is None or subj.text != "it":
        return
    if parent.vg.vcls & SPEECH and parent.subj is not None and not parent.subj.pron:
        clause.further = (*clause.further, parent.subj)


def settle_share(clause: Clause) -> None:
    """Handle "*Of the 300 militiamen*, 52 swam over", "*Of these* the service let in 134"."""
    whole = next((pp.np for pp in clause.pps if pp.prep == "of" and pp.e <= clause.vg.s), None)
    if whole is None or not (whole.plural or whole.of is not None or whole.qty is not None):
        return
    for phrase in (clause.obj, clause.subj):
        if phrase is not None and phrase.of is None and _is_figure(phrase):
            phrase.of = whole
            phrase.cls |= whole.cls
            return


def _is_figure(phrase: Chunk) -> bool:
    """Whether a phrase is a number without a noun."""
    return phrase.qty is not None and phrase.s + 1 == phrase.e and not phrase.time


def settle_topic(clause: Clause) -> None:
    """Handle "A, B, C: all in rebel hands" and "A, B, C fell": lists without "and"."""
    topic = clause.governor if clause.colon else None
    if topic is not None and clause.subj is not None and clause.subj.text in _ALL and topic.places:
        clause.subj = topic
    subj = clause.subj
    if subj is None or not subj.places or subj.members or not subj.apps:
        return
    enough = 0 if subj is topic else 1
    if len(subj.apps) > enough and all(is_point(phrase) for phrase in (subj, *subj.apps)):
        subj.members = [subj, *subj.apps]


_ALL = frozenset({"all", "both", "they", "these", "each", "all three", "all four", "all of them"})
