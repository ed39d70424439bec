"""Ranges and loads: two phrases that count or carry one group of people become one phrase."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.text.grammar import (
    GERUND,
    MARK_ADV,
    MARK_CC,
    MARK_PREP,
    MARK_SUB,
    NP,
    NUM,
    PAST,
    VG,
)
from monitor.reading.words.lexicon import Lexicon
from monitor.reading.words.numbers import Quantity
from monitor.reading.words.tokens import Token

_OPENERS = {"between": "and", "from": "to"}
_JOINERS = ("to", "or")
_ABOARD = frozenset({"aboard", "on board"})
_LADEN = frozenset({"with", "full of"})
_JOINING = frozenset({MARK_PREP, MARK_CC})


def fold_spans(chunks: list[Chunk]) -> list[Chunk]:
    """Handle "*Nine* days after it was closed": how long after, and no nine of anything."""
    found: list[Chunk] = []
    for chunk in chunks:
        span = chunk.kind == MARK_SUB and " " in chunk.text
        if span and found and found[-1].kind == NP and _is_figure(found[-1]):
            chunk.s = found.pop().s
        found.append(chunk)
    return found


def _is_figure(phrase: Chunk) -> bool:
    """Whether a phrase is a number and nothing else."""
    known = phrase.cls or phrase.places or phrase.names or phrase.det
    return phrase.qty is not None and not known and phrase.e - phrase.s <= 2


def fold_ranges(chunks: list[Chunk], tokens: list[Token]) -> list[Chunk]:
    """Make "between 300 and 400 soldiers", "15 to 20 men", "sixty or seventy families" one phrase.

    The phrase has the upper figure.
    """
    out: list[Chunk] = []
    index = 0
    while index < len(chunks):
        step = _range_at(chunks, index, tokens)
        if step:
            whole = chunks[index + step]
            whole.s = chunks[index].s
            whole.qty = _ranging(chunks[index + step - 2], whole)
            out.append(whole)
            index += step + 1
        else:
            out.append(chunks[index])
            index += 1
    return out


def _ranging(first: Chunk, last: Chunk) -> Quantity | None:
    """Return the quantity of the last phrase, with the figure of the first for its lower one."""
    low, high = first.qty, last.qty
    if low is None or high is None:
        return high
    return Quantity(high.value, high.bound, high.extra, low.value)


def _range_at(chunks: list[Chunk], index: int, tokens: list[Token]) -> int:
    """Return how many chunks on the last phrase of a range stands; 0 where none begins."""
    kind = chunks[index].kind
    if kind != MARK_PREP and kind != NP:  # noqa: PLR1714  (the same, quicker)
        return 0
    opener = chunks[index].text if kind == MARK_PREP else ""
    first = index + 1 if opener in _OPENERS else index
    if opener and opener not in _OPENERS:
        return 0
    if first + 2 >= len(chunks) or not _is_number(chunks[first], tokens):
        return 0
    joiner, last = chunks[first + 1], chunks[first + 2]
    wanted = (_OPENERS[opener],) if opener else _JOINERS
    if joiner.kind not in _JOINING or joiner.text not in wanted:
        return 0
    if last.kind != NP or not tokens[last.s].pos & NUM or last.qty is None:
        return 0
    return 0 if last.time or _is_number(last, tokens) else first + 2 - index


def _is_number(chunk: Chunk, tokens: list[Token]) -> bool:
    return (
        chunk.kind == NP
        and chunk.qty is not None
        and not chunk.time
        and (bool(tokens[chunk.e - 1].pos & NUM))
    )


class Loads:
    """Takes "planes carrying 585 servicemen" as the servicemen: they are who arrives.

    So are guns: "trucks hauling howitzers", "pickups with heavy machine guns".
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._vehicle = lexicon.bit("transport", "gun")
        self._people = lexicon.bit("troops", "militants", "civilians", "person")
        self._load_of = self._people | lexicon.bit("force_noun", "gun", "armour")
        self._loading, self._wrecking = lexicon.set("loading"), lexicon.set("wrecking")

    def fold(self, chunks: list[Chunk]) -> list[Chunk]:
        out: list[Chunk] = []
        for chunk in chunks:
            if chunk.kind == NP and self._bounded(out) and self._carries(out[-3], out[-2], chunk):
                del out[-1]  # "carrying *more than* 50 men": the figure has taken its bound
            if len(out) > 1 and self._carries(out[-2], out[-1], chunk):
                self._load(out, chunk)
            elif chunk.text in _ABOARD and self._may_hold(out):
                self._unload(out, 1)
                continue
            elif chunk.kind == VG and (back := self._goes(out, chunk)):
                self._unload(out, back)
            out.append(chunk)
        return out

    def _bounded(self, out: list[Chunk]) -> bool:
        return len(out) > 2 and out[-1].kind == MARK_ADV

    def _may_hold(self, out: list[Chunk]) -> bool:
        """Handle "aircraft with (more than) 100 soldiers" before "aboard"."""
        if len(out) > 3 and out[-2].kind == MARK_ADV and self._holds(out[-4], out[-3], out[-1]):
            del out[-2]
            return True
        return len(out) > 2 and self._holds(*out[-3:])

    def _load(self, out: list[Chunk], load: Chunk) -> None:
        """Take the craft away; those in "Afghan planes" are Afghans, if nobody says more."""
        craft = [out[-2]]
        if len(out) > 3 and out[-3].kind == MARK_CC and out[-4].cls & self._vehicle:
            craft.insert(0, out[-4])  # "22 planes and 24 helicopters carrying"
        load.s = craft[0].s
        load.codes = load.codes or next((one.codes for one in craft if one.codes), ())
        del out[-2 * len(craft) :]

    def _holds(self, vehicle: Chunk, preposition: Chunk, load: Chunk) -> bool:
        """Handle "helicopters with 431 servicemen aboard"."""
        if vehicle.kind != NP or load.kind != NP or preposition.text != "with":
            return False
        return bool(vehicle.cls & self._vehicle and load.cls & self._people and load.qty)

    def _goes(self, out: list[Chunk], verb: Chunk) -> int:
        """Handle "trucks with infantry *climbed* the road": how far back those stand who did."""
        back = 3 if len(out) > 4 and out[-2].text == "of" else 1  # "with six men of the army"
        if len(out) < back + 2 or out[-back - 1].text not in _LADEN:
            return 0
        vehicle, load = out[-back - 2], out[-back]
        told = bool(verb.aux or verb.form & PAST) and verb.lemma not in self._wrecking
        loaded = vehicle.cls & self._vehicle and load.cls & self._load_of
        return back if told and loaded and vehicle.kind == NP and load.kind == NP else 0

    def _unload(self, out: list[Chunk], back: int) -> None:
        """Leave only those aboard, who are at home where their craft are: "Afghan planes"."""
        tail = out[len(out) - back :]
        del out[len(out) - back :]
        load = tail[0]
        craft = [out[-2]]
        if len(out) > 3 and out[-3].kind == MARK_CC and out[-4].cls & self._vehicle:
            craft.insert(0, out[-4])  # "planes and helicopters"
        load.s = craft[0].s
        load.codes = load.codes or next((one.codes for one in craft if one.codes), ())
        del out[len(out) - 2 * len(craft) :]
        out += tail

    def _carries(self, vehicle: Chunk, verb: Chunk, load: Chunk) -> bool:
        if vehicle.kind != NP or verb.kind != VG or load.kind != NP:
            return False
        if verb.lemma not in self._loading or not verb.form & GERUND or verb.aux or verb.to:
            return False
        return bool(vehicle.cls & self._vehicle and load.cls & self._load_of)
