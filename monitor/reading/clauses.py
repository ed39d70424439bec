"""Clauses: who does what in which clause, and on which clause it depends.

A stack automaton over chunks. Each verb group opens a clause; relative pronouns, subordinators and
"that" open a context that closes at the comma or verb that can no longer belong to it.
"""

from monitor.reading.chunks import Chunk
from monitor.reading.grammar import (
    BASE,
    GERUND,
    MARK_ADV,
    MARK_CC,
    MARK_CLOSE,
    MARK_COLON,
    MARK_COMMA,
    MARK_NEG,
    MARK_OPEN,
    MARK_PREP,
    MARK_QUOTE,
    MARK_REL,
    MARK_STOP,
    MARK_SUB,
    MARK_THAT,
    NP,
    PARTICIPLE,
    PAST,
    PP,
    THIRD,
    VG,
)  # fmt: skip

MAIN, COMP, RELATIVE, ADVERBIAL, INFINITIVE, PARTICIPIAL, COORDINATE, QUOTED = (
    "main", "complement", "relative", "adverbial", "infinitive", "participial", "coordinate",
    "quoted",
)  # fmt: skip
_REFLEXIVE = frozenset({"itself", "themselves"})
_SPEECH = frozenset({"report", "claim", "deny", "doubt", "fear", "plan", "order"})


class Clause:
    """One clause. ``subj`` and ``obj`` are surface roles; ``passive`` says whether to swap them.

    ``parent`` is the clause it depends on, ``governor`` the noun it depends on ("the claim that"),
    ``link`` how; ``opener`` the word that opened it ("if", "after", "which").
    """

    __slots__ = (
        "after_comma",
        "after_pp",
        "antecedent",
        "colon",
        "end",
        "extra",
        "further",
        "governor",
        "inherited",
        "link",
        "obj",
        "obj2",
        "opener",
        "opener_kind",
        "parent",
        "passive",
        "pps",
        "quoted",
        "start",
        "subj",
        "vg",
        "words",
    )  # fmt: skip

    def __init__(self, vg: Chunk, link: str) -> None:
        self.vg = vg
        self.link = link
        self.subj: Chunk | None = None
        self.obj: Chunk | None = None
        self.obj2: Chunk | None = None
        self.pps: list[Chunk] = []
        self.extra: list[Chunk] = []  # "... and B the day before": the verb is left out
        self.further: tuple[Chunk, ...] = ()  # what else "which" may stand for, nearest first
        self.parent: Clause | None = None
        self.governor: Chunk | None = None
        self.antecedent: Chunk | None = None
        self.opener = ""
        self.opener_kind = ""
        self.quoted = False
        self.passive = vg.passive
        self.inherited = False
        self.colon = False
        self.after_comma = False
        self.after_pp = False
        self.words: frozenset[str] = frozenset()
        self.start = vg.s
        self.end = vg.e

    def __repr__(self) -> str:
        return f"<{self.link} {self.subj} {self.vg} {self.obj} {self.pps}>"


class _Context:
    """A clause under construction: what stands before and after its verb so far."""

    __slots__ = (
        "antecedent",
        "cc",
        "clause",
        "comma",
        "extra",
        "fronted",
        "further",
        "governor",
        "kind",
        "marked",
        "opener",
        "opener_kind",
        "parent",
        "pending",
        "rival",
        "start",
        "subj",
    )  # fmt: skip

    def __init__(self, kind: str, parent: Clause | None, start: int) -> None:
        self.kind = kind
        self.parent = parent
        self.start = start
        self.opener = ""
        self.opener_kind = ""
        self.governor: Chunk | None = None
        self.antecedent: Chunk | None = None
        self.further: tuple[Chunk, ...] = ()
        self.subj: Chunk | None = None
        self.clause: Clause | None = None
        self.pending: Chunk | None = None
        self.fronted: list[Chunk] = []
        self.extra: list[Chunk] = []
        self.comma = False
        self.cc = False
        # "After a battle, 40 men fled": a phrase after the comma with the verb right behind it is
        # the subject; with another comma before the verb it is an apposition.
        self.rival: Chunk | None = None
        self.marked = False  # whether a comma or "and" stands before the pending phrase


