"""Articles about a work: a film, a study, the report on a year. What these tell is of other days.

"A study presented on Thursday" dates its presentation; the fall of a town that it goes on to tell
is news only where a day of these weeks dates it.
"""

from monitor.events.values import ClaimType
from monitor.reading.claims.dating import when_of
from monitor.reading.claims.draft import Draft
from monitor.reading.standing.cues import CueList, is_lately
from monitor.reading.text.whole_words import WholeWords
from monitor.reading.vocabulary.compiled import Compiled

LEAD = 2  # sentences of the text that say what an article is about
_DEEDS = frozenset({
    ClaimType.TERRITORY_CAPTURED, ClaimType.BORDER_CROSSING, ClaimType.CROSS_BORDER_FIRE,
    ClaimType.ARMED_CLASH, ClaimType.DRUG_INTERDICTION,
})  # fmt: skip


class WorkFinder:
    """Finds the work that an article is about: in its title or lead, beside a word of its trade."""

    def __init__(self, compiled: Compiled) -> None:
        works = compiled.settings.get("works", {})
        signs = compiled.settings.get("work_signs", {})
        self._works = CueList({kind: tuple(words) for kind, words in works.items()}, r"\d{4}")
        self._signs = {kind: WholeWords(dict.fromkeys(words, kind))
                       for kind, words in signs.items()}  # fmt: skip

    def find(self, sentences: list[str]) -> str:
        """Return what work folded sentences are about; nothing where they are about none."""
        for folded in sentences:
            for work in self._works.find(folded):
                signs = self._signs.get(work.status)
                if signs is not None and signs.find(folded):
                    return work.text
        return ""


def retire_told(drafts: list[Draft], work: str) -> None:
    """Take out of the news, in place, what an article about a work tells without a day of late."""
    for draft in drafts if work else ():
        if draft.status != "asserted" or draft.type not in _DEEDS:
            continue
        when = when_of(draft)
        if when is None or not is_lately(when):
            draft.rule("historical", f"in an article about a work: {work!r}")
