"""Words of war and borders that trade uses too: units of a firm, lines of credit."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.words.lexicon import Lexicon


class Trade:
    """What the words beside a unit or a line tell of it. One for each article."""

    def __init__(self, lexicon: Lexicon) -> None:
        set_ = lexicon.set
        self._units, self._firms = set_("units_of_trade"), set_("firms")
        self._lines, self._regular = set_("lines_of_trade"), set_("regular_arms")
        self._border = lexicon.bit("border")
        self._fighting = lexicon.bit("troops", "militants")

    def is_peaceful(self, phrase: Chunk, cls: int) -> bool:
        """Whether a unit is a firm's, or a line is none between countries."""
        if cls & self._border and self._is_line_of_trade(phrase):
            return True
        if phrase.lemma not in self._units or not self._regular.isdisjoint(phrase.mods):
            return False
        return self._is_of_firm(phrase) or self._is_branch(phrase)

    def _is_line_of_trade(self, phrase: Chunk) -> bool:
        """Handle "its credit line to Pakistan", "the line of guarantee"."""
        of = phrase.of
        told = phrase.mods if of is None else (*phrase.mods, of.lemma)
        return not self._lines.isdisjoint(told)

    def _is_of_firm(self, phrase: Chunk) -> bool:
        """Handle "units of the Pakistan Tobacco Company", "the company's mining division"."""
        words = phrase.text.split()[:-1]
        for part in (phrase.of, phrase.poss, *phrase.apps):
            if part is not None and not part.cls & self._fighting:
                words += part.text.split()
        return not self._firms.isdisjoint(words)

    def _is_branch(self, phrase: Chunk) -> bool:
        """Handle "its Turkish unit": who has units by country sells something."""
        return phrase.det == "its" and bool(phrase.codes) and not phrase.plural
