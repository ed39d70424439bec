"""Where a noun phrase ends: tests on the tokens around a possible border."""

import re

from monitor.reading.text.grammar import ADJ, ADV, AUX, DET, NOUN, NUM, PLURAL, POSS, PROPN, TITLE
from monitor.reading.words.tokens import Token, is_month

_MAX_NP = 24


def phrase_end(tokens: list[Token], index: int, people: int) -> int:  # noqa: C901  (a cascade)
    """Where the phrase that starts here ends (before a possessive, or a new determiner)."""
    end, count, seen = index, min(len(tokens), index + _MAX_NP), False
    while end < count:
        token = tokens[end]
        pos = token.pos
        if end > index and (_is_dated(tokens, end) or (pos & DET and _starts_anew(tokens, end))):
            break
        if seen and token.text in _BEFORE_TIME and _is_named_before_time(tokens, end):
            break
        if pos & (NOUN | PROPN):
            if seen and (_breaks(tokens, end) or _name_after_time(tokens, end, people)):
                break
            if seen and _is_second_object(tokens, index, end, people):
                break
            if seen and (
                _is_behind_day(tokens, index, end) or _is_many_behind_hour(tokens, index, end)
            ):
                break
            seen = not _is_rank(tokens, index, end)
        elif (
            seen
            and pos & ADJ
            and (
                _is_behind_day(tokens, index, end)
                or _is_weekday(tokens[end - 1])
                or _is_bare_hour(tokens, index, end)
            )
        ):
            break  # "on Monday | Afghan soldiers fled"
        elif pos & ADV:
            if not _adverb_inside(tokens, end):
                break
        elif (
            (pos & NUM and seen and _starts_count(tokens, end))
            or (pos & NUM and end > index and _is_clock(tokens[end - 1]))
            or (pos & NUM and seen and _counts_anew(tokens, end))
            or (not pos & (DET | NUM | ADJ | TITLE) and not _and_in_number(tokens, end))
        ):
            break
        end += 1
    return max(end, index + 1)


