"""Verb groups: auxiliaries, negation and adverbs around a verb, with voice, tense and particle."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.text.grammar import (
    ADJ,
    ADV,
    AUX,
    BASE,
    BE,
    DET,
    GERUND,
    GET,
    HAVE,
    MODAL,
    NEG,
    NUM,
    PARTICIPLE,
    PARTICLE,
    PAST,
    PLURAL,
    PREP,
    PROPN,
    THIRD,
    TO,
    VERB,
    VG,
)
from monitor.reading.words.lexicon import Lexicon
from monitor.reading.words.tokens import Token

_OPENS_NP = DET | NUM | ADJ | PROPN


class VerbGroups:
    """Builds the verb groups of tagged sentences."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._verb_classes = {
            verb: frozenset(names) for verb, names in lexicon.compiled.verb_classes.items()
        }

    def group(self, tokens: list[Token], index: int) -> Chunk:  # noqa: C901  (a cascade)
        chunk = Chunk(VG, index, index + 1)
        at, count = index, len(tokens)
        kinds = 0
        verb: Token | None = None
        while at < count:
            token = tokens[at]
            pos = token.pos
            if pos & ADV:
                if at == index or not _verb_ahead(tokens, at):
                    break
            elif pos & NEG:
                chunk.ceased = token.text in {"no longer", "no more"}
                chunk.neg = not chunk.ceased
            elif pos & TO:
                if at > index:
                    break
                chunk.to = True
            elif pos & (AUX | MODAL):
                kinds |= self._auxiliary(chunk, token)
            elif pos & VERB:
                if chunk.aux and _is_third(token):
                    break  # "the crew that was there | says"
                verb = token
                at += 1
                break
            else:
                break
            at += 1
        chunk.e = max(at, index + 1)
        self._finish_verb(chunk, tokens, verb, kinds)
        return chunk

    def _auxiliary(self, chunk: Chunk, token: Token) -> int:
        word = token.word
        assert word is not None
        chunk.neg = chunk.neg or token.text.endswith("n't") or token.text == "cannot"
        if not (chunk.aux or chunk.modal):
            chunk.number = _NUMBERS.get(token.text.removesuffix("n't"), 0)
        if token.pos & MODAL:
            chunk.modal = chunk.modal or word.kind
            chunk.neg = chunk.neg or " not" in token.text
            return 0
        kind = {"be": BE, "have": HAVE, "get": GET}.get(word.kind, 0)
        if kind == HAVE:
            chunk.perfect = True
        if token.text in {"being", "having"} and not chunk.form:
            chunk.form = GERUND
        elif not chunk.form and token.text not in {"be", "been"}:
            chunk.form = PAST if token.text in {"was", "were", "had", "did", "got"} else THIRD
        chunk.aux = True
        chunk.lemma = word.kind
        return kind

    def _finish_verb(
        self, chunk: Chunk, tokens: list[Token], verb: Token | None, kinds: int
    ) -> None:
        chunk.head = chunk.e - 1
        if verb is None:
            chunk.text = tokens[chunk.s].text
            if chunk.lemma == "get":
                self._particle(chunk, tokens)
            chunk.vcls = self._verb_classes.get(chunk.lemma, frozenset())
            return
        word = verb.word
        assert word is not None
        chunk.lemma = word.verb or verb.text
        chunk.text = verb.text
        is_participle = bool(word.form & PARTICIPLE)
        chunk.passive = bool(kinds & (BE | GET)) and is_participle and not word.form & GERUND
        if not chunk.aux and not chunk.modal and not chunk.to:
            chunk.form = word.form
        elif chunk.to or chunk.modal:
            chunk.form = BASE
        elif not chunk.form:
            chunk.form = BASE if tokens[chunk.s].text == "be" else THIRD  # "that X be opened"
        self._particle(chunk, tokens)
        chunk.vcls = self._classes(chunk)

    def _classes(self, chunk: Chunk) -> frozenset[str]:
        """Return what a verb does to other clauses: "rule out" denies, "rule" does not."""
        phrasal = f"{chunk.lemma} {chunk.particle}" if chunk.particle else chunk.lemma
        found = self._verb_classes.get(phrasal)
        return found if found is not None else self._verb_classes.get(chunk.lemma, frozenset())

    def _particle(self, chunk: Chunk, tokens: list[Token]) -> None:
        """Return the particle of a phrasal verb, if the next word can be one."""
        at = chunk.e
        if at + 1 < len(tokens) and tokens[at].text == "dead" and tokens[at + 1].pos & _OPENS_NP:
            chunk.adj, chunk.e = "dead", at + 1  # "shot dead two soldiers"
            return
        if at >= len(tokens) or not tokens[at].pos & (PARTICLE | ADV | PREP):
            return
        word = tokens[at].word
        assert word is not None
        if word.pos & PARTICLE:
            chunk.particle = tokens[at].text
            if tokens[at].pos & (ADV | PARTICLE):
                chunk.e = at + 1


def _is_third(token: Token) -> bool:
    return token.word is not None and not token.word.form & ~(THIRD | PLURAL)


def _verb_ahead(tokens: list[Token], at: int) -> bool:
    for token in tokens[at + 1 : at + 4]:
        if token.pos & (VERB | AUX):
            return True
        if not token.pos & (ADV | NEG):
            return False
    return False


_NUMBERS = {"is": 1, "was": 1, "has": 1, "are": 2, "were": 2}  # "have" may stand behind "may"
