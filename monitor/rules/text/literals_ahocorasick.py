"""The edge to ahocorasick_rs: all literals of all text rules, in one pass over a text."""

from ahocorasick_rs import AhoCorasick, MatchKind


class LiteralSet:
    """Tells which of many literals a text holds; the cost does not grow with their number."""

    def __init__(self, literals: list[str]) -> None:
        self._literals = literals
        self._automaton = AhoCorasick(literals, matchkind=MatchKind.Standard)

    def found_in(self, text: str) -> list[str]:
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return [self._literals[number] for number in {hit[0] for hit in found}]