class ClauseBuilder:
    """Builds the clauses of one sentence from its chunks."""

    def __init__(self, chunks: list[Chunk], people: int = 0, *, title: bool = False) -> None:
        self._chunks = chunks
        self._people = people
        self._title = title
        self.clauses: list[Clause] = []
        self._stack = [_Context(MAIN, None, 0)]
        self._quoted = False
        self._handlers = {
            NP: self._on_phrase, PP: self._on_prepositional, VG: self._on_verb,
            MARK_COMMA: self._on_comma, MARK_CC: self._on_and, MARK_SUB: self._on_subordinator,
            MARK_REL: self._on_relative, MARK_THAT: self._on_that, MARK_STOP: self._on_stop,
            MARK_COLON: self._on_colon, MARK_QUOTE: self._on_quote, MARK_OPEN: self._on_open,
            MARK_CLOSE: self._on_close,
        }  # fmt: skip

    def build(self) -> list[Clause]:
        for index, chunk in enumerate(self._chunks):
            handler = self._handlers.get(chunk.kind)
            if handler is not None:
                handler(index, chunk)
        self._verbless()
        for at, clause in enumerate(self.clauses):
            if clause.link == QUOTED:
                clause.subj, clause.obj = clause.obj, None
            _settle_voice(clause, title=self._title)
            _settle_subject(clause, self.clauses[at + 1 :])
        for clause in self.clauses:
            if clause.link == COMP and clause.governor is not None and clause.parent is None:
                clause.parent = self._verb_of(clause.governor)
        return self.clauses

    def _verb_of(self, subject: Chunk) -> Clause | None:
        """Handle "The rumour that X fell *was denied*": the verb behind rules the clause too."""
        return next((clause for clause in self.clauses
                     if clause.subj is subject and clause.link != PARTICIPIAL), None)  # fmt: skip

    def _verbless(self) -> None:
        """Handle "Kunduz in Taliban hands": a headline or ledger line without its "is"."""
        top = self._stack[0]
        if top.clause is not None or top.kind != MAIN or top.subj is None or len(self._stack) > 1:
            return
        after = [chunk for chunk in top.fronted if chunk.s >= top.subj.e and chunk.kind == PP]
        if not after:
            return
        verb = Chunk(VG, top.subj.head, top.subj.e)
        verb.lemma, verb.form, verb.aux = "be", THIRD, True
        self._first_verb(top, verb)

    @property
    def _top(self) -> _Context:
        return self._stack[-1]

    def _on_phrase(self, index: int, chunk: Chunk) -> None:  # noqa: C901  (a cascade)
        top = self._top
        clause = top.clause
        if chunk.time and not chunk.places:
            self._adjunct(chunk)
            return
        if clause is None:
            joined = index > 0 and self._chunks[index - 1].kind == MARK_CC
            if top.subj is None and joined and top.fronted and not top.comma:
                return  # "with a flourish and two pens, X signed": still the opening phrase
            if top.subj is not None and joined and not top.comma:
                top.extra.append(chunk)  # "border markets and the Tem bridge reopened"
            elif top.subj is None or not top.comma:
                top.subj = top.subj or chunk
            elif top.cc:
                self._second_subject(top, chunk)
            else:
                top.subj.apps.append(chunk)
                top.rival = chunk
            return
        if clause.obj is None and not top.comma and not top.cc and not clause.after_pp:
            clause.obj = chunk
            chunk.obj = True
        elif clause.obj2 is None and not top.comma and not top.cc and not clause.after_pp:
            clause.obj2 = chunk
        elif clause.obj is None and not top.cc and self._after_aside(index, clause):
            clause.obj = chunk
        elif (
            top.comma
            and not top.cc
            and clause.obj is not None
            and top.pending in {None, clause.obj}
            and not clause.after_pp
        ):
            clause.obj.apps.append(chunk)
        elif top.cc and (chunk.places or chunk.cls) and not self._verb_after(index):
            clause.extra.append(chunk)
        clause.end = max(clause.end, chunk.e)
        top.pending = chunk
        top.marked = top.comma or top.cc

    def _after_aside(self, index: int, clause: Clause) -> bool:
        """Handle "Police found, on Saturday, 61 kilos"."""
        if index < 4 or clause.vg.passive:
            return False
        verb, comma, aside, close = self._chunks[index - 4 : index]
        return verb is clause.vg and comma.kind == close.kind == MARK_COMMA and aside.kind == PP

    def _second_subject(self, top: _Context, chunk: Chunk) -> None:
        """Handle "The centres of A in P and of B in Q fell": both are subjects."""
        first = top.subj
        assert first is not None
        places = bool(first.places or (first.of is not None and first.of.places))
        if (places and chunk.places) or (first.cls & chunk.cls and not chunk.pron):
            top.extra.append(chunk)
        else:
            top.subj = chunk

    def _verb_after(self, index: int) -> bool:
        for chunk in self._chunks[index + 1 : index + 6]:
            if chunk.kind == VG:
                return True
            if chunk.kind in {MARK_STOP, MARK_CC, MARK_SUB}:
                return False
        return False

    def _adjunct(self, chunk: Chunk) -> None:
        while (
            self._top.kind in {PARTICIPIAL, RELATIVE}
            and self._top.comma
            and self._top.clause is not None
            and self._top.clause.after_pp
            and len(self._stack) > 1
            and self._stack[-2].clause is not None
        ):
            self._stack.pop()  # ", known as X, to the border": the phrase belongs outside
        clause = self._top.clause
        if clause is None:
            self._top.fronted.append(chunk)
        else:
            clause.pps.append(chunk)
            clause.after_pp = clause.after_pp or not chunk.time
            clause.end = max(clause.end, chunk.e)

    def _on_prepositional(self, _index: int, chunk: Chunk) -> None:
        self._adjunct(chunk)

    def _on_comma(self, _index: int, _chunk: Chunk) -> None:
        self._top.comma = True
        self._top.cc = False
        self._top.rival = None

    def _on_and(self, _index: int, _chunk: Chunk) -> None:
        self._top.cc = True

    def _on_stop(self, _index: int, chunk: Chunk) -> None:
        self._verbless()
        self._stack = [_Context(MAIN, None, chunk.e)]

    def _on_colon(self, _index: int, chunk: Chunk) -> None:
        speaker = self._top.subj if self._top.clause is None else None
        parent = self.clauses[-1] if self.clauses and self._top.clause else None
        self._stack = [_Context(MAIN, None, chunk.e)]
        self._top.governor = speaker
        if parent is not None and parent.vg.vcls & _SPEECH:
            self._top.kind, self._top.parent = COMP, parent

    def _on_quote(self, _index: int, chunk: Chunk) -> None:
        self._quoted = not self._quoted
        top = self._top
        if self._quoted and top.clause is not None and top.clause.vg.vcls & _SPEECH:
            self._push(COMP, top.clause, chunk)

    def _on_open(self, _index: int, chunk: Chunk) -> None:
        self._push(MAIN, None, chunk)

    def _on_close(self, _index: int, _chunk: Chunk) -> None:
        if len(self._stack) > 1:
            self._stack.pop()

    def _push(self, kind: str, parent: Clause | None, chunk: Chunk) -> _Context:
        context = _Context(kind, parent, chunk.s)
        context.opener = chunk.text
        context.opener_kind = chunk.lemma
        self._stack.append(context)
        return context

    def _on_subordinator(self, _index: int, chunk: Chunk) -> None:
        top = self._top
        if top.clause is None and top.subj is not None and top.kind == MAIN and not top.comma:
            context = self._push(ADVERBIAL, None, chunk)
            context.governor = top.subj if top.subj.sign else None
            return
        self._push(ADVERBIAL, top.clause or top.parent, chunk)

    def _on_relative(self, index: int, chunk: Chunk) -> None:
        context = self._push(RELATIVE, self._top.clause, chunk)
        near = self._antecedent(index)
        before = self._chunks[index - 1] if index else None
        if before is not None and before.kind == PP and before.prep == "from" and index > 1:
            owner = _phrase_of(self._chunks[index - 2])
            near = owner if owner is not None and self._is_person(owner) else near
        if chunk.text in {"who", "whom"} and near is not None and not self._is_person(near):
            near = self._person_before(index) or near
        context.antecedent = near
        context.further = self._further(index, near)

    def _further(self, index: int, nearest: Chunk | None) -> tuple[Chunk, ...]:
        """Phrases before the nearest antecedent: "guards from X | who crossed"."""
        found: list[Chunk] = []
        for chunk in reversed(self._chunks[max(0, index - 8) : index]):
            phrase = _phrase_of(chunk)
            if chunk.kind in {VG, MARK_STOP} or len(found) == 2:
                break
            if phrase is not None and phrase is not nearest and not phrase.time:
                found.append(phrase)
        return tuple(found)

    def _is_person(self, phrase: Chunk) -> bool:
        return bool(phrase.cls & self._people or phrase.actor or phrase.pron or phrase.qty)

    def _person_before(self, index: int) -> Chunk | None:
        """Handle "Citizens near the springs of X, Y district, who ...": "who" is a person."""
        for chunk in reversed(self._chunks[max(0, index - 10) : index]):
            phrase = _phrase_of(chunk)
            if chunk.kind == VG:
                return None
            if phrase is not None and self._is_person(phrase) and not phrase.places:
                return phrase
        return None

    def _antecedent(self, index: int) -> Chunk | None:
        at = index - 1
        while at >= 0 and self._chunks[at].kind in {MARK_COMMA, MARK_ADV, MARK_CC, MARK_PREP}:
            at -= 1
        if at < 0:
            return None
        chunk = self._chunks[at]
        if chunk.kind == PP:
            return chunk.np
        return chunk if chunk.kind == NP else None

    def _on_that(self, index: int, chunk: Chunk) -> None:
        top = self._top
        context = self._push(COMP, top.clause, chunk)
        before = self._antecedent(index)
        if top.subj is not None and top.subj.sign and not (before is not None and before.sign):
            first = top.clause
            if first is None or (first.vg.form & PARTICIPLE and not first.vg.aux):
                before = top.subj
        if before is not None and (before.sign or top.clause is None):
            context.governor = before
            context.parent = top.clause if before is not top.subj else None

    def _on_verb(self, index: int, chunk: Chunk) -> None:
        if (
            index and self._chunks[index - 1].text in _REFLEXIVE and chunk.form & PARTICIPLE
        ) or self._is_with_absolute(index, chunk):
            self._participle(index, chunk)
        elif chunk.to:
            self._infinitive(index, chunk)
        elif _is_finite(chunk):
            self._finite(index, chunk)
        else:
            self._participle(index, chunk)

    def _is_with_absolute(self, index: int, chunk: Chunk) -> bool:
        """Handle "With the gate *closed*, lorries queued"."""
        before = self._chunks[index - 1] if index else None
        if before is None or before.kind != PP or before.prep != "with" or chunk.to:
            return False
        return bool(chunk.form & PARTICIPLE) and not chunk.aux and self._top.clause is None

    def _infinitive(self, index: int, chunk: Chunk) -> None:
        top = self._top
        before = self._chunks[index - 1] if index else None
        clause = Clause(chunk, INFINITIVE)
        clause.parent = top.clause
        noun = _phrase_of(before)
        if noun is not None and noun.sign:
            clause.governor = noun
        if (
            top.clause is None
            and clause.governor is None
            and top.subj is not None
            and top.subj.sign
        ):
            clause.governor = top.subj  # "an attempt by five men to cross"
            clause.subj = next((pp.np for pp in top.fronted if pp.prep == "by"), None)
        elif top.clause is None:
            clause.subj = top.subj if clause.governor is None else None
        else:
            ruled = clause.governor is not None
            clause.subj = top.clause.subj if ruled else self._controller(top.clause)
        self._open(clause, chunk, INFINITIVE)

    def _controller(self, parent: Clause) -> Chunk | None:
        if parent.obj is not None and "object_control" in parent.vg.vcls and not parent.vg.passive:
            return parent.obj
        if parent.obj is None and parent.pps and "object_control" in parent.vg.vcls:
            return parent.pps[-1].np or parent.subj
        return parent.subj

    def _open(self, clause: Clause, chunk: Chunk, kind: str) -> None:
        """Return a non-finite clause gets a context of its own, over the one it stands in."""
        self._add(clause)
        while self._top.kind in {INFINITIVE, PARTICIPIAL} and len(self._stack) > 1:
            self._stack.pop()
        context = self._push(kind, clause.parent, chunk)
        context.clause = clause
        context.subj = clause.subj

    def _add(self, clause: Clause) -> None:
        clause.quoted = self._quoted
        clause.vg.clause = len(self.clauses)
        self.clauses.append(clause)

    def _participle(self, index: int, chunk: Chunk) -> None:
        top = self._top
        before = self._chunks[index - 1] if index else None
        clause = Clause(chunk, PARTICIPIAL)
        clause.parent = top.clause
        if before is not None and before.kind == MARK_CC and top.clause is not None:
            self._coordinate(clause, top.clause)
            return
        if before is not None and before.kind == MARK_PREP:
            clause.opener, clause.opener_kind = before.text, "prep"
            clause.subj = top.clause.subj if top.clause is not None else top.subj
        elif before is not None and before.kind in {MARK_SUB, MARK_NEG}:
            clause.opener, clause.opener_kind = before.text, before.lemma
            clause.subj = self._outer_subject()
        else:
            near = _phrase_of(before)
            if near is not None and near.text in _REFLEXIVE:
                near = self._antecedent(index - 1)
            clause.subj = near or self._outer_subject()
            clause.after_comma = near is None and (before is None or before.kind != VG)
            clause.antecedent = near
        self._open(clause, chunk, PARTICIPIAL)

    def _outer_subject(self) -> Chunk | None:
        for context in reversed(self._stack):
            if context.clause is not None and context.clause.subj is not None:
                return context.clause.subj
            if context.subj is not None:
                return context.subj
        return None

    def _coordinate(self, clause: Clause, first: Clause) -> None:
        """Return a second verb with the same subject: "entered the town and burned it"."""
        clause.link = COORDINATE
        clause.parent = first
        clause.subj = first.subj
        clause.antecedent = first.antecedent
        clause.governor = first.governor
        clause.opener, clause.opener_kind = first.opener, first.opener_kind
        clause.inherited = True
        if first.vg.passive and not clause.vg.aux and clause.vg.form & PARTICIPLE:
            clause.passive = clause.vg.passive = True
        if first.vg.modal and not clause.vg.modal and clause.vg.form & BASE:
            clause.vg.modal = first.vg.modal
        if first.vg.to and clause.vg.form & BASE:
            clause.vg.to = True
        self._add(clause)
        top = self._top
        top.clause = clause
        top.pending, top.comma, top.cc = None, False, False

    def _finite(self, index: int, chunk: Chunk) -> None:
        self._close_finished(index)
        if self._chunks[index - 1].kind == MARK_COMMA:
            self._back_to_waiting()
        top = self._top
        if top.clause is None:
            self._open_clause(top, index, chunk)
            return
        if self._is_split(top.clause, chunk):
            _complete_verb(top.clause, chunk)
            return
        before = self._chunks[index - 1]
        if self._is_inverted(index, chunk, before):
            self._inverted(chunk)
            return
        if _joined(self._chunks, index) or (before.kind == MARK_COMMA and top.pending is None):
            self._coordinate(Clause(chunk, COORDINATE), top.clause)
            return
        self._second_verb(top, chunk)

    def _open_clause(self, top: _Context, index: int, chunk: Chunk) -> None:
        before = self._chunks[index - 1] if index else None
        if top.rival is not None and self._is_absolute(index, chunk):
            self._absolute(top, chunk)
        elif (
            before is not None
            and top.subj is not None
            and any(pp.s >= top.subj.e for pp in top.fronted)
            and self._is_inverted(index, chunk, before)
        ):
            self._inverted(chunk)  # "District in Taliban hands, say lawmakers"
        else:
            self._first_verb(top, chunk)

    def _is_absolute(self, index: int, chunk: Chunk) -> bool:
        """Handle ", three of them *carried*, were let in"."""
        if chunk.aux or chunk.modal or not chunk.form & PARTICIPLE:
            return False
        rest = self._chunks[index + 1 : index + 6]
        for at, other in enumerate(rest):
            if other.kind == MARK_COMMA:
                return at + 1 < len(rest) and rest[at + 1].kind == VG
            if other.kind not in {PP, MARK_ADV}:
                return False
        return False

    def _absolute(self, top: _Context, chunk: Chunk) -> None:
        clause = Clause(chunk, PARTICIPIAL)
        clause.subj, top.rival = top.rival, None
        self._add(clause)
        clause.passive = not chunk.form & GERUND

    def _is_split(self, clause: Clause, chunk: Chunk) -> bool:
        """Handle "Had by sundown *turned*", "were on Sunday *taken*": the participle comes late."""
        vg = clause.vg
        late = clause.obj is None and vg.aux and not vg.vcls and vg.lemma in {"have", "be"}
        if not late or chunk.aux or chunk.modal or not chunk.form & PARTICIPLE:
            return False
        return (
            bool(clause.pps)
            and all(pp.kind == PP for pp in clause.pps[-1:])
            and (vg.lemma == "have" or (clause.pps[-1].time and not self._top.comma))
        )

    def _is_inverted(self, index: int, chunk: Chunk, before: Chunk) -> bool:
        """Find ', said Khan': a verb of speech after a comma or quote, its subject behind it."""
        if before.kind not in {MARK_COMMA, MARK_QUOTE} or not chunk.vcls & _SPEECH or chunk.aux:
            return False
        after = self._chunks[index + 1] if index + 1 < len(self._chunks) else None
        return after is not None and after.kind == NP and not after.time

    def _inverted(self, chunk: Chunk) -> None:
        self._verbless()
        self._stack = [_Context(MAIN, None, chunk.s)]
        clause = Clause(chunk, QUOTED)
        clause.start = chunk.s
        self._top.clause = clause
        self._add(clause)

    def _back_to_waiting(self) -> None:
        """After a comma, a verb belongs to the subject that still waits for one."""
        if self._top.clause is None or (self._top.pending is not None and self._top.comma):
            return
        for depth, context in enumerate(self._stack[:-1]):
            if context.clause is None and context.subj is not None:
                del self._stack[depth + 1 :]
                return

    def _close_finished(self, index: int) -> None:
        """Leaves contexts that cannot take this verb: their own verb is there already."""
        while len(self._stack) > 1:
            top = self._top
            if top.clause is None or not self._is_finished(top, index):
                return
            self._stack.pop()
            if self._chunks[index - 1].kind == MARK_COMMA:
                self._top.rival = None

    def _is_finished(self, top: _Context, index: int) -> bool:  # noqa: C901, PLR0911  (a cascade)
        before = self._chunks[index - 1]
        below = self._stack[-2]
        if top.kind in {INFINITIVE, PARTICIPIAL}:
            if self._is_said(top):
                return False
            if _joined(self._chunks, index):
                return not (top.clause is not None and top.clause.vg.form & BASE and
                            self._chunks[index].form & BASE)  # fmt: skip
            self._hand_down(top, below)
            return True
        if top.kind == RELATIVE:
            if _joined(self._chunks, index):
                return False
            return below.clause is None or before.kind == MARK_COMMA or top.pending is None
        if top.kind == ADVERBIAL:
            if top.comma and top.pending is not None and below.clause is None:
                self._hand_down(top, below)
                return True
            return False
        if top.kind == COMP and top.governor is not None and top.governor is below.subj:
            open_end = top.pending is None or (
                top.clause is not None and top.pending is top.clause.obj and below.clause is None
            )
            return open_end and not _joined(self._chunks, index)
        return False

    def _is_said(self, top: _Context) -> bool:
        """Handle "Saying the district has fallen"."""
        clause = top.clause
        if clause is None or top.pending is None or top.comma or top.cc:
            return False
        return bool(clause.vg.vcls & _SPEECH) and clause.obj is top.pending

    def _hand_down(self, top: _Context, below: _Context) -> None:
        """Return a phrase after the comma is the subject of the clause below."""
        if top.pending is None or not top.comma:
            return
        clause = top.clause
        if clause is not None and top.pending in (clause.obj, clause.obj2):
            return
        if below.clause is None and below.subj is None:
            below.subj = top.pending
        else:
            below.pending = top.pending
            below.comma = True

    def _first_verb(self, top: _Context, chunk: Chunk) -> None:
        kind = top.kind if top.kind in {COMP, RELATIVE, ADVERBIAL} else MAIN
        clause = Clause(chunk, kind)
        clause.parent = top.parent
        clause.governor = top.governor
        clause.colon = top.governor is not None and top.kind == MAIN
        clause.antecedent = top.antecedent
        clause.opener, clause.opener_kind = top.opener, top.opener_kind
        clause.subj = top.rival or top.subj
        if top.rival is not None and top.subj is not None and top.rival in top.subj.apps:
            top.subj.apps.remove(top.rival)
        if kind == RELATIVE:
            self._relative_roles(clause, top)
        clause.pps.extend(top.fronted)
        clause.extra.extend(top.extra)
        clause.start = top.start
        top.clause = clause
        top.pending, top.comma, top.cc = None, False, False
        self._add(clause)

    def _relative_roles(self, clause: Clause, top: _Context) -> None:
        if top.subj is None:
            clause.subj = top.antecedent
            clause.further = top.further
        elif top.opener in {"which", "that", "whom", "who"}:
            clause.obj = top.antecedent
        elif top.opener in {"where", "in which", "at which", "from which", "from where"}:
            clause.pps.append(_where(top.antecedent, top.opener))

    def _second_verb(self, top: _Context, chunk: Chunk) -> None:
        """Return a finite verb after another without a mark between: complement, list."""
        first = top.clause
        assert first is not None
        pending = top.pending
        if pending is not None and first.vg.vcls & _SPEECH and not top.comma:
            if first.obj is pending:
                first.obj = None
            self._nest(COMP, first, pending, chunk)
        elif not top.marked and _may_be_participle(chunk) and "inverting" not in chunk.vcls:
            self._participle(self._chunks.index(chunk), chunk)
        elif pending is not None:
            self._sibling(top, pending, chunk)
        elif (
            first.vg.form & PARTICIPLE
            and not first.vg.aux
            and first.link == MAIN
            and (first.obj is None or first.obj.time)
        ):
            first.link, first.antecedent = PARTICIPIAL, first.subj
            clause = Clause(chunk, MAIN)
            clause.subj = first.subj
            self._add(clause)
            top.clause = clause
        else:
            self._coordinate(Clause(chunk, COORDINATE), first)

    def _nest(self, kind: str, parent: Clause, subj: Chunk, chunk: Chunk) -> None:
        context = self._push(kind, parent, chunk)
        context.subj = subj
        context.opener = ""
        self._first_verb(context, chunk)

    def _sibling(self, top: _Context, subj: Chunk, chunk: Chunk) -> None:
        """Handle ", and the police fled": a clause beside the first, with its own subject."""
        first = top.clause
        assert first is not None
        if first.obj is subj:
            first.obj = None
        if first.obj2 is subj:
            first.obj2 = None
        clause = Clause(chunk, first.link if top.kind != MAIN else MAIN)
        clause.parent, clause.governor = first.parent, first.governor if first.colon else None
        clause.opener, clause.opener_kind = first.opener, first.opener_kind
        if clause.link in {RELATIVE, PARTICIPIAL, COORDINATE}:
            clause.link, clause.opener, clause.opener_kind = MAIN, "", ""
        clause.subj = subj
        top.clause = clause
        top.pending, top.comma, top.cc = None, False, False
        self._add(clause)