def _is_rank(tokens: list[Token], start: int, at: int) -> bool:
    """Handle "the last | two hamlets": a phrase that opens so goes on, where a number follows."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    ranked = at == start and tokens[at].text in _RANKS
    return ranked and after is not None and bool(after.pos & (NUM | ADJ | NOUN | PROPN))


_RANKS = frozenset({"the last"})


def _starts_anew(tokens: list[Token], at: int) -> bool:
    """Return a determiner opens a phrase, but for "all the" and after a clock: "at 09:30 a"."""
    before = tokens[at - 1]
    hour = bool(before.pos & NUM) and at > 1 and tokens[at - 2].text == "at"
    opens = tokens[at].text in _ARTICLES and (hour or _is_clock(before))  # "At eight | the"
    if tokens[at].text in _PARTS and before.word is not None and before.word.code:
        return False  # "the Afghan part of Darwaz"
    return opens or not before.pos & (DET | NUM)


_ARTICLES = frozenset({"a", "an", "the"})
_PARTS = frozenset({"part of", "parts of"})


def _breaks(tokens: list[Token], at: int) -> bool:
    """Return a time word after a noun starts a phrase of its own: "the district Tuesday"."""
    word, before = tokens[at].word, tokens[at - 1].word
    assert word is not None
    assert before is not None
    if word.time is None or word.time[0] not in {
        "weekdays",
        "relative",
        "future",
        "months",
        "history",
    }:
        return False
    return before.time is None and bool(tokens[at - 1].pos & (NOUN | PROPN))


def _starts_count(tokens: list[Token], at: int) -> bool:
    """Handle "In the district | four members": a number with a noun behind it starts a phrase."""
    if is_month(tokens[at - 1]):
        return False
    if _is_time(tokens[at - 1]) or (at > 1 and _is_time(tokens[at - 2])):
        return True
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.pos & NUM and tokens[at].text.isalpha():
        return True  # "at the request of elders | one hundred commandos"
    return after is not None and bool(after.pos & (NOUN | ADJ)) and not tokens[at].glued


def _is_dated(tokens: list[Token], at: int) -> bool:
    """Handle "On July 5 | Afghan soldiers fled", "in 2015 | rebels": a date ends its phrase."""
    if not tokens[at].pos & (DET | NUM | ADJ | NOUN | PROPN) or at < 2:
        return False
    last, before = tokens[at - 1], tokens[at - 2]
    if is_month(last) and before.text.isdigit():
        return not tokens[at].text.isdigit()  # "5 July | the", but "5 July 2015"
    if not last.text.isdigit():
        return False
    if is_month(before):
        return len(last.text) == _YEAR or not tokens[at].text.isdigit()
    return len(last.text) == _YEAR and before.text in _BEFORE_YEAR and last.text[:2] in _CENTURIES


_YEAR = 4  # digits
_CENTURIES = ("18", "19", "20")
_BEFORE_YEAR = frozenset({"in", "of", "since"})


def _is_weekday(token: Token) -> bool:
    word = token.word
    return word is not None and word.time is not None and word.time[0] in _DAYS


_DAYS = ("weekdays", "relative")


def _is_bare_hour(tokens: list[Token], start: int, at: int) -> bool:
    """Handle "by evening | armoured vehicles", "before dawn | Afghan guards"."""
    word = tokens[start].word
    if word is None or word.time is None or word.time[0] != "daytimes" or at != start + 1:
        return False
    return start > 0 and tokens[start - 1].text in _BEFORE_HOUR


def _is_many_behind_hour(tokens: list[Token], start: int, at: int) -> bool:
    """Handle "by evening | troops had left"; "evening prayers" are of no class."""
    word = tokens[at].word
    many = word is not None and bool(word.form & PLURAL and word.cls)
    return many and _is_bare_hour(tokens, start, at)


def _is_second_object(tokens: list[Token], start: int, at: int, people: int) -> bool:
    """Handle "cost the army | Kalafgan": a place behind people who are no part of its name."""
    word, before = tokens[at].word, tokens[at - 1].word
    if word is None or before is None or not word.places or not tokens[at].pos & PROPN:
        return False
    bare = tokens[at - 1].pos & NOUN and not tokens[at - 1].cap and before.cls & people
    last = at + 1 >= len(tokens) or not tokens[at + 1].pos & (NOUN | POSS)
    return bool(bare) and last and tokens[start].text == "the"


_BEFORE_HOUR = frozenset({"by", "before", "since", "until", "at", "after"})


def _is_time(token: Token) -> bool:
    return token.word is not None and token.word.time is not None and token.word.num is None


def _is_named_before_time(tokens: list[Token], at: int) -> bool:
    """Handle "Took Maimay | last Friday"."""
    if at + 1 >= len(tokens) or not tokens[at - 1].pos & (NOUN | PROPN):
        return False
    word = tokens[at + 1].word
    return word is not None and word.time is not None and word.time[0] != "daytimes"


_BEFORE_TIME = frozenset({"last", "next", "late", "early", "previous", "earlier"})


def _is_clock(token: Token) -> bool:
    """Handle "At 23.30 | three men"."""
    return bool(_CLOCK.fullmatch(token.text))


_CLOCK = re.compile(r"\d{1,2}[.:]\d\d")


def _counts_anew(tokens: list[Token], at: int) -> bool:
    """Handle "In the village X of Y district | four men": a number word that starts a phrase."""
    word = tokens[at].word
    behind = tokens[at + 1].pos if at + 1 < len(tokens) else 0
    follows = bool(behind & (NOUN | ADJ | AUX))  # "in the operation | three were killed"
    return (
        follows
        and word is not None
        and word.num is not None
        and word.num[0] == "units"
        and (tokens[at].text.isalpha())
    )


def _name_after_time(tokens: list[Token], at: int, people: int) -> bool:
    """Handle "In the week | Shortepa fell": a name after a word of time starts anew."""
    before = tokens[at - 1].word
    word = tokens[at].word
    if before is None or before.time is None or word is None or word.time is not None:
        return False
    return tokens[at].pos == PROPN or bool(word.cls & people)


def _is_behind_day(tokens: list[Token], start: int, at: int) -> bool:
    """Handle "On Monday | traffic resumed", "since Monday night | Pakistani jets have"."""
    first, before, word = tokens[start].word, tokens[at - 1].word, tokens[at].word
    if first is None or first.time is None or first.time[0] not in {"weekdays", "months"}:
        return False
    is_date = first.time[0] == "months" and at - start > 1 and bool(tokens[at - 1].pos & NUM)
    return (
        start > 0
        and tokens[start - 1].text in _BEFORE_DAY
        and before is not None
        and (before.time is not None or is_date)
        and word is not None
        and word.time is None
        and word.num is None
    )


_BEFORE_DAY = frozenset({"on", "since", "late on", "early on", "by", "until"})


def _and_in_number(tokens: list[Token], at: int) -> bool:
    """Handle "One hundred *and* thirty-eight", "Thai *and* Myanmar officers"."""
    if tokens[at].text not in {"and", ","} or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1].word, tokens[at + 1].word
    if before is not None and after is not None and before.code and after.code:
        pair = tokens[at - 1].pos == ADJ == tokens[at + 1].pos
        return pair or _ends_adjectives(tokens, at)
    if tokens[at].text == ",":
        return False
    is_number = before is not None and before.num is not None and before.num[0] == "multipliers"
    return is_number and after is not None and after.num is not None and after.num[0] == "units"


def _ends_adjectives(tokens: list[Token], at: int) -> bool:
    """Handle "Thai and Myanmar officers": the second is a country's name before its noun."""
    behind = tokens[at + 2] if at + 2 < len(tokens) else None
    is_noun = behind is not None and bool(behind.pos & NOUN)
    return tokens[at - 1].pos == ADJ and is_noun


def _adverb_inside(tokens: list[Token], at: int) -> bool:
    """Return an adverb belongs to the phrase if an adjective, number or participle follows."""
    if at + 1 >= len(tokens):
        return False
    word = tokens[at].word
    if word is not None and word.num is not None and tokens[at - 1].pos & NUM:
        return bool(tokens[at + 1].pos & (NOUN | ADJ))  # "80 or so soldiers"
    if tokens[at - 1].pos & NUM and tokens[at + 1].pos & NOUN:
        return word is not None and word.num is None  # "28,120 forcibly displaced persons"
    return bool(tokens[at + 1].pos & (ADJ | NUM))
