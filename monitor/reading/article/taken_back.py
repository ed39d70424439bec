"""What the next sentence takes back: "X had fallen. It had not." and "The report was wrong."."""

import re
from collections.abc import Mapping, Sequence

from monitor.reading.claims.draft import Draft
from monitor.reading.text.folding import fold
from monitor.reading.text.whole_words import WholeWords
from monitor.reading.vocabulary.compiled import Compiled

_QUOTE = 200  # characters behind which a quote names its speaker
_NEAR = 260  # characters behind a sentence in which an outlet takes its report back
_PAUSE = re.compile(r"\s*(?P<mark>[.;:,!-])(?P<rest>[^.;:!?]{0,90})")
_SEMICOLON = re.compile(r"[;:]\s*")
_OPENING = re.compile(r"[\s\"')\]-]*")
_TAIL = re.compile(r",\s*(?:is|are|was|were|has|have|had|did|does)(?:n't| not)\s*(?:[.:;]|$)")
_SPEAKING = re.compile(r"\b(?:said|says|say|told|insisted|insists|according to|replied)\b")


class TakenBack:
    """Finds sentences that take back the one before; the words come from the settings."""

    def __init__(self, compiled: Compiled) -> None:
        words = sorted(compiled.settings.get("takes_back", ()), key=len, reverse=True)
        self._elliptic = tuple(fold(word) for word in words)
        self._retracts = WholeWords(dict.fromkeys(compiled.settings.get("retracts", ()), ""))
        self._withdrawn, self._undone = _withdrawals(compiled.settings.get("retraction", {}))

    def mark(self, drafts: list[Draft]) -> None:
        """Deny (or dispute, where somebody speaks) the drafts that are taken back, in place."""
        for draft in drafts:
            if draft.status != "asserted" or draft.sentence.in_title:
                continue
            found = self.verdict(draft)
            if found is not None:
                draft.status, why = found
                draft.why.append(why)

    def verdict(self, draft: Draft) -> tuple[str, str] | None:
        """Return the status and the reason; None where the next sentence says nothing of it."""
        tail = _TAIL.search(draft.sentence.folded)  # "X, reported lost by two newspapers, is not"
        if tail is not None and draft.span[0] - draft.sentence.start < tail.start():
            return "denied", f"taken back: {tail[0]!r}"
        end = draft.sentence.end
        behind = fold(draft.sentence.text[end : end + _NEAR])
        opening = _OPENING.match(behind)
        quoted = opening is not None and '"' in opening[0]  # "This is not true," said a commander
        behind = behind[opening.end() :] if opening is not None else behind
        aside = _SEMICOLON.search(draft.sentence.folded, draft.span[1] - draft.sentence.start)
        own = draft.sentence.folded[aside.end() :] if aside is not None else ""
        found = self._in_few_words(behind, draft, quoted=quoted)
        found = found or self._in_few_words(own, draft, quoted=False)
        return found or self._in_its_own_words(behind, draft)

    def _in_few_words(self, behind: str, draft: Draft, *, quoted: bool) -> tuple[str, str] | None:
        """Handle "It had not.", "; it had not", "Nothing of the sort, an elder said."."""
        for words in self._elliptic:
            pause = _PAUSE.match(behind, len(words)) if behind.startswith(words) else None
            if pause is not None:
                same = draft.sentence.folded.count('"') % 2 == 1  # one quote: one speaker
                rest = behind[:_QUOTE] if quoted else pause["rest"] if pause["mark"] == "," else ""
                spoken = not same and _SPEAKING.search(rest)
                return ("disputed" if spoken else "denied"), f"taken back: {words!r}"
        return None

    def _in_its_own_words(self, behind: str, draft: Draft) -> tuple[str, str] | None:
        """Handle "The report was wrong.", "It withdrew its report"."""
        wrong = self._retracts.find(behind)
        if wrong:
            return "denied", f"taken back: {wrong[0][0]!r}"
        told, first = draft.sentence.folded, draft.span[1] - draft.sentence.start
        rest = told[first : first + _NEAR]
        withdrawn = self._withdrawn.search(rest) or self._withdrawn.search(behind)
        withdrawn = withdrawn or self._undone.search(told[max(0, first - _NEAR) : first + _NEAR])
        return ("denied", f"taken back: {withdrawn[0]!r}") if withdrawn else None


def _withdrawals(words: Mapping[str, Sequence[str]]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds "withdrew its report", "the story was deleted", and a report that was.

    The second is of one sentence: "A report on Monday that X had fallen was retracted".
    """
    said = {name: "|".join(map(re.escape, listed)) for name, listed in words.items()}
    if not said:
        return _NEVER, _NEVER
    account = rf"(?:{said['owners']}) (?:\w+ )?(?:{said['accounts']})"
    undone = rf"(?:{said['auxiliaries']})(?: \w+)? (?:{said['participles']})"
    behind = (
        rf"\b(?:(?:{said['verbs']}) {account}|{account} {undone}"
        rf"|(?:{said['parted']}) {account} (?:{said['particles']}))\b"
    )
    report = rf"\b(?:{said['accounts']}) (?:[^.;]{{0,60}} )?that [^.;]{{1,160}} {undone}\W*$"
    return re.compile(behind), re.compile(report)


_NEVER = re.compile(r"(?!)")
