"""The gate: one Aho-Corasick pass that throws away what cannot matter.

Edge to ahocorasick-rs. Patterns are the spellings of triggers (every form of every verb and noun
that evokes a frame) and of anchors (countries, demonyms, places, actors, borders). An article
without both is not read further; a sentence without a trigger is not analysed.
"""

from collections import Counter
from dataclasses import dataclass, field

import ahocorasick_rs

from monitor.reading.places.gazetteer import Place
from monitor.reading.words.lexicon import Lexicon

_MIN_PLACE = 4
_LONGEST = 40  # letters of a name
_MIN_LEADER = 9  # "ashraf ghani" is an anchor, "modi" is not


@dataclass(slots=True)
class Scan:
    """What one pass found: offsets of triggers, and country and province names by weight."""

    triggers: list[int] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)
    provinces: Counter[str] = field(default_factory=Counter)
    places: list[tuple[int, tuple[Place, ...]]] = field(default_factory=list)
    anchors: int = 0


class Gate:
    """Built once from the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:  # noqa: C901  (a cascade)
        patterns: dict[str, tuple[bool, str, tuple[Place, ...]]] = {}
        for name, code in _country_words(lexicon).items():
            patterns[name] = (False, code, ())
        for key in lexicon.gazetteer.keys():  # noqa: SIM118  (a method of ours)
            spelling = " ".join(key)
            if len(spelling) >= _MIN_PLACE and spelling not in patterns:
                places = lexicon.gazetteer.candidates(key)
                patterns[spelling] = (False, "", places)
        for actor in lexicon.compiled.actors:
            for key in actor.keys:
                if len(" ".join(key)) > 2 and key not in actor.caution:
                    patterns.setdefault(" ".join(key), (False, actor.country or "-", ()))
        for code, keys in lexicon.compiled.leaders.items():
            for key in keys:
                if len(" ".join(key)) >= _MIN_LEADER:
                    patterns.setdefault(" ".join(key), (False, code, ()))
        for spelling in _trigger_words(lexicon):
            patterns.setdefault(spelling, (True, "", ()))
        self._patterns = list(patterns)
        self._facts = list(patterns.values())
        self._phrases = {at for at, spelling in enumerate(self._patterns) if " " in spelling}
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def scan(self, folded: str) -> Scan:
        """One pass over a folded text; hyphens count as blanks."""
        scan = Scan()
        text = folded.replace("-", " ").replace("'", " ")
        phrases = self._phrases
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if _is_whole(text, start, end):
                self._note(index, start, scan)
            elif index in phrases:
                self._note_hidden(text, start, end, scan)
        return scan

    def _note_hidden(self, text: str, start: int, end: int, scan: Scan) -> None:
        """Note what begins within a match that is none: "is-k" in "is *Kunduz*"."""
        within = text.index(" ", start) + 1
        window = text[within : end + _LONGEST]
        for index, first, last in self._automaton.find_matches_as_indexes(window):
            if within + first >= end:
                return
            if _is_whole(text, within + first, within + last):
                self._note(index, within + first, scan)

    def _note(self, index: int, start: int, scan: Scan) -> None:
        is_trigger, code, places = self._facts[index]
        if is_trigger:
            scan.triggers.append(start)
            return
        scan.anchors += 1
        if code:
            scan.countries[code] += 2
        elif places:
            _count_places(scan, places)
            scan.places.append((start, places))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a match begins and ends where words do."""
    if start and text[start - 1].isalnum():
        return False
    return end >= len(text) or not text[end].isalnum()


def _count_places(scan: Scan, places: tuple[Place, ...]) -> None:
    codes = {place.country for place in places}
    if len(codes) == 1:
        scan.countries[codes.pop()] += 1
    for place in places[:3]:
        if place.kind == "province":
            scan.provinces[place.name] += 2
        elif place.province and len(places) == 1:
            scan.provinces[place.province] += 1


def _country_words(lexicon: Lexicon) -> dict[str, str]:
    gazetteer = lexicon.gazetteer
    found: dict[str, str] = {}
    for names in (gazetteer.country_names, gazetteer.demonyms):
        for key, code in names.items():
            if len(" ".join(key)) > 2:
                found[" ".join(key)] = code
    return found


def _trigger_words(lexicon: Lexicon) -> set[str]:
    """Every spelling of every verb and noun of the frames.

    A phrase with a trigger in it needs no entry of its own; and "re captured" would hide the
    trigger of "were captured", because a match may begin inside a word.
    """
    frames = lexicon.compiled.frames
    verbs = {verb.split()[0] for frame in frames for verb in frame.verbs}
    nouns = {noun for frame in frames for noun in frame.nouns}
    evoking = lexicon.bit(*lexicon.compiled.settings.get("gate", {}).get("classes", ()))
    found = set(lexicon.compiled.settings.get("gate", {}).get("words", ()))
    for form in lexicon.compiled.words:
        if form.verb in verbs or form.noun in nouns or form.classes & evoking:
            found.add(" ".join(form.key))
    found |= _company_of_be(lexicon)
    return {text for text in found if " " not in text or found.isdisjoint(text.split())}


def _company_of_be(lexicon: Lexicon) -> set[str]:
    """Tell what a frame of "be" asks for beside its verb, which a headline or a ledger leaves out.

    "Kunduz in rebel *hands*", "Shir Khan Bandar: out of *service*".
    """
    heads: set[str] = set()
    mask = 0
    for frame in lexicon.compiled.frames:
        if "be" not in frame.verbs:
            continue
        for slot in frame.fixed:
            if set(slot.at) & {"word", "subj", "particle", "adj"}:
                continue
            heads |= set(slot.heads)
            mask |= slot.classes & lexicon.bit("control", "hands", "contact")
    found = {" ".join(form.key) for form in lexicon.compiled.words if form.classes & mask}
    return {head for head in found | heads if head.replace(" ", "").isalpha()}
