"""Whether one text copies another, and whether it says anything of its own."""

import re
from dataclasses import dataclass
from enum import Enum

from monitor.articles.words import SIZE, Shingle, folded, numbers, shingles, words

REPEATS = 0.9
"""From this share of its shingles on, a text that adds nothing is the other one again."""

COPIES = 0.35
"""From this share on, it is no independent source: it copies the other one in part."""

LONGEST = 100_000
"""Characters that are compared; what is longer is no article, and must not cost more."""

# Templates of short notices share much: two of them are two stories when their facts differ.
_SHORT = 60
_OVERLAP = 8
# So many words in a row that the other text does not have are a sentence of its own.
_OWN_RUN = 5

_NUMBER = re.compile(
    r"\d|^(?:no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|dozens?|hundreds?|thousands?|half"
    r"|один|одна|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|\w+дцать|сто|тысяч\w*)$"
)
_TURN = re.compile(
    r"^(?:not|never|n't|\w+n't|nobody|nothing|neither|nor|without|cannot|unconfirmed|alleged\w*"
    r"|den(?:y|ies|ied|ying|ials?)|reject\w*|refut\w*|dismiss\w*|disput\w*|contradict\w*"
    r"|retract\w*|correct\w*|withdr[ae]w\w*|revis\w*|clarif\w*|fals\w*|untrue|wrong\w*|mistak\w*"
    r"|retak\w*|retook|recaptur\w*|repel\w*|repuls\w*|fail\w*|foil\w*|claim\w*|reported\w*"
    r"|не|нет|ни|опроверг\w*|отрица\w*|ошиб\w*|ложн\w*|якобы|уточн\w*)$"
)


class Kinship(Enum):
    NONE = "a story of its own"
    PART = "copied in part"
    WHOLE = "the same again"


@dataclass(frozen=True, slots=True)
class Likeness:
    """``share`` is the part of the newer text that the older one holds, from 0 to 1."""

    kinship: Kinship
    share: float


class Text:
    """A text as words: folded, as its set of shingles, and as they are written."""

    # Only who is compared needs its words: most articles are like no other.
    __slots__ = ("_parts", "_plain", "raw")

    def __init__(self, text: str) -> None:
        self.raw = text[:LONGEST]
        self._plain: list[str] | None = None
        self._parts: frozenset[Shingle] | None = None

    @property
    def plain(self) -> list[str]:
        if self._plain is None:
            self._plain = folded(self.raw)
        return self._plain

    @property
    def parts(self) -> frozenset[Shingle]:
        if self._parts is None:
            self._parts = frozenset(shingles(self.plain))
        return self._parts

    def is_the_same(self, other: "Text") -> bool:
        return self.raw == other.raw

    @property
    def numbers(self) -> list[int]:
        """The numbers of its shingles, by which others like it are found."""
        return numbers(self.raw)

    @property
    def written(self) -> list[str]:
        return words(self.raw)


def compare(new: Text, old: Text, *, title: str = "") -> Likeness:
    """Return how a newer text stands to an older one; ``title`` is the newer one's."""
    if new.is_the_same(old):
        return _again(title, old)
    common = len(new.parts & old.parts)
    if not common:
        return Likeness(Kinship.NONE, 0.0)
    share = common / len(new.parts)
    if common < min(_OVERLAP, len(new.parts)) or max(share, common / len(old.parts)) < COPIES:
        return Likeness(Kinship.NONE, share)
    if min(len(new.plain), len(old.plain)) < _SHORT and _other_facts(new, old):
        return Likeness(Kinship.NONE, share)
    if share >= REPEATS and not says_more(new, old) and not _title_tells(title, old):
        return Likeness(Kinship.WHOLE, share)
    return Likeness(Kinship.PART, share)


def _again(title: str, old: Text) -> Likeness:
    """Return the same for a text that is the older one to the letter."""
    if not old.plain:
        return Likeness(Kinship.NONE, 0.0)
    return Likeness(Kinship.PART if _title_tells(title, old) else Kinship.WHOLE, 1.0)


def says_more(new: Text, old: Text) -> bool:
    """Say whether a copy holds something that its original does not.

    A number, a name, a denial or a whole sentence: anything that could change what is known.
    """
    if new.plain == old.plain:
        return False
    known = set(old.plain)
    written = new.written
    for run in own_runs(new, old):
        if len(run) >= _OWN_RUN:
            return True
        if any(_tells(written[index], new.plain[index], known) for index in run):
            return True
    return False


def own_runs(new: Text, old: Text) -> list[list[int]]:
    """Return the runs of words that no shingle shared with the older text covers."""
    covered = [False] * len(new.plain)
    theirs = old.parts
    for index, part in enumerate(shingles(new.plain)):
        if part in theirs:
            covered[index : index + SIZE] = [True] * min(SIZE, len(covered) - index)
    runs: list[list[int]] = []
    for index, is_covered in enumerate(covered):
        if is_covered:
            continue
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _tells(written: str, word: str, known: set[str]) -> bool:
    if _NUMBER.search(word) or _TURN.match(word):
        return True
    return written[0].isupper() and word not in known


def _title_tells(title: str, old: Text) -> bool:
    """Say whether a title has a number or a denial that the older text has not."""
    telling = [word for word in folded(title) if _NUMBER.search(word) or _TURN.match(word)]
    return bool(telling) and not set(old.plain).issuperset(telling)


def _other_facts(new: Text, old: Text) -> bool:
    """Say whether two short texts differ in most of their numbers and names."""
    ours, theirs = _facts(new), _facts(old)
    if not ours or not theirs:
        return False
    return len(ours & theirs) < 0.6 * min(len(ours), len(theirs))


def _facts(text: Text) -> set[str]:
    return {
        plain
        for written, plain in zip(text.written, text.plain, strict=True)
        if written[0].isupper() or _NUMBER.search(plain)
    }
