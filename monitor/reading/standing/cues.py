"""Cues that rule a sentence, a paragraph or an article: found as whole words in folded text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.whole_words import WholeWords
from monitor.reading.vocabulary.compiled import Compiled
from monitor.reading.words.when import HISTORY, PAST, When

OLD_DAYS = 30  # the house rule of the corpus: up to 30 days a report is still of use


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue that rules a sentence: its status, and where it ends in the sentence."""

    status: str
    text: str
    end: int


class CueList:
    """Cues by status: words as they stand, ``...`` for a gap, ``#`` for a number.

    "was # when" and "came within ... of" begin with plain words: these are looked up, and only
    where they stand the rest is compared.
    """

    def __init__(self, by_status: Mapping[str, tuple[str, ...]], number: str) -> None:
        self._plain: dict[str, str] = {}
        self._patterns: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
        for status, cues in by_status.items():
            for cue in cues:
                self._add(cue.lower(), status, number)
        self._words = WholeWords(dict.fromkeys([*self._plain, *self._patterns], ""))

    def _add(self, cue: str, status: str, number: str) -> None:
        opening = re.match(r"[^.#]*", cue)
        head = opening[0].rstrip() if opening is not None else cue
        if head == cue:
            self._plain[cue] = status
            return
        rest = re.escape(cue[len(head) :].strip())
        rest = rest.replace(r"\ \.\.\.\ ", _GAP).replace(r"\.\.\.\ ", _GAP).replace(r"\#", number)
        self._patterns.setdefault(head, []).append((cue, status, re.compile(rf"\s*{rest}(?!\w)")))

    def find(self, folded: str) -> list[Cue]:
        found: list[Cue] = []
        for words, _, end in self._words.find(folded):
            if words in self._plain:
                found.append(Cue(self._plain[words], words, end))
            for cue, status, rest in self._patterns.get(words, ()):
                hit = rest.match(folded, end)
                if hit is not None:
                    found.append(Cue(status, cue, hit.end()))
        return found


_GAP = r"\b[^;]{0,60}?\s"  # how far the two halves of a cue may stand apart


def _number(compiled: Compiled) -> str:
    words = sorted(compiled.numbers.get("units", ()), key=len, reverse=True)
    return rf"(?:\d+|{'|'.join(re.escape(word) for word in words)})"


class CueFinder:
    """Finds the cues of one vocabulary in folded text."""

    def __init__(self, compiled: Compiled) -> None:
        cues, falsehood = compiled.cues, compiled.falsehood
        dispute, ahead = compiled.dispute, compiled.settings.get("dispute_ahead", ())
        number = _number(compiled)
        self._sentence = CueList(cues.get("sentence", {}), number)
        self._article = CueList(cues.get("article", {}), number)
        self._dispute = CueList({"disputed": tuple(dispute)}, number)
        self._contents = WholeWords(dict.fromkeys(compiled.sets.get("contents", ()), ""))
        self._ahead = WholeWords(dict.fromkeys(ahead, "disputed"))
        counter = compiled.settings.get("dispute_counter", ())
        self._counter = WholeWords(dict.fromkeys(counter, "disputed"))
        self._false = WholeWords(dict.fromkeys(falsehood, "denied"))

    def sentence(self, folded: str) -> list[Cue]:
        return self._sentence.find(folded)

    def article(self, folded: str) -> list[Cue]:
        return self._article.find(folded)

    def disputes(self, folded: str) -> bool:
        """Tell whether a sentence denies what was told before it, and nothing of its own."""
        return any(self._is_of_before(folded, cue) for cue in self._dispute.find(folded))

    def may_dispute(self, folded: str) -> bool:
        """Tell whether an article holds words of denial at all."""
        found = self._dispute.find(folded) or self._ahead.find(folded)
        return bool(found or self._counter.find(folded))

    def _is_of_before(self, folded: str, cue: Cue) -> bool:
        """Handle "Information about a mine does not correspond to reality": of a mine, not of X."""
        opening = cue.text.partition(" ...")[0]
        ahead = folded[: max(folded.rfind(opening, 0, cue.end), 0)]
        return not self._contents.find(ahead)

    def disputes_ahead(self, folded: str) -> bool:
        return bool(self._ahead.find(folded))

    def counters(self, folded: str) -> bool:
        """Tell whether a sentence says that the fighting is elsewhere, or not over."""
        return bool(self._counter.find(folded))

    def falsehood(self, folded: str) -> list[Cue]:
        return _cues(self._false, folded)


def _cues(matcher: WholeWords, folded: str) -> list[Cue]:
    return [Cue(status, word, end) for word, status, end in matcher.find(folded)]


def is_old(when: When | None) -> bool:
    return when is not None and (
        when.kind == HISTORY or (when.kind == PAST and when.near > OLD_DAYS)
    )


def is_lately(when: When) -> bool:
    """Whether a time is a day of the last weeks."""
    return when.kind == PAST and when.near <= OLD_DAYS and when.precision < _COARSE


_COARSE = 3  # "this year", "in recent months": no day that would make it news


def dated_lately(sentence: Sentence) -> bool:
    """Whether a sentence names a day of the last weeks."""
    return any(is_lately(when) for when in sentence.times)


_YEAR = 365  # days
_SEVERAL = frozenset({"several", "many", "a number of", "a series of", "dozens of", "scores of"})


class Background:
    """Follows an article's paragraphs: a sentence about old days colours those behind it.

    Sentences are only asked for their dates when a claim behind them in their paragraph needs it.
    """

    def __init__(self, tallied: frozenset[str]) -> None:
        """``tallied``: nouns of events that are counted over months, "five *incidents*"."""
        self._tallied = tallied
        self._paragraph = -2
        self._old = False
        self._waiting: list[Sentence] = []

    def hear(self, sentence: Sentence) -> None:
        """Go on to the next sentence."""
        paragraph = -1 if sentence.in_title else sentence.paragraph
        if paragraph != self._paragraph:
            self._paragraph, self._old = paragraph, False
            self._waiting.clear()
        self._waiting.append(sentence)

    def is_old(self) -> bool:
        """Whether undated claims of the sentence heard last are background."""
        before = recent = False
        for sentence in self._waiting:
            recent = dated_lately(sentence)
            before = self._old
            if recent:
                self._old = False
            elif any(is_old(when) and not self._lasts(when, sentence) for when in sentence.times):
                self._old = True
        self._waiting.clear()
        return before and not recent

    def _lasts(self, when: When, sentence: Sentence) -> bool:
        """Handle "which they had held *since April*": what began then lasts until these days.

        "Since April the district has had no rest" opens a count of all those days instead, and so
        does "five attacks have been counted since April".
        """
        since = when.s > 1 and sentence.tokens[when.s - 1].text == "since"
        return since and when.near < _YEAR and not self._tallies(sentence)

    def _tallies(self, sentence: Sentence) -> bool:
        return any(
            phrase.plural
            and (phrase.qty is not None or phrase.det in _SEVERAL)
            and phrase.lemma.rpartition(" ")[2] in self._tallied
            for _, phrase in sentence.phrases
        )