def _may_be_participle(chunk: Chunk) -> bool:
    """Handle "An order dated 23 November": past or participle."""
    bare = not (chunk.aux or chunk.modal or chunk.to)
    return bare and bool(chunk.form & PAST) and bool(chunk.form & PARTICIPLE)


def _is_finite(chunk: Chunk) -> bool:
    if chunk.modal:
        return True
    if chunk.aux:
        return chunk.form != GERUND
    if chunk.form & (PAST | THIRD):
        return True
    return bool(chunk.form & BASE) and not chunk.form & GERUND


def _phrase_of(chunk: Chunk | None) -> Chunk | None:
    if chunk is None:
        return None
    return chunk.np if chunk.kind == PP else chunk if chunk.kind == NP else None


def _joined(chunks: list[Chunk], index: int) -> bool:
    """Whether an "and" stands directly before this verb (adverbs aside)."""
    at = index - 1
    while at >= 0 and (chunks[at].kind == MARK_ADV or chunks[at].kind == PP or chunks[at].time):
        at -= 1
    return at >= 0 and chunks[at].kind == MARK_CC


def _where(antecedent: Chunk | None, opener: str) -> Chunk:
    chunk = Chunk(PP, antecedent.s if antecedent else 0, antecedent.e if antecedent else 0)
    chunk.prep = "from" if opener.startswith("from") else "in"
    chunk.np = antecedent
    return chunk


