"""Cues that rule a sentence, a paragraph or an article: found as whole words in folded text."""

from dataclasses import dataclass

from monitor.reading.sentence import Sentence
from monitor.reading.times import HISTORY, PAST, When
from monitor.reading.vocabulary import Compiled
from monitor.reading.whole_words import WholeWords

OLD_DAYS = 30  # the house rule of the corpus: up to 30 days a report is still of use


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue that rules a sentence: its status, and where it ends in the sentence."""

    status: str
    text: str
    end: int


class CueFinder:
    """Finds the cues of one vocabulary in folded text."""

    def __init__(self, compiled: Compiled) -> None:
        cues, falsehood = compiled.cues, compiled.falsehood
        dispute, ahead = compiled.dispute, compiled.settings.get("dispute_ahead", ())
        self._sentence = WholeWords(
            {word: status for status, words in cues.get("sentence", {}).items() for word in words}
        )
        self._article = WholeWords(
            {word: status for status, words in cues.get("article", {}).items() for word in words}
        )
        self._dispute = WholeWords(dict.fromkeys(dispute, "disputed"))
        self._ahead = WholeWords(dict.fromkeys(ahead, "disputed"))
        counter = compiled.settings.get("dispute_counter", ())
        self._counter = WholeWords(dict.fromkeys(counter, "disputed"))
        self._false = WholeWords(dict.fromkeys(falsehood, "denied"))

    def sentence(self, folded: str) -> list[Cue]:
        return _cues(self._sentence, folded)

    def article(self, folded: str) -> list[Cue]:
        return _cues(self._article, folded)

    def disputes(self, folded: str) -> bool:
        return bool(self._dispute.find(folded))

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


class Background:
    """Follows an article's paragraphs: a sentence about old days colours those behind it.

    Sentences are only asked for their dates when a claim behind them in their paragraph needs it.
    """

    def __init__(self) -> None:
        self._paragraph = -1
        self._old = False
        self._waiting: list[Sentence] = []

    def hear(self, sentence: Sentence) -> None:
        """Go on to the next sentence."""
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._old = sentence.paragraph, False
            self._waiting.clear()
        self._waiting.append(sentence)

    def is_old(self) -> bool:
        """Whether undated claims of the sentence heard last are background."""
        before = recent = False
        for sentence in self._waiting:
            times = sentence.times
            recent = any(when.kind == PAST and when.near <= OLD_DAYS and when.precision < 3
                         for when in times)  # fmt: skip
            before = self._old
            if recent:
                self._old = False
            elif any(is_old(when) for when in times):
                self._old = True
        self._waiting.clear()
        return before and not recent
