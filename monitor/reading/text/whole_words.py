"""Edge to ahocorasick-rs: phrases found as whole words in folded text, in one pass."""

from collections.abc import Mapping

import ahocorasick_rs


class WholeWords:
    """Finds the keys of ``meanings``; where two overlap, the longer one that starts first."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._words = [word.lower() for word in meanings]
        self._meanings = list(meanings.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._words or ["\0"], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, folded: str) -> list[tuple[str, str, int]]:
        """Return (word, meaning, end) of every hit, left to right."""
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if (start and folded[start - 1].isalnum()) or folded[end : end + 1].isalnum():
                continue
            found.append((self._words[index], self._meanings[index], end))
        return found