def _complete_verb(clause: Clause, chunk: Chunk) -> None:
    first = clause.vg
    chunk.aux, chunk.perfect = True, first.lemma == "have"
    chunk.neg, chunk.modal, chunk.ceased = first.neg, first.modal, first.ceased
    chunk.passive = clause.passive = first.lemma == "be" and not chunk.form & GERUND
    chunk.form = first.form
    clause.vg = chunk


def _settle_subject(clause: Clause, later: list[Clause]) -> None:
    """Find a subject that stands behind its verb, or behind the participle that it rules."""
    if clause.subj is None and clause.link == PARTICIPIAL and clause.parent is None:
        main = next((other for other in later if other.link == MAIN), None)
        clause.subj = main.subj if main is not None else None
        return
    bare = not (clause.vg.aux or clause.vg.modal or clause.vg.to) and clause.vg.form & PARTICIPLE
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


def _settle_voice(clause: Clause, *, title: bool) -> None:
    """Return a bare participle with an agent, or without an object where one is due, is passive."""
    vg = clause.vg
    if vg.passive or vg.aux or vg.modal or vg.to or not vg.form & PARTICIPLE:
        return
    by = any(pp.prep == "by" and not pp.time for pp in clause.pps)
    if clause.link == PARTICIPIAL and not vg.form & GERUND:
        clause.passive = clause.obj is None or by
    elif (by and clause.obj is None) or (
        title and clause.obj is None and clause.link == MAIN and clause.subj is not None
    ):
        clause.passive = True
