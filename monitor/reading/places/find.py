"""Find: a place by name, and "did you mean" for a name that is not in the gazetteer.

Only people ask here. Live text is matched by exact spelling: no measure of likeness separates
Takhar from Tahar or Archi from Barchi, so likeness may propose and never decide.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz import fuzz, process

from monitor.reading.places.gazetteer import Gazetteer
from monitor.reading.places.values import Place
from monitor.reading.text.folding import words

# Sounds that transliterations of Persian, Tajik, Pashto and Russian write in different ways.
_SAME_SOUND = (
    ("dzh", "j"), ("kh", "h"), ("gh", "g"), ("sh", "s"), ("zh", "j"), ("ch", "c"), ("ts", "s"),
    ("ph", "f"), ("q", "k"), ("w", "v"), ("x", "h"),
)  # fmt: skip
_SILENT = re.compile("[aeiouyh]")
_NO_LETTER = re.compile("[^a-z0-9 ]")
_DOUBLED = re.compile(r"([a-z])\1+")
_LIKE_ENOUGH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A place whose name is like the one asked for; ``likeness`` runs from 0 to 100."""

    place: Place
    spelling: str
    likeness: int


def skeleton(name: str) -> str:
    """Return the consonants of a name, spelling habits and scripts set aside.

    Two spellings of one name nearly always share it; so do some that are two names.
    """
    text = _NO_LETTER.sub("", " ".join(words(anyascii(name))))
    for written, plain in _SAME_SOUND:
        text = text.replace(written, plain)
    return _DOUBLED.sub(r"\1", _SILENT.sub("", text)).strip() or text


def propose(gazetteer: Gazetteer, name: str, limit: int = 5) -> tuple[Proposal, ...]:
    """Return the places whose names are most like a name, best first."""
    spellings = [(place, text) for place in gazetteer.places.values() for text in place.spellings]
    wanted = skeleton(name)
    folded = " ".join(words(anyascii(name)))
    near = process.extract(
        wanted, [skeleton(text) for _, text in spellings], scorer=fuzz.ratio, limit=200,
        score_cutoff=_LIKE_ENOUGH - 10,
    )  # fmt: skip
    found = [_proposal(spellings[index], folded, score) for _, score, index in near]
    return _best_of_each(found)[:limit]


def _proposal(spelling: tuple[Place, str], folded: str, skeleton_score: float) -> Proposal:
    """Skeletons find, letters rank: the mean of both."""
    place, text = spelling
    letters = fuzz.ratio(folded, " ".join(words(anyascii(text))))
    return Proposal(place=place, spelling=text, likeness=round((letters + skeleton_score) / 2))


def _best_of_each(found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    best: dict[str, Proposal] = {}
    for proposal in sorted(found, key=lambda proposal: -proposal.likeness):
        if proposal.likeness >= _LIKE_ENOUGH - 10:
            best.setdefault(proposal.place.id, proposal)
    return tuple(best.values())
