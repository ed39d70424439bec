"""A clause, and a clause under construction."""

from collections.abc import Iterator

from monitor.reading.syntax.chunks import Chunk

MAIN, COMP, RELATIVE, ADVERBIAL, INFINITIVE, PARTICIPIAL, COORDINATE, QUOTED = (
    "main", "complement", "relative", "adverbial", "infinitive", "participial", "coordinate",
    "quoted",
)  # fmt: skip
SPEECH = frozenset({"report", "claim", "deny", "doubt", "fear", "plan", "order"})
SAID = frozenset({"report", "claim"})  # that something is so


class Clause:
    """One clause. ``subj`` and ``obj`` are surface roles; ``passive`` says whether to swap them.

    ``parent`` is the clause it depends on, ``governor`` the noun it depends on ("the claim that"),
    ``link`` how; ``opener`` the word that opened it ("if", "after", "which").
    """

    __slots__ = (
        "aboard",
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
        self.aboard: tuple[Chunk, ...] = ()  # "a launch with six men": the men
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

    def first_behind(self) -> Chunk | None:
        """Return the first prepositional phrase behind the verb: one before it is no particle."""
        return next((pp for pp in self.pps if pp.s >= self.vg.s and not pp.time), None)

    def hang_on(self, above: "Clause | None") -> None:
        """Depend on a clause told later; one that was taken to hang on this one is free then."""
        if above is None or above is self:
            return
        if any(one is self for one in above.ancestors()):
            above.parent = None  # else the two would depend on each other
        self.parent = above

    def ancestors(self) -> "Iterator[Clause]":
        """Yield the clauses that this one depends on, the nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def __repr__(self) -> str:
        return f"<{self.link} {self.subj} {self.vg} {self.obj} {self.pps}>"


class Context:
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
        "taken",
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
        self.taken: Chunk | None = None  # "whose *centre* they took"
        self.marked = False  # whether a comma or "and" stands before the pending phrase
